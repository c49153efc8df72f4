import axe from "axe-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";

import type { Place, StandingAnchor } from "../../../app/articles/anchors.ts";
import type { Input } from "../../../app/contract/index.ts";
import { type FakeCase, makeFakeCase } from "../../data/case.fake.ts";
import { setLanguage } from "../../i18n/index.ts";
import { PageNotices, showPage, startFresh } from "../../page.fake.tsx";
import { useView } from "../../state/view.ts";
import { ReviewPage } from "./review-page.tsx";
import { ReviewButton, ReviewLine } from "./ways-in.tsx";

startFresh();
afterEach(() => setLanguage("en"));

const place = (start: number, before: string, quote: string, after: string): Place => ({
  start,
  end: start + quote.length,
  before,
  quote,
  after,
});
const old = place(10, "The ministry said ", "three died", " on Monday.");
const anchorOf = (objectId: string, more: Partial<StandingAnchor>): StandingAnchor => ({
  kind: "claim",
  objectId,
  index: 0,
  label: `Label ${objectId}`,
  version: "1",
  old,
  state: "exact",
  places: [old],
  sameWords: true,
  along: "exact",
  cues: { all: 0, follow: 0 },
  ...more,
});
const all: StandingAnchor[] = [
  anchorOf("c1", { cues: { all: 2, follow: 1 } }),
  anchorOf("c2", { state: "moved", along: "moved", places: [place(90, "The ministry said ", "three died", ".")] }),
  anchorOf("c3", {
    state: "moved",
    sameWords: false,
    along: null,
    places: [place(120, "The ministry said ", "seven died", " on Monday.")],
  }),
  anchorOf("c4", {
    state: "ambiguous",
    sameWords: false,
    along: null,
    places: [place(200, "One: ", "three died", " here."), place(300, "Two: ", "three died", " there.")],
  }),
  anchorOf("n1", { kind: "annotation", label: null, state: "orphan", sameWords: false, along: null, places: [] }),
];

let fake: FakeCase;
let anchors: StandingAnchor[];
const rowsOf = (wanted: string | undefined) =>
  anchors.length === 0
    ? []
    : ["a1", "a2"]
        .filter((id) => wanted === undefined || id === wanted)
        .map((id) => ({
          id,
          title: id === "a1" ? "حريق في المستودع" : "Harbour",
          outlet: "Gazette",
          version: "2",
          importedAt: "2025-11-25T08:00:00Z",
          counts: { claim: anchors.length, annotation: 0, cue: 0 },
        }));
beforeEach(() => {
  anchors = all;
  fake = makeFakeCase({
    "articles.anchorsToReview": ({ articleId }: Input<"articles.anchorsToReview">) => {
      const rows = rowsOf(articleId);
      return { total: rows.length, rows };
    },
    "articles.anchors": () => ({ version: "2", anchors }),
    "articles.reanchor": ({ items }: Input<"articles.reanchor">) => {
      const names = new Set(items.map(({ objectId }) => objectId));
      anchors = anchors.filter(({ objectId }) => !names.has(objectId));
      fake.tell({ name: "changed", value: { kinds: ["claim", "ledger"] } });
      return { changed: items.length, cuesLeft: names.has("c1") ? 1 : 0 };
    },
    "ledger.undo": () => ({}),
  });
});
const taken = () => (fake.asked("articles.reanchor") as Input<"articles.reanchor">[]).flatMap(({ items }) => items);
const show = () =>
  showPage(
    fake,
    <>
      <ReviewPage />
      <PageNotices />
    </>,
  );
const hasFocus = (): boolean => document.activeElement?.matches("li[aria-current]") === true;

test("shows the words of both texts side by side, with what differs marked on both sides", async () => {
  await show();
  const row = page.getByRole("listitem", { name: /Label c3/u });
  await expect.element(row).toMatchTextContent("moved, other words");
  expect(row.element().querySelector("del")?.textContent).toBe("three");
  expect(row.element().querySelector("ins")?.textContent).toBe("seven");
  await expect
    .element(page.getByRole("listitem", { name: /Label c1/u }))
    .toMatchTextContent("Its cue words go with it.");
});

