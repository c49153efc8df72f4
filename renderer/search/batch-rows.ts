import type { BatchRow } from "../../app/search/model.ts";

export type BatchColumn = "query" | "articles" | "families" | "alone" | "claims" | "first";

/** Rows of a batch with their place in it, in the order of a column; what has no value there stands last either way. */
export function sortedRows(
  rows: readonly BatchRow[],
  sort: { column: BatchColumn; descending: boolean } | null,
  compare: (a: string, b: string) => number,
): { at: number; row: BatchRow }[] {
  const numbered = rows.map((row, at) => ({ at, row }));
  if (!sort) return numbered;
  const { column, descending } = sort;
  const by = (a: string | number, b: string | number): number =>
    typeof a === "number" && typeof b === "number" ? a - b : compare(String(a), String(b));
  const valueOf = (row: BatchRow): string | number | null =>
    column === "query" ? (row.name ?? row.query) : row[column];
  return numbered.toSorted((one, other) => {
    const [a, b] = [valueOf(one.row), valueOf(other.row)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return by(a, b) * (descending ? -1 : 1);
  });
}
