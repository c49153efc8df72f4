export interface TableSort {
  column: string;
  descending: boolean;
}

/** The orders of a table as a list, the deciding one first. */
export const listSorts = (sort: TableSort | readonly TableSort[] | null | undefined): readonly TableSort[] =>
  sort === null || sort === undefined ? [] : "column" in sort ? [sort] : sort;

/** A press on a heading: this column alone decides; a second press turns it. */
export function sortBy(sorts: readonly TableSort[], column: string): TableSort[] {
  const first = sorts[0];
  return [{ column, descending: first?.column === column ? !first.descending : false }];
}

/**
 * A press with Shift: the column decides after those before it; then it is turned, then taken out again.
 * @returns null where there is no room for one more
 */
export function addSort(sorts: readonly TableSort[], column: string, most: number): TableSort[] | null {
  const known = sorts.find((sort) => sort.column === column);
  if (!known) return sorts.length < most ? [...sorts, { column, descending: false }] : null;
  if (!known.descending) return sorts.map((sort) => (sort === known ? { column, descending: true } : sort));
  return sorts.filter((sort) => sort !== known);
}
