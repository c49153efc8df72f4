import axe from "axe-core";
import { expect, it, vi } from "vitest";
import { userEvent } from "vitest/browser";

import type { QuestionRow } from "../../app/questions/model.ts";
import { type FakeCase, makeFakeCase } from "../data/case.fake.ts";
import { setLanguage } from "../i18n/index.ts";
import { PageNotices, showPage, startFresh } from "../page.fake.tsx";
import { fakeQuestion } from "./comparison.fake.ts";
import { GatherDialog } from "./gather-dialog.tsx";

const rows = [fakeQuestion(1), fakeQuestion(2, { claims: 1, articles: 1, origins: 1 })];

function makeCase(known: QuestionRow[] = rows): FakeCase {
  return makeFakeCase({
    "questions.list": ({ text }: { text?: string }) => {
      const found = known.filter((row) => text === undefined || row.text.includes(text));
      return { total: found.length, rows: found };
    },
    "questions.gather": ({ id }: { id: string }) => known.find((row) => row.id === id),
    "questions.add": ({ text }: { text: string }) => {
      const { claims: _c, articles: _a, origins: _o, contradictions: _n, ...question } = fakeQuestion(9, { text });
      return question;
    },
    "ledger.undo": () => ({}),
  });
}

const show = (fake: FakeCase, onClose: () => void) =>
  showPage(
    fake,
    <>
      <GatherDialog claimIds={["c1", "c2"]} onClose={onClose} />
      <PageNotices />
    </>,
  );

startFresh();

it("puts claims under a question that is found by its words, by keyboard", async () => {
  const fake = makeCase();
  const close = vi.fn<() => void>();
  const screen = await show(fake, close);
  await expect.element(screen.getByRole("searchbox")).toHaveFocus();
  await expect.element(screen.getByRole("option", { name: /hurt \(2\)/ })).toBeVisible();
  await userEvent.keyboard("hurt");
  await expect.element(screen.getByRole("option", { name: /^Ask: hurt/ })).toBeVisible();
  await expect.poll(() => screen.getByRole("option").elements().length).toBe(2);
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => fake.asked("questions.gather")).toEqual([{ id: "q2", claimIds: ["c1", "c2"] }]);
  await expect.poll(() => close.mock.calls.length).toBe(1);
  await expect.element(screen.getByText(/2 claims put under “How many were hurt \(2\)\?”/)).toBeVisible();
});

it("asks what was typed where no question says it", async () => {
  const fake = makeCase();
  const screen = await show(fake, () => undefined);
  await expect.element(screen.getByRole("searchbox")).toHaveFocus();
  await userEvent.keyboard("Who ordered it?");
  await expect.poll(() => screen.getByRole("option").elements().length).toBe(1);
  await userEvent.keyboard("{Enter}");
  await expect.poll(() => fake.asked("questions.add")).toEqual([{ text: "Who ordered it?", claimIds: ["c1", "c2"] }]);
});

it.each(["en", "ar"] as const)("has no faults that axe finds (%s)", async (language) => {
  setLanguage(language);
  const screen = await show(makeCase(), () => undefined);
  await expect.element(screen.getByRole("option").first()).toBeVisible();
  const { violations } = await axe.run(document.body);
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
});
