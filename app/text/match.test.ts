import { readFileSync } from "node:fs";

import fc from "fast-check";
import { expect, test } from "vitest";

import { sharedPath } from "../../scripts/shared.ts";
import { cutSnippet, findMatches, type MatchTerm } from "./match.ts";

function found(text: string, ...terms: MatchTerm[]): string[] {
  return findMatches(text, terms).map((match) => text.slice(match.start, match.end));
}

test("a stem finds every form, and what is shown is the original glyphs", () => {
  const text = "قال إنّ كِتَابَهُ و«الكتـــاب»، وبالكتاب؛ لا كتب ولا تاب.";
  expect(found(text, { kind: "stem", value: "كتاب" })).toEqual(["كِتَابَهُ", "الكتـــاب", "وبالكتاب"]);
  expect(found(text, { kind: "stem", value: "وبالكتاب" })).toHaveLength(3);
});

test("bidi marks around a word are no part of its match", () => {
  const text = "\u200fأحمد\u200f قال";
  expect(found(text, { kind: "stem", value: "احمد" })).toEqual(["أحمد"]);
});

test("exact finds what was typed and nothing else", () => {
  const text = "إدلب ادلب بإدلب إدلبَ (إدلب) 😀إدلب";
  expect(findMatches(text, [{ kind: "exact", value: "إدلب" }]).map((match) => match.start)).toEqual([0, 23, 31]);
  expect(found(text, { kind: "exact", value: "ادلب" })).toEqual(["ادلب"]);
  expect(found("Idlib idlib", { kind: "exact", value: "Idlib" })).toEqual(["Idlib"]);
  expect(found("a, b a,b", { kind: "exact", value: "a, b" })).toEqual(["a, b"]);
  expect(found("text", { kind: "exact", value: "" })).toEqual([]);
});

test("a prefix finds words that begin so, with and without the article", () => {
  const text = "الاستخبارات استخبارية استخدم";
  expect(found(text, { kind: "prefix", value: "استخب" })).toEqual(["الاستخبارات", "استخبارية"]);
  expect(found(text, { kind: "prefix", value: "الاستخب" })).toEqual(["الاستخبارات", "استخبارية"]);
  expect(found(text, { kind: "prefix", value: "وبالاستخب", stem: "off" })).toEqual([]);
  expect(found(text, { kind: "prefix", value: "الاستخب", stem: "off" })).toEqual(["الاستخبارات"]);
  expect(found("Attack attacker tack", { kind: "prefix", value: "ATTA" })).toEqual(["Attack", "attacker"]);
});

test("a phrase is words that follow each other, whatever stands between them but words", () => {
  const text = "الأمن الداخلي، و«أمن… داخلي» والأمن العام الداخلي";
  expect(found(text, { kind: "phrase", value: "امن داخلي" })).toEqual(["الأمن الداخلي", "أمن… داخلي"]);
});

test("stem:off compares whole words, folded", () => {
  const text = "كتاب الكِتاب كتابه كتـاب";
  expect(found(text, { kind: "stem", value: "كتاب", stem: "off" })).toEqual(["كتاب", "كتـاب"]);
  expect(found("raids raid", { kind: "stem", value: "raid", stem: "off" })).toEqual(["raid"]);
  expect(found("قوات الأمن، قوات أمن", { kind: "phrase", value: "قوات امن", stem: "off" })).toEqual(["قوات أمن"]);
});

test("hamza:strict tells seats, ta marbuta and alef maqsura apart, and nothing else", () => {
  const strict = (value: string): MatchTerm => ({ kind: "stem", value, hamza: "strict" });
  expect(found("إدلب ادلب أدلب بإدلب وإِدْلب", strict("إدلب"))).toEqual(["إدلب", "بإدلب", "وإِدْلب"]);
  expect(found("مدرسة مدرسه المدرسة مدرستها", strict("مدرسة"))).toEqual(["مدرسة", "المدرسة", "مدرستها"]);
  expect(found("على علي عَلى", strict("علي"))).toEqual(["علي"]);
  expect(found("مسؤول مسوول مسئول", strict("مسؤول"))).toEqual(["مسؤول"]);
  // Presentation forms, ligatures and a hamza written as a mark are the letters that they show.
  expect(found("ﺃﺣﻤﺪ ا\u0654حمد احمد لأحمد ﻷحمد", strict("أحمد"))).toEqual(["ﺃﺣﻤﺪ", "ا\u0654حمد", "لأحمد", "ﻷحمد"]);
  expect(found("Idlib", strict("ÏDLIB"))).toEqual(["Idlib"]);
  expect(found("إدارة ادارة والإدارات", { kind: "prefix", value: "إدار", hamza: "strict" })).toEqual([
    "إدارة",
    "والإدارات",
  ]);
});

