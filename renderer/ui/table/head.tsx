// The roles are those of a grid: rows are placed by hand, which elements of a table do not allow.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { ArrowDown, ArrowUp } from "lucide-react";
import { type KeyboardEvent, type RefObject, useRef, useState } from "react";
import { Popover as AriaPopover } from "react-aria-components";

import { useText } from "../../i18n/index.ts";
import { useKeys } from "../keys.ts";
import { Menu, type MenuChoice } from "../overlays.tsx";
import { setShown, setWidth, step, type TableLayout, widthStep } from "./layout.ts";
import type { Column } from "./line.tsx";
import { addSort, sortBy, type TableSort } from "./sorts.ts";
import { measureColumn, useHeadDrag } from "./use-head-drag.ts";

import css from "../data-table.module.css";
import overlays from "../overlays.module.css";

interface HeadProps<Row> {
  frame: RefObject<HTMLElement | null>;
  columns: readonly Column<Row>[];
  visible: readonly Column<Row>[];
  layout: TableLayout;
  onLayout: (layout: TableLayout) => void;
  sorts: readonly TableSort[];
  onSorts: ((sorts: TableSort[]) => void) | undefined;
  mostSorts: number;
  /** Tells what a key did, for those who do not see it. */
  say: (text: string) => void;
  /** Gives the focus to the rows. */
  toRows: () => void;
}

/**
 * The headings. One is in the tab order; arrows go from there. A press sorts, with Shift it adds to the order; dragged
 * they move, their edges make them wider. All of it has keys and stands in the menu of each heading.
 */
