import type { ClaimFilter, ClaimSort } from "../../app/claims/model.ts";
import { integers, type ReadDb } from "./sql.ts";

export interface ClaimList {
  page(
    filter: ClaimFilter,
    sort: readonly ClaimSort[],
    offset: number,
    limit: number,
  ): { total: number; keys: number[] };
  keys(filter: ClaimFilter, sort: readonly ClaimSort[]): number[];
  grid(filter: ClaimFilter): {
    total: number;
    cells: { reliability: string | null; credibility: string | null; count: number }[];
  };
  touch(key: number): void;
  forget(): void;
}

/** Interim: everything, unsorted; the list in memory replaces it. */
export function makeClaimList(db: ReadDb): ClaimList {
  const keys = () => integers(db, "SELECT key FROM claims ORDER BY key");
  return {
    page: (_filter, _sort, offset, limit) => ({ total: keys().length, keys: keys().slice(offset, offset + limit) }),
    keys,
    grid: () => ({ total: keys().length, cells: [] }),
    touch() {},
    forget() {},
  };
}
