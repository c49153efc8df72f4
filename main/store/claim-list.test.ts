import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  ClaimColumn,
  type ClaimFilter,
  ClaimGrouping,
  type ClaimSort,
  LookReason,
  RelationKind,
} from "../../app/claims/model.ts";
import type { Change } from "../../app/ledger/model.ts";
import {
  naiveClaims,
  looksOf,
  clockAt,
  naiveFilter,
  naiveGroups,
  naiveDiagonal,
  naiveSort,
} from "./claim-list.fake.ts";
import { makeClaimList } from "./claim-list.ts";
import { addArticle, addClaim, addSource, addTag, fakeCase, removeClaim } from "./search.fake.ts";
import { all, first, integer, type ReadDb, run, type WriteDb } from "./sql.ts";

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

interface Claim extends Omit<Parameters<typeof addClaim>[1], "article"> {
  article: number;
  /** Days ago that the letter and the digit were given. */
  given: [letter: number, digit: number];
  by: [letter: string, digit: string];
  look: number;
  questions: number[];
  related: [kind: RelationKind, to: number] | null;
}

/** Writes a claim with what is derived from its grades, its questions and a relation to one of the others. */
function put(db: WriteDb, claim: Claim, keys: readonly number[], key: number | null = null): number {
  if (key !== null) forgetParts(db, key);
  const made = addClaim(db, claim, key);
  const clock = (days: number): string => clockAt(Date.now() - days * 86_400_000 - 1000);
  const letter = (claim.reliability ?? null) !== null;
  const digit = (claim.credibility ?? null) !== null;
  run(
    db,
    `UPDATE claims SET reliability_clock = ?, credibility_clock = ?, reliability_by = ?, credibility_by = ?, look = ?
     WHERE key = ?`,
    [
      letter ? clock(claim.given[0]) : null,
      digit ? clock(claim.given[1]) : null,
      letter ? claim.by[0] : null,
      digit ? claim.by[1] : null,
      claim.look,
      made,
    ],
  );
  for (const question of new Set(claim.questions))
    run(db, "INSERT INTO question_claims (question, claim) VALUES (?, ?)", [question, made]);
  const others = keys.filter((other) => other !== made);
  const other = claim.related && others[claim.related[1] % Math.max(1, others.length)];
  if (claim.related && other !== null && other !== undefined)
    run(
      db,
      `INSERT INTO relations (id, kind, from_claim, to_claim, created_at, created_by, clock)
       VALUES (?1 || '-' || ?2, ?3, ?1, ?2, '', '', '')`,
      [made, other, claim.related[0]],
    );
  return made;
}

const living = (db: ReadDb): number[] => all(db, "SELECT key FROM claims").map((row) => integer(row, "key"));

const relatedTo = (db: ReadDb, key: number): number[] =>
  all(db, "SELECT from_claim + to_claim - ?1 AS other FROM relations WHERE ?1 IN (from_claim, to_claim)", [key]).map(
    (row) => integer(row, "other"),
  );

/** Takes a claim's questions and relations away. @returns the claims that it was related to */
function forgetParts(db: WriteDb, key: number): number[] {
  const others = all(db, "SELECT from_claim, to_claim FROM relations WHERE ? IN (from_claim, to_claim)", [key]);
  run(db, "DELETE FROM relations WHERE ? IN (from_claim, to_claim)", [key]);
  run(db, "DELETE FROM question_claims WHERE claim = ?", [key]);
  return others.flatMap((row) => [integer(row, "from_claim"), integer(row, "to_claim")]);
}

const claim: fc.Arbitrary<Claim> = fc.record({
  given: fc.tuple(fc.constantFrom(0, 5, 100), fc.constantFrom(0, 5, 100)),
  by: fc.tuple(fc.constantFrom("Rana", "Sami"), fc.constantFrom("Rana", "Sami")),
  look: fc.integer({ min: 0, max: 3 }),
  questions: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }),
  related: fc.option(fc.tuple(fc.constantFrom(...RelationKind.options), fc.nat(50))),
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
      analysts: some(["Rana", "Sami", "Nobody"]),
      questions: some(["q1", "q2", "q9"]),
      relations: some(RelationKind.options),
      look: fc.record({
        reasons: fc.subarray([...LookReason.options], { minLength: 1 }),
        staleDays: fc.constantFrom(null, 3, 30),
      }),
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
  for (const [key, letter, days] of [
    [1, "B", 50],
    [4, "A", 3],
  ] as const)
    run(db, "UPDATE sources SET reliability = ?, reliability_clock = ? WHERE key = ?", [
      letter,
      clockAt(Date.now() - days * 86_400_000),
      key,
    ]);
  for (const [key, question] of ["Who?", "كم؟", "How many?"].entries())
    run(db, "INSERT INTO questions (key, id, text, text_key, created_at, created_by) VALUES (?, ?, ?, ?, '', '')", [
      key + 1,
      `q${key + 1}`,
      question,
      question,
    ]);
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
  fc.record({ kind: fc.constantFrom("merge" as const, "letter" as const, "rename" as const), at: fc.nat(200), claim }),
);

