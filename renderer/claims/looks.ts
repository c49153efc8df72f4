import type { Claim, ClaimPatch, LookReason } from "../../app/claims/model.ts";
import type { GradeAxis } from "../../app/claims/rules.ts";

/** Which of the two grades a reason for another look is about; age is about both. */
const concerns: Record<LookReason, readonly GradeAxis[]> = {
  contradiction: ["credibility"],
  "new-origin": ["credibility"],
  regraded: ["reliability"],
  stale: ["credibility", "reliability"],
};

/** The given grades that another look is about; both where nothing asks for one. */
export function axesToConfirm(claim: Claim): GradeAxis[] {
  const asked = new Set(claim.look.flatMap((look) => concerns[look]));
  const axes: GradeAxis[] = ["credibility", "reliability"];
  return axes.filter((axis) => claim[axis] !== null && (asked.size === 0 || asked.has(axis)));
}

/**
 * The change that says that a claim's grades stand after another look: those that it is about are given again, with the
 * code *reviewed*, so that the history shows who looked and when.
 */
export function confirmGrades(claim: Claim): ClaimPatch {
  const patch: ClaimPatch = { id: claim.id };
  for (const axis of axesToConfirm(claim))
    patch[axis] = { value: claim[axis], reasonCode: "reviewed", reason: null, evidence: [], blind: false };
  return patch;
}
