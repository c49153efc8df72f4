import {
  type ClaimFilter,
  type ClaimGroup,
  type ClaimGrouping,
  type ClaimSort,
  type Diagonal,
  LookReason,
} from "../../app/claims/model.ts";
import type { Change } from "../../app/ledger/model.ts";
import { effectOf } from "./claim-changes.ts";
import { ClaimColumns } from "./claim-columns.ts";
import { countDiagonal } from "./claim-diagonal.ts";
import { ClaimGroups } from "./claim-groups.ts";
import { LOOK_BITS, lookBits, maskOf } from "./claim-masks.ts";
import { ClaimOrders } from "./claim-order.ts";
import type { ReadDb } from "./sql.ts";

export interface GridCell {
  reliability: string | null;
  credibility: string | null;
  count: number;
}

/**
 * All claims of a case as a list in memory: filtered, sorted and counted in milliseconds at a million. It is loaded when
 * first asked, or before that slice by slice; afterwards single claims are brought up to date.
 */
export interface ClaimList {
  /** A window of the claims that a filter leaves (keys), and how many these are. Refuses a wrong search query. */
  page(
    filter: ClaimFilter,
    sort: readonly ClaimSort[],
    offset: number,
    limit: number,
  ): { total: number; keys: number[] };
  keys(filter: ClaimFilter, sort: readonly ClaimSort[]): number[];
  /** The groups that are not empty, by name, with what is in none last. */
  groups(filter: ClaimFilter, by: ClaimGrouping): ClaimGroup[];
  /** A window of the claims group by group; a claim stands in each group that it is in. */
  groupedPage(
    filter: ClaimFilter,
    sort: readonly ClaimSort[],
    by: ClaimGrouping,
    offset: number,
    limit: number,
  ): { total: number; keys: number[] };
  /** How many claims need another look, for each reason and for any. */
  looks(filter: ClaimFilter, staleDays: number | null): { total: number; reasons: Record<LookReason, number> };
  /** How the two grades lie to each other, in all and by analyst. */
  diagonal(filter: ClaimFilter): { total: Diagonal; analysts: Diagonal[] };
  /** How many claims stand in each cell of the grid that is not empty; null is *not graded*. */
  grid(filter: ClaimFilter): { total: number; cells: GridCell[] };
  /** A claim, its hops, tags, questions, relations or grades changed, or it is new or gone. */
  touch(key: number): void;
  /** Follows an act: what many claims show (a name, a letter, an outlet) is brought up to date, and no more than that. */
  follow(changes: readonly Change[]): void;
  /** All is read anew when next asked. */
  forget(): void;
  ready(): boolean;
  /** Loads the next slice, so that the first question need not wait; whether more is to come. */
  load(slice?: number): boolean;
}

const SLICE = 20_000;
/** More changes at once than this, and reading anew is quicker. */
const MOST_CHANGES = 20_000;

/** What a filter by age says changes as time goes by. */
const today = (filter: ClaimFilter): number | null =>
  filter.look?.staleDays == null ? null : Math.floor(Date.now() / 60_000);

