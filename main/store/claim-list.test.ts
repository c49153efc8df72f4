import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { ClaimColumn, type ClaimFilter, type ClaimSort } from "../../app/claims/model.ts";
import { makeClaimList } from "./claim-list.ts";
import { addArticle, addClaim, addSource, addTag, fakeCase, removeClaim } from "./search.fake.ts";
import { all, integer, integerOrNull, type ReadDb, text, textOrNull, type WriteDb } from "./sql.ts";

const letters = [null, "A", "B", "C", "D", "E", "F"];
const digits = [null, "1", "2", "3", "4", "5", "6"];
const dates = [null, "2024", "2025", "2025-11", "2025-11-24", "2025-11-24T08:30:00.000Z", "2025-11-25", "2026-01-02"];
const outlets = [null, "عنب بلدي", "Enab Baladi", "سانا", "10 News", "9 News"];
const statements = [
  null,
  "One was wounded",
  "جُرح واحد",
  "a statement longer than the prefix, which takes sixty-four letters: 1",
  "a statement longer than the prefix, which takes sixty-four letters: 2",
  "zero",
];

/** The same answers, slowly: every claim as an object, filtered and sorted by what the words of the filter say. */
interface Naive {
  key: number;
  article: string;
  outlet: string | null;
  outletKey: string | null;
  title: string;
  date: string | null;
  statement: string;
  origin: number | null;
  originName: string | null;
  sources: number[];
  tags: number[];
  reliability: string | null;
  credibility: string | null;
  withoutReason: number;
  created: string;
  updated: string;
}

function naiveClaims(db: ReadDb): Naive[] {
  return all(
    db,
    `SELECT c.*, a.id AS article_id, a.outlet, a.outlet_key, a.title_key, a.published_key, s.name_key
     FROM claims c JOIN articles a ON a.key = c.article LEFT JOIN sources s ON s.key = c.origin`,
  ).map((row) => {
    const key = integer(row, "key");
    const numbers = (sql: string): number[] => all(db, sql, [key]).map((each) => integer(each, "n"));
    return {
      key,
      article: text(row, "article_id"),
      outlet: textOrNull(row, "outlet"),
      outletKey: textOrNull(row, "outlet_key"),
      title: text(row, "title_key"),
      date: textOrNull(row, "event_date") ?? textOrNull(row, "published_key"),
      statement: text(row, "statement_key"),
      origin: integerOrNull(row, "origin"),
      originName: textOrNull(row, "name_key"),
      sources: numbers("SELECT source AS n FROM hops WHERE claim = ?"),
      tags: numbers("SELECT tag AS n FROM claim_tags WHERE claim = ?"),
      reliability: textOrNull(row, "reliability"),
      credibility: textOrNull(row, "credibility"),
      withoutReason: integer(row, "without_reason"),
      created: text(row, "created_at"),
      updated: text(row, "updated_at"),
    };
  });
}

function belowOf(db: ReadDb, table: string, parent: string, ids: readonly string[]): Set<number> {
  const rows = all(db, `SELECT key, id, ${parent} AS parent FROM ${table}`);
  const found = new Set(rows.filter((row) => ids.includes(text(row, "id"))).map((row) => integer(row, "key")));
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const row of rows) if (found.has(integerOrNull(row, "parent") ?? -1)) found.add(integer(row, "key"));
  }
  return found;
}

function naiveFilter(db: ReadDb, claims: Naive[], filter: ClaimFilter): Naive[] {
  const sources = filter.sources?.length ? belowOf(db, "sources", "affiliation", filter.sources) : null;
  const origins = filter.origins?.length ? belowOf(db, "sources", "affiliation", filter.origins) : null;
  const tags = filter.tags?.length ? belowOf(db, "tags", "parent", filter.tags) : null;
  const graded = (claim: Naive): boolean => claim.reliability !== null && claim.credibility !== null;
  return claims.filter(
    (claim) =>
      (!sources || claim.sources.some((key) => sources.has(key))) &&
      (!origins || origins.has(claim.origin ?? -1)) &&
      (!tags || claim.tags.some((key) => tags.has(key))) &&
      (!filter.outlets?.length || filter.outlets.includes(claim.outlet)) &&
      (!filter.articles?.length || filter.articles.includes(claim.article)) &&
      (!filter.reliability?.length || filter.reliability.includes(claim.reliability ?? "none")) &&
      (!filter.credibility?.length || filter.credibility.includes(claim.credibility ?? "none")) &&
      (filter.graded === undefined || graded(claim) === (filter.graded === "graded")) &&
      (filter.withoutReason === undefined || claim.withoutReason > 0 === filter.withoutReason) &&
      (filter.after === undefined || (claim.date !== null && claim.date > `${filter.after}\u{ffff}`)) &&
      (filter.before === undefined || (claim.date !== null && claim.date < filter.before)) &&
      (filter.text === undefined || claim.statement.includes(filter.text)),
  );
}

