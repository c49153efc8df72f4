import fc from "fast-check";
import { expect, test } from "vitest";

import { foldText } from "./fold.ts";
import { indexText, queryTokens, stem } from "./stem.ts";

function stemOf(word: string): string {
  return stem(foldText(word));
}

test.each([
  [
    "كتاب",
    ["كِتَاب", "كتـــاب", "الكتاب", "وبالكتاب", "للكتاب", "بكتاب", "ككتاب", "فالكتاب", "كتابه", "كتابها", "ولكتابنا"],
  ],
  ["احمد", ["أحمد", "وأحمد", "لأحمد"]],
  ["ادلب", ["إدلب", "بإدلب", "وإدلب", "ﺇﺩﻟﺐ"]],
  ["استخبارات", ["الاستخبارات", "والاستخبارات", "الاستخباراتية", "استخبارية", "للاستخبارات"]],
  ["حلب", ["بحلب", "لحلب", "وحلب", "وبحلب"]],
  ["لبنان", ["للبنان", "بلبنان", "ولبنان", "اللبنانية", "لبناني"]],
  ["سوريا", ["سورية", "السورية", "السوريين", "السوريون", "بسوريا", "سوریا"]],
  ["فرنسا", ["فرنسي", "الفرنسية", "بفرنسا"]],
  ["قيادة", ["القيادة", "قيادتها", "بقيادة", "قياداته"]],
  ["اعتقال", ["اعتقالًا", "الاعتقال", "اعتقالات", "اعتقالاتهم"]],
  ["قانون", ["قانونًا", "القانون", "قانونية"]],
  ["ولاية", ["الولايات", "ولايتها", "بولاية", "ولايات"]],
  ["ضحايا", ["الضحايا", "ضحاياها", "وضحايا"]],
  ["دم", ["الدم", "والدم", "بالدم"]],
  ["لجنة", ["اللجنة", "للجنة", "ولجنة"]],
])("%s is found in each of its forms", (word, forms) => {
  for (const form of forms) expect([form, stemOf(form)]).toEqual([form, stemOf(word)]);
});

test.each([
  ["وزارة", "زار"],
  ["كتاب", "تاب"],
  ["بيان", "يان"],
  ["فلسطين", "لسطين"],
  ["واحد", "أحد"],
  ["كامل", "أمل"],
  ["بطاقة", "طاقة"],
  ["فكرة", "كره"],
  ["ورقة", "رقة"],
  ["لبنان", "لبن"],
  ["ولاية", "ولا"],
  ["فنية", "نية"],
])("%s, which begins with a letter that may be a particle, is not %s", (word, other) => {
  expect(stemOf(word)).not.toBe(stemOf(other));
});

const particles = [
  "و",
  "ف",
  "ب",
  "ل",
  "ك",
  "ال",
  "وال",
  "فال",
  "بال",
  "كال",
  "وبال",
  "فبال",
  "وكال",
  "لل",
  "ولل",
  "فلل",
  "وب",
  "ول",
  "فب",
  "فل",
];
const plainWords = [
  "كتاب",
  "حلب",
  "دمشق",
  "استخبارات",
  "وزارة",
  "فلسطين",
  "مدرسة",
  "قائد",
  "بيان",
  "وكالة",
  "إدلب",
  "أحمد",
  "كلام",
  "مصدر",
  "عفرين",
  "وسائل",
  "برلمان",
  "تنظيم",
];

test.each(plainWords)("every chain of particles and article before %s comes to its stem", (word) => {
  for (const particle of particles) expect([particle, stemOf(particle + word)]).toEqual([particle, stemOf(word)]);
});

test("English takes back plurals and the possessive, and leaves what only looks like them", () => {
  expect(indexText("attacks Syria's militias cities classes churches boxes forces")).toBe(
    "attack syria militia city class church box force",
  );
  expect(indexText("Hamas Homs news Damascus crisis press gas Abbas Idris")).toBe(
    "hamas homs news damascus crisis press gas abbas idris",
  );
  expect(stem("killing")).toBe("killing");
});

test("numbers and other scripts stay as they are", () => {
  expect(indexText("61 مداهمة Хомс 中文")).toBe(`61 ${stem("مداهمه")} хомс 中文`);
});

test("a stem has no other stem: Arabic and Latin words of any letters", () => {
  const arabic = fc.string({ unit: fc.constantFrom(...Array.from("وفبلكاتهينسمرءد")), maxLength: 12 });
  const latin = fc.string({ unit: fc.constantFrom(...Array.from("sehxciauozy")), maxLength: 10 });
  fc.assert(
    fc.property(fc.oneof(arabic, latin), (word) => {
      const once = stem(word);
      expect(stem(once)).toBe(once);
      expect(once.length).toBeLessThanOrEqual(word.length);
      expect(once.length > 0).toBe(word.length > 0);
    }),
    { numRuns: 3000 },
  );
});

test("the index text is the stem of every folded token, whatever the text", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.string({ unit: fc.constantFrom("و", "ا", "ل", "ك", " ", "s", "e", "ﷺ", "ِ", "\n") }),
      ),
      (text) => {
        const expected = foldText(text)
          .split(" ")
          .filter((token) => token !== "")
          .map((token) => stem(token));
        expect(indexText(text)).toBe(expected.join(" "));
        expect(indexText(text)).toBe(expected.join(" "));
        expect(queryTokens(text).map((token) => token.stem)).toEqual(expected);
      },
    ),
    { numRuns: 500 },
  );
});

test("more different tokens than the cache keeps, and tokens longer than any word", () => {
  const many = Array.from({ length: 140_000 }, (_, index) => `w${index.toString(36)}`);
  expect(indexText(many.join(" "))).toBe(many.map((token) => stem(token)).join(" "));
  const huge = "ا".repeat(100_000);
  expect(indexText(`${huge} الكتاب`)).toBe(`${huge} كتاب`);
});

test("query tokens keep what was typed beside the stem", () => {
  expect(queryTokens("  والاستخبارات، Attacks ")).toEqual([
    { folded: "والاستخبارات", stem: stem("استخبارات") },
    { folded: "attacks", stem: "attack" },
  ]);
});
