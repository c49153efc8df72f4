/* The page of the import draft, by mouse and by keys. Long because one backend of drafts stands behind all of it. */
import axe from "axe-core";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";

import type { DraftFilter, DraftItem, ImportDraft } from "../../../app/articles/drafts.ts";
import type { Input } from "../../../app/contract/index.ts";
import { type FakeCase, fakeWorkstation, makeFakeCase } from "../../data/case.fake.ts";
import { setLanguage } from "../../i18n/index.ts";
import { PageNotices, showPage, startFresh } from "../../page.fake.tsx";
import { useDialogs } from "../../state/dialogs.ts";
import { useView } from "../../state/view.ts";
import { ChangesContext } from "../../ui/index.ts";
import { DraftPage } from "./draft-page.tsx";
import { edited } from "./words.ts";

startFresh();
beforeEach(() => useDialogs.getState().close());
afterEach(() => setLanguage("en"));

const itemOf = (index: number, more: Partial<DraftItem> = {}): DraftItem => ({
  id: `i${index}`,
  path: `/wire/story-${index}.html`,
  member: null,
  line: null,
  state: "new",
  title: `Story ${index}`,
  outlet: "Wire",
  author: null,
  publishedAt: "2025-11-24",
  language: "en",
  url: null,
  tags: [],
  stated: {},
  leftOut: false,
  chars: 19,
  excerpt: "A fire at the port.",
  sha256: "0".repeat(64),
  article: null,
  twin: null,
  code: null,
  message: null,
  ...more,
});
const nothingRead = { title: "", outlet: null, publishedAt: null, language: null, chars: 0, excerpt: "", sha256: null };
const mixed = (): DraftItem[] => [
  itemOf(0),
  itemOf(1, { outlet: "Gazette" }),
  itemOf(2, { state: "version", article: { id: "a7", title: "Known story" } }),
  itemOf(3, { state: "duplicate", twin: { id: "i0", title: "Story 0", path: "/wire/story-0.html" } }),
  itemOf(4, { ...nothingRead, state: "unreadable", code: "unreadable-file", message: "it is no PDF" }),
  itemOf(5, { ...nothingRead, state: "needs-mapping", path: "/wire/table.csv", code: "needs-mapping", message: "?" }),
];

/** What would come in of these items, as the backend counts it. */
const draftOf = (items: readonly DraftItem[], more: Partial<ImportDraft> = {}): ImportDraft => {
  const count = (state: DraftItem["state"]): number => items.filter((item) => item.state === state).length;
  return {
    id: "d1",
    analyst: "Rana",
    begunAt: "2025-11-25T08:00:00Z",
    paths: ["/wire"],
    reading: {},
    whole: true,
    busy: null,
    begun: false,
    files: items.length,
    items: items.length,
    states: {
      new: count("new"),
      duplicate: count("duplicate"),
      version: count("version"),
      unreadable: count("unreadable"),
      "needs-mapping": count("needs-mapping"),
      changed: count("changed"),
    },
    leftOut: items.filter((item) => item.leftOut).length,
    corrected: items.filter((item) => Object.keys(item.stated).length > 0).length,
    toImport: items.filter((item) => !item.leftOut && (item.state === "new" || item.state === "version")).length,
    ...more,
  };
};
const fits = (item: DraftItem, filter: DraftFilter): boolean =>
  (filter.states?.includes(item.state) ?? true) &&
  (filter.outlets?.includes(item.outlet) ?? true) &&
  (filter.text === undefined || item.title.includes(filter.text)) &&
  (filter.leftOut === undefined || item.leftOut === filter.leftOut);

let fake: FakeCase;
let items: DraftItem[];
let drafts: Partial<ImportDraft>[];
let before: Map<string, DraftItem[]>;
const told = (): void => fake.tell({ name: "changed", value: { kinds: ["import-draft"] } });
const listed = (filter: DraftFilter): DraftItem[] => items.filter((item) => fits(item, filter));