const tagPaths = new Map([
  [1, "Alpha"],
  [2, "Alpha/Beta"],
  [3, "وسم"],
]);

const known = (value: string | null): [number, string] => (value === null ? [2, ""] : [0, value]);

/** What a claim sorts by in a column: a text, F and 6 after all of them, nothing known last. */
function naiveKey(claim: Naive, column: ClaimColumn): [number, string] {
  if (column === "reliability") return claim.reliability === "F" ? [1, ""] : known(claim.reliability);
  if (column === "credibility") return claim.credibility === "6" ? [1, ""] : known(claim.credibility);
  if (column === "origin") return known(claim.originName);
  if (column === "outlet") return known(claim.outletKey);
  if (column === "article") return known(claim.title);
  if (column === "date") return known(claim.date);
  if (column === "tags")
    return known(claim.tags.length === 0 ? null : (tagPaths.get(Math.min(...claim.tags)) as string));
  if (column === "createdAt") return known(claim.created);
  if (column === "updatedAt") return known(claim.updated);
  return known(claim.statement);
}

function naiveSort(claims: Naive[], sort: readonly ClaimSort[]): number[] {
  const wanted = sort.length > 0 ? sort : [{ column: "createdAt" as const, descending: true }];
  return claims
    .toSorted((a, b) => {
      for (const { column, descending } of wanted) {
        const [groupA, keyA] = naiveKey(a, column);
        const [groupB, keyB] = naiveKey(b, column);
        if (groupA !== groupB) return groupA - groupB;
        if (keyA !== keyB) return keyA < keyB === descending ? 1 : -1;
      }
      return b.key - a.key;
    })
    .map((claim) => claim.key);
}

type Claim = Omit<Parameters<typeof addClaim>[1], "article"> & { article: number };

const claim: fc.Arbitrary<Claim> = fc.record({
  article: fc.integer({ min: 1, max: 12 }),
  quote: fc.constantFrom("اقتباس", "quote", "قول"),
  statement: fc.constantFrom(...statements),
  sources: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 3 }),
  tags: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }),
  eventDate: fc.constantFrom(...dates.filter((date) => date === null || date.length <= 10)),
  reliability: fc.constantFrom(...letters),
  credibility: fc.constantFrom(...digits),
  withoutReason: fc.integer({ min: 0, max: 3 }),
  createdAt: fc.constantFrom("2026-01-01T00:00:00.000Z", "2026-01-01T00:00:00.001Z", "2026-03-01T10:00:00.000Z"),
});

const some = <Value>(values: readonly Value[]): fc.Arbitrary<Value[]> => fc.subarray([...values]);
const filter: fc.Arbitrary<ClaimFilter> = fc
  .record(
    {
      sources: some(["s0", "s1", "s2", "s3", "nobody"]),
      origins: some(["s0", "s2", "s5"]),
      outlets: some([...outlets, "never heard of"]),
      reliability: some(["none", "A", "B", "F", "Z"]),
      credibility: some(["none", "1", "6"]),
      graded: fc.constantFrom("graded" as const, "not-graded" as const),
      withoutReason: fc.boolean(),
      tags: some(["t0", "t1", "t2"]),
      articles: some(["a0", "a1", "a2", "a3", "a4"]),
      after: fc.constantFrom("2024", "2025", "2025-11", "2025-11-24", "2025-11-23"),
      before: fc.constantFrom("2025", "2025-11", "2025-11-24", "2025-11-25", "2026"),
      text: fc.constantFrom("wounded", "zero"),
    },
    { requiredKeys: [] },
  )
  // Two or three at a time: all twelve leave nothing to compare.
  .chain((whole) =>
    some(Object.keys(whole)).map(
      (names) =>
        Object.fromEntries(names.slice(0, 3).map((name) => [name, whole[name as keyof typeof whole]])) as ClaimFilter,
    ),
  );
const sort: fc.Arbitrary<ClaimSort[]> = fc.array(
  fc.record({ column: fc.constantFrom(...ClaimColumn.options), descending: fc.boolean() }),
  { maxLength: 3 },
);

function setUp(): WriteDb {
  const db = fakeCase();
  const root = addSource(db, ["Ministry"]);
  const office = addSource(db, ["مكتب"], root);
  addSource(db, ["Spokesman"], office);
  addSource(db, ["Another"]);
  addSource(db, ["بلا اسم"]);
  addSource(db, ["Zed"]);
  addTag(db, "Beta", addTag(db, "Alpha"));
  addTag(db, "وسم");
  for (let index = 0; index < 12; index += 1)
    addArticle(db, {
      text: "",
      title: ["Title", "عنوان", "10 titles"][index % 3] as string,
      outlet: outlets[index % outlets.length] as string | null,
      publishedAt: dates[index % dates.length] as string | null,
    });
  return db;
}

