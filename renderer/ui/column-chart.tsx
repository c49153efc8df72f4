import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";

import { readTicks } from "./ticks.ts";

import css from "./column-chart.module.css";

export interface Column {
  key: string;
  /** What it stands for; said before the count. */
  text: string;
  count: number;
  countText: string;
  isChosen: boolean;
}

export interface ColumnChartProps {
  label: string;
  columns: readonly Column[];
  /** A count in the words and digits of the interface, for the axis. */
  number: (value: number) => string;
  /** Words below the axis, by the place of their column; they are drawn around its middle. */
  axis: readonly { at: number; text: string; isMajor: boolean }[];
  /** One column was pressed: chosen alone it is let go, else it alone is chosen. */
  onToggle: (at: number) => void;
  /** A range was dragged or stretched by keys, both ends within it. */
  onRange: (first: number, last: number) => void;
  /** What is under the pointer or the focus, or the range that is being drawn; null: nothing. */
  onPoint: (range: { first: number; last: number } | null) => void;
}

type Span = { first: number; last: number };
const spanOf = (a: number, b: number): Span => ({ first: Math.min(a, b), last: Math.max(a, b) });

/**
 * Standing bars in an order that matters, such as time, over an axis with figures; the first stands where lines begin. Each is
 * a button; one Tab stop for all, arrows go along, with Shift they stretch a range, as dragging does.
 */
export function ColumnChart({ label, columns, number, axis, onToggle, onRange, onPoint }: ColumnChartProps) {
  const [current, setCurrent] = useState("");
  const [drawn, setDrawn] = useState<Span | null>(null);
  const plot = useRef<HTMLDivElement>(null);
  /** Where a drag, or a range stretched by keys, began. */
  const anchor = useRef<number | null>(null);
  const dragged = useRef<Span | null>(null);
  const ticks = readTicks(Math.max(0, ...columns.map(({ count }) => count)));
  const top = ticks.at(-1) ?? 1;
  const isSome = columns.some(({ isChosen }) => isChosen);
  const stop = columns.some(({ key }) => key === current)
    ? current
    : (columns.find(({ isChosen }) => isChosen) ?? columns[0])?.key;

  const isMirrored = (): boolean => plot.current !== null && getComputedStyle(plot.current).direction === "rtl";
  const focus = (at: number): void => plot.current?.querySelectorAll<HTMLElement>("button")[at]?.focus();

  function onKeyDown(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const at = columns.findIndex(({ key }) => key === stop);
    const step = isMirrored() ? -1 : 1;
    const next = { ArrowLeft: at - step, ArrowRight: at + step, Home: 0, End: columns.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (!columns[next]) return;
    if (event.shiftKey) {
      anchor.current ??= at;
      const { first, last } = spanOf(anchor.current, next);
      onRange(first, last);
    } else anchor.current = null;
    focus(next);
  }

  /** The column under a pointer, or the nearest one. */
  function columnAt(event: PointerEvent): number {
    const box = plot.current?.getBoundingClientRect();
    if (!box || box.width === 0) return 0;
    const along = (event.clientX - box.left) / box.width;
    const at = Math.floor((isMirrored() ? 1 - along : along) * columns.length);
    return Math.min(columns.length - 1, Math.max(0, at));
  }
  function onPointerMove(event: PointerEvent): void {
    const at = columnAt(event);
    if (anchor.current === null || event.buttons !== 1) {
      onPoint({ first: at, last: at });
      return;
    }
    if (dragged.current === null && at === anchor.current) return;
    // From here on it is no press of one column.
    if (dragged.current === null) plot.current?.setPointerCapture(event.pointerId);
    dragged.current = spanOf(anchor.current, at);
    setDrawn(dragged.current);
    onPoint(dragged.current);
  }
  function endDrag(isKept: boolean): void {
    const range = dragged.current;
    anchor.current = null;
    dragged.current = null;
    setDrawn(null);
    if (isKept && range) onRange(range.first, range.last);
  }

  return (
    <div className={css.chart}>
      <div className={css.scale} aria-hidden>
        {ticks.map((tick) => (
          <span key={tick} style={{ insetBlockEnd: `${(tick / top) * 100}%` }}>
            {number(tick)}
          </span>
        ))}
      </div>
      <div className={css.field}>
        <div className={css.lines} aria-hidden>
          {ticks.map((tick) => (
            <span key={tick} style={{ insetBlockEnd: `${(tick / top) * 100}%` }} />
          ))}
        </div>
        <div
          ref={plot}
          className={css.plot}
          role="toolbar"
          tabIndex={-1}
          aria-label={label}
          onKeyDown={onKeyDown}
          onPointerDown={(event) => {
            if (event.button === 0) anchor.current = columnAt(event);
          }}
          onPointerMove={onPointerMove}
          onPointerUp={() => endDrag(true)}
          onPointerCancel={() => endDrag(false)}
          onPointerLeave={() => {
            if (dragged.current === null) onPoint(null);
          }}
        >
          <ul>
            {columns.map((column, at) => (
              <li key={column.key}>
                <button
                  type="button"
                  className={css.column}
                  aria-pressed={column.isChosen}
                  aria-label={`${column.text}, ${column.countText}`}
                  data-muted={(drawn ? at < drawn.first || at > drawn.last : isSome && !column.isChosen) || undefined}
                  tabIndex={column.key === stop ? 0 : -1}
                  onFocus={() => {
                    setCurrent(column.key);
                    onPoint({ first: at, last: at });
                  }}
                  onBlur={() => onPoint(null)}
                  onClick={() => {
                    anchor.current = null;
                    onToggle(at);
                  }}
                >
                  <span
                    style={{ blockSize: `${(column.count / top) * 100}%` }}
                    data-some={column.count > 0 || undefined}
                  />
                </button>
              </li>
            ))}
          </ul>
        </div>
      </div>
      <div
        className={css.axis}
        aria-hidden
        style={{ gridTemplateColumns: `repeat(${columns.length}, minmax(0, 1fr))` }}
      >
        {axis.map(({ at, text, isMajor }) => (
          <span
            key={`${at}${isMajor}`}
            data-major={isMajor || undefined}
            style={{ gridColumn: at + 1, gridRow: isMajor ? 2 : 1 }}
          >
            {text}
          </span>
        ))}
      </div>
    </div>
  );
}
