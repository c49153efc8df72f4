import axe from "axe-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";

import type { Claim, ClaimFilter, ClaimPatch } from "../../../app/claims/model.ts";
import { type FakeCase, fakeClaim, FakeRefusal, fakeWorkstation, makeFakeCase } from "../../data/case.fake.ts";
import { setLanguage } from "../../i18n/index.ts";
import { PageNotices, showPage, startFresh } from "../../page.fake.tsx";
import { useView } from "../../state/view.ts";
import { LookPage } from "./look-page.tsx";

startFresh();
afterEach(() => setLanguage("en"));

const claims: Claim[] = [
  fakeClaim(1, {
    id: "c1",
    statement: "Three died",
    look: ["contradiction"],
    questions: [{ id: "q1", text: "Dead?" }],
  }),
  fakeClaim(2, {
    id: "c2",
    statement: "Tank four burned",
    look: ["regraded"],
    reliability: "B",
    originReliability: "D",
  }),
];

let fake: FakeCase;
let refuses = false;
let listed = claims;
beforeEach(() => {
  refuses = false;
  listed = claims;
  fake = makeFakeCase({
    "workstation.get": () => fakeWorkstation,
    "workstation.setSettings": () => fakeWorkstation,
    "tags.list": () => [],
    "claims.looks": () => ({
      total: listed.length,
      reasons: {
        contradiction: Math.min(1, listed.length),
        "new-origin": 0,
        regraded: Math.min(1, listed.length),
        stale: 0,
      },
    }),
    "claims.list": ({ filter }: { filter: ClaimFilter }) => {
      const rows = listed.filter(({ look }) => look.some((why) => filter.look?.reasons.includes(why)));
      return { total: rows.length, rows };
    },
    "claims.ids": () => listed.map(({ id }) => id),
    "claims.get": ({ id }: { id: string }) => ({ ...claims.find((claim) => claim.id === id), assessments: [] }),
    "relations.of": () => [],
    "relations.propose": () => [],
    "claims.edit": (patch: ClaimPatch) => {
      if (refuses) throw new FakeRefusal("reason-required");
      return claims.find(({ id }) => id === patch.id);
    },
    "ledger.undo": () => ({}),
  });
});

const edits = () => fake.asked("claims.edit") as ClaimPatch[];

test("says why each claim is here, and what its origin's letter is by now", async () => {
  await showPage(fake, <LookPage />);
  const row = page.getByRole("row", { name: /Tank four burned/u });
  await expect.element(row).toMatchTextContent("origin regraded");
  await expect.element(row).toMatchTextContent("now D");
  await page.getByRole("button", { name: /A contradiction arrived/u }).click();
  await expect.element(page.getByRole("row", { name: /Three died/u })).toBeVisible();
  await expect.element(row).not.toBeInTheDocument();
});

test("by one key a grade still stands: the one that the look is about is given again, as reviewed, without a reason", async () => {
  await showPage(
    fake,
    <>
      <LookPage />
      <PageNotices />
    </>,
  );
  await expect.element(page.getByRole("row", { name: /Three died/u })).toBeVisible();
  await userEvent.keyboard("s");
  await expect.poll(edits).toHaveLength(1);
  expect(edits()[0]).toMatchObject({
    id: "c1",
    credibility: { value: "2", reasonCode: "reviewed", reason: null },
  });
  expect(edits()[0]).not.toHaveProperty("reliability");
  await expect.element(page.getByText("1 claim was looked at again; its grades stand")).toBeVisible();
});

test("a grade that has to be insisted on is asked for with words", async () => {
  refuses = true;
  await showPage(fake, <LookPage />);
  await expect.element(page.getByRole("row", { name: /Three died/u })).toBeVisible();
  await userEvent.keyboard("s");
  await expect.element(page.getByRole("dialog")).toBeVisible();
});

test("leads to the comparison, and keeps the analyst's own measure of age", async () => {
  await showPage(fake, <LookPage />);
  await expect.element(page.getByRole("row", { name: /Three died/u })).toBeVisible();
  await page.getByRole("button", { name: /A grade is old after/u }).click();
  await page.getByRole("option", { name: "90 days" }).click();
  expect(fake.asked("workstation.setSettings")).toEqual([{ staleDays: 90 }]);
  await page.getByRole("row", { name: /Three died/u }).click();
  await userEvent.keyboard("v");
  await expect.poll(() => useView.getState()).toMatchObject({ page: "questions", questionId: "q1" });
});

test("teaches while nothing is here, and can be read by everybody", async () => {
  listed = [];
  const screen = await showPage(fake, <LookPage />);
  await expect.element(page.getByText("Nothing needs another look")).toBeVisible();
  setLanguage("ar");
  await expect.element(page.getByText("لا شيء بحاجة إلى مراجعة")).toBeVisible();
  expect((await axe.run(screen.container)).violations.map(({ id }) => id)).toEqual([]);
});
