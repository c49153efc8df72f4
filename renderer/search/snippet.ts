import type { Snippet } from "../../app/search/model.ts";

export interface Piece {
  text: string;
  hit: boolean;
  /** Offset of the piece within the snippet, UTF-16 units. */
  at: number;
}

/**
 * A snippet cut into pieces that are hits and pieces that are not, in order, so that joined together they are the
 * snippet again, unit for unit. Hits that overlap, touch or reach outside are taken as far as they make sense.
 */
export function cutSnippet(snippet: Pick<Snippet, "text" | "hits">): Piece[] {
  const { text } = snippet;
  const pieces: Piece[] = [];
  let at = 0;
  for (const [from, to] of snippet.hits.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const start = Math.max(from, at);
    const end = Math.min(to, text.length);
    if (end <= start) continue;
    if (start > at) pieces.push({ text: text.slice(at, start), hit: false, at });
    const last = pieces.at(-1);
    if (last?.hit && last.at + last.text.length === start) last.text += text.slice(start, end);
    else pieces.push({ text: text.slice(start, end), hit: true, at: start });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), hit: false, at });
  return pieces;
}

/** Where the reader should open: the first hit, as a range of the whole text (UTF-16 units), or null. */
export function firstHit(snippets: readonly Snippet[]): { start: number; end: number } | null {
  for (const snippet of snippets) {
    const hit = snippet.hits[0];
    if (hit) return { start: snippet.start + hit[0], end: snippet.start + hit[1] };
  }
  return null;
}
