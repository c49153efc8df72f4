import type { Snippet } from "../../app/search/model.ts";
import { cutSnippet, findMatches, inOrder, type MatchRange, type MatchTerm } from "../../app/text/match.ts";
import { decode, unitsBefore, view, wordFrom } from "./bodies.ts";
import { AROUND, lookFor, type Piece, type Sought } from "./sought.ts";

/** Longest snippet, in UTF-16 units. */
const WIDTH = 200;
/** Pieces of one text that are shown: the best one, and one of what it does not show. */
const MOST = 2;

const within = (match: MatchRange, { start, end }: MatchRange): boolean => match.start >= start && match.end <= end;

/** What is shown of a piece: a window of it. */
function cut(body: Buffer, piece: Piece, matches: readonly MatchRange[], { start, end }: MatchRange): Snippet {
  const before = unitsBefore(body, piece.from);
  const hits = matches
    .filter((match) => within(match, { start, end }))
    .map((match): [number, number] => [match.start - start, match.end - start]);
  return { text: piece.text.slice(start, end), start: before + start, end: before + end, hits };
}

/** What is shown of a piece behind a window: of words that stand near one another, but too far apart for one. */
function cutBehind(body: Buffer, piece: Piece, matches: readonly MatchRange[], shown: MatchRange): Snippet | null {
  const rest = matches
    .filter(({ start }) => start >= shown.end)
    .map(({ start, end }) => ({ start: start - shown.end, end: end - shown.end }));
  if (rest.length === 0) return null;
  const { start, end } = cutSnippet(piece.text.slice(shown.end), rest, WIDTH);
  return cut(body, piece, matches, { start: start + shown.end, end: end + shown.end });
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
    const piece = lookFor(text, look, sought);
    if (!piece) continue;
    const matches = inOrder(piece.matches);
    const window = cutSnippet(piece.text, matches, WIDTH);
    const snippet = cut(text, piece, matches, window);
    if (snippets.some((other) => other.start < snippet.end && snippet.start < other.end)) continue;
    snippets.push(snippet);
    const further = look.isOfSeveral && snippets.length < MOST ? cutBehind(text, piece, matches, window) : null;
    if (further) snippets.push(further);
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
