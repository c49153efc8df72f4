import type { Claim, LookReason } from "../../../app/claims/model.ts";
import type { GradeAxis } from "../../../app/claims/rules.ts";
import type { EditorContent } from "./content.ts";

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

/** The grades given again as they are, as looked at once more; saving writes them into the history. */
export function confirmed(content: EditorContent, claim: Claim): EditorContent {
  const next = { ...content };
  for (const axis of axesToConfirm(claim))
    next[axis] = { ...content[axis], value: claim[axis], reasonCode: "reviewed" };
  return next;
}
