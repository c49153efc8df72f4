import { type BlockIndex, indexBlocks, offsetOfPoint } from "./offsets.ts";
import { blocksInView, makePainter, type Painter } from "./painter.ts";

interface OffsetRange {
  readonly start: number;
  readonly end: number;
}

/** An article on the page: where its text is, what of it is near the viewport, what is under the pointer. */
export interface TextView {
  readonly blocks: BlockIndex;
  readonly painter: Painter;
  /** Which stretch of the text is near the viewport; marks and cards are drawn for it only. */
  window: () => OffsetRange;
  /** Hears of every other window. @returns a function that ends it */
  onWindow: (listener: (window: OffsetRange) => void) => () => void;
  /** Looks again which blocks are near (after scrolling or another size); cheap where nothing much moved. */
  refresh: () => void;
  /** The boxes of a stretch of text in the coordinates of the viewport; empty where it has none. */
  boxesOf: (range: OffsetRange) => DOMRect[];
  boxOf: (range: OffsetRange) => DOMRect | null;
  /** Scrolls until the range is seen; `top` puts it at the upper edge. */
  reveal: (range: OffsetRange, place?: "nearest" | "top") => void;
  /** The offset between two characters that is nearest to a point of the viewport. */
  caretAt: (x: number, y: number) => number | null;
  /** The offset of the character under a point of the viewport; null beside the text. */
  characterAt: (x: number, y: number) => number | null;
  /** The first offset that the viewport shows. */
  firstInView: () => number;
  close: () => void;
}

/** Screens above and below the viewport that are painted, and how near its edge the view may come before it is renewed. */
const painted = 1.5;
const renewed = 0.3;

/**
 * @param scroller the element that scrolls
 * @param root the element that holds the blocks, and nothing else that has `data-start`
 */
export function makeTextView(scroller: HTMLElement, root: HTMLElement, textLength: number): TextView {
  const blocks = indexBlocks(root);
  const painter = makePainter(blocks);
  const listeners = new Set<(window: OffsetRange) => void>();
  let window: OffsetRange = { start: 0, end: 0 };
  let seen = { first: 0, last: -1 };
  let isWide = false;
  let idle = 0;
  let frame = 0;

  const startOf = (index: number): number => Number(blocks.elements[index]?.dataset["start"] ?? textLength);

  function refresh(): void {
    if (blocks.elements.length === 0) return;
    const height = scroller.clientHeight;
    const near = blocksInView(scroller, blocks, height * renewed);
    if (isWide && near.first >= seen.first && near.last <= seen.last) return;
    // What is seen first is painted first; the screens around it follow when the browser has time.
    const isFirst = seen.last < 0;
    seen = isFirst ? near : blocksInView(scroller, blocks, height * painted);
    isWide = !isFirst;
    if (isFirst)
      frame = requestAnimationFrame(() => {
        idle = requestIdleCallback(refresh, { timeout: 300 });
      });
    window = {
      start: startOf(seen.first),
      end: seen.last + 1 < blocks.elements.length ? startOf(seen.last + 1) : textLength,
    };
    painter.setWindow(window);
    for (const listener of listeners) listener(window);
  }

  function rangeOf(range: OffsetRange): Range | null {
    const from = blocks.pointAt(range.start);
    const to = blocks.pointAt(Math.max(range.start, range.end));
    if (!from || !to) return null;
    const live = document.createRange();
    live.setStart(from.node, from.offset);
    live.setEnd(to.node, to.offset);
    return live;
  }

  const boxesOf = (range: OffsetRange): DOMRect[] => [...(rangeOf(range)?.getClientRects() ?? [])];

  function boxOf(range: OffsetRange): DOMRect | null {
    const box = rangeOf(range)?.getBoundingClientRect();
    return box && (box.height > 0 || box.width > 0) ? box : (boxesOf(range)[0] ?? null);
  }

  function scrollTo(range: OffsetRange, place: "nearest" | "top"): boolean {
    const box = boxOf(range) ?? blocks.elements[blocks.indexAt(range.start)]?.getBoundingClientRect();
    if (!box) return true;
    const view = scroller.getBoundingClientRect();
    const edge = Math.min(40, view.height / 8);
    const isSeen = box.top >= view.top + edge && box.bottom <= view.bottom - edge;
    if (place === "nearest" && isSeen) return true;
    const wanted =
      place === "top"
        ? 0
        : box.top < view.top + edge
          ? edge
          : Math.min(view.height - edge - box.height, view.height * 0.35);
    const before = scroller.scrollTop;
    scroller.scrollTop += box.top - view.top - Math.max(place === "top" ? 0 : edge, wanted);
    return Math.abs(scroller.scrollTop - before) < 1;
  }

  function caretAt(x: number, y: number): number | null {
    const position = document.caretPositionFromPoint(x, y);
    if (!position) return null;
    return offsetOfPoint(root, { node: position.offsetNode, offset: position.offset }, "start");
  }

  return {
    blocks,
    painter,
    window: () => window,
    onWindow(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh,
    boxesOf,
    boxOf,
    reveal(range, place = "nearest") {
      // Blocks that were never laid out have a guessed height: what is scrolled past corrects the place, so look again.
      for (let i = 0; i < 4; i += 1) if (scrollTo(range, place)) break;
      refresh();
      requestAnimationFrame(() => {
        scrollTo(range, place);
        refresh();
      });
    },
    caretAt,
    characterAt(x, y) {
      const offset = caretAt(x, y);
      if (offset === null) return null;
      const holds = (start: number): boolean =>
        start >= 0 &&
        boxesOf({ start, end: start + 1 }).some(
          (box) => x >= box.left - 1 && x <= box.right + 1 && y >= box.top - 2 && y <= box.bottom + 2,
        );
      return holds(offset) ? offset : holds(offset - 1) ? offset - 1 : null;
    },
    firstInView() {
      const view = blocksInView(scroller, blocks, 0);
      return startOf(view.first);
    },
    close() {
      cancelAnimationFrame(frame);
      cancelIdleCallback(idle);
      painter.clear();
      listeners.clear();
    },
  };
}