beforeEach(() => {
  items = mixed();
  drafts = [{}];
  before = new Map();
  fake = makeFakeCase({
    "workstation.get": () => fakeWorkstation,
    "tags.list": () => [],
    "jobs.list": () => [],
    "articles.drafts": () => drafts.map((more) => draftOf(items, more)),
    "articles.draftItems": ({ filter = {}, offset = 0, limit = 100 }: Input<"articles.draftItems">) => ({
      total: listed(filter).length,
      rows: listed(filter).slice(offset, offset + limit),
    }),
    "articles.draftItemIds": ({ filter = {} }: Input<"articles.draftItemIds">) => listed(filter).map(({ id }) => id),
    "articles.draftFacets": ({ filter = {} }: Input<"articles.draftFacets">) => {
      const { states: _, ...rest } = filter;
      const found = listed(rest);
      const count = (by: (item: DraftItem) => string | null) =>
        [...new Set(found.map(by))].map((value) => ({ value, count: found.filter((i) => by(i) === value).length }));
      return {
        total: found.length,
        states: count((item) => item.state),
        outlets: count((item) => item.outlet),
        languages: count((item) => item.language),
        folders: [{ value: "/wire", count: found.length }],
        leftOut: found.filter((item) => item.leftOut).length,
        corrected: 0,
        undated: found.filter((item) => item.publishedAt === null).length,
      };
    },
    "articles.draftFile": ({ item }: Input<"articles.draftFile">) => ({
      file: `file-${item}`,
      path: items.find(({ id }) => id === item)?.path ?? "",
    }),
    "articles.editDraft": ({ items: asked, ...edit }: Input<"articles.editDraft">) => {
      const ids = "ids" in asked ? asked.ids : [];
      const next = items.map((item) => (ids.includes(item.id) ? edited(item, edit) : item));
      const changed = next.filter((item, index) => JSON.stringify(item) !== JSON.stringify(items[index])).length;
      if (changed === 0) return { changed, step: null };
      const step = `s${before.size + 1}`;
      before.set(step, items);
      items = next;
      told();
      return { changed, step };
    },
    "articles.undoDraftEdit": ({ step }: Input<"articles.undoDraftEdit">) => {
      const now = items;
      items = before.get(step) ?? items;
      before.set(step, now);
      told();
      return { changed: 2, step };
    },
    "articles.leaveDraft": () => {
      drafts = [];
      told();
      return {};
    },
    "articles.bringBackDraft": () => {
      drafts = [{}];
      told();
      return draftOf(items);
    },
    "articles.importDraft": () => ({ jobId: "j1" }),
    "articles.goOnDraft": () => ({ jobId: "j2" }),
    "jobs.cancel": () => ({}),
  });
});

const show = () =>
  showPage(
    fake,
    <>
      <DraftPage />
      <PageNotices />
    </>,
  );
const grid = page.getByRole("grid", { name: "Items of the draft" });
const rowsOf = (text: string): number =>
  [...document.querySelectorAll('[role="row"]')].filter((row) => row.textContent.includes(text)).length;
const tab = (name: RegExp) => page.getByRole("group", { name: "Items by state" }).getByRole("button", { name });
const field = (name: string) => page.getByRole("textbox", { name, exact: true });
const edits = (): unknown[] => fake.asked("articles.editDraft");
/** The list has the keyboard, its first row stands. */
async function onFirstRow(): Promise<void> {
  await expect.element(grid).toHaveFocus();
  await userEvent.keyboard("{Home}");
  await expect.element(field("Title")).toHaveValue("Story 0");
}

test("states are tabs with their counts; tabs and words narrow the list, and an empty answer leads back", async () => {
  await show();
  await onFirstRow();
  await expect.element(tab(/^All 6$/u)).toHaveAttribute("aria-pressed", "true");
  for (const name of [/^New 2$/u, /^New version 1$/u, /^Already here 1$/u, /^Needs columns 1$/u, /^Unreadable 1$/u])
    await expect.element(tab(name)).toBeVisible();
  expect(tab(/^Changed since/u).query()).toBeNull();
  await tab(/^New version/u).click();
  await expect.poll(() => rowsOf("Story 0")).toBe(0);
  expect(rowsOf("Story 2")).toBe(1);
  await userEvent.keyboard("/");
  await expect.element(page.getByRole("searchbox")).toHaveFocus();
  await userEvent.keyboard("nothing like it");
  await expect.element(page.getByText("No item fits these filters")).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).first().click();
  await expect.poll(() => useView.getState().draft.filter).not.toHaveProperty("text");
});

test("brackets go from state to state", async () => {
  await show();
  await onFirstRow();
  await userEvent.keyboard("]");
  await expect.element(tab(/^New 2$/u)).toHaveAttribute("aria-pressed", "true");
  await userEvent.keyboard("[[[[");
  await expect.element(tab(/^Unreadable/u)).toHaveAttribute("aria-pressed", "true");
});

