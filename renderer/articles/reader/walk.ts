/** Steps of the caret through a text that cannot be edited. Pure; offsets are UTF-16 units of the working text. */

interface TextBlock {
  readonly start: number;
  readonly end: number;
}

export type Unit = "character" | "word" | "sentence" | "paragraph";

const segmenters = new Map<string, Intl.Segmenter>();
function segmenter(granularity: "grapheme" | "word" | "sentence"): Intl.Segmenter {
  const known = segmenters.get(granularity);
  if (known) return known;
  // Boundaries of Arabic and Latin script do not depend on the locale; "ar" also knows the Arabic question mark's company.
  const made = new Intl.Segmenter("ar", { granularity });
  segmenters.set(granularity, made);
  return made;
}

/** The index of the block that holds an offset, or of the last one that begins before it. */
export function blockAt(blocks: readonly TextBlock[], offset: number): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((blocks[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** The stretches of one block in the wanted unit, with words only where there is a letter or digit in them. */
function stretches(text: string, block: TextBlock, unit: Unit): TextBlock[] {
  if (unit === "paragraph") return [block];
  const slice = text.slice(block.start, block.end);
  const granularity = unit === "character" ? "grapheme" : unit;
  const found: TextBlock[] = [];
  for (const part of segmenter(granularity).segment(slice)) {
    if (unit === "word" && part.isWordLike !== true) continue;
    const start = block.start + part.index;
    const end = start + part.segment.trimEnd().length;
    found.push({ start, end: unit === "sentence" ? end : start + part.segment.length });
  }
  return found.filter((part) => part.end > part.start);
}

/**
 * The next stop of the caret: forwards the end of a word (or sentence, paragraph), backwards its start; by character the
 * next grapheme boundary. At the edge of a block it goes on in the next one.
 */
export function step(
  text: string,
  blocks: readonly TextBlock[],
  offset: number,
  unit: Unit,
  direction: 1 | -1,
): number {
  const index = blockAt(blocks, offset);
  const block = blocks[index];
  if (!block) return 0;
  const here = Math.min(Math.max(offset, block.start), block.end);
  const parts = stretches(text, block, unit);
  const stop =
    direction === 1 ? parts.find((part) => part.end > here)?.end : parts.findLast((part) => part.start < here)?.start;
  if (stop !== undefined) return stop;
  const beyond = blocks[index + direction];
  if (!beyond) return direction === 1 ? block.end : block.start;
  if (unit === "character") return direction === 1 ? beyond.start : beyond.end;
  return direction === 1 ? step(text, blocks, beyond.start, unit, 1) : step(text, blocks, beyond.end, unit, -1);
}

/** The word, sentence or paragraph around an offset; at the end of a block its last one. */
export function around(
  text: string,
  blocks: readonly TextBlock[],
  offset: number,
  unit: Exclude<Unit, "character">,
): TextBlock | null {
  const block = blocks[blockAt(blocks, offset)];
  if (!block) return null;
  const parts = stretches(text, block, unit);
  return parts.find((part) => part.end > offset) ?? parts.at(-1) ?? null;
}

/** A selection with a fixed and a moving end, as the keyboard makes it. */
export interface Caret {
  readonly anchor: number;
  readonly focus: number;
}

/** Selects the sentence or paragraph at the caret; asked again, the selection takes in the next one. */
export function growTo(
  text: string,
  blocks: readonly TextBlock[],
  caret: Caret,
  unit: "sentence" | "paragraph",
): Caret {
  const [start, end] = [Math.min(caret.anchor, caret.focus), Math.max(caret.anchor, caret.focus)];
  const first = around(text, blocks, start, unit);
  const last = around(text, blocks, Math.max(start, end - 1), unit);
  if (!first || !last) return caret;
  const isWhole = start === first.start && end === last.end && end > start;
  return { anchor: first.start, focus: isWhole ? step(text, blocks, end, unit, 1) : last.end };
}

/** The caret after a move: extending keeps the fixed end; a plain move from a selection collapses it to the side gone to. */
export function moved(caret: Caret, target: number, isExtending: boolean): Caret {
  return isExtending ? { anchor: caret.anchor, focus: target } : { anchor: target, focus: target };
}