export function Head<Row>(props: HeadProps<Row>) {
  const { frame, columns, visible, layout, onLayout, sorts, onSorts, mostSorts, say } = props;
  const t = useText("table");
  const row = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState<string | null>(null);
  const [menu, setMenu] = useState<{ id: string; trigger: HTMLElement | null } | null>(null);
  const { drop, startResize, startMove, endsDrag } = useHeadDrag({ frame, columns, visible, layout, onLayout });
  const tabStop = visible.some((column) => column.id === stop) ? stop : visible[0]?.id;
  const button = (id: string | undefined): HTMLElement | null =>
    id === undefined ? null : (row.current?.querySelector(`[data-column="${CSS.escape(id)}"]`) ?? null);

  const openMenu = ({ id }: Column<Row>): void => setMenu({ id, trigger: button(id) });

  const focusedColumn = (): Column<Row> | undefined => {
    const id = row.current?.contains(document.activeElement)
      ? (document.activeElement as HTMLElement).dataset["column"]
      : undefined;
    return visible.find((column) => column.id === id);
  };
  const forward = (): boolean => row.current !== null && getComputedStyle(row.current).direction === "ltr";

  function sort(column: Column<Row>, isAdded: boolean): void {
    if (!column.sortable || !onSorts) {
      openMenu(column);
      return;
    }
    if (!isAdded || mostSorts === 1) {
      onSorts(sortBy(sorts, column.id));
      return;
    }
    const next = addSort(sorts, column.id, mostSorts);
    if (next) onSorts(next);
    else say(t("mostSorts", { n: mostSorts }));
  }

  function resize(column: Column<Row>, width: number): void {
    const next = setWidth(layout, column.id, width);
    onLayout(next);
    say(t("saidWidth", { column: column.header, n: next.widths[column.id] }));
  }
  function grow(column: Column<Row>, by: number): void {
    const now = button(column.id)?.parentElement?.getBoundingClientRect().width;
    if (now !== undefined) resize(column, now + by);
  }
  function fit(column: Column<Row>): void {
    if (frame.current) resize(column, measureColumn(frame.current, visible, layout.widths, column.id));
  }
  function move(column: Column<Row>, by: 1 | -1): void {
    const ids = visible.map(({ id }) => id);
    onLayout(step(columns, layout, ids, column.id, by));
    const place = Math.min(ids.length, Math.max(1, ids.indexOf(column.id) + 1 + by));
    say(t("saidMoved", { column: column.header, place, all: ids.length }));
    // React moves the heading in the page, which may take the focus from it.
    requestAnimationFrame(() => button(column.id)?.focus());
  }
  function hide(column: Column<Row>): void {
    if (visible.length < 2) return;
    const at = visible.indexOf(column);
    onLayout(setShown(layout, column.id, false));
    say(t("saidHidden", { column: column.header }));
    const next = visible[at + 1] ?? visible[at - 1];
    requestAnimationFrame(() => button(next?.id)?.focus());
  }

  /** Does something with the column of which the heading has the focus. */
  function onFocused(act: (column: Column<Row>) => void): boolean {
    const column = focusedColumn();
    if (column) act(column);
    return column !== undefined;
  }
  const isForward = typeof document === "undefined" || document.documentElement.dir !== "rtl";
  const [towardsEnd, towardsStart] = isForward ? ["ArrowRight", "ArrowLeft"] : ["ArrowLeft", "ArrowRight"];
  useKeys(
    {
      [`alt+shift+${towardsEnd}`]: { label: t("wider"), run: () => onFocused((column) => grow(column, widthStep)) },
      [`alt+shift+${towardsStart}`]: {
        label: t("narrower"),
        run: () => onFocused((column) => grow(column, -widthStep)),
      },
      "alt+shift+Enter": { label: t("fit"), run: () => onFocused(fit) },
      [`mod+shift+${towardsStart}`]: { label: t("back"), run: () => onFocused((column) => move(column, -1)) },
      [`mod+shift+${towardsEnd}`]: { label: t("on"), run: () => onFocused((column) => move(column, 1)) },
      Delete: { label: t("hide"), run: () => onFocused(hide) },
      "alt+ArrowDown": { label: t("menu"), run: () => onFocused(openMenu) },
    },
    { group: t("keys") },
  );

  function onKeyDown(event: KeyboardEvent<HTMLElement>, index: number): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const ahead = forward() ? "ArrowRight" : "ArrowLeft";
    const behind = forward() ? "ArrowLeft" : "ArrowRight";
    const moves: Record<string, number> = { [ahead]: index + 1, [behind]: index - 1, Home: 0, End: visible.length - 1 };
    const target = event.shiftKey ? undefined : moves[event.key];
    const column = visible[index];
    if (target !== undefined) button(visible[Math.min(visible.length - 1, Math.max(0, target))]?.id)?.focus();
    else if (event.key === "ArrowDown" || event.key === "Escape") props.toRows();
    else if (event.key === "Enter" && event.shiftKey && column) sort(column, true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const opened = visible.find((column) => column.id === menu?.id);
  return (
    <div role="rowgroup" className={css.head}>
      <div role="row" aria-rowindex={1} className={css.row} ref={row}>
        {visible.map((column, index) => {
          const at = sorts.findIndex((known) => known.column === column.id);
          const sorted = sorts[at];
          const Arrow = sorted?.descending ? ArrowDown : ArrowUp;
          const canSort = column.sortable === true && onSorts !== undefined;
          const said = sorted ? t(sorted.descending ? "sortedDown" : "sortedUp", { place: at + 1 }) : null;
          const title = [column.title ?? column.header, sorts.length > 1 ? said : null].filter(Boolean).join(" – ");
          return (
            <div
              key={column.id}
              role="columnheader"
              aria-colindex={index + 1}
              // Only the column that decides first is said to be the sorted one (WAI-ARIA); the others say their place.
              {...(canSort
                ? { "aria-sort": at === 0 ? (sorted?.descending ? "descending" : "ascending") : "none" }
                : {})}
              className={css.cell}
              data-align={column.align}
              data-drop={
                drop?.before === column.id
                  ? "before"
                  : drop?.before === null && index === visible.length - 1
                    ? "after"
                    : undefined
              }
              data-dragged={drop?.id === column.id || undefined}
            >
              <button
                type="button"
                className={css.sort}
                title={title}
                data-column={column.id}
                data-sorted={sorted !== undefined || undefined}
                tabIndex={column.id === tabStop ? 0 : -1}
                {...(canSort ? {} : { "aria-haspopup": "menu" as const })}
                onFocus={() => setStop(column.id)}
                onPointerDown={(event) => startMove(event, column.id)}
                onClick={(event) => {
                  if (!endsDrag()) sort(column, event.shiftKey);
                }}
                onKeyDown={(event) => onKeyDown(event, index)}
                onContextMenu={(event) => {
                  event.preventDefault();
                  openMenu(column);
                }}
              >
                <span>{column.header}</span>
                {sorted ? <Arrow aria-hidden /> : null}
                {sorted && sorts.length > 1 ? (
                  <span className={css.place} aria-hidden>
                    {at + 1}
                  </span>
                ) : null}
              </button>
              {/* For the pointer; keys and the menu do the same. */}
              <span
                className={css.edge}
                aria-hidden
                onPointerDown={(event) => startResize(event, column.id)}
                onDoubleClick={() => fit(column)}
              />
            </div>
          );
        })}
      </div>
      {opened ? (
        <ColumnMenu
          label={t("menuOf", { column: opened.header })}
          trigger={menu?.trigger ?? null}
          onClose={() => setMenu(null)}
          items={itemsOf(opened)}
        />
      ) : null}
    </div>
  );

  function itemsOf(column: Column<Row>): MenuChoice[] {
    const at = visible.indexOf(column);
    const known = sorts.find((each) => each.column === column.id);
    const isAlone = sorts.length === 1 && known !== undefined;
    const order = (descending: boolean): void => onSorts?.([{ column: column.id, descending }]);
    const then = (descending: boolean): void =>
      onSorts?.(
        known
          ? sorts.map((each) => (each === known ? { ...each, descending } : each))
          : [...sorts, { column: column.id, descending }],
      );
    const sorting: MenuChoice[] =
      column.sortable && onSorts
        ? [
            { id: "up", text: t("ascending"), keys: "Enter", onAction: () => order(false) },
            { id: "down", text: t("descending"), onAction: () => order(true) },
            ...(mostSorts > 1 && sorts.length > 0 && !isAlone && (known || sorts.length < mostSorts)
              ? [
                  { id: "then-up", text: t("addAscending"), keys: "shift+Enter", onAction: () => then(false) },
                  { id: "then-down", text: t("addDescending"), onAction: () => then(true) },
                ]
              : []),
            ...(known
              ? [
                  {
                    id: "drop",
                    text: t("dropSort"),
                    onAction: () => onSorts(sorts.filter((each) => each !== known)),
                  },
                ]
              : []),
          ]
        : [];
    return [
      ...sorting,
      {
        id: "fit",
        text: t("fit"),
        keys: "alt+shift+Enter",
        separated: sorting.length > 0,
        onAction: () => fit(column),
      },
      ...(layout.widths[column.id] === undefined
        ? []
        : [
            {
              id: "ordinary",
              text: t("ordinaryWidth"),
              onAction: () => {
                const { [column.id]: _, ...widths } = layout.widths;
                onLayout({ ...layout, widths });
              },
            },
          ]),
      {
        id: "back",
        text: t("back"),
        keys: `mod+shift+${towardsStart}`,
        separated: true,
        isDisabled: at === 0,
        onAction: () => move(column, -1),
      },
      {
        id: "on",
        text: t("on"),
        keys: `mod+shift+${towardsEnd}`,
        isDisabled: at === visible.length - 1,
        onAction: () => move(column, 1),
      },
      { id: "hide", text: t("hide"), keys: "Delete", isDisabled: visible.length < 2, onAction: () => hide(column) },
    ];
  }
}

function ColumnMenu({
  label,
  trigger,
  items,
  onClose,
}: {
  label: string;
  trigger: HTMLElement | null;
  items: readonly MenuChoice[];
  onClose: () => void;
}) {
  const target = useRef(trigger);
  return (
    <AriaPopover
      className={overlays.popover ?? ""}
      triggerRef={target}
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      placement="bottom start"
      offset={2}
    >
      <Menu
        label={label}
        items={items.map((item) => ({
          ...item,
          onAction: () => {
            onClose();
            // The menu gives the focus back to where it was, which may be nowhere.
            trigger?.focus();
            item.onAction();
          },
        }))}
      />
    </AriaPopover>
  );
}
