import fc from "fast-check";
import { expect, test } from "vitest";

import { buildIntervalIndex, type Mark, toRuns } from "./runs.ts";

test("overlapping marks become disjoint runs", () => {
  const marks = [
    { start: 0, end: 10, id: "a" },
    { start: 5, end: 15, id: "b" },
    { start: 8, end: 9, id: "c" },
    { start: 20, end: 22, id: "d" },
  ];
  expect(toRuns(marks)).toEqual([
    { start: 0, end: 5, ids: ["a"] },
    { start: 5, end: 8, ids: ["a", "b"] },
    { start: 8, end: 9, ids: ["a", "b", "c"] },
    { start: 9, end: 10, ids: ["a", "b"] },
    { start: 10, end: 15, ids: ["b"] },
    { start: 20, end: 22, ids: ["d"] },
  ]);
});

test("marks that touch do not overlap, equal marks share a run, empty marks give none", () => {
  const marks = [
    { start: 0, end: 5, id: "a" },
    { start: 5, end: 9, id: "b" },
    { start: 5, end: 9, id: "c" },
    { start: 3, end: 3, id: "empty" },
  ];
  expect(toRuns(marks)).toEqual([
    { start: 0, end: 5, ids: ["a"] },
    { start: 5, end: 9, ids: ["b", "c"] },
  ]);
  expect(toRuns([])).toEqual([]);
});

test("the index finds every mark under an offset and none beside it", () => {
  const index = buildIntervalIndex([
    { start: 0, end: 10, id: "long" },
    { start: 2, end: 4, id: "inner" },
    { start: 4, end: 6, id: "next" },
    { start: 5, end: 5, id: "empty" },
  ]);
  expect(index.at(3)).toEqual(["long", "inner"]);
  expect(index.at(4)).toEqual(["long", "next"]);
  expect(index.at(10)).toEqual([]);
  expect(index.between(4, 4)).toEqual([]);
  expect(index.between(3, 5)).toEqual(["long", "inner", "next"]);
  expect(index.size).toBe(3);
});

const anyMarks = fc
  .array(fc.tuple(fc.nat(60), fc.nat(30)), { maxLength: 60 })
  .map((pairs) => pairs.map(([start, length], index): Mark => ({ start, end: start + length, id: String(index) })));

test("for any marks, runs and index say of every offset what the marks say", () => {
  fc.assert(
    fc.property(anyMarks, fc.nat(95), fc.nat(95), (marks, a, b) => {
      const index = buildIntervalIndex(marks);
      const runs = toRuns(marks);
      for (let offset = 0; offset < 92; offset += 1) {
        const covering = marks.filter((mark) => mark.start <= offset && offset < mark.end).map((mark) => mark.id);
        const run = runs.find((candidate) => candidate.start <= offset && offset < candidate.end);
        expect(run?.ids ?? []).toEqual(covering);
        expect(index.at(offset).toSorted()).toEqual(covering.toSorted());
      }
      const [start, end] = [Math.min(a, b), Math.max(a, b)];
      const touching = marks.filter((mark) => mark.end > mark.start && mark.start < end && start < mark.end);
      expect(index.between(start, end).toSorted()).toEqual(
        end > start ? touching.map((mark) => mark.id).toSorted() : [],
      );
    }),
  );
});

test("a hundred thousand nested marks do not exhaust the stack", () => {
  const marks = Array.from({ length: 100_000 }, (_, index) => ({ start: index, end: 200_000, id: String(index) }));
  expect(buildIntervalIndex(marks).at(2)).toEqual(["0", "1", "2"]);
});
