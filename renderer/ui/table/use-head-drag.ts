import { type PointerEvent, type RefObject, useRef, useState } from "react";

import { leastWidth, moveBefore, setWidth, type TableLayout, tracksOf } from "./layout.ts";
import type { Column } from "./line.tsx";

/** Px that the pointer may tremble before a press becomes a drag. */
const tremble = 5;

interface DragInput<Row> {
  frame: RefObject<HTMLElement | null>;
  columns: readonly Column<Row>[];
  visible: readonly Column<Row>[];
  layout: TableLayout;
  onLayout: (layout: TableLayout) => void;
}

/** Where a heading that is being dragged would stand: before this column, or (null) at the end. */
export interface Drop {
  id: string;
  before: string | null;
}

const isRtl = (element: Element): boolean => getComputedStyle(element).direction === "rtl";

/** Follows the pointer until it is let go; `isKept` is false where the press came to nothing. */
function follow(
  event: PointerEvent<HTMLElement>,
  onMove: (x: number) => void,
  onEnd: (x: number, isKept: boolean) => void,
): void {
  const target = event.currentTarget;
  const { pointerId } = event;
  const stop = (): void => {
    target.removeEventListener("pointermove", move);
    target.removeEventListener("pointerup", up);
    target.removeEventListener("pointercancel", cancel);
    window.removeEventListener("keydown", key, true);
  };
  const move = (next: globalThis.PointerEvent): void => {
    if (next.pointerId === pointerId) onMove(next.clientX);
  };
  const up = (next: globalThis.PointerEvent): void => {
    stop();
    onEnd(next.clientX, true);
  };
  const cancel = (next: globalThis.PointerEvent): void => {
    stop();
    onEnd(next.clientX, false);
  };
  const key = (next: KeyboardEvent): void => {
    if (next.key !== "Escape") return;
    next.stopPropagation();
    stop();
    onEnd(0, false);
  };
  target.setPointerCapture(pointerId);
  target.addEventListener("pointermove", move);
  target.addEventListener("pointerup", up);
  target.addEventListener("pointercancel", cancel);
  window.addEventListener("keydown", key, true);
}

/**
 * Headings under the pointer: dragged at their edge they grow, dragged at themselves they move. While an edge is dragged
 * only the frame's own style changes, so that no row is drawn anew however long the table.
 */
export function useHeadDrag<Row>({ frame, columns, visible, layout, onLayout }: DragInput<Row>) {
  const [drop, setDrop] = useState<Drop | null>(null);
  const wasDragged = useRef(false);

  function show(widths: TableLayout["widths"]): void {
    frame.current?.style.setProperty("--columns", tracksOf(visible, widths));
    frame.current?.style.setProperty("--least-width", `${leastWidth(visible, widths)}px`);
  }

  function startResize(event: PointerEvent<HTMLElement>, id: string): void {
    const cell = event.currentTarget.parentElement;
    if (event.button !== 0 || !cell) return;
    event.preventDefault();
    event.stopPropagation();
    const before = cell.getBoundingClientRect().width;
    const from = event.clientX;
    const sign = isRtl(cell) ? -1 : 1;
    const next = (x: number): TableLayout => setWidth(layout, id, before + sign * (x - from));
    follow(
      event,
      (x) => show(next(x).widths),
      (x, isKept) => {
        if (isKept && x !== from) onLayout(next(x));
        else show(layout.widths);
      },
    );
  }

  function startMove(event: PointerEvent<HTMLElement>, id: string): void {
    const row = event.currentTarget.closest('[role="row"]');
    if (event.button !== 0 || !row) return;
    const from = event.clientX;
    const isMirrored = isRtl(row);
    const cells = [...row.children].map((cell) => cell.getBoundingClientRect());
    wasDragged.current = false;
    let at: Drop | null = null;
    const read = (x: number): Drop => {
      const index = cells.findIndex((cell) => {
        const middle = (cell.left + cell.right) / 2;
        return isMirrored ? x > middle : x < middle;
      });
      return { id, before: index < 0 ? null : (visible[index]?.id ?? null) };
    };
    follow(
      event,
      (x) => {
        if (!wasDragged.current && Math.abs(x - from) < tremble) return;
        wasDragged.current = true;
        const next = read(x);
        if (at?.before !== next.before || at.id !== next.id) setDrop(next);
        at = next;
      },
      (_, isKept) => {
        setDrop(null);
        if (isKept && at) onLayout(moveBefore(columns, layout, id, at.before));
      },
    );
  }

  /** Whether the click that follows a drag is the drag's own end. */
  const endsDrag = (): boolean => {
    const was = wasDragged.current;
    wasDragged.current = false;
    return was;
  };

  return { drop, startResize, startMove, endsDrag };
}

/** How wide (px) a column's cells in sight would be if nothing were cut. */
export function measureColumn<Row>(
  frame: HTMLElement,
  visible: readonly Column<Row>[],
  widths: TableLayout["widths"],
  id: string,
): number {
  const at = visible.findIndex((column) => column.id === id);
  const tracks = visible.map((column) => (column.id === id ? "max-content" : (widths[column.id] ?? 60) + "px"));
  const before = frame.style.getPropertyValue("--columns");
  frame.style.setProperty("--columns", tracks.join(" "));
  let widest = 0;
  for (const cell of frame.querySelectorAll(`[role="row"] > [aria-colindex="${at + 1}"]:not([aria-colspan])`)) {
    widest = Math.max(widest, cell.getBoundingClientRect().width);
  }
  frame.style.setProperty("--columns", before);
  return Math.ceil(widest) + 2;
}
