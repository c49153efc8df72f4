import search from "approx-string-match";

/**
 * Where a span stands in a text: position, exact quote and what stood before and after it.
 * UTF-16 offsets, end exclusive. The text version's hash, which domain.md asks for beside it, is
 * the matter of whoever stores the anchor.
 */
export interface Anchor {
  start: number;
  end: number;
  quote: string;
  prefix: string;
  suffix: string;
}

export interface AnchorRange {
  start: number;
  end: number;
}

export type AnchorResolution =
  | { status: "exact" | "moved"; start: number; end: number }
  | { status: "ambiguous"; candidates: AnchorRange[] }
  | { status: "orphan" };

/** Units of context kept on each side. */
const CONTEXT = 32;

/** Share of a quote that may differ in a candidate that is only similar to it. Above it the candidate is another sentence. */
const MAX_DIFFERENCE = 0.2;
/** Rounds of the search for similar places; each finds those that are equally near. */
const SIMILAR_ROUNDS = 4;
/**
 * Similar candidates are looked for in quotes of at most LONGEST_SIMILAR units, and, in a text that is
 * longer than SIMILAR_STEPS / quote length, only about the anchor's old position: the search costs
 * text × quote / 32 steps, and in a text made of repetitions the whole product.
 */
const LONGEST_SIMILAR = 2000;
const SIMILAR_STEPS = 10_000_000;
/** A short quote that was edited cannot be told from another word. */
const SHORTEST_SIMILAR = 12;
/** A context agrees when one side is nearly unchanged, or both together are similar. */
const SIDE_AGREES = 0.8;
const BOTH_AGREE = 0.6;
/** How much better the best candidate must be than the next one to be taken without asking. */
const CLEAR_LEAD = 0.25;
/** A quote of at least this length that stands in a text once, and nothing like it elsewhere, is found again without its context. */
const LONG_QUOTE = 10;
/** More occurrences than this are not compared: such a quote is ambiguous anyhow. */
const MOST_OCCURRENCES = 2000;
/** Candidates that are named in an ambiguous answer. */
const MOST_CANDIDATES = 20;

function isLowSurrogateAt(text: string, offset: number): boolean {
  const unit = text.charCodeAt(offset);
  if (!(unit >= 0xdc00 && unit <= 0xdfff) || offset === 0) return false;
  const before = text.charCodeAt(offset - 1);
  return before >= 0xd800 && before <= 0xdbff;
}

/**
 * Anchor of the span [start, end) of a text. Prefix and suffix have at most 32 units and never a half
 * surrogate pair of their own making. Throws a RangeError for offsets outside the text.
 */
export function makeAnchor(text: string, start: number, end: number): Anchor {
  if (!(Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end && end <= text.length)) {
    throw new RangeError(`The span ${start}–${end} lies outside a text of ${text.length} units.`);
  }
  let from = Math.max(0, start - CONTEXT);
  if (isLowSurrogateAt(text, from)) from = Math.min(from + 1, start);
  let to = Math.min(text.length, end + CONTEXT);
  if (isLowSurrogateAt(text, to)) to = Math.max(to - 1, end);
  return { start, end, quote: text.slice(start, end), prefix: text.slice(from, start), suffix: text.slice(end, to) };
}

/** Similarity of two short texts: 1 for equal ones, 0 where nothing agrees (1 - edit distance / longer length). */
function similarity(a: string, b: string): number {
  if (a === b) return 1;
  const longer = Math.max(a.length, b.length);
  if (a.length === 0 || b.length === 0) return 0;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replace = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replace, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return 1 - (row[b.length] as number) / longer;
}

interface Candidate extends AnchorRange {
  /** Agreement of the quote, 1 where it is the quote itself. */
  quote: number;
  /** Agreement of the context, and whether it is enough to know the place by. */
  context: number;
  placed: boolean;
  /** Whether both sides of the context agree, which a place that is only similar must show. */
  enclosed: boolean;
}

function judge(anchor: Anchor, text: string, start: number, end: number, quote: number): Candidate {
  const before = similarity(anchor.prefix, text.slice(Math.max(0, start - anchor.prefix.length), start));
  const after = similarity(anchor.suffix, text.slice(end, end + anchor.suffix.length));
  const length = anchor.prefix.length + anchor.suffix.length;
  const context = length === 0 ? 1 : (before * anchor.prefix.length + after * anchor.suffix.length) / length;
  // An empty side says nothing, unless both are: then the quote was the whole text.
  const side =
    (anchor.prefix.length >= 8 && before >= SIDE_AGREES) || (anchor.suffix.length >= 8 && after >= SIDE_AGREES);
  const enclosed =
    (anchor.prefix.length === 0 || before >= SIDE_AGREES) && (anchor.suffix.length === 0 || after >= SIDE_AGREES);
  return { start, end, quote, context, placed: side || context >= BOTH_AGREE, enclosed };
}

