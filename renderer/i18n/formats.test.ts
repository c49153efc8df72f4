import { expect, test } from "vitest";

import { makeFormats } from "./formats.ts";

const en = makeFormats("en");
const ar = makeFormats("ar");

test("a date is shown as precisely as it is known, on the day that the page states", () => {
  expect(en.date("2025")).toBe("2025");
  expect(en.date("2025-11")).toBe("November 2025");
  expect(en.date("2025-11-24")).toBe("24 Nov 2025");
  // Late in the evening at +03:00 is another day in London, but not on the page.
  expect(en.date("2025-11-24T23:30:00+03:00")).toBe("24 Nov 2025");
  expect(en.date(null)).toBe("");
  expect(en.date("soon")).toBe("soon");
});

test("Arabic has its own digits and month names", () => {
  expect(ar.number(1234)).toBe("١٬٢٣٤");
  expect(ar.date("2025-11-24")).toBe("٢٤ نوفمبر ٢٠٢٥");
  expect(ar.percent(0.25)).toContain("٢٥");
});

test("sizes and times in the largest unit that fits", () => {
  expect(en.bytes(626)).toBe("626 bytes");
  expect(en.bytes(8_800)).toBe("8.8 kB");
  expect(en.bytes(491_000_000)).toBe("491 MB");
  expect(en.duration(42)).toMatch(/^42 secs?$/u);
  expect(en.duration(90)).toMatch(/^2 mins?$/u);
  expect(en.duration(3900)).toMatch(/^1 hr 5 mins?$/u);
});

test("names of both scripts have one order, numbers by value", () => {
  expect(["item 10", "item 9", "أحمد", "Ali"].toSorted(en.compare)).toEqual(["Ali", "item 9", "item 10", "أحمد"]);
});
