import { type Claim, RelationKind } from "../../app/claims/model.ts";
import { must } from "../../app/kernel/assert.ts";
import { z } from "../../app/kernel/schema.ts";
import { Evidence, ReasonCode } from "../../app/sources/model.ts";
import { byClaim } from "./claim-parts.ts";
import { claimsByKeys } from "./claims.ts";
import { integer, oneOf, type ReadDb, type Row, text, textOrNull } from "./sql.ts";

/** Why a current grade is what it is. */
export interface GradeReason {
  readonly reasonCode: ReasonCode | null;
  readonly reason: string | null;
  readonly evidence: readonly Evidence[];
  readonly blind: boolean;
  readonly insisted: string | null;
}

/** A relation as the claim that is written tells it. */
export interface ExportedRelation {
  readonly kind: RelationKind;
  /** Whether it runs from this claim. */
  readonly outgoing: boolean;
  readonly claimId: string;
  readonly note: string | null;
}

/** A claim with what a file says of it beside what lists show. */
export interface ExportedClaim {
  readonly claim: Claim;
  readonly reasons: Readonly<Record<"reliability" | "credibility", GradeReason | null>>;
  /** How many grades it was given before those that stand. */
  readonly earlierGrades: number;
  readonly relations: readonly ExportedRelation[];
}

const GRADES = `SELECT g.claim, g.axis, g.value, g.reason_code, g.reason, g.evidence, g.blind, g.insisted
  FROM json_each(?) w CROSS JOIN assessments g ON g.claim = w.value ORDER BY g.claim, g.axis, g.clock DESC, g.key DESC`;

interface Grade extends GradeReason {
  readonly axis: "reliability" | "credibility";
  readonly isGiven: boolean;
}

const toGrade = (row: Row): Grade => ({
  axis: oneOf(row, "axis", ["reliability", "credibility"]),
  isGiven: row["value"] !== null,
  reasonCode: row["reason_code"] === null ? null : oneOf(row, "reason_code", ReasonCode.options),
  reason: textOrNull(row, "reason"),
  evidence: z.array(Evidence).parse(JSON.parse(text(row, "evidence"))),
  blind: integer(row, "blind") === 1,
  insisted: textOrNull(row, "insisted"),
});

const RELATIONS = `SELECT w.value AS claim, r.kind, 1 AS outgoing, o.id, r.note, r.clock, r.key
    FROM json_each(?1) w CROSS JOIN relations r ON r.from_claim = w.value JOIN claims o ON o.key = r.to_claim
  UNION ALL SELECT w.value, r.kind, 0, o.id, r.note, r.clock, r.key
    FROM json_each(?1) w CROSS JOIN relations r ON r.to_claim = w.value JOIN claims o ON o.key = r.from_claim
  ORDER BY 1, 6, 7`;

const toRelation = (row: Row): ExportedRelation => ({
  kind: oneOf(row, "kind", RelationKind.options),
  outgoing: integer(row, "outgoing") === 1,
  claimId: text(row, "id"),
  note: textOrNull(row, "note"),
});

/** The reason of the grade that stands, the newest; null where none does. */
function reasonOf([newest]: readonly Grade[]): GradeReason | null {
  if (!newest?.isGiven) return null;
  const { axis: _axis, isGiven: _isGiven, ...reason } = newest;
  return reason;
}

/** The claims with these keys as files have them, in their order. */
export function exportedClaims(db: ReadDb, keys: readonly number[]): ExportedClaim[] {
  const grades = byClaim(db, GRADES, keys, toGrade);
  const relations = byClaim(db, RELATIONS, keys, toRelation);
  return claimsByKeys(db, keys).map((claim, index): ExportedClaim => {
    const key = must(keys[index] ?? null, "each claim has its key");
    const own = grades.get(key) ?? [];
    const reliability = own.filter(({ axis }) => axis === "reliability");
    const credibility = own.filter(({ axis }) => axis === "credibility");
    return {
      claim,
      reasons: { reliability: reasonOf(reliability), credibility: reasonOf(credibility) },
      earlierGrades: Math.max(0, reliability.length - 1) + Math.max(0, credibility.length - 1),
      relations: relations.get(key) ?? [],
    };
  });
}