/** Changes after the list was loaded: claims written anew (by their place in the list so far), added or removed. */
const change = fc.oneof(
  fc.record({ kind: fc.constant("write" as const), at: fc.nat(200), claim }),
  fc.record({ kind: fc.constant("add" as const), at: fc.nat(200), claim }),
  fc.record({ kind: fc.constant("remove" as const), at: fc.nat(200), claim }),
);

describe("a list of claims", () => {
  test.each([
    ["compared", Number.MAX_SAFE_INTEGER],
    ["counted by digits", 0],
  ])("gives what a plain one gives, before and after changes (%s)", (_name, radixFrom) => {
    const view = fc.tuple(filter, sort);
    fc.assert(
      fc.property(
        fc.array(claim, { maxLength: 60 }),
        fc.array(change, { maxLength: 30 }),
        fc.array(view, { minLength: 1, maxLength: 3 }),
        fc.nat(40),
        (claims, changes, views, moved) => {
          const db = setUp();
          const keys = claims.map((each) => addClaim(db, each));
          const list = makeClaimList(db, radixFrom);
          list.load(7);
          const compare = (): void => {
            const plain = naiveClaims(db);
            for (const [wanted, order] of views) {
              const left = naiveFilter(db, plain, wanted);
              const sorted = naiveSort(left, order);
              expect(list.keys(wanted, order)).toEqual(sorted);
              expect(list.page(wanted, order, 5, 10)).toEqual({ total: sorted.length, keys: sorted.slice(5, 15) });
              const { total, cells } = list.grid(wanted);
              expect(total).toBe(left.length);
              const counted = cells.map((cell) => [cell.reliability, cell.credibility, cell.count]);
              const cellsOf = Map.groupBy(left, (each) => JSON.stringify([each.reliability, each.credibility]));
              expect(new Set(counted.map((cell) => JSON.stringify(cell)))).toEqual(
                new Set(
                  [...cellsOf].map(([name, group]) =>
                    JSON.stringify([...(JSON.parse(name) as unknown[]), group.length]),
                  ),
                ),
              );
            }
          };
          compare();
          for (const [index, { kind, at, claim: next }] of changes.entries()) {
            const key = keys[at % Math.max(1, keys.length)];
            if (kind === "add" || key === undefined) keys.push(addClaim(db, next));
            else if (kind === "remove") removeClaim(db, key);
            else addClaim(db, next, key);
            list.touch(key ?? 1);
            list.touch(keys.at(-1) as number);
            if (index === moved) compare();
          }
          compare();
          list.forget();
          compare();
          db.connection.close();
        },
      ),
      { numRuns: 60 },
    );
  });

  test("keeps F and 6 apart from E and 5 and from what is not graded, whichever way it runs", () => {
    const db = setUp();
    for (const [index, letter] of letters.entries())
      addClaim(db, { article: 1, quote: "x", reliability: letter, credibility: digits[index] as string | null });
    const list = makeClaimList(db);
    const grades = (column: "reliability" | "credibility", descending: boolean): unknown[] =>
      list
        .keys({}, [{ column, descending }])
        .map((key) => all(db, `SELECT ${column} AS grade FROM claims WHERE key = ?`, [key])[0]?.["grade"]);
    expect(grades("reliability", false)).toEqual(["A", "B", "C", "D", "E", "F", null]);
    expect(grades("reliability", true)).toEqual(["E", "D", "C", "B", "A", "F", null]);
    expect(grades("credibility", false)).toEqual(["1", "2", "3", "4", "5", "6", null]);
    expect(grades("credibility", true)).toEqual(["5", "4", "3", "2", "1", "6", null]);
    expect(list.keys({ reliability: ["F"] }, [])).toHaveLength(1);
    expect(list.keys({ reliability: ["none"] }, [])).toHaveLength(1);
  });

  test("can be loaded slice by slice", () => {
    const db = setUp();
    for (let index = 0; index < 50; index += 1) addClaim(db, { article: 1 + (index % 12), quote: `${index}` });
    const list = makeClaimList(db);
    expect(list.ready()).toBe(false);
    let slices = 1;
    while (list.load(20)) slices += 1;
    expect(slices).toBe(3);
    expect(list.ready()).toBe(true);
    expect(list.page({}, [], 0, 10).total).toBe(50);
  });

  test("places many statements written one after the other into one gap", () => {
    const db = setUp();
    addClaim(db, { article: 1, quote: "", statement: "a" });
    addClaim(db, { article: 1, quote: "", statement: "c" });
    const list = makeClaimList(db);
    const sorted: ClaimSort[] = [{ column: "statement", descending: false }];
    list.keys({}, sorted);
    for (let index = 60; index > 0; index -= 1) {
      list.touch(addClaim(db, { article: 1, quote: "", statement: `b ${index}` }));
      expect(list.keys({}, sorted)).toEqual(naiveSort(naiveClaims(db), sorted));
    }
  });

  test("refuses a wrong search query", () => {
    const list = makeClaimList(setUp());
    expect(() => list.page({ text: '"open' }, [], 0, 10)).toThrow(/not closed/);
  });
});
