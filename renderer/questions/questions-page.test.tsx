import axe from "axe-core";
import { beforeEach, expect, it } from "vitest";
import { userEvent } from "vitest/browser";

import type { Comparison, QuestionRow, Relation } from "../../app/questions/model.ts";
import { type FakeCase, fakeClaim, makeFakeCase } from "../data/case.fake.ts";
import { setLanguage } from "../i18n/index.ts";
import { PageNotices, showPage, startFresh } from "../page.fake.tsx";
import { useView } from "../state/view.ts";
import { fakeQuestion, makeComparison, makePair } from "./comparison.fake.ts";
import { QuestionsPage } from "./questions-page.tsx";

function makeCase(first: Comparison = makePair(), rows: QuestionRow[] = [fakeQuestion(1), fakeQuestion(2)]): FakeCase {
  let comparison = first;
  const changed = (kinds: ("relation" | "question")[]): void =>
    fake.tell({ name: "changed", value: { kinds, ids: [] } } as never);
  const fake: FakeCase = makeFakeCase({
    "questions.list": ({ text }: { text?: string }) => {
      const found = rows.filter((row) => text === undefined || row.text.includes(text));
      return { total: found.length, rows: found };
    },
    "questions.get": ({ id }: { id: string }) => rows.find((row) => row.id === id),
    "questions.compare": () => comparison,
    "questions.add": ({ text }: { text: string }) => ({ ...comparison.question, id: "q9", text }),
    "questions.edit": (change: Partial<Comparison["question"]>) => {
      comparison = { ...comparison, question: { ...comparison.question, ...change } };
      changed(["question"]);
      return comparison.question;
    },
    "questions.remove": () => ({}),
    "questions.gather": () => rows[0],
    "questions.release": () => rows[0],
    "relations.add": ({ kind, pairs }: { kind: Relation["kind"]; pairs: { fromId: string; toId: string }[] }) => {
      const made = pairs.map((pair): Relation => ({
        id: "r1",
        kind,
        note: null,
        createdAt: "2025-11-25T08:00:00Z",
        createdBy: "Rana",
        ...pair,
      }));
      comparison = { ...comparison, relations: [...comparison.relations, ...made] };
      changed(["relation"]);
      return made;
    },
    "claims.list": ({ filter }: { filter: { text?: string } }) => {
      const all = [fakeClaim(1), fakeClaim(7, { statement: "Another claim" })];
      const found = all.filter(({ statement }) => filter.text === undefined || statement?.includes(filter.text));
      return { total: found.length, rows: found };
    },
    "claims.ids": () => ["c1", "c7"],
    "ledger.undo": () => ({}),
  });
  return fake;
}

const show = (fake: FakeCase) =>
  showPage(
    fake,
    <>
      <QuestionsPage />
      <PageNotices />
    </>,
  );

startFresh();

const account = (screen: Awaited<ReturnType<typeof show>>, text: string) =>
  screen
    .getByRole("grid")
    .getByRole("group")
    .filter({ hasText: new RegExp(`^${text}`, "u") });

it("lists questions with what is known about each, opens one by Enter, and asks another by a key", async () => {
  const fake = makeCase();
  const screen = await show(fake);
  await expect.element(screen.getByRole("row", { name: /5 articles, 2 origins/ }).first()).toBeVisible();
  await expect.element(screen.getByRole("grid")).toHaveFocus();
  await userEvent.keyboard("n");
  await expect.element(screen.getByRole("dialog").getByRole("textbox", { name: "Question" })).toHaveFocus();
  await userEvent.keyboard("Who ordered it?{Enter}");
  await expect.poll(() => fake.asked("questions.add")).toEqual([{ text: "Who ordered it?", note: null }]);
  await expect.poll(() => useView.getState().questionId).toBe("q9");
});

it("counts in Arabic as Arabic does", async () => {
  setLanguage("ar");
  const screen = await show(makeCase());
  await expect.element(screen.getByText("٥ مقالات، منشآن").first()).toBeVisible();
});

it("settles a question with an answer, and opens it again", async () => {
  const fake = makeCase();
  const screen = await show(fake);
  await expect.element(screen.getByRole("article")).toBeVisible();
  await expect.element(screen.getByRole("grid")).toHaveFocus();
  await userEvent.keyboard("s");
  await expect.element(screen.getByRole("textbox", { name: "Answer" })).toHaveFocus();
  await userEvent.keyboard("One{Enter}");
  await expect.poll(() => fake.asked("questions.edit")).toEqual([{ id: "q1", state: "settled", answer: "One" }]);
  await expect.element(screen.getByRole("button", { name: "Undo" })).toBeVisible();
  await expect.element(screen.getByRole("grid")).toHaveFocus();
});

