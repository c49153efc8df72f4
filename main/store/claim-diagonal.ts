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
  // Every cell of the two axes by analyst; code 0 is of those that two analysts graded.
  const width = digits.length;
  const size = letters.length * width;
  const cells = new Int32Array(analyst.values.length * size);
  for (let slot = 0; slot < mask.length; slot += 1) {
    const by = reliabilityBy[slot] as number;
    const at = by * Number(by === credibilityBy[slot]) * size + (reliabilities[slot] as number) * width;
    const cell = at + (credibilities[slot] as number);
    cells[cell] = (cells[cell] as number) + (mask[slot] as number);
  }
  const analysts = analyst.values.map((name, code): Diagonal => {
    const sum = { analyst: name, judged: 0, onDiagonal: 0, apart: 0 };
    for (const [cell, count] of cells.subarray(code * size, (code + 1) * size).entries()) {
      const letter = letters[Math.floor(cell / width)] as number;
      const digit = digits[cell % width] as number;
      const least = Math.min(letter, digit);
      if (least === APART) sum.apart += count;
      if (least < 0) continue;
      sum.judged += count;
      if (letter === digit) sum.onDiagonal += count;
    }
    return sum;
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
