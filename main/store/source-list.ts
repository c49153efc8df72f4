import type { SourceFilter } from "../../app/sources/model.ts";
import { rootIdOf } from "./hops.ts";
import { type DuplicatePair, findDuplicates } from "./source-duplicates.ts";
import { type Entry, SourceEntries } from "./source-entries.ts";
import { countFacets, FITS, makeSieve, type SourceFacets } from "./source-facets.ts";
import { rootKey } from "./source-merges.ts";
import { sortSources, type SourceSort } from "./source-order.ts";
import type { ReadDb } from "./sql.ts";

/**
 * The sources of a case in memory, as they are read: what was merged is part of what it was merged into. Loaded when
 * first asked, afterwards brought up to date one by one.
 */
export interface SourceList {
  /** A window of the sources that a filter leaves (keys), and how many these are. */
  page(
    filter: SourceFilter,
    sort: readonly SourceSort[],
    offset: number,
    limit: number,
  ): { total: number; keys: number[] };
  ids(filter: SourceFilter, sort: readonly SourceSort[]): string[];
  /** Where a source stands in a listing; null where it is not in it. */
  place(id: string, filter: SourceFilter, sort: readonly SourceSort[]): number | null;
  /** How many sources a filter leaves, by each fact; each facet leaves its own condition out. */
  facets(filter: SourceFilter): SourceFacets;
  /** Pairs that may be one, in the order in which they are proposed. */
  duplicates(): readonly DuplicatePair[];
  /** A source was written, graded, or named by other claims; or it is new or gone. */
  touch(key: number): void;
}

/** More changes at once than this, and reading anew is quicker. */
const MOST_CHANGES = 500;
/** Orders kept: more than a screen's columns are seldom sorted by in turn. */
const ORDERS_KEPT = 8;
export function makeSourceList(db: ReadDb): SourceList {
  let entries: SourceEntries | null = null;
  const touched = new Set<number>();
  /** Ranks in an order, by the order's name. */
  const orders = new Map<string, Int32Array>();
  /** The last list made: its next windows are read from it. */
  let last: { name: string; found: Entry[] } | null = null;
  let pairs: readonly DuplicatePair[] | null = null;

  function settle(): SourceEntries {
    if (touched.size > MOST_CHANGES) entries = null;
    if (touched.size > 0) {
      entries?.refresh(touched);
      orders.clear();
      [last, pairs] = [null, null];
      touched.clear();
    }
    return (entries ??= new SourceEntries(db));
  }

  function orderOf(known: SourceEntries, sort: readonly SourceSort[]): Int32Array {
    const name = JSON.stringify(sort);
    const order = orders.get(name) ?? sortSources(known, sort);
    orders.delete(name);
    orders.set(name, order);
    const [oldest] = orders.keys();
    if (orders.size > ORDERS_KEPT && oldest !== undefined) orders.delete(oldest);
    return order;
  }

  /** An affiliation that was merged since stands for what it is read as. */
  const asRead = (filter: SourceFilter): SourceFilter =>
    filter.affiliations
      ? { ...filter, affiliations: filter.affiliations.map((id) => (id === null ? null : rootIdOf(db, id))) }
      : filter;

  function list(filter: SourceFilter, sort: readonly SourceSort[]): Entry[] {
    const known = settle();
    const name = JSON.stringify([filter, sort]);
    if (last?.name === name) return last.found;
    const fits = makeSieve(known, asRead(filter));
    const found: Entry[] = [];
    for (const rank of orderOf(known, sort)) {
      const entry = known.byName[rank] as Entry;
      if (fits(entry) === FITS) found.push(entry);
    }
    last = { name, found };
    return found;
  }

  return {
    page(filter, sort, offset, limit) {
      const found = list(filter, sort);
      return { total: found.length, keys: found.slice(offset, offset + limit).map(({ key }) => key) };
    },
    ids: (filter, sort) => list(filter, sort).map(({ id }) => id),
    place(id, filter, sort) {
      const key = rootKey(db, id);
      const index = list(filter, sort).findIndex((entry) => entry.key === key);
      return index === -1 ? null : index;
    },
    facets: (filter) => countFacets(settle(), asRead(filter)),
    duplicates() {
      settle();
      return (pairs ??= findDuplicates(db));
    },
    touch: (key) => void touched.add(key),
  };
}
