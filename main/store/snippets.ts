import type { Snippet } from "../../app/search/model.ts";
import { fold, foldText } from "../../app/text/fold.ts";
import { cutSnippet, findMatches, type MatchRange, type MatchTerm } from "../../app/text/match.ts";
import { queryTokens, stem } from "../../app/text/stem.ts";
import { decode, unitsBefore, view, wordFrom } from "./bodies.ts";

/** Longest snippet, in UTF-16 units. */
const WIDTH = 200;
/** Pieces of one text that are shown: the best one, and one of what it does not show. */
const MOST = 2;
/** Bytes on either side of a find that are decoded: room for a snippet of two-byte letters, and for other words near. */
const AROUND = 320;
/** Bytes that are folded at a time where no term is found as it stands. */
const CHUNK = 16_384;
/** A chunk begins this many bytes before the end of the last one, so that no phrase falls between them. */
const OVERLAP = 512;
/**
 * Finds of a term's letters that are looked at before the text is folded: most are the term, some stand in other words.
 * A text of one chunk is folded sooner than looked at in many places.
 */
const tries = (body: Uint8Array): number => (body.length > CHUNK ? 40 : 2);

/** A text found by some terms: their letters for a quick look, and the terms as the matcher wants them. */
export interface Sought {
  readonly terms: readonly MatchTerm[];
  readonly looks: readonly Look[];
}

interface Look {
  readonly term: MatchTerm;
  /** Folded letters that every word found by the term has. */
  readonly letters: string;
  /** How they may stand in a text, in UTF-8. */
  readonly bytes: readonly Buffer[];
  /** Whether a folded word is one that the term finds, or the first of its phrase. */
  readonly isFirst: (word: string) => boolean;
}

const inUtf8 = (text: string): Buffer => Buffer.from(text, "utf8");

/** Letters that a text may have in other forms than the fold's: hamza seats, ta marbuta, Persian letters. */
const unsteady = /[اويهك\d]+/u;

/** The longest piece of folded letters that texts have as it is. */
function steadyPart(letters: string): string {
  const parts = letters.split(unsteady);
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), "");
}

function lookOf(term: MatchTerm): Look {
  if (term.kind === "exact") return { term, letters: "", bytes: [inUtf8(term.value)], isFirst: () => false };
  const [first] = queryTokens(term.value);
  // A prefix may stand in a word whole; of other words every form has the stem, but for y (city, cities).
  const letters = term.kind === "prefix" ? (first?.folded ?? "") : (first?.stem ?? "").replace(/(?<=[a-z])y$/, "");
  const part = steadyPart(letters);
  const plain = part.length > 1 ? part : letters;
  const capital = plain.charAt(0).toUpperCase() + plain.slice(1);
  const forms = [plain, ...(capital === plain ? [] : [capital, plain.toUpperCase()])];
  const isFirst = (word: string): boolean =>
    term.kind === "prefix" ? word.startsWith(letters) || stem(word).startsWith(letters) : stem(word) === first?.stem;
  return { term, letters, bytes: forms.map(inUtf8), isFirst };
}

export const soughtBy = (terms: readonly MatchTerm[]): Sought => ({ terms, looks: terms.map(lookOf) });

/** A decoded piece of a text: where it begins in bytes, and the terms' places in it. */
interface Piece {
  readonly from: number;
  readonly text: string;
  readonly matches: readonly MatchRange[];
}

function pieceAround(body: Buffer, at: number, terms: readonly MatchTerm[]): Piece {
  const from = wordFrom(body, at - AROUND);
  const text = decode(body.subarray(from, wordFrom(body, at + AROUND)));
  return { from, text, matches: findMatches(text, terms) };
}

/** The first place of a term where its letters stand as they are: right for most words, and no fold is needed. */
function lookQuickly(body: Buffer, look: Look, sought: Sought, start: number): Piece | null {
  let from = start;
  for (let left = tries(body); left > 0; left -= 1) {
    let at = -1;
    for (const bytes of look.bytes) {
      const found = body.indexOf(bytes, from);
      if (found !== -1 && (at === -1 || found < at)) at = found;
    }
    if (at === -1) return null;
    const piece = pieceAround(body, at, [look.term]);
    if (piece.matches.length > 0)
      return sought.terms.length > 1 ? { ...piece, matches: findMatches(piece.text, sought.terms) } : piece;
    from = at + AROUND;
  }
  return null;
}

/** The first place of a term in the folded text, chunk by chunk. */
function lookFolded(body: Buffer, look: Look, sought: Sought): Piece | null {
  for (let from = 0; from < body.length;) {
    const end = wordFrom(body, from + CHUNK);
    const text = decode(body.subarray(from, end));
    const folded = foldText(text);
    for (let at = folded.indexOf(look.letters); at !== -1;) {
      const wordStart = folded.lastIndexOf(" ", at) + 1;
      const space = folded.indexOf(" ", at);
      const wordEnd = space === -1 ? folded.length : space;
      if (look.isFirst(folded.slice(wordStart, wordEnd))) {
        const unit = fold(text).map[wordStart] as number;
        const piece = pieceAround(body, from + Buffer.byteLength(text.slice(0, unit)), sought.terms);
        if (piece.matches.length > 0) return piece;
      }
      at = folded.indexOf(look.letters, wordEnd);
    }
    if (end >= body.length) return null;
    from = Math.max(from + 1, wordFrom(body, end - OVERLAP));
  }
  return null;
}

function cut(body: Buffer, piece: Piece): Snippet {
  const { start, end } = cutSnippet(piece.text, piece.matches, WIDTH);
  const before = unitsBefore(body, piece.from);
  const hits = piece.matches
    .filter((match) => match.start >= start && match.end <= end)
    .map((match): [number, number] => [match.start - start, match.end - start]);
  return { text: piece.text.slice(start, end), start: before + start, end: before + end, hits };
}

/**
 * Pieces of a stored text (UTF-8) around the first finds, in the text's own glyphs, with offsets in UTF-16 units; its
 * beginning where none of the terms stands in it (the find was in the title, or only fields were asked for).
 */
export function snippetsOf(body: Uint8Array, sought: Sought): Snippet[] {
  const text = view(body);
  const snippets: Snippet[] = [];
  const shown: MatchTerm[] = [];
  for (const look of sought.looks) {
    if (snippets.length >= MOST) break;
    if (shown.includes(look.term)) continue;
    const piece = lookQuickly(text, look, sought, 0) ?? (look.letters === "" ? null : lookFolded(text, look, sought));
    if (!piece) continue;
    const snippet = cut(text, piece);
    if (snippets.some((other) => other.start < snippet.end && snippet.start < other.end)) continue;
    snippets.push(snippet);
    if (snippets.length < MOST && sought.looks.length > 1)
      for (const other of sought.terms) if (findMatches(snippet.text, [other]).length > 0) shown.push(other);
  }
  if (snippets.length > 0) return snippets.toSorted((a, b) => a.start - b.start);
  const beginning = decode(text.subarray(0, wordFrom(text, AROUND)));
  return beginning === "" ? [] : [cut(text, { from: 0, text: beginning, matches: [] })];
}

/** The beginning of a short text, where there is nothing to show in it. */
export const beginningOf = (text: string): Snippet => cut(Buffer.alloc(0), { from: 0, text, matches: [] });

/** Snippets of a short text that is at hand whole. */
export function snippetsOfText(text: string, terms: readonly MatchTerm[]): Snippet[] {
  const matches = findMatches(text, terms);
  if (matches.length === 0) return [];
  return [cut(Buffer.alloc(0), { from: 0, text, matches })];
}
