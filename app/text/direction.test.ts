import { expect, test } from "vitest";

import { baseDirection, firstStrong } from "./direction.ts";

test.each([
  ["سوريا", "rtl"],
  ["Syria", "ltr"],
  ["“24” سوريا Syria", "rtl"],
  ["24 – Syria سوريا", "ltr"],
  ["שלום", "rtl"],
  ["ܣܘܪܝܐ", "rtl"],
  ["߀", "rtl"],
  ["؛ x", "rtl"],
  ["\u200fabc", "rtl"],
  ["\u061cabc", "rtl"],
  ["\u200eسوريا", "ltr"],
  ["\u{1e900} Adlam", "rtl"],
  ["\u{10400} Deseret", "ltr"],
  ["\u{20000}", "ltr"],
  ["中文", "ltr"],
  ["१", "ltr"],
] as const)("%s is %s", (text, direction) => {
  expect(firstStrong(text)).toBe(direction);
});

test.each(["", "123 ... ()", "١٢٣ ٪", "۱۲۳", "😀", "\u064b", "\ud800", "𝟙"])("%s has no strong character", (text) => {
  expect(firstStrong(text)).toBeNull();
});

test("what stands in an isolate is passed over, embeddings are not", () => {
  expect(firstStrong("\u2068Reuters\u2069 قالت")).toBe("rtl");
  expect(firstStrong("\u2067قالت\u2066x\u2069\u2069 Reuters")).toBe("ltr");
  expect(firstStrong("\u202bReuters\u202c قالت")).toBe("ltr");
  expect(firstStrong("\u2068open\nقالت")).toBe("rtl");
  expect(firstStrong("\u2068قالت\u2069")).toBe("rtl");
});

test("only the range is looked at", () => {
  expect(firstStrong("Reuters قالت", 7)).toBe("rtl");
  expect(firstStrong("12 Reuters", 0, 2)).toBeNull();
});

test("a neutral text has the direction that it is given", () => {
  expect(baseDirection("12", "rtl")).toBe("rtl");
  expect(baseDirection("12 a", "rtl")).toBe("ltr");
});
