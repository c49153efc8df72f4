import { everyRange, type Finder, finderOf, type MatchRange, type MatchTerm, nearRanges } from "./finders.ts";
import { fold, type Folded, unfoldRange } from "./fold.ts";

export type { MatchRange, MatchTerm, WordTerm } from "./finders.ts";

const wordCharacter = /[\p{L}\p{N}\p{M}]/u;

function wordCharacterBefore(text: string, offset: number): boolean {
  if (offset <= 0) return false;
  const unit = text.charCodeAt(offset - 1);
  const low = unit >= 0xdc00 && unit <= 0xdfff && offset > 1;
  return wordCharacter.test(text.slice(low ? offset - 2 : offset - 1, offset));
}

function wordCharacterAt(text: string, offset: number): boolean {
  const codePoint = text.codePointAt(offset);
  return codePoint !== undefined && wordCharacter.test(String.fromCodePoint(codePoint));
}

/**
 * Occurrences of a text exactly as typed, mark for mark, that do not cut a word: a letter, digit or
 * combining mark beside the occurrence means that the word in the text is another one.
 */
function exactMatches(text: string, value: string, from: number, to: number): MatchRange[] {
  const matches: MatchRange[] = [];
  if (value.length === 0) return matches;
  const startsWord = wordCharacterAt(value, 0);
  const endsWord = wordCharacterBefore(value, value.length);
  let at = text.indexOf(value, from);
  while (at !== -1 && at + value.length <= to) {
    const end = at + value.length;
    const cut = (startsWord && wordCharacterBefore(text, at)) || (endsWord && wordCharacterAt(text, end));
    if (cut) at = text.indexOf(value, at + 1);
    else {
      matches.push({ start: at, end });
      at = text.indexOf(value, end);
    }
  }
  return matches;
}

/** Farthest that a window is widened to whole words, in UTF-16 units. */
const WORD_REACH = 64;

function widen(text: string, from: number, to: number): MatchRange {
  let start = from;
  while (start > 0 && from - start < WORD_REACH && !/\s/.test(text[start - 1] as string)) start -= 1;
  let end = to;
  while (end < text.length && end - to < WORD_REACH && !/\s/.test(text[end] as string)) end += 1;
  return { start, end };
}

/** Where each of some terms stands in a text, in the order of the terms. */
export type Matcher = (text: string, from?: number, to?: number) => MatchRange[][];

/** Where one term stands in a text, as ranges of its folded form. */
type InFolded = (text: string, folded: Folded) => readonly MatchRange[];

/** What finds a term in folded text; null for one that is compared as it was typed, and for one without words. */
function inFolded(term: MatchTerm): InFolded | null {
  if (term.kind === "exact") return null;
  if (term.kind !== "near") {
    const finder = finderOf(term);
    return finder && ((text, folded) => everyRange(finder, text, folded));
  }
  const finders = term.parts.map(finderOf).filter((finder): finder is Finder => finder !== null);
  return (text, folded) => {
    const parts: MatchRange[][] = [];
    for (const finder of finders) {
      const ranges = everyRange(finder, text, folded);
      if (ranges.length === 0) return [];
      parts.push(ranges);
    }
    return nearRanges(parts, term.distance, folded.text);
  };
}

/** `findMatches` made ready for many texts; it tells the terms apart. */
export function matcherOf(terms: readonly MatchTerm[]): Matcher {
  const finders = terms.map(inFolded);
  const isFolding = finders.some((finder) => finder !== null);
  return (text, from = 0, to = text.length) => {
    const window = isFolding ? widen(text, from, to) : { start: 0, end: 0 };
    const part = text.slice(window.start, window.end);
    const folded = fold(part);
    return terms.map((term, index) => {
      if (term.kind === "exact") return exactMatches(text, term.value, from, to);
      const matches: MatchRange[] = [];
      for (const found of finders[index]?.(part, folded) ?? []) {
        const range = unfoldRange(folded, found.start, found.end);
        const start = range.start + window.start;
        const end = trimEnd(text, start, range.end + window.start);
        if (start >= from && end <= to) matches.push({ start, end });
      }
      return matches;
    });
  };
}

