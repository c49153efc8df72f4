import axe from "axe-core";
import { expect, it } from "vitest";
import { userEvent } from "vitest/browser";

import type { ArticleFilter, ArticleRow } from "../../app/articles/model.ts";
import { fakeArticle, type FakeCase, fakeTag, fakeWorkstation, makeFakeCase } from "../data/case.fake.ts";
import type { Files } from "../data/files.tsx";
import { setLanguage } from "../i18n/index.ts";
import { showPage, startFresh } from "../page.fake.tsx";
import { useDialogs } from "../state/dialogs.ts";
import { useView } from "../state/view.ts";
import { LibraryPage } from "./library-page.tsx";
import { ColumnsDialog } from "./library/mapping-dialog.tsx";

const many = 100_000;

const rows = (offset: number, limit: number, count: number): ArticleRow[] =>
  Array.from({ length: Math.max(0, Math.min(limit, count - offset)) }, (_, i) => fakeArticle(offset + i));

function makeCase(total = many, more: Parameters<typeof makeFakeCase>[0] = {}): FakeCase {
  const fitting = (filter: ArticleFilter): number => (filter.states?.includes("done") ? 0 : total);
  return makeFakeCase({
    "workstation.get": () => fakeWorkstation,
    "articles.list": ({ offset, limit, filter }: { offset: number; limit: number; filter: ArticleFilter }) => ({
      total: fitting(filter),
      rows: rows(offset, limit, fitting(filter)),
    }),
    "articles.ids": () => Array.from({ length: total }, (_, i) => `a${i}`),
    "articles.facets": ({ filter }: { filter: ArticleFilter }) => ({
      total: fitting(filter),
      states: [
        { value: "unread", count: total },
        { value: "done", count: 0 },
      ],
      languages: [
        { value: "ar", count: 2 },
        { value: null, count: 1 },
      ],
      outlets: [{ value: "عنب بلدي", count: 3 }],
    }),
    "articles.edit": ({ ids }: { ids: string[] }) => ({ changed: ids.length }),
    "tags.list": () => [fakeTag("t1", "Casualties/Wounded")],
    "articles.preview": () => ({
      columns: ["c1", "c2"],
      rows: [["عنوان", "نص المقالة"]],
      proposed: { title: "c1" },
      profiles: [],
    }),
    "articles.profiles": () => [],
    "articles.previewReading": () => ({ articles: [], failed: [] }),
    "articles.import": () => ({ jobId: "j1" }),
    ...more,
  });
}

const files: Files = {
  pickFiles: () => Promise.resolve([{ file: "f1", name: "export.csv", folder: "/collection" }]),
  pickSave: () => Promise.resolve(null),
};

/** As the program composes it: the question stands above every page. */
function Asked() {
  const { open, close } = useDialogs();
  return open?.kind === "columns" ? <ColumnsDialog files={open.files} onClose={close} /> : null;
}

const show = (fake: FakeCase) =>
  showPage(
    fake,
    <>
      <LibraryPage />
      <Asked />
    </>,
    files,
  );

startFresh();

it("draws a hundred thousand articles as a window of them", async () => {
  const screen = await show(makeCase());
  await expect.element(screen.getByRole("grid")).toHaveAttribute("aria-rowcount", String(many + 1));
  await expect.element(screen.getByText("Article number 1", { exact: true })).toBeVisible();
  expect(document.querySelectorAll("[role=row]").length).toBeLessThan(60);
});

it("sorts by a click on a heading, and by another the other way", async () => {
  const fake = makeCase(50);
  const screen = await show(fake);
  await screen.getByRole("button", { name: "Outlet", exact: true }).last().click();
  expect(useView.getState().library.sort).toEqual([{ column: "outlet", descending: false }]);
});

it("filters by a facet, and a chip takes the filter away", async () => {
  const fake = makeCase(50);
  const screen = await show(fake);
  await screen.getByRole("button", { name: "State", exact: true }).first().click();
  await screen.getByRole("option", { name: /Done/ }).click();
  await userEvent.keyboard("{Escape}");
  expect(useView.getState().library.filter).toEqual({ states: ["done"] });
  await expect.element(screen.getByText("No article fits these filters")).toBeVisible();
  await screen.getByRole("button", { name: "Remove the filter Done" }).click();
  expect(useView.getState().library.filter).toEqual({});
});

