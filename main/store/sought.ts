import {
  finderOf,
  type Finder,
  type MatchRange,
  nearRanges,
  everyRange,
  type WordTerm,
} from "../../app/text/finders.ts";
import { fold, type Folded } from "../../app/text/fold.ts";
import { type Matcher, matcherOf, type MatchTerm } from "../../app/text/match.ts";
import { queryTokens } from "../../app/text/stem.ts";
import { decode, wordFrom } from "./bodies.ts";

/** Bytes on either side of a find that are decoded: room for a snippet of two-byte letters, and for other words near. */
export const AROUND = 256;
/** Bytes on either side of a find's letters that tell whether they are the term: the rest of a word, marks and all. */
const NEAR = 64;
/** Bytes that a word and what parts it from the next may have: most have half as many. */
const WORD = 32;
/** Bytes that are folded at a time where no term is found as it stands. */
const CHUNK = 8192;
/** A chunk begins this many bytes before the end of the last one, so that no phrase falls between them. */
const OVERLAP = 512;
/**
 * Finds of a term's letters that are looked at before the text is folded: most are the term, some stand in other words.
 * A text of one chunk is folded sooner than looked at in many places; what was typed mark for mark is found no other way.
 */
const tries = (body: Uint8Array, { first }: Look): number => (first === null ? 1000 : body.length > CHUNK ? 60 : 3);

/** The terms that a text was found by, made ready to be looked for in many texts. */
export interface Sought {
  readonly matches: Matcher;
  readonly looks: readonly Look[];
}

export interface Look {
  /** The place of the term among those sought. */
  readonly term: number;
  readonly matches: Matcher;
  /** How its letters may stand in a text, in UTF-8: as most texts write them first, last the part that all share. */
  readonly forms: readonly Buffer[];
  /** Bytes on either side of its letters that hold all of it. */
  readonly near: number;
  /** Whether it is several words that may stand apart. */
  readonly isOfSeveral: boolean;
  /** The places where it begins in a folded text; null where it is what was typed, mark for mark. */
  readonly first: ((text: string, folded: Folded) => readonly MatchRange[]) | null;
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

/** The letters of a term that stand in every text that has it. */
function lettersOf({ kind, value, stem: compared }: WordTerm): string {
  // A prefix may stand in a word whole; of other words every form has the stem, but for y (city, cities).
  const words = queryTokens(value).map(({ folded, stem }) =>
    kind === "prefix" || compared === "off" ? folded : stem.replace(/(?<=[a-z])y$/, ""),
  );
  return longest(words);
}

function lookOf(term: MatchTerm, place: number): Look {
  const matches = matcherOf([term]);
  if (term.kind === "exact") {
    const value = inUtf8(term.value);
    return { term: place, matches, forms: [value], near: NEAR + 2 * value.length, isOfSeveral: false, first: null };
  }
  const parts = term.kind === "near" ? term.parts : [term];
  const letters = longest(parts.map(lettersOf));
  const part = longest(letters.split(unsteady));
  const forms = [...formsOf(letters), ...(part.length > 1 && part !== letters ? [part] : [])];
  const size = parts.reduce((bytes, { value }) => bytes + 2 * Buffer.byteLength(value), 0);
  const near = NEAR + size + (term.kind === "near" ? WORD * term.distance : 0);
  const isOfSeveral = term.kind === "near";
  return { term: place, matches, forms: forms.map(inUtf8), near, isOfSeveral, first: placesOf(term) };
}

function placesOf(term: Exclude<MatchTerm, { kind: "exact" }>): NonNullable<Look["first"]> {
  const finders = (term.kind === "near" ? term.parts : [term]).map(finderOf);
  if (term.kind === "near")
    return (text, folded) =>
      nearRanges(
        finders.map((finder) => (finder ? everyRange(finder, text, folded) : [])),
        term.distance,
        folded.text,
      );
  const [finder] = finders;
  return finder ? (text, folded) => firstRange(finder, text, folded) : () => [];
}

/** The first range only, where that is enough. */
function firstRange(finder: Finder, text: string, folded: Folded): MatchRange[] {
  if (finder.holds !== null) return everyRange(finder, text, folded);
  const found = finder.find(folded.text, 0);
  return found ? [found] : [];
}

export const soughtBy = (terms: readonly MatchTerm[]): Sought => ({
  matches: matcherOf(terms),
  looks: terms.map(lookOf),
});

/** A decoded piece of a text: where it begins in bytes, and the terms' places in it, term by term. */
export interface Piece {
  readonly from: number;
  readonly text: string;
  readonly matches: readonly (readonly MatchRange[])[];
}

const has = (piece: Piece, { term }: Look): boolean => (piece.matches[term]?.length ?? 0) > 0;

function pieceAround(body: Buffer, at: number, look: Look, sought: Sought): Piece {
  const reach = Math.max(AROUND, look.near);
  const from = wordFrom(body, at - reach);
  const text = decode(body.subarray(from, wordFrom(body, at + reach)));
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
    if (form.length === 0) return null;
    let at = body.indexOf(form);
    for (let tried = 0; tried < most && at !== -1; tried += 1) {
      // The first is nearly always right.
      if (tried === 0 || isAt(body, at, look)) {
        const piece = pieceAround(body, at, look, sought);
        if (has(piece, look)) return piece;
      }
      at = body.indexOf(form, at + 1);
    }
  }
  return null;
}

/** The first place of a term in the folded text, chunk by chunk. */
function lookFolded(body: Buffer, look: Look, sought: Sought): Piece | null {
  if (look.first === null) return null;
  const overlap = Math.max(OVERLAP, 2 * look.near);
  for (let from = 0; from < body.length;) {
    const end = wordFrom(body, from + CHUNK + overlap);
    const text = decode(body.subarray(from, end));
    const folded = fold(text);
    for (const found of look.first(text, folded)) {
      const before = Buffer.byteLength(text.slice(0, folded.map[found.start]));
      const piece = pieceAround(body, from + before, look, sought);
      if (has(piece, look)) return piece;
    }
    if (end >= body.length) return null;
    from = Math.max(from + 1, wordFrom(body, end - overlap));
  }
  return null;
}

/** The first place of a term in a stored text (UTF-8), with what stands around it; null where it is nowhere. */
export const lookFor = (body: Buffer, look: Look, sought: Sought): Piece | null =>
  lookQuickly(body, look, sought) ?? lookFolded(body, look, sought);

/** What tells whether a stored text (UTF-8) has a term. */
export function holding(term: MatchTerm): (body: Buffer) => boolean {
  const sought = soughtBy([term]);
  const [look] = sought.looks;
  return (body) => look !== undefined && lookFor(body, look, sought) !== null;
}