it("changes a question's words in place, and removes it with a way back", async () => {
  const fake = makeCase();
  const screen = await show(fake);
  await expect.element(screen.getByRole("article")).toBeVisible();
  await expect.element(screen.getByRole("grid")).toHaveFocus();
  await userEvent.keyboard("{F2}");
  await expect.element(screen.getByRole("textbox", { name: "Question" })).toHaveFocus();
  await screen.getByRole("textbox", { name: "Question" }).fill("How many?");
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => fake.asked("questions.edit")).toEqual([{ id: "q1", text: "How many?" }]);
  await expect.element(screen.getByRole("grid")).toHaveFocus();
  await userEvent.keyboard("{Delete}");
  await expect.poll(() => fake.asked("questions.remove")).toEqual([{ id: "q1" }]);
  await expect.element(screen.getByText(/its claims stay/)).toBeVisible();
});

it("teaches where no question is there yet", async () => {
  const screen = await show(makeCase(makePair(), []));
  await expect.element(screen.getByText("What do you want settled?")).toBeVisible();
  await expect.element(screen.getByText(/For example/)).toBeVisible();
});

const openFirst = (): void => useView.getState().goToQuestion("q1");

it("lights what differs, by a sign and in words, and makes it a contradiction by one key", async () => {
  openFirst();
  const fake = makeCase();
  const screen = await show(fake);
  await expect.element(account(screen, "واحد")).toHaveFocus();
  await expect.poll(() => account(screen, "واحد").element().textContent).toMatch(/differs, account 1 of 2/);
  await expect.poll(() => account(screen, "واحد").element().textContent).toMatch(/= 1/);
  await expect.poll(() => account(screen, "ثلاثة").element().textContent).toMatch(/differs, account 2 of 2/);
  await userEvent.keyboard("x");
  await expect
    .poll(() => fake.asked("relations.add"))
    .toEqual([{ kind: "contradicts", pairs: [{ fromId: "c1", toId: "c4" }] }]);
  await expect.poll(() => account(screen, "واحد").element().textContent).toMatch(/contradicts مصدر أمني/);
  await expect.poll(() => account(screen, "ثلاثة").element().textContent).toMatch(/contradicts قائد الأمن الداخلي/);
  await expect.element(screen.getByText(/“.واحد.” contradicts “.ثلاثة.”/)).toBeVisible();
  await expect.element(screen.getByRole("button", { name: "Undo" })).toBeVisible();
  await expect.element(account(screen, "واحد")).toHaveFocus();
  // Once is enough.
  await userEvent.keyboard("x");
  await expect.element(screen.getByText("These two are related so already.")).toBeVisible();
  expect(fake.asked("relations.add")).toHaveLength(1);
});

it("goes through the accounts by keys, pins one and relates another to it", async () => {
  openFirst();
  const fake = makeCase(makeComparison());
  const screen = await show(fake);
  await expect.element(account(screen, "واحد")).toHaveFocus();
  await userEvent.keyboard("x");
  await expect.element(screen.getByText(/2 other accounts could be meant/)).toBeVisible();
  await userEvent.keyboard("{ArrowRight}{ArrowRight}");
  await expect.element(account(screen, "ثلاثة").first()).toHaveFocus();
  await userEvent.keyboard("{ArrowDown}");
  await expect.element(account(screen, "نحو ثلاثة")).toHaveFocus();
  await userEvent.keyboard(" ");
  await expect.poll(() => account(screen, "نحو ثلاثة").element().textContent).toMatch(/pinned/);
  await userEvent.keyboard("{Home}{ArrowRight}");
  await expect.element(account(screen, "واحد")).toHaveFocus();
  await userEvent.keyboard("u");
  await expect
    .poll(() => fake.asked("relations.add"))
    .toEqual([{ kind: "updates", pairs: [{ fromId: "c1", toId: "c5" }] }]);
  await expect.poll(() => account(screen, "نحو ثلاثة").element().textContent).toMatch(/updated by قائد الأمن الداخلي/);
});

