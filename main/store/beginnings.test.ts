import fc from "fast-check";
import { expect, test } from "vitest";

import { foldText } from "../../app/text/fold.ts";
import { beginningIn, hasBeginning } from "./beginnings.ts";

const has = (text: string, prefix: string): boolean => beginningIn(foldText(prefix))(Buffer.from(text));

test.each([
  ["والزيت", "والز", true],
  ["قال: «والزيت»", "والز", true],
  ["قال،والزيت", "والز", true],
  ["قال\nوَالزَّيت", "والز", true],
  ["ـوالـزيت", "والز", true],
  ["أوالزيت", "والز", false],
  ["أَوالزيت", "والز", false],
  ["والزيت أوالزيت", "زيت", false],
  ["إسلام أسلم", "اس", true],
  ["\u200fوالزيت", "والز", true],
  ["ﻭﺍﻟﺰﻳﺖ", "والز", true],
  ["Qa'ida", "qai", true],
  ["Qa'ida", "ida", false],
  ["d'Alep", "ale", true],
  ["Élan", "ela", true],
  ["raids", "aid", false],
  ["😀raids", "raid", true],
  ["½raids", "raid", false],
  ["عام ٢٠٢٥", "202", true],
  ["Ливан", "лив", true],
  ["", "لا", false],
])("%s, %s*: %s", (text, prefix, expected) => {
  expect(has(text, prefix)).toBe(expected);
  expect(hasBeginning(text, foldText(prefix))).toBe(expected);
});

test("for any text the bytes say what the folded text says", () => {
  const letters = fc.constantFrom(
    ..."اأإآلمزيىهةوؤكبabAByé'’ـ\u064e\u200f\u00ad،.«½ﻻ😀\n  019٢۳ß\u0301".split(""),
    "😀",
  );
  const texts = fc.string({ unit: letters, maxLength: 40 });
  fc.assert(
    fc.property(texts, fc.string({ unit: letters, minLength: 1, maxLength: 5 }), (text, typed) => {
      const prefix = foldText(typed)
        .split(" ")
        .find((word) => word !== "");
      fc.pre(prefix !== undefined);
      const whole = text.toWellFormed();
      expect(beginningIn(prefix)(Buffer.from(whole))).toBe(hasBeginning(whole, prefix));
    }),
    { numRuns: 3000 },
  );
});
