import { judgeGrade } from "../../app/claims/grading.ts";
import type { Grading } from "../../app/claims/model.ts";
import { natoScale } from "../../app/claims/scale.ts";
import { Refusal } from "../../app/contract/errors.ts";
import type { z } from "../../app/kernel/schema.ts";
import type { Act } from "../store/acts.ts";
import { missingEvidence } from "../store/assessments.ts";
import { currentGrades } from "../store/claims.ts";
import { lastSourceIdOf } from "../store/hops.ts";
import { newId } from "../store/identity.ts";
import { originsBehind } from "../store/origins.ts";
import type { ReadDb } from "../store/sql.ts";

export type Grade = z.output<typeof Grading>;
type Axis = "reliability" | "credibility";

/** Adds a grade to a claim's history, unless it says nothing new: the value that stands, without any reason. */
function assess(act: Act, db: ReadDb, claimId: string, axis: Axis, grade: Grade): void {
  const isConfirmed = grade.reason !== null || grade.reasonCode !== null;
  if (currentGrades(db, claimId)[axis] === grade.value && !isConfirmed) return;
  const missing = missingEvidence(db, grade.evidence);
  if (missing) throw new Refusal("not-found", `there is no ${missing.kind} ${missing.id}`);
  const behind = axis === "credibility" && grade.value === "1" ? originsBehind(db, claimId) : null;
  const verdict = judgeGrade(
    natoScale,
    { axis, ...grade },
    behind?.origins.map(({ label }) => label) ?? [],
    behind?.articles,
  );
  if (!verdict.ok) throw new Refusal(verdict.code, verdict.message, verdict.details);
  act.put("assessment", newId(), {
    axis,
    value: grade.value,
    scope: "claim",
    topic: null,
    sourceId: axis === "reliability" ? lastSourceIdOf(db, claimId) : null,
    claimId,
    reasonCode: grade.reasonCode,
    reason: grade.reason,
    evidence: grade.evidence,
    blind: grade.blind,
    insisted: verdict.insisted,
    scale: natoScale.id,
    scaleVersion: natoScale.version,
    analyst: act.who.analyst.name,
    initials: act.who.analyst.initials,
    clock: act.clock,
  });
}

/** Adds what grades are given to a claim's history; each is judged by itself. */
export function assessBoth(
  act: Act,
  db: ReadDb,
  claimId: string,
  grades: Partial<Record<Axis, Grade | undefined>>,
): void {
  if (grades.credibility) assess(act, db, claimId, "credibility", grades.credibility);
  if (grades.reliability) assess(act, db, claimId, "reliability", grades.reliability);
}
