import { expect, test } from "vitest";

import { findCredits } from "./credits.ts";
import { readPublishedAt } from "./published.ts";

const body =
  "The depot's operator said that four tanks were out of service. A second report is expected on Monday, it added.";
const none = { outlet: null, author: null, publishedAt: null, url: null };

test.each([
  ["credit line before a share button", `${body}\n\nالمصدر: نشرة وادي الريح\n\nشاركها.`, { outlet: "نشرة وادي الريح" }],
  ["translated", `${body}\n\nSource: MNA, translated by the Wadi Post`, { outlet: "Wadi Post" }],
  [
    "an address as the source",
    `${body}\n\nSource: https://nashra.example/a?b=1`,
    { url: "https://nashra.example/a?b=1" },
  ],
  [
    "name and address",
    `${body}\n\nالمصدر: النشرة (https://nashra.example/a)`,
    { outlet: "النشرة", url: "https://nashra.example/a" },
  ],
  [
    "byline and paper",
    `T\n\nBy Mona Darwish\nWadi Gazette, Friday 17 October 2025\n\n${body}`,
    { author: "Mona Darwish", outlet: "Wadi Gazette", publishedAt: "2025-10-17" },
  ],
  ["field note", `T\n\nOPEN QUAY\nField note, 18 October 2025\n\n${body}`, { publishedAt: "2025-10-18" }],
  ["date and section", `T\n\n17 October 2025 | Tankers & Terminals\n\n${body}`, { publishedAt: "2025-10-17" }],
  ["Levantine date", `ع\n\nقصر الريح – الأحد 19 تشرين الأول 2025\n\n${body}`, { publishedAt: "2025-10-19" }],
  ["Arabic digits", `ع\n\nالخميس ٦ نوفمبر ٢٠٢٥\n\n${body}`, { publishedAt: "2025-11-06" }],
  ["month first", `T\n\nOctober 17, 2025\n\n${body}`, { publishedAt: "2025-10-17" }],
  [
    "agency in the dateline",
    `T\n\nQASR AL-RIH, Wadi, Oct 15 (Littoral) - Several people said so.\n\n${body}`,
    { outlet: "Littoral" },
  ],
  ["reporting by", `T\n\n${body}\n\n(Reporting by Mona Darwish; Editing by Omar Haddad)`, { author: "Mona Darwish" }],
  ["place and date are no outlet", `T\n\nGeneva, 18 October 2025\n\n${body}`, { publishedAt: "2025-10-18" }],
])("%s", (_, text, expected) => {
  expect(findCredits(text)).toEqual({ ...none, ...expected });
});

test.each([
  ["a day and month without a year", `T\n\nالاثنين 24 من تشرين الثاني\n\n${body}`],
  ["a date within a sentence", `T\n\nThe bridge was closed on 18 October 2025 by the town.\n\n${body}`],
  ["a source within the text", `T\n\nSource: one of many\n\n${`${body}\n\n`.repeat(12)}`],
  ["nothing", body],
])("%s says nothing", (_, text) => {
  expect(findCredits(text)).toEqual(none);
});

test.each<[string | number, string | null]>([
  ["2025-11-24", "2025-11-24"],
  ["2025-11", "2025-11"],
  ["2025", "2025"],
  ["2025-11-24T10:00:00Z", "2025-11-24T10:00:00Z"],
  ["2025-11-24T10:00:00.123+03:00", "2025-11-24T10:00:00+03:00"],
  ["2025-11-24 10:00 +0300", "2025-11-24T10:00:00+03:00"],
  ["2025-11-24T10:00:00", "2025-11-24"],
  ["Mon, 24 Nov 2025 10:00:00 +0300", "2025-11-24T10:00:00+03:00"],
  ["Mon, 24 Nov 2025 10:00:00 GMT", "2025-11-24T10:00:00Z"],
  [1_763_978_400, "2025-11-24T10:00:00Z"],
  [1_763_978_400_000, "2025-11-24T10:00:00Z"],
  ["24/11/2025", "2025-11-24"],
  ["11/24/2025", "2025-11-24"],
  ["05/04/2025", "2025"],
  ["05/05/2025", "2025-05-05"],
  ["٢٤/١١/٢٠٢٥", "2025-11-24"],
  ["24 تشرين الثاني 2025", "2025-11-24"],
  ["November 24, 2025", "2025-11-24"],
  ["24 November", null],
  ["yesterday", null],
  ["30/02/2025", null],
  ["2025-13-01", null],
  ["", null],
  ["17", null],
])("publication date of %j is %j", (stated, expected) => {
  expect(readPublishedAt(stated)).toBe(expected);
});