test("near finds words with no more than so many between them, in any order, each once", () => {
  const near = (distance: number, ...values: string[]): MatchTerm => ({
    kind: "near",
    distance,
    parts: values.map((value) => ({ kind: value.includes(" ") ? "phrase" : "stem", value })),
  });
  const text = "alpha one two beta three beta. gamma alpha";
  expect(found(text, near(2, "alpha", "beta"))).toEqual(["alpha", "beta", "beta", "alpha"]);
  expect(found(text, near(1, "alpha", "beta"))).toEqual(["beta", "alpha"]);
  expect(found(text, near(0, "alpha", "beta"))).toEqual([]);
  expect(found(text, near(0, "gamma", "alpha"))).toEqual(["gamma", "alpha"]);
  expect(found(text, near(2, "one two", "three", "beta"))).toEqual(["one two", "beta", "three", "beta"]);
  expect(found("اعتقال عشرة في مطار دمشق", near(3, "المطار", "معتقل"))).toEqual([]);
  expect(found("الاعتقال جرى قرب المطار", near(2, "مطار", "اعتقالات"))).toEqual(["الاعتقال", "المطار"]);
});

test("matches of several terms come in order, each once; an empty term matches nothing", () => {
  const text = "one two one";
  expect(
    found(text, { kind: "stem", value: "two" }, { kind: "stem", value: "one" }, { kind: "prefix", value: "one" }),
  ).toEqual(["one", "two", "one"]);
  expect(
    found(text, { kind: "stem", value: " – " }, { kind: "prefix", value: "" }, { kind: "phrase", value: "" }),
  ).toEqual([]);
});

test("only whole words within the window are matches", () => {
  const text = "Aleppo Aleppo Aleppo";
  expect(findMatches(text, [{ kind: "stem", value: "aleppo" }], 3, 16)).toEqual([{ start: 7, end: 13 }]);
  expect(findMatches(text, [{ kind: "prefix", value: "ppo" }], 3, 16)).toEqual([]);
});

test("a snippet shows the window with the most different matches, cut between words", () => {
  const text = `alpha alpha ${"filler words ".repeat(30)}alpha near beta ${"and more of it ".repeat(30)}`;
  const matches = findMatches(text, [
    { kind: "stem", value: "alpha" },
    { kind: "stem", value: "beta" },
  ]);
  const window = cutSnippet(text, matches, 80);
  const shown = text.slice(window.start, window.end);
  expect(shown).toContain("alpha near beta");
  expect(shown.length).toBeLessThanOrEqual(80);
  expect(shown.length).toBeGreaterThan(50);
  expect(text[window.start - 1]).toBe(" ");
  expect(text[window.end]).toBe(" ");
});

test("a snippet of a short text is all of it, of one without matches its beginning", () => {
  expect(cutSnippet("short", [], 80)).toEqual({ start: 0, end: 5 });
  expect(cutSnippet("one two three four", [], 9)).toEqual({ start: 0, end: 7 });
});

test("very many matches are no trouble", () => {
  const text = "a ".repeat(200_000);
  const matches = findMatches(text, [{ kind: "stem", value: "a" }]);
  expect(matches).toHaveLength(200_000);
  expect(cutSnippet(text, matches, 100).end).toBeLessThanOrEqual(100);
});

test("for any text a snippet is no longer than its width, within the text and splits no pair", () => {
  const unit = fc.constantFrom("a", " ", "😀", "ب", "ِ", "\n", "word");
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 120 }), fc.integer({ min: 1, max: 60 }), (text, width) => {
      const matches = findMatches(text, [
        { kind: "prefix", value: "a" },
        { kind: "stem", value: "ب" },
      ]);
      for (const match of matches) expect(match.end).toBeGreaterThan(match.start);
      const { start, end } = cutSnippet(text, matches, width);
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeGreaterThanOrEqual(start);
      expect(end).toBeLessThanOrEqual(text.length);
      expect(end - start).toBeLessThanOrEqual(width);
      expect(text.slice(start, end).isWellFormed()).toBe(true);
    }),
    { numRuns: 500 },
  );
});

const article = sharedPath("corpus", "enab-baladi-badrusiyah-2025-11-24.txt");

test.skipIf(article === undefined)("the real article: استخبارات and الاستخبارات find the same eight places", () => {
  const text = readFileSync(article as string, "utf8");
  const bare = findMatches(text, [{ kind: "stem", value: "استخبارات" }]);
  expect(bare).toHaveLength(8);
  expect(findMatches(text, [{ kind: "stem", value: "الاستخبارات" }])).toEqual(bare);
});
