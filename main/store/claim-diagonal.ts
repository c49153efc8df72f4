import type { Diagonal } from "../../app/claims/model.ts";
import { natoScale } from "../../app/claims/scale.ts";
import type { ClaimColumns, Codes } from "./claim-columns.ts";

/** Where a grade stands on its axis: from 0, or one of these two. */
const APART = -1;
const NOT_GRADED = -2;

/** The places of an axis by the code of the grade. */
function places(codes: Codes, axis: "reliability" | "credibility"): Int32Array {
  const judged = natoScale[axis].filter(({ apart }) => !apart).map(({ value }) => value);
  return Int32Array.from(codes.values, (value) =>
    value === null ? NOT_GRADED : Math.max(APART, judged.indexOf(value)),
  );
}

/** How the two grades of the claims in a mask lie to each other, in all and by the analyst who gave both. */
export function countDiagonal(columns: ClaimColumns, mask: Uint8Array): { total: Diagonal; analysts: Diagonal[] } {
  const { reliabilities, credibilities, reliabilityBy, credibilityBy, analyst } = columns;
  const letters = places(columns.reliability, "reliability");
  const digits = places(columns.credibility, "credibility");
  // By analyst, three counts each: judged, on the diagonal, apart. Code 0 is of those that two analysts graded.
  const counts = new Int32Array(analyst.values.length * 3);
  for (let slot = 0; slot < mask.length; slot += 1) {
    if (mask[slot] === 0) continue;
    const letter = letters[reliabilities[slot] as number] as number;
    const digit = digits[credibilities[slot] as number] as number;
    const least = Math.min(letter, digit);
    if (least === NOT_GRADED) continue;
    const by = reliabilityBy[slot] as number;
    const at = by === credibilityBy[slot] ? by * 3 : 0;
    const isApart = Number(least === APART);
    counts[at] = (counts[at] as number) + 1 - isApart;
    counts[at + 1] = (counts[at + 1] as number) + (Number(letter === digit) & (1 - isApart));
    counts[at + 2] = (counts[at + 2] as number) + isApart;
  }
  const analysts = analyst.values.map((name, code): Diagonal => {
    const [judged = 0, onDiagonal = 0, apart = 0] = counts.subarray(code * 3, code * 3 + 3);
    return { analyst: name, judged, onDiagonal, apart };
  });
  const total = { analyst: null, judged: 0, onDiagonal: 0, apart: 0 };
  for (const each of analysts) {
    total.judged += each.judged;
    total.onDiagonal += each.onDiagonal;
    total.apart += each.apart;
  }
  return { total, analysts: analysts.filter(({ judged, apart }) => judged + apart > 0).toSorted(byName) };
}

/** By name, those of two analysts last. */
function byName(a: Diagonal, b: Diagonal): number {
  if (a.analyst === null || b.analyst === null) return Number(a.analyst === null) - Number(b.analyst === null);
  return a.analyst < b.analyst ? -1 : 1;
}
