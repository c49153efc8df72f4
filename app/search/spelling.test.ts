import fc from "fast-check";
import { expect, test } from "vitest";

import { onOtherLayout } from "./layouts.ts";
import { spellingCost } from "./spelling.ts";

test.each([
  ["اعتقال", "اعتقال", 0],
  ["اعتغال", "اعتقال", 0.5],
  ["اعتقل", "اعتقال", 0.6],
  ["اتعقال", "اعتقال", 0.7],
  ["اعتقالل", "اعتقال", 0.6],
  ["اعتقاب", "اعتقال", 1],
  ["damascsu", "damascus", 0.7],
  ["damscus", "damascus", 0.6],
])("%s is %s with a change of %d", (typed, word, cost) => {
  expect(spellingCost(typed, word, 2)).toBeCloseTo(cost);
});

test("what would change too much is not reckoned on", () => {
  expect(spellingCost("اعتقال", "مطار", 2)).toBe(Infinity);
  expect(spellingCost("ab", "a".repeat(100), 2)).toBe(Infinity);
});

test("the way there costs what the way back does, and nothing is nearer than itself", () => {
  const word = fc.stringMatching(/^[اعتقالدمشbcda]{1,9}$/);
  fc.assert(
    fc.property(word, word, (one, other) => {
      const [there, back] = [spellingCost(one, other, 9), spellingCost(other, one, 9)];
      expect(there).toBeCloseTo(back);
      expect(there === 0).toBe(one === other);
    }),
  );
});

test.each([
  ["]lar", ["دمشق"]],
  ["hsjofhvhj", ["استخبارات"]],
  [",.hvm", ["وزارة"]],
  ["Hpl]", ["أحمد"]],
  ["]lar2025", ["دمشق2025"]],
  ["بخقؤث", ["force"]],
  ["فهةث", ["time"]],
  ["لاشسث", ["base", "ghase"]],
  ["日本", []],
])("%s is on the other layout %j", (typed, other) => {
  expect(onOtherLayout(typed)).toEqual(other);
});
