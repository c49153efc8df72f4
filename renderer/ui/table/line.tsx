// The roles are those of a grid: rows are placed by hand, which elements of a table do not allow.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { ChevronDown, ChevronRight } from "lucide-react";
import { memo, type MouseEvent, type ReactNode, type RefObject } from "react";

import css from "../data-table.module.css";

export interface Column<Row> {
  id: string;
  header: string;
  /** A grid track: "80px", "minmax(160px, 2fr)". */
  width: string;
  sortable?: boolean;
  align?: "start" | "end" | "center";
  /** The column is left out while the table is narrower than this, in px, unless the analyst wants it there. */
  hideBelow?: number;
  /** True: it stands only where the analyst wants it. */
  optional?: boolean;
  /** A hint on the heading. */
  title?: string;
  render: (row: Row, index: number) => ReactNode;
}

/** What the pointer does to a line; `index` is that of the line. */
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
  /** 2 beneath the heading of a section, undefined where there are none. */
  level: 2 | undefined;
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
  level,
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
      aria-level={level}
      aria-selected={isChosen}
      className={css.row}
      data-current={isCurrent || undefined}
      data-chosen={isChosen || undefined}
      data-tone={tone}
      data-level={level}
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

interface SectionLineProps {
  id: string;
  index: number;
  label: string;
  count: string;
  /** How many columns it stands across. */
  span: number;
  y: number;
  isFolded: boolean;
  isCurrent: boolean;
  position: number;
  of: number;
  onClick: (event: MouseEvent, index: number) => void;
}

/** The heading of a section, in the place of a row. */
export const SectionLine = memo(function SectionLine(props: SectionLineProps) {
  const Sign = props.isFolded ? ChevronRight : ChevronDown;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={props.id}
      role="row"
      aria-rowindex={props.index + 2}
      aria-level={1}
      aria-expanded={!props.isFolded}
      aria-posinset={props.position}
      aria-setsize={props.of}
      className={`${css.row} ${css.section}`}
      data-current={props.isCurrent || undefined}
      style={{ transform: `translateY(${props.y}px)` }}
      onClick={(event) => props.onClick(event, props.index)}
    >
      <div role="gridcell" aria-colindex={1} aria-colspan={props.span} className={css.sectionCell}>
        <Sign aria-hidden />
        <bdi className={css.sectionLabel} title={props.label}>
          {props.label}
        </bdi>
        <span className={css.sectionCount}>{props.count}</span>
      </div>
    </div>
  );
});
