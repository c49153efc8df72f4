import { expect, it } from "vitest";

import { inputOf, noChange, problemOf } from "./change.ts";

it("changes nothing at first, and a reason alone changes nothing", () => {
  expect(problemOf(noChange)).toBe("nothing");
  expect(problemOf({ ...noChange, reason: "why" })).toBe("nothing");
});

it("needs a reason for grading, also for taking a grade away", () => {
  expect(problemOf({ ...noChange, reliability: null })).toBe("reason");
  expect(problemOf({ ...noChange, credibility: "6", reason: "  " })).toBe("reason");
  expect(problemOf({ ...noChange, credibility: "6", reason: "not ours to judge" })).toBeNull();
  expect(problemOf({ ...noChange, memo: "" })).toBeNull();
});

it("tells leaving a field from emptying it", () => {
  expect(inputOf(["c1"], { ...noChange, memo: "" })).toEqual({
    ids: ["c1"],
    memo: null,
    reason: null,
    reasonCode: null,
  });
  expect(
    inputOf(["c1"], {
      ...noChange,
      reliability: null,
      eventDate: "٢٤/١١/٢٠٢٥".split("/").toReversed().join("/"),
      mode: "none",
      basis: "told",
      addTags: ["A/B"],
      removeQuestions: ["q1"],
      origin: { sourceId: "s1" },
      reason: " one act ",
      reasonCode: "reviewed",
    }),
  ).toEqual({
    ids: ["c1"],
    reliability: null,
    eventDate: "2025-11-24",
    mode: null,
    basis: "told",
    addTags: ["A/B"],
    removeQuestions: ["q1"],
    origin: { sourceId: "s1" },
    reason: "one act",
    reasonCode: "reviewed",
  });
});

it("does not take what is no date", () => {
  expect(problemOf({ ...noChange, eventDate: "yesterday" })).toBe("date");
  expect(problemOf({ ...noChange, eventDate: "2025" })).toBeNull();
  expect(problemOf({ ...noChange, eventDate: " " })).toBeNull();
});
