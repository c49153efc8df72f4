import { expect, test } from "vitest";

import { isStill, objects } from "./objects.ts";

/** A claim as entries have it that were written before claims had further chains, slots and questions. */
const older = {
  spans: [{ articleId: "a", version: 1, start: 0, end: 4, quote: "text", prefix: "", suffix: "" }],
  statement: null,
  hops: [{ sourceId: null, mode: null, basis: null, cue: null, descriptor: "a nurse" }],
  tags: [],
  eventDate: null,
  memo: null,
  createdAt: "2025-10-14T00:00:00.000Z",
  createdBy: "Rana",
};

test("an older entry's claim is one without further chains, slots and questions, so that it can be undone", () => {
  const now = { ...older, furtherChains: [], slots: [], questions: [] };
  expect(objects.claim.complete(older)).toEqual(now);
  expect(isStill("claim", now, older)).toBe(true);
  expect(isStill("claim", { ...now, questions: ["q"] }, older)).toBe(false);
});
