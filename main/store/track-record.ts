import type { RelationKind } from "../../app/claims/model.ts";
import type { TrackRecord } from "../../app/sources/model.ts";
import { all, first, integer, type ReadDb, textOrNull } from "./sql.ts";

/** How the claims of which a source is the origin fared; merged sources are part of the one that they are read as. */
export function trackRecord(db: ReadDb, key: number): TrackRecord {
  // One walk along the index `claims_by_origin`, which has all of it in this order.
  const cells = all(
    db,
    `SELECT c.credibility, c.reliability, count(*) AS count,
       ifnull(sum(c.reliability <> s.reliability AND c.reliability_clock < s.reliability_clock), 0) AS drifted
     FROM sources s JOIN claims c ON c.origin = s.key WHERE s.key = ? GROUP BY c.credibility, c.reliability`,
    [key],
  ).map((row) => ({
    credibility: textOrNull(row, "credibility"),
    reliability: textOrNull(row, "reliability"),
    count: integer(row, "count"),
    drifted: integer(row, "drifted"),
  }));
  const claims = cells.reduce((sum, { count }) => sum + count, 0);
  const by = (axis: "credibility" | "reliability"): TrackRecord["credibility"] => {
    const counts = new Map<string | null, number>();
    for (const cell of cells) counts.set(cell[axis], (counts.get(cell[axis]) ?? 0) + cell.count);
    return Array.from(counts, ([value, count]) => ({ value, count }));
  };
  const related = (kind: RelationKind, ends: readonly End[]): number => countRelated(db, key, claims, kind, ends);
  return {
    claims,
    credibility: by("credibility"),
    reliability: by("reliability"),
    contradicted: related("contradicts", ["from_claim", "to_claim"]),
    corroborated: related("corroborates", ["from_claim", "to_claim"]),
    // What updates a claim runs from the later one to it.
    updated: related("updates", ["to_claim"]),
    drifted: cells.reduce((sum, { drifted }) => sum + drifted, 0),
  };
}

type End = "from_claim" | "to_claim";

/** From that side of which there is less: the claims of a source, or all relations of a kind. */
function countRelated(db: ReadDb, key: number, claims: number, kind: RelationKind, ends: readonly End[]): number {
  const few = first(db, "SELECT count(*) < ? AS few FROM (SELECT 1 FROM relations WHERE kind = ? LIMIT ?)", [
    claims,
    kind,
    claims,
  ]);
  const join = few && integer(few, "few") === 1 ? "relations r CROSS JOIN claims c" : "claims c CROSS JOIN relations r";
  const related = ends.map(
    (end) => `SELECT c.key FROM ${join} ON r.${end} = c.key WHERE c.origin = ?1 AND r.kind = ?2`,
  );
  const row = first(db, `SELECT count(*) AS count FROM (${related.join(" UNION ")})`, [key, kind]);
  return row ? integer(row, "count") : 0;
}
