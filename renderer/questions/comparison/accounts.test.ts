import { expect, test } from "vitest";

import { makeComparison, makePair } from "../comparison.fake.ts";
import { firstPlace, isRelated, linesOf, pairOf, sharedAffiliations, step, tiesOf } from "./accounts.ts";

const comparison = makeComparison();
const lines = linesOf(comparison);
const at = (line: number, column: number, account = 0) => ({ line, column, account });

test("claims without slots stand in a line of their own, under their origins", () => {
  expect(lines.map(({ kind }) => kind)).toEqual(["count", "place", null]);
  expect(lines[2]?.cells.map(({ accounts }) => accounts.map(({ claimIds }) => claimIds))).toEqual([
    [],
    [["c3"]],
    [],
    [["c6"]],
  ]);
});

test("where exactly two accounts differ, the pair is plain from either side", () => {
  const pair = linesOf(makePair());
  expect(pairOf(pair, "contradicts", at(0, 0), null)).toMatchObject({ ok: true, fromId: "c1", toId: "c4" });
  expect(pairOf(pair, "updates", at(0, 1), null)).toMatchObject({ ok: true, fromId: "c4", toId: "c1" });
});

test("several that could be meant are counted, not chosen from; a pin decides", () => {
  expect(pairOf(lines, "contradicts", at(0, 0), null)).toEqual({ ok: false, why: "many-others", count: 2 });
  expect(pairOf(lines, "contradicts", at(0, 0), at(0, 2))).toMatchObject({ ok: true, fromId: "c1", toId: "c4" });
});

test("what may both be true is narrowed, not contradicted", () => {
  const pair = makePair();
  for (const cell of pair.rows[0]?.cells ?? []) cell.lit = false;
  const [least] = pair.rows[0]?.cells[0]?.values ?? [];
  if (least) least.bound = "at-least";
  const bounded = linesOf(pair);
  expect(pairOf(bounded, "contradicts", at(0, 1), null)).toEqual({ ok: false, why: "no-other" });
  expect(pairOf(bounded, "narrows", at(0, 1), null)).toMatchObject({ ok: true, fromId: "c4", toId: "c1" });
});

test("what says the same can be corroborated, and not contradicted without a pin", () => {
  expect(pairOf(lines, "contradicts", at(1, 0), null)).toEqual({ ok: false, why: "no-other" });
  expect(pairOf(lines, "corroborates", at(1, 0), null)).toMatchObject({ ok: true, fromId: "c1", toId: "c2" });
});

test("a claim is not related to itself, nor nothing to something", () => {
  expect(pairOf(lines, "repeats", at(0, 0), at(1, 0))).toEqual({ ok: false, why: "same-claim" });
  expect(pairOf(lines, "contradicts", at(-1, 0), null)).toEqual({ ok: false, why: "no-account" });
  expect(pairOf(lines, "contradicts", at(2, 1), null)).toEqual({ ok: false, why: "no-other" });
});

test("contradiction holds either way, updating one way", () => {
  const relation = { id: "r", fromId: "c1", toId: "c2", note: null, createdAt: "", createdBy: "" };
  expect(isRelated([{ ...relation, kind: "contradicts" }], "contradicts", "c2", "c1")).toBe(true);
  expect(isRelated([{ ...relation, kind: "updates" }], "updates", "c2", "c1")).toBe(false);
  expect(tiesOf([{ ...relation, kind: "updates" }]).get("c2")).toMatchObject([{ outgoing: false, otherId: "c1" }]);
});

test("up and down go through the accounts of a cell, and stop at the edges", () => {
  expect(step(lines, 4, at(0, 2), "down")).toEqual(at(0, 2, 1));
  expect(step(lines, 4, at(0, 2, 1), "down")).toEqual(at(1, 2));
  expect(step(lines, 4, at(1, 2), "up")).toEqual(at(0, 2, 1));
  expect(step(lines, 4, at(0, 0), "up")).toEqual(at(-1, 0));
  expect(step(lines, 4, at(-1, 0), "up")).toEqual(at(-1, 0));
  expect(step(lines, 4, at(2, 3), "down")).toEqual(at(2, 3));
  expect(step(lines, 4, at(0, 3), "next")).toEqual(at(0, 3));
  expect(step(lines, 4, at(0, 0), "previous")).toEqual(at(0, -1));
});

test("work begins where accounts differ", () => {
  expect(firstPlace(lines)).toEqual(at(0, 0));
  expect(firstPlace([])).toEqual(at(-1, 0));
});

test("columns under one affiliation are named together", () => {
  expect(sharedAffiliations(comparison.columns)).toEqual([
    { id: "s9", name: "وزارة الداخلية", labels: ["قائد الأمن الداخلي", "المتحدث باسم الوزارة"] },
  ]);
});
