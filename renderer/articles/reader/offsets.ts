/**
 * Between the page and the working text. Every block element carries the offset of its first character
 * (`data-start`, UTF-16 units) and holds that block's characters and nothing else, so a place in the text is the block's
 * start plus a walk inside the block. (`Range.toString().length` over the article counts what lies between blocks wrongly;
 * see measures.md.)
 */

/** A place in the document: in a text node the offset counts UTF-16 units, in an element children. */
export interface DomPoint {
  readonly node: Node;
  readonly offset: number;
}

interface OffsetRange {
  readonly start: number;
  readonly end: number;
}

export const blockSelector = "[data-start]";

const startOf = (block: HTMLElement): number => Number(block.dataset["start"]);
const blockOf = (node: Node): HTMLElement | null =>
  (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>(blockSelector) ?? null;

/**
 * The offset in the working text of a point of the document. Points between blocks (a double or triple click ends at an
 * element position there) become the nearest place in the text: the end of the block before for the end of a selection,
 * the start of the block after for its start.
 *
 * @returns null for a point outside the article
 */
export function offsetOfPoint(root: HTMLElement, point: DomPoint, edge: "start" | "end"): number | null {
  if (!root.contains(point.node)) return null;
  const block = blockOf(point.node);
  if (block && root.contains(block)) {
    // A triple click on a paragraph ends at offset 0 of the next one: that block is not meant.
    const within = lengthBefore(block, point);
    if (within > 0 || edge === "start") return startOf(block) + within;
    const before = neighbourBlock(root, block, -1);
    return before ? endOf(before) : startOf(block);
  }
  return offsetBetweenBlocks(root, point, edge);
}

function offsetBetweenBlocks(root: HTMLElement, point: DomPoint, edge: "start" | "end"): number | null {
  const blocks = [...root.querySelectorAll<HTMLElement>(blockSelector)];
  if (blocks.length === 0) return null;
  const range = document.createRange();
  range.setStart(point.node, point.offset);
  range.collapse(true);
  // Blocks stand in order, so the first that begins after the point splits them.
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const block = blocks[middle];
    if (block && range.comparePoint(block, 0) >= 0) high = middle;
    else low = middle + 1;
  }
  const before = blocks[low - 1];
  const after = blocks[low];
  if (edge === "end") return before ? endOf(before) : after ? startOf(after) : null;
  return after ? startOf(after) : before ? endOf(before) : null;
}

const endOf = (block: HTMLElement): number => startOf(block) + (block.textContent ?? "").length;

function neighbourBlock(root: HTMLElement, block: HTMLElement, step: 1 | -1): HTMLElement | null {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT, (node) =>
    node instanceof HTMLElement && node.dataset["start"] !== undefined
      ? NodeFilter.FILTER_ACCEPT
      : NodeFilter.FILTER_SKIP,
  );
  walker.currentNode = block;
  const found = step === 1 ? walker.nextNode() : walker.previousNode();
  return found instanceof HTMLElement ? found : null;
}

/** Units of text in `block` that stand before `point`. */
function lengthBefore(block: HTMLElement, point: DomPoint): number {
  if (point.node === block && block.firstChild?.nodeType === Node.TEXT_NODE && block.childNodes.length === 1)
    return point.offset === 0 ? 0 : (block.textContent ?? "").length;
  let length = 0;
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node === point.node) return length + point.offset;
    const isBefore =
      point.node.nodeType !== Node.TEXT_NODE &&
      (point.node.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_CONTAINED_BY
        ? childIndexWithin(point.node, node) < point.offset
        : Boolean(point.node.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING));
    if (point.node.nodeType !== Node.TEXT_NODE && !isBefore) return length;
    length += (node as Text).length;
  }
  return length;
}

/** Which child of `ancestor` leads to `node`. */
function childIndexWithin(ancestor: Node, node: Node): number {
  let child: Node = node;
  while (child.parentNode && child.parentNode !== ancestor) child = child.parentNode;
  return [...ancestor.childNodes].indexOf(child as ChildNode);
}

/**
 * The range of the working text that a selection covers, without white space at its ends.
 *
 * @param text the whole working text
 * @returns null where nothing of the article is selected
 */
export function rangeOfSelection(root: HTMLElement, selection: Selection | null, text: string): OffsetRange | null {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!root.contains(range.commonAncestorContainer) && !range.intersectsNode(root)) return null;
  const start = offsetOfPoint(root, { node: range.startContainer, offset: range.startOffset }, "start");
  const end = offsetOfPoint(root, { node: range.endContainer, offset: range.endOffset }, "end");
  // A selection that began or ended outside the article (select all) means its part within.
  return trimRange(text, { start: start ?? 0, end: end ?? text.length });
}

/** The range without white space at its ends; null where nothing is left. */
export function trimRange(text: string, { start, end }: OffsetRange): OffsetRange | null {
  const blank = /\s/u;
  let from = start;
  let to = Math.min(end, text.length);
  while (from < to && blank.test(text.charAt(from))) from += 1;
  while (to > from && blank.test(text.charAt(to - 1))) to -= 1;
  return from < to ? { start: from, end: to } : null;
}

/** Neighbouring blocks that the browser lays out, or leaves out, together. */
export interface Chunk {
  readonly element: HTMLElement;
  /** Indices into `BlockIndex.elements`: its first block and the one after its last. */
  readonly from: number;
  readonly to: number;
}

/** The block elements of an article by offset: the other way, from the working text to the page. */
export interface BlockIndex {
  readonly elements: readonly HTMLElement[];
  readonly chunks: readonly Chunk[];
  /** The index of the block that holds `offset`, or of the last one that begins before it. */
  indexAt(offset: number): number;
  /** The place in the document of an offset; offsets between blocks go to the end of the block before. */
  pointAt(offset: number): DomPoint | null;
  /** A range that can be painted and measured; null where the article holds no such text. */
  rangeOf(range: OffsetRange): StaticRange | null;
}

export function indexBlocks(root: HTMLElement): BlockIndex {
  const elements = [...root.querySelectorAll<HTMLElement>(blockSelector)];
  const starts = Float64Array.from(elements, startOf);
  const chunks: Chunk[] = [];
  let first = 0;
  for (const element of root.querySelectorAll<HTMLElement>("[data-chunk]")) {
    const to = first + element.querySelectorAll(blockSelector).length;
    chunks.push({ element, from: first, to });
    first = to;
  }
  if (chunks.length === 0) chunks.push({ element: root, from: 0, to: elements.length });
  const indexAt = (offset: number): number => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  };
  const pointAt = (offset: number): DomPoint | null => {
    const index = indexAt(offset);
    const element = elements[index];
    const node = element?.firstChild;
    if (!element || !node) return null;
    return { node, offset: Math.max(0, Math.min(offset - (starts[index] ?? 0), (node as Text).length)) };
  };
  return {
    elements,
    chunks,
    indexAt,
    pointAt,
    rangeOf({ start, end }) {
      const from = pointAt(start);
      const to = pointAt(end);
      if (!from || !to || end <= start) return null;
      return new StaticRange({
        startContainer: from.node,
        startOffset: from.offset,
        endContainer: to.node,
        endOffset: to.offset,
      });
    },
  };
}
