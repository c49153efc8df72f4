import { describe, expect, test } from "vitest";

import { readSlot } from "./slots.ts";

type Row = readonly [text: string, number: number | null, bound: string | null, unit: string | null];

const english: Row[] = [
  ["1", 1, "exact", null],
  ["١", 1, "exact", null],
  ["۱۲", 12, "exact", null],
  ["3 killed", 3, "exact", "killed"],
  ["one", 1, "exact", null],
  ["a soldier", 1, "exact", "soldier"],
  ["one injury", 1, "exact", "injury"],
  ["one of the soldiers", 1, "exact", "the soldiers"],
  ["Five dead", 5, "exact", "dead"],
  ["nineteen", 19, "exact", null],
  ["twenty-five soldiers", 25, "exact", "soldiers"],
  ["twenty five", 25, "exact", null],
  ["one hundred and twenty-five", 125, "exact", null],
  ["a hundred men", 100, "exact", "men"],
  ["three hundred thousand", 300_000, "exact", null],
  ["two million three hundred thousand", 2_300_000, "exact", null],
  ["2 million 300 thousand", 2_300_000, "exact", null],
  ["1.5 million people", 1_500_000, "exact", "people"],
  ["1,200", 1200, "exact", null],
  ["1 200 000", 1_200_000, "exact", null],
  ["1.200.000", 1_200_000, "exact", null],
  ["a dozen rockets", 12, "exact", "rockets"],
  ["two dozen", 24, "exact", null],
  ["zero", 0, "exact", null],
  ["none", 0, "exact", null],
  ["no injuries", 0, "exact", "injuries"],
  ["at least 1,200 people", 1200, "at-least", "people"],
  ["more than five", 5, "at-least", null],
  ["more than a hundred", 100, "at-least", null],
  ["over 40 dead", 40, "at-least", "dead"],
  ["no fewer than seven", 7, "at-least", null],
  ["five dead at least", 5, "at-least", "dead"],
  ["50+", 50, "at-least", null],
  ["up to 300", 300, "at-most", null],
  ["no more than 5", 5, "at-most", null],
  ["fewer than ten wounded", 10, "at-most", "wounded"],
  ["about 50", 50, "about", null],
  ["some 50 people", 50, "about", "people"],
  ["~40 dead", 40, "about", "dead"],
  ["several", null, null, null],
  ["several hundred", null, null, null],
  ["hundreds", null, null, null],
  ["dozens of people", null, null, null],
  ["a few", null, null, null],
  ["a number of wounded", null, null, null],
  ["half a million", null, null, null],
  ["5-7", null, null, null],
  ["3 dead and 5 wounded", null, null, null],
  ["24/11/2025", null, null, null],
  ["T-72 tanks", null, null, null],
  ["the 5th", null, null, null],
  ["people", null, null, null],
];

