import type { ClaimColumn, ClaimSort } from "../../app/claims/model.ts";
import { sortKey } from "../../app/text/names.ts";
import type { ClaimColumns, Codes } from "./claim-columns.ts";
import { clockMilliseconds } from "./source-facts.ts";
import { all, first, integer, type ReadDb, type Row, text } from "./sql.ts";
import { grown } from "./typed.ts";

/** Stands after every value, whichever way the rest runs: nothing is known. */
const NONE = -1;
/** Stands after every value and before NONE: F and 6, which are neither a middle nor the worst (domain.md, Grading 2). */
const CANNOT_BE_JUDGED = -2;

/** Sort values of one column by slot: whole numbers from 0, or one of the two above. */
interface Values {
  of: Float64Array;
  max: number;
  /** The value of one entry that changed; NaN where it falls between the known ones and all must be made anew. */
  readonly again: (slot: number) => number;
}

/** Orders kept: more than a screen's columns are seldom sorted by in turn. */
const ORDERS_KEPT = 8;
/** Entries that are moved one by one in every order; with more of them, orders are sorted anew when asked for. */
const MOVED_SINGLY = 16;
/** Entries whose values are found one by one; with more of them, all values are. */
const VALUED_SINGLY = 2000;
/** From this many entries on, counting digits is quicker than comparing. */
const RADIX_FROM = 20_000;
/** Room between the values of neighbouring statements, for those that are written later. */
const STATEMENT_GAP = 2 ** 20;
/** Letters of a statement's key that are sorted by at first; only what is equal so far is looked at whole. */
const STATEMENT_PREFIX = 64;

const DEFAULT: readonly ClaimSort[] = [{ column: "createdAt", descending: true }];

/** Sorted lists of all claims, kept as typed arrays of slots and brought up to date entry by entry. */
export class ClaimOrders {
  private readonly db: ReadDb;
  private readonly columns: ClaimColumns;
  private readonly radixFrom: number;
  private readonly values = new Map<ClaimColumn, Values>();
  private readonly orders = new Map<string, { sort: readonly ClaimSort[]; slots: Slots }>();
  /** Slots by statement, to find the place of a new one; null while statements were not sorted by. */
  private statements: Slots | null = null;

  constructor(db: ReadDb, columns: ClaimColumns, radixFrom = RADIX_FROM) {
    this.db = db;
    this.columns = columns;
    this.radixFrom = radixFrom;
  }

  /** All slots in an order; ties by key, newest first. Dead slots may be among them. */
  get(sort: readonly ClaimSort[]): Int32Array {
    const wanted = sort.length > 0 ? sort : DEFAULT;
    const name = JSON.stringify(wanted);
    const known = this.orders.get(name);
    const order = known ?? { sort: wanted, slots: new Slots(this.sorted(wanted)) };
    this.orders.delete(name);
    this.orders.set(name, order);
    const [oldest] = this.orders.keys();
    if (this.orders.size > ORDERS_KEPT && oldest !== undefined) this.orders.delete(oldest);
    return order.slots.all();
  }

  /** Some living slots in an order. */
  sort(sort: readonly ClaimSort[], slots: readonly number[]): number[] {
    const wanted = sort.length > 0 ? sort : DEFAULT;
    return slots.toSorted((a, b) => this.compare(wanted, a, b));
  }

  /** Moves entries that changed, are new or are gone to their places. */
  move(slots: readonly number[]): void {
    if (slots.length > MOVED_SINGLY) this.orders.clear();
    if (slots.length > VALUED_SINGLY) {
      this.values.clear();
      this.statements = null;
      return;
    }
    const living = slots.filter((slot) => this.columns.alive[slot] === 1);
    for (const slot of slots) {
      this.statements?.remove(slot);
      for (const order of this.orders.values()) order.slots.remove(slot);
    }
    for (const [column, values] of this.values) {
      values.of = grown(values.of, this.columns.count);
      for (const slot of living) {
        const value = values.again(slot);
        if (Number.isNaN(value)) {
          this.drop(column);
          break;
        }
        values.of[slot] = value;
        values.max = Math.max(values.max, value);
      }
    }
    for (const { sort, slots: order } of this.orders.values())
      for (const slot of living) order.insert(slot, (other) => this.compare(sort, other, slot));
  }