test("by keys: one is taken, the next has the focus; of several places one is chosen by its number first", async () => {
  await show();
  await expect.poll(hasFocus).toBe(true);
  await userEvent.keyboard("{Enter}");
  await expect.poll(taken).toMatchObject([{ kind: "claim", objectId: "c1", start: 10, end: 20 }]);
  await expect.element(page.getByText(/One mark was taken over.*1 cue kept its place/u)).toBeVisible();
  await expect.poll(() => document.activeElement?.getAttribute("aria-label")).toMatch(/Label c2/u);
  await userEvent.keyboard("jj");
  await expect.poll(() => document.activeElement?.getAttribute("aria-label")).toMatch(/Label c4/u);
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByText(/choose one by its number first/u)).toBeVisible();
  expect(taken()).toHaveLength(1);
  await userEvent.keyboard("2");
  await expect.element(page.getByRole("radio", { name: "Place 2" })).toBeChecked();
  await userEvent.keyboard("{Enter}");
  await expect.poll(taken).toMatchObject([{}, { objectId: "c4", start: 300 }]);
});

test("takes all in the same place by one act, and all in the same words by another; never what must be looked at", async () => {
  await show();
  await expect.poll(hasFocus).toBe(true);
  await userEvent.keyboard("e");
  await expect.poll(() => taken().map(({ objectId }) => objectId)).toEqual(["c1"]);
  await expect.element(page.getByRole("button", { name: "Take all in the same place (0)" })).toBeDisabled();
  await page.getByRole("button", { name: "Take all in the same words (1)" }).click();
  await expect.poll(() => taken().map(({ objectId }) => objectId)).toEqual(["c1", "c2"]);
  await page.getByRole("button", { name: "Undo" }).last().click();
  expect(fake.asked("ledger.undo")).toHaveLength(1);
});

test("what is found nowhere is selected by hand in the reader, in the text that is read", async () => {
  await show();
  await expect.poll(hasFocus).toBe(true);
  await userEvent.keyboard("jjjj");
  await userEvent.keyboard("f");
  expect(useView.getState()).toMatchObject({
    page: "reader",
    reader: { articleId: "a1", version: "2" },
    byHand: { mark: { kind: "annotation", objectId: "n1", index: 0 }, quote: "three died" },
  });
});

test("goes from article to article", async () => {
  await show();
  await expect.poll(hasFocus).toBe(true);
  await userEvent.keyboard("]");
  await expect.element(page.getByRole("button", { name: /Harbour/u })).toHaveAttribute("aria-current", "true");
});

test("the library and the reader lead here while there is something to review, and not otherwise", async () => {
  const ways = (
    <>
      <ReviewButton />
      <ReviewLine articleId="a1" />
    </>
  );
  const screen = await showPage(fake, ways);
  await page.getByRole("button", { name: "Text changed (2)" }).click();
  expect(useView.getState()).toMatchObject({ page: "review", reviewed: null });
  await expect.element(page.getByText("5 marks stand on an earlier text.")).toBeVisible();
  await page.getByRole("button", { name: "Review" }).click();
  expect(useView.getState()).toMatchObject({ page: "review", reviewed: "a1" });
  await screen.unmount();
  anchors = [];
  await showPage(fake, ways);
  await expect.poll(() => fake.asked("articles.anchorsToReview").length).toBeGreaterThan(3);
  await expect.element(page.getByRole("button")).not.toBeInTheDocument();
});

test("axe finds no fault, in either language; nothing to review is explained", async () => {
  const screen = await show();
  await expect.poll(hasFocus).toBe(true);
  const faults = async () =>
    (await axe.run(screen.container)).violations.map(({ id, nodes }) => [id, nodes[0]?.html ?? ""]);
  expect(await faults()).toEqual([]);
  setLanguage("ar");
  await expect.element(page.getByRole("heading", { name: "علامات على نصوص سابقة" })).toBeVisible();
  expect(await faults()).toEqual([]);
  setLanguage("en");
  anchors = [];
  fake.tell({ name: "changed", value: { kinds: ["claim"] } });
  await expect.element(page.getByText("Every mark stands on the text that is read")).toBeVisible();
  expect(await faults()).toEqual([]);
});
