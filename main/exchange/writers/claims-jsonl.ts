import { natoScale } from "../../../app/claims/scale.ts";
import type { ExportedClaim } from "../../store/claim-exports.ts";
import type { ClaimWriter } from "./claim-writer.ts";

/** What is known of one of the two current grades; null where it is not graded. */
function gradeOf({ claim, reasons }: ExportedClaim, axis: "reliability" | "credibility") {
  const reason = reasons[axis];
  return reason && { value: claim[axis], at: claim.gradedAt[axis], by: claim.gradedBy[axis], ...reason };
}

/** One claim a line. Not graded is null, never a number; the scale is named on every line, so that each stands alone. */
export const claimsJsonl: ClaimWriter = {
  head: () => "",
  claim: (exported) => {
    const { claim, relations } = exported;
    return `${JSON.stringify({
      id: claim.id,
      statement: claim.statement,
      article: { id: claim.articleId, title: claim.articleTitle, outlet: claim.outlet },
      spans: claim.spans,
      attribution: claim.hops,
      furtherChains: claim.furtherChains,
      slots: claim.slots,
      questions: claim.questions,
      relations,
      reliability: claim.reliability,
      credibility: claim.credibility,
      withoutReason: claim.withoutReason,
      gradedAt: claim.gradedAt,
      gradedBy: claim.gradedBy,
      grades: { reliability: gradeOf(exported, "reliability"), credibility: gradeOf(exported, "credibility") },
      look: claim.look,
      scale: { id: natoScale.id, version: natoScale.version },
      tags: claim.tags.map((tag) => tag.path),
      eventDate: claim.eventDate,
      memo: claim.memo,
      createdAt: claim.createdAt,
      createdBy: claim.createdBy,
      updatedAt: claim.updatedAt,
    })}\n`;
  },
  neutralised: () => 0,
  circumstances: () => 0,
};
