import type { Scale } from "./scale.ts";

export interface GradeWanted {
  readonly axis: "reliability" | "credibility";
  readonly value: string | null;
  readonly reason: string | null;
}

export type Verdict =
  | { readonly ok: true; readonly insisted: "one-origin" | null }
  | {
      readonly ok: false;
      readonly code: "bad-request" | "reason-required";
      readonly message: string;
      /** For `reason-required`: the origin that repeats (null where there is none), and how many articles carry it. */
      readonly details?: { origin: string | null; articles: number };
    };

/**
 * Whether a grade may be recorded. A grade needs no reason (domain.md, Grading, rule 3), with one exception here:
 * credibility 1 says that other, independent sources confirm it, so with fewer than two origins the analyst must
 * insist, with a reason, and that is recorded (rule 4).
 * @param origins names of the distinct origins behind the claim and what corroborates it
 * @param articles how many articles these stand in: copies of one origin are many articles, and still one origin
 */
export function judgeGrade(scale: Scale, grade: GradeWanted, origins: readonly string[], articles = 1): Verdict {
  if (grade.value === null) return { ok: true, insisted: null };
  const values = scale[grade.axis].map(({ value }) => value);
  if (!values.includes(grade.value))
    return {
      ok: false,
      code: "bad-request",
      message: `${grade.axis}: "${grade.value}" is no grade of the scale ${scale.id}; it has ${values.join(", ")}`,
    };
  if (grade.axis === "reliability" || grade.value !== "1" || origins.length >= 2) return { ok: true, insisted: null };
  if (grade.reason !== null) return { ok: true, insisted: "one-origin" };
  const [origin = null] = origins;
  const repeats =
    articles > 1
      ? `${articles} articles carry this, and all go back to ${origin ?? "one origin"}`
      : `the only one is ${origin ?? "unknown"}`;
  return {
    ok: false,
    code: "reason-required",
    message: `credibility 1 needs two independent origins; ${repeats}. Give a reason to insist`,
    details: { origin, articles },
  };
}
