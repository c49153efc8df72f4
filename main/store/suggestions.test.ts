import { expect, test } from "vitest";

import type { Suggestion } from "../../app/search/model.ts";
import { addArticle, fakeCase } from "./search.fake.ts";
import type { WriteDb } from "./sql.ts";
import { suggestionsFor } from "./suggestions.ts";
import { vocabularyOf } from "./vocabulary.ts";

const db: WriteDb = fakeCase();
for (let index = 0; index < 12; index += 1)
  addArticle(db, {
    title: "الأمن",
    text: `أعلنت وزارة الداخلية اعتقال عشرة في إدلب، قرب الاستِخبارات ${index}. Damascus and the airport.`,
  });
addArticle(db, { text: "اعتقاب مطار واحد" });
const vocabulary = vocabularyOf(db);
vocabulary.read(1000);

const suggested = (query: string): [string, string[]][] =>
  suggestionsFor(db, vocabulary, query).map(({ start, end, typed, words }: Suggestion) => {
    expect(query.slice(start, end)).toBe(typed);
    return [typed, words.map(({ word }) => word)];
  });

test.each<[query: string, suggested: [string, string[]][]]>([
  ["اعتقل", [["اعتقل", ["اعتقال"]]]],
  ["اعتغال قرب", [["اعتغال", ["اعتقال"]]]],
  // As it stands in a text, with the seat and the marks that it has there.
  ["ادلبب", [["ادلبب", ["إدلب"]]]],
  ["الاستخبرات", [["الاستخبرات", ["الاستِخبارات"]]]],
  [
    "damascsu airprot",
    [
      ["damascsu", ["Damascus"]],
      ["airprot", ["airport"]],
    ],
  ],
  ['"وزاره الداخلبة" OR outlet:damascsu', [["الداخلبة", ["الداخلية"]]]],
  ["-اعتقل", []],
  ["اعتقال", []],
  ["zzzzzz", []],
  ["12345", []],
  ["(open", []],
])("%s", (query, words) => {
  expect(suggested(query)).toEqual(words);
});

test("a word that few have is proposed what many have, with how many", () => {
  const [suggestion] = suggestionsFor(db, vocabulary, "اعتقاب");
  expect(suggestion).toMatchObject({
    articles: 1,
    words: [{ word: "اعتقال", reason: "spelling", articles: 12 }],
  });
});

test("what was typed on the other layout is said, punctuation that is letters there included", () => {
  expect(suggestionsFor(db, vocabulary, ",.hvm")).toEqual([
    { start: 0, end: 5, typed: ",.hvm", articles: 0, words: [{ word: "وزارة", reason: "layout", articles: 12 }] },
  ]);
  expect(suggested("يشةشسؤعس")).toEqual([["يشةشسؤعس", ["Damascus"]]]);
  expect(suggested("huj]hg hgsd")).toEqual([]);
});

test("words that came in are proposed once they were read", () => {
  for (let index = 0; index < 3; index += 1) addArticle(db, { text: "القنيطرة" });
  expect(suggested("القنطرة")).toEqual([]);
  expect(vocabulary.isReady).toBe(false);
  expect(vocabulary.read(1000)).toBe(true);
  expect(suggested("القنطرة")).toEqual([["القنطرة", ["القنيطرة"]]]);
});