it("marks a range that reaches beyond what is loaded, and changes it as one act", async () => {
  const fake = makeCase();
  const screen = await show(fake);
  await screen.getByText("Article number 1", { exact: true }).click();
  await userEvent.keyboard("{Shift>}{End}{/Shift}");
  await expect.element(screen.getByText("99,999 selected")).toBeVisible();
  await screen.getByRole("button", { name: "Set state" }).click();
  await screen.getByRole("menuitem", { name: /In work/ }).click();
  await expect.poll(() => fake.asked("articles.edit").length).toBe(1);
  const [edit] = fake.asked("articles.edit") as { ids: string[]; state: string }[];
  expect(edit?.ids).toHaveLength(99_999);
  expect(edit?.state).toBe("in-work");
});

it("opens the reader by Enter, with the listing to go through", async () => {
  const screen = await show(makeCase(5));
  await screen.getByText("Article number 1", { exact: true }).click();
  await userEvent.keyboard("{Enter}");
  expect(useView.getState().page).toBe("reader");
  expect(useView.getState().reader?.articleId).toBe("a1");
});

it("tags what is chosen", async () => {
  const fake = makeCase(5);
  const screen = await show(fake);
  await screen.getByText("Article number 1", { exact: true }).click();
  await screen.getByRole("toolbar").getByRole("button", { name: "Tags", exact: true }).click();
  await userEvent.keyboard("New/One");
  await userEvent.keyboard("{ArrowDown}{Enter}");
  await screen.getByRole("button", { name: "Apply" }).click();
  await expect.poll(() => fake.asked("articles.edit")).toEqual([{ ids: ["a1"], addTags: ["New/One"], removeTags: [] }]);
});

it("reads what is chosen in another encoding: the first shows how", async () => {
  const fake = makeCase(50, {
    "articles.previewEncodings": () => ({
      current: "utf-8",
      previews: [{ encoding: "windows-1256", title: null, text: "أعلنت الوزارة", broken: 0, problem: null }],
    }),
  });
  const screen = await show(fake);
  await screen.getByText("Article number 1", { exact: true }).click();
  await userEvent.keyboard("{Shift>}{ArrowDown}{/Shift}");
  await userEvent.keyboard("{Alt>}e{/Alt}");
  await expect.element(screen.getByText("Shown is the first; 2 articles are read anew.")).toBeVisible();
  await screen.getByText("أعلنت الوزارة").click();
  await userEvent.keyboard("{Enter}");
  await expect
    .poll(() => fake.asked("articles.readAnew"))
    .toEqual([{ ids: [expect.any(String), expect.any(String)], encoding: "windows-1256" }]);
});

it("makes copies of one text a family: the earliest is proposed as its origin, another one needs a reason", async () => {
  const family = { id: "f1", members: 2, isOrigin: true };
  const made = [
    fakeArticle(1, { publishedAt: "2025-11-26", title: "The later one" }),
    fakeArticle(2, { publishedAt: "2025-11-24", title: "The earlier one" }),
    fakeArticle(3, { title: "An origin", family }),
  ];
  const fake = makeFakeCase({
    "articles.list": () => ({ total: 3, rows: made }),
    "articles.ids": () => ["a1", "a2", "a3"],
    "articles.facets": () => ({ total: 3, states: [], languages: [], outlets: [] }),
    "tags.list": () => [],
    "articles.makeFamily": ({ ids, originId }: { ids: string[]; originId: string }) => ({
      id: "f2",
      originId,
      reason: null,
      createdAt: "2025-11-25T08:00:00Z",
      createdBy: "Rana",
      members: made.filter(({ id }) => ids.includes(id)),
    }),
  });
  const screen = await show(fake);
  await expect.element(screen.getByText("The origin of 2 copies of one text")).toBeInTheDocument();
  await screen.getByText("The later one").click();
  await userEvent.keyboard("{Shift>}{ArrowDown}{/Shift}");
  await userEvent.keyboard("{Alt>}k{/Alt}");
  const dialog = screen.getByRole("dialog");
  await expect.element(dialog.getByRole("radio", { name: /The earlier one/ })).toBeChecked();
  await expect.element(dialog.getByRole("radio", { name: /The earlier one/ })).toHaveFocus();
  await userEvent.keyboard("{ArrowDown}");
  await expect.element(dialog.getByRole("radio", { name: /The later one/ })).toBeChecked();
  await expect.element(dialog.getByRole("button", { name: "These are copies" })).toBeDisabled();
  await dialog.getByRole("textbox", { name: "Reason" }).fill("Its dateline is earlier");
  await userEvent.keyboard("{Enter}");
  await expect
    .poll(() => fake.asked("articles.makeFamily"))
    .toEqual([{ ids: ["a1", "a2"], originId: "a1", reason: "Its dateline is earlier" }]);
});