  /** What entries are sorted by in a column changed for many of them. */
  drop(column: ClaimColumn): void {
    this.values.delete(column);
    if (column === "statement") this.statements = null;
    for (const [name, { sort }] of this.orders)
      if (sort.some((part) => part.column === column)) this.orders.delete(name);
  }

  private valuesOf(column: ClaimColumn): Values {
    let values = this.values.get(column);
    if (!values) this.values.set(column, (values = this.makers[column]()));
    return values;
  }

  private compare(sort: readonly ClaimSort[], a: number, b: number): number {
    for (const { column, descending } of sort) {
      const { of } = this.valuesOf(column);
      const one = of[a] as number;
      const other = of[b] as number;
      if (one === other) continue;
      // What is not known stands last in both directions, and what cannot be judged (-2) before it (-1).
      if (one < 0 || other < 0) return one < 0 && (other >= 0 || one > other) ? 1 : -1;
      return one < other === descending ? 1 : -1;
    }
    return (this.columns.keys[b] as number) - (this.columns.keys[a] as number);
  }

  private sorted(sort: readonly ClaimSort[]): Int32Array {
    const { count, alive, keys } = this.columns;
    let slots: Int32Array = new Int32Array(count);
    let living = 0;
    for (let slot = 0; slot < count; slot += 1) {
      slots[living] = slot;
      living += alive[slot] as number;
    }
    slots = slots.slice(0, living);
    // The values first: making them may bring columns up to date.
    const passes = sort.map(({ column, descending }) => ({ ...this.valuesOf(column), descending }));
    if (living < this.radixFrom) return slots.toSorted((a, b) => this.compare(sort, a, b));
    const byKey = Float64Array.from(keys.subarray(0, count));
    slots = sortStably(
      slots,
      byKey,
      byKey.reduce((most, key) => Math.max(most, key), 0),
      true,
    );
    for (const { of, max, descending } of passes.toReversed()) slots = sortStably(slots, of, max, descending);
    return slots;
  }

  /** How the values of each column are made. */
  private readonly makers: Readonly<Record<ClaimColumn, () => Values>> = {
    reliability: () =>
      this.byRule(gradeRanks(this.columns.reliability, "F"), (slot) => this.columns.reliabilities[slot] as number),
    credibility: () =>
      this.byRule(gradeRanks(this.columns.credibility, "6"), (slot) => this.columns.credibilities[slot] as number),
    createdAt: () => this.byRule(null, (slot) => this.columns.created[slot] as number),
    updatedAt: () => this.byRule(null, (slot) => this.columns.updated[slot] as number),
    gradedAt: () =>
      this.byRule(null, (slot) => {
        const { reliabilityGiven, credibilityGiven } = this.columns;
        return clockMilliseconds(Math.max(reliabilityGiven[slot] as number, credibilityGiven[slot] as number));
      }),
    date: () => this.byRule(null, (slot) => this.columns.dates[slot] as number),
    origin: () => this.byRule(sourceRanks(this.db), (slot) => this.columns.origins[slot] as number),
    article: () => this.byRule(articleRanks(this.db), (slot) => this.columns.articles[slot] as number),
    outlet: () => this.byRule(outletRanks(this.columns.outlet), (slot) => this.columns.outlets[slot] as number),
    tags: () => this.byTags(),
    statement: () => this.byStatement(),
  };

  /** Values that follow from one number an entry: the number itself, or its rank. */
  private byRule(ranks: ReadonlyMap<number, number> | null, fact: (slot: number) => number): Values {
    const { count } = this.columns;
    const of = new Float64Array(count);
    const again = ranks ? (slot: number): number => ranks.get(fact(slot)) ?? NaN : fact;
    let max = 0;
    for (let slot = 0; slot < count; slot += 1) {
      const value = again(slot);
      of[slot] = value;
      if (value > max) max = value;
    }
    return { of, max, again };
  }

