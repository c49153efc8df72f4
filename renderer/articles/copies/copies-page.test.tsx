import axe from "axe-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";

import type { FamilyProposal, ProposedCopy } from "../../../app/articles/copies.ts";
import type { Article, ArticleRow } from "../../../app/articles/model.ts";
import type { Input } from "../../../app/contract/index.ts";
import { type FakeCase, fakeArticle, makeFakeCase } from "../../data/case.fake.ts";
import { setLanguage } from "../../i18n/index.ts";
import { PageNotices, showPage, startFresh } from "../../page.fake.tsx";
import { useView } from "../../state/view.ts";
import { CopiesPage } from "./copies-page.tsx";
import { CopiesButton } from "./ways-in.tsx";

startFresh();
afterEach(() => setLanguage("en"));

const texts: Record<string, string> = {
  a1: "One paragraph.\n\nThree died, the ministry said.\n\nThe end.",
  a2: "One paragraph.\n\nFive died, the ministry said.\n\nThe end.",
  a3: "One paragraph.\n\nThree died, the ministry said.",
  a4: "قال الوزير إن ثلاثة قتلوا.",
  a5: "قال الوزير إن خمسة قتلوا.",
};
const article = (id: string, title: string, outlet: string): ArticleRow => ({ ...fakeArticle(1), id, title, outlet });
const copyOf = (row: ArticleRow, more: Partial<ProposedCopy> = {}): ProposedCopy => ({
  article: row,
  likeness: 1,
  withinOrigin: 1,
  ofOrigin: 1,
  differences: 0,
  credits: null,
  ...more,
});
const all: FamilyProposal[] = [
  {
    id: "p1",
    originId: "a1",
    originReason: "credited",
    members: [
      copyOf(article("a1", "Agency's story", "Agency")),
      copyOf(article("a2", "Gazette's story", "Gazette"), {
        likeness: 0.91,
        withinOrigin: 0.95,
        ofOrigin: 0.95,
        differences: 2,
        credits: "Agency",
      }),
      copyOf(article("a3", "Half a story", "Post"), { likeness: 0.6, ofOrigin: 0.6, differences: 1 }),
    ],
  },
  {
    id: "p2",
    originId: "a4",
    originReason: "earliest",
    members: [copyOf(article("a4", "خبر", "صدى")), copyOf(article("a5", "خبر آخر", "نجم"), { likeness: 0.5 })],
  },
];

let fake: FakeCase;
let rows: FamilyProposal[];
let soughtAt: string | null;
const judged = (id: string): void => {
  rows = rows.filter((row) => row.id !== id);
  fake.tell({ name: "changed", value: { kinds: ["family", "ledger"] } });
};
beforeEach(() => {
  rows = all;
  soughtAt = "2025-11-25T08:00:00Z";
  fake = makeFakeCase({
    "articles.familyProposals": () => ({ total: rows.length, rows, soughtAt, unsought: 2 }),
    "articles.get": ({ id }: Input<"articles.get">): Article => ({
      ...fakeArticle(1),
      id,
      url: null,
      provenance: { path: "/a", member: null, line: null, fileSha256: "", sha256: "", bytes: 1, encoding: null },
      versions: [],
      version: "1",
      text: texts[id] ?? "",
      blocks: [],
      position: 0,
    }),
    "articles.confirmFamily": ({ id, ids = [], originId }: Input<"articles.confirmFamily">) => {
      judged(id);
      return { id: "f", originId, reason: null, createdAt: "", createdBy: "", members: ids.map(() => fakeArticle(1)) };
    },
    "articles.rejectFamily": ({ id }: Input<"articles.rejectFamily">) => {
      judged(id);
      return { id: "d" };
    },
    "articles.findFamilies": () => ({ jobId: "j1" }),
    "jobs.list": () => [],
    "ledger.undo": () => ({}),
  });
});
const show = () =>
  showPage(
    fake,
    <>
      <CopiesPage />
      <PageNotices />
    </>,
  );
const hasFocus = (): boolean => document.activeElement?.matches("li[aria-current]") === true;
const current = (): string => document.querySelector("li[aria-current]")?.textContent ?? "";

