import axe from "axe-core";
import { expect, it } from "vitest";
import { userEvent } from "vitest/browser";

import { type FakeCase, fakeSource, fakeTag, makeFakeCase } from "../../data/case.fake.ts";
import { setLanguage } from "../../i18n/index.ts";
import { showPage, startFresh } from "../../page.fake.tsx";
import { BulkDialog } from "./bulk-dialog.tsx";

const question = {
  id: "q1",
  text: "How many were wounded?",
  note: null,
  state: "open",
  answer: null,
  createdAt: "2025-11-25T08:00:00Z",
  createdBy: "Rana",
  claims: 3,
  articles: 2,
  origins: 2,
  contradictions: 1,
};

const makeCase = (): FakeCase =>
  makeFakeCase({
    "claims.bulk": ({ ids }: { ids: string[] }) => ({ changed: ids.length }),
    "sources.suggest": () => [fakeSource(7)],
    "questions.list": () => ({ total: 1, rows: [question] }),
    "questions.get": () => question,
  });

const tags = [fakeTag("t1", "Casualties/Wounded"), fakeTag("t2", "Place")];
const done: number[] = [];
const show = (fake: FakeCase, count = 3) =>
  showPage(
    fake,
    <BulkDialog
      ids={Array.from({ length: count }, (_, i) => `c${i}`)}
      tags={tags}
      onClose={() => undefined}
      onDone={(changed) => done.push(changed)}
    />,
  );

startFresh();

it("changes any field with one reason, by keys alone; what is not touched is not sent", async () => {
  const fake = makeCase();
  const screen = await show(fake);
  await expect.element(screen.getByRole("dialog", { name: "Edit 3 claims" })).toBeVisible();
  // The focus stands where letters grade.
  await userEvent.keyboard("f6");
  await expect.element(screen.getByText("F reliability cannot be judged")).toBeVisible();
  await screen.getByRole("combobox", { name: "Tags to add" }).fill("Casualties/Dead");
  await userEvent.keyboard("{Enter}");
  await screen.getByRole("combobox", { name: "Another origin" }).fill("سانا");
  await userEvent.keyboard("{Enter}");
  await screen.getByRole("checkbox", { name: "Event date" }).click({ force: true });
  await screen.getByRole("textbox", { name: "Event date" }).fill("٢٠٢٥-١١");
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  // Grading needs a reason: that is where one goes.
  await expect.element(screen.getByText("Grading several claims at once needs a reason.").last()).toBeVisible();
  await expect.element(screen.getByRole("textbox", { name: "Reason" })).toHaveFocus();
  expect(fake.asked("claims.bulk")).toEqual([]);
  await userEvent.keyboard("one office, one day{Control>}{Enter}{/Control}");
  await expect
    .poll(() => fake.asked("claims.bulk"))
    .toEqual([
      {
        ids: ["c0", "c1", "c2"],
        reliability: "F",
        credibility: "6",
        addTags: ["Casualties/Dead"],
        eventDate: "2025-11",
        origin: { sourceId: "s7", kind: "outlet" },
        reason: "one office, one day",
        reasonCode: null,
      },
    ]);
  expect(done.at(-1)).toBe(3);
});

it("takes tags off, puts under questions, and empties what is left empty", async () => {
  const fake = makeCase();
  const screen = await show(fake, 100_000);
  await expect.element(screen.getByRole("dialog", { name: "Edit 100,000 claims" })).toBeVisible();
  await expect.element(screen.getByRole("button", { name: "Change 100,000 claims" })).toBeDisabled();
  await screen.getByRole("button", { name: "Tags to take off" }).click();
  await screen.getByRole("option", { name: /Place/ }).click();
  await userEvent.keyboard("{Escape}");
  await screen.getByRole("button", { name: "Put under questions" }).click();
  await screen.getByRole("option", { name: /How many/ }).click();
  await userEvent.keyboard("{Escape}");
  await expect.element(screen.getByText(/^Taken off: .*Place/)).toBeVisible();
  await expect.element(screen.getByText(/^Put under: .*How many/)).toBeVisible();
  await screen.getByRole("checkbox", { name: "Memo" }).click({ force: true });
  await screen.getByRole("button", { name: "Change 100,000 claims" }).click();
  await expect.poll(() => fake.asked("claims.bulk").length).toBe(1);
  const [{ ids, ...rest }] = fake.asked("claims.bulk") as [{ ids: string[] }];
  expect(ids).toHaveLength(100_000);
  expect(rest).toEqual({ removeTags: ["t2"], addQuestions: ["q1"], memo: null, reason: null, reasonCode: null });
});

it("takes what was typed and not yet entered", async () => {
  const fake = makeCase();
  const screen = await show(fake);
  await screen.getByRole("combobox", { name: "Tags to add" }).fill("Rumour");
  await screen.getByRole("button", { name: "Change 3 claims" }).click();
  await expect.poll(() => fake.asked("claims.bulk")).toMatchObject([{ addTags: ["Rumour"] }]);
});

it.each(["en", "ar"] as const)("has no faults that axe finds (%s)", async (language) => {
  setLanguage(language);
  const screen = await show(makeCase());
  await expect.element(screen.getByRole("dialog")).toBeVisible();
  const { violations } = await axe.run(screen.getByRole("dialog").element());
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
});
