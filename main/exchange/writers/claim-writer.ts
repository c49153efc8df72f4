import type { ExportedClaim } from "../../store/claim-exports.ts";

/** A format that claims are written in. */
export interface ClaimWriter {
  /** What stands before the first claim. */
  head(): string;
  claim(exported: ExportedClaim): string;
  /** Cells that would be taken for something else than text, and were changed. */
  neutralised(exported: ExportedClaim): number;
  /** Grades of which the evidence, the blind run or the insistence has no place in the format. */
  circumstances(exported: ExportedClaim): number;
}
