import { fold, type Folded } from "./fold.ts";
import { hasSeats, seatsAgree } from "./seats.ts";
import { stem } from "./stem.ts";

/** A word, a phrase or the beginning of a word: compared folded and stemmed, or more closely where it says so. */
export interface WordTerm {
  readonly kind: "stem" | "prefix" | "phrase";
  readonly value: string;
  /** Folded, but whole: `stem:off`. */
  readonly stem?: "off";
  /** Hamza seats, ta marbuta and ha, alef maqsura and ya told apart: `hamza:strict`. */
  readonly hamza?: "strict";
}

/** What was typed, mark for mark. */
export interface ExactTerm {
  readonly kind: "exact";
  readonly value: string;
}

/** All of the parts, with no more than `distance` words between the first to end and the last to begin. */
export interface NearTerm {
  readonly kind: "near";
  readonly distance: number;
  readonly parts: readonly WordTerm[];
}

/** What is looked for. */
export type MatchTerm = WordTerm | ExactTerm | NearTerm;

export interface MatchRange {
  start: number;
  end: number;
}

/** The place of a term in folded text, as a range of it, that begins at or after a word's start; null where there is none. */
export type FoldedFinder = (folded: string, from: number) => MatchRange | null;

/** Finds a term in folded text; what the fold made equal and the term tells apart is looked up in the text itself. */
export interface Finder {
  readonly find: FoldedFinder;
  /** Whether a range that was found is the term; null where every one is. */
  readonly holds: ((text: string, folded: Folded, found: MatchRange) => boolean) | null;
}

export function wordEnd(folded: string, at: number): number {
  const space = folded.indexOf(" ", at);
  return space === -1 ? folded.length : space;
}

export function nextWord(folded: string, at: number): number {
  let start = at;
  while (folded.charCodeAt(start) === 0x20) start += 1;
  return start;
}

/** What finds a word, phrase or beginning; null for a term without words, which is nowhere. */
export function finderOf(term: WordTerm): Finder | null {
  const typed = fold(term.value);
  const words = typed.text.split(" ").filter((word) => word !== "");
  const [first] = words;
  const isPrefix = term.kind === "prefix";
  if (first === undefined || (isPrefix && words.length > 1)) return null;
  const isWhole = term.stem === "off";
  const find = isPrefix
    ? prefixFinder(first, isWhole)
    : isWhole
      ? wordsFinder(words, (word) => word)
      : wordsFinder(words.map(stem), stem);
  if (term.hamza !== "strict" || !words.some(hasSeats)) return { find, holds: null };
  return { find, holds: (text, folded, found) => seatsAgree(term.value, typed, text, folded, found, isPrefix) };
}

/** What comes before the article: particles, one after the other. */
const withArticle = /^[وفبك]*(?:ال|لل)(?=..)/u;

/**
 * A beginning that was typed with its article, without it: words are found with and without, and the index has taken it
 * off. Nothing where none was typed, or less than two letters would be left.
 */
export function articleFreed(beginning: string): string[] {
  const article = withArticle.exec(beginning)?.[0];
  return article === undefined ? [] : [beginning.slice(article.length)];
}

function prefixFinder(prefix: string, isWhole: boolean): FoldedFinder {
  const [rest] = isWhole ? [] : articleFreed(prefix);
  const letters = rest ?? prefix;
  return (folded, from) => {
    for (let at = folded.indexOf(letters, from); at !== -1;) {
      const start = folded.lastIndexOf(" ", at) + 1;
      const end = wordEnd(folded, at);
      if (folded.startsWith(prefix, start)) return { start, end };
      if (!isWhole) {
        const stemmed = stem(folded.slice(start, end));
        if (stemmed.startsWith(prefix) || (rest !== undefined && stemmed.startsWith(rest))) return { start, end };
      }
      at = folded.indexOf(letters, end);
    }
    return null;
  };
}

/** Finds words that follow each other, compared by their stems or as they are: by what `keyOf` makes of them. */
function wordsFinder(keys: readonly string[], keyOf: (word: string) => string): FoldedFinder {
  const [first = "", ...rest] = keys;
  // Only words with the stem's letters need to be stemmed: a stem is a part of its word, but for the y of cities.
  const letters = /.y$/.test(first) ? first.slice(0, -1) : first;
  return (folded, from) => {
    for (let at = folded.indexOf(letters, from); at !== -1;) {
      const start = folded.lastIndexOf(" ", at) + 1;
      const firstEnd = wordEnd(folded, at);
      let end = firstEnd;
      const isFound =
        keyOf(folded.slice(start, end)) === first &&
        rest.every((wanted) => {
          const next = nextWord(folded, end);
          end = wordEnd(folded, next);
          return keyOf(folded.slice(next, end)) === wanted;
        });
      if (isFound) return { start, end };
      at = folded.indexOf(letters, firstEnd);
    }
    return null;
  };
}

/** All ranges of the folded text where a finder's term stands; a phrase may begin with the word that ends the last one. */
export function everyRange({ find, holds }: Finder, text: string, folded: Folded): MatchRange[] {
  const ranges: MatchRange[] = [];
  for (let found = find(folded.text, 0); found; found = find(folded.text, wordEnd(folded.text, found.start)))
    if (holds === null || holds(text, folded, found)) ranges.push(found);
  return ranges;
}

/** How many words begin before each range; ranges in order. */
function wordNumbers(folded: string, ranges: readonly MatchRange[]): number[] {
  let [at, words] = [0, 0];
  return ranges.map(({ start }) => {
    for (;;) {
      const next = nextWord(folded, at);
      if (next >= start) return words;
      words += 1;
      at = wordEnd(folded, next);
    }
  });
}

interface Place extends MatchRange {
  readonly part: number;
  /** The number of its first word in the text, and of the first word after it. */
  readonly first: number;
  readonly after: number;
}

/**
 * Where parts stand near one another: every range of a part that belongs to a group of all parts in which no more than
 * `distance` words lie between the first to end and the last to begin. In order, as FTS5's NEAR would find them.
 */
export function nearRanges(parts: readonly (readonly MatchRange[])[], distance: number, folded: string): MatchRange[] {
  if (parts.some((ranges) => ranges.length === 0)) return [];
  const places = parts
    .flatMap((ranges, part) => ranges.map(({ start, end }) => ({ start, end, part })))
    .toSorted((a, b) => a.start - b.start);
  const firsts = wordNumbers(folded, places);
  const all = places.map(({ start, end, part }, index): Place => {
    const first = firsts[index] as number;
    return { start, end, part, first, after: first + folded.slice(start, end).split(/ +/).length };
  });
  const near = new Set<Place>();
  let from = 0;
  const longest = Math.max(...all.map(({ first, after }) => after - first));
  for (const [index, last] of all.entries()) {
    while ((all[from] as Place).first + longest + distance < last.first) from += 1;
    // With what begins at the same place as the last one.
    let until = index + 1;
    while (until < all.length && (all[until] as Place).start === last.start) until += 1;
    const group = all.slice(from, until).filter(({ after }) => last.first - after <= distance);
    if (new Set(group.map(({ part }) => part)).size === parts.length) for (const place of group) near.add(place);
  }
  return all.filter((place) => near.has(place)).map(({ start, end }) => ({ start, end }));
}
