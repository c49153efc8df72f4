import { z } from "../../../app/kernel/schema.ts";

/** How an analyst arranged a table's columns; what is not named here is as the page made it. */
export const TableLayout = z.object({
  /** Ids of columns in their order. */
  order: z.array(z.string()).default([]),
  /** Widths in px. */
  widths: z.record(z.string(), z.number()).default({}),
  /** Columns that were shown (true) or hidden (false) by choice. */
  shown: z.record(z.string(), z.boolean()).default({}),
});
export type TableLayout = z.infer<typeof TableLayout>;

export const plainLayout: TableLayout = { order: [], widths: {}, shown: {} };
export const isPlain = (layout: TableLayout): boolean =>
  layout.order.length === 0 && Object.keys(layout.widths).length === 0 && Object.keys(layout.shown).length === 0;

/** What the arithmetic needs to know of a column. */
interface AnyColumn {
  id: string;
  width: string;
  hideBelow?: number;
  optional?: boolean;
}

/** Px: narrower than a grade's badge nothing can be read, wider than a screen nothing can be seen. */
const narrowest = 44;
const widest = 1200;
/** Px that a key adds or takes. */
export const widthStep = 16;

/** All columns in the analyst's order; one that the order does not name stands after the one that it stands after at first. */
export function orderColumns<Column extends AnyColumn>(columns: readonly Column[], order: readonly string[]): Column[] {
  const byId = new Map(columns.map((column) => [column.id, column]));
  const ordered = [...new Set(order)].flatMap((id) => byId.get(id) ?? []);
  const named = new Set(ordered);
  for (const [at, column] of columns.entries()) {
    if (named.has(column)) continue;
    const before = columns[at - 1];
    ordered.splice(before === undefined ? 0 : ordered.indexOf(before) + 1, 0, column);
    named.add(column);
  }
  return ordered;
}

/** Whether a column stands in a table `width` px wide: as chosen, else where there is room for it. */
export const isShown = (column: AnyColumn, layout: TableLayout, width: number): boolean =>
  layout.shown[column.id] ??
  (column.optional !== true && (column.hideBelow === undefined || width >= column.hideBelow));

/** The columns to draw. One at least stands, whatever was hidden. */
export function arrange<Column extends AnyColumn>(
  columns: readonly Column[],
  layout: Pick<TableLayout, "order" | "shown">,
  width: number,
): Column[] {
  const ordered = orderColumns(columns, layout.order);
  const visible = ordered.filter((column) => isShown(column, { ...plainLayout, ...layout }, width));
  return visible.length > 0 ? visible : ordered.slice(0, 1);
}

/** The grid's tracks, with the widths that were given. */
export const tracksOf = (columns: readonly AnyColumn[], widths: Readonly<Record<string, number>>): string =>
  columns.map(({ id, width }) => (widths[id] === undefined ? width : `${widths[id]}px`)).join(" ");

/** The least width (px) at which the columns stand side by side; a narrower table is scrolled sideways. */
export function leastWidth(columns: readonly AnyColumn[], widths: Readonly<Record<string, number>>): number {
  let sum = 0;
  for (const { id, width } of columns) sum += widths[id] ?? Number(/(\d+)px/u.exec(width)?.[1] ?? 80);
  return sum;
}

export const setWidth = (layout: TableLayout, id: string, width: number): TableLayout => ({
  ...layout,
  widths: { ...layout.widths, [id]: Math.round(Math.min(widest, Math.max(narrowest, width))) },
});

export const setShown = (layout: TableLayout, id: string, shown: boolean): TableLayout => ({
  ...layout,
  shown: { ...layout.shown, [id]: shown },
});

/** The layout with a column put before another one, or at the end. */
export function moveBefore(
  columns: readonly AnyColumn[],
  layout: TableLayout,
  id: string,
  before: string | null,
): TableLayout {
  if (id === before) return layout;
  const ids = orderColumns(columns, layout.order)
    .map((column) => column.id)
    .filter((other) => other !== id);
  const at = before === null ? ids.length : ids.indexOf(before);
  ids.splice(at < 0 ? ids.length : at, 0, id);
  return { ...layout, order: ids };
}

/** The layout with a column one place on (1) or back (-1) among those of `among`, which are in sight. */
export function step(
  columns: readonly AnyColumn[],
  layout: TableLayout,
  among: readonly string[],
  id: string,
  by: 1 | -1,
): TableLayout {
  const at = among.indexOf(id);
  const to = at + by;
  if (at < 0 || to < 0 || to >= among.length) return layout;
  return moveBefore(columns, layout, id, (by === 1 ? among[to + 1] : among[to]) ?? null);
}
