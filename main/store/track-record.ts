import type { TrackRecord } from "../../app/sources/model.ts";
import { all, first, integer, integers, type ReadDb, run, textOrNull, type WriteDb } from "./sql.ts";

/** How a claim fared, as bits of `claims.fared`. */
const CONTRADICTED = 1;
const CORROBORATED = 2;
const UPDATED = 4;

/** What each relation says of the claim at either of its ends; what updates a claim runs from the later one to it. */
const FARED = `SELECT CASE kind WHEN 'contradicts' THEN ${CONTRADICTED} WHEN 'corroborates' THEN ${CORROBORATED} ELSE 0 END
    FROM relations WHERE from_claim = ?1
  UNION SELECT CASE kind WHEN 'contradicts' THEN ${CONTRADICTED} WHEN 'corroborates' THEN ${CORROBORATED}
      WHEN 'updates' THEN ${UPDATED} ELSE 0 END
    FROM relations WHERE to_claim = ?1`;

/** Brings up to date how a claim fared. To be called when its relations change. */
export function refreshFared(db: WriteDb, claim: number): void {
  const fared = integers(db, FARED, [claim]).reduce((bits, bit) => bits | bit, 0);
  run(db, "UPDATE claims SET fared = ?1 WHERE key = ?2 AND fared <> ?1", [fared, claim]);
}

/** Claims that are alike in what is counted, and how many of them were graded before the source's own letter was given. */
interface Cell {
  readonly credibility: string | null;
  readonly reliability: string | null;
  readonly fared: number;
  readonly count: number;
  readonly older: number;
}

/** How the claims of which a source is the origin fared; merged sources are part of the one that they are read as. */
export function trackRecord(db: ReadDb, key: number): TrackRecord {
  const source = first(db, "SELECT reliability, reliability_clock FROM sources WHERE key = ?", [key]);
  const [letter, clock] = source ? [source["reliability"], textOrNull(source, "reliability_clock")] : [null, null];
  // One walk along the index `claims_by_origin`, which has all of it in this order.
  const cells = all(
    db,
    `SELECT credibility, reliability, fared, count(*) AS count, ifnull(sum(reliability_clock < ?2), 0) AS older
     FROM claims WHERE origin = ?1 GROUP BY credibility, reliability, fared`,
    [key, clock],
  ).map((row): Cell => ({
    credibility: textOrNull(row, "credibility"),
    reliability: textOrNull(row, "reliability"),
    fared: integer(row, "fared"),
    count: integer(row, "count"),
    older: integer(row, "older"),
  }));
  const sum = (of: (cell: Cell) => number): number => cells.reduce((total, cell) => total + of(cell), 0);
  const having = (bit: number): number => sum(({ fared, count }) => ((fared & bit) === 0 ? 0 : count));
  const by = (axis: "credibility" | "reliability"): TrackRecord["credibility"] => {
    const counts = new Map<string | null, number>();
    for (const cell of cells) counts.set(cell[axis], (counts.get(cell[axis]) ?? 0) + cell.count);
    return Array.from(counts, ([value, count]) => ({ value, count }));
  };
  return {
    claims: sum(({ count }) => count),
    credibility: by("credibility"),
    reliability: by("reliability"),
    contradicted: having(CONTRADICTED),
    corroborated: having(CORROBORATED),
    updated: having(UPDATED),
    drifted: sum(({ reliability, older }) => (letter === null || reliability === letter ? 0 : older)),
  };
}
