import { expect, test } from "vitest";

import { findTop, readScroll, tallest, windowsOf } from "./window.ts";

test("a list that fits is scrolled pixel by pixel", () => {
  expect(readScroll(3000, 600, 100_000, 30)).toEqual({ height: 3_000_000, first: 100 });
  expect(findTop(100, 600, 100_000, 30)).toBe(3000);
});

test("a list higher than an element can be is scrolled on a smaller scale, to its very last row", () => {
  const total = 5_000_000;
  const view = 600;
  expect(readScroll(0, view, total, 30).height).toBe(tallest);
  expect(readScroll(0, view, total, 30).first).toBe(0);
  const end = readScroll(tallest - view, view, total, 30);
  expect(end.first + view / 30).toBe(total);
  for (const row of [1, 777, 2_500_000, total - 20]) {
    expect(readScroll(findTop(row, view, total, 30), view, total, 30).first).toBeCloseTo(row, 3);
  }
});

test("windows cover exactly the rows asked for", () => {
  expect(windowsOf(0, 199)).toEqual([0]);
  expect(windowsOf(-5, 0)).toEqual([0]);
  expect(windowsOf(199, 200)).toEqual([0, 200]);
  expect(windowsOf(450, 460)).toEqual([400]);
});
