import { describe, expect, it } from "vitest";

import { listDifferences, nameObject, shorten } from "./differences.ts";

describe("listDifferences", () => {
  it("names what changed, before and after, and nothing else", () => {
    expect(
      listDifferences(
        { id: "1", updatedAt: "a", statement: "old", memo: null, reliability: null, tags: ["a", "b"] },
        { id: "1", updatedAt: "b", statement: "new", memo: null, reliability: "F", tags: ["a"] },
      ),
    ).toEqual([
      { field: "statement", before: "old", after: "new" },
      { field: "reliability", before: null, after: "F" },
      { field: "tags", before: "a, b", after: "a" },
    ]);
  });

  it("goes into hops place by place", () => {
    expect(
      listDifferences(
        { hops: [{ source: "سانا", mode: null }] },
        { hops: [{ source: "سانا", mode: "paraphrase" }, { descriptor: "مصدر أمني" }] },
      ),
    ).toEqual([
      { field: "hops.1.mode", before: null, after: "paraphrase" },
      { field: "hops.2.descriptor", before: null, after: "مصدر أمني" },
    ]);
  });

  it("tells a new object and a removed one", () => {
    expect(listDifferences(null, { name: "x", notes: null })).toEqual([{ field: "name", before: null, after: "x" }]);
    expect(listDifferences({ name: "x" }, null)).toEqual([{ field: "name", before: "x", after: null }]);
  });

  it("does not take not graded for a value", () => {
    expect(listDifferences({ value: "6" }, { value: null })).toEqual([{ field: "value", before: "6", after: null }]);
  });
});

describe("names", () => {
  it("takes title, name or quote", () => {
    expect(nameObject({ names: [{ text: "سانا", language: "ar" }] })).toBe("سانا");
    expect(nameObject({ statement: null, spans: [{ quote: "q" }] })).toBe("q");
    expect(nameObject(null)).toBeNull();
  });
  it("shortens between words and never inside a character", () => {
    expect(shorten("one two three", 9)).toBe("one two…");
    expect(shorten("aaaa😀bbbb", 5)).toBe("aaaa…");
    expect(shorten("a\n b", 9)).toBe("a b");
  });
});