/**
 * Where the terms stand in the ORIGINAL text, in order, without repetition; matches of different
 * terms may overlap. Values may be given raw, folded or stemmed: the stem of a stem is itself. A `stem`
 * of several words is a phrase. `prefix` compares with the start of a
 * folded word, and with the start of its stem: the index holds الاستخبارات without its article.
 * Only matches within [from, to) are given (UTF-16 units, end exclusive).
 */
export const findMatches = (text: string, terms: readonly MatchTerm[], from = 0, to = text.length): MatchRange[] =>
  inOrder(matcherOf(terms)(text, from, to));

/** The places of several terms in order, each once. */
export function inOrder(each: readonly (readonly MatchRange[])[]): MatchRange[] {
  if (each.length === 1) return [...(each[0] as readonly MatchRange[])];
  const matches = each.flat();
  matches.sort((a, b) => a.start - b.start || a.end - b.end);
  return matches.filter((match, index) => {
    const before = matches[index - 1];
    return before === undefined || before.start !== match.start || before.end !== match.end;
  });
}

/** Bidi and zero-width marks after a word are dropped by the fold but are no part of the match. */
function trimEnd(text: string, start: number, end: number): number {
  let last = end;
  while (last > start && /\p{Cf}/u.test(text[last - 1] as string)) last -= 1;
  return last;
}

/**
 * The window of at most `width` UTF-16 units that shows the most different matches (the first such
 * one), with what room is left shared on both sides, cut between words. Without matches it is the
 * beginning of the text. `matches` are in order, as `findMatches` gives them. A match longer than
 * the width is cut at the width.
 */
export function cutSnippet(text: string, matches: readonly MatchRange[], width: number): MatchRange {
  if (text.length <= width) return { start: 0, end: text.length };
  let best = { start: 0, end: 0 };
  let most = 0;
  let last = 0;
  // Distinct is what was found, folded: five times the same word says less than two different ones.
  const keys =
    matches.length > 1 ? matches.map((match) => fold(text.slice(match.start, match.end)).text) : matches.map(() => "");
  const inside = new Map<string, number>();
  for (let first = 0; first < matches.length; first += 1) {
    const start = (matches[first] as MatchRange).start;
    while (last < matches.length && (matches[last] as MatchRange).end - start <= width) {
      const key = keys[last] as string;
      inside.set(key, (inside.get(key) ?? 0) + 1);
      last += 1;
    }
    const score = inside.size * 1000 + Math.min(last - first, 999);
    if (last > first && score > most) {
      most = score;
      best = { start, end: matches.slice(first, last).reduce((end, match) => Math.max(end, match.end), start) };
    }
    if (last === first) last += 1;
    else {
      const key = keys[first] as string;
      const left = (inside.get(key) ?? 1) - 1;
      if (left === 0) inside.delete(key);
      else inside.set(key, left);
    }
  }
  if (most === 0 && matches.length > 0) {
    const start = (matches[0] as MatchRange).start;
    best = { start, end: start + width };
  }

  const room = Math.max(0, width - (best.end - best.start));
  let start = Math.max(0, best.start - Math.floor(room / 2));
  let end = Math.min(text.length, start + width);
  start = Math.max(0, end - width);
  if (start > 0) start = forwardToWord(text, start, best.start);
  if (end < text.length) end = backToWord(text, end, Math.max(best.end, start));
  return { start, end };
}

function forwardToWord(text: string, offset: number, limit: number): number {
  let start = offset;
  while (start < limit && !/\s/.test(text[start - 1] as string)) start += 1;
  while (start < limit && /\s/.test(text[start] as string)) start += 1;
  return isWithinPair(text, start) ? start + 1 : start;
}

function backToWord(text: string, offset: number, limit: number): number {
  let end = offset;
  while (end > limit && !/\s/.test(text[end] as string)) end -= 1;
  // A word longer than the window is cut.
  if (end === limit && limit < offset && limit === 0) end = offset;
  while (end > limit && /\s/.test(text[end - 1] as string)) end -= 1;
  return isWithinPair(text, end) ? end - 1 : end;
}

function isWithinPair(text: string, offset: number): boolean {
  const unit = text.charCodeAt(offset);
  const before = text.charCodeAt(offset - 1);
  return unit >= 0xdc00 && unit <= 0xdfff && before >= 0xd800 && before <= 0xdbff;
}
