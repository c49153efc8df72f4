// The roles are those of a grid: rows are placed by hand, which elements of a table do not allow.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { useQueries, useQueryClient } from "@tanstack/react-query";
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

import { useText } from "../i18n/index.ts";
import { isMac, matches } from "./keys.ts";
import { ErrorNotice } from "./states.tsx";
import { type Column, HeadCell, Line, type Pointer, type TableSort } from "./table-parts.tsx";
import { usePlace } from "./table-places.ts";
import { findTop, readScroll, windowsOf, windowSize } from "./table-window.ts";

import css from "./data-table.module.css";

export type { Column, TableSort } from "./table-parts.tsx";

export interface TableWindow<Row> {
  total: number;
  rows: readonly Row[];
}

export interface DataTableProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  /** The procedure's name first, then all that decides the listing: `["claims.list", { filter, sort }]`. */
  queryKey: readonly [string, ...unknown[]];
  fetchWindow: (offset: number, limit: number) => Promise<TableWindow<Row>>;
  rowId: (row: Row) => string;
  sort?: TableSort | null;
  onSort?: (sort: TableSort) => void;
  /** Enter or a double click. */
  onOpen?: (row: Row, index: number) => void;
  /** The chosen rows' ids; without it only one row at a time is current. */
  selection?: ReadonlySet<string>;
  onSelect?: (selection: Set<string>) => void;
  /** All ids of the listing in order: for ranges that reach beyond what is loaded, and for "all". */
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
  /** Keeps place and scroll under this name while the session lasts, for each case and listing by itself. */
  memory?: string;
  /** A row to go to; another object goes again. Nothing is scrolled where it is in sight. */
  goTo?: { index: number } | null;
  autoFocus?: boolean;
  /** Marks rows, for a style of their own. */
  rowTone?: (row: Row) => "muted" | "strong" | undefined;
  onContextMenu?: (row: Row, index: number, event: MouseEvent) => void;
}

interface Shown<Row> {
  total: number | null;
  rows: Map<number, Row>;
}

/** Keys that keep their meaning in a list with type-ahead. */
const isCommand = (key: string): boolean => ["?", "؟", "/"].includes(key);
/** Milliseconds that the second key of the way to another page ("g c") may take, as in `keys.ts`. */
const wayPause = 1500;

const noSelection: ReadonlySet<string> = new Set();

