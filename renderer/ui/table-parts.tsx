// The roles are those of a grid: rows are placed by hand, which elements of a table do not allow.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { ArrowDown, ArrowUp } from "lucide-react";
import { memo, type MouseEvent, type ReactNode, type RefObject } from "react";

import css from "./data-table.module.css";

export interface Column<Row> {
  id: string;
  header: string;
  /** A grid track: "80px", "minmax(160px, 2fr)". */
  width: string;
  sortable?: boolean;
  align?: "start" | "end" | "center";
  /** The column is left out while the table is narrower than this, in px. */
  hideBelow?: number;
  /** A hint on the heading. */
  title?: string;
  render: (row: Row, index: number) => ReactNode;
}

export interface TableSort {
  column: string;
  descending: boolean;
}

/** What the pointer does to a row. */
export interface Pointer<Row> {
  onClick: (event: MouseEvent, index: number) => void;
  onOpen: ((row: Row, index: number) => void) | undefined;
  onMenu: ((row: Row, index: number, event: MouseEvent) => void) | undefined;
}

interface LineProps<Row> {
  id: string;
  index: number;
  row: Row | undefined;
  columns: readonly Column<Row>[];
  y: number;
  isChosen: boolean;
  isCurrent: boolean;
  tone: "muted" | "strong" | undefined;
  pointer: RefObject<Pointer<Row>>;
}

/** One row; drawn anew only when something about it changed, so that a scroll draws no more than what comes into sight. */
export const Line = memo(function Line<Row>({
  id,
  index,
  row,
  columns,
  y,
  isChosen,
  isCurrent,
  tone,
  pointer,
}: LineProps<Row>) {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      className={css.row}
      data-current={isCurrent || undefined}
      data-chosen={isChosen || undefined}
      data-tone={tone}
      style={{ transform: `translateY(${y}px)` }}
      onClick={(event) => pointer.current.onClick(event, index)}
      onDoubleClick={() => {
        if (row !== undefined) pointer.current.onOpen?.(row, index);
      }}
      onContextMenu={(event) => {
        if (row !== undefined) pointer.current.onMenu?.(row, index, event);
      }}
    >
      {columns.map((column, i) => (
        <div key={column.id} role="gridcell" aria-colindex={i + 1} className={css.cell} data-align={column.align}>
          {row === undefined ? <span className={css.waiting} /> : column.render(row, index)}
        </div>
      ))}
    </div>
  );
  // `memo` forgets the type parameter.
}) as <Row>(props: LineProps<Row>) => ReactNode;

export function HeadCell<Row>({
  column,
  index,
  sort,
  onSort,
}: {
  column: Column<Row>;
  index: number;
  sort: TableSort | null;
  onSort: ((sort: TableSort) => void) | undefined;
}) {
  const isSorted = sort?.column === column.id;
  const Arrow = sort?.descending ? ArrowDown : ArrowUp;
  const common = { role: "columnheader", "aria-colindex": index + 1, className: css.cell, "data-align": column.align };
  if (!column.sortable || !onSort) {
    return (
      <div {...common} title={column.title}>
        {column.header}
      </div>
    );
  }
  return (
    <div {...common} aria-sort={isSorted ? (sort.descending ? "descending" : "ascending") : "none"}>
      <button
        type="button"
        className={css.sort}
        title={column.title ?? column.header}
        data-sorted={isSorted || undefined}
        onClick={() => onSort({ column: column.id, descending: isSorted ? !sort.descending : false })}
      >
        <span>{column.header}</span>
        {isSorted ? <Arrow aria-hidden /> : null}
      </button>
    </div>
  );
}
