import type { Claim } from "../../../app/claims/model.ts";
import { natoScale } from "../../../app/claims/scale.ts";

/** One claim a line. Not graded is null, never a number; the scale is named on every line, so that each stands alone. */
export const claimsJsonl = {
  head: (): string => "",
  claim: (claim: Claim): string =>
    `${JSON.stringify({
      id: claim.id,
      statement: claim.statement,
      article: { id: claim.articleId, title: claim.articleTitle, outlet: claim.outlet },
      spans: claim.spans,
      attribution: claim.hops,
      reliability: claim.reliability,
      credibility: claim.credibility,
      withoutReason: claim.withoutReason,
      scale: { id: natoScale.id, version: natoScale.version },
      tags: claim.tags.map((tag) => tag.path),
      eventDate: claim.eventDate,
      memo: claim.memo,
      createdAt: claim.createdAt,
      createdBy: claim.createdBy,
      updatedAt: claim.updatedAt,
    })}\n`,
  neutralised: (_claim: Claim): number => 0,
};
