import { Refusal } from "../../app/contract/errors.ts";
import { must } from "../../app/kernel/assert.ts";
import { refreshLook } from "./looks.ts";
import { recountUses } from "./source-uses.ts";
import { first, integer, integerOrNull, integers, marks, type ReadDb, run, type WriteDb } from "./sql.ts";
import { touchSource } from "./touched-sources.ts";

/*
 * A source that was found to be another one keeps everything that was attributed to it, and is read as the other: as
 * `root`, at the end of all merges, which is derived and flat so that nothing follows chains of merges while it reads.
 */

/** The keys of what is merged into a source at any remove, itself first. */
const MERGED = `WITH RECURSIVE merged (key) AS (VALUES (?)
  UNION SELECT s.key FROM merged m JOIN sources s ON s.merged_into = m.key) SELECT key FROM merged`;

/** The key of the source that a source is read as; null where there is none with this id. */
export function rootKey(db: ReadDb, id: string): number | null {
  const row = first(db, "SELECT root FROM sources WHERE id = ?", [id]);
  return row && integer(row, "root");
}

/**
 * Brings up to date what a source and everything merged into it are read as, after it was merged, split or made; with
 * it the origin of the claims concerned, and how often the two sources are named.
 */
export function flattenRoot(db: WriteDb, key: number): void {
  const row = must(
    first(
      db,
      `SELECT s.root, s.merged_into, m.root AS wanted FROM sources s LEFT JOIN sources m ON m.key = s.merged_into
       WHERE s.key = ?`,
      [key],
    ),
    `source ${key} is there`,
  );
  const before = integerOrNull(row, "root");
  const root = row["merged_into"] === null ? key : integer(row, "wanted");
  if (root === key && row["merged_into"] !== null)
    throw new Refusal("undo-conflict", "the other source was merged into this one since");
  if (before === root) return;
  const merged = integers(db, MERGED, [key]);
  for (const each of merged) {
    run(db, "UPDATE sources SET root = ? WHERE key = ?", [root, each]);
    touchSource(db, each, "written");
  }
  // A source just made was never read as anything.
  if (before === null && root === key) return;
  const keys = JSON.stringify(merged);
  run(
    db,
    `UPDATE claims SET origin = ?1 WHERE key IN (
       SELECT h.claim FROM hops h WHERE h.source IN (SELECT value FROM json_each(?2)) AND h.chain = 0
         AND NOT EXISTS (SELECT 1 FROM hops l WHERE l.claim = h.claim AND l.chain = 0 AND l.position > h.position))`,
    [root, keys],
  );
  for (const each of new Set([key, before ?? key, root])) recountUses(db, each);
  for (const claim of integers(db, CORROBORATED, [keys])) refreshLook(db, claim);
}

/** Claims whose corroboration has to do with these sources: whether a new origin arrived may be another thing now. */
const CORROBORATED = `WITH named (claim) AS (SELECT claim FROM hops WHERE source IN (SELECT value FROM json_each(?)))
  SELECT from_claim FROM relations WHERE kind = 'corroborates'
    AND (from_claim IN (SELECT claim FROM named) OR to_claim IN (SELECT claim FROM named))
  UNION SELECT to_claim FROM relations WHERE kind = 'corroborates'
    AND (from_claim IN (SELECT claim FROM named) OR to_claim IN (SELECT claim FROM named))`;

/**
 * The keys of sources with all that is read as them and all that is affiliated to them, at any remove: the keys that
 * hops may name, of these sources and of everything below them. A source that was merged stands for what it is read as.
 */
export function sourceKeysWithin(db: ReadDb, ids: readonly string[]): number[] {
  return integers(
    db,
    `WITH RECURSIVE within (key) AS (
       SELECT m.key FROM sources s JOIN sources m ON m.root = s.root WHERE s.id IN (${marks(ids.length)})
       UNION SELECT m.key FROM within w JOIN sources c ON c.affiliation = w.key AND c.root = c.key
         JOIN sources m ON m.root = c.key)
     SELECT key FROM within`,
    ids,
  );
}

const UP = `WITH RECURSIVE up (key, distance) AS (
    SELECT root, 0 FROM sources WHERE id = ?
    UNION SELECT a.root, u.distance + 1 FROM up u JOIN sources s ON s.key = u.key JOIN sources a ON a.key = s.affiliation
      WHERE u.distance < 100)`;

/** The keys of the affiliations above a source, nearest first. */
export const keysAbove = (db: ReadDb, id: string): number[] =>
  integers(db, `${UP} SELECT key FROM up WHERE distance > 0 GROUP BY key ORDER BY min(distance)`, [id]);

/** Whether `id` is read as `above`, or is affiliated to it at any remove. */
export const isAffiliatedTo = (db: ReadDb, id: string, above: string): boolean =>
  first(db, `${UP} SELECT 1 AS yes FROM up WHERE key = (SELECT root FROM sources WHERE id = ?) LIMIT 1`, [
    id,
    above,
  ]) !== null;

/** How many claims name both of two sources, as they are read. */
export function countNamingBoth(db: ReadDb, one: number, other: number): number {
  const row = first(
    db,
    `SELECT count(DISTINCT h.claim) AS both FROM sources m JOIN hops h ON h.source = m.key
     WHERE m.root = ?1 AND EXISTS (
       SELECT 1 FROM hops o JOIN sources n ON n.key = o.source WHERE o.claim = h.claim AND n.root = ?2)`,
    [one, other],
  );
  return row ? integer(row, "both") : 0;
}

/** How many sources are affiliated to a source, or to one that is read as it. */
export function countBelow(db: ReadDb, key: number): number {
  const row = first(
    db,
    `SELECT count(*) AS below FROM sources m JOIN sources c ON c.affiliation = m.key WHERE m.root = ? AND c.root = c.key`,
    [key],
  );
  return row ? integer(row, "below") : 0;
}

/** Whether an analyst said of two sources, or of two that are read as them, that they are two. */
export const areDistinct = (db: ReadDb, one: number, other: number): boolean =>
  first(
    db,
    `SELECT 1 AS yes FROM sources m JOIN source_distinctions d ON d.source = m.key JOIN sources n ON n.id = d.other
     WHERE (m.root = ?1 AND n.root = ?2) OR (m.root = ?2 AND n.root = ?1) LIMIT 1`,
    [one, other],
  ) !== null;
