import type { Claim, ClaimPatch } from "../../../app/claims/model.ts";

const again = (value: string): NonNullable<ClaimPatch["credibility"]> => ({
  value,
  reasonCode: "reviewed",
  reason: null,
  evidence: [],
  blind: false,
});

/**
 * The change that says that a claim's grades stand after another look: each that was given is given again, with the code
 * *reviewed*, so that the history shows who looked and when.
 */
export const confirmGrades = (claim: Claim): ClaimPatch => ({
  id: claim.id,
  ...(claim.credibility === null ? {} : { credibility: again(claim.credibility) }),
  ...(claim.reliability === null ? {} : { reliability: again(claim.reliability) }),
});