  /** By the first of a claim's tags. */
  private byTags(): Values {
    const rows = all(
      this.db,
      `WITH RECURSIVE paths (key, path) AS (SELECT key, name FROM tags WHERE parent IS NULL
         UNION ALL SELECT t.key, p.path || '/' || t.name FROM tags t JOIN paths p ON t.parent = p.key)
       SELECT key, path FROM paths`,
    );
    const keyed = rows.map((row) => ({ key: integer(row, "key"), sort: sortKey(text(row, "path")) }));
    const ranks = ranksOf(keyed.toSorted((a, b) => (a.sort < b.sort ? -1 : 1)));
    const of = new Float64Array(this.columns.count).fill(NONE);
    this.columns.tags.each((slot, tag) => {
      const rank = ranks.get(tag) ?? 0;
      const before = of[slot] as number;
      of[slot] = before === NONE ? rank : Math.min(before, rank);
    });
    const again = (slot: number): number => {
      const own = all(this.db, "SELECT tag FROM claim_tags WHERE claim = ?", [this.columns.keys[slot] as number]);
      return own.length === 0 ? NONE : Math.min(...own.map((row) => ranks.get(integer(row, "tag")) ?? NaN));
    };
    return { of, max: ranks.size, again };
  }

  private statementKey(slot: number): string {
    const row = first(this.db, "SELECT statement_key FROM claims WHERE key = ?", [this.columns.keys[slot] as number]);
    return row ? text(row, "statement_key") : "";
  }

  /** A million keys are not held in memory: their order is, with room between the values for what is written later. */
  private byStatement(): Values {
    const { columns } = this;
    const of = new Float64Array(columns.count);
    const slots = new Int32Array(columns.count);
    let length = 0;
    let value = 0;
    let group: number[] = [];
    const endGroup = (): void => {
      const keyed = group.map((slot) => ({ slot, key: group.length > 1 ? this.statementKey(slot) : "" }));
      if (keyed.length > 1) keyed.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
      for (const [index, { slot, key }] of keyed.entries()) {
        if (index === 0 || key !== keyed[index - 1]?.key) value += STATEMENT_GAP;
        of[slot] = value;
        slots[length] = slot;
        length += 1;
      }
      group = [];
    };
    let before: string | null = null;
    const sql = `SELECT key, substr(statement_key, 1, ${STATEMENT_PREFIX}) AS start FROM claims ORDER BY start`;
    for (const row of all(this.db, sql)) {
      const start = text(row, "start");
      if (start !== before) endGroup();
      before = start;
      const slot = columns.slotOf(integer(row, "key"));
      if (slot !== -1) group.push(slot);
    }
    endGroup();
    this.statements = new Slots(slots.slice(0, length));
    return { of, max: value + STATEMENT_GAP, again: (slot) => this.placeStatement(slot) };
  }

  /** The value of a statement between those of its neighbours; NaN where no room is left. */
  private placeStatement(slot: number): number {
    const slots = this.statements;
    const values = this.values.get("statement")?.of;
    if (!slots || !values) return NaN;
    const key = this.statementKey(slot);
    const at = slots.insert(slot, (other) => (this.statementKey(other) < key ? -1 : 1));
    const before = slots.at(at - 1);
    const next = slots.at(at + 1);
    const below = before === undefined ? 0 : (values[before] as number);
    if (next === undefined) return below + STATEMENT_GAP;
    const above = values[next] as number;
    if (this.statementKey(next) === key) return above;
    const value = Math.floor((below + above) / 2);
    return value > below ? value : NaN;
  }
}

/** A sorted list of slots that single ones are taken out of and put into. */
class Slots {
  private array: Int32Array;
  private length: number;

  constructor(sorted: Int32Array) {
    this.array = sorted;
    this.length = sorted.length;
  }

  all(): Int32Array {
    return this.array.subarray(0, this.length);
  }

  at(index: number): number | undefined {
    return index < 0 || index >= this.length ? undefined : this.array[index];
  }

