import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";

import { layLines, type Lines, plainLines, type TableSection, type Folds } from "./sections.ts";
import { windowSize } from "./window.ts";

export interface TableWindow<Row> {
  total: number;
  rows: readonly Row[];
}

/** What the table shows: how many rows there are (null: not known yet), those that were read, and their sections. */
interface Shown<Row> {
  total: number | null;
  rows: ReadonlyMap<number, Row>;
  sections: readonly TableSection[] | null;
}

export interface Listing<Row> {
  shown: Shown<Row>;
  lines: Lines;
  rowAt: (row: number) => Row | undefined;
  isBusy: boolean;
  /** A window that could not be read while none could. */
  failed: { error: Error; retry: () => void } | null;
}

interface ListingInput<Row> {
  queryKey: readonly [string, ...unknown[]];
  fetchWindow: (offset: number, limit: number) => Promise<TableWindow<Row>>;
  /** The sections of this listing; undefined: it has none; null: they are on their way. */
  sections: readonly TableSection[] | null | undefined;
  folds: Folds;
  /** The offsets of the windows in sight, of a table with these lines. */
  wantedOf: (lines: Lines) => number[];
}

/**
 * Reads the windows in sight. While another listing is on its way the last one stays in sight, so that a change of order
 * does not flash; a listing with sections is there when both are.
 */
export function useListing<Row>({ queryKey, fetchWindow, sections, folds, wantedOf }: ListingInput<Row>): Listing<Row> {
  const queryClient = useQueryClient();
  const key = JSON.stringify(queryKey);
  const [last, setLast] = useState<Shown<Row>>({ total: null, rows: new Map(), sections: null });
  const nextSections = sections ?? null;
  const lineSections = sections === null ? last.sections : nextSections;
  const rowTotal = last.total ?? 0;
  const lines = useMemo(
    () => (lineSections === null ? plainLines(rowTotal) : layLines(lineSections, folds)),
    [lineSections, folds, rowTotal],
  );
  const inSight = wantedOf(lines).filter((offset) => offset === 0 || offset < rowTotal);
  const wanted = inSight.length === 0 ? [0] : inSight;
  const windows = useQueries({
    queries: wanted.map((offset) => ({
      queryKey: [...queryKey, { offset, limit: windowSize }],
      queryFn: () => fetchWindow(offset, windowSize),
    })),
  });
  const answered = windows.find((window) => window.data !== undefined);
  const failed = windows.find((window) => window.error !== null);
  const fresh = useMemo<Shown<Row> | null>(() => {
    if (!answered?.data || sections === null) return null;
    const rows = new Map<number, Row>();
    windows.forEach((window, i) => {
      const offset = wanted[i] ?? 0;
      window.data?.rows.forEach((row, at) => rows.set(offset + at, row));
    });
    return { total: answered.data.total, rows, sections: nextSections };
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [key, wanted.join(), windows.map((window) => window.dataUpdatedAt).join(), sections]);
  if (fresh && fresh !== last) setLast(fresh);
  const shown = fresh ?? last;
  const total = shown.total ?? 0;
  const shownLines = useMemo(
    () => (shown.sections === null ? plainLines(total) : layLines(shown.sections, folds)),
    [shown.sections, folds, total],
  );
  return {
    shown,
    lines: shownLines,
    rowAt: (row) => {
      const known = shown.rows.get(row);
      if (known !== undefined) return known;
      const offset = Math.floor(row / windowSize) * windowSize;
      return queryClient.getQueryData<TableWindow<Row>>([...queryKey, { offset, limit: windowSize }])?.rows[
        row - offset
      ];
    },
    isBusy: sections === null || windows.some((window) => window.isPending),
    failed: failed?.error && !answered ? { error: failed.error, retry: () => void failed.refetch() } : null,
  };
}
