import { expect, test } from "vitest";

import { placeCards } from "./cards.ts";

const box = (id: string, top: number, height = 50) => ({ id, top, height });

test("cards that have room stand at their places", () => {
  const tops = placeCards([box("a", 0), box("b", 100)], 8);
  expect([tops.get("a"), tops.get("b")]).toEqual([0, 100]);
});

test("cards that would overlap move down in order", () => {
  const tops = placeCards([box("a", 10), box("b", 20), box("c", 30)], 8);
  expect([tops.get("a"), tops.get("b"), tops.get("c")]).toEqual([10, 68, 126]);
});

test("the focused card keeps its place, those before give way upwards", () => {
  const tops = placeCards([box("a", 190), box("b", 200), box("c", 210)], 8, "b");
  expect([tops.get("a"), tops.get("b"), tops.get("c")]).toEqual([142, 200, 258]);
});

test("nothing is pushed above the text", () => {
  const tops = placeCards([box("a", 0), box("b", 5), box("c", 10)], 8, "c");
  expect(Math.min(...tops.values())).toBe(0);
  expect([tops.get("a"), tops.get("b"), tops.get("c")]).toEqual([0, 58, 116]);
});
