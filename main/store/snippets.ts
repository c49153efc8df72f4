import type { Snippet } from "../../app/search/model.ts";
import { fold } from "../../app/text/fold.ts";
import {
  cutSnippet,
  findMatches,
  type FoldedFinder,
  finderOf,
  inOrder,
  type Matcher,
  matcherOf,
  type MatchRange,
  type MatchTerm,
} from "../../app/text/match.ts";
import { queryTokens } from "../../app/text/stem.ts";
import { decode, unitsBefore, view, wordFrom } from "./bodies.ts";

/** Longest snippet, in UTF-16 units. */
const WIDTH = 200;
/** Pieces of one text that are shown: the best one, and one of what it does not show. */
const MOST = 2;
/** Bytes on either side of a find that are decoded: room for a snippet of two-byte letters, and for other words near. */
const AROUND = 256;
/** Bytes on either side of a find's letters that tell whether they are the term: the rest of a word, marks and all. */
const NEAR = 64;
/** Bytes that are folded at a time where no term is found as it stands. */
const CHUNK = 8192;
/** A chunk begins this many bytes before the end of the last one, so that no phrase falls between them. */
const OVERLAP = 512;
/**
 * Finds of a term's letters that are looked at before the text is folded: most are the term, some stand in other words.
 * A text of one chunk is folded sooner than looked at in many places; what was typed mark for mark is found no other way.
 */
const tries = (body: Uint8Array, { finder }: Look): number => (finder === null ? 1000 : body.length > CHUNK ? 60 : 3);

/** The terms that a text was found by, made ready to be looked for in many texts. */
export interface Sought {
  readonly matches: Matcher;
  readonly looks: readonly Look[];
}

interface Look {
  /** The place of the term among those sought. */
  readonly term: number;
  readonly matches: Matcher;
  /** How its letters may stand in a text, in UTF-8: as most texts write them first, last the part that all share. */
  readonly forms: readonly Buffer[];
  /** Bytes on either side of its letters that hold all of it. */
  readonly near: number;
  /** Finds it in folded text; null where it is what was typed, mark for mark. */
  readonly finder: FoldedFinder | null;
}

const inUtf8 = (text: string): Buffer => Buffer.from(text, "utf8");

/** Letters that a text may have in other forms than the fold's: hamza seats, ta marbuta, Persian letters. */
const unsteady = /[اويهك\d]+/u;

const longest = (parts: readonly string[]): string =>
  parts.reduce((best, part) => (part.length > best.length ? part : best), "");

/** Folded letters as they may stand in a text. */
function formsOf(letters: string): string[] {
  if (letters.startsWith("ا")) return ["ا", "أ", "إ", "آ"].map((alef) => alef + letters.slice(1));
  const capital = letters.charAt(0).toUpperCase() + letters.slice(1);
  return capital === letters ? [letters] : [letters, capital, letters.toUpperCase()];
}

function lookOf(term: MatchTerm, place: number): Look {
  const matches = matcherOf([term]);
  const near = NEAR + 2 * Buffer.byteLength(term.value);
  if (term.kind === "exact") return { term: place, matches, forms: [inUtf8(term.value)], near, finder: null };
  // A prefix may stand in a word whole; of other words every form has the stem, but for y (city, cities).
  const words = queryTokens(term.value).map(({ folded, stem }) =>
    term.kind === "prefix" ? folded : stem.replace(/(?<=[a-z])y$/, ""),
  );
  const letters = longest(words);
  const part = longest(letters.split(unsteady));
  const forms = [...formsOf(letters), ...(part.length > 1 && part !== letters ? [part] : [])];
  return { term: place, matches, forms: forms.map(inUtf8), near, finder: finderOf(term) };
}

export const soughtBy = (terms: readonly MatchTerm[]): Sought => ({
  matches: matcherOf(terms),
  looks: terms.map(lookOf),
});

/** A decoded piece of a text: where it begins in bytes, and the terms' places in it, term by term. */
interface Piece {
  readonly from: number;
  readonly text: string;
  readonly matches: readonly (readonly MatchRange[])[];
}

const has = (piece: Piece, { term }: Look): boolean => (piece.matches[term]?.length ?? 0) > 0;

