import { describe, expect, test } from "vitest";

import type { Slot } from "../claims/model.ts";
import { compareValues, isMorePrecise, type Likeness, sameUnit } from "./values.ts";

const slot = (change: Partial<Slot>): Slot => ({
  kind: "outcome",
  text: "",
  number: null,
  bound: null,
  unit: null,
  date: null,
  sourceId: null,
  ...change,
});
const counted = (number: number | null, bound: Slot["bound"] = "exact", unit: string | null = null): Slot =>
  slot({ kind: "count", text: number === null ? "many" : String(number), number, bound, unit });
const dated = (date: string | null, text = "then"): Slot => slot({ kind: "date", date, text });
const said = (text: string, sourceId: string | null = null): Slot => slot({ text, sourceId });

const table: [what: string, a: Slot, b: Slot, likeness: Likeness][] = [
  ["equal numbers", counted(1), counted(1), "same"],
  ["other numbers", counted(3), counted(5), "differs"],
  ["at least five, and seven", counted(5, "at-least"), counted(7), "compatible"],
  ["at least five, and three", counted(5, "at-least"), counted(3), "differs"],
  ["at least five, at least seven", counted(5, "at-least"), counted(7, "at-least"), "compatible"],
  ["at most five, and seven", counted(5, "at-most"), counted(7), "differs"],
  ["at most five, at least seven", counted(5, "at-most"), counted(7, "at-least"), "differs"],
  ["about a hundred, and 105", counted(100, "about"), counted(105), "compatible"],
  ["about a hundred, and 150", counted(100, "about"), counted(150), "differs"],
  ["what nobody counted, and a number", counted(null, null), counted(71), "compatible"],
  ["fewer of a part", counted(3, "exact", "civilians killed"), counted(5, "exact", "killed"), "compatible"],
  ["more of a part", counted(7, "exact", "civilians killed"), counted(5, "exact", "killed"), "differs"],
  ["one day", dated("2025-11-24"), dated("2025-11-24"), "same"],
  ["a day and its month", dated("2025-11-24"), dated("2025-11"), "compatible"],
  ["a day and its year", dated("2025-11-24"), dated("2025"), "compatible"],
  ["two days", dated("2025-11-24"), dated("2025-11-25"), "differs"],
  ["another month", dated("2025-11-24"), dated("2025-10"), "differs"],
  ["a date and what cannot be read", dated("2025-11-24"), dated(null, "before dawn"), "compatible"],
  ["what cannot be read", dated(null, "before dawn"), dated(null, "at noon"), "differs"],
  ["the same words, folded", said("البدروسيّة"), said("البدروسية"), "same"],
  ["the same words in another order", said("wounded and detained men"), said("men detained, wounded"), "same"],
  ["fewer words", said("قرية البدروسية"), said("البدروسية"), "compatible"],
  ["other words", said("أحد عناصر الاستخبارات"), said("صفوف الأمن"), "differs"],
  ["a denial", said("the fire was out"), said("the fire was not out"), "differs"],
  ["one source under two names", said("the ministry", "s1"), said("وزارة الداخلية", "s1"), "same"],
  ["two sources of one name", said("the ministry", "s1"), said("the ministry", "s2"), "differs"],
];

test.each(table)("%s", (_what, a, b, likeness) => {
  expect(compareValues(a, b)).toBe(likeness);
  expect(compareValues(b, a)).toBe(likeness);
});

describe("units", () => {
  test.each([
    ["قتيل", "قتلى"],
    ["قتيلان", "قتلى"],
    ["شهداء", "killed"],
    ["dead", "deaths"],
    ["جريحًا", "جرحى"],
    ["إصابة", "إصابات"],
    ["إصابتان", "wounded"],
    ["إصابة في صفوف الأمن", "إصابة بين عناصر الأمن"],
    ["people killed", "قتيل"],
    ["أشخاص", "people"],
    ["مداهمة", "raids"],
  ])("%s = %s", (a, b) => {
    expect(sameUnit(a, b)).toBe(true);
  });

  test.each([
    ["قتلى", "جرحى"],
    ["killed", "arrested"],
    ["civilians killed", "killed"],
  ])("%s is not %s", (a, b) => {
    expect(sameUnit(a, b)).toBe(false);
  });

  test("a bare number may count anything", () => {
    expect([sameUnit(null, "قتلى"), sameUnit("dead", null), sameUnit(null, null)]).toEqual([true, true, true]);
  });
});

test("the more precise is the longer date, the number within the other's bounds, the further words", () => {
  expect(isMorePrecise(dated("2025-11-24"), dated("2025-11"))).toBe(true);
  expect(isMorePrecise(dated("2025-11"), dated("2025-11-24"))).toBe(false);
  expect(isMorePrecise(counted(7), counted(5, "at-least"))).toBe(true);
  expect(isMorePrecise(counted(5, "at-least"), counted(7))).toBe(false);
  expect(isMorePrecise(counted(71), counted(null, null))).toBe(true);
  expect(isMorePrecise(said("قرية البدروسية"), said("البدروسية"))).toBe(true);
  expect(isMorePrecise(said("a"), said("b"))).toBe(false);
});
