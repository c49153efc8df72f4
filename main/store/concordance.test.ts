import fc from "fast-check";
import { expect, test } from "vitest";

import type { ConcordanceLine, ConcordanceSort } from "../../app/search/model.ts";
import { termsOf } from "../../app/search/query.ts";
import { type Bound, Concordance } from "./concordance.ts";
import { addArticle, fakeCase } from "./search.fake.ts";
import { articleKeysMatching, readQuery } from "./search.ts";
import { type ReadDb, run } from "./sql.ts";

const UNBOUND = { lines: Infinity, units: Infinity };

function read(
  db: ReadDb,
  query: string,
  {
    sort = "position",
    copies = true,
    bound = UNBOUND,
    turns = { count: 0 },
  }: { sort?: ConcordanceSort; copies?: boolean; bound?: Bound; turns?: { count: number } } = {},
): Concordance {
  const keys = articleKeysMatching(db, query) ?? [];
  const concordance = new Concordance(db, { terms: termsOf(readQuery(query)), keys, sort, copies });
  for (const work = concordance.work(bound); !work.next().done;) turns.count += 1;
  return concordance;
}

const linesOf = (db: ReadDb, query: string, sort: ConcordanceSort = "position", width = 60): ConcordanceLine[] =>
  read(db, query, { sort }).window(0, 1000, width);

const hits = (lines: readonly ConcordanceLine[]): string[] =>
  lines.map(({ before, hit, after }) => `${before}[${hit}]${after}`);

test("a line shows the text's own glyphs, and says where the hit stands in it", () => {
  const text = "𝒳𝒴 قال الوزير إنّ «الأجهزة» اعتقلت ٧١ شخصاً 😀 في أجـــهزة الأمن";
  const db = fakeCase();
  addArticle(db, { text, title: "T", outlet: "عنب بلدي", publishedAt: "2025-11-24" });
  const lines = linesOf(db, "اجهزه");
  expect(lines.map(({ hit }) => hit)).toEqual(["الأجهزة", "أجـــهزة"]);
  for (const { start, end, before, hit, after } of lines) {
    expect(text.slice(start, end)).toBe(hit);
    expect(text.slice(start - before.length, start)).toBe(before);
    expect(text.slice(end, end + after.length)).toBe(after);
  }
  expect(lines[0]).toMatchObject({ articleId: "a0", title: "T", outlet: "عنب بلدي", publishedAt: "2025-11-24" });
});

test("lines are sorted by the words that follow or precede, folded, in the order of reading", () => {
  const db = fakeCase();
  addArticle(db, { text: "ألقت قوات الأمن القبض" });
  addArticle(db, { text: "ثم قوات أممية جاءت" });
  addArticle(db, { text: "بعض قُوّات إسرائيلية" });
  addArticle(db, { text: "قوات" });
  expect(hits(linesOf(db, "قوات", "after"))).toEqual([
    "[قوات]",
    "بعض [قُوّات] إسرائيلية",
    "ألقت [قوات] الأمن القبض",
    "ثم [قوات] أممية جاءت",
  ]);
  expect(hits(linesOf(db, "قوات", "before"))).toEqual([
    "[قوات]",
    "ألقت [قوات] الأمن القبض",
    "بعض [قُوّات] إسرائيلية",
    "ثم [قوات] أممية جاءت",
  ]);
  const english = fakeCase();
  for (const text of ["big red forces", "a BLUE forces", "old red forces", "a Ábove forces"])
    addArticle(english, { text });
  // By the word next to the hit, then by the one before that.
  expect(linesOf(english, "forces", "before").map(({ before }) => before)).toEqual([
    "a Ábove ",
    "a BLUE ",
    "big red ",
    "old red ",
  ]);
});

test("articles stand by date or outlet, and what has none last; in each, lines as the text runs", () => {
  const db = fakeCase();
  addArticle(db, { text: "raid one. raid two.", outlet: "B", publishedAt: "2025-01-01" });
  addArticle(db, { text: "raid three", outlet: null, publishedAt: null });
  addArticle(db, { text: "raid four", outlet: "A", publishedAt: "2024-01-01" });
  const after = (sort: ConcordanceSort) => linesOf(db, "raid", sort).map((line) => line.after.trim());
  expect(after("position")).toEqual(["one. raid two.", "two.", "three", "four"]);
  expect(after("date")).toEqual(["one. raid two.", "two.", "four", "three"]);
  expect(after("outlet")).toEqual(["four", "one. raid two.", "two.", "three"]);
});

test("context ends between words and never within a character", () => {
  const db = fakeCase();
  addArticle(db, { text: `one two three raid four five six` });
  addArticle(db, { text: `${"😀".repeat(40)}raid` });
  addArticle(db, { text: `${"😀".repeat(40)} raid ${"😀".repeat(40)}` });
  expect(hits(linesOf(db, "raid", "position", 10))[0]).toBe("two three [raid] four five");
  for (const { before, after } of linesOf(db, "raid", "position", 11)) {
    expect((before + after).isWellFormed()).toBe(true);
    expect(before.length).toBeLessThanOrEqual(11);
  }
});

