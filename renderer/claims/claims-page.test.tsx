import axe from "axe-core";
import { beforeEach, expect, it } from "vitest";
import { userEvent } from "vitest/browser";

import type { ClaimFilter } from "../../app/claims/model.ts";
import {
  fakeArticle,
  type FakeCase,
  fakeClaim,
  FakeRefusal,
  fakeSource,
  fakeTag,
  makeFakeCase,
} from "../data/case.fake.ts";
import { setLanguage } from "../i18n/index.ts";
import { showPage, startFresh } from "../page.fake.tsx";
import { useDialogs } from "../state/dialogs.ts";
import { useView } from "../state/view.ts";
import { ClaimsPage } from "./claims-page.tsx";

function makeCase(total = 500): FakeCase {
  return makeFakeCase({
    "claims.list": ({ offset, limit, filter }: { offset: number; limit: number; filter: ClaimFilter }) => {
      if (filter.text === 'a "b') throw new FakeRefusal("query-syntax", { position: 2 });
      return {
        total,
        rows: Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, i) =>
          fakeClaim(offset + i, i === 0 ? { reliability: null, credibility: "6" } : {}),
        ),
      };
    },
    "claims.ids": () => Array.from({ length: total }, (_, i) => `c${i}`),
    "claims.grid": ({ filter }: { filter: ClaimFilter }) => {
      if (filter.text === 'a "b') throw new FakeRefusal("query-syntax", { position: 2 });
      return {
        total,
        cells: [
          { reliability: "B", credibility: "2", count: 12_345 },
          { reliability: "F", credibility: "6", count: 2 },
          { reliability: null, credibility: null, count: 1 },
        ],
      };
    },
    "claims.get": ({ id }: { id: string }) => ({
      ...fakeClaim(Number(id.slice(1))),
      assessments: [
        {
          id: "as1",
          axis: "reliability",
          value: "B",
          scope: "claim",
          topic: null,
          sourceId: "s2",
          claimId: id,
          reason: "named, in office",
          insisted: null,
          scale: { id: "nato-admiralty", version: "AJP-2.1" },
          analyst: { name: "Rana", initials: "RA" },
          at: "2025-11-25T08:00:00Z",
        },
      ],
    }),
    "claims.bulk": ({ ids }: { ids: string[] }) => ({ changed: ids.length }),
    "claims.edit": () => fakeClaim(1),
    "claims.remove": () => ({}),
    "sources.suggest": () => [fakeSource(7)],
    "sources.get": ({ id }: { id: string }) => fakeSource(Number(id.slice(1))),
    "articles.facets": () => ({ total: 1, states: [], languages: [], outlets: [{ value: "عنب بلدي", count: 3 }] }),
    "articles.list": () => ({ total: 1, rows: [fakeArticle(0)] }),
    "tags.list": () => [fakeTag("t1", "Casualties/Wounded")],
  });
}

const show = (fake: FakeCase) => showPage(fake, <ClaimsPage />);

startFresh();
beforeEach(() => {
  useDialogs.getState().close();
});

it("tells not graded, F and 6 apart in the grid, and a cell is a filter", async () => {
  const screen = await show(makeCase());
  const cell = screen.getByRole("button", {
    name: /Reliability F reliability cannot be judged, credibility 6 .*: 2 claims/,
  });
  await cell.click();
  expect(useView.getState().claims.filter).toEqual({ reliability: ["F"], credibility: ["6"] });
  await expect.element(cell).toHaveAttribute("aria-pressed", "true");
  await screen.getByRole("button", { name: /Reliability not graded, credibility not graded: 1 claim/ }).click();
  expect(useView.getState().claims.filter).toEqual({ reliability: ["none"], credibility: ["none"] });
});

it("goes through the grid by arrow keys", async () => {
  const screen = await show(makeCase());
  await expect.element(screen.getByRole("button", { name: /credibility 2 .*12,345 claims/ }).first()).toBeVisible();
  screen
    .getByRole("button", { name: /^All of credibility 1/ })
    .element()
    .focus();
  await userEvent.keyboard("{ArrowRight}{ArrowDown}{ArrowDown}{Enter}");
  expect(useView.getState().claims.filter).toEqual({ reliability: ["B"], credibility: ["2"] });
});

it("filters by a source with what is affiliated, shown as a chip by its name", async () => {
  const screen = await show(makeCase());
  await screen.getByRole("button", { name: "Source at any hop" }).click();
  await screen.getByRole("option", { name: /سانا/ }).click();
  await userEvent.keyboard("{Escape}");
  expect(useView.getState().claims.filter).toEqual({ sources: ["s7"] });
  await expect.element(screen.getByText("Source: سانا")).toBeVisible();
  await screen.getByRole("button", { name: "Remove the filter Source: سانا" }).click();
  expect(useView.getState().claims.filter).toEqual({});
});

it("grades many with one reason, by keys alone", async () => {
  const fake = makeCase();
  const screen = await show(fake);
  await screen.getByText("One member was wounded (2)").first().click();
  await userEvent.keyboard("{Shift>}{ArrowDown}{ArrowDown}{/Shift}");
  await expect.element(screen.getByText("3 selected")).toBeVisible();
  await userEvent.keyboard("b");
  await expect.element(screen.getByRole("dialog", { name: "Grade 3 claims" })).toBeVisible();
  await userEvent.keyboard("2");
  await expect.element(screen.getByRole("button", { name: "Apply" })).toBeDisabled();
  await userEvent.keyboard("{Enter}same office, same day{Enter}");
  await expect
    .poll(() => fake.asked("claims.bulk"))
    .toEqual([{ ids: ["c2", "c3", "c4"], reliability: "B", credibility: "2", reason: "same office, same day" }]);
});

it("shows the chain and the history of the grades of the claim it stands on", async () => {
  const screen = await show(makeCase());
  await screen.getByText("One member was wounded (2)").first().click();
  await expect.element(screen.getByText("named, in office")).toBeVisible();
  await expect.element(screen.getByText("قائد الأمن الداخلي").last()).toBeVisible();
  await expect.element(screen.getByText(/the source is C in general now/)).toBeVisible();
});

it("marks the place where the text filter is wrong", async () => {
  const screen = await show(makeCase());
  useView.getState().setClaims({ filter: { text: 'a "b' } });
  await expect.element(screen.getByText("This text filter is wrong at the place marked")).toBeVisible();
  expect(document.querySelector("[role=alert] mark")?.textContent).toBe('"');
});

it("opens the reader at the claim's span, and exports what is filtered", async () => {
  const screen = await show(makeCase());
  await screen.getByText("One member was wounded (2)").first().click();
  await userEvent.keyboard("x");
  expect(useDialogs.getState().open).toMatchObject({ kind: "export", filter: {} });
  useDialogs.getState().close();
  await userEvent.keyboard("{Enter}");
  expect(useView.getState().reader).toMatchObject({ articleId: "a0", claimId: "c2", span: { start: 10, end: 30 } });
});

it("teaches where no claim is there yet", async () => {
  const screen = await show(makeCase(0));
  await expect.element(screen.getByText("No claim recorded yet")).toBeVisible();
});

it.each(["en", "ar"] as const)("has no faults that axe finds (%s)", async (language) => {
  setLanguage(language);
  await show(makeCase());
  await expect.poll(() => document.querySelectorAll("[role=row]").length).toBeGreaterThan(10);
  const { violations } = await axe.run(document.body);
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
});
