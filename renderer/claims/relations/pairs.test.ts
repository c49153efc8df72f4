import { expect, test } from "vitest";

import { allPairs, starOf } from "./pairs.ts";

test("a star relates every other claim to the one, in the direction asked for", () => {
  expect(starOf(["a", "b", "c"], "b", false)).toEqual([
    { fromId: "a", toId: "b" },
    { fromId: "c", toId: "b" },
  ]);
  expect(starOf(["a", "b"], "b", true)).toEqual([{ fromId: "b", toId: "a" }]);
});

test("each with each is every pair once", () => {
  expect(allPairs(["a", "b", "c"])).toEqual([
    { fromId: "a", toId: "b" },
    { fromId: "a", toId: "c" },
    { fromId: "b", toId: "c" },
  ]);
  expect(allPairs(["a"])).toEqual([]);
});
