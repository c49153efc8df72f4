import fc from "fast-check";
import Papa from "papaparse";
import { expect, test } from "vitest";

import { readAll, scratchFolder } from "./importers.fake.ts";
import type { ImportedArticle } from "./types.ts";

const { write } = scratchFolder();

/** Texts full of what splitters stumble over, always with something to read. */
const text = fc
  .array(fc.constantFrom('"', '""', ",", ";", "\t", "\n", "\r\n", "\\", "[", "}", " ", "ب", "🛢", "\u200f", "x", "é"), {
    maxLength: 12,
  })
  .map((parts) => `a${parts.join("")}`);
const records = fc.array(fc.record({ title: text, text, id: fc.integer({ min: 0 }) }), { minLength: 1, maxLength: 8 });

const articlesOf = async (path: string): Promise<ImportedArticle[]> =>
  (await readAll(path)).map((item) => {
    if ("failure" in item) throw new Error(item.failure.message);
    return item.article;
  });

const expected = (rows: { text: string; id: number }[]) =>
  rows.map((row) => [row.text.replaceAll("\r\n", "\n"), String(row.id)]);
const found = (articles: ImportedArticle[]) => articles.map((article) => [article.text, article.key]);

test("what a table's writer wrote is what is read, whatever is in the cells; the rows are the file", async () => {
  await fc.assert(
    fc.asyncProperty(records, fc.constantFrom(",", ";", "\t"), async (rows, delimiter) => {
      const csv = Papa.unparse(rows, { delimiter, newline: "\r\n", columns: ["title", "text", "id"] });
      const articles = await articlesOf(write("written.csv", csv));
      expect(found(articles)).toEqual(expected(rows));
      const originals = articles.map((article) => Buffer.from(article.original).toString("utf8"));
      expect([["title", "text", "id"].join(delimiter), ...originals].join("\r\n")).toBe(csv);
    }),
    { numRuns: 150 },
  );
});

test("JSON in any spacing, and JSON Lines: the same records, each with bytes that parse to it", async () => {
  await fc.assert(
    fc.asyncProperty(records, fc.integer({ min: 0, max: 3 }), async (rows, indent) => {
      const document = await articlesOf(
        write("written.json", JSON.stringify({ total: "]", articles: rows }, null, indent)),
      );
      const lines = await articlesOf(write("written.jsonl", rows.map((row) => JSON.stringify(row)).join("\n")));
      for (const articles of [document, lines]) {
        expect(found(articles)).toEqual(expected(rows));
        expect(articles.map((article) => JSON.parse(Buffer.from(article.original).toString("utf8")))).toEqual(rows);
      }
    }),
    { numRuns: 150 },
  );
});
