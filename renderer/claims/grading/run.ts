import type { GradeKey } from "../../../app/claims/rules.ts";

/** What was decided about one claim of a run. */
export type Outcome = "graded" | "left";

/** Where a blind run stands. The digit comes first; only then is the letter asked for. */
export interface Run {
  readonly claimIds: readonly string[];
  /** The place of the claim in hand; one past the last when the run is over. */
  readonly at: number;
  /** The digit given to the claim in hand; undefined while it is asked for, null: left as it is. */
  readonly digit: string | null | undefined;
  readonly outcomes: ReadonlyMap<string, Outcome>;
}

export const startRun = (claimIds: readonly string[]): Run => ({
  claimIds,
  at: 0,
  digit: undefined,
  outcomes: new Map(),
});

export type Asked = "digit" | "letter" | "nothing";

export const askedOf = (run: Run): Asked =>
  run.at >= run.claimIds.length ? "nothing" : run.digit === undefined ? "digit" : "letter";

/** Takes a grade where it is the one asked for: a letter before its digit is none. */
export const takesGrade = (run: Run, grade: GradeKey): boolean =>
  (askedOf(run) === "digit" && grade.axis === "credibility") ||
  (askedOf(run) === "letter" && grade.axis === "reliability");

export const giveDigit = (run: Run, digit: string | null): Run => ({ ...run, digit });

/** Back to the digit of the claim in hand, or to the claim before. */
export const goBack = (run: Run): Run =>
  run.digit !== undefined && run.at < run.claimIds.length
    ? { ...run, digit: undefined }
    : { ...run, at: Math.max(0, run.at - 1), digit: undefined };

/** The claim in hand is done with. */
export function finishClaim(run: Run, outcome: Outcome): Run {
  const id = run.claimIds[run.at];
  if (id === undefined) return run;
  return { ...run, at: run.at + 1, digit: undefined, outcomes: new Map(run.outcomes).set(id, outcome) };
}

export const countOutcomes = (run: Run, outcome: Outcome): number =>
  [...run.outcomes.values()].filter((each) => each === outcome).length;