function occurrences(text: string, quote: string): number[] {
  const found: number[] = [];
  let at = text.indexOf(quote);
  while (at !== -1 && found.length < MOST_OCCURRENCES) {
    found.push(at);
    at = text.indexOf(quote, at + 1);
  }
  return found;
}

/** Places that read nearly like the quote, apart from those that are the quote itself. */
function similarPlaces(anchor: Anchor, text: string, exact: readonly number[]): Candidate[] {
  const { quote } = anchor;
  if (quote.length < SHORTEST_SIMILAR || quote.length > LONGEST_SIMILAR) return [];
  const half = Math.max(Math.floor(SIMILAR_STEPS / quote.length / 2), quote.length * 2);
  const middle = Math.min(anchor.start, text.length);
  const from = Math.max(0, middle - half);
  const known = exact.map((start) => ({ start, end: start + quote.length }));
  // The search names the nearest places only; covering those that are known shows the next ones.
  let rest = cover(text, known).slice(from, middle + half);
  const candidates: Candidate[] = [];
  for (let round = 0; round < SIMILAR_ROUNDS; round += 1) {
    const found: Candidate[] = [];
    for (const match of search(rest, quote, Math.floor(quote.length * MAX_DIFFERENCE)).slice(0, MOST_OCCURRENCES)) {
      // The same place is found with several ends: the first one stands for all.
      if (match.end <= match.start || from + match.start < (found.at(-1)?.end ?? 0)) continue;
      if (rest.slice(match.start, match.end).includes(COVER)) continue;
      const { start, end } = snapToCharacters(text, from + match.start, from + match.end);
      found.push(judge(anchor, text, start, end, 1 - match.errors / quote.length));
    }
    if (found.length === 0) break;
    candidates.push(...found);
    rest = cover(
      rest,
      found.map((place) => ({ start: place.start - from, end: place.end - from })),
    );
  }
  return candidates;
}

/** A unit that stands in no text. */
const COVER = "\uffff";

/** The text with some ranges (in order) made unlike anything, every offset staying what it was. */
function cover(text: string, ranges: readonly AnchorRange[]): string {
  let covered = "";
  let from = 0;
  for (const range of ranges) {
    const start = Math.max(range.start, from);
    if (range.end <= start) continue;
    covered += text.slice(from, start) + COVER.repeat(range.end - start);
    from = range.end;
  }
  return covered + text.slice(from);
}

/**
 * Whether the anchor's own place is still there with something else in it: prefix and suffix in
 * full, near each other, around a text that is not the quote.
 */
function rewrittenPlaces(anchor: Anchor, text: string, exact: readonly number[]): AnchorRange[] {
  const { prefix, suffix, quote } = anchor;
  const places: AnchorRange[] = [];
  if (prefix.length < 8 || suffix.length < 8) return places;
  let at = text.indexOf(prefix);
  while (at !== -1 && places.length < MOST_CANDIDATES) {
    const start = at + prefix.length;
    const end = text.indexOf(suffix, start);
    if (end !== -1 && end - start <= quote.length * 2 + CONTEXT && !exact.includes(start)) places.push({ start, end });
    at = text.indexOf(prefix, at + 1);
  }
  return places;
}

function ask(candidates: readonly AnchorRange[]): AnchorResolution {
  const seen = new Set<number>();
  const distinct = candidates.filter((candidate) => {
    if (seen.has(candidate.start)) return false;
    seen.add(candidate.start);
    return true;
  });
  distinct.sort((a, b) => a.start - b.start);
  return {
    status: "ambiguous",
    candidates: distinct.slice(0, MOST_CANDIDATES).map(({ start, end }) => ({ start, end })),
  };
}

function settle(anchor: Anchor, candidate: AnchorRange): AnchorResolution {
  const same = candidate.start === anchor.start;
  return { status: same ? "exact" : "moved", start: candidate.start, end: candidate.end };
}

