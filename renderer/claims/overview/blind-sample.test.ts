import { expect, test } from "vitest";

import { drawSample } from "./blind-sample.ts";

const ids = Array.from({ length: 200 }, (_, index) => `c${index}`);

test("draws as many as wanted, each once, all of them where fewer are there", () => {
  const drawn = drawSample(ids, 40);
  expect(drawn).toHaveLength(40);
  expect(new Set(drawn).size).toBe(40);
  expect(drawSample(["a", "b"], 40).toSorted()).toEqual(["a", "b"]);
  expect(drawSample([], 40)).toEqual([]);
});

test("draws every place, the last and the first too", () => {
  expect(drawSample(["a", "b", "c"], 1, () => 0)).toEqual(["a"]);
  expect(drawSample(["a", "b", "c"], 1, () => 0.999)).toEqual(["c"]);
  expect(drawSample(["a", "b", "c"], 3, () => 0)).toEqual(["a", "c", "b"]);
});