const arabic: Row[] = [
  ["واحد", 1, "exact", null],
  ["إصابة واحدة", 1, "exact", "إصابة"],
  ["إصابةٌ واحدةٌ", 1, "exact", "إصابةٌ"],
  ["أحد عناصر الاستخبارات", 1, "exact", "عناصر الاستخبارات"],
  ["قتيلان", 2, "exact", "قتيل"],
  ["جريحين", 2, "exact", "جريح"],
  ["القتيلان", 2, "exact", "قتيل"],
  ["إصابتان في صفوف الأمن", 2, "exact", "إصابة في صفوف الأمن"],
  ["اثنان", 2, "exact", null],
  ["عنصرين اثنين", 2, "exact", "عنصرين"],
  ["٣ قتلى", 3, "exact", "قتلى"],
  ["3 قتلى", 3, "exact", "قتلى"],
  ["خمسة قتلى", 5, "exact", "قتلى"],
  ["خمس غارات", 5, "exact", "غارات"],
  ["خمسة (5) قتلى", 5, "exact", "قتلى"],
  ["خمسة من عناصر الأمن", 5, "exact", "عناصر الأمن"],
  ["القتلى الثلاثة", 3, "exact", "القتلى"],
  ["ثماني طائرات", 8, "exact", "طائرات"],
  ["عشرة", 10, "exact", null],
  ["أحد عشر قتيلًا", 11, "exact", "قتيلًا"],
  ["إحدى عشرة غارة", 11, "exact", "غارة"],
  ["اثنا عشر", 12, "exact", null],
  ["اثنتا عشرة مداهمة", 12, "exact", "مداهمة"],
  ["خمسة عشر جريحًا", 15, "exact", "جريحًا"],
  ["خمس عشرة غارة", 15, "exact", "غارة"],
  ["عشرون", 20, "exact", null],
  ["خمسة وعشرون جريحًا", 25, "exact", "جريحًا"],
  ["واحد وسبعين اعتقالًا", 71, "exact", "اعتقالًا"],
  ["مئة", 100, "exact", null],
  ["مائة شخص", 100, "exact", "شخص"],
  ["مئتان", 200, "exact", null],
  ["ثلاثمئة", 300, "exact", null],
  ["ثلاثمائة", 300, "exact", null],
  ["مئة وخمسة وعشرون", 125, "exact", null],
  ["ألف", 1000, "exact", null],
  ["ألفان", 2000, "exact", null],
  ["خمسة آلاف نازح", 5000, "exact", "نازح"],
  ["أحد عشر ألفًا", 11_000, "exact", null],
  ["ألف ومئتان وثلاثون", 1230, "exact", null],
  ["ألف و200", 1200, "exact", null],
  ["ثلاثمئة ألف", 300_000, "exact", null],
  ["مليونان", 2_000_000, "exact", null],
  ["١٬٢٠٠ شخص", 1200, "exact", "شخص"],
  ["٣٫٥ مليون", 3_500_000, "exact", null],
  ["لا إصابات", 0, "exact", "إصابات"],
  ["ما لا يقل عن 7 قتلى", 7, "at-least", "قتلى"],
  ["أكثر من خمسة", 5, "at-least", null],
  ["أكثر من قتيلين", 2, "at-least", "قتيل"],
  ["5 قتلى على الأقل", 5, "at-least", "قتلى"],
  ["أقل من عشرة", 10, "at-most", null],
  ["لا يتجاوز 30", 30, "at-most", null],
  ["نحو 50 جريحًا", 50, "about", "جريحًا"],
  ["حوالي مئة", 100, "about", null],
  ["قرابة ١٢٠", 120, "about", null],
  ["عشرات", null, null, null],
  ["عشرات القتلى", null, null, null],
  ["بضعة آلاف", null, null, null],
  ["عدة خلايا", null, null, null],
  ["العديد من العناصر", null, null, null],
  ["نصف مليون", null, null, null],
  ["مليون ونصف", null, null, null],
  ["مدنيين", null, null, null],
  ["قتيلان و3 جرحى", null, null, null],
  ["خمسة قتلى وجريح", null, null, null],
  ["الاثنين", null, null, null],
  ["أفغانستان", null, null, null],
];

describe("a count is read out of its text", () => {
  test.each([...english, ...arabic])("%s", (text, number, bound, unit) => {
    const slot = readSlot({ kind: "count", text });
    expect(slot).toEqual({ kind: "count", text, number, bound, unit, date: null, sourceId: null });
  });

  test("what is given stands beside what is read", () => {
    expect(readSlot({ kind: "count", text: "five dead", unit: "civilians", bound: "about" })).toMatchObject({
      number: 5,
      bound: "about",
      unit: "civilians",
    });
    expect(readSlot({ kind: "count", text: "several", number: 7 })).toMatchObject({ number: 7, bound: "exact" });
  });
});

describe("a date is read as precisely as it is said", () => {
  test.each([
    ["24 من تشرين الثاني", "2025-11-24"],
    ["الاثنين 24 من تشرين الثاني", "2025-11-24"],
    ["24 November 2025", "2025-11-24"],
    ["تشرين الثاني الحالي", "2025-11"],
    ["November 2024", "2024-11"],
    ["2023", "2023"],
    ["أمس", "2025-11-23"],
    ["yesterday evening", "2025-11-23"],
    ["late on 22 November 2025, before midnight", "2025-11-22"],
    ["before dawn", null],
    ["between 3 November and 5 November 2025", null],
  ])("%s", (text, date) => {
    expect(readSlot({ kind: "date", text }, "2025-11-24T10:00:00+03:00")).toMatchObject({ text, date, number: null });
  });

  test("relative ones stay as text where the article has no date", () => {
    expect(readSlot({ kind: "date", text: "أمس" }).date).toBeNull();
  });
});

test("other slots are their text, and the source that they are", () => {
  expect(readSlot({ kind: "place", text: "3 رمضان" })).toMatchObject({ number: null, date: null, sourceId: null });
  expect(readSlot({ kind: "target", text: "the depot", sourceId: "s1" })).toMatchObject({ sourceId: "s1" });
});
