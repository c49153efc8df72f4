import type { Place } from "../../../app/articles/anchors.ts";

/** A piece of a place as it is shown: whether it belongs to the mark, and whether the other text has it not. */
export interface Piece {
  text: string;
  part: "before" | "quote" | "after";
  isChanged: boolean;
}

/** A place as words and the gaps between them; words that the mark begins or ends within are two. */
function wordsOf(place: Place): Piece[] {
  const shown = { before: place.before.trimStart(), quote: place.quote, after: place.after.trimEnd() };
  return (["before", "quote", "after"] as const).flatMap((part) =>
    // An empty line between paragraphs would only push the words apart.
    (shown[part].match(/\s+|\S+/gu) ?? []).map((text): Piece => ({
      text: text.replace(/\s*\n\s*/u, "\n"),
      part,
      isChanged: false,
    })),
  );
}

const isGap = (piece: Piece): boolean => piece.text.trim() === "";

/** Marks what one side has and the other has not, by the longest run of words that both share in order. */
function compareWords(a: Piece[], b: Piece[]): void {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = lengths[i];
      if (row) row[j] = a[i]?.text === b[j]?.text ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [was, is] = [a[i], b[j]];
    if (was && is && was.text === is.text) [i, j] = [i + 1, j + 1];
    else if (was && (!is || at(i + 1, j) >= at(i, j + 1))) [was.isChanged, i] = [true, i + 1];
    else if (is) [is.isChanged, j] = [true, j + 1];
  }
}

/** Where only one of two views reaches further, nothing has changed: its edge is not the text's. */
function forgiveEdges(words: Piece[], other: Piece[]): void {
  const first = (list: Piece[]): number => list.findIndex((piece) => !piece.isChanged && !isGap(piece));
  const [mine, theirs] = [first(words), first(other)];
  if (mine > 0 && theirs === 0) for (const piece of words.slice(0, mine)) piece.isChanged = false;
}

/** Pieces of a kind that stand together as one; a gap between two changed words belongs to them. */
function joined(words: readonly Piece[]): Piece[] {
  const pieces: Piece[] = [];
  for (const [index, word] of words.entries()) {
    const last = pieces.at(-1);
    const next = words[index + 1];
    const isChanged = isGap(word) ? last?.isChanged === true && next?.isChanged === true : word.isChanged;
    if (last && last.part === word.part && last.isChanged === isChanged) last.text += word.text;
    else pieces.push({ ...word, isChanged });
  }
  return pieces;
}

/** Two places side by side, with the words that differ marked on both sides. */
export function differences(old: Place, now: Place): { old: Piece[]; now: Piece[] } {
  const [a, b] = [wordsOf(old), wordsOf(now)];
  compareWords(a, b);
  for (const [words, other] of [
    [a, b],
    [b, a],
    [a.toReversed(), b.toReversed()],
    [b.toReversed(), a.toReversed()],
  ] as const)
    forgiveEdges(words, other);
  return { old: joined(a), now: joined(b) };
}

/** A place with nothing to compare it with. */
export const plainly = (place: Place): Piece[] => joined(wordsOf(place));
