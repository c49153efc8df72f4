import fc from "fast-check";
import { expect, test } from "vitest";

import { addArticle, addClaim, addSource, fakeCase } from "./search.fake.ts";
import { sourceKeysWithin } from "./source-merges.ts";
import { recountAllUses } from "./source-uses.ts";
import { sourceObject, SourceValue } from "./sources.ts";
import { all, first, integer, integerOrNull, type ReadDb, text, type WriteDb } from "./sql.ts";

const SOURCES = 6;
const ids = Array.from({ length: SOURCES }, (_, index) => `s${index}`);
const id = fc.constantFrom(...ids);
/** A source is merged into another, or split (null). */
const step = fc.record({ id, into: fc.option(id) });

/** Ten claims with chains of two or three of six sources, each affiliated to the one before. */
function makeCase(chains: readonly (readonly number[])[]): WriteDb {
  const db = fakeCase();
  const article = addArticle(db, { text: "text" });
  const keys = ids.map((name, index) => addSource(db, [name], index === 0 ? null : index));
  for (const [at, chain] of chains.entries())
    addClaim(db, {
      article,
      quote: "text",
      sources: chain.map((index) => keys[index] ?? 0),
      createdAt: new Date(1e12 + at).toISOString(),
    });
  recountAllUses(db);
  return db;
}

const mergedInto = (db: ReadDb): Map<number, number | null> =>
  new Map(
    all(db, "SELECT key, merged_into FROM sources").map((row) => [
      integer(row, "key"),
      integerOrNull(row, "merged_into"),
    ]),
  );

function rootOf(merges: ReadonlyMap<number, number | null>, key: number): number {
  let root = key;
  for (let next = merges.get(root); next != null; next = merges.get(root)) root = next;
  return root;
}

test("whatever is merged and split in whatever order, roots, origins and counts are what the merges say", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.nat(SOURCES - 1), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 10 }),
      fc.array(step, { maxLength: 12 }),
      (chains, steps) => {
        const db = makeCase(chains);
        for (const { id: one, into } of steps) {
          const before = sourceObject.read(db, one);
          const value = { ...SourceValue.parse(before), mergedIntoId: into };
          const merges = mergedInto(db);
          const keyOf = (name: string): number => ids.indexOf(name) + 1;
          // A circle is refused, and leaves everything as it is; acts run in a transaction.
          const isCircle =
            into !== null && rootOf(new Map([...merges, [keyOf(one), null]]), keyOf(into)) === keyOf(one);
          if (isCircle) continue;
          sourceObject.write(db, one, value, before);
          check(db, chains);
        }
      },
    ),
    { numRuns: 40 },
  );
});

function check(db: ReadDb, chains: readonly (readonly number[])[]): void {
  const merges = mergedInto(db);
  for (const row of all(db, "SELECT key, root FROM sources"))
    expect(integer(row, "root")).toBe(rootOf(merges, integer(row, "key")));
  const origins = all(db, "SELECT origin FROM claims ORDER BY key").map((row) => integer(row, "origin"));
  const read = chains.map((chain) => chain.map((index) => rootOf(merges, index + 1)));
  expect(origins).toEqual(read.map((chain) => chain.at(-1)));
  for (const key of merges.keys()) {
    const naming = read.flatMap((chain, at) => (chain.includes(key) ? [at] : []));
    expect(first(db, "SELECT claims, origins, last_used FROM sources WHERE key = ?", [key])).toEqual({
      claims: naming.length,
      origins: origins.filter((origin) => origin === key).length,
      last_used: naming.length === 0 ? null : new Date(1e12 + Math.max(...naming)).toISOString(),
    });
  }
}

test("what lies within a source is all that is read as it or below it, at any remove", () => {
  const db = makeCase([]);
  const merge = (one: string, into: string): void => {
    const before = sourceObject.read(db, one);
    sourceObject.write(db, one, { ...SourceValue.parse(before), mergedIntoId: into }, before);
  };
  const within = (name: string): string[] =>
    sourceKeysWithin(db, [name])
      .map((key) => text(first(db, "SELECT id FROM sources WHERE key = ?", [key]) ?? {}, "id"))
      .toSorted();
  // Each is affiliated to the one before: s0 is above all.
  expect(within("s3")).toEqual(["s3", "s4", "s5"]);
  // Read as s0, s4 is no longer below s3, and what was below it is below s0.
  merge("s4", "s0");
  expect(within("s3")).toEqual(["s3"]);
  expect(within("s4")).toEqual(ids);
  merge("s5", "s3");
  expect(within("s3")).toEqual(["s3", "s5"]);
});
