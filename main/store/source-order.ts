import type { SourceColumn } from "../../app/sources/model.ts";
import type { SourceEntries } from "./source-entries.ts";

export interface SourceSort {
  readonly column: SourceColumn;
  readonly descending: boolean;
}

/** Stands after every value, whichever way the rest runs: nothing is known. */
const NONE = -1;
/** Stands after every value and before NONE: F, which is neither a middle nor the worst (domain.md, Grading 2). */
const CANNOT_BE_JUDGED = -2;

/** Ranks by name in an order; ties by name. */
export function sortSources(known: SourceEntries, sort: readonly SourceSort[]): Int32Array {
  let order = Int32Array.from(known.byName.keys());
  for (const { column, descending } of sort.toReversed()) order = sortStably(order, values[column](known), descending);
  return order;
}

/** The ranks of texts among themselves. */
function ranked(texts: readonly (string | null)[]): number[] {
  const distinct = [...new Set(texts)].filter((each) => each !== null).toSorted((a, b) => (a < b ? -1 : 1));
  const ranks = new Map<string | null, number>(distinct.map((each, rank) => [each, rank]));
  return texts.map((each) => ranks.get(each) ?? NONE);
}

/** How the values of each column follow from the entries by name: whole numbers from 0, or one of the two above. */
const values: Readonly<Record<SourceColumn, (known: SourceEntries) => number[]>> = {
  name: ({ byName }) => byName.map(({ rank }) => rank),
  kind: ({ byName }) => ranked(byName.map(({ kind }) => kind)),
  affiliation: (known) => known.byName.map((entry) => known.affiliationOf(entry)?.rank ?? NONE),
  claims: ({ byName }) => byName.map(({ claims }) => claims),
  origins: ({ byName }) => byName.map(({ origins }) => origins),
  reliability({ byName }) {
    const ranks = ranked(byName.map(({ reliability }) => reliability));
    return byName.map(({ reliability, rank }) => (reliability === "F" ? CANNOT_BE_JUDGED : (ranks[rank] ?? NONE)));
  },
  country: ({ byName }) => ranked(byName.map(({ country }) => country)),
  language: ({ byName }) => ranked(byName.map(({ language }) => language)),
  lastUsed: ({ byName }) => ranked(byName.map(({ lastUsed }) => lastUsed)),
};

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
  return Int32Array.from(keyed, (number) => order[number % length] as number);
}
