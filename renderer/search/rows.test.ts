import { describe, expect, it } from "vitest";

import type { BatchRow } from "../../app/search/model.ts";
import { sortedRows } from "./batch-rows.ts";
import { isJoined } from "./concordance-line.tsx";

const row = (query: string, articles: number | null): BatchRow => ({
  name: null,
  query,
  line: null,
  articles,
  families: articles,
  alone: articles,
  claims: articles,
  first: null,
  last: null,
  error: null,
});
const compare = (a: string, b: string): number => a.localeCompare(b);

describe("rows of a batch", () => {
  const rows = [row("b", 2), row("wrong", null), row("a", 10)];
  const places = (sort: Parameters<typeof sortedRows>[1]) => sortedRows(rows, sort, compare).map(({ at }) => at);
  it("stand in the order of the queries, or of a column by its numbers", () => {
    expect(places(null)).toEqual([0, 1, 2]);
    expect(places({ column: "articles", descending: false })).toEqual([0, 2, 1]);
    expect(places({ column: "query", descending: false })).toEqual([2, 0, 1]);
  });
  it("that have no number stand last either way", () => {
    expect(places({ column: "articles", descending: true })).toEqual([2, 0, 1]);
  });
});

describe("a hit within a word", () => {
  it.each([
    ["رجل ال", "استخبارات", true],
    ["وبال", "كتاب", true],
    ["و", "كتاب", false],
    ["في ", "كتاب", false],
    ["بِ", "كتاب", true],
    ["pre", "fix", false],
  ])("%s + %s: joined %s", (before, hit, is) => {
    expect(isJoined(before, hit)).toBe(is);
  });
});
