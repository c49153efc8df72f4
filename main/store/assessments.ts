import { wallTime } from "../../app/kernel/clock.ts";
import { z } from "../../app/kernel/schema.ts";
import { type Assessment, Evidence, ReasonCode } from "../../app/sources/model.ts";
import { refreshLook } from "./looks.ts";
import { objectTable } from "./object-table.ts";
import {
  all,
  first,
  integer,
  integerOrNull,
  integers,
  oneOf,
  type ReadDb,
  type Row,
  run,
  text,
  textOrNull,
  type WriteDb,
} from "./sql.ts";
import { touchClaim } from "./touched-claims.ts";
import { touchSource } from "./touched-sources.ts";

const AXES = ["reliability", "credibility"] as const;
const SCOPES = ["general", "topic", "claim"] as const;

export const AssessmentValue = z.object({
  axis: z.enum(AXES),
  value: z.string().nullable(),
  scope: z.enum(SCOPES),
  topic: z.string().nullable(),
  sourceId: z.string().nullable(),
  claimId: z.string().nullable(),
  reasonCode: ReasonCode.nullable().default(null),
  reason: z.string().nullable(),
  evidence: z.array(Evidence).default([]),
  blind: z.boolean().default(false),
  insisted: z.enum(["one-origin"]).nullable(),
  scale: z.string(),
  scaleVersion: z.string(),
  analyst: z.string(),
  initials: z.string(),
  clock: z.string(),
});
export type AssessmentValue = z.infer<typeof AssessmentValue>;

const COLUMNS = `g.id, g.axis, g.value, g.scope, g.topic, s.id AS source_id, c.id AS claim_id, g.reason_code,
  g.reason, g.evidence, g.blind, g.insisted, g.scale, g.scale_version, g.analyst, g.initials, g.clock`;
const FROM = "FROM assessments g LEFT JOIN sources s ON s.key = g.source LEFT JOIN claims c ON c.key = g.claim";

const toValue = (row: Row): AssessmentValue => ({
  axis: oneOf(row, "axis", AXES),
  value: textOrNull(row, "value"),
  scope: oneOf(row, "scope", SCOPES),
  topic: textOrNull(row, "topic"),
  sourceId: textOrNull(row, "source_id"),
  claimId: textOrNull(row, "claim_id"),
  reasonCode: row["reason_code"] === null ? null : oneOf(row, "reason_code", ReasonCode.options),
  reason: textOrNull(row, "reason"),
  evidence: z.array(Evidence).parse(JSON.parse(text(row, "evidence"))),
  blind: integer(row, "blind") === 1,
  insisted: textOrNull(row, "insisted") === "one-origin" ? "one-origin" : null,
  scale: text(row, "scale"),
  scaleVersion: text(row, "scale_version"),
  analyst: text(row, "analyst"),
  initials: text(row, "initials"),
  clock: text(row, "clock"),
});