/** Changes a source as the ledger tells it: merged into another (or split again), given another letter, or renamed. */
function changeSource(db: WriteDb, kind: "merge" | "letter" | "rename", at: number): Change {
  const id = `s${at % 6}`;
  const [key, other] = [1 + (at % 6), 1 + ((at + 1) % 6)];
  if (kind === "letter") {
    run(db, "UPDATE sources SET reliability = ?, reliability_clock = ? WHERE key = ?", [
      letters[at % letters.length] as string | null,
      clockAt(Date.now()),
      key,
    ]);
    const value = { ...assessment, sourceId: id };
    return { kind: "assessment", id: "g", before: null, after: value };
  }
  if (kind === "rename") {
    run(db, "UPDATE sources SET name = ?1, name_key = ?1 WHERE key = ?2", [`name ${at}`, key]);
    return { kind: "source", id, before: { names: [] }, after: { names: [{ text: `name ${at}`, language: null }] } };
  }
  const isMerged = first(db, "SELECT 1 AS yes FROM sources WHERE key = ? AND merged_into IS NOT NULL", [key]) !== null;
  const isTaken = first(db, "SELECT 1 AS yes FROM sources WHERE root = ? AND key <> root", [key]) !== null;
  const root = first(db, "SELECT root FROM sources WHERE key = ?", [other]);
  const into = isMerged || isTaken || !root || integer(root, "root") === key ? null : other;
  run(db, "UPDATE sources SET merged_into = ?, root = ? WHERE key = ?", [
    into,
    into === null || !root ? key : integer(root, "root"),
    key,
  ]);
  return { kind: "source", id, before: { mergedIntoId: isMerged ? "s" : null }, after: { mergedIntoId: into && "s" } };
}

const assessment = {
  axis: "reliability",
  value: "A",
  scope: "general",
  topic: null,
  sourceId: null,
  claimId: null,
  reason: null,
  insisted: null,
  scale: "",
  scaleVersion: "",
  analyst: "",
  initials: "",
  clock: "",
};

describe("a list of claims", () => {
  test.each([
    ["compared", Number.MAX_SAFE_INTEGER],
    ["counted by digits", 0],
  ])(
    "gives what a plain one gives, before and after changes (%s)",
    (_name, radixFrom) => {
      const view = fc.tuple(filter, sort);
      fc.assert(
        fc.property(
          fc.array(claim, { maxLength: 60 }),
          fc.array(change, { maxLength: 30 }),
          fc.array(view, { minLength: 1, maxLength: 3 }),
          fc.nat(40),
          (claims, changes, views, moved) => {
            const db = setUp();
            const keys: number[] = [];
            for (const each of claims) keys.push(put(db, each, keys));
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
            const compareGroups = (): void => {
              const plain = naiveClaims(db);
              for (const [wanted, order] of views) {
                const left = naiveFilter(db, plain, wanted);
                for (const by of ClaimGrouping.options) {
                  const groups = list.groups(wanted, by);
                  expect(new Map(groups.map(({ value, count }) => [value, count]))).toEqual(naiveGroups(left, by));
                  expect(groups.findIndex(({ value }) => value === null)).toBeOneOf([-1, groups.length - 1]);
                  const sorted = naiveSort(left, order);
                  const inGroups = new Map(left.map((each) => [each.key, each.groups[by]]));
                  const rows = groups.flatMap(({ value }) =>
                    sorted.filter((key) => inGroups.get(key)?.includes(value)),
                  );
                  expect(list.groupedPage(wanted, order, by, 0, 1000)).toEqual({ total: rows.length, keys: rows });
                  expect(list.groupedPage(wanted, order, by, 7, 9).keys).toEqual(rows.slice(7, 16));
                }
                for (const staleDays of [null, 30]) {
                  const { total, reasons } = list.looks(wanted, staleDays);
                  expect(total).toBe(left.filter((each) => looksOf(each, staleDays).length > 0).length);
                  for (const reason of LookReason.options)
                    expect(reasons[reason]).toBe(
                      left.filter((each) => looksOf(each, staleDays).includes(reason)).length,
                    );
                }
                const { total, analysts } = list.diagonal(wanted);
                expect([total.judged, total.onDiagonal, total.apart]).toEqual(naiveDiagonal(left));
                for (const name of [null, "Rana", "Sami"]) {
                  const each = analysts.find(({ analyst }) => analyst === name);
                  expect([each?.judged ?? 0, each?.onDiagonal ?? 0, each?.apart ?? 0]).toEqual(
                    naiveDiagonal(left, name),
                  );
                }
              }
            };
            compare();
            compareGroups();
            for (const [index, { kind, at, claim: next }] of changes.entries()) {
              if (kind === "merge" || kind === "letter" || kind === "rename") {
                list.follow([changeSource(db, kind, at)]);
                if (index === moved) compare();
                continue;
              }
              const key = keys[at % Math.max(1, keys.length)];
              for (const other of key === undefined || kind === "add" ? [] : forgetParts(db, key)) list.touch(other);
              if (kind === "add" || key === undefined) keys.push(put(db, next, living(db)));
              else if (kind === "remove") removeClaim(db, key);
              else put(db, next, living(db), key);
              for (const other of relatedTo(db, key ?? 0)) list.touch(other);
              for (const other of relatedTo(db, keys.at(-1) ?? 0)) list.touch(other);
              list.touch(key ?? 1);
              list.touch(keys.at(-1) as number);
              if (index === moved) compare();
            }
            compare();
            compareGroups();
            list.forget();
            compare();
            compareGroups();
            db.connection.close();
          },
        ),
        { numRuns: 60 },
      );
    },
    120_000,
  );

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
