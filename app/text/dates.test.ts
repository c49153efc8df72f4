import { readFileSync } from "node:fs";

import fc from "fast-check";
import { expect, test } from "vitest";

import { sharedPath } from "../../scripts/shared.ts";
import { findDates, parseDateText } from "./dates.ts";

function found(text: string, reference?: string): [string, string | null][] {
  return findDates(text, reference).map((date) => [date.text, date.value]);
}

test.each([
  ["2025", "2025"],
  ["2025-11", "2025-11"],
  ["11/2025", "2025-11"],
  ["2025-11-24", "2025-11-24"],
  ["2025-11-24T22:00:00-05:00", "2025-11-24"],
  ["٢٠٢٥-١١-٢٤", "2025-11-24"],
  ["2025/11/24", "2025-11-24"],
  ["24/11/2025", "2025-11-24"],
  ["24.11.2025", "2025-11-24"],
  ["٢٤/١١/٢٠٢٥", "2025-11-24"],
  ["۲۴/۱۱/۲۰۲۵", "2025-11-24"],
  ["11/24/2025", "2025-11-24"],
  ["05/04/2025", "2025-04-05"],
  ["24 تشرين الثاني 2025", "2025-11-24"],
  ["24 من تشرين الثاني عام 2025", "2025-11-24"],
  ["24 كانون الأول 2024", "2024-12-24"],
  ["24 نوفمبر 2025", "2025-11-24"],
  ["٢٤ نوفمبر ٢٠٢٥م", "2025-11-24"],
  ["3 جانفي 2024", "2024-01-03"],
  ["3 فيفري 2024", "2024-02-03"],
  ["3 أفريل 2024", "2024-04-03"],
  ["3 ماي 2024", "2024-05-03"],
  ["3 جوان 2024", "2024-06-03"],
  ["3 جويلية 2024", "2024-07-03"],
  ["3 أوت 2024", "2024-08-03"],
  ["3 غشت 2024", "2024-08-03"],
  ["3 دجنبر 2024", "2024-12-03"],
  ["24 أكتوبر/تشرين الأول 2025", "2025-10-24"],
  ["تشرين الأول (أكتوبر) 2025", "2025-10"],
  ["الثامن من كانون الأول 2024", "2024-12-08"],
  ["الحادي والعشرين من آذار 2024", "2024-03-21"],
  ["24 November 2025", "2025-11-24"],
  ["Nov 24, 2025", "2025-11-24"],
  ["November 24th, 2025", "2025-11-24"],
  ["24 août 2025", "2025-08-24"],
  ["November 2025", "2025-11"],
  ["الاثنين، 24 نوفمبر 2025 - 10:33", "2025-11-24"],
  ["Mon, 24 Nov 2025 10:00:00 GMT", "2025-11-24"],
  ["Published: Friday 17 October 2025", "2025-10-17"],
  ["\u200f24 نوفمبر 2025\u200f", "2025-11-24"],
  ["1 رمضان 1446هـ", "2025-03-01"],
  ["10 محرم 1447", "2025-07-05"],
  ["3 ذو الحجة 1446", "2025-05-30"],
])("%s is %s", (text, value) => {
  expect(parseDateText(text)).toBe(value);
});

test.each([
  "",
  "hello",
  "24 نوفمبر",
  "24 November",
  "24/11",
  "24/11/25",
  "2025-13-01",
  "2025-02-30",
  "30 فبراير 2025",
  "2023-02-29",
  "31/04/2025",
  "رمضان",
  "3 رمضان",
  "رمضان 1446",
  "أمس",
  "yesterday",
  "الماضي",
  "24 نوفمبر 2025 و25 نوفمبر 2025",
  "حريق في 24 نوفمبر 2025",
  "0000-00-00",
  "99999",
])("%s is no date without a reference, and is not guessed", (text) => {
  expect(parseDateText(text)).toBeNull();
});

