import { type SourceFilter, type SourceKind, UseBucket } from "../../app/sources/model.ts";
import { foldName } from "../../app/text/names.ts";
import type { Entry, SourceEntries } from "./source-entries.ts";

interface Count<Value> {
  readonly value: Value;
  readonly count: number;
}

export interface SourceFacets {
  readonly total: number;
  readonly kinds: Count<SourceKind>[];
  readonly affiliations: (Count<string | null> & { readonly name: string | null })[];
  readonly reliability: Count<string | null>[];
  readonly countries: Count<string | null>[];
  readonly languages: Count<string | null>[];
  readonly uses: Count<UseBucket>[];
}

/** Values shown of one facet. */
const FACETS_SHOWN = 1000;
/** Affiliations are followed this far up; a circle, which two undone acts may make, ends here. */
const HIGHEST = 100;

const facetNames = ["kinds", "affiliations", "reliability", "countries", "languages", "uses"] as const;
type FacetName = (typeof facetNames)[number];

/** An entry passes every condition. */
export const FITS = -1;
/** It fails one that is no facet's, or more than one. */
const FAILS = -2;

const bucketOf = (claims: number): UseBucket =>
  claims === 0 ? "0" : claims < 10 ? "1-9" : claims < 100 ? "10-99" : "100+";

/** What an entry lacks of a filter: nothing (`FITS`), the condition of one facet (its place), or more (`FAILS`). */
export function makeSieve(known: SourceEntries, filter: SourceFilter): (entry: Entry) => number {
  const needle = foldName(filter.text ?? "");
  const after = filter.usedAfter === undefined ? null : `${filter.usedAfter}\u{ffff}`;
  const before = filter.usedBefore ?? null;
  const conditions = facetConditions(known, filter);
  return (entry) => {
    if (needle !== "" && !entry.folded.includes(needle)) return FAILS;
    if (after !== null && (entry.lastUsed === null || entry.lastUsed <= after)) return FAILS;
    if (before !== null && (entry.lastUsed === null || entry.lastUsed >= before)) return FAILS;
    let lacking = FITS;
    for (const [facet, fits] of conditions) {
      if (fits(entry)) continue;
      if (lacking !== FITS) return FAILS;
      lacking = facet;
    }
    return lacking;
  };
}

function facetConditions(
  known: SourceEntries,
  filter: SourceFilter,
): [facet: number, fits: (entry: Entry) => boolean][] {
  const conditions: [number, (entry: Entry) => boolean][] = [];
  const add = <Value>(name: FacetName, wanted: readonly Value[] | undefined, of: (entry: Entry) => Value): void => {
    if (!wanted || wanted.length === 0) return;
    const set = new Set(wanted);
    conditions.push([facetNames.indexOf(name), (entry) => set.has(of(entry))]);
  };
  add("kinds", filter.kinds, ({ kind }) => kind);
  add("reliability", filter.reliability, ({ reliability }) => reliability ?? "none");
  add("countries", filter.countries, ({ country }) => country);
  add("languages", filter.languages, ({ language }) => language);
  add("uses", filter.uses, ({ claims }) => bucketOf(claims));
  if (filter.affiliations && filter.affiliations.length > 0)
    conditions.push([facetNames.indexOf("affiliations"), withinAny(known, filter.affiliations)]);
  return conditions;
}

/** Whether a source is one of those named or affiliated to it at any remove; null stands for being affiliated to none. */
function withinAny(known: SourceEntries, wanted: readonly (string | null)[]): (entry: Entry) => boolean {
  const ids = new Set(wanted);
  const verdicts = new Map<number, boolean>();
  const climb = (entry: Entry, height: number): boolean => {
    const before = verdicts.get(entry.key);
    if (before !== undefined) return before;
    const above = known.affiliationOf(entry);
    const verdict = ids.has(entry.id) || (above !== null && height < HIGHEST && climb(above, height + 1));
    verdicts.set(entry.key, verdict);
    return verdict;
  };
  return (entry) => (ids.has(null) && known.affiliationOf(entry) === null) || climb(entry, 0);
}

export function countFacets(known: SourceEntries, filter: SourceFilter): SourceFacets {
  const sieve = makeSieve(known, filter);
  const counts = facetNames.map(() => new Map<string | null, number>());
  const isAbove = new Set<Entry>();
  for (const entry of known.byName) {
    const above = known.affiliationOf(entry);
    if (above) isAbove.add(above);
  }
  const tops = new Map<Entry, Entry>();
  let total = 0;
  const count = (facet: number, value: string | null): void => {
    const of = counts[facet] as Map<string | null, number>;
    of.set(value, (of.get(value) ?? 0) + 1);
  };
  const countAs = (facet: number, entry: Entry): void => {
    const name = facetNames[facet];
    if (name === "kinds") count(facet, entry.kind);
    else if (name === "reliability") count(facet, entry.reliability);
    else if (name === "countries") count(facet, entry.country);
    else if (name === "languages") count(facet, entry.language);
    else if (name === "uses") count(facet, bucketOf(entry.claims));
    else {
      if (known.affiliationOf(entry) === null) count(facet, null);
      const top = topOf(known, entry, tops);
      if (isAbove.has(top)) count(facet, top.id);
    }
  };
  for (const entry of known.byName) {
    const lacking = sieve(entry);
    if (lacking === FAILS) continue;
    if (lacking !== FITS) countAs(lacking, entry);
    else {
      total += 1;
      for (let facet = 0; facet < facetNames.length; facet += 1) countAs(facet, entry);
    }
  }
  const of = <Value extends string | null>(name: FacetName): Count<Value>[] =>
    Array.from(counts[facetNames.indexOf(name)] ?? [], ([value, number]) => ({ value: value as Value, count: number }))
      .toSorted((a, b) => b.count - a.count || ((a.value ?? "") < (b.value ?? "") ? -1 : 1))
      .slice(0, FACETS_SHOWN);
  const names = new Map<string | null, string>(Array.from(isAbove, ({ id, name }) => [id, name]));
  return {
    total,
    kinds: of("kinds"),
    affiliations: of<string | null>("affiliations").map(({ value, count: number }) => ({
      value,
      name: names.get(value) ?? null,
      count: number,
    })),
    reliability: of("reliability"),
    countries: of("countries"),
    languages: of("languages"),
    uses: of<UseBucket>("uses").toSorted(
      (a, b) => UseBucket.options.indexOf(a.value) - UseBucket.options.indexOf(b.value),
    ),
  };
}

/** The source at the top of the affiliations above one: itself where there is none. */
function topOf(known: SourceEntries, entry: Entry, tops: Map<Entry, Entry>): Entry {
  const before = tops.get(entry);
  if (before) return before;
  let top = entry;
  for (let height = 0; height < HIGHEST; height += 1) {
    const above = known.affiliationOf(top);
    if (above === null) break;
    top = above;
  }
  tops.set(entry, top);
  return top;
}