  remove(slot: number): void {
    const at = this.all().indexOf(slot);
    if (at === -1) return;
    this.array.copyWithin(at, at + 1, this.length);
    this.length -= 1;
  }

  /** Puts a slot before the first that does not stand before it (`compare` below 0); returns its place. */
  insert(slot: number, compare: (other: number) => number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(this.array[middle] as number) < 0) low = middle + 1;
      else high = middle;
    }
    this.array = grown(this.array, this.length + 1);
    this.array.copyWithin(low + 1, low, this.length);
    this.array[low] = slot;
    this.length += 1;
    return low;
  }
}

/** Ranks of sorted rows by key; equal ones share a rank. */
function ranksOf(rows: readonly Row[] | readonly { key: number; sort: string }[]): Map<number, number> {
  const ranks = new Map<number, number>();
  let rank = -1;
  let before: string | null = null;
  for (const row of rows as readonly Row[]) {
    const sort = text(row, "sort");
    if (sort !== before) rank += 1;
    before = sort;
    ranks.set(integer(row, "key"), rank);
  }
  return ranks;
}

/** Sources by name, those that were merged by the name of the one that they are read as. */
function sourceRanks(db: ReadDb): Map<number, number> {
  const ranks = ranksOf(
    all(
      db,
      `SELECT s.key, r.name_key AS sort FROM sources s JOIN sources r ON r.key = ifnull(s.root, s.key) ORDER BY r.name_key`,
    ),
  );
  return ranks.set(0, NONE);
}

const articleRanks = (db: ReadDb): Map<number, number> =>
  ranksOf(
    all(db, `SELECT key, title_key AS sort FROM articles WHERE key IN (SELECT article FROM claims) ORDER BY title_key`),
  );

const byText = (a: string | null, b: string | null): number => ((a ?? "") < (b ?? "") ? -1 : 1);

function gradeRanks({ values }: Codes, unjudged: string): Map<number, number> {
  const sorted = values.toSorted(byText);
  return new Map(
    values.map((value, code) => {
      if (value === null) return [code, NONE];
      return [code, value === unjudged ? CANNOT_BE_JUDGED : sorted.indexOf(value)];
    }),
  );
}

function outletRanks({ values }: Codes): Map<number, number> {
  const keyed = values.map((value, code) => ({ code, sort: value === null ? "" : sortKey(value) }));
  const sorted = keyed.toSorted((a, b) => byText(a.sort, b.sort));
  return new Map(sorted.map(({ code }, rank) => [code, code === 0 ? NONE : rank]));
}

const DIGIT = 65_536;

/** Sorts slots by value without changing the order of equal ones: one counting pass for every 16 bits. */
function sortStably(slots: Int32Array, values: Float64Array, max: number, descending: boolean): Int32Array {
  const length = slots.length;
  const keyed = new Float64Array(values.length);
  for (let slot = 0; slot < values.length; slot += 1) {
    const value = values[slot] as number;
    if (value >= 0) keyed[slot] = descending ? max - value : value;
    else keyed[slot] = value === CANNOT_BE_JUDGED ? max + 1 : max + 2;
  }
  let from = slots;
  let to: Int32Array = new Int32Array(length);
  const digits = new Int32Array(length);
  const starts = new Int32Array(DIGIT + 1);
  for (let unit = 1; unit <= max + 2; unit *= DIGIT) {
    starts.fill(0);
    for (let index = 0; index < length; index += 1) {
      const digit = Math.floor((keyed[from[index] as number] as number) / unit) % DIGIT;
      digits[index] = digit;
      starts[digit + 1] = (starts[digit + 1] as number) + 1;
    }
    for (let digit = 1; digit <= DIGIT; digit += 1)
      starts[digit] = (starts[digit] as number) + (starts[digit - 1] as number);
    for (let index = 0; index < length; index += 1) {
      const digit = digits[index] as number;
      const at = starts[digit] as number;
      to[at] = from[index] as number;
      starts[digit] = at + 1;
    }
    [from, to] = [to, from];
  }
  return from;
}