function pieceAround(body: Buffer, at: number, sought: Sought): Piece {
  const from = wordFrom(body, at - AROUND);
  const text = decode(body.subarray(from, wordFrom(body, at + AROUND)));
  return { from, text, matches: sought.matches(text) };
}

/** Whether the term, and not only its letters, stands around a place. */
function isAt(body: Buffer, at: number, { near, matches }: Look): boolean {
  const text = decode(body.subarray(wordFrom(body, at - near), wordFrom(body, at + near)));
  return (matches(text)[0] as readonly MatchRange[]).length > 0;
}

/** A place of a term where its letters stand as they are: right for most words, and no text is folded whole. */
function lookQuickly(body: Buffer, look: Look, sought: Sought): Piece | null {
  const most = tries(body, look);
  for (const form of look.forms) {
    let at = body.indexOf(form);
    for (let tried = 0; tried < most && at !== -1; tried += 1) {
      // The first is nearly always right.
      if (tried === 0 || isAt(body, at, look)) {
        const piece = pieceAround(body, at, sought);
        if (has(piece, look)) return piece;
      }
      at = body.indexOf(form, at + 1);
    }
  }
  return null;
}

/** The first place of a term in the folded text, chunk by chunk. */
function lookFolded(body: Buffer, look: Look, finder: FoldedFinder, sought: Sought): Piece | null {
  for (let from = 0; from < body.length;) {
    const end = wordFrom(body, from + CHUNK);
    const text = decode(body.subarray(from, end));
    const folded = fold(text);
    const found = finder(folded.text, 0);
    if (found) {
      const before = Buffer.byteLength(text.slice(0, folded.map[found.start]));
      const piece = pieceAround(body, from + before, sought);
      if (has(piece, look)) return piece;
    }
    if (end >= body.length) return null;
    from = Math.max(from + 1, wordFrom(body, end - OVERLAP));
  }
  return null;
}

const within = (match: MatchRange, { start, end }: MatchRange): boolean => match.start >= start && match.end <= end;

/** What is shown of a piece: a window of it. */
function cut(body: Buffer, piece: Piece, matches: readonly MatchRange[], { start, end }: MatchRange): Snippet {
  const before = unitsBefore(body, piece.from);
  const hits = matches
    .filter((match) => within(match, { start, end }))
    .map((match): [number, number] => [match.start - start, match.end - start]);
  return { text: piece.text.slice(start, end), start: before + start, end: before + end, hits };
}

const NOTHING = Buffer.alloc(0);

/**
 * Pieces of a stored text (UTF-8) around the first finds, in the text's own glyphs, with offsets in UTF-16 units; its
 * beginning where none of the terms stands in it (the find was in the title, or only fields were asked for).
 */
export function snippetsOf(body: Uint8Array, sought: Sought): Snippet[] {
  const text = view(body);
  const snippets: Snippet[] = [];
  const shown = new Set<number>();
  for (const look of sought.looks) {
    if (snippets.length >= MOST) break;
    if (shown.has(look.term)) continue;
    const piece =
      lookQuickly(text, look, sought) ?? (look.finder === null ? null : lookFolded(text, look, look.finder, sought));
    if (!piece) continue;
    const matches = inOrder(piece.matches);
    const window = cutSnippet(piece.text, matches, WIDTH);
    const snippet = cut(text, piece, matches, window);
    if (snippets.some((other) => other.start < snippet.end && snippet.start < other.end)) continue;
    snippets.push(snippet);
    for (const { term } of sought.looks)
      if (piece.matches[term]?.some((match) => within(match, window))) shown.add(term);
  }
  if (snippets.length > 0) return snippets.toSorted((a, b) => a.start - b.start);
  const beginning = decode(text.subarray(0, wordFrom(text, AROUND)));
  return beginning === "" ? [] : [beginningOf(beginning)];
}

/** The beginning of a text, where there is nothing to show in it. */
export const beginningOf = (text: string): Snippet =>
  cut(NOTHING, { from: 0, text, matches: [] }, [], cutSnippet(text, [], WIDTH));

/** Snippets of a short text that is at hand whole. */
export function snippetsOfText(text: string, terms: readonly MatchTerm[]): Snippet[] {
  const matches = findMatches(text, terms);
  if (matches.length === 0) return [];
  return [cut(NOTHING, { from: 0, text, matches: [] }, matches, cutSnippet(text, matches, WIDTH))];
}
