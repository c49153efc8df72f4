import { expect, test } from "vitest";

import { askedOf, countOutcomes, finishClaim, giveDigit, goBack, startRun, takesGrade } from "./run.ts";

const digit = { axis: "credibility", value: "2" } as const;
const letter = { axis: "reliability", value: "B" } as const;

test("asks for the digit first, and takes no letter before it", () => {
  const run = startRun(["a", "b"]);
  expect(askedOf(run)).toBe("digit");
  expect([takesGrade(run, letter), takesGrade(run, digit)]).toEqual([false, true]);
  const next = giveDigit(run, "2");
  expect(askedOf(next)).toBe("letter");
  expect([takesGrade(next, letter), takesGrade(next, digit)]).toEqual([true, false]);
});

test("a digit may be left out and the letter still given", () => {
  expect(askedOf(giveDigit(startRun(["a"]), null))).toBe("letter");
});

test("goes back to the digit, then to the claim before, and never before the first", () => {
  const second = giveDigit(finishClaim(startRun(["a", "b"]), "graded"), "3");
  expect(goBack(second)).toMatchObject({ at: 1, digit: undefined });
  expect(goBack(goBack(second))).toMatchObject({ at: 0, digit: undefined });
  expect(goBack(startRun(["a"])).at).toBe(0);
});

test("is over after the last, and counts each claim once, as it was decided last", () => {
  let run = finishClaim(finishClaim(startRun(["a", "b"]), "left"), "graded");
  expect(askedOf(run)).toBe("nothing");
  expect([countOutcomes(run, "graded"), countOutcomes(run, "left")]).toEqual([1, 1]);
  run = finishClaim(goBack(run), "left");
  expect([countOutcomes(run, "graded"), countOutcomes(run, "left")]).toEqual([0, 2]);
  expect(finishClaim(run, "graded")).toBe(run);
});
