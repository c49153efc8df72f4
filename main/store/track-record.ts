import type { RelationKind } from "../../app/claims/model.ts";
import type { TrackRecord } from "../../app/sources/model.ts";
import { all, first, integer, type ReadDb, textOrNull } from "./sql.ts";

/** How the claims of which a source is the origin fared; merged sources are part of the one that they are read as. */
export function trackRecord(db: ReadDb, key: number): TrackRecord {
  const by = (axis: "credibility" | "reliability") =>
    all(db, `SELECT ${axis} AS value, count(*) AS count FROM claims WHERE origin = ? GROUP BY ${axis}`, [key]).map(
      (row) => ({ value: textOrNull(row, "value"), count: integer(row, "count") }),
    );
  const credibility = by("credibility");
  return {
    claims: credibility.reduce((sum, { count }) => sum + count, 0),
    credibility,
    reliability: by("reliability"),
    contradicted: countRelated(db, key, "contradicts", ["from_claim", "to_claim"]),
    corroborated: countRelated(db, key, "corroborates", ["from_claim", "to_claim"]),
    // What updates a claim runs from the later one to it.
    updated: countRelated(db, key, "updates", ["to_claim"]),
    drifted: countDrifted(db, key),
  };
}

function countRelated(
  db: ReadDb,
  key: number,
  kind: RelationKind,
  ends: readonly ("from_claim" | "to_claim")[],
): number {
  const claims = ends.map(
    (end) => `SELECT c.key FROM claims c JOIN relations r ON r.${end} = c.key WHERE c.origin = ?1 AND r.kind = ?2`,
  );
  const row = first(db, `SELECT count(*) AS count FROM (${claims.join(" UNION ")})`, [key, kind]);
  return row ? integer(row, "count") : 0;
}

function countDrifted(db: ReadDb, key: number): number {
  const row = first(
    db,
    `SELECT count(*) AS count FROM sources s JOIN claims c ON c.origin = s.key
     WHERE s.key = ? AND c.reliability <> s.reliability AND c.reliability_clock < s.reliability_clock`,
    [key],
  );
  return row ? integer(row, "count") : 0;
}
