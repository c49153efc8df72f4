import type { LookReason } from "../../../app/claims/model.ts";
import type { GradeAxis } from "../../../app/claims/rules.ts";

/** Which of the two grades a reason for another look is about; age is about both. */
const concerns: Record<LookReason, readonly GradeAxis[]> = {
  contradiction: ["credibility"],
  "new-origin": ["credibility"],
  regraded: ["reliability"],
  stale: ["credibility", "reliability"],
};

export const axesOf = (looks: readonly LookReason[]): Set<GradeAxis> =>
  new Set(looks.flatMap((look) => concerns[look]));
