import { expect, test } from "vitest";

import { readTicks } from "./ticks.ts";

test.each([
  [0, [0, 1]],
  [1, [0, 1]],
  [3, [0, 1, 2, 3]],
  [4, [0, 1, 2, 3, 4]],
  [5, [0, 2, 4, 6]],
  [9, [0, 5, 10]],
  [37, [0, 10, 20, 30, 40]],
  [100, [0, 25, 50, 75, 100]],
  [1563, [0, 500, 1000, 1500, 2000]],
  [100_000, [0, 25_000, 50_000, 75_000, 100_000]],
])("an axis up to %i has whole, round figures and few of them", (most, ticks) => {
  expect(readTicks(most)).toEqual(ticks);
});
