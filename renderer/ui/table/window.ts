/** Chromium draws no element higher than 33,554,428 px; a longer list is scrolled by a scroller on a smaller scale. */
export const tallest = 30_000_000;
/** Rows read at once. */
export const windowSize = 200;

export interface Scroll {
  /** Height of the scroller's content, in px. */
  height: number;
  /** The row at the upper edge, with its fraction that is above the edge. */
  first: number;
}

/** Where a list of `total` rows stands when its scroller (of `view` px) is scrolled by `top` px. */
export function readScroll(top: number, view: number, total: number, row: number): Scroll {
  const full = total * row;
  if (full <= tallest) return { height: full, first: top / row };
  const reach = Math.max(1, tallest - view);
  return { height: tallest, first: (Math.min(top, reach) / reach) * Math.max(0, total - view / row) };
}

/** How far to scroll (px) so that the row `first` is at the upper edge. */
export function findTop(first: number, view: number, total: number, row: number): number {
  const full = total * row;
  if (full <= tallest) return Math.min(first * row, Math.max(0, full - view));
  const last = Math.max(1, total - view / row);
  return (Math.min(first, last) / last) * (tallest - view);
}

/** Offsets of the windows that hold rows `from` to `to` (both included) of a list. */
export function windowsOf(from: number, to: number): number[] {
  const offsets: number[] = [];
  for (let at = Math.floor(Math.max(0, from) / windowSize); at <= Math.floor(Math.max(0, to) / windowSize); at += 1) {
    offsets.push(at * windowSize);
  }
  return offsets;
}
