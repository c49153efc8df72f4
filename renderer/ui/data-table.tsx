// The roles are those of a grid: rows are placed by hand, which elements of a table do not allow.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";

import { useFormats } from "../i18n/formats.ts";
import { useText } from "../i18n/index.ts";
import { isMac } from "./keys.ts";
import { ErrorNotice } from "./states.tsx";
import { ColumnsButton } from "./table/columns-button.tsx";
import { Head } from "./table/head.tsx";
import { arrange, leastWidth, tracksOf } from "./table/layout.ts";
import { type Column, Line, type Pointer, SectionLine } from "./table/line.tsx";
import { useFolds, usePlace, useTableLayout } from "./table/places.ts";
import { isFolded, setFolded, type TableSection } from "./table/sections.ts";
import { listSorts, type TableSort } from "./table/sorts.ts";
import { useChoice } from "./table/use-choice.ts";
import { type TableWindow, useListing } from "./table/use-listing.ts";
import { useScroll } from "./table/use-scroll.ts";
import { useTyping } from "./table/use-typing.ts";
import { findTop, readScroll, windowsOf } from "./table/window.ts";

import css from "./data-table.module.css";

export type { Column } from "./table/line.tsx";
export type { TableSort } from "./table/sorts.ts";
export type { TableWindow } from "./table/use-listing.ts";

export interface DataTableProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  /** The procedure's name first, then all that decides the listing: `["claims.list", { filter, sort }]`. */
  queryKey: readonly [string, ...unknown[]];
  fetchWindow: (offset: number, limit: number) => Promise<TableWindow<Row>>;
  rowId: (row: Row) => string;
  /** One order, or several of which the first decides. */
  sort?: TableSort | readonly TableSort[] | null;
  /** The order that a heading asked for; `all` where several columns may decide. */
  onSort?: (sort: TableSort, all: readonly TableSort[]) => void;
  /** How many columns can decide the order together; 1 unless said. */
  mostSorts?: number;
  /** Groups of rows under headings that fold, in the order of the listing; null: they are on their way. */
  sections?: readonly TableSection[] | null;
  /** Enter or a double click. */
  onOpen?: (row: Row, index: number) => void;
  /** The chosen rows' ids; without it only one row at a time is current. */
  selection?: ReadonlySet<string>;
  onSelect?: (selection: Set<string>) => void;
  /** All ids of the listing in its order: for ranges that reach beyond what is loaded, and for "all". */
  fetchIds?: () => Promise<readonly string[]>;
  /** The row that the keyboard stands on. */
  onCurrent?: (row: Row | null, index: number) => void;
  /** Finds the row whose name begins with what was typed. */
  typeAhead?: (typed: string) => Promise<number | null>;
  empty?: ReactNode;
  /** At most 33 px. */
  rowHeight?: number;
  /** True: no row of headings, for a list whose rows speak for themselves. Its rows may be higher. */
  hideHead?: boolean;
  /** Keeps place, scroll, columns and folds under this name while the session lasts, for each case by itself. */
  memory?: string;
  /** A row to go to; another object goes again. Nothing is scrolled where it is in sight. */
  goTo?: { index: number } | null;
  autoFocus?: boolean;
  /** Marks rows, for a style of their own. */
  rowTone?: (row: Row) => "muted" | "strong" | undefined;
  onContextMenu?: (row: Row, index: number, event: MouseEvent) => void;
}

const noSelection: ReadonlySet<string> = new Set();

