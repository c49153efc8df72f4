import fc from "fast-check";
import { expect, test } from "vitest";

import { type ArticleFilter, ArticleState, FamilySize } from "../../app/articles/model.ts";
import type { CollectionOverview } from "../../app/articles/overview.ts";
import { type ArticleList, makeArticleList } from "./article-list.ts";
import { addArticle, addTag, fakeCase } from "./search.fake.ts";
import { integers, run, type WriteDb } from "./sql.ts";

const LIMITS = { outlets: 2, languages: 5 };
const outlets = ["Agency", "Gazette", "صدى", null];
const languages = ["ar", "en", null];
const dates = ["2024", "2024-11", "2025-01-31", "2025-02-01T10:00:00.000Z", "1970-01-01", null];

/** Sixty articles of every kind; families of two, of four, and one of which an article is withdrawn. */
function makeCase(): WriteDb {
  const db = fakeCase();
  const tag = addTag(db, "Fire");
  for (let at = 0; at < 60; at += 1) {
    const key = addArticle(db, {
      text: "text".repeat(1 + (at % 5)),
      title: `${at % 3 === 0 ? "raid" : "calm"} ${at}`,
      outlet: outlets[at % 4] ?? null,
      language: languages[at % 3] ?? null,
      publishedAt: dates[(at * 7) % 6] ?? null,
    });
    run(db, "UPDATE articles SET state = ?, claims = ? WHERE key = ?", [
      ArticleState.options[(at * 5) % 3] ?? "done",
      at % 4 === 1 ? 2 : 0,
      key,
    ]);
    if (at % 6 === 0) run(db, "INSERT INTO article_tags (article, tag) VALUES (?, ?)", [key, tag]);
  }
  for (const [family, members] of [
    [3, 4],
    [10, 11, 12, 13],
    [20, 21],
    [30, 31, 32, 33, 34, 35, 36, 37],
  ].entries())
    makeFamily(db, family + 1, members);
  run(db, "UPDATE articles SET withdrawn = 1 WHERE key IN (20, 50)");
  return db;
}

function makeFamily(db: WriteDb, key: number, members: readonly number[]): void {
  const origin = members[0] ?? 0;
  run(db, "INSERT INTO families (key, id, origin, created_at, created_by) VALUES (?, ?, ?, '', '')", [
    key,
    `f${key}`,
    origin,
  ]);
  for (const member of members) run(db, "INSERT INTO family_members (article, family) VALUES (?, ?)", [member, key]);
}

const filters = fc.record<ArticleFilter>(
  {
    text: fc.constantFrom("raid", "calm 1", ""),
    states: fc.subarray([...ArticleState.options]),
    languages: fc.subarray([...languages]),
    outlets: fc.subarray([...outlets, "nobody"]),
    tags: fc.constantFrom(["t0"], []),
    after: fc.constantFrom("2024", "2025-01"),
    before: fc.constantFrom("2025-02", "2025-02-01"),
    from: fc.constantFrom("2024", "2024-11", "2025-01-15"),
    until: fc.constantFrom("2024", "2025-01", "2025-02-01"),
    dated: fc.constantFrom("undated" as const, "year-only" as const),
    claims: fc.constantFrom("with" as const, "without" as const),
    family: fc.constantFrom("in-family" as const, "alone" as const),
    familySizes: fc.subarray([...FamilySize.options]),
    collapsed: fc.constant(true),
  },
  { requiredKeys: [] },
);