test.each([
  ["24 نوفمبر", "2025-11-24", "2025-11-24"],
  ["24 ديسمبر", "2025-01-10", "2024-12-24"],
  ["5 كانون الأول", "2025-11-24", "2025-12-05"],
  ["1 March", "2025-01-10", "2024-03-01"],
  ["24 ديسمبر", "2025-01", "2024-12-24"],
  ["24 ديسمبر", "2025", null],
  ["8 من تشرين الثاني الحالي", "2025-11-24", "2025-11-08"],
  ["8 من تشرين الأول الحالي", "2025-11-24", null],
  ["27 من تشرين الأول الماضي", "2025-11-24", "2025-10-27"],
  ["27 من كانون الأول الماضي", "2025-11-24", "2024-12-27"],
  ["3 كانون الثاني المقبل", "2025-11-24", "2026-01-03"],
  ["29 شباط", "2025-03-10", null],
  ["أمس", "2025-03-01", "2025-02-28"],
  ["أول أمس", "2025-11-24", "2025-11-22"],
  ["أمس", "2025-11", null],
  ["اليوم", "2025-11-24", "2025-11-24"],
  ["قبل يومين", "2025-11-24", "2025-11-22"],
  ["قبل ثلاثة أيام", "2025-11-24", "2025-11-21"],
  ["قبل شهرين", "2025-01-24", "2024-11"],
  ["الثلاثاء", "2025-11-24", "2025-11-18"],
  ["الاثنين", "2025-11-24", "2025-11-24"],
  ["الاثنين الماضي", "2025-11-24", "2025-11-17"],
  ["الخميس المقبل", "2025-11-24", "2025-11-27"],
  ["الشهر الماضي", "2025-01-24", "2024-12"],
  ["العام الحالي", "2025-01", "2025"],
  ["العام الماضي", "2025", "2024"],
  ["الأسبوع الماضي", "2025-11-24", null],
  ["yesterday", "2025-11-24", "2025-11-23"],
  ["last Tuesday", "2025-11-24", "2025-11-18"],
  ["on Monday", "2025-11-24", "2025-11-24"],
  ["next Friday", "2025-11-24", "2025-11-28"],
  ["last month", "2025-11-24", "2025-10"],
  ["last year", "2025-11-24", "2024"],
  ["last week", "2025-11-24", null],
  ["last November", "2025-11-24", "2024-11"],
])("%s, published %s, is %s", (text, reference, value) => {
  expect(found(text, reference)).toEqual([[text, value]]);
});

test("mentions are found in a text, in order, without the particles and the punctuation beside them", () => {
  const text =
    "وقال أمس، إن حملة بدأت في 8 من تشرين الثاني الحالي بعد غارة في 27/10/2025، ومنذ عام 2011 لم يحدث مثلها. On Tuesday, he denied it.";
  expect(found(text, "2025-11-24")).toEqual([
    ["أمس", "2025-11-23"],
    ["8 من تشرين الثاني الحالي", "2025-11-08"],
    ["27/10/2025", "2025-10-27"],
    ["2011", "2011"],
    ["On Tuesday", "2025-11-18"],
  ]);
  for (const date of findDates(text)) expect(text.slice(date.start, date.end)).toBe(date.text);
});

test("without a reference mentions stay, unresolved", () => {
  expect(found("قال أمس إن 8 من تشرين الثاني الماضي ونوفمبر 2024")).toEqual([
    ["أمس", null],
    ["8 من تشرين الثاني الماضي", null],
    ["نوفمبر 2024", "2024-11"],
  ]);
});

test.each([
  "في اليوم التالي",
  "قال أب لطفلين إن ماي مارست ذلك",
  "He may march on. Jan said no.",
  "رجب طيب أردوغان وشعبان",
  "61 مداهمة و71 اعتقالًا",
  "1/2 cup, 10.5.1 and 192.168.1.1",
  "at 9:40 p.m.",
  "60,000 people",
])("%s mentions no date", (text) => {
  expect(found(text, "2025-11-24")).toEqual([]);
});

test("a date never reaches over a line", () => {
  expect(found("24\nنوفمبر 2025")).toEqual([["نوفمبر 2025", "2025-11"]]);
});

test("a weekday beside its date says nothing more", () => {
  expect(found("الاثنين 24 من تشرين الثاني", "2025-11-24")).toEqual([["24 من تشرين الثاني", "2025-11-24"]]);
  expect(found("مساء أمس الثلاثاء", "2025-11-26")).toEqual([["أمس", "2025-11-25"]]);
});

test("for any words the mentions are in order, disjoint, within the text, and values are dates", () => {
  const piece = fc.constantFrom(
    "24",
    "2025",
    "من",
    "تشرين",
    "الثاني",
    "نوفمبر",
    "/",
    "11",
    "أمس",
    "الماضي",
    "may",
    "on",
    "Tuesday",
    "last",
    "\n",
    "،",
    "قبل",
    "1446",
    "رمضان",
    "😀",
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 14 }),
      fc.constantFrom("2025-11-24", "2025-11", "2025", "no date", undefined),
      (pieces, reference) => {
        const text = pieces.join(" ");
        let from = 0;
        for (const date of reference === undefined ? findDates(text) : findDates(text, reference)) {
          expect(date.start).toBeGreaterThanOrEqual(from);
          expect(date.end).toBeGreaterThan(date.start);
          expect(text.slice(date.start, date.end)).toBe(date.text);
          expect(date.value ?? "2025").toMatch(/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/);
          from = date.end;
        }
        expect(from).toBeLessThanOrEqual(text.length);
      },
    ),
    { numRuns: 300 },
  );
});

const article = sharedPath("corpus", "enab-baladi-badrusiyah-2025-11-24.txt");

test.skipIf(article === undefined)(
  "the real article: eight dates, none of them with a year, resolved against 24 November 2025",
  () => {
    const text = readFileSync(article as string, "utf8");
    expect(findDates(text).map((date) => date.value)).toEqual(Array.from({ length: 8 }, () => null));
    expect(findDates(text, "2025-11-24").map((date) => date.value)).toEqual([
      "2025-11-24",
      "2025-11-24",
      "2025-11-08",
      "2025-11-08",
      "2025-11-09",
      "2025-11-11",
      "2025-10-27",
      "2025-10-18",
    ]);
  },
);
