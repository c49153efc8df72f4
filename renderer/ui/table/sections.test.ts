import { expect, test } from "vitest";

import { isFolded, layLines, noFolds, setFolded, type TableSection } from "./sections.ts";

const sections: TableSection[] = [
  { key: "x", label: "X", count: 3 },
  { key: "empty", label: "Nothing", count: 0 },
  { key: "y", label: "Y", count: 2 },
];

test("headings and rows take turns", () => {
  const lines = layLines(sections, noFolds);
  expect(lines.total).toBe(8);
  expect([0, 1, 3, 4, 5, 6, 7].map((line) => lines.at(line))).toEqual([
    { section: 0, row: null },
    { section: 0, row: 0 },
    { section: 0, row: 2 },
    { section: 1, row: null },
    { section: 2, row: null },
    { section: 2, row: 3 },
    { section: 2, row: 4 },
  ]);
  expect([0, 2, 3, 4].map((row) => lines.ofRow(row))).toEqual([1, 3, 6, 7]);
  expect(lines.ofSection(2)).toBe(5);
  expect(lines.firstRow(2)).toBe(3);
});

test("a folded section is its heading; a range takes only what is in sight", () => {
  const lines = layLines(sections, setFolded(noFolds, "x", true));
  expect(lines.total).toBe(5);
  expect(lines.at(0)).toEqual({ section: 0, row: null });
  expect(lines.at(3)).toEqual({ section: 2, row: 3 });
  expect(lines.ofRow(1)).toBe(0);
  expect(lines.rows(0, 4)).toEqual([[3, 4]]);
  expect(layLines(sections, noFolds).rows(2, 6)).toEqual([
    [1, 2],
    [3, 3],
  ]);
});

test("all folded but one, and back", () => {
  const all = { all: true, except: new Set<string>() };
  const one = setFolded(all, "y", false);
  expect([isFolded(one, "x"), isFolded(one, "y")]).toEqual([true, false]);
  expect(setFolded(one, "y", true)).toEqual(all);
  expect(setFolded(one, "y", false)).toBe(one);
});

test("fifty thousand sections over a million rows are laid out at once, and every row is found again", () => {
  const many = Array.from({ length: 50_000 }, (_, i) => ({ key: `k${i}`, label: "", count: 20 }));
  const start = performance.now();
  const lines = layLines(many, setFolded(noFolds, "k7", true));
  expect(performance.now() - start).toBeLessThan(200);
  expect(lines.total).toBe(50_000 + 1_000_000 - 20);
  for (const row of [0, 139, 160, 499_999, 999_999]) expect(lines.at(lines.ofRow(row)).row).toBe(row);
});