/** A long list as a grid of which only the rows in sight are there; the rest is read as it comes into sight. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, queryKey, rowId, rowHeight = 30, selection = noSelection, onSelect, memory, sections } = props;
  const t = useText("ui");
  const formats = useFormats();
  const base = useId();
  const frame = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const key = JSON.stringify(queryKey);
  const [kept, keep] = usePlace(memory, key);
  const [layout, setLayout] = useTableLayout(memory);
  const [folds, setFolds] = useFolds(memory);
  const { size, top, setTop, settled } = useScroll(scroller, kept?.top ?? 0, rowHeight);
  const [current, setCurrent] = useState(kept?.current ?? 0);
  const [focused, setFocused] = useState(false);
  const [said, say] = useState("");

  const head = props.hideHead ? 0 : rowHeight + 2;
  const view = Math.max(rowHeight, size.height - head);
  const listing = useListing<Row>({
    queryKey,
    fetchWindow: props.fetchWindow,
    sections,
    folds,
    wantedOf: (known) => {
      const { first } = readScroll(settled, view, Math.max(known.total, 1), rowHeight);
      const ranges = known.rows(Math.floor(first) - 10, Math.ceil(first + view / rowHeight) + 10);
      return [...new Set(ranges.flatMap(([low, high]) => windowsOf(low, high)))];
    },
  });
  const { shown, lines, rowAt, isBusy } = listing;
  const total = lines.total;
  const isGrouped = shown.sections !== null;
  const rowOf = (line: number): Row | undefined => {
    const { row } = lines.at(line);
    return row === null ? undefined : rowAt(row);
  };

  const { height, first } = readScroll(top, view, total, rowHeight);
  const from = Math.max(0, Math.floor(first) - 4);
  const to = Math.min(total - 1, Math.ceil(first + view / rowHeight) + 4);

  // Where it was left, once the list is long enough to be scrolled there.
  const restored = useRef(kept === undefined);
  useLayoutEffect(() => {
    if (restored.current || total === 0 || !scroller.current) return;
    restored.current = true;
    scroller.current.scrollTop = kept?.top ?? 0;
    // A list that is shorter by now is not scrolled as far, and tells of no scrolling.
    setTop(scroller.current.scrollTop);
  }, [total, kept, setTop]);
  useEffect(() => {
    if (restored.current) keep({ current, top });
  }, [keep, current, top]);

  const { choose, chooseAll, setAnchor } = useChoice<Row>(
    {
      lines,
      rowAt,
      rowId,
      selection,
      onSelect,
      fetchIds: props.fetchIds,
      setCurrent,
      countOf: (section) => shown.sections?.[section]?.count ?? 0,
    },
    current,
  );

  const previousListing = useRef(key);
  useEffect(() => {
    if (previousListing.current === key) return;
    previousListing.current = key;
    setCurrent(0);
    setAnchor(0);
    if (scroller.current) scroller.current.scrollTop = 0;
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);

  useEffect(() => {
    if (total > 0 && current >= total) setCurrent(total - 1);
  }, [total, current]);

  useEffect(() => {
    if (props.autoFocus) scroller.current?.focus({ preventScroll: true });
  }, [props.autoFocus]);

  const currentRow = total === 0 ? undefined : rowOf(current);
  const currentId = currentRow === undefined ? null : rowId(currentRow);
  const { onCurrent } = props;
  useEffect(() => {
    onCurrent?.(currentRow ?? null, current);
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [currentId, current]);

  const reveal = useCallback(
    (line: number) => {
      const element = scroller.current;
      if (!element) return;
      const at = readScroll(element.scrollTop, view, total, rowHeight).first;
      const rows = view / rowHeight;
      if (line < at) element.scrollTop = findTop(line, view, total, rowHeight);
      else if (line + 1 > at + rows) element.scrollTop = findTop(line + 1 - rows, view, total, rowHeight);
    },
    [view, total, rowHeight],
  );

  const gone = useRef<object | null>(null);
  const { goTo } = props;
  useEffect(() => {
    if (!goTo || goTo === gone.current || goTo.index >= (shown.total ?? 0)) return;
    gone.current = goTo;
    const line = lines.ofRow(goTo.index);
    setAnchor(line);
    setCurrent(line);
    reveal(line);
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [goTo, shown.total, lines, reveal]);

  const typing = useTyping();
  async function find(word: string): Promise<void> {
    const index = await props.typeAhead?.(word);
    if (typeof index === "number") go(lines.ofRow(index), "only");
  }

  /** Folds or unfolds the section of a heading. */
  function fold(section: number, isOn: boolean): void {
    const known = shown.sections?.[section];
    if (known) setFolds(setFolded(folds, known.key, isOn));
  }
  /** What the arrows along the line do where there are sections: unfold, fold, go to the heading. */
  function along(isAhead: boolean): void {
    const { section, row } = lines.at(current);
    if (row === null) {
      const known = shown.sections?.[section];
      const isOpen = known !== undefined && !isFolded(folds, known.key);
      if (isAhead && isOpen && known.count > 0) go(current + 1, "only");
      else fold(section, !isAhead);
    } else if (!isAhead) go(lines.ofSection(section), "only");
  }
  function go(line: number, how: "only" | "range" | "keep"): void {
    void choose(line, how);
    reveal(line);
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    if (event.target !== scroller.current || total === 0 || event.altKey) return;
    const mod = isMac() ? event.metaKey : event.ctrlKey;
    const page = Math.max(1, Math.floor(view / rowHeight) - 1);
    const steps: Record<string, number> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: total - 1,
    };
    const target = steps[event.key];
    const isTyping = props.typeAhead !== undefined && typing.isGoingOn();
    if (target !== undefined) {
      const line = Math.min(total - 1, Math.max(0, target));
      go(line, event.shiftKey ? "range" : mod ? "keep" : "only");
    } else if (isGrouped && /^Arrow(?:Left|Right)$/u.test(event.key) && !mod && !event.shiftKey) {
      along((event.key === "ArrowRight") === (getComputedStyle(event.currentTarget).direction === "ltr"));
    } else if (event.key === "Enter" && !mod && !event.shiftKey) {
      const { section, row } = lines.at(current);
      if (row === null) {
        const known = shown.sections?.[section];
        if (known) fold(section, !isFolded(folds, known.key));
      } else {
        const found = rowAt(row);
        if (found === undefined || !props.onOpen) return;
        props.onOpen(found, row);
      }
    } else if (event.key === " " && !isTyping && onSelect) {
      void choose(current, event.shiftKey ? "range" : "toggle");
    } else if (mod && event.code === "KeyA" && onSelect) {
      void chooseAll();
    } else if (event.key === "Escape" && selection.size > 0) {
      onSelect?.(new Set());
    } else {
      const word = props.typeAhead ? typing.take(event) : null;
      if (word === null) return;
      void find(word);
    }
    event.preventDefault();
  }

  function onLineClick(event: MouseEvent, line: number): void {
    const mod = isMac() ? event.metaKey : event.ctrlKey;
    const { section, row } = lines.at(line);
    if (row === null && !mod && !event.shiftKey) {
      setCurrent(line);
      const known = shown.sections?.[section];
      if (known) fold(section, !isFolded(folds, known.key));
    } else void choose(line, event.shiftKey ? "range" : mod ? "toggle" : "only");
    scroller.current?.focus({ preventScroll: true });
  }

  const { order, shown: chosen } = layout;
  const visible = useMemo(
    () => arrange(columns, { order, shown: chosen }, size.width),
    [columns, order, chosen, size.width],
  );
  const handlers: Pointer<Row> = { onClick: onLineClick, onOpen: props.onOpen, onMenu: props.onContextMenu };
  const pointer = useRef(handlers);
  useLayoutEffect(() => {
    pointer.current = handlers;
  });
  const onHeading = useCallback((event: MouseEvent, line: number) => pointer.current.onClick(event, line), []);
  const hasMenu = !props.hideHead && columns.length > 1;
  const style = {
    "--row-height": `${rowHeight}px`,
    "--head-height": `${head}px`,
    "--columns": tracksOf(visible, layout.widths),
    "--least-width": `${leastWidth(visible, layout.widths)}px`,
    "--end-space": hasMenu ? "28px" : "var(--space-2)",
    "--scrollbar": `${size.bar}px`,
  } as CSSProperties;
  const rowName = (line: number): string => `${base}-row-${line}`;
  const inSight = total === 0 ? [] : Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const place = (line: number): number => Math.round(top + (line - first) * rowHeight);

  return (
    <div ref={frame} className={css.frame} style={style} data-busy={isBusy || undefined}>
      {/* The rows' own handlers are for the pointer; the keyboard acts on the grid, which has the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- its role is one of two */}
      <div
        ref={scroller}
        className={css.scroller}
        role={isGrouped ? "treegrid" : "grid"}
        aria-label={props.label}
        aria-rowcount={shown.total === null ? -1 : total + 1}
        aria-colcount={visible.length}
        aria-multiselectable={onSelect ? true : undefined}
        aria-busy={isBusy}
        aria-activedescendant={total > 0 && current >= from && current <= to ? rowName(current) : undefined}
        tabIndex={0}
        onScroll={(event) => setTop(event.currentTarget.scrollTop)}
        onKeyDown={onKeyDown}
        onFocus={(event) => setFocused(event.target === scroller.current)}
        onBlur={() => setFocused(false)}
      >
        {props.hideHead ? null : (
          <Head
            frame={frame}
            columns={columns}
            visible={visible}
            layout={layout}
            onLayout={setLayout}
            sorts={listSorts(props.sort)}
            onSorts={
              props.onSort
                ? (all) => props.onSort?.(all[0] ?? { column: visible[0]?.id ?? "", descending: false }, all)
                : undefined
            }
            mostSorts={props.mostSorts ?? 1}
            say={say}
            toRows={() => scroller.current?.focus({ preventScroll: true })}
          />
        )}
        <div role="rowgroup" className={css.body} style={{ blockSize: height }}>
          {inSight.map((line) => {
            const { section, row: index } = lines.at(line);
            const known = shown.sections?.[section];
            const isCurrent = line === current && focused;
            if (index === null && known) {
              return (
                <SectionLine
                  key={`section ${known.key}`}
                  id={rowName(line)}
                  index={line}
                  label={known.label}
                  count={formats.number(known.count)}
                  span={visible.length}
                  y={place(line)}
                  isFolded={isFolded(folds, known.key)}
                  isCurrent={isCurrent}
                  position={section + 1}
                  of={shown.sections?.length ?? 0}
                  onClick={onHeading}
                />
              );
            }
            const row = index === null ? undefined : rowAt(index);
            return (
              <Line
                key={line}
                id={rowName(line)}
                index={line}
                row={row}
                columns={visible}
                y={place(line)}
                level={isGrouped ? 2 : undefined}
                isChosen={row !== undefined && (onSelect ? selection.has(rowId(row)) : line === current)}
                isCurrent={isCurrent}
                tone={row === undefined ? undefined : props.rowTone?.(row)}
                pointer={pointer}
              />
            );
          })}
        </div>
      </div>
      {hasMenu ? <ColumnsButton columns={columns} layout={layout} onLayout={setLayout} width={size.width} /> : null}
      <span className="visually-hidden" aria-live="polite">
        {said}
      </span>
      {listing.failed ? (
        <div className={css.over}>
          <ErrorNotice error={listing.failed.error} onRetry={listing.failed.retry} />
        </div>
      ) : shown.total === 0 && !isBusy ? (
        <div className={css.over}>{props.empty ?? <p className={css.nothing}>{t("nothing")}</p>}</div>
      ) : null}
    </div>
  );
}
