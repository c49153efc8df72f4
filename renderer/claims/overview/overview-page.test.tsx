import axe from "axe-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";

import type { ClaimFilter } from "../../../app/claims/model.ts";
import { type FakeCase, makeFakeCase } from "../../data/case.fake.ts";
import { setLanguage } from "../../i18n/index.ts";
import { showPage, startFresh } from "../../page.fake.tsx";
import { useView } from "../../state/view.ts";
import { OverviewPage } from "./overview-page.tsx";

startFresh();
afterEach(() => setLanguage("en"));

let fake: FakeCase;
let isEmptyCase = false;
beforeEach(() => {
  isEmptyCase = false;
  fake = makeFakeCase({
    "claims.grid": () =>
      isEmptyCase
        ? { total: 0, cells: [] }
        : {
            total: 20,
            cells: [
              { reliability: "B", credibility: "2", count: 9 },
              { reliability: "B", credibility: "4", count: 3 },
              { reliability: "F", credibility: "6", count: 2 },
              { reliability: null, credibility: null, count: 6 },
            ],
          },
    "claims.diagonal": () => ({
      total: { analyst: null, judged: isEmptyCase ? 0 : 12, onDiagonal: isEmptyCase ? 0 : 9, apart: 2 },
      analysts: isEmptyCase
        ? []
        : [
            { analyst: "Rana", judged: 10, onDiagonal: 9, apart: 0 },
            { analyst: null, judged: 2, onDiagonal: 0, apart: 2 },
          ],
    }),
    "claims.ids": ({ filter }: { filter: ClaimFilter }) => (filter.reliability?.[0] === "B" ? ["c1", "c2", "c3"] : []),
  });
});

test("says the share on the diagonal, in all and by analyst, and warns in words; not graded stands apart", async () => {
  const screen = await showPage(fake, <OverviewPage />);
  await expect.element(page.getByText("75% lie on the diagonal A1 – B2 – C3 – D4 – E5")).toBeVisible();
  await expect.element(page.getByRole("row", { name: /Rana 10 9 90%/u })).toBeVisible();
  await expect.element(page.getByRole("row", { name: /Two analysts 2 0 0%/u })).toBeVisible();
  await expect.element(page.getByText(/87 % of all grades fell on the diagonal/u)).toBeVisible();
  await expect
    .element(page.getByText("6 claims are not graded on one axis or both. That is neither F nor 6."))
    .toBeVisible();
  expect((await axe.run(screen.container)).violations.map(({ id }) => id)).toEqual([]);
});

test("a cell leads to its claims", async () => {
  await showPage(fake, <OverviewPage />);
  await page.getByRole("button", { name: /Reliability B.*credibility 4.*3 claims/u }).click();
  await expect
    .poll(() => useView.getState())
    .toMatchObject({ page: "claims", claims: { filter: { reliability: ["B"], credibility: ["4"] } } });
});

test("starts a blind run over claims of the diagonal by one key", async () => {
  await showPage(fake, <OverviewPage />);
  await expect.element(page.getByText(/75%/u)).toBeVisible();
  await userEvent.keyboard("b");
  await expect.poll(() => useView.getState().page).toBe("grading");
  expect([...(useView.getState().grading?.claimIds ?? [])].toSorted()).toEqual(["c1", "c2", "c3"]);
});

test("counts what the claims table is filtered to, and says so", async () => {
  useView.getState().setClaims({ filter: { graded: "graded" } });
  await showPage(fake, <OverviewPage />);
  await expect.element(page.getByText(/Counted are the claims/u)).toBeVisible();
  expect(fake.asked("claims.diagonal")).toEqual([{ filter: { graded: "graded" } }]);
  await page.getByRole("button", { name: "Count all claims" }).click();
  await expect.poll(() => fake.asked("claims.diagonal").at(-1)).toEqual({ filter: {} });
});

test("teaches while nothing was graded", async () => {
  isEmptyCase = true;
  await showPage(fake, <OverviewPage />);
  await expect.element(page.getByText("Nothing was graded yet")).toBeVisible();
});
