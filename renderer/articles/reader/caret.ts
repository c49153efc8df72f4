import { offsetOfPoint } from "./offsets.ts";
import type { TextView } from "./text-view.ts";
import { blockAt, type Caret, step, type Unit } from "./walk.ts";

interface TextBlock {
  readonly start: number;
  readonly end: number;
  readonly direction: "rtl" | "ltr";
}

/** The keys that move the caret; everything else is none of its business. */
export interface CaretKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Where a key leads: so many of a unit, a line up or down, or an end of the line or text. */
export type Move =
  | { kind: "step"; unit: Unit; direction: 1 | -1 }
  | { kind: "line"; direction: 1 | -1 }
  | { kind: "line-end"; direction: 1 | -1 }
  | { kind: "text-end"; direction: 1 | -1 };

/**
 * What a key means for the caret in a block of the given direction. Left and right are sides of the page, so in a block
 * from right to left the left arrow goes on; Ctrl (⌥ on a Mac) goes by word, Alt by sentence, Ctrl up and down by
 * paragraph. Null for every other key.
 */
export function moveOfKey(event: CaretKey, direction: "rtl" | "ltr"): Move | null {
  const isModified = event.ctrlKey || event.metaKey;
  switch (event.key) {
    case "ArrowLeft":
    case "ArrowRight": {
      const isForward = (event.key === "ArrowRight") === (direction === "ltr");
      return { kind: "step", unit: isModified || event.altKey ? "word" : "character", direction: isForward ? 1 : -1 };
    }
    case "ArrowUp":
    case "ArrowDown": {
      const by = event.key === "ArrowDown" ? 1 : -1;
      if (isModified) return { kind: "step", unit: "paragraph", direction: by };
      return event.altKey ? { kind: "step", unit: "sentence", direction: by } : { kind: "line", direction: by };
    }
    case "Home":
      return { kind: isModified ? "text-end" : "line-end", direction: -1 };
    case "End":
      return { kind: isModified ? "text-end" : "line-end", direction: 1 };
    default:
      return null;
  }
}

/** The caret as the document's selection has it; null where the selection is elsewhere. */
export function readCaret(root: HTMLElement): Caret | null {
  const selection = document.getSelection();
  if (!selection?.anchorNode || !selection.focusNode || !root.contains(selection.anchorNode)) return null;
  const edge = selection.isCollapsed ? "start" : undefined;
  const isBackward = selection.direction === "backward";
  const anchor = offsetOfPoint(
    root,
    { node: selection.anchorNode, offset: selection.anchorOffset },
    edge ?? (isBackward ? "end" : "start"),
  );
  const focus = offsetOfPoint(
    root,
    { node: selection.focusNode, offset: selection.focusOffset },
    edge ?? (isBackward ? "start" : "end"),
  );
  return anchor === null || focus === null ? null : { anchor, focus };
}

/** Makes the document's selection that of the caret, so that the browser draws and copies it. */
export function writeCaret(view: TextView, { anchor, focus }: Caret): void {
  const from = view.blocks.pointAt(anchor);
  const to = view.blocks.pointAt(focus);
  if (from && to) document.getSelection()?.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
}

/** The line on which the caret stands: a box without width, in the coordinates of the viewport. */
export function caretBox(view: TextView, offset: number, blocks: readonly TextBlock[]): DOMRect | null {
  const block = blocks[blockAt(blocks, offset)];
  if (!block) return null;
  const isAtEnd = offset >= block.end;
  const character = isAtEnd ? { start: block.end - 1, end: block.end } : { start: offset, end: offset + 1 };
  const box = view.boxesOf(character).at(isAtEnd ? -1 : 0);
  if (!box) return null;
  const isLeft = (block.direction === "ltr") !== isAtEnd;
  return new DOMRect(isLeft ? box.left : box.right, box.top, 0, box.height);
}

/**
 * Where a move leads.
 *
 * @param goal the x at which a run of line moves began, in pixels of the viewport
 */
export function targetOf(
  view: TextView,
  text: string,
  blocks: readonly TextBlock[],
  caret: Caret,
  move: Move,
  goal: number | null,
): number {
  const { focus } = caret;
  if (move.kind === "step") return step(text, blocks, focus, move.unit, move.direction);
  if (move.kind === "text-end") return move.direction === 1 ? (blocks.at(-1)?.end ?? 0) : (blocks[0]?.start ?? 0);
  const index = blockAt(blocks, focus);
  const block = blocks[index];
  const box = caretBox(view, focus, blocks);
  if (!block || !box) return focus;
  const within = (offset: number): number => Math.min(Math.max(offset, block.start), block.end);
  const element = view.blocks.elements[index]?.getBoundingClientRect();
  if (move.kind === "line-end") {
    if (!element) return focus;
    const isRight = (move.direction === 1) === (block.direction === "ltr");
    const found = view.caretAt(isRight ? element.right - 7 : element.left + 7, box.top + box.height / 2);
    return found === null ? focus : within(found);
  }
  const x = goal ?? box.left;
  for (let lines = 1; lines <= 3; lines += 1) {
    const y = move.direction === 1 ? box.bottom + box.height * (lines - 0.5) : box.top - box.height * (lines - 0.5);
    if (element && (y > element.bottom - 2 || y < element.top + 2)) break;
    const found = view.caretAt(x, y);
    if (found !== null && (move.direction === 1 ? found > focus : found < focus)) return within(found);
  }
  // Beyond the block's first or last line: the line of the next block that is nearest.
  const beyond = blocks[index + move.direction];
  const next = view.blocks.elements[index + move.direction];
  if (!beyond || !next) return move.direction === 1 ? block.end : block.start;
  view.reveal({
    start: move.direction === 1 ? beyond.start : Math.max(beyond.start, beyond.end - 1),
    end: move.direction === 1 ? beyond.start + 1 : beyond.end,
  });
  const edge = view.boxOf(
    move.direction === 1 ? { start: beyond.start, end: beyond.start + 1 } : { start: beyond.end - 1, end: beyond.end },
  );
  const found = edge ? view.caretAt(x, edge.top + edge.height / 2) : null;
  if (found === null) return move.direction === 1 ? beyond.start : beyond.end;
  return Math.min(Math.max(found, beyond.start), beyond.end);
}
