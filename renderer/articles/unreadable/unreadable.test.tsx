import axe from "axe-core";
import { beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";

import type { UnreadableFile, UnreadableFilter, UnreadReason } from "../../../app/articles/unreadable.ts";
import type { Input } from "../../../app/contract/index.ts";
import { type FakeCase, makeFakeCase } from "../../data/case.fake.ts";
import type { Files } from "../../data/files.tsx";
import { setLanguage } from "../../i18n/index.ts";
import { PageNotices, showPage, startFresh } from "../../page.fake.tsx";
import { useDialogs } from "../../state/dialogs.ts";
import { useView } from "../../state/view.ts";
import { ChangesContext } from "../../ui/index.ts";
import { UnreadablePage } from "./unreadable-page.tsx";
import { UnreadableButton, UnreadableKey } from "./ways-in.tsx";

const file = (id: string, name: string, reason: UnreadReason, more: Partial<UnreadableFile> = {}): UnreadableFile => ({
  id,
  path: `/home/analyst/inbox/${name}`,
  member: null,
  line: null,
  reason,
  code: "unreadable-file",
  message: `${reason}, as the importer said it`,
  bytes: 4096,
  sha256: "ab".repeat(32),
  isKept: true,
  ways: ["as-is"],
  notedAt: "2025-11-24T10:00:00Z",
  analyst: "Lina Haddad",
  leftAside: false,
  ...more,
});

const some: UnreadableFile[] = [
  file("scan", "scan.pdf", "no-text-layer"),
  file("table", "wire.csv", "columns", { ways: ["as-is", "encoding", "columns"] }),
  file("note", "note.txt", "not-text", { ways: ["as-is", "encoding"] }),
  file("big", "film.mkv", "unsupported", { isKept: false, ways: [], sha256: null }),
  file("old", "old.doc", "damaged", { leftAside: true }),
];

let known: UnreadableFile[];
let fake: FakeCase;

const files: Files = {
  pickFiles: () => Promise.resolve([]),
  pickSave: (_purpose, name) => Promise.resolve({ file: "target", name, folder: "/home/analyst", replace: false }),
};

function listed({ text, reasons, leftAside }: UnreadableFilter = {}, without?: "reasons" | "leftAside") {
  return known.filter(
    (each) =>
      (text === undefined || each.path.includes(text)) &&
      (without === "reasons" || reasons === undefined || reasons.includes(each.reason)) &&
      (without === "leftAside" || leftAside === undefined || each.leftAside === leftAside),
  );
}

function tally(values: readonly UnreadReason[]): { value: UnreadReason; count: number }[] {
  const counts = new Map<UnreadReason, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count }));
}

startFresh();
beforeEach(() => {
  known = some;
  fake = makeFakeCase({
    "articles.unreadable": ({ filter, offset = 0, limit = 100 }: Input<"articles.unreadable">) => ({
      total: listed(filter).length,
      rows: listed(filter).slice(offset, offset + limit),
    }),
    "articles.unreadableIds": ({ filter }: Input<"articles.unreadableIds">) => listed(filter).map(({ id }) => id),
    "articles.unreadableCounts": ({ filter }: Input<"articles.unreadableCounts">) => ({
      total: listed(filter).length,
      reasons: tally(listed(filter, "reasons").map(({ reason }) => reason)),
      codes: [],
      leftAside: listed({ ...filter, leftAside: true }).length,
      open: listed({ ...filter, leftAside: false }).length,
    }),
    "articles.unreadableCopy": ({ id }: Input<"articles.unreadableCopy">) => ({
      file: `copy of ${id}`,
      path: "/home/analyst/inbox/wire.csv",
      reading: {},
    }),
    "articles.previewUnreadable": () => ({
      previews: [
        { encoding: "utf-8", title: null, text: "������", broken: 6, problem: null },
        { encoding: "windows-1256", title: null, text: "أعلنت الوزارة", broken: 0, problem: null },
      ],
    }),
    "articles.setUnreadableAside": ({ ids, aside }: Input<"articles.setUnreadableAside">) => {
      const turned = new Set(ids);
      known = known.map((each) => (turned.has(each.id) ? Object.assign(each, { leftAside: aside }) : each));
      queueMicrotask(() => fake.tell({ name: "changed", value: { kinds: ["unreadable-file"] } }));
      return { changed: ids.length };
    },
    "articles.saveUnreadable": () => ({ path: "/home/analyst/scan.pdf", bytes: 4096 }),
    "articles.readUnreadable": () => ({ jobId: "j1" }),
  });
});

const show = () =>
  showPage(
    fake,
    <>
      <UnreadablePage />
      <PageNotices />
    </>,
    files,
  );
const row = (name: string) => page.getByRole("row", { name: new RegExp(name, "u") });
const side = () => page.getByRole("complementary", { name: "Why, and what can be done" });
const violations = async () =>
  (await axe.run(document.body, { runOnly: ["wcag2a", "wcag2aa"] })).violations.map(({ id }) => id);

test("each is listed with its reason; the current one says what can be done, and offers only what helps it", async () => {
  await show();
  await expect.element(row("scan.pdf")).toBeVisible();
  expect(page.getByText("old.doc").elements()).toHaveLength(0);
  await row("scan.pdf").click();
  await expect.element(side()).toMatchTextContent(/text layer with a text-recognition/u);
  await expect.element(side().getByRole("button", { name: /^Read again/u })).toBeVisible();
  expect(
    side()
      .getByRole("button", { name: /another encoding/u })
      .elements(),
  ).toHaveLength(0);
  await row("film.mkv").click();
  await expect.element(side()).toMatchTextContent(/not kept in the case/u);
  expect(side().getByRole("button").elements()).toHaveLength(1);
  expect(await violations()).toEqual([]);
});

