import type { ClaimFilter, LookReason } from "../../app/claims/model.ts";
import { afterDate, type ClaimColumns, dateNumber, relationBit } from "./claim-columns.ts";
import { LOOK_CONTRADICTION, LOOK_NEW_ORIGIN } from "./looks.ts";
import { claimKeysMatching } from "./search.ts";
import { clockFrom } from "./source-facts.ts";
import { sourceKeysWithin } from "./source-merges.ts";
import { integers, marks, type ReadDb } from "./sql.ts";

const isAsked = (values: readonly unknown[] | undefined): boolean => values !== undefined && values.length > 0;

/** 1 at every slot that a filter leaves. */
export function maskOf(db: ReadDb, columns: ClaimColumns, filter: ClaimFilter): Uint8Array {
  const { count } = columns;
  const mask = columns.alive.slice(0, count);
  const keepMarked = (marked: Uint8Array): void => {
    for (let slot = 0; slot < count; slot += 1) mask[slot] = (mask[slot] as number) & (marked[slot] as number);
  };
  const markKeys = (keys: Iterable<number>): Uint8Array => {
    const marked = new Uint8Array(count);
    for (const key of keys) {
      const slot = columns.slotOf(key);
      if (slot !== -1) marked[slot] = 1;
    }
    return marked;
  };

  if (filter.reliability && isAsked(filter.reliability))
    keepCodes(
      mask,
      columns.reliabilities,
      filter.reliability.map((value) => columns.reliability.find(fromFilter(value))),
    );
  if (filter.credibility && isAsked(filter.credibility))
    keepCodes(
      mask,
      columns.credibilities,
      filter.credibility.map((value) => columns.credibility.find(fromFilter(value))),
    );
  if (filter.outlets && isAsked(filter.outlets))
    keepKeys(
      mask,
      columns.outlets,
      flags(
        filter.outlets.map((value) => columns.outlet.find(value)),
        columns.outlet.values.length,
      ),
    );
  if (filter.origins && isAsked(filter.origins))
    keepKeys(mask, columns.origins, flags(sourceKeysWithin(db, filter.origins), columns.mostOrigin + 1));
  if (filter.withoutReason !== undefined)
    keepCodes(mask, columns.withoutReason, filter.withoutReason ? [1, 2, 3] : [0]);
  if (filter.graded) keepGraded(mask, columns, filter.graded === "graded");
  if (filter.after !== undefined) keepBetween(mask, columns.dates, afterDate(filter.after), Infinity);
  if (filter.before !== undefined) keepBetween(mask, columns.dates, 0, dateNumber(filter.before));
  if (filter.sources && isAsked(filter.sources)) {
    const marked = new Uint8Array(count);
    columns.hops.mark(new Set(sourceKeysWithin(db, filter.sources)), marked);
    keepMarked(marked);
  }
  if (filter.tags && isAsked(filter.tags)) {
    const marked = new Uint8Array(count);
    columns.tags.mark(new Set(withTagsBelow(db, filter.tags)), marked);
    keepMarked(marked);
  }
  if (filter.questions && isAsked(filter.questions)) {
    const marked = new Uint8Array(count);
    columns.questions.mark(new Set(questionKeys(db, filter.questions)), marked);
    keepMarked(marked);
  }
  if (filter.analysts && isAsked(filter.analysts)) keepByAnalyst(mask, columns, filter.analysts);
  if (filter.relations && isAsked(filter.relations))
    keepBits(
      mask,
      columns.relations,
      filter.relations.reduce((bits, kind) => bits | relationBit(kind), 0),
    );
  if (filter.look) {
    const wanted = filter.look.reasons.reduce((bits, reason) => bits | LOOK_BITS[reason], 0);
    keepBits(mask, lookBits(columns, filter.look.staleDays, wanted), wanted);
  }
  if (filter.articles && isAsked(filter.articles)) keepMarked(markKeys(claimsWithSpanIn(db, filter.articles)));
  const found = filter.text === undefined ? null : claimKeysMatching(db, filter.text);
  if (found) keepMarked(markKeys(found));
  return mask;
}

// One plain loop each over typed arrays, without branches on what is as good as random: a function called for every slot
// would cost ten times as much, a branch three times.

/** Keeps the slots where the column holds one of the codes. */
function keepCodes(mask: Uint8Array, column: Uint8Array, codes: readonly (number | undefined)[]): void {
  const allowed = flags(codes, 256);
  for (let slot = 0; slot < mask.length; slot += 1)
    mask[slot] = (mask[slot] as number) & (allowed[column[slot] as number] as number);
}

/** Keeps the slots where the column holds a key that is flagged; there is a flag for every key that it can hold. */
function keepKeys(mask: Uint8Array, column: Int32Array, allowed: Uint8Array): void {
  for (let slot = 0; slot < mask.length; slot += 1)
    mask[slot] = (mask[slot] as number) & (allowed[column[slot] as number] as number);
}