it("filters by whether an article has copies", async () => {
  const screen = await show(makeCase(50));
  await screen.getByRole("button", { name: "Copies", exact: true }).click();
  await screen.getByRole("option", { name: "Standing alone" }).click();
  await userEvent.keyboard("{Escape}");
  expect(useView.getState().library.filter).toEqual({ family: "alone" });
  await screen.getByRole("button", { name: "Remove the filter Standing alone" }).click();
  expect(useView.getState().library.filter).toEqual({});
});

it("shows one line a family, and its copies where it is opened, by mouse and by keys", async () => {
  const family = (isOrigin: boolean) => ({ id: "f1", members: 2, isOrigin });
  const origin = fakeArticle(1, { title: "The story", family: family(true) });
  const copy = fakeArticle(2, { title: "Its copy", family: family(false) });
  const fake = makeCase(50, {
    "articles.list": ({ filter }: { filter: ArticleFilter }) => {
      const listed = filter.opened?.includes("f1") || !filter.collapsed ? [origin, copy] : [origin];
      return { total: listed.length, rows: listed };
    },
    "articles.neighbours": () => ({ previous: null, next: null, index: 0, total: 1 }),
  });
  const screen = await show(fake);
  await expect.element(screen.getByText("Its copy")).toBeVisible();
  await userEvent.keyboard("{Alt>}y{/Alt}");
  await expect.element(screen.getByText("Its copy")).not.toBeInTheDocument();
  await screen.getByRole("button", { name: "Show the copy" }).click();
  await expect.element(screen.getByText("Its copy")).toBeVisible();
  await screen.getByText("The story").click();
  await userEvent.keyboard("{Alt>}{ArrowDown}{/Alt}");
  await expect.element(screen.getByText("Its copy")).not.toBeInTheDocument();
  await screen.getByRole("button", { name: "Remove the filter One line a family" }).click();
  await expect.element(screen.getByText("Its copy")).toBeVisible();
});

it("asks which column holds the text where it is not recognised, and imports by the answer", async () => {
  const fake = makeCase(5);
  const screen = await show(fake);
  await screen.getByRole("button", { name: "Import" }).click();
  await screen.getByRole("menuitem", { name: /Files/ }).click();
  await expect.element(screen.getByRole("dialog").getByText("Which column is which?")).toBeVisible();
  await expect.element(screen.getByRole("dialog").getByRole("button", { name: "Import" })).toBeDisabled();
  await screen
    .getByRole("button", { name: /^Text/ })
    .or(screen.getByLabelText("Text", { exact: true }))
    .first()
    .click();
  await screen.getByRole("option", { name: "c2" }).click();
  await screen.getByRole("dialog").getByRole("button", { name: "Import" }).click();
  await expect
    .poll(() => fake.asked("articles.import"))
    .toEqual([{ files: ["f1"], reading: { mapping: { title: "c1", text: "c2" } } }]);
});

it("teaches where nothing is there yet, in either language", async () => {
  const screen = await show(makeCase(0));
  await expect.element(screen.getByText("Import your first articles")).toBeVisible();
  setLanguage("ar");
  await expect.element(screen.getByText("استورد أول مقالاتك")).toBeVisible();
});

it("has no faults that axe finds", async () => {
  await show(makeCase(50));
  await expect.poll(() => document.querySelectorAll("[role=row]").length).toBeGreaterThan(10);
  const { violations } = await axe.run(document.body);
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
});
