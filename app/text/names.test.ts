import { expect, test } from "vitest";

import { foldName, sortKey } from "./names.ts";

test.each([
  ["الإخبارية  الحكومية", "اخباريه حكوميه"],
  ["أحمد الشرع", "احمد شرع"],
  ["Al-Jazeera", "jazeera"],
  ["The Gazette", "gazette"],
  ["Ahmad al-Shar'a", "ahmad shara"],
  ["عَنَبْ بَلَدِي", "عنب بلدي"],
  ["آل سعود", "ال سعود"],
  ["ال", "ال"],
  ["The", "the"],
  ["–", ""],
])("the key of %s is %s", (name, key) => {
  expect(foldName(name)).toBe(key);
});

test("spellings of a name have one key", () => {
  expect(foldName("نور الدين البابا")).toBe(foldName("نور الدّين  الباب‏ا"));
  expect(foldName("Élysée")).toBe(foldName("elysee"));
});

test("sort keys: numbers by value, then Latin, then Arabic in the order of its alphabet, marks and case aside", () => {
  const names = ["ياسين", "Zeta", "أحمد", "بريمو", "alpha 10", "Alpha 9", "إدلب", "تلّ", "100", "20"];
  const sorted = names.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  expect(sorted).toEqual(["20", "100", "Alpha 9", "alpha 10", "Zeta", "أحمد", "إدلب", "بريمو", "تلّ", "ياسين"]);
});

test("names that fold alike sort in a fixed order, and right after each other", () => {
  expect(sortKey("أحمد")).not.toBe(sortKey("احمد"));
  expect(sortKey("احمد") < sortKey("احمد ب")).toBe(true);
  expect(sortKey("أحمد") < sortKey("احمد ب")).toBe(true);
});
