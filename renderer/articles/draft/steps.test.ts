import { expect, it } from "vitest";

import { didStep, stepsOf, turnedStep } from "./steps.ts";

it("remembers what can be taken back and done again, for each draft by itself", () => {
  didStep("d1", "s1");
  didStep("d1", "s2");
  expect(stepsOf("d1")).toEqual({ done: ["s1", "s2"], undone: [] });
  turnedStep("d1", "s2");
  turnedStep("d1", "s1");
  expect(stepsOf("d1")).toEqual({ done: [], undone: ["s2", "s1"] });
  turnedStep("d1", "s1");
  expect(stepsOf("d1")).toEqual({ done: ["s1"], undone: ["s2"] });
  didStep("d1", "s3");
  expect(stepsOf("d1")).toEqual({ done: ["s1", "s3"], undone: [] });
  expect(stepsOf("d2")).toEqual({ done: [], undone: [] });
});
