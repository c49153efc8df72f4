import { first, integerOrNull, integers, type ReadDb, run, text, type WriteDb } from "./sql.ts";
import { touchSource } from "./touched-sources.ts";

/*
 * How often a source is named, as origin and at any hop, and when last: derived, and kept with the source that is read
 * (`sources.claims`, `.origins`, `.last_used`), so that no list and no page counts claims while an analyst waits.
 */

/** Sources whose newest claim went: when they were last used is looked up once, at the end of the act. */
const stale = new WeakMap<ReadDb["connection"], Set<number>>();

/** The sources, as they are read, that a claim names at any hop. */
const namedBy = (db: ReadDb, claim: number): number[] =>
  integers(
    db,
    "SELECT DISTINCT ifnull(s.root, s.key) FROM hops h JOIN sources s ON s.key = h.source WHERE h.claim = ?",
    [claim],
  );

interface Facts {
  readonly origin: number | null;
  readonly createdAt: string;
}

function factsOf(db: ReadDb, claim: number): Facts | null {
  const row = first(db, "SELECT origin, created_at FROM claims WHERE key = ?", [claim]);
  return row && { origin: integerOrNull(row, "origin"), createdAt: text(row, "created_at") };
}

/** To be called before the hops of a claim are written anew, or the claim is removed. */
export function takeUses(db: WriteDb, claim: number): void {
  const facts = factsOf(db, claim);
  if (!facts) return;
  for (const source of namedBy(db, claim)) {
    run(db, "UPDATE sources SET claims = claims - 1 WHERE key = ?", [source]);
    const row = first(db, "SELECT 1 AS newest FROM sources WHERE key = ? AND last_used <= ?", [
      source,
      facts.createdAt,
    ]);
    if (row) markStale(db, source);
    touchSource(db, source, "used");
  }
  if (facts.origin !== null) run(db, "UPDATE sources SET origins = origins - 1 WHERE key = ?", [facts.origin]);
}

/** To be called when the hops of a claim, and its origin, were written. */
export function addUses(db: WriteDb, claim: number): void {
  const facts = factsOf(db, claim);
  if (!facts) return;
  for (const source of namedBy(db, claim)) {
    run(db, "UPDATE sources SET claims = claims + 1, last_used = max(ifnull(last_used, ''), ?) WHERE key = ?", [
      facts.createdAt,
      source,
    ]);
    touchSource(db, source, "used");
  }
  if (facts.origin !== null) run(db, "UPDATE sources SET origins = origins + 1 WHERE key = ?", [facts.origin]);
}

function markStale(db: WriteDb, source: number): void {
  let sources = stale.get(db.connection);
  if (!sources) stale.set(db.connection, (sources = new Set()));
  sources.add(source);
}

/** Looks up when sources were last used whose newest claim went. Called once an act, however many claims went. */
export function settleUses(db: WriteDb): void {
  const sources = stale.get(db.connection);
  if (!sources) return;
  stale.delete(db.connection);
  for (const source of sources) run(db, `UPDATE sources SET last_used = ${LAST_USED} WHERE key = ?`, [source]);
}

const MEMBERS = "SELECT m.key FROM sources m WHERE m.root = sources.key";
const LAST_USED = `(SELECT max(c.created_at) FROM hops h JOIN claims c ON c.key = h.claim WHERE h.source IN (${MEMBERS}))`;

/** Counts anew how often one source is named; for one that is read as another, nothing is counted. */
export function recountUses(db: WriteDb, source: number): void {
  run(
    db,
    `UPDATE sources SET
       claims = (SELECT count(DISTINCT h.claim) FROM hops h WHERE h.source IN (${MEMBERS})),
       origins = (SELECT count(*) FROM claims c WHERE c.origin = sources.key),
       last_used = ${LAST_USED}
     WHERE key = ?`,
    [source],
  );
  touchSource(db, source, "used");
}

/** Counts all of them anew: for a case whose rows were put in past the store. */
export function recountAllUses(db: WriteDb): void {
  run(db, RECOUNT_ALL);
}

const RECOUNT_ALL = `UPDATE sources SET claims = ifnull(n.claims, 0), last_used = n.last_used,
    origins = (SELECT count(*) FROM claims c WHERE c.origin = sources.key)
  FROM (SELECT k.key, u.claims, u.last_used FROM sources k LEFT JOIN (
      SELECT s.root, count(DISTINCT h.claim) AS claims, max(c.created_at) AS last_used
      FROM hops h JOIN sources s ON s.key = h.source JOIN claims c ON c.key = h.claim GROUP BY s.root) u ON u.root = k.key) n
  WHERE n.key = sources.key`;