export const assessmentObject = objectTable(AssessmentValue, {
  read(db, id) {
    const row = first(db, `SELECT ${COLUMNS} ${FROM} WHERE g.id = ?`, [id]);
    return row && toValue(row);
  },
  write(db, id, value) {
    const before = first(db, "SELECT source, claim FROM assessments WHERE id = ?", [id]);
    run(db, "DELETE FROM assessments WHERE id = ?", [id]);
    if (value !== null)
      run(
        db,
        `INSERT INTO assessments (id, axis, value, scope, topic, source, claim, reason_code, reason, evidence, blind,
           insisted, scale, scale_version, analyst, initials, clock)
         VALUES (?, ?, ?, ?, ?, (SELECT key FROM sources WHERE id = ?), (SELECT key FROM claims WHERE id = ?),
           ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        [
          id,
          value.axis,
          value.value,
          value.scope,
          value.topic,
          value.sourceId,
          value.claimId,
          value.reasonCode,
          value.reason,
          JSON.stringify(value.evidence),
          value.blind ? 1 : 0,
          value.insisted,
          value.scale,
          value.scaleVersion,
          value.analyst,
          value.initials,
          value.clock,
        ],
      );
    const after = first(db, "SELECT source, claim FROM assessments WHERE id = ?", [id]);
    for (const row of [before, after])
      if (row) refreshGrades(db, integerOrNull(row, "claim"), integerOrNull(row, "source"));
  },
  label: (value) => value.value ?? "–",
});

/** The current grade of a claim on one axis: what its newest assessment says. */
function currentOf(db: ReadDb, claim: number, axis: string) {
  const row = first(
    db,
    `SELECT value, clock, analyst, reason IS NULL AND reason_code IS NULL AS bare FROM assessments
     WHERE claim = ? AND axis = ? ORDER BY clock DESC, key DESC LIMIT 1`,
    [claim, axis],
  );
  if (!row || row["value"] === null) return { value: null, clock: null, by: null, bare: 0 };
  return { value: text(row, "value"), clock: text(row, "clock"), by: text(row, "analyst"), bare: integer(row, "bare") };
}

/** The current grades are what the newest assessments say; lists keep them at hand, with when and by whom. */
export function refreshGrades(db: WriteDb, claim: number | null, source: number | null): void {
  if (claim !== null) {
    touchClaim(db, claim);
    const reliability = currentOf(db, claim, "reliability");
    const credibility = currentOf(db, claim, "credibility");
    run(
      db,
      `UPDATE claims SET reliability = ?, reliability_clock = ?, reliability_by = ?, credibility = ?,
         credibility_clock = ?, credibility_by = ?, without_reason = ? WHERE key = ?`,
      [
        reliability.value,
        reliability.clock,
        reliability.by,
        credibility.value,
        credibility.clock,
        credibility.by,
        reliability.bare + 2 * credibility.bare,
        claim,
      ],
    );
    refreshLook(db, claim);
  } else if (source !== null) {
    touchSource(db, source, "used");
    const row = first(
      db,
      `SELECT value, clock FROM assessments WHERE source = ? AND scope = 'general'
       ORDER BY clock DESC, key DESC LIMIT 1`,
      [source],
    );
    const value = row && textOrNull(row, "value");
    run(db, "UPDATE sources SET reliability = ?, reliability_clock = ? WHERE key = ?", [
      value,
      row && value !== null ? text(row, "clock") : null,
      source,
    ]);
  }
}

/** The next later assessment of the same claim and axis, or of the same source in general or on the same topic. */
const SUPERSEDED_BY = `CASE WHEN g.claim IS NOT NULL
    THEN (SELECT n.id FROM assessments n WHERE n.claim = g.claim AND n.axis = g.axis
      AND (n.clock, n.key) > (g.clock, g.key) ORDER BY n.clock, n.key LIMIT 1)
    ELSE (SELECT n.id FROM assessments n WHERE n.source = g.source AND n.scope = g.scope AND n.topic IS g.topic
      AND n.axis = g.axis AND n.claim IS NULL AND (n.clock, n.key) > (g.clock, g.key) ORDER BY n.clock, n.key LIMIT 1)
  END AS superseded_by`;

function toAssessment(row: Row): Assessment {
  const { scale, scaleVersion, analyst, initials, clock, ...rest } = toValue(row);
  return {
    id: text(row, "id"),
    ...rest,
    scale: { id: scale, version: scaleVersion },
    analyst: { name: analyst, initials },
    at: new Date(wallTime(clock)).toISOString(),
    supersededBy: textOrNull(row, "superseded_by"),
  };
}

/** The grades a claim was given, newest first. */
export function assessmentsOfClaim(db: ReadDb, claim: number): Assessment[] {
  return all(db, `SELECT ${COLUMNS}, ${SUPERSEDED_BY} ${FROM} WHERE g.claim = ? ORDER BY g.clock DESC, g.key DESC`, [
    claim,
  ]).map(toAssessment);
}

/** Assessments behind single claims that a source's page shows, the newest; the general and topical ones are all there. */
const BEHIND_CLAIMS = 100;

/**
 * The letters that a source, and those read as it, were given, in general, on topics and behind claims, newest first.
 * Scope by scope the index gives the newest without a sort: a source may stand behind a hundred thousand claims.
 */
export function assessmentsOfSource(db: ReadDb, root: number): Assessment[] {
  const keys = integers(db, "SELECT key FROM sources WHERE root = ?", [root]).flatMap((member) =>
    SCOPES.flatMap((scope) =>
      integers(db, `SELECT key FROM assessments WHERE source = ? AND scope = ? ORDER BY clock DESC, key DESC LIMIT ?`, [
        member,
        scope,
        scope === "claim" ? BEHIND_CLAIMS : -1,
      ]),
    ),
  );
  return all(
    db,
    `SELECT ${COLUMNS}, ${SUPERSEDED_BY} FROM json_each(?) w CROSS JOIN assessments g ON g.key = w.value
       LEFT JOIN sources s ON s.key = g.source LEFT JOIN claims c ON c.key = g.claim
     ORDER BY g.clock DESC, g.key DESC`,
    [JSON.stringify(keys)],
  ).map(toAssessment);
}

/** The ids of a claim's assessments, newest first. */
export function assessmentIdsOfClaim(db: ReadDb, claimId: string): string[] {
  return all(
    db,
    `SELECT g.id FROM assessments g JOIN claims c ON c.key = g.claim WHERE c.id = ? ORDER BY g.clock DESC, g.key DESC`,
    [claimId],
  ).map((row) => text(row, "id"));
}

/** The ids of the general and topical assessments of a source. */
export function assessmentIdsOfSource(db: ReadDb, sourceId: string): string[] {
  return all(
    db,
    `SELECT g.id FROM assessments g JOIN sources s ON s.key = g.source
     WHERE s.id = ? AND g.claim IS NULL ORDER BY g.clock DESC, g.key DESC`,
    [sourceId],
  ).map((row) => text(row, "id"));
}

/** The first of these claims and articles that is not there, by its kind and id; null where all are. */
export const missingEvidence = (db: ReadDb, evidence: readonly Evidence[]): Evidence | null =>
  evidence.find(({ kind, id }) => !first(db, EVIDENCE[kind], [id])) ?? null;

const EVIDENCE = {
  claim: "SELECT 1 FROM claims WHERE id = ?",
  article: "SELECT 1 FROM articles WHERE id = ? AND withdrawn = 0",
} as const;