/** Every bar is a filter: what the library lists under it is what the bar counts. */
function expectBarsToBeFilters(list: ArticleList, filter: ArticleFilter, overview: CollectionOverview): void {
  const count = (own: ArticleFilter): number => list.page({ ...filter, ...own, collapsed: false }, [], 0, 1).total;
  const anyDate = { after: undefined, before: undefined, from: undefined, until: undefined, dated: undefined };
  expect(overview.numbers.articles).toBe(count({}));
  for (const { month, count: counted } of overview.dates.months)
    expect([month, counted]).toEqual([month, count({ ...anyDate, from: month, until: month })]);
  expect(overview.dates.undated).toBe(count({ ...anyDate, dated: "undated" }));
  const years = overview.dates.years.reduce((sum, year) => sum + year.count, 0);
  expect(years).toBe(count({ ...anyDate, dated: "year-only" }));
  const ofYear = [
    ...overview.dates.months,
    ...overview.dates.years.map(({ year, count: n }) => ({ month: year, count: n })),
  ]
    .filter(({ month }) => month.startsWith("2024"))
    .reduce((sum, each) => sum + each.count, 0);
  expect(ofYear).toBe(count({ ...anyDate, from: "2024", until: "2024" }));
  for (const field of ["outlets", "languages"] as const) {
    const { values, none, more } = overview[field];
    for (const { value, count: counted } of values)
      expect([value, counted]).toEqual([value, count({ [field]: [value] })]);
    expect(none).toBe(count({ [field]: [null] }));
    const all = values.reduce((sum, each) => sum + each.count, none + more.articles);
    expect(all).toBe(count({ [field]: [] }));
  }
  for (const { state, count: counted } of overview.states)
    expect([state, counted]).toEqual([state, count({ states: [state] })]);
  for (const { size, count: counted } of overview.familySizes)
    expect([size, counted]).toEqual([size, count({ familySizes: [size] })]);
  const { unread, undated, withoutOutlet, withoutLanguage, withClaims, inFamilies } = overview.numbers;
  const meets = (own: ArticleFilter): number =>
    list.ids({ ...filter, collapsed: false }, []).filter((id) => list.ids({ ...own }, []).includes(id)).length;
  expect(unread).toBe(meets({ states: ["unread"] }));
  expect(undated).toBe(meets({ dated: "undated" }));
  expect(withoutOutlet).toBe(meets({ outlets: [null] }));
  expect(withoutLanguage).toBe(meets({ languages: [null] }));
  expect(withClaims).toBe(meets({ claims: "with" }));
  expect(inFamilies).toBe(meets({ family: "in-family" }));
}

test("each bar counts what the library lists under it as a filter, whatever else is filtered by", () => {
  const list = makeArticleList(makeCase());
  fc.assert(
    fc.property(filters, (filter) => expectBarsToBeFilters(list, filter, list.overview(filter, LIMITS))),
    { numRuns: 150 },
  );
});

test("lists the most frequent outlets, those that are filtered by too, and what is left", () => {
  const list = makeArticleList(makeCase());
  const { outlets: all, numbers, familySizes } = list.overview({}, LIMITS);
  expect(all.values.map(({ value }) => value)).toHaveLength(2);
  expect(all.more).toEqual({ values: 1, articles: 14 });
  const rare = ["Agency", "Gazette", "صدى"].find((name) => !all.values.some(({ value }) => value === name)) ?? "";
  const chosen = list.overview({ outlets: [rare] }, LIMITS).outlets;
  expect(chosen.values.map(({ value }) => value)).toContain(rare);
  expect(chosen.more).toEqual({ values: 0, articles: 0 });
  // Of one family all but one article are of an undone import: that one is in a family, which is of size one.
  expect([numbers.articles, numbers.inFamilies, numbers.families]).toEqual([58, 15, 4]);
  expect(familySizes.filter(({ families }) => families > 0)).toEqual([
    { size: "1", count: 44, families: 1 },
    { size: "2", count: 2, families: 1 },
    { size: "3-5", count: 4, families: 1 },
    { size: "6-10", count: 8, families: 1 },
  ]);
});

test("follows what acts change: articles, claims and families, and what is withdrawn or new", () => {
  const db = makeCase();
  const list = makeArticleList(db);
  const before = list.overview({}, LIMITS);
  run(db, "UPDATE articles SET state = 'done', outlet = 'Star', published_key = NULL WHERE key = 1");
  run(db, "UPDATE articles SET withdrawn = 1 WHERE key = 2");
  run(db, "UPDATE articles SET claims = 3");
  makeFamily(db, 9, [40, 41, 42]);
  const added = addArticle(db, { text: "new", outlet: "Star" });
  const idOf = (key: number): string => `a${key - 1}`;
  const change = (kind: "article" | "claim" | "family", id: string) => ({ kind, id, before: null, after: null });
  list.forget("articles", [
    ...[1, 2, added].map((key) => change("article", idOf(key))),
    change("claim", "c1"),
    change("family", "f9"),
  ]);
  const after = list.overview({ outlets: ["Star"] }, LIMITS);
  expect(after).toEqual(makeArticleList(db).overview({ outlets: ["Star"] }, LIMITS));
  expect(after.numbers.articles).toBe(2);
  const whole = list.overview({}, LIMITS).numbers;
  expect(whole.articles).toBe(before.numbers.articles);
  expect(whole.withClaims).toBe(integers(db, "SELECT count(*) FROM articles WHERE withdrawn = 0 AND claims > 0")[0]);
  expect(whole.families).toBe(5);
  // More than are read one by one.
  run(db, "UPDATE articles SET language = 'fr'");
  list.forget(
    "articles",
    Array.from({ length: 3000 }, (_, at) => change("article", `a${at}`)),
  );
  expect(list.overview({}, LIMITS).languages.values).toEqual([{ value: "fr", count: 58 }]);
});
