import type { SourceColumn } from "../../app/sources/model.ts";
import type { Entry, SourceEntries } from "./source-entries.ts";

export interface SourceSort {
  readonly column: SourceColumn;
  readonly descending: boolean;
}

/** Stands after every value, whichever way the rest runs: nothing is known. */
const NONE = -1;
/** Stands after every value and before NONE: F, which is neither a middle nor the worst (domain.md, Grading 2). */
const CANNOT_BE_JUDGED = -2;

/** Orders kept: more than a screen's columns are seldom sorted by in turn. */
const KEPT = 12;

/** Sorted lists of all sources by slot, kept and brought up to date one by one. */
export class SourceOrders {
  private readonly kept = new Map<string, { readonly sort: readonly SourceSort[]; readonly slots: number[] }>();

  get(known: SourceEntries, sort: readonly SourceSort[]): readonly number[] {
    const name = JSON.stringify(sort);
    const order = this.kept.get(name) ?? { sort, slots: sorted(known, sort) };
    this.kept.delete(name);
    this.kept.set(name, order);
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT && oldest !== undefined) this.kept.delete(oldest);
    return order.slots;
  }

  /** Takes an entry out of every order, before its facts change. */
  remove(entry: Entry): void {
    for (const { slots } of this.kept.values()) {
      const at = slots.indexOf(entry.slot);
      if (at !== -1) slots.splice(at, 1);
    }
  }

  /** Puts it where it stands now. */
  insert(known: SourceEntries, entry: Entry): void {
    for (const { sort, slots } of this.kept.values()) {
      let low = 0;
      let high = slots.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (compare(sort, known.slots[slots[middle] as number] as Entry, entry) < 0) low = middle + 1;
        else high = middle;
      }
      slots.splice(low, 0, entry.slot);
    }
  }

  clear(): void {
    this.kept.clear();
  }
}

type Value = string | number;

/** What an entry is sorted by: a text or number, or one of the two above. */
const values: Readonly<Record<SourceColumn, (entry: Entry) => Value>> = {
  name: ({ rank }) => rank,
  kind: ({ kind }) => kind,
  affiliation: ({ above }) => above?.rank ?? NONE,
  claims: ({ claims }) => claims,
  origins: ({ origins }) => origins,
  reliability: ({ reliability }) => (reliability === "F" ? CANNOT_BE_JUDGED : (reliability ?? NONE)),
  country: ({ country }) => country ?? NONE,
  language: ({ language }) => language ?? NONE,
  lastUsed: ({ usedAt }) => usedAt,
};

const isApart = (value: Value): boolean => value === NONE || value === CANNOT_BE_JUDGED;

function compare(sort: readonly SourceSort[], a: Entry, b: Entry): number {
  for (const { column, descending } of sort) {
    const [one, other] = [values[column](a), values[column](b)];
    if (one === other) continue;
    if (isApart(one) || isApart(other)) return (isApart(one) && !isApart(other)) || one === NONE ? 1 : -1;
    return one < other === descending ? 1 : -1;
  }
  return a.rank - b.rank;
}

function sorted(known: SourceEntries, sort: readonly SourceSort[]): number[] {
  const { byName } = known;
  let order = new Int32Array(byName.length);
  for (let rank = 0; rank < order.length; rank += 1) order[rank] = rank;
  for (const { column, descending } of sort.toReversed())
    for (const digit of digitsOf(byName.map(values[column]))) order = sortStably(order, digit, descending);
  const slots: number[] = [];
  for (const rank of order) slots.push((byName[rank] as Entry).slot);
  return slots;
}

const DIGIT = 2 ** 22;

/** Values as numbers small enough to carry a place with them, the least part first: texts by their rank. */
function digitsOf(of: readonly Value[]): (readonly number[])[] {
  const texts = new Set<string>();
  let max = 0;
  for (const value of of)
    if (typeof value === "string") texts.add(value);
    else if (value > max) max = value;
  if (texts.size > 0) {
    const ranks = new Map<Value, number>(
      [...texts].toSorted((a, b) => (a < b ? -1 : 1)).map((text, rank) => [text, rank]),
    );
    return [of.map((value) => ranks.get(value) ?? (value as number))];
  }
  const numbers = of as readonly number[];
  if (max < DIGIT) return [numbers];
  return [
    numbers.map((value) => (value < 0 ? value : value % DIGIT)),
    numbers.map((value) => (value < 0 ? value : Math.floor(value / DIGIT))),
  ];
}

/** One pass of a sort that leaves equal ones as they stand: each number carries its place, and the engine sorts numbers. */
function sortStably(
  order: Int32Array<ArrayBuffer>,
  of: readonly number[],
  descending: boolean,
): Int32Array<ArrayBuffer> {
  const { length } = order;
  let max = 0;
  for (const value of of) if (value > max) max = value;
  const keyed = new Float64Array(length);
  for (let place = 0; place < length; place += 1) {
    const value = of[order[place] as number] as number;
    const shown = value === NONE ? max + 2 : value === CANNOT_BE_JUDGED ? max + 1 : descending ? max - value : value;
    keyed[place] = shown * length + place;
  }
  keyed.sort();
  const next = new Int32Array(length);
  for (let place = 0; place < length; place += 1) next[place] = order[(keyed[place] as number) % length] as number;
  return next;
}