test("reasons are filters with their counts, by mouse and by key; words too; what was left aside stands apart", async () => {
  await show();
  await page.getByRole("button", { name: "Columns not named 1" }).click();
  await expect.element(row("scan.pdf")).not.toBeInTheDocument();
  await expect.element(row("wire.csv")).toBeVisible();
  await userEvent.keyboard("]");
  await expect.element(row("note.txt")).toBeVisible();
  expect(useView.getState().unreadable.filter).toEqual({ leftAside: false, reasons: ["not-text"] });
  await page.getByRole("button", { name: "Left aside 1" }).click();
  await expect.element(row("old.doc")).toBeVisible();
  await page.getByRole("button", { name: "All 4" }).click();
  await page.getByRole("searchbox", { name: "Words in names and folders" }).fill("nowhere");
  await expect.element(page.getByText("Nothing fits these filters")).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect.element(row("scan.pdf")).toBeVisible();
});

test("by keys alone one is left aside, and taken back; the focus stays in the table", async () => {
  await show();
  await expect.element(row("scan.pdf")).toBeVisible();
  await userEvent.keyboard("x");
  expect(fake.asked("articles.setUnreadableAside")).toEqual([{ ids: ["scan"], aside: true }]);
  await expect.element(row("scan.pdf")).not.toBeInTheDocument();
  expect(document.activeElement?.closest('[role="grid"]')).not.toBeNull();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.element(row("scan.pdf")).toBeVisible();
  expect(fake.asked("articles.setUnreadableAside")[1]).toEqual({ ids: ["scan"], aside: false });
});

test("what is kept is read again: as it is, in an encoding that makes sense, with columns that are named", async () => {
  await show();
  await row("note.txt").click();
  await userEvent.keyboard("r");
  await expect.poll(() => fake.asked("articles.readUnreadable")).toEqual([{ ids: ["note"] }]);
  await userEvent.keyboard("e");
  await page.getByText("أعلنت الوزارة").click();
  await page.getByRole("button", { name: "Read as Arabic (Windows-1256)" }).click();
  await expect
    .poll(() => fake.asked("articles.readUnreadable")[1])
    .toEqual({ ids: ["note"], reading: { encoding: "windows-1256" } });
  // It has no columns: said, and nothing is asked.
  await userEvent.keyboard("c");
  await expect.element(page.getByText(/Only tables and JSON files/u)).toBeVisible();
  await row("wire.csv").click();
  await userEvent.keyboard("c");
  await expect
    .poll(() => useDialogs.getState().open)
    .toEqual({ kind: "columns", files: [{ file: "copy of table", name: "wire.csv", unreadable: "table" }] });
  useDialogs.getState().close();
  await row("scan.pdf").click();
  await userEvent.keyboard("s");
  await expect.poll(() => fake.asked("articles.saveUnreadable")).toEqual([{ id: "scan", to: "target" }]);
});

test("of several that are chosen, those are read that can be", async () => {
  await show();
  await row("scan.pdf").click();
  await userEvent.keyboard("{Control>}a{/Control}");
  await expect.element(page.getByText("4 selected")).toBeVisible();
  await userEvent.keyboard("r");
  await expect.poll(() => fake.asked("articles.readUnreadable")).toEqual([{ ids: ["scan", "table", "note"] }]);
  await userEvent.keyboard("{Escape}");
  await expect.element(page.getByText("4 selected")).not.toBeInTheDocument();
});

test("the library leads here while there is something to look at; nothing unreadable is said with the way back", async () => {
  await showPage(
    fake,
    <>
      <UnreadableButton />
      <UnreadableKey />
    </>,
  );
  await page.getByRole("button", { name: /4 could not be read/u }).click();
  expect(useView.getState().page).toBe("unreadable");
  useView.getState().go("library");
  await userEvent.keyboard("gu");
  expect(useView.getState().page).toBe("unreadable");
});

test("where everything could be read the page says so", async () => {
  known = [];
  await show();
  await expect.element(page.getByText("Everything that was imported could be read")).toBeVisible();
  await page.getByRole("button", { name: "To the library" }).click();
  expect(useView.getState().page).toBe("library");
});

test("a case that is open for reading only is not changed", async () => {
  const said: string[] = [];
  await showPage(
    fake,
    <ChangesContext value={{ why: "Rana has this case open.", say: () => said.push("said") }}>
      <UnreadablePage />
    </ChangesContext>,
    files,
  );
  await row("scan.pdf").click();
  await userEvent.keyboard("x");
  await userEvent.keyboard("r");
  expect(said.length).toBeGreaterThan(0);
  expect(fake.asked("articles.setUnreadableAside")).toEqual([]);
  expect(fake.asked("articles.readUnreadable")).toEqual([]);
  // To look at what is kept changes nothing.
  await userEvent.keyboard("s");
  await expect.poll(() => fake.asked("articles.saveUnreadable")).toHaveLength(1);
});

test("speaks Arabic", async () => {
  setLanguage("ar");
  await show();
  await expect.element(page.getByText("مصوَّر بلا طبقة نص").first()).toBeVisible();
  expect(await violations()).toEqual([]);
});
