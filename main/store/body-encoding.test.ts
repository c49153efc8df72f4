import fc from "fast-check";
import { expect, test } from "vitest";

import { storedBody, textOfStored, utf8Of } from "./body-encoding.ts";
import { parts } from "./check.ts";
import { addArticle, fakeCase } from "./search.fake.ts";
import { run } from "./sql.ts";

test("a text comes back as it was, whatever it is made of and however long", () => {
  const unit = fc.constantFrom(
    "a",
    "ب",
    "،",
    "“",
    "😀",
    "\n",
    "(µ/ý",
    "\u0001",
    "كلمة ".repeat(300),
    "x".repeat(70_000),
  );
  fc.assert(
    fc.property(fc.array(unit), (units) => {
      const text = units.join("");
      const utf8 = Buffer.from(text);
      const stored = storedBody(utf8);
      expect(stored.length).toBeLessThanOrEqual(utf8.length);
      expect(utf8Of(stored).equals(utf8)).toBe(true);
      expect(textOfStored(stored)).toBe(text);
    }),
    { numRuns: 60 },
  );
});

test("a report takes about half the room, and one that came in before is read as it lies there", () => {
  const report = Buffer.from(
    "أصيب ثلاثة من عناصر الأمن في البدروسية مساء اليوم، وقالت الوزارة إنهم نقلوا إلى المستشفى. ".repeat(20),
  );
  expect(storedBody(report).length).toBeLessThan(report.length / 2);
  expect(utf8Of(report)).toBe(report);
});

test("a book is left as it is, so that a line of it is read without the rest", () => {
  const book = Buffer.from("one word after the other ".repeat(6000));
  expect(storedBody(book)).toBe(book);
  expect(utf8Of(storedBody(book))).toBe(book);
});

test("a text that cannot be unpacked any more is named by the check", () => {
  const db = fakeCase();
  const key = addArticle(db, { text: "word" });
  const damaged = storedBody(Buffer.from("one word after the other ".repeat(200))).slice(0, 40);
  run(db, "UPDATE text_versions SET body = ? WHERE article = ?", [damaged, key]);
  const found = [...(parts.find(({ part }) => part === "texts")?.run(db) ?? [])];
  expect(found.map(({ problem }) => problem)).toEqual([expect.stringContaining("cannot be unpacked")]);
});
