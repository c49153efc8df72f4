import { expect, test } from "vitest";

import { mergeWords } from "./search-index.ts";
import { addArticle, fakeCase } from "./search.fake.ts";
import { searchArticles } from "./search.ts";
import { column, type WriteDb } from "./sql.ts";

/* Each batch that is indexed leaves a part of the index; many parts make every search slow. */

const parts = (db: WriteDb): number => Number(column(db, "SELECT count(DISTINCT segid) FROM article_words_idx")[0]);

const words = (n: number): string =>
  Array.from({ length: 300 }, (_, at) => `word${(n * 7 + at * 13) % 4000}`).join(" ");

test("nothing is merged within the batch that is stored; in pieces beside it, the index stays in few parts", () => {
  const db = fakeCase();
  expect(mergeWords(db, 8)).toBe(false);
  for (let n = 0; n < 14; n += 1) addArticle(db, { text: words(n) });
  expect(parts(db)).toBe(14);
  while (mergeWords(db, 8));
  expect(parts(db)).toBeLessThan(6);
  for (let n = 14; n < 120; n += 1) {
    addArticle(db, { text: words(n) });
    while (mergeWords(db, 8));
    expect(parts(db)).toBeLessThan(16);
  }
  expect(searchArticles(db, "word7", "relevance", 0, 50).total).toBe(
    Array.from({ length: 120 }, (_, n) => words(n)).filter((text) => / word7 | word7$|^word7 /u.test(text)).length,
  );
});
