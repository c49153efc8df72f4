import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";

import type { Input, Output } from "../../app/contract/index.ts";
import { useClient } from "./client.tsx";
import type { QueryName } from "./queries.ts";

/** Readings that give a window of a longer list. */
export type WindowedName = {
  [Name in QueryName]: Input<Name> extends { offset?: number | undefined; limit?: number | undefined }
    ? Output<Name> extends { total: number }
      ? Name
      : never
    : never;
}[QueryName];

export interface Windows<Page, Row> {
  total: number;
  /** The row at a place, or undefined while it is on its way. */
  row(index: number): Row | undefined;
  /** Says which rows are looked at, so that they are read. */
  look(first: number, last: number): void;
  /** Any page that is there, for what stands beside the rows. */
  first: Page | undefined;
  isPending: boolean;
  error: unknown;
}

/**
 * A list of any length, of which only the pages looked at are read (and read again when they are stale).
 * @param size rows a page
 */
export function useWindows<Name extends WindowedName, Row>(
  name: Name,
  input: Omit<Input<Name>, "offset" | "limit">,
  rowsOf: (page: Output<Name>) => readonly Row[],
  { size = 100, enabled = true }: { size?: number; enabled?: boolean } = {},
): Windows<Output<Name>, Row> {
  const client = useClient();
  const queryClient = useQueryClient();
  const [range, setRange] = useState<readonly [number, number]>([0, 0]);
  const listing = JSON.stringify(input);
  // Another list starts at its head; what was looked at belonged to the last one.
  const [shown, setShown] = useState(listing);
  if (shown !== listing) {
    setShown(listing);
    setRange([0, 0]);
  }
  const [from, to] = shown === listing ? range : [0, 0];
  const pages = useMemo(() => {
    const wanted = [0];
    for (let page = Math.max(from, 1); page <= to; page += 1) wanted.push(page);
    return wanted;
  }, [from, to]);
  const keyOf = (page: number): unknown[] => [name, { ...input, offset: page * size, limit: size }];
  const results = useQueries({
    queries: pages.map((page) => ({
      queryKey: keyOf(page),
      queryFn: async () => (await client.call(name, keyOf(page)[1] as Input<Name>)) as Output<Name>,
      enabled,
    })),
  });
  const first = results.find((result) => result.data !== undefined)?.data as Output<Name> | undefined;
  const look = useCallback(
    (firstRow: number, lastRow: number) => {
      const next: [number, number] = [
        Math.floor(Math.max(0, firstRow) / size),
        Math.floor(Math.max(0, lastRow) / size),
      ];
      setRange((now) => (now[0] === next[0] && now[1] === next[1] ? now : next));
    },
    [size],
  );
  return {
    total: (first as { total: number } | undefined)?.total ?? 0,
    row: (index) => {
      const page = Math.floor(index / size);
      const place = pages.indexOf(page);
      const data = (place < 0 ? queryClient.getQueryData(keyOf(page)) : results[place]?.data) as
        | Output<Name>
        | undefined;
      return data === undefined ? undefined : rowsOf(data)[index - page * size];
    },
    look,
    first,
    isPending: enabled && first === undefined && !results.some((result) => result.error),
    error: results.find((result) => result.error)?.error ?? null,
  };
}