/** @param radixFrom entries from which on sorting counts digits, or picks from what is sorted; tests set it low. */
export function makeClaimList(db: ReadDb, radixFrom?: number): ClaimList {
  let columns = new ClaimColumns(db);
  let orders = new ClaimOrders(db, columns, radixFrom);
  let groups = new ClaimGroups(db, columns, orders, radixFrom);
  const touched = new Set<number>();
  /** The last list made: its next windows are read from it. */
  let last: { name: string; slots: Int32Array } | null = null;
  /** The last counts of groups made, likewise. */
  let lastMask: { name: string; mask: Uint8Array } | null = null;
  let lastCounts: { name: string; counts: Int32Array } | null = null;

  function forget(): void {
    columns = new ClaimColumns(db);
    orders = new ClaimOrders(db, columns, radixFrom);
    groups = new ClaimGroups(db, columns, orders, radixFrom);
    touched.clear();
    [last, lastMask, lastCounts] = [null, null, null];
  }

  function load(slice = SLICE): boolean {
    columns.load(slice);
    return !columns.ready;
  }

  function settle(): void {
    if (touched.size > MOST_CHANGES) forget();
    while (load());
    if (touched.size === 0) return;
    [last, lastMask, lastCounts] = [null, null, null];
    const slots = [...touched].map((key) => columns.refresh(key)).filter((slot) => slot !== -1);
    orders.move(slots);
    groups.check(slots);
    touched.clear();
  }

  function list(filter: ClaimFilter, sort: readonly ClaimSort[]): Int32Array {
    settle();
    const name = JSON.stringify([filter, sort, today(filter)]);
    if (last?.name === name) return last.slots;
    const order = orders.get(sort);
    const mask = masked(filter);
    const slots = new Int32Array(order.length);
    let length = 0;
    for (let index = 0; index < order.length; index += 1) {
      const slot = order[index] as number;
      slots[length] = slot;
      length += mask[slot] as number;
    }
    last = { name, slots: slots.subarray(0, length) };
    return last.slots;
  }

  /** 1 at every slot that a filter leaves; counts and windows of one listing ask for the same in turn. */
  function masked(filter: ClaimFilter): Uint8Array {
    settle();
    const name = JSON.stringify([filter, today(filter)]);
    if (lastMask?.name !== name) lastMask = { name, mask: maskOf(db, columns, filter) };
    return lastMask.mask;
  }

  function countGroups(filter: ClaimFilter, by: ClaimGrouping): Int32Array {
    settle();
    const name = JSON.stringify([filter, by, today(filter)]);
    if (lastCounts?.name !== name) lastCounts = { name, counts: groups.count(by, masked(filter)) };
    return lastCounts.counts;
  }

  function follow(changes: readonly Change[]): void {
    const { sources, claims, orders: stale, groups: renamed } = effectOf(db, changes);
    for (const key of claims) touched.add(key);
    columns.sources.refresh(sources);
    for (const column of stale) orders.drop(column);
    for (const by of renamed) groups.drop(by);
    if (sources.size > 0 || stale.size > 0 || renamed.size > 0) [last, lastMask, lastCounts] = [null, null, null];
  }

  const keysOf = (slots: Int32Array): number[] => Array.from(slots, (slot) => columns.keys[slot] as number);

  return {
    forget,
    follow,
    load,
    ready: () => columns.ready && touched.size === 0,
    touch: (key) => void touched.add(key),
    page(filter, sort, offset, limit) {
      const slots = list(filter, sort);
      return { total: slots.length, keys: keysOf(slots.subarray(offset, offset + limit)) };
    },
    keys: (filter, sort) => keysOf(list(filter, sort)),
    groups: (filter, by) => groups.named(by, countGroups(filter, by)),
    groupedPage(filter, sort, by, offset, limit) {
      const inGroups = countGroups(filter, by);
      const slots = groups.window(by, inGroups, { sort, mask: masked(filter), offset, limit });
      return { total: inGroups.reduce((sum, count) => sum + count, 0), keys: keysOf(slots) };
    },
    looks(filter, staleDays) {
      settle();
      const mask = masked(filter);
      const bits = lookBits(columns, staleDays);
      const byBits = new Int32Array(16);
      for (let slot = 0; slot < mask.length; slot += 1) {
        const at = bits[slot] as number;
        byBits[at] = (byBits[at] as number) + (mask[slot] as number);
      }
      const having = (wanted: number): number =>
        byBits.reduce((sum, count, at) => ((at & wanted) === 0 ? sum : sum + count), 0);
      const reasons = Object.fromEntries(
        LookReason.options.map((reason) => [reason, having(LOOK_BITS[reason])]),
      ) as Record<LookReason, number>;
      return { total: having(15), reasons };
    },
    diagonal(filter) {
      settle();
      return countDiagonal(columns, masked(filter));
    },
    grid(filter) {
      settle();
      const mask = masked(filter);
      const { count, reliabilities, credibilities, reliability, credibility } = columns;
      const width = credibility.values.length;
      const counts = new Int32Array(reliability.values.length * width);
      let total = 0;
      for (let slot = 0; slot < count; slot += 1) {
        const cell = (reliabilities[slot] as number) * width + (credibilities[slot] as number);
        const one = mask[slot] as number;
        counts[cell] = (counts[cell] as number) + one;
        total += one;
      }
      const cells = Array.from(counts, (number, cell) => ({
        reliability: reliability.values[Math.floor(cell / width)] ?? null,
        credibility: credibility.values[cell % width] ?? null,
        count: number,
      }));
      return { total, cells: cells.filter((cell) => cell.count > 0) };
    },
  };
}
