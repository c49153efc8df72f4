import { buildIntervalIndex, type IntervalIndex } from "../../../app/text/runs.ts";
import { lookNames, type Mark } from "./marks.ts";
import type { BlockIndex } from "./offsets.ts";

/** What is painted over the marks: the claim being written, the one in focus, and what find has found. */
export const layerNames = ["found", "editing", "focus", "found-now"] as const;
export type LayerName = (typeof layerNames)[number];

interface OffsetRange {
  readonly start: number;
  readonly end: number;
}

/** Finds marks by offset: which lie under the pointer (O(log n + k)), which touch a stretch of text. */
export interface MarkIndex {
  readonly marks: readonly Mark[];
  at(offset: number): Mark[];
  between(start: number, end: number): Mark[];
}

export function indexMarks(marks: readonly Mark[]): MarkIndex {
  // Opening an article asks only what is near the viewport, which one walk over the marks tells sooner than the tree of
  // all of them is built; the tree is for the pointer.
  let tree: IntervalIndex | undefined;
  return {
    marks,
    at(offset) {
      tree ??= buildIntervalIndex(marks.map(({ start, end }, i) => ({ start, end, id: String(i) })));
      return tree.at(offset).flatMap((id) => marks[Number(id)] ?? []);
    },
    between: (start, end) => marks.filter((mark) => mark.end > start && mark.start < end),
  };
}

/** Draws marks over the text without touching it. Only what lies near the viewport is registered with the browser. */
export interface Painter {
  /** Other marks, or marks that look otherwise; in the order of their starts. */
  setMarks(index: MarkIndex): void;
  /** Paints one mark at once, before the case has answered; the next `setMarks` holds it too. */
  addMark(mark: Mark): void;
  setLayer(name: LayerName, ranges: readonly OffsetRange[]): void;
  /** Says which stretch of the text is near the viewport. */
  setWindow(window: OffsetRange): void;
  /** Takes everything off the page. */
  clear(): void;
}

/**
 * @param registry the document's `CSS.highlights`; names in it are `lookNames` and `layerNames`
 */
export function makePainter(blocks: BlockIndex, registry: HighlightRegistry = CSS.highlights): Painter {
  let index: MarkIndex = indexMarks([]);
  let window: OffsetRange = { start: 0, end: 0 };
  const layers = new Map<LayerName, readonly OffsetRange[]>();
  const priorities = new Map<string, number>([...lookNames, ...layerNames].map((name, i) => [name, i]));

  function register(name: string, ranges: readonly OffsetRange[]): void {
    const found = ranges.flatMap((range) => blocks.rangeOf(range) ?? []);
    if (found.length === 0) {
      registry.delete(name);
      return;
    }
    const highlight = new Highlight(...found);
    highlight.priority = priorities.get(name) ?? 0;
    registry.set(name, highlight);
  }

  function paintMarks(): void {
    // Marks of one look that overlap are painted as one stretch anyway: joined here, they are a fraction of the ranges.
    const byLook = new Map<string, { start: number; end: number }[]>();
    for (const { start, end, look } of index.between(window.start, window.end)) {
      const stretches = byLook.get(look);
      const last = stretches?.at(-1);
      if (!stretches) byLook.set(look, [{ start, end }]);
      else if (last && start <= last.end) last.end = Math.max(last.end, end);
      else stretches.push({ start, end });
    }
    for (const look of lookNames) register(look, byLook.get(look) ?? []);
  }

  function paintLayer(name: LayerName): void {
    const ranges = layers.get(name) ?? [];
    register(
      name,
      ranges.filter((range) => range.end > window.start && range.start < window.end),
    );
  }

  return {
    setMarks(marks) {
      index = marks;
      paintMarks();
    },
    addMark(mark) {
      const range = blocks.rangeOf(mark);
      if (!range) return;
      const highlight = registry.get(mark.look);
      if (highlight) highlight.add(range);
      else register(mark.look, [mark]);
    },
    setLayer(name, ranges) {
      layers.set(name, ranges);
      paintLayer(name);
    },
    setWindow(next) {
      if (next.start === window.start && next.end === window.end) return;
      window = next;
      paintMarks();
      for (const name of layerNames) paintLayer(name);
    },
    clear() {
      for (const name of [...lookNames, ...layerNames]) registry.delete(name);
    },
  };
}

/**
 * The first and last block that the viewport of `scroller` shows, with `margin` pixels above and below. O(log n), and
 * nothing that the browser left out is laid out for it but the chunks at the two edges.
 */
export function blocksInView(
  scroller: HTMLElement,
  { chunks, elements }: BlockIndex,
  margin: number,
): { first: number; last: number } {
  const view = scroller.getBoundingClientRect();
  const isBelowTop = (element: HTMLElement): boolean => element.getBoundingClientRect().bottom > view.top - margin;
  const isBelowEnd = (element: HTMLElement): boolean => element.getBoundingClientRect().top > view.bottom + margin;
  const firstChunk = chunks[firstWhere(0, chunks.length, (i) => test(chunks[i]?.element, isBelowTop))];
  const lastChunk = chunks[firstWhere(0, chunks.length, (i) => test(chunks[i]?.element, isBelowEnd)) - 1];
  const first = firstChunk
    ? firstWhere(firstChunk.from, firstChunk.to, (i) => test(elements[i], isBelowTop))
    : elements.length;
  const last = lastChunk ? firstWhere(lastChunk.from, lastChunk.to, (i) => test(elements[i], isBelowEnd)) - 1 : first;
  const end = elements.length - 1;
  return { first: Math.min(first, end), last: Math.max(Math.min(first, end), Math.min(last, end)) };
}

const test = (element: HTMLElement | undefined, holds: (element: HTMLElement) => boolean): boolean =>
  element !== undefined && holds(element);

/** The first index from which on `holds` is true: what is searched stands in order. */
function firstWhere(from: number, to: number, holds: (index: number) => boolean): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