test("many are corrected at once, taken back by the notice or a key, and made again", async () => {
  await show();
  await onFirstRow();
  await userEvent.keyboard("{Control>}a{/Control}");
  await expect.element(page.getByRole("heading", { name: "6 selected" })).toBeVisible();
  await expect.element(field("Outlet")).toHaveAttribute("placeholder", "various");
  expect(field("Title").query()).toBeNull();
  await userEvent.keyboard("e");
  await expect.element(field("Outlet")).toHaveFocus();
  await userEvent.keyboard("Daily{Enter}");
  await expect.element(grid).toHaveFocus();
  await expect.poll(() => rowsOf("Daily")).toBe(4);
  // Enter and leaving the field right after it are one correction.
  expect(edits()).toEqual([{ id: "d1", items: { ids: ["i0", "i1", "i2", "i3", "i4", "i5"] }, outlet: "Daily" }]);
  await expect.element(page.getByText("4 items were corrected.")).toBeVisible();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect.poll(() => rowsOf("Gazette")).toBe(1);
  expect(fake.asked("articles.undoDraftEdit")).toEqual([{ id: "d1", step: "s1" }]);
  (grid.element() as HTMLElement).focus();
  await userEvent.keyboard("{Control>}{Shift>}z{/Shift}{/Control}");
  await expect.poll(() => rowsOf("Daily")).toBe(4);
  await userEvent.keyboard("{Control>}z{/Control}");
  await expect.poll(() => rowsOf("Daily")).toBe(0);
});

test("one is corrected in place; what the file states stays to be seen and taken back", async () => {
  await show();
  await onFirstRow();
  await userEvent.keyboard("{F2}");
  await expect.element(field("Title")).toHaveFocus();
  await userEvent.keyboard("A better title{Enter}");
  await expect.element(grid).toHaveFocus();
  await expect.element(page.getByText("1 item was corrected.")).toBeVisible();
  await expect.element(page.getByText("Stated: ⁨Story 0⁩")).toBeVisible();
  expect(edits()).toHaveLength(1);
  await page.getByRole("button", { name: "Take back: Title" }).click();
  await expect.poll(() => edits().at(-1)).toEqual({ id: "d1", items: { ids: ["i0"] }, asStated: ["title"] });
  await expect.element(field("Title")).toHaveValue("Story 0");
});

test("a date that makes no sense is told at its field, and the keyboard stays there", async () => {
  await show();
  await onFirstRow();
  await field("Date").fill("some day");
  await userEvent.keyboard("{Enter}");
  await expect.element(field("Date")).toHaveAttribute("aria-invalid", "true");
  await expect.element(field("Date")).toHaveFocus();
  expect(edits()).toEqual([]);
  await field("Date").fill("2025-11-20");
  await userEvent.keyboard("{Enter}");
  await expect.element(grid).toHaveFocus();
  expect(edits()).toEqual([{ id: "d1", items: { ids: ["i0"] }, publishedAt: "2025-11-20" }]);
});

test("x leaves out and takes in again; what would come in is counted anew", async () => {
  await show();
  await onFirstRow();
  await expect.element(page.getByRole("button", { name: "Import 3 articles" })).toBeVisible();
  await userEvent.keyboard("x");
  await expect.element(page.getByText("It would come in, but you leave it out.")).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Import 2 articles" })).toBeVisible();
  await userEvent.keyboard("x");
  await expect.element(page.getByRole("button", { name: "Import 3 articles" })).toBeVisible();
  expect(edits()).toEqual([
    { id: "d1", items: { ids: ["i0"] }, leaveOut: true },
    { id: "d1", items: { ids: ["i0"] }, leaveOut: false },
  ]);
});

test("each state says why, and leads on: to the known article, the twin, another reading, the columns", async () => {
  await show();
  await onFirstRow();
  await userEvent.keyboard("jj");
  await expect.element(page.getByRole("button", { name: "Open “Known story”" })).toBeVisible();
  await userEvent.keyboard("j");
  await page.getByRole("button", { name: "Show the other one" }).click();
  await expect.element(field("Title")).toHaveValue("Story 0");
  await userEvent.keyboard("{Home}jjjj");
  await expect.element(page.getByText("it is no PDF")).toBeVisible();
  expect(field("Title").query()).toBeNull();
  await page.getByRole("button", { name: "Read it again" }).click();
  await expect.poll(() => fake.asked("articles.goOnDraft")).toEqual([{ id: "d1", items: { ids: ["i4"] } }]);
  (grid.element() as HTMLElement).focus();
  await userEvent.keyboard("{End}");
  await page.getByRole("button", { name: "Name the columns…" }).first().click();
  await expect
    .poll(() => useDialogs.getState().open)
    .toEqual({
      kind: "columns",
      files: [{ file: "file-i5", name: "table.csv", into: { draft: "d1", item: "i5", reading: {} } }],
    });
});

