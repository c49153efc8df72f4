import axe from "axe-core";
import { beforeEach, expect, it } from "vitest";
import { userEvent } from "vitest/browser";

import type { SavedView } from "../../app/cases/model.ts";
import type { ClaimFilter, Diagonal } from "../../app/claims/model.ts";
import type { QuestionRow } from "../../app/questions/model.ts";
import {
  fakeArticle,
  type FakeCase,
  fakeClaim,
  FakeRefusal,
  fakeSource,
  fakeTag,
  fakeWorkstation,
  makeFakeCase,
} from "../data/case.fake.ts";
import { setLanguage } from "../i18n/index.ts";
import { PageNotices, showPage, startFresh } from "../page.fake.tsx";
import { useDialogs } from "../state/dialogs.ts";
import { useView } from "../state/view.ts";
import { ClaimsPage } from "./claims-page.tsx";

const fakeQuestion: QuestionRow = {
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
const diagonal = (analyst: string | null): Diagonal => ({ analyst, judged: 4, onDiagonal: 2, apart: 1 });

function makeCase(total = 500): FakeCase {
  let views: SavedView[] = [];
  const tellViews = (): void => fake.tell({ name: "changed", value: { kinds: ["view"] } });
  const fake: FakeCase = makeFakeCase({
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
          reasonCode: null,
          reason: "named, in office",
          evidence: [],
          blind: false,
          supersededBy: null,
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
    "claims.looks": () => ({
      total: 3,
      reasons: { contradiction: 2, "new-origin": 1, regraded: 0, stale: 0 },
    }),
    "claims.diagonal": () => ({ total: diagonal(null), analysts: [diagonal("Sami"), diagonal(null)] }),
    "claims.groups": ({ by }: { by: string }) => [
      { value: "s2", label: `first ${by}`, count: 3 },
      { value: null, label: null, count: total - 3 },
    ],
    "questions.list": () => ({
      total: 1,
      rows: [fakeQuestion],
    }),
    "questions.get": () => fakeQuestion,
    "workstation.get": () => fakeWorkstation,
    "cases.views": () => [...views],
    "cases.saveView": (input: Omit<SavedView, "id">) => {
      const view = { id: `v-${input.name}`, ...input };
      views = [...views.filter(({ name }) => name !== input.name), view].toSorted((a, b) => (a.name < b.name ? -1 : 1));
      tellViews();
      return view;
    },
    "cases.removeView": ({ id }: { id: string }) => {
      views = views.filter((view) => view.id !== id);
      tellViews();
      return {};
    },
    "tags.list": () => [fakeTag("t1", "Casualties/Wounded")],
  });
  return fake;
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

it("sorts by several columns, of which the first decides", async () => {
  const fake = makeCase();
  const screen = await show(fake);
  await screen.getByRole("button", { name: "Origin", exact: true }).last().click();
  await screen.getByRole("button", { name: "Cred." }).click({ modifiers: ["Shift"] });
  await expect
    .poll(() => fake.asked("claims.list").at(-1))
    .toMatchObject({
      sort: [
        { column: "origin", descending: false },
        { column: "credibility", descending: false },
      ],
    });
});

it("groups by what a key says, and a range across groups is selected in their order", async () => {
  const fake = makeCase();
  const screen = await show(fake);
  await expect.element(screen.getByText("500 claims")).toBeVisible();
  await userEvent.keyboard("yq");
  await expect.element(screen.getByRole("row", { name: /first question/ })).toHaveAttribute("aria-expanded", "true");
  await expect.element(screen.getByRole("row", { name: /Under no question/ })).toBeVisible();
  expect(fake.asked("claims.list").at(-1)).toMatchObject({ groupBy: "question" });
  await userEvent.keyboard("-");
  await expect.element(screen.getByRole("treegrid")).toHaveAttribute("aria-rowcount", "3");
  await userEvent.keyboard("+");
  await expect.element(screen.getByRole("treegrid")).toHaveAttribute("aria-rowcount", "503");
  await userEvent.keyboard("{Home}{Shift>}{End}{/Shift}");
  await expect.poll(() => fake.asked("claims.ids").at(-1)).toMatchObject({ groupBy: "question" });
  await expect.element(screen.getByText("500 selected")).toBeVisible();
});

it("keeps a view, takes it up again by key, and brings a removed one back", async () => {
  const screen = await showPage(
    makeCase(),
    <>
      <ClaimsPage />
      <PageNotices />
    </>,
  );
  useView.getState().setClaims({ filter: { questions: ["q1"] }, groupBy: "origin" });
  await expect.element(screen.getByText("Question: How many were wounded?")).toBeVisible();
  await userEvent.keyboard("vs");
  await expect.element(screen.getByLabelText("Name of the view")).toHaveFocus();
  await userEvent.keyboard("Casualties{Enter}");
  await expect.element(screen.getByText("View “Casualties” was kept.")).toBeVisible();
  useView.getState().setClaims({ filter: {}, groupBy: null });
  await expect.element(screen.getByRole("grid")).toBeVisible();
  await userEvent.keyboard("v1");
  await expect
    .poll(() => useView.getState().claims)
    .toMatchObject({ filter: { questions: ["q1"] }, groupBy: "origin" });
  await userEvent.keyboard("vv");
  await screen.getByRole("button", { name: "Remove the view “Casualties”" }).click();
  await userEvent.keyboard("{Escape}");
  await screen.getByRole("button", { name: "Undo" }).last().click();
  await userEvent.keyboard("vv");
  await expect.element(screen.getByRole("button", { name: /^Casualties/ })).toBeVisible();
});

it("filters by question, analyst, relation and the reasons for another look", async () => {
  const screen = await show(makeCase());
  const choose = async (list: string, option: RegExp): Promise<void> => {
    await screen.getByRole("search").getByRole("button", { name: list, exact: true }).click();
    await screen.getByRole("option", { name: option }).click();
    await userEvent.keyboard("{Escape}");
    await expect.element(screen.getByRole("dialog")).not.toBeInTheDocument();
  };
  await choose("Question", /How many/);
  await choose("Relations", /contradicts/);
  await choose("Needs another look", /A contradiction arrived/);
  await choose("Graded by", /Sami/);
  expect(useView.getState().claims.filter).toEqual({
    questions: ["q1"],
    relations: ["contradicts"],
    look: { reasons: ["contradiction"], staleDays: null },
    analysts: ["Sami"],
  });
  await expect.element(screen.getByText("Graded by Sami")).toBeVisible();
  await expect.element(screen.getByText("Relation: contradicts")).toBeVisible();
});

it.each(["en", "ar"] as const)("has no faults that axe finds (%s)", async (language) => {
  setLanguage(language);
  await show(makeCase());
  await expect.poll(() => document.querySelectorAll("[role=row]").length).toBeGreaterThan(10);
  const { violations } = await axe.run(document.body);
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
});
