import type { Claim, Hop, HopInput } from "./model.ts";

/** A claim is unfinished while one of its two grades is missing; F and 6 are grades, *not graded* is none. */
export const isUnfinished = (claim: Pick<Claim, "reliability" | "credibility">): boolean =>
  claim.reliability === null || claim.credibility === null;

/** The chain of a new claim before the analyst adds to it: the article's outlet, where it has one. */
export function initialHops(article: { readonly outlet: string | null }): HopInput[] {
  return article.outlet === null ? [] : [{ source: article.outlet, kind: "outlet" }];
}

/**
 * The origin of a claim: the last hop of its chain, named or not (`domain.md`, "origin"). It is the hop whose source the
 * letter on the claim is about, and whose basis is the claim's.
 */
export const originOf = <AnyHop extends Hop | HopInput>(hops: readonly AnyHop[]): AnyHop | undefined => hops.at(-1);

export type GradeAxis = "reliability" | "credibility";
export interface GradeKey {
  readonly axis: GradeAxis;
  readonly value: string;
}

const digitSets = ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"];

/**
 * The grade that a key stands for on the built-in scale: `a`–`f` is a reliability, `1`–`6` a credibility, whatever the
 * layout: a Latin letter goes by what was typed, anything else by the physical key (`KeyB` on an Arabic layout types لا),
 * and digits are also taken as ١–٦ and ۱–۶.
 *
 * @param key what the key typed (`KeyboardEvent.key`)
 * @param code the physical key (`KeyboardEvent.code`), "" where it is unknown
 * @returns null for every other key
 */
export function gradeOfKey(key: string, code: string): GradeKey | null {
  if (/^[a-z]$/iu.test(key)) return letter(key);
  for (const digits of digitSets) {
    const value = key.length === 1 ? digits.indexOf(key) : -1;
    if (value >= 0) return digit(String(value));
  }
  // A named key ("Enter", "F2") types nothing and is no grade; other scripts' letters go by their place.
  if (/^[A-Z][A-Za-z0-9]+$/u.test(key)) return null;
  const physical = /^(?:Key([A-F])|(?:Digit|Numpad)([1-6]))$/u.exec(code);
  if (physical?.[1]) return letter(physical[1]);
  return physical?.[2] ? digit(physical[2]) : null;
}

function letter(key: string): GradeKey | null {
  const value = key.toUpperCase();
  return value >= "A" && value <= "F" ? { axis: "reliability", value } : null;
}

function digit(value: string): GradeKey | null {
  return value >= "1" && value <= "6" ? { axis: "credibility", value } : null;
}
