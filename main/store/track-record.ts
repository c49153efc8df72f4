import type { TrackRecord } from "../../app/sources/model.ts";
import { all, integer, integers, type ReadDb, run, textOrNull, type WriteDb } from "./sql.ts";

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

/** How the claims of which a source is the origin fared; merged sources are part of the one that they are read as. */
export function trackRecord(db: ReadDb, key: number): TrackRecord {
  // One walk along the index `claims_by_origin`, which has all of it in this order.
  const cells = all(
    db,
    `SELECT c.credibility, c.reliability, count(*) AS count, sum(c.fared & ${CONTRADICTED} <> 0) AS contradicted,
       sum(c.fared & ${CORROBORATED} <> 0) AS corroborated, sum(c.fared & ${UPDATED} <> 0) AS updated,
       ifnull(sum(c.reliability <> s.reliability AND c.reliability_clock < s.reliability_clock), 0) AS drifted
     FROM sources s JOIN claims c ON c.origin = s.key WHERE s.key = ? GROUP BY c.credibility, c.reliability`,
    [key],
  ).map((row) => ({
    credibility: textOrNull(row, "credibility"),
    reliability: textOrNull(row, "reliability"),
    count: integer(row, "count"),
    contradicted: integer(row, "contradicted"),
    corroborated: integer(row, "corroborated"),
    updated: integer(row, "updated"),
    drifted: integer(row, "drifted"),
  }));
  const sum = (what: "count" | "contradicted" | "corroborated" | "updated" | "drifted"): number =>
    cells.reduce((total, cell) => total + cell[what], 0);
  const by = (axis: "credibility" | "reliability"): TrackRecord["credibility"] => {
    const counts = new Map<string | null, number>();
    for (const cell of cells) counts.set(cell[axis], (counts.get(cell[axis]) ?? 0) + cell.count);
    return Array.from(counts, ([value, count]) => ({ value, count }));
  };
  return {
    claims: sum("count"),
    credibility: by("credibility"),
    reliability: by("reliability"),
    contradicted: sum("contradicted"),
    corroborated: sum("corroborated"),
    updated: sum("updated"),
    drifted: sum("drifted"),
  };
}