function keepGraded(mask: Uint8Array, columns: ClaimColumns, isGraded: boolean): void {
  const { reliabilities, credibilities } = columns;
  const other = isGraded ? 0 : 1;
  for (let slot = 0; slot < mask.length; slot += 1)
    mask[slot] =
      (mask[slot] as number) & ((Number(reliabilities[slot] !== 0) & Number(credibilities[slot] !== 0)) ^ other);
}

/** Keeps values from `from` on and below `to`; what has none (-1) is neither. */
function keepBetween(mask: Uint8Array, column: Float64Array, from: number, to: number): void {
  for (let slot = 0; slot < mask.length; slot += 1) {
    const value = column[slot] as number;
    mask[slot] = (mask[slot] as number) & Number(value >= from) & Number(value < to);
  }
}

const fromFilter = (value: string): string | null => (value === "none" ? null : value);

/** As many flags as `size`, 1 at every number given. */
function flags(numbers: readonly (number | undefined)[], size: number): Uint8Array {
  const set = new Uint8Array(size);
  for (const number of numbers) if (number !== undefined) set[number] = 1;
  return set;
}

/** The keys of tags with everything under them. */
const withTagsBelow = (db: ReadDb, ids: readonly string[]): number[] =>
  integers(
    db,
    `WITH RECURSIVE below (key) AS (SELECT key FROM tags WHERE id IN (${marks(ids.length)})
       UNION SELECT t.key FROM tags t JOIN below b ON t.parent = b.key) SELECT key FROM below`,
    ids,
  );

const claimsWithSpanIn = (db: ReadDb, articles: readonly string[]): number[] =>
  integers(
    db,
    `SELECT s.claim FROM claim_spans s JOIN articles a ON a.key = s.article WHERE a.id IN (${marks(articles.length)})`,
    articles,
  );

const questionKeys = (db: ReadDb, ids: readonly string[]): number[] =>
  integers(db, `SELECT key FROM questions WHERE id IN (${marks(ids.length)})`, ids);

/** Keeps the slots of which a current grade was given by one of the analysts. */
function keepByAnalyst(mask: Uint8Array, columns: ClaimColumns, analysts: readonly string[]): void {
  const { reliabilityBy, credibilityBy, analyst } = columns;
  const allowed = flags(
    analysts.map((name) => analyst.find(name)),
    analyst.values.length,
  );
  for (let slot = 0; slot < mask.length; slot += 1)
    mask[slot] =
      (mask[slot] as number) &
      ((allowed[reliabilityBy[slot] as number] as number) | (allowed[credibilityBy[slot] as number] as number));
}

/** Keeps the slots that have one of the bits. */
function keepBits(mask: Uint8Array, column: Uint8Array, bits: number): void {
  for (let slot = 0; slot < mask.length; slot += 1)
    mask[slot] = (mask[slot] as number) & Number(((column[slot] as number) & bits) !== 0);
}

/** The bit of each reason for another look; the first two are those of `claims.look`. */
export const LOOK_BITS: Readonly<Record<LookReason, number>> = {
  contradiction: LOOK_CONTRADICTION,
  "new-origin": LOOK_NEW_ORIGIN,
  regraded: 4,
  stale: 8,
};
const ALL_LOOKS = 15;

/**
 * Why each claim needs another look, a bit a reason. Regraded: its origin's general letter is another one than its own,
 * and was given later. Stale: one of its grades is as many days old, where that was asked. Only `wanted` bits are found.
 */
export function lookBits(columns: ClaimColumns, staleDays: number | null, wanted = ALL_LOOKS): Uint8Array {
  const bits = columns.looks.slice(0, columns.count);
  if (wanted & LOOK_BITS.regraded) markRegraded(columns, bits);
  if (wanted & LOOK_BITS.stale && staleDays !== null)
    markStale(columns, bits, clockFrom(Date.now() - staleDays * 86_400_000));
  return bits;
}

function markRegraded(columns: ClaimColumns, bits: Uint8Array): void {
  const { origins, reliabilities, reliabilityGiven } = columns;
  const { letters, given } = columns.sources.lettersBelow(columns.mostOrigin + 1);
  for (let slot = 0; slot < bits.length; slot += 1) {
    const letter = reliabilities[slot] as number;
    const origin = origins[slot] as number;
    const now = letters[origin] as number;
    const isRegraded =
      Number(letter !== 0) &
      Number(now !== 0) &
      Number(now !== letter) &
      Number((given[origin] as number) > (reliabilityGiven[slot] as number));
    bits[slot] = (bits[slot] as number) | (isRegraded * LOOK_BITS.regraded);
  }
}

/** Where a grade is not given its clock number is -1. */
function markStale({ reliabilityGiven, credibilityGiven }: ClaimColumns, bits: Uint8Array, before: number): void {
  for (let slot = 0; slot < bits.length; slot += 1) {
    const letter = reliabilityGiven[slot] as number;
    const digit = credibilityGiven[slot] as number;
    const isStale = (Number(letter >= 0) & Number(letter < before)) | (Number(digit >= 0) & Number(digit < before));
    bits[slot] = (bits[slot] as number) | (isStale * LOOK_BITS.stale);
  }
}
