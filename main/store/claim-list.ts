import type { ClaimFilter, ClaimSort } from "../../app/claims/model.ts";
import { afterDate, ClaimColumns, dateNumber } from "./claim-columns.ts";
import { ClaimOrders } from "./claim-order.ts";
import { claimKeysMatching } from "./search.ts";
import { integers, marks, type ReadDb } from "./sql.ts";

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
  /** How many claims stand in each cell of the grid that is not empty; null is *not graded*. */
  grid(filter: ClaimFilter): { total: number; cells: GridCell[] };
  /** A claim, its hops, tags or grades changed, or it is new or gone. */
  touch(key: number): void;
  /** Something that many claims show changed (an outlet, a date, a name, a tag): all is read anew when next asked. */
  forget(): void;
  ready(): boolean;
  /** Loads the next slice, so that the first question need not wait; whether more is to come. */
  load(slice?: number): boolean;
}

const SLICE = 20_000;
/** More changes at once than this, and reading anew is quicker. */
const MOST_CHANGES = 20_000;

/** @param radixFrom entries from which on sorting counts digits; tests set it low. */
export function makeClaimList(db: ReadDb, radixFrom?: number): ClaimList {
  let columns = new ClaimColumns(db);
  let orders = new ClaimOrders(db, columns, radixFrom);
  const touched = new Set<number>();
  /** The last list made: its next windows are read from it. */
  let last: { name: string; slots: Int32Array } | null = null;

  function forget(): void {
    columns = new ClaimColumns(db);
    orders = new ClaimOrders(db, columns, radixFrom);
    touched.clear();
    last = null;
  }

  function load(slice = SLICE): boolean {
    columns.load(slice);
    return !columns.ready;
  }

  function settle(): void {
    if (touched.size > MOST_CHANGES) forget();
    while (load());
    if (touched.size === 0) return;
    last = null;
    orders.move([...touched].map((key) => columns.refresh(key)).filter((slot) => slot !== -1));
    touched.clear();
  }

  function list(filter: ClaimFilter, sort: readonly ClaimSort[]): Int32Array {
    settle();
    const name = JSON.stringify([filter, sort]);
    if (last?.name === name) return last.slots;
    const order = orders.get(sort);
    const mask = maskOf(db, columns, filter);
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

  const keysOf = (slots: Int32Array): number[] => Array.from(slots, (slot) => columns.keys[slot] as number);

  return {
    forget,
    load,
    ready: () => columns.ready && touched.size === 0,
    touch: (key) => void touched.add(key),
    page(filter, sort, offset, limit) {
      const slots = list(filter, sort);
      return { total: slots.length, keys: keysOf(slots.subarray(offset, offset + limit)) };
    },
    keys: (filter, sort) => keysOf(list(filter, sort)),
    grid(filter) {
      settle();
      const mask = maskOf(db, columns, filter);
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

const isAsked = (values: readonly unknown[] | undefined): boolean => values !== undefined && values.length > 0;

/** 1 at every slot that a filter leaves. */
function maskOf(db: ReadDb, columns: ClaimColumns, filter: ClaimFilter): Uint8Array {
  const { count } = columns;
  const mask = columns.alive.slice(0, count);
  const keepMarked = (marked: Uint8Array): void => {
    for (let slot = 0; slot < count; slot += 1) mask[slot] = (mask[slot] as number) & (marked[slot] as number);
  };
  const markKeys = (keys: Iterable<number>): Uint8Array => {
    const marked = new Uint8Array(count);
    for (const key of keys) {
      const slot = columns.slotOf(key);
      if (slot !== -1) marked[slot] = 1;
    }
    return marked;
  };

  if (filter.reliability && isAsked(filter.reliability))
    keepIn(
      mask,
      columns.reliabilities,
      flags(filter.reliability.map((value) => columns.reliability.find(fromFilter(value)))),
    );
  if (filter.credibility && isAsked(filter.credibility))
    keepIn(
      mask,
      columns.credibilities,
      flags(filter.credibility.map((value) => columns.credibility.find(fromFilter(value)))),
    );
  if (filter.outlets && isAsked(filter.outlets))
    keepIn(mask, columns.outlets, flags(filter.outlets.map((value) => columns.outlet.find(value))));
  if (filter.origins && isAsked(filter.origins))
    keepIn(mask, columns.origins, flags(withBelow(db, "sources", filter.origins)));
  if (filter.withoutReason !== undefined)
    keepIn(mask, columns.withoutReason, flags(filter.withoutReason ? [1, 2, 3] : [0]));
  if (filter.graded) keepGraded(mask, columns, filter.graded === "graded");
  if (filter.after !== undefined) keepBetween(mask, columns.dates, afterDate(filter.after), Infinity);
  if (filter.before !== undefined) keepBetween(mask, columns.dates, 0, dateNumber(filter.before));
  if (filter.sources && isAsked(filter.sources)) {
    const marked = new Uint8Array(count);
    columns.hops.mark(new Set(withBelow(db, "sources", filter.sources)), marked);
    keepMarked(marked);
  }
  if (filter.tags && isAsked(filter.tags)) {
    const marked = new Uint8Array(count);
    columns.tags.mark(new Set(withBelow(db, "tags", filter.tags)), marked);
    keepMarked(marked);
  }
  if (filter.articles && isAsked(filter.articles)) keepMarked(markKeys(claimsWithSpanIn(db, filter.articles)));
  const found = filter.text === undefined ? null : claimKeysMatching(db, filter.text);
  if (found) keepMarked(markKeys(found));
  return mask;
}

// One plain loop each over typed arrays, without branches on what is as good as random: a function called for every slot
// would cost ten times as much, a branch three times.

/** Keeps the slots where the column holds one of the allowed codes or keys. */
function keepIn(mask: Uint8Array, column: Int32Array | Uint8Array, allowed: Uint8Array): void {
  for (let slot = 0; slot < mask.length; slot += 1) {
    const value = column[slot] as number;
    mask[slot] = (mask[slot] as number) & (value < allowed.length ? (allowed[value] as number) : 0);
  }
}

function keepGraded(mask: Uint8Array, columns: ClaimColumns, isGraded: boolean): void {
  const { reliabilities, credibilities } = columns;
  const other = isGraded ? 0 : 1;
  for (let slot = 0; slot < mask.length; slot += 1)
    mask[slot] =
      (mask[slot] as number) & (Math.min(reliabilities[slot] as number, credibilities[slot] as number, 1) ^ other);
}

/** Keeps values from `from` on and below `to`; what has none (-1) is neither. */
function keepBetween(mask: Uint8Array, column: Float64Array, from: number, to: number): void {
  for (let slot = 0; slot < mask.length; slot += 1) {
    const value = column[slot] as number;
    mask[slot] = (mask[slot] as number) & Number(value >= from) & Number(value < to);
  }
}

const fromFilter = (value: string): string | null => (value === "none" ? null : value);

/** 1 at every number given. */
function flags(numbers: readonly (number | undefined)[]): Uint8Array {
  const known = numbers.filter((number) => number !== undefined);
  const set = new Uint8Array(known.reduce((most, number) => Math.max(most, number), 0) + 1);
  for (const number of known) set[number] = 1;
  return set;
}

const below = { sources: "affiliation", tags: "parent" };

/** The keys of sources with everything affiliated to them, or of tags with everything under them. */
function withBelow(db: ReadDb, table: "sources" | "tags", ids: readonly string[]): number[] {
  return integers(
    db,
    `WITH RECURSIVE below (key) AS (SELECT key FROM ${table} WHERE id IN (${marks(ids.length)})
       UNION SELECT t.key FROM ${table} t JOIN below b ON t.${below[table]} = b.key) SELECT key FROM below`,
    ids,
  );
}

const claimsWithSpanIn = (db: ReadDb, articles: readonly string[]): number[] =>
  integers(
    db,
    `SELECT s.claim FROM claim_spans s JOIN articles a ON a.key = s.article WHERE a.id IN (${marks(articles.length)})`,
    articles,
  );
