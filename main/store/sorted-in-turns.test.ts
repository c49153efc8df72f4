import fc from "fast-check";
import { expect, test } from "vitest";

import { sortedInTurns } from "./sorted-in-turns.ts";

function sorted(numbers: Int32Array, compare: (a: number, b: number) => number): { order: Int32Array; turns: number } {
  const work = sortedInTurns(numbers, compare);
  for (let turns = 0; ; turns += 1) {
    const step = work.next();
    if (step.done) return { order: step.value, turns };
  }
}

test("numbers are sorted as a sort at once would, equal ones as they were", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9000 }), fc.integer({ min: 1, max: 50 }), (length, kinds) => {
      const values = Int32Array.from({ length }, (_, at) => (at * 7919) % 104_729);
      const compare = (a: number, b: number): number => (a % kinds) - (b % kinds);
      expect([...sorted(values, compare).order]).toEqual([...values].toSorted(compare));
    }),
    { numRuns: 30 },
  );
});

test("a long sort lets others in", () => {
  const values = Int32Array.from({ length: 100_000 }, (_, at) => -at);
  const { order, turns } = sorted(values, (a, b) => a - b);
  expect(order[0]).toBe(-99_999);
  expect(turns).toBeGreaterThan(100);
});