test("one key imports, also from within a field; what was not as shown stays and is told, else the library is shown", async () => {
  const ended = (kept: number): void => {
    const counts = { imported: 3, duplicates: 0, versions: 0, stopped: false };
    fake.tell({
      name: "job-ended",
      value: {
        jobId: "j1",
        procedure: "articles.importDraft",
        unit: "items",
        rate: null,
        secondsLeft: null,
        done: 3,
        total: 3,
        current: null,
        state: "done",
        result: { ...counts, failed: [], unmapped: [], articles: [], leftOut: 0, kept },
        error: null,
      },
    });
  };
  useView.getState().goToDraft(null);
  await show();
  await onFirstRow();
  await field("Outlet").click();
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await expect.poll(() => fake.asked("articles.importDraft")).toEqual([{ id: "d1" }]);
  ended(2);
  await expect
    .element(page.getByText("2 items are not as they were shown and stay here; look at them again."))
    .toBeVisible();
  expect(useView.getState().page).toBe("draft");
  ended(0);
  await expect.poll(() => useView.getState().page).toBe("library");
});

test("leaving asks nothing and can be taken back; with no draft the page teaches", async () => {
  await show();
  await onFirstRow();
  await userEvent.keyboard("{Alt>}x{/Alt}");
  await expect.element(page.getByText("See what comes in before it does")).toBeVisible();
  await page.getByRole("button", { name: "Bring it back" }).click();
  await expect.element(page.getByRole("button", { name: "Import 3 articles" })).toBeVisible();
  expect(fake.asked("articles.bringBackDraft")).toEqual([{ id: "d1" }]);
});

test("of several drafts one is chosen; what runs on one is said", async () => {
  drafts = [{}, { id: "d2", paths: ["/agency", "/more"], busy: "importing" }];
  await show();
  const list = page.getByRole("list", { name: "Drafts" });
  await expect.element(list.getByRole("button").first()).toHaveFocus();
  await expect.element(list.getByRole("button").first()).toMatchTextContent("3 articles would come in · read");
  await expect.element(list.getByRole("button").nth(1)).toMatchTextContent("agency and 1 more");
  await expect.element(list.getByRole("button").nth(1)).toMatchTextContent("Being imported");
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByRole("button", { name: "All drafts" })).toBeVisible();
  await onFirstRow();
});

test("what was stopped goes on; what is read now is shown with its progress and can be stopped", async () => {
  drafts = [{ whole: false }];
  await show();
  await page.getByRole("button", { name: "Go on looking" }).click();
  await expect.poll(() => fake.asked("articles.goOnDraft")).toEqual([{ id: "d1" }]);
  drafts = [{ whole: false, busy: "reading" }];
  told();
  await expect.element(page.getByRole("progressbar", { name: "The files are being looked at" })).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Import 3 articles" })).toBeDisabled();
});

test("a case that can only be read is looked at, and nothing of the draft is changed", async () => {
  const say = vi.fn<() => void>();
  await showPage(
    fake,
    <ChangesContext value={{ why: "Rana has this case open.", say }}>
      <DraftPage />
    </ChangesContext>,
  );
  await onFirstRow();
  await userEvent.keyboard("x{Alt>}x{/Alt}{Control>}{Enter}{/Control}");
  await expect.poll(() => say.mock.calls.length).toBeGreaterThan(1);
  expect(edits()).toEqual([]);
  expect(fake.asked("articles.leaveDraft")).toEqual([]);
  expect(fake.asked("articles.importDraft")).toEqual([]);
  await expect.element(field("Title")).toHaveAttribute("readonly");
});

test("of a hundred thousand items only windows are asked for, also at the end of the list", async () => {
  items = Array.from({ length: 100_000 }, (_, index) => itemOf(index));
  await show();
  await onFirstRow();
  await userEvent.keyboard("{End}");
  await expect.poll(() => rowsOf("Story 99999")).toBe(1);
  const asked = fake.asked("articles.draftItems") as Input<"articles.draftItems">[];
  const limits = asked.map(({ limit }) => limit ?? 0);
  expect(Math.max(...limits)).toBeLessThanOrEqual(500);
  expect(limits.reduce((sum, limit) => sum + limit, 0)).toBeLessThan(3000);
  expect(document.querySelectorAll('[role="row"]').length).toBeLessThan(200);
});

test("axe finds no fault, in either language, with one item, with many, and with none", async () => {
  const screen = await show();
  const faults = async () =>
    (await axe.run(screen.container)).violations.map(({ id, nodes }) => [id, nodes[0]?.html ?? ""]);
  await onFirstRow();
  expect(await faults()).toEqual([]);
  await userEvent.keyboard("{Control>}a{/Control}");
  await expect.element(page.getByRole("heading", { name: "6 selected" })).toBeVisible();
  setLanguage("ar");
  await expect.element(page.getByRole("heading", { name: "الاستيراد: انظر أولًا" })).toBeVisible();
  expect(await faults()).toEqual([]);
  drafts = [];
  told();
  await expect.element(page.getByText("انظر ما سيدخل قبل أن يدخل")).toBeVisible();
  expect(await faults()).toEqual([]);
});
