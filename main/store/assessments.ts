import { wallTime } from "../../app/kernel/clock.ts";
import { z } from "../../app/kernel/schema.ts";
import type { Assessment } from "../../app/sources/model.ts";
import { objectTable } from "./object-table.ts";
import { all, first, integerOrNull, oneOf, type ReadDb, type Row, run, text, textOrNull, type WriteDb } from "./sql.ts";
import { touchClaim } from "./touched-claims.ts";

const AXES = ["reliability", "credibility"] as const;
const SCOPES = ["general", "topic", "claim"] as const;

export const AssessmentValue = z.object({
  axis: z.enum(AXES),
  value: z.string().nullable(),
  scope: z.enum(SCOPES),
  topic: z.string().nullable(),
  sourceId: z.string().nullable(),
  claimId: z.string().nullable(),
  reason: z.string().nullable(),
  insisted: z.enum(["one-origin"]).nullable(),
  scale: z.string(),
  scaleVersion: z.string(),
  analyst: z.string(),
  initials: z.string(),
  clock: z.string(),
});
export type AssessmentValue = z.infer<typeof AssessmentValue>;

const COLUMNS = `g.id, g.axis, g.value, g.scope, g.topic, s.id AS source_id, c.id AS claim_id, g.reason, g.insisted,
  g.scale, g.scale_version, g.analyst, g.initials, g.clock`;
const FROM = "FROM assessments g LEFT JOIN sources s ON s.key = g.source LEFT JOIN claims c ON c.key = g.claim";

const toValue = (row: Row): AssessmentValue => ({
  axis: oneOf(row, "axis", AXES),
  value: textOrNull(row, "value"),
  scope: oneOf(row, "scope", SCOPES),
  topic: textOrNull(row, "topic"),
  sourceId: textOrNull(row, "source_id"),
  claimId: textOrNull(row, "claim_id"),
  reason: textOrNull(row, "reason"),
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
        `INSERT INTO assessments (id, axis, value, scope, topic, source, claim, reason, insisted, scale, scale_version,
           analyst, initials, clock)
         VALUES (?, ?, ?, ?, ?, (SELECT key FROM sources WHERE id = ?), (SELECT key FROM claims WHERE id = ?),
           ?, ?, ?, ?, ?, ?, ?)`,
        [
          id,
          value.axis,
          value.value,
          value.scope,
          value.topic,
          value.sourceId,
          value.claimId,
          value.reason,
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

const LATEST = (axis: string): string =>
  `(SELECT g.value FROM assessments g WHERE g.claim = claims.key AND g.axis = '${axis}' ORDER BY g.clock DESC, g.key DESC LIMIT 1)`;
const UNREASONED = (axis: string): string =>
  `ifnull((SELECT g.value IS NOT NULL AND g.reason IS NULL FROM assessments g
     WHERE g.claim = claims.key AND g.axis = '${axis}' ORDER BY g.clock DESC, g.key DESC LIMIT 1), 0)`;

/** The current grades are what the newest assessments say; lists keep them at hand. */
export function refreshGrades(db: WriteDb, claim: number | null, source: number | null): void {
  if (claim !== null) {
    touchClaim(db, claim);
    run(
      db,
      `UPDATE claims SET reliability = ${LATEST("reliability")}, credibility = ${LATEST("credibility")},
         without_reason = ${UNREASONED("reliability")} + 2 * ${UNREASONED("credibility")} WHERE key = ?`,
      [claim],
    );
  } else if (source !== null)
    run(
      db,
      `UPDATE sources SET reliability = (SELECT g.value FROM assessments g
         WHERE g.source = sources.key AND g.scope = 'general' ORDER BY g.clock DESC, g.key DESC LIMIT 1) WHERE key = ?`,
      [source],
    );
}

function toAssessment(row: Row): Assessment {
  const { scale, scaleVersion, analyst, initials, clock, ...rest } = toValue(row);
  return {
    id: text(row, "id"),
    ...rest,
    scale: { id: scale, version: scaleVersion },
    analyst: { name: analyst, initials },
    at: new Date(wallTime(clock)).toISOString(),
  };
}

/** The grades a claim was given, newest first. */
export function assessmentsOfClaim(db: ReadDb, claim: number): Assessment[] {
  return all(db, `SELECT ${COLUMNS} ${FROM} WHERE g.claim = ? ORDER BY g.clock DESC, g.key DESC`, [claim]).map(
    toAssessment,
  );
}

/** The letters a source was given, in general, on topics and behind claims, newest first. */
export function assessmentsOfSource(db: ReadDb, source: number): Assessment[] {
  return all(db, `SELECT ${COLUMNS} ${FROM} WHERE g.source = ? ORDER BY g.clock DESC, g.key DESC LIMIT 1000`, [
    source,
  ]).map(toAssessment);
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
