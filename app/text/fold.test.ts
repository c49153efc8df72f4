import fc from "fast-check";
import { expect, test } from "vitest";

import { fold, foldText, unfoldRange } from "./fold.ts";

test.each([
  ["tashkeel", "كِتَابٌ مُدَّةً", "كتاب مده"],
  ["Quranic marks", "ٱلرَّحۡمَـٰنِ ۝", "الرحمن "],
  ["tatweel", "كتـــاب", "كتاب"],
  ["alef and hamza seats, alef wasla", "أحمد إدلب آذار ٱسم مؤتمر قائد", "احمد ادلب اذار اسم موتمر قايد"],
  ["bare hamza stays", "شيء جزء", "شيء جزء"],
  ["alef maqsura and ya", "مستشفى علي على", "مستشفي علي علي"],
  ["ta marbuta and ha", "مدرسة مدرسه", "مدرسه مدرسه"],
  ["Persian ya and kaf", "ایران کتاب", "ايران كتاب"],
  ["presentation forms", "ﻛﺘﺎﺏ ﻻ ﻷ ﻵ ﷲ", "كتاب لا لا لا الله"],
  ["a phrase in one character", "ﷺ", "صلي الله عليه وسلم"],
  ["presentation forms of single marks", "كﹷتﹰاب", "كتاب"],
  ["Arabic-Indic and Persian digits", "١٢٣ ۴۵۶", "123 456"],
  ["digits of other scripts", "१२ 𝟙𝟚", "12 12"],
  ["bidi and zero-width marks", "\u200fكتا\u200cب\u202b\u2066x\u2069\ufeff", "كتابx"],
  ["Latin case and diacritics", "Élysée ÅLESUND İzmir Ḥimṣ", "elysee alesund izmir hims"],
  ["decomposed diacritics", "e\u0301te\u0301", "ete"],
  ["Latin ligatures and letters", "ﬁle Straße Œuvre Łódź Đorđe", "file strasse oeuvre lodz dorde"],
  ["transliteration", "Qa'ida Qaʿida Qa’ida Ma‘arra A'zaz", "qaida qaida qaida maarra azaz"],
  ["possessive and elision", "Syria's d'Alep l’armée 'quoted'", "syrias d alep l armee  quoted "],
  ["Cyrillic and Greek", "Йод ΤΈΛΟΣ τέλος", "иод τελοσ τελοσ"],
  ["other scripts keep their vowels", "हिन्दी がく", "हिन्दी がく"],
  ["mathematical letters", "𝐀𝐛", "ab"],
  ["each other character is one space", "a,b—c😀d\n“e”", "a b c d  e "],
  ["lone surrogates", "a\ud800b\udc00c", "a b c"],
])("%s", (_, text, folded) => {
  expect(foldText(text)).toBe(folded);
});

test.each([
  ["كتاب", "كِتَاب"],
  ["كتاب", "كتـــاب"],
  ["احمد", "أحمد"],
  ["ادلب", "إدلب"],
])("%s is the fold of %s", (typed, written) => {
  expect(foldText(written)).toBe(foldText(typed));
});

function original(text: string, wanted: string): string {
  const folded = fold(text);
  const at = folded.text.indexOf(wanted);
  expect(at).toBeGreaterThanOrEqual(0);
  const range = unfoldRange(folded, at, at + wanted.length);
  return text.slice(range.start, range.end);
}

test("the map leads back to the original glyphs, with the marks that follow the last letter", () => {
  expect(original("قال كِتَابٌ جديد", "كتاب")).toBe("كِتَابٌ");
  expect(original("\u200fكتـــاب", "كتاب")).toBe("كتـــاب");
  expect(original("😀 𝐀𝐛 x", "a")).toBe("𝐀");
  expect(original("نقلا ﻻحقا", "لاح")).toBe("ﻻح");
});

test("half a ligature is the whole ligature, an empty range stays empty, bounds are kept", () => {
  const folded = fold("xﻻy");
  expect(unfoldRange(folded, 1, 2)).toEqual({ start: 1, end: 2 });
  expect(unfoldRange(folded, 2, 3)).toEqual({ start: 1, end: 2 });
  expect(unfoldRange(folded, 3, 3)).toEqual({ start: 2, end: 2 });
  expect(unfoldRange(folded, -5, 99)).toEqual({ start: 0, end: 3 });
});

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        "ك",
        "ِ",
        "ـ",
        "أ",
        "ﻻ",
        "ﷺ",
        "١",
        " ",
        "\u200f",
        "😀",
        "𝐀",
        "\ud83d",
        "\udc00",
        "é",
        "'",
        "d",
        "ß",
      ),
      {
        maxLength: 60,
      },
    )
    .map((parts) => parts.join("")),
);

test("for any text the two folds agree, and folding again changes nothing", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const folded = foldText(text);
      expect(fold(text).text).toBe(folded);
      expect(foldText(folded)).toBe(folded);
      expect(folded.isWellFormed()).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test("for any text the map never decreases, ends at the text's length, and ranges stay in bounds without splitting pairs", () => {
  fc.assert(
    fc.property(anyText, fc.nat(80), fc.nat(80), (text, a, b) => {
      const folded = fold(text);
      expect(folded.map).toHaveLength(folded.text.length + 1);
      expect(folded.map.at(-1)).toBe(text.length);
      for (let index = 1; index < folded.map.length; index += 1) {
        expect(folded.map[index]).toBeGreaterThanOrEqual(folded.map[index - 1] as number);
      }
      const range = unfoldRange(folded, Math.min(a, b), Math.max(a, b));
      expect(range.start).toBeLessThanOrEqual(range.end);
      expect(range.end).toBeLessThanOrEqual(text.length);
      expect(text.slice(range.start, range.end).isWellFormed() || !text.isWellFormed()).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test("every character of the basic plane folds to itself at the second time", () => {
  const changed: string[] = [];
  for (let unit = 0; unit <= 0xffff; unit += 1) {
    const folded = foldText(String.fromCharCode(unit));
    if (foldText(folded) !== folded) changed.push(unit.toString(16));
  }
  expect(changed).toEqual([]);
});

test("a text of many long expansions has room", () => {
  const text = "ﷺ".repeat(5000);
  expect(foldText(text)).toHaveLength(18 * 5000);
  expect(fold(text).text).toBe(foldText(text));
});
