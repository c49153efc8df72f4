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

const facetNames = ["kinds", "affiliations", "reliability", "countries", "languages", "uses"] as const;
type FacetName = (typeof facetNames)[number];

/** An entry passes every condition. */
export const FITS = -1;
/** It fails one that is no facet's, or more than one. */
const FAILS = -2;

const bucketOf = ({ claims }: Entry): UseBucket =>
  claims === 0 ? "0" : claims < 10 ? "1-9" : claims < 100 ? "10-99" : "100+";

/** What an entry lacks of a filter: nothing (`FITS`), the condition of one facet (its place), or more (`FAILS`). */
export function makeSieve(filter: SourceFilter): (entry: Entry) => number {
  const needle = foldName(filter.text ?? "");
  const after = filter.usedAfter === undefined ? null : `${filter.usedAfter}\u{ffff}`;
  const before = filter.usedBefore ?? null;
  const conditions = facetConditions(filter);
  return (entry) => {
    let lacking = FITS;
    for (const [facet, fits] of conditions) {
      if (fits(entry)) continue;
      if (lacking !== FITS) return FAILS;
      lacking = facet;
    }
    if (after !== null && (entry.lastUsed === null || entry.lastUsed <= after)) return FAILS;
    if (before !== null && (entry.lastUsed === null || entry.lastUsed >= before)) return FAILS;
    return needle === "" || entry.folded.includes(needle) ? lacking : FAILS;
  };
}

function facetConditions(filter: SourceFilter): [facet: number, fits: (entry: Entry) => boolean][] {
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
  add("uses", filter.uses, bucketOf);
  if (filter.affiliations && filter.affiliations.length > 0)
    conditions.push([facetNames.indexOf("affiliations"), withinAny(filter.affiliations)]);
  return conditions;
}

/** Whether a source is one of those named or affiliated to it at any remove; null stands for being affiliated to none. */
function withinAny(wanted: readonly (string | null)[]): (entry: Entry) => boolean {
  const ids = new Set(wanted);
  const orNone = ids.has(null);
  return (entry) => {
    if (orNone && entry.above === null) return true;
    // The top bounds the climb where affiliations run in a circle.
    for (let each: Entry | null = entry; each !== null; each = each === entry.top ? null : each.above)
      if (ids.has(each.id)) return true;
    return false;
  };
}

/** How many sources have each of a few values; the last value asked for is met again at once. */
class Tally<Value> {
  private readonly places = new Map<Value, number>();
  private readonly values: Value[] = [];
  private readonly numbers: number[] = [];

  add(value: Value): void {
    let place = this.places.get(value);
    if (place === undefined) {
      place = this.values.push(value) - 1;
      this.places.set(value, place);
      this.numbers.push(0);
    }
    this.numbers[place] = (this.numbers[place] as number) + 1;
  }

  counts(): Count<Value>[] {
    return this.values
      .map((value, place) => ({ value, count: this.numbers[place] as number }))
      .toSorted((a, b) => b.count - a.count || (String(a.value ?? "") < String(b.value ?? "") ? -1 : 1))
      .slice(0, FACETS_SHOWN);
  }
}

export function countFacets(known: SourceEntries, filter: SourceFilter): SourceFacets {
  const sieve = makeSieve(filter);
  const kinds = new Tally<SourceKind>();
  const reliability = new Tally<string | null>();
  const countries = new Tally<string | null>();
  const languages = new Tally<string | null>();
  const uses = new Tally<UseBucket>();
  const below = new Int32Array(known.byName.length);
  let alone = 0;
  let total = 0;
  const [KINDS, AFFILIATIONS, RELIABILITY, COUNTRIES, LANGUAGES, USES] = facetNames.keys();
  for (const entry of known.byName) {
    const lacking = sieve(entry);
    if (lacking === FAILS) continue;
    const isIn = lacking === FITS;
    if (isIn) total += 1;
    if (isIn || lacking === KINDS) kinds.add(entry.kind);
    if (isIn || lacking === RELIABILITY) reliability.add(entry.reliability);
    if (isIn || lacking === COUNTRIES) countries.add(entry.country);
    if (isIn || lacking === LANGUAGES) languages.add(entry.language);
    if (isIn || lacking === USES) uses.add(bucketOf(entry));
    if (isIn || lacking === AFFILIATIONS) {
      if (entry.above === null) alone += 1;
      below[entry.top.rank] = (below[entry.top.rank] as number) + 1;
    }
  }
  const tops = known.byName
    .filter((entry) => entry.isAbove && (below[entry.rank] as number) > 0)
    .map((entry) => ({ value: entry.id, name: entry.name, count: below[entry.rank] as number }))
    .toSorted((a, b) => b.count - a.count);
  return {
    total,
    kinds: kinds.counts(),
    affiliations: [...(alone > 0 ? [{ value: null, name: null, count: alone }] : []), ...tops].slice(0, FACETS_SHOWN),
    reliability: reliability.counts(),
    countries: countries.counts(),
    languages: languages.counts(),
    uses: uses.counts().toSorted((a, b) => UseBucket.options.indexOf(a.value) - UseBucket.options.indexOf(b.value)),
  };
}
