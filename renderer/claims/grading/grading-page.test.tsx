import axe from "axe-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";

import type { ClaimPatch } from "../../../app/claims/model.ts";
import { type FakeCase, fakeClaim, FakeRefusal, makeFakeCase } from "../../data/case.fake.ts";
import { setLanguage } from "../../i18n/index.ts";
import { showPage, startFresh } from "../../page.fake.tsx";
import { useView } from "../../state/view.ts";
import { GradingPage } from "./grading-page.tsx";

startFresh();
afterEach(() => setLanguage("en"));

/** Graded by somebody already: nothing of it may be seen here. */
const claimOf = (id: string) =>
  fakeClaim(0, {
    id,
    statement: `Statement of ${id}`,
    reliability: "E",
    credibility: "5",
    originReliability: "D",
    gradedBy: { reliability: "Sami Colleague", credibility: "Sami Colleague" },
  });

let fake: FakeCase;
let refuses: string | null = null;
beforeEach(() => {
  refuses = null;
  fake = makeFakeCase({
    "claims.get": ({ id }: { id: string }) => ({ ...claimOf(id), assessments: [] }),
    "claims.edit": (patch: ClaimPatch) => {
      if (refuses !== null && patch.credibility?.value === refuses && patch.credibility.reason === null)
        throw new FakeRefusal("reason-required");
      return claimOf(patch.id);
    },
  });
  useView.getState().go("claims");
  useView.getState().startGrading(["c1", "c2"]);
});

const edits = () => fake.asked("claims.edit") as ClaimPatch[];

test("shows the words and the chain and no grade; the digit comes first, then the letter, and both are one act", async () => {
  await showPage(fake, <GradingPage />);
  await expect.element(page.getByText("Statement of c1")).toBeVisible();
  await expect.element(page.getByText("قائد الأمن الداخلي")).toBeVisible();
  expect(document.body.textContent).not.toContain("Sami Colleague");
  expect(document.querySelectorAll('[data-axis="reliability"]')).toHaveLength(0);
  // A letter is none yet.
  await userEvent.keyboard("b");
  expect(edits()).toEqual([]);
  await userEvent.keyboard("2");
  await expect.element(page.getByRole("button", { name: /^B usually reliable/u })).toBeVisible();
  expect(document.querySelectorAll('[data-axis="credibility"]')).toHaveLength(0);
  expect(edits()).toEqual([]);
  await userEvent.keyboard("b");
  await expect.poll(edits).toHaveLength(1);
  expect(edits()[0]).toMatchObject({
    id: "c1",
    credibility: { value: "2", blind: true },
    reliability: { value: "B", blind: true },
  });
  await expect.element(page.getByText("Statement of c2")).toBeVisible();
});

test("goes by an Arabic layout, leaves out, goes back, and ends with what was done", async () => {
  await showPage(fake, <GradingPage />);
  await expect.element(page.getByText("Statement of c1")).toBeVisible();
  document.activeElement?.dispatchEvent(
    new KeyboardEvent("keydown", { key: "٣", code: "Digit3", bubbles: true, cancelable: true }),
  );
  await expect.element(page.getByText("How reliable is the origin, for this claim?")).toBeVisible();
  await userEvent.keyboard("{Backspace}");
  await expect.element(page.getByText("How credible is the information?")).toBeVisible();
  // Space leaves the digit as it is; the letter alone is given.
  await userEvent.keyboard(" ");
  await userEvent.keyboard("f");
  await expect.poll(edits).toHaveLength(1);
  expect(edits()[0]).toMatchObject({ id: "c1", reliability: { value: "F", blind: true } });
  expect(edits()[0]).not.toHaveProperty("credibility");
  await expect.element(page.getByText("Statement of c2")).toBeVisible();
  await userEvent.keyboard("n");
  await expect.element(page.getByText(/1 claim was graded/u)).toBeVisible();
  await expect.element(page.getByText(/1 was left as it is/u)).toBeVisible();
});

test("the way to another page is no grade", async () => {
  await showPage(fake, <GradingPage />);
  await expect.element(page.getByText("Statement of c1")).toBeVisible();
  await userEvent.keyboard("2");
  await expect.element(page.getByText("How reliable is the origin, for this claim?")).toBeVisible();
  await userEvent.keyboard("gc");
  expect(edits()).toEqual([]);
});

test("a digit that needs a reason asks for it at its place and keeps the claim in hand", async () => {
  refuses = "1";
  await showPage(fake, <GradingPage />);
  await expect.element(page.getByText("Statement of c1")).toBeVisible();
  await userEvent.keyboard("1");
  await expect.element(page.getByText("How reliable is the origin, for this claim?")).toBeVisible();
  await userEvent.keyboard("a");
  await expect.element(page.getByRole("alert")).toBeVisible();
  await expect.element(page.getByLabelText("Reason")).toHaveFocus();
  await userEvent.keyboard("Seen on two films{Enter}a");
  await expect.element(page.getByText("Statement of c2")).toBeVisible();
  expect(edits().at(-1)).toMatchObject({ credibility: { value: "1", reason: "Seen on two films" } });
});

test("without a run it says how to begin one; both can be read by everybody", async () => {
  setLanguage("ar");
  const screen = await showPage(fake, <GradingPage />);
  await expect.element(page.getByText("Statement of c1")).toBeVisible();
  expect((await axe.run(screen.container)).violations.map(({ id }) => id)).toEqual([]);
  useView.getState().startGrading([]);
  await expect.element(page.getByText("لا جولة جارية")).toBeVisible();
});
