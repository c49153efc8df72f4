export interface TextRange {
  start: number;
  end: number;
}

const words = new Intl.Segmenter(undefined, { granularity: "word" });
const sentences = new Intl.Segmenter(undefined, { granularity: "sentence" });

/** Farthest that a paragraph is looked at on either side of the offset, in UTF-16 units. */
const REACH = 20_000;

/** The line around an offset (line breaks excluded), at most REACH units on either side. */
function lineAround(text: string, offset: number): TextRange {
  const before = text.lastIndexOf("\n", offset - 1);
  const after = text.indexOf("\n", offset);
  const start = offset === 0 ? 0 : before + 1;
  const end = after === -1 ? text.length : after;
  return { start: Math.max(start, offset - REACH), end: Math.min(end, offset + REACH) };
}

function clamp(text: string, offset: number): number {
  return Math.max(0, Math.min(offset, text.length));
}

/**
 * The word that covers an offset, or ends at it. An offset among spaces or punctuation gives an
 * empty range there. UTF-16 units, end exclusive.
 */
export function wordAt(text: string, offset: number): TextRange {
  const at = clamp(text, offset);
  const line = lineAround(text, at);
  let ending: TextRange | null = null;
  for (const piece of words.segment(text.slice(line.start, line.end))) {
    const start = line.start + piece.index;
    const end = start + piece.segment.length;
    if (start > at) break;
    if (piece.isWordLike !== true) continue;
    if (at < end) return { start, end };
    if (at === end) ending = { start, end };
  }
  return ending ?? { start: at, end: at };
}

/**
 * The sentence that covers an offset, without white space around it; sentences never reach over a
 * line break. An empty line gives an empty range. UTF-16 units, end exclusive.
 */
export function sentenceAt(text: string, offset: number): TextRange {
  const at = clamp(text, offset);
  const line = lineAround(text, at);
  let found: TextRange = { start: at, end: at };
  for (const piece of sentences.segment(text.slice(line.start, line.end))) {
    const start = line.start + piece.index;
    if (start > at) break;
    const lead = piece.segment.length - piece.segment.trimStart().length;
    const length = piece.segment.trim().length;
    if (length > 0) found = { start: start + lead, end: start + lead + length };
  }
  return found;
}