/**
 * Where an anchor stands in a text, which may be another version of its own (domain.md, "Anchors
 * that do not lie"):
 *
 * - *exact*: the same quote at the same position, and the context around it agrees.
 * - *moved*: one place has the quote in a context that agrees, clearly better than all others; or the
 *   quote stands once in the text and nothing else resembles it; or, where the quote is gone, a single
 *   place reads nearly like it and stands in its context on both sides.
 * - *ambiguous*: several places come into question: ask. An unedited twin of a paragraph that was
 *   edited is never taken for it. Also the single occurrence of a word or two in another context,
 *   which is no evidence.
 * - *orphan*: nothing is left. An empty quote matches nothing.
 *
 * Similar places are looked for near the old position only where text and quote are very long.
 */
export function resolveAnchor(anchor: Anchor, text: string): AnchorResolution {
  const { quote, prefix, suffix } = anchor;
  if (quote.length === 0) return { status: "orphan" };

  const inPlace =
    text.startsWith(quote, anchor.start) &&
    text.slice(Math.max(0, anchor.start - prefix.length), anchor.start) === prefix &&
    text.startsWith(suffix, anchor.start + quote.length);
  if (inPlace) return { status: "exact", start: anchor.start, end: anchor.start + quote.length };

  const exact = occurrences(text, quote);
  const same = exact.map((at) => judge(anchor, text, at, at + quote.length, 1));
  const similar = similarPlaces(anchor, text, exact);
  const rewritten = rewrittenPlaces(anchor, text, exact).filter(
    (place) => place.end > place.start && !similar.some((other) => other.start < place.end && place.start < other.end),
  );

  // The quote is gone. One place like it, in its context, and no other like it at all: there.
  if (same.length === 0) {
    const only = similar[0];
    if (only === undefined) return { status: "orphan" };
    if (similar.length === 1 && rewritten.length === 0) {
      return only.enclosed ? { status: "moved", start: only.start, end: only.end } : { status: "orphan" };
    }
    return similar.some((candidate) => candidate.placed) ? ask([...similar, ...rewritten]) : { status: "orphan" };
  }

  const placed = [...same, ...similar].filter((candidate) => candidate.placed);
  const ranked = placed.toSorted((a, b) => b.quote + b.context - (a.quote + a.context));
  const best = ranked[0];
  const next = ranked[1];
  if (best === undefined) {
    const alone = same.length === 1 && similar.length === 0 && rewritten.length === 0;
    return alone && quote.length >= LONG_QUOTE ? settle(anchor, same[0] as Candidate) : ask([...same, ...rewritten]);
  }
  const lead = next === undefined ? 1 : best.quote + best.context - (next.quote + next.context);
  // A context that agrees to the letter, at one place only, needs no lead.
  const perfect = best.quote === 1 && best.context === 1 && (next?.context ?? 0) < 1;
  const clear = perfect || lead >= CLEAR_LEAD;
  // The quote stands elsewhere unchanged while its own place, or one much like it, was edited.
  const edited = best.quote < 1 || rewritten.length > 0;
  if (!clear) return ask([...placed, ...rewritten]);
  return edited ? ask([...placed, ...same, ...rewritten]) : settle(anchor, best);
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
/** How far a cluster is looked for on either side of an offset, in UTF-16 units. */
const CLUSTER_REACH = 64;

/** Start and end of the user-perceived character that an offset lies within; equal if it lies between two. */
function clusterAround(text: string, offset: number): AnchorRange {
  if (offset <= 0 || offset >= text.length) return { start: offset, end: offset };
  let from = Math.max(0, offset - CLUSTER_REACH);
  // Start at a line or word break where there is one: a cluster never reaches over it.
  const space = text.slice(from, offset).search(/[ \n]/);
  if (space !== -1) from += space;
  else if (isLowSurrogateAt(text, from)) from -= 1;
  for (const piece of graphemes.segment(text.slice(from, offset + CLUSTER_REACH))) {
    const start = from + piece.index;
    const end = start + piece.segment.length;
    if (start === offset) break;
    if (end > offset) return { start, end };
  }
  return { start: offset, end: offset };
}

/**
 * A span widened so that it splits no surrogate pair, no letter from its combining marks and no
 * other user-perceived character (UAX #29). An empty span stays empty, at the start of its character.
 * Offsets are clamped to the text. UTF-16 units, end exclusive.
 */
export function snapToCharacters(text: string, start: number, end: number): AnchorRange {
  const from = Math.max(0, Math.min(start, text.length));
  const to = Math.max(from, Math.min(end, text.length));
  const first = clusterAround(text, from).start;
  return { start: first, end: to === from ? first : clusterAround(text, to).end };
}