it("goes the other way in Arabic, to the heads and back", async () => {
  setLanguage("ar");
  openFirst();
  const screen = await show(makeCase(makeComparison()));
  await expect.element(account(screen, "واحد")).toHaveFocus();
  await userEvent.keyboard("{ArrowLeft}");
  await expect.element(account(screen, "إصابة واحدة")).toHaveFocus();
  await userEvent.keyboard("{ArrowUp}");
  await expect.element(screen.getByRole("columnheader", { name: /المتحدث/ })).toHaveFocus();
  await expect.element(screen.getByRole("heading", { name: /كل ما يعود إلى .المتحدث باسم الوزارة/ })).toBeVisible();
  await userEvent.keyboard("{End}");
  await expect.element(screen.getByRole("columnheader", { name: /سانا/ })).toHaveFocus();
  await userEvent.keyboard("{ArrowDown}");
  await expect.element(screen.getByRole("gridcell", { name: "لا يقول شيئًا" }).first()).toHaveFocus();
});

it("says which origins may not be independent, and what has no slots", async () => {
  openFirst();
  const screen = await show(makeCase(makeComparison()));
  await expect.element(screen.getByText(/may not be independent: they stand under .وزارة الداخلية/)).toBeVisible();
  await expect.element(screen.getByRole("rowheader", { name: "No slots" })).toBeVisible();
  await expect.element(screen.getByText("5 articles, 4 origins")).toBeVisible();
});

it("opens the article of the claim behind an account by Enter", async () => {
  openFirst();
  const screen = await show(makeCase());
  await expect.element(account(screen, "واحد")).toHaveFocus();
  await userEvent.keyboard("{ArrowRight}{Enter}");
  expect(useView.getState()).toMatchObject({ page: "reader", reader: { articleId: "a4", claimId: "c4" } });
});

it("gathers claims beside it by typing, and takes them off again", async () => {
  openFirst();
  const fake = makeCase();
  const screen = await show(fake);
  await expect.element(account(screen, "واحد")).toHaveFocus();
  await userEvent.keyboard("a");
  await expect.element(screen.getByRole("searchbox")).toHaveFocus();
  await expect.element(screen.getByRole("option", { name: /Another claim/ })).toBeVisible();
  await userEvent.keyboard("Another");
  await expect.poll(() => screen.getByRole("option").elements().length).toBe(1);
  await userEvent.keyboard("{ArrowDown}{Enter}");
  await expect.poll(() => fake.asked("questions.gather")).toEqual([{ id: "q1", claimIds: ["c7"] }]);
  await userEvent.keyboard("{Escape}{Escape}");
  await screen.getByRole("button", { name: "Take off the question" }).click();
  await expect.poll(() => fake.asked("questions.release")).toEqual([{ id: "q1", claimIds: ["c1"] }]);
});

it("draws only the columns in sight of a hundred origins", async () => {
  openFirst();
  const whole = makePair();
  const many = 120;
  const screen = await show(
    makeCase({
      ...whole,
      columns: Array.from({ length: many }, (_, i) => ({
        ...(whole.columns[i % 2] as Comparison["columns"][number]),
        key: `s${i}`,
        label: `Origin ${i}`,
      })),
      rows: whole.rows.map((row) =>
        Object.assign({}, row, { cells: Array.from({ length: many }, (_, i) => row.cells[i % 2]) }),
      ),
    }),
  );
  const grid = screen.getByRole("grid");
  await expect.element(grid).toHaveAttribute("aria-colcount", String(many + 1));
  await expect.element(screen.getByRole("columnheader", { name: /Origin 1\b/ })).toBeVisible();
  expect(document.querySelectorAll("[role=columnheader]").length).toBeLessThan(20);
  await userEvent.keyboard("{End}");
  await expect.element(screen.getByRole("columnheader", { name: /Origin 119/ })).toBeVisible();
  expect(document.activeElement?.textContent).toContain("ثلاثة");
  expect(document.querySelectorAll("[role=columnheader]").length).toBeLessThan(20);
});

beforeEach(() => setLanguage("en"));

it.each(["en", "ar"] as const)("has no faults that axe finds (%s)", async (language) => {
  setLanguage(language);
  const screen = await show(makeCase(makeComparison()));
  await expect.element(screen.getByRole("article")).toBeVisible();
  const look = async () => {
    const { violations } = await axe.run(document.body);
    return violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
  };
  expect(await look()).toEqual([]);
  openFirst();
  await expect.element(account(screen, "واحد")).toBeVisible();
  expect(await look()).toEqual([]);
});