test("shows what speaks for copies, and both texts side by side with what differs marked on both sides", async () => {
  await show();
  await expect.element(page.getByText("Others credit its outlet.")).toBeVisible();
  await expect
    .element(page.getByRole("button", { name: /Gazette's story/u }))
    .toMatchTextContent("91 % alike · differs in 2 places · credits ⁨Agency⁩");
  await expect
    .element(page.getByRole("button", { name: /Half a story/u }))
    .toMatchTextContent("a piece of the origin: 60 %");
  const compared = page.getByRole("region", { name: /Differences between/u });
  await expect.poll(() => compared.element().querySelector("del")?.textContent).toBe("Three");
  expect(compared.element().querySelector("ins")?.textContent).toBe("Five");
  await expect.element(compared).toMatchTextContent("1 paragraph is the same");
  await page.getByRole("button", { name: "Show what is the same" }).click();
  await expect.element(compared).toMatchTextContent("The end.");
});

test("by keys: another copy is compared, one is left out, the rest confirmed; the next proposal is there, and undo", async () => {
  await show();
  await expect.poll(hasFocus).toBe(true);
  await userEvent.keyboard("]x");
  await expect.element(page.getByRole("button", { name: /Half a story/u })).toMatchTextContent("left out");
  await userEvent.keyboard("{Enter}");
  await expect
    .poll(() => fake.asked("articles.confirmFamily"))
    .toEqual([{ id: "p1", ids: ["a1", "a2"], originId: "a1", reason: null }]);
  await expect.element(page.getByText("2 articles count as one origin now")).toBeVisible();
  await expect.poll(current).toContain("خبر");
  await expect.poll(hasFocus).toBe(true);
  const words = page.getByRole("region", { name: /Differences between/u });
  await expect.poll(() => words.element().querySelector("ins")?.textContent).toBe("خمسة");
  expect(words.element().querySelector("p[dir]")?.getAttribute("dir")).toBe("rtl");
  await page.getByRole("button", { name: "Undo" }).last().click();
  expect(fake.asked("ledger.undo")).toHaveLength(1);
});

test("another origin needs a reason", async () => {
  await show();
  await expect.poll(hasFocus).toBe(true);
  await userEvent.keyboard("o");
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByRole("textbox", { name: "Reason" })).toHaveFocus();
  expect(fake.asked("articles.confirmFamily")).toEqual([]);
  await userEvent.keyboard("It says so.{Enter}");
  await expect
    .poll(() => fake.asked("articles.confirmFamily"))
    .toEqual([{ id: "p1", ids: ["a1", "a2", "a3"], originId: "a2", reason: "It says so." }]);
  await expect.poll(hasFocus).toBe(true);
});

test("what is no copy is turned down by one key; arrows go through the proposals", async () => {
  await show();
  await expect.poll(hasFocus).toBe(true);
  await userEvent.keyboard("{ArrowDown}");
  await expect.poll(current).toContain("خبر");
  await userEvent.keyboard("{Delete}");
  await expect.poll(() => fake.asked("articles.rejectFamily")).toEqual([{ id: "p2", reason: null }]);
  await expect.element(page.getByText("These are remembered as no copies")).toBeVisible();
  await expect.poll(current).toContain("Agency's story");
});

test("copies are sought from here, and the library leads here", async () => {
  rows = [];
  soughtAt = null;
  await showPage(
    fake,
    <>
      <CopiesButton />
      <CopiesPage />
    </>,
  );
  await expect.element(page.getByText("Copies of one text count as one origin")).toBeVisible();
  await page.getByRole("button", { name: "Find copies", exact: true }).click();
  await expect.poll(() => fake.asked("articles.findFamilies")).toEqual([{}]);
  await page.getByRole("button", { name: "Find copies…" }).click();
  expect(useView.getState().page).toBe("copies");
});

test("axe finds no fault, in either language; nothing to judge is explained", async () => {
  const screen = await show();
  await expect.poll(hasFocus).toBe(true);
  const faults = async () =>
    (await axe.run(screen.container)).violations.map(({ id, nodes }) => [id, nodes[0]?.html ?? ""]);
  expect(await faults()).toEqual([]);
  setLanguage("ar");
  await expect.element(page.getByRole("heading", { name: "نُسخ مقترحة" })).toBeVisible();
  expect(await faults()).toEqual([]);
  setLanguage("en");
  rows = [];
  fake.tell({ name: "changed", value: { kinds: ["family"] } });
  await expect.element(page.getByText("No copies wait to be judged")).toBeVisible();
  expect(await faults()).toEqual([]);
});