/** A long list as a grid of which only the rows in sight are there; the rest is read as it comes into sight. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, queryKey, fetchWindow, rowId, rowHeight = 30, selection = noSelection, onSelect } = props;
  const t = useText("ui");
  const base = useId();
  const queryClient = useQueryClient();
  const scroller = useRef<HTMLDivElement>(null);
  const listing = JSON.stringify(queryKey);
  const [kept, keep] = usePlace(props.memory, listing);
  const [size, setSize] = useState({ width: 1000, height: 600 });
  const [top, setTop] = useState(kept?.top ?? 0);
  const [current, setCurrent] = useState(kept?.current ?? 0);
  const [focused, setFocused] = useState(false);
  const anchor = useRef(current);
  const [last, setLast] = useState<Shown<Row>>({ total: null, rows: new Map() });

  const head = props.hideHead ? 0 : rowHeight + 2;
  const view = Math.max(rowHeight, size.height - head);
  const knownTotal = last.total ?? 0;
  const [settled, setSettled] = useState(top);
  const { first: settledFirst } = readScroll(settled, view, Math.max(knownTotal, 1), rowHeight);
  const offsets = windowsOf(Math.floor(settledFirst) - 10, Math.ceil(settledFirst + view / rowHeight) + 10).filter(
    (offset) => offset === 0 || offset < knownTotal,
  );
  const wanted = offsets.length === 0 ? [0] : offsets;
  const windows = useQueries({
    queries: wanted.map((offset) => ({
      queryKey: [...queryKey, { offset, limit: windowSize }],
      queryFn: () => fetchWindow(offset, windowSize),
    })),
  });

  // While another listing is on its way the last one stays in sight, so that a change of order does not flash.
  const answered = windows.find((window) => window.data !== undefined);
  const failed = windows.find((window) => window.error !== null);
  const isBusy = windows.some((window) => window.isPending);
  const fresh = useMemo<Shown<Row> | null>(() => {
    if (!answered?.data) return null;
    const rows = new Map<number, Row>();
    windows.forEach((window, i) => {
      const offset = wanted[i] ?? 0;
      window.data?.rows.forEach((row, at) => rows.set(offset + at, row));
    });
    return { total: answered.data.total, rows };
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [listing, wanted.join(), windows.map((window) => window.dataUpdatedAt).join()]);
  if (fresh && fresh !== last) setLast(fresh);
  const shown = fresh ?? last;
  const total = shown.total ?? 0;
  const rowAt = (index: number): Row | undefined => shown.rows.get(index);

  const { height, first } = readScroll(top, view, total, rowHeight);
  const from = Math.max(0, Math.floor(first) - 4);
  const to = Math.min(total - 1, Math.ceil(first + view / rowHeight) + 4);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const measure = (): void => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  // Where it was left, once the list is long enough to be scrolled there.
  const restored = useRef(kept === undefined);
  useLayoutEffect(() => {
    if (restored.current || total === 0 || !scroller.current) return;
    restored.current = true;
    scroller.current.scrollTop = kept?.top ?? 0;
    // A list that is shorter by now is not scrolled as far, and tells of no scrolling.
    setTop(scroller.current.scrollTop);
  }, [total, kept]);
  useEffect(() => {
    if (restored.current) keep({ current, top });
  }, [keep, current, top]);

  // A flung scrollbar passes windows that nobody will look at: those are not asked for.
  useEffect(() => {
    if (Math.abs(top - settled) < windowSize * rowHeight) {
      setSettled(top);
      return undefined;
    }
    const timer = setTimeout(() => setSettled(top), 70);
    return () => clearTimeout(timer);
  }, [top, settled, rowHeight]);

  const previousListing = useRef(listing);
  useEffect(() => {
    if (previousListing.current === listing) return;
    previousListing.current = listing;
    setCurrent(0);
    anchor.current = 0;
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [listing]);

  useEffect(() => {
    if (total > 0 && current >= total) setCurrent(total - 1);
  }, [total, current]);

  useEffect(() => {
    if (props.autoFocus) scroller.current?.focus({ preventScroll: true });
  }, [props.autoFocus]);

  const currentRow = rowAt(current);
  const currentId = currentRow === undefined ? null : rowId(currentRow);
  const { onCurrent } = props;
  useEffect(() => {
    onCurrent?.(currentRow ?? null, current);
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [currentId, current]);

  const reveal = useCallback(
    (index: number) => {
      const element = scroller.current;
      if (!element) return;
      const at = readScroll(element.scrollTop, view, total, rowHeight).first;
      const rows = view / rowHeight;
      if (index < at) element.scrollTop = findTop(index, view, total, rowHeight);
      else if (index + 1 > at + rows) element.scrollTop = findTop(index + 1 - rows, view, total, rowHeight);
    },
    [view, total, rowHeight],
  );

  const gone = useRef<object | null>(null);
  const { goTo } = props;
  useEffect(() => {
    if (!goTo || goTo === gone.current || goTo.index >= total) return;
    gone.current = goTo;
    anchor.current = goTo.index;
    setCurrent(goTo.index);
    reveal(goTo.index);
  }, [goTo, total, reveal]);

  async function idsBetween(a: number, b: number): Promise<string[]> {
    const [low, high] = a < b ? [a, b] : [b, a];
    const ids: string[] = [];
    for (let i = low; i <= high; i += 1) {
      const row = rowAt(i) ?? cachedRow(i);
      if (row === undefined) return [...((await props.fetchIds?.()) ?? [])].slice(low, high + 1);
      ids.push(rowId(row));
    }
    return ids;
  }

  function cachedRow(index: number): Row | undefined {
    const offset = Math.floor(index / windowSize) * windowSize;
    const data = queryClient.getQueryData<TableWindow<Row>>([...queryKey, { offset, limit: windowSize }]);
    return data?.rows[index - offset];
  }

  async function choose(index: number, how: "only" | "toggle" | "range" | "keep"): Promise<void> {
    setCurrent(index);
    if (how !== "range") anchor.current = index;
    if (!onSelect || how === "keep") return;
    if (how === "range") {
      onSelect(new Set(await idsBetween(anchor.current, index)));
      return;
    }
    const row = rowAt(index) ?? cachedRow(index);
    if (row === undefined) {
      const [id] = await idsBetween(index, index);
      if (id !== undefined) onSelect(new Set([id]));
      return;
    }
    const id = rowId(row);
    if (how === "only") {
      onSelect(new Set([id]));
      return;
    }
    const next = new Set(selection);
    if (!next.delete(id)) next.add(id);
    onSelect(next);
  }

  async function chooseAll(): Promise<void> {
    if (!onSelect) return;
    onSelect(new Set(props.fetchIds ? await props.fetchIds() : await idsBetween(0, total - 1)));
  }

  const typed = useRef({ text: "", at: 0 });
  function typeOn(key: string): void {
    const now = Date.now();
    typed.current = { text: now - typed.current.at > 900 ? key : typed.current.text + key, at: now };
    void (async () => {
      const index = await props.typeAhead?.(typed.current.text);
      if (typeof index !== "number") return;
      reveal(index);
      await choose(index, "only");
    })();
  }

  /** "g" begins the way to another page unless a word goes on; the key after it ends it. */
  const wayAt = useRef(0);
  function isWay(event: KeyboardEvent, isTyping: boolean): boolean {
    const isSecond = Date.now() - wayAt.current < wayPause;
    const isFirst = !isSecond && !isTyping && matches("g", event.nativeEvent);
    wayAt.current = isFirst ? Date.now() : 0;
    return isFirst || isSecond;
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
    const isTyping = props.typeAhead !== undefined && Date.now() - typed.current.at < 900;
    if (target !== undefined) {
      const index = Math.min(total - 1, Math.max(0, target));
      void choose(index, event.shiftKey ? "range" : mod ? "keep" : "only");
      reveal(index);
    } else if (event.key === "Enter" && !mod && !event.shiftKey) {
      const row = rowAt(current) ?? cachedRow(current);
      if (row === undefined || !props.onOpen) return;
      props.onOpen(row, current);
    } else if (event.key === " " && !isTyping && onSelect) {
      void choose(current, event.shiftKey ? "range" : "toggle");
    } else if (mod && event.code === "KeyA" && onSelect) {
      void chooseAll();
    } else if (event.key === "Escape" && selection.size > 0) {
      onSelect?.(new Set());
    } else if (props.typeAhead && !mod && event.key.length === 1 && !isCommand(event.key) && !isWay(event, isTyping)) {
      typeOn(event.key);
    } else return;
    event.preventDefault();
  }

  function onRowClick(event: MouseEvent, index: number): void {
    const mod = isMac() ? event.metaKey : event.ctrlKey;
    void choose(index, event.shiftKey ? "range" : mod ? "toggle" : "only");
    scroller.current?.focus({ preventScroll: true });
  }

  const visible = useMemo(
    () => columns.filter((column) => column.hideBelow === undefined || size.width >= column.hideBelow),
    [columns, size.width],
  );
  const pointer = useRef<Pointer<Row>>({ onClick: onRowClick, onOpen: props.onOpen, onMenu: props.onContextMenu });
  useLayoutEffect(() => {
    pointer.current = { onClick: onRowClick, onOpen: props.onOpen, onMenu: props.onContextMenu };
  });
  const template = visible.map((column) => column.width).join(" ");
  const style = {
    "--row-height": `${rowHeight}px`,
    "--head-height": `${head}px`,
    "--columns": template,
  } as CSSProperties;
  const rowName = (index: number): string => `${base}-row-${index}`;
  const indexes = total === 0 ? [] : Array.from({ length: to - from + 1 }, (_, i) => from + i);

  return (
    <div className={css.frame} style={style} data-busy={isBusy || undefined}>
      {/* The rows' own handlers are for the pointer; the keyboard acts on the grid, which has the focus. */}
      <div
        ref={scroller}
        className={css.scroller}
        role="grid"
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
        <div role="rowgroup" className={css.head} hidden={props.hideHead}>
          <div role="row" aria-rowindex={1} className={css.row}>
            {visible.map((column, i) => (
              <HeadCell key={column.id} column={column} index={i} sort={props.sort ?? null} onSort={props.onSort} />
            ))}
          </div>
        </div>
        <div role="rowgroup" className={css.body} style={{ blockSize: height }}>
          {indexes.map((index) => {
            const row = rowAt(index);
            const isChosen = row !== undefined && (onSelect ? selection.has(rowId(row)) : index === current);
            return (
              <Line
                key={index}
                id={rowName(index)}
                index={index}
                row={row}
                columns={visible}
                y={Math.round(top + (index - first) * rowHeight)}
                isChosen={isChosen}
                isCurrent={index === current && focused}
                tone={row === undefined ? undefined : props.rowTone?.(row)}
                pointer={pointer}
              />
            );
          })}
        </div>
      </div>
      {failed?.error && !answered ? (
        <div className={css.over}>
          <ErrorNotice error={failed.error} onRetry={() => void failed.refetch()} />
        </div>
      ) : shown.total === 0 && !isBusy ? (
        <div className={css.over}>{props.empty ?? <p className={css.nothing}>{t("nothing")}</p>}</div>
      ) : null}
    </div>
  );
}