test("phrases, beginnings, alternatives and near words have lines; excluded words, fields and titles have none", () => {
  const db = fakeCase();
  addArticle(db, { title: "Raids", text: "Security forces arrested two; the forces left.", outlet: "Wire" });
  addArticle(db, { title: "Forces of nature", text: "Rain and wind." });
  const found = (query: string) => linesOf(db, query).map(({ hit }) => hit);
  expect(found('"security forces"')).toEqual(["Security forces"]);
  expect(found("arrest* OR left")).toEqual(["arrested", "left"]);
  expect(found("forces -rain")).toEqual(["forces", "forces"]);
  expect(found("two NEAR/1 arrested")).toEqual(["arrested", "two"]);
  // A beginning that is also the beginning of a phrase is one line, the longer.
  expect(found('"security forces" OR secur*')).toEqual(["Security forces"]);
  expect(read(db, "forces")).toMatchObject({ total: 2, read: 2, without: 1, hasWords: true });
  for (const query of ["outlet:wire", "-forces", "outlet:wire -rain"])
    expect(read(db, query)).toMatchObject({ total: 0, hasWords: false, isWhole: true });
  expect(read(db, "nothing-such")).toMatchObject({ total: 0, read: 0, hasWords: true, isWhole: true });
});

test("without copies each family has one article: its origin, or the earliest that was found", () => {
  const db = fakeCase();
  const late = addArticle(db, { text: "raid late", publishedAt: "2025-03-01" });
  const early = addArticle(db, { text: "raid early", publishedAt: "2025-01-01" });
  const origin = addArticle(db, { text: "raid origin", publishedAt: "2025-02-01" });
  addArticle(db, { text: "raid alone", publishedAt: "2025-02-01" });
  run(db, "INSERT INTO families (key, id, origin, created_at, created_by) VALUES (1, 'f', ?, '', '')", [origin]);
  for (const member of [late, early, origin])
    run(db, "INSERT INTO family_members (article, family) VALUES (?, 1)", [member]);
  const after = (query: string) =>
    read(db, query, { copies: false })
      .window(0, 10, 20)
      .map((line) => line.after.trim());
  expect(after("raid")).toEqual(["origin", "alone"]);
  expect(after("raid -origin")).toEqual(["early", "alone"]);
  expect(linesOf(db, "raid")).toHaveLength(4);
});

test("a bound stops after the article that reaches it, in the order that is asked for; windows add up to all lines", () => {
  const db = fakeCase();
  for (let at = 0; at < 300; at += 1)
    addArticle(db, { text: `raid ${at % 7} and raid ${at % 5}`, publishedAt: `2025-01-01T00:00:00.${1000 + at}Z` });
  const bounded = read(db, "raid", { sort: "date", bound: { lines: 99, units: Infinity } });
  expect(bounded).toMatchObject({ total: 100, read: 50, isWhole: false });
  expect(bounded.window(0, 1, 20)[0]?.articleId).toBe("a299");
  expect(read(db, "raid", { bound: { lines: Infinity, units: 1 } })).toMatchObject({ read: 1, total: 2 });
  const turns = { count: 0 };
  const whole = read(db, "raid", { sort: "after", turns });
  expect(whole).toMatchObject({ total: 600, isWhole: true });
  expect(turns.count).toBeGreaterThan(2);
  const paged = Array.from({ length: 6 }, (_, page) => whole.window(page * 100, 100, 20)).flat();
  expect(paged).toEqual(whole.window(0, 1000, 20));
  expect(new Set(paged.map(({ articleId, start }) => `${articleId} ${start}`)).size).toBe(600);
  expect([...whole.counts().values()]).toEqual(Array.from({ length: 300 }, () => 2));
});

test("a text too long to be kept is read again for its lines", () => {
  const db = fakeCase();
  addArticle(db, { text: `a raid ${"rain ".repeat(810_000)}and another raid` });
  addArticle(db, { text: "one more raid" });
  expect(hits(linesOf(db, "raid", "position", 12))).toEqual([
    "a [raid] rain rain",
    "and another [raid]",
    "one more [raid]",
  ]);
});

test("an article that got another text while its lines were read shows none of them", () => {
  const db = fakeCase();
  const key = addArticle(db, { text: "the raid of yesterday" });
  addArticle(db, { text: "another raid" });
  const concordance = read(db, "raid");
  run(
    db,
    `INSERT INTO text_versions (article, number, text_sha256, identity, original, file, imported_at, chars, blocks, body)
     VALUES (?, 2, x'', x'', 1, 1, '', 4, '', CAST('raid' AS BLOB))`,
    [key],
  );
  run(db, "UPDATE articles SET version = 2 WHERE key = ?", [key]);
  expect(concordance.window(0, 10, 20).map(({ before }) => before)).toEqual(["another "]);
});

test("every line is a place of the words, whatever the texts hold", () => {
  const piece = fc.constantFrom(
    "raid",
    "raids",
    "الأجهزة",
    "أجـهزة",
    "😀",
    "\u200f",
    "\n\n",
    " ",
    ".",
    "كِتاب",
    "ﺳﻼﻡ",
    "سلام",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.integer({ min: 10, max: 30 }), (pieces, width) => {
      const text = pieces.join(" ");
      const db = fakeCase();
      addArticle(db, { text });
      for (const query of ["raid OR اجهزه", "سلام"])
        for (const sort of ["position", "before", "after"] as const)
          for (const { start, end, before, hit, after } of linesOf(db, query, sort, width)) {
            expect(text.slice(start - before.length, end + after.length)).toBe(before + hit + after);
            expect(hit.trim()).not.toBe("");
          }
    }),
    { numRuns: 60 },
  );
});
