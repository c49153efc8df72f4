import type { SourceFilter } from "../../app/sources/model.ts";
import { foldName } from "../../app/text/names.ts";
import { rootIdOf } from "./hops.ts";
import { type DuplicatePair, findDuplicates } from "./source-duplicates.ts";
import { type Entry, SourceEntries } from "./source-entries.ts";
import { countFacets, FITS, makeSieve, type SourceFacets } from "./source-facets.ts";
import { rootKey } from "./source-merges.ts";
import { SourceOrders, type SourceSort } from "./source-order.ts";
import { suggestEntries } from "./source-suggestions.ts";
import type { ReadDb } from "./sql.ts";
import type { Touch } from "./touched-sources.ts";

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
  /** Sources (keys) of which a name fits what was typed, best first; nothing typed yet fits what is used most. */
  suggest(typed: string, limit: number): number[];
  /** Pairs that may be one, in the order in which they are proposed. */
  duplicates(): readonly DuplicatePair[];
  /** A source was written, is new or gone; or only its letter or its claims are others. */
  touch(key: number, what: Touch): void;
}

/** More changes at once than this, and reading anew is quicker. */
const MOST_CHANGES = 500;

export function makeSourceList(db: ReadDb): SourceList {
  let entries: SourceEntries | null = null;
  const touched = new Set<number>();
  const orders = new SourceOrders();
  /** The last list made: its next windows are read from it. */
  let last: { name: string; found: number[] } | null = null;
  let pairs: readonly DuplicatePair[] | null = null;

  function settle(): SourceEntries {
    if (touched.size > 0) last = null;
    if (touched.size > MOST_CHANGES) {
      entries = null;
      orders.clear();
    } else if (touched.size > 0 && entries) {
      const known = entries;
      const moved = known.refresh(
        touched,
        (entry) => orders.remove(entry),
        (entry) => orders.insert(known, entry),
      );
      // Those affiliated to a source that was renamed or moved stand elsewhere too.
      if (moved) orders.clear();
    }
    touched.clear();
    return (entries ??= new SourceEntries(db));
  }

  /** An affiliation that was merged since stands for what it is read as. */
  const asRead = (filter: SourceFilter): SourceFilter =>
    filter.affiliations
      ? { ...filter, affiliations: filter.affiliations.map((id) => (id === null ? null : rootIdOf(db, id))) }
      : filter;

  /** The slots of what a filter leaves, in order. */
  function list(known: SourceEntries, filter: SourceFilter, sort: readonly SourceSort[]): readonly number[] {
    const name = JSON.stringify([filter, sort]);
    if (last?.name === name) return last.found;
    const sieve = makeSieve(asRead(filter));
    // Entry after entry as they lie in memory: in the order of the list, each would be fetched from somewhere else.
    const fits = new Uint8Array(known.slots.length);
    for (const entry of known.slots) if (entry !== null && sieve(entry) === FITS) fits[entry.slot] = 1;
    const found = orders.get(known, sort).filter((slot) => fits[slot] === 1);
    last = { name, found };
    return found;
  }

  return {
    page(filter, sort, offset, limit) {
      const known = settle();
      const found = list(known, filter, sort);
      return {
        total: found.length,
        keys: found.slice(offset, offset + limit).map((slot) => (known.slots[slot] as Entry).key),
      };
    },
    ids(filter, sort) {
      const known = settle();
      return list(known, filter, sort).map((slot) => (known.slots[slot] as Entry).id);
    },
    place(id, filter, sort) {
      const known = settle();
      const slot = known.byKey.get(rootKey(db, id) ?? -1)?.slot ?? -1;
      const index = list(known, filter, sort).indexOf(slot);
      return index === -1 ? null : index;
    },
    facets: (filter) => countFacets(settle(), asRead(filter)),
    suggest(typed, limit) {
      const needle = foldName(typed);
      // Signs alone are no part of any name.
      return needle === "" && typed.trim() !== "" ? [] : suggestEntries(settle().byName, needle, limit);
    },
    duplicates: () => (pairs ??= findDuplicates(db)),
    touch(key, what) {
      touched.add(key);
      if (what === "written") pairs = null;
    },
  };
}
