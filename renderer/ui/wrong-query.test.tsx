import { expect, it } from "vitest";

import { positionOf, splitAt } from "./wrong-query.tsx";

it("cuts around the wrong unit", () => {
  expect(splitAt('a "b', 2)).toEqual({ before: "a ", at: '"', after: "b" });
});

it("stands after the end where nothing is left", () => {
  expect(splitAt("a OR", 4)).toEqual({ before: "a OR", at: "", after: "" });
  expect(splitAt("a", 99)).toEqual({ before: "a", at: "", after: "" });
});

it("does not cut an astral character", () => {
  expect(splitAt("a😀b", 2)).toEqual({ before: "a", at: "😀", after: "b" });
});

it("takes the position from the failure's details", () => {
  expect(positionOf({ code: "query-syntax", message: "", details: { position: 3 } })).toBe(3);
  expect(positionOf({ code: "query-syntax", message: "" })).toBeNull();
});
