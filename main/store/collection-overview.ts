import { type ArticleFilter, ArticleState, FamilySize } from "../../app/articles/model.ts";
import type { CollectionOverview, Ranking } from "../../app/articles/overview.ts";
import type { Change } from "../../app/ledger/model.ts";
import { conditionOf, familySizes, tableOf } from "./article-filter.ts";
import { Codes } from "./claim-columns.ts";
import { all, first, integer, integers, oneOf, type ReadDb, type Row, textOrNull } from "./sql.ts";
import { grown } from "./typed.ts";

/** The collection in memory, column by column, so that a screen of counts costs one pass over it. */
export interface Collection {
  overview(filter: ArticleFilter, limits: { outlets: number; languages: number }): CollectionOverview;
  /** What an act changed: read again before the next overview. */
  follow(changes: readonly Change[]): void;
}

/** Changed articles that are read one by one; more are read all together. */
const MOST_CHANGES = 2000;

const states = ArticleState.options;
const sizes = FamilySize.options;

/** Month 0: of the date no more than the year is known. */
const MONTHS = 16;
const UNDATED = -1;

function monthOf(published: string | null): number {
  if (published === null) return UNDATED;
  return Number(published.slice(0, 4)) * MONTHS + Number(published.slice(5, 7));
}

const ROW = "a.key, a.state, a.language, a.outlet, a.published_key, a.chars, a.claims, a.withdrawn";

/** An article's place in the columns is its key. */
class Columns {
  last = 0;
  alive = new Uint8Array(1024);
  state = new Uint8Array(1024);
  claims = new Uint8Array(1024);
  language = new Int32Array(1024);
  outlet = new Int32Array(1024);
  month = new Int32Array(1024);
  chars = new Float64Array(1024);
  /** The key of the family that it belongs to; 0: it stands alone. */
  family = new Int32Array(1024);
  readonly languages = new Codes();
  readonly outlets = new Codes();

  put(row: Row): void {
    const key = integer(row, "key");
    this.last = Math.max(this.last, key);
    this.grow();
    this.alive[key] = 1 - integer(row, "withdrawn");
    this.state[key] = states.indexOf(oneOf(row, "state", states));
    this.claims[key] = integer(row, "claims") > 0 ? 1 : 0;
    this.language[key] = this.languages.code(textOrNull(row, "language"));
    this.outlet[key] = this.outlets.code(textOrNull(row, "outlet"));
    this.month[key] = monthOf(textOrNull(row, "published_key"));
    this.chars[key] = integer(row, "chars");
  }

  private grow(): void {
    const length = this.last + 1;
    if (length <= this.alive.length) return;
    this.alive = grown(this.alive, length);
    this.state = grown(this.state, length);
    this.claims = grown(this.claims, length);
    this.language = grown(this.language, length);
    this.outlet = grown(this.outlet, length);
    this.month = grown(this.month, length);
    this.chars = grown(this.chars, length);
    this.family = grown(this.family, length);
  }
}

export function makeCollection(db: ReadDb): Collection {
  let columns: Columns | null = null;
  const changed = new Set<string>();
  let areClaimsStale = false;
  let areFamiliesStale = false;

  function current(): Columns {
    if (columns === null) {
      columns = new Columns();
      // Most columns of all rows: no index would help, though the planner thinks so.
      for (const row of all(db, `SELECT ${ROW} FROM articles a NOT INDEXED WHERE a.withdrawn = 0`)) columns.put(row);
      areFamiliesStale = true;
    } else {
      for (const id of changed) {
        const row = first(db, `SELECT ${ROW} FROM articles a WHERE a.id = ?`, [id]);
        if (row) columns.put(row);
      }
      if (areClaimsStale) {
        columns.claims.fill(0);
        const known = columns.claims;
        for (const key of integers(db, "SELECT a.key FROM articles a NOT INDEXED WHERE a.claims > 0")) known[key] = 1;
      }
    }
    if (areFamiliesStale) {
      columns.family.fill(0);
      for (const row of all(db, "SELECT m.article, m.family FROM family_members m"))
        columns.family[integer(row, "article")] = integer(row, "family");
    }
    changed.clear();
    areClaimsStale = areFamiliesStale = false;
    return columns;
  }

  return {
    overview: (filter, limits) => count(db, current(), filter, limits),
    follow(changes) {
      for (const { kind, id } of changes) {
        if (kind === "article") changed.add(id);
        else if (kind === "claim") areClaimsStale = true;
        else if (kind === "family") areFamiliesStale = true;
      }
      if (changed.size > MOST_CHANGES) columns = null;
      if (columns === null) changed.clear();
    },
  };
}

/** What an article may lack to be counted: the conditions on the field of each chart. Bits of a mask. */
const BY_DATE = 1;
const BY_STATE = 2;
const BY_LANGUAGE = 4;
const BY_OUTLET = 8;
const BY_SIZE = 16;
const EXCLUDED = 32;

/** For each code whether a filter wants it; null where it does not ask. */
function wanted(codes: Codes, values: readonly (string | null)[] | undefined): Uint8Array | null {
  if (!values || values.length === 0) return null;
  const flags = new Uint8Array(codes.values.length);
  for (const value of values) {
    const code = codes.find(value);
    if (code !== undefined) flags[code] = 1;
  }
  return flags;
}

/** The same for the words of a short list. */
const chosen = <Word>(words: readonly Word[], values: readonly Word[] | undefined): Uint8Array | null =>
  values && values.length > 0 ? Uint8Array.from(words, (word) => Number(values.includes(word))) : null;

/** 1 at every key that conditions leave which only a statement can tell. */
function marked(db: ReadDb, last: number, filter: ArticleFilter): Uint8Array {
  const { where, parameters } = conditionOf(filter);
  const flags = new Uint8Array(last + 1);
  for (const key of integers(db, `SELECT a.key FROM ${tableOf(filter)} WHERE ${where}`, parameters)) flags[key] = 1;
  return flags;
}

/** For each family, by its key, where its size stands in the list of sizes; 0: of articles that stand alone. */
function sizesOf({ last, alive, family }: Columns): Uint8Array {
  let most = 0;
  for (let key = 1; key <= last; key += 1) most = Math.max(most, family[key] as number);
  const members = new Int32Array(most + 1);
  for (let key = 1; key <= last; key += 1) {
    const of = family[key] as number;
    members[of] = (members[of] as number) + (alive[key] as number);
  }
  members[0] = 1;
  const bounds = sizes.map((size) => familySizes[size][1]);
  return Uint8Array.from(members, (number) => bounds.findIndex((bound) => number <= bound));
}

const add = (counts: Int32Array, place: number): void => {
  counts[place] = (counts[place] as number) + 1;
};

function count(
  db: ReadDb,
  columns: Columns,
  filter: ArticleFilter,
  limits: { outlets: number; languages: number },
): CollectionOverview {
  const { last, alive, state, claims, language, outlet, month, chars, family } = columns;
  const { text: words, tags, after, before, from, until, dated } = filter;
  const others = words || tags?.length ? marked(db, last, { text: words, tags }) : null;
  const hasPeriod = [after, before, from, until, dated].some((each) => each !== undefined);
  const inPeriod = hasPeriod ? marked(db, last, { after, before, from, until, dated }) : null;
  const inLanguages = wanted(columns.languages, filter.languages);
  const inOutlets = wanted(columns.outlets, filter.outlets);
  const inStates = chosen(states, filter.states);
  const inSizes = chosen(sizes, filter.familySizes);
  const ofFamily = sizesOf(columns);

  const numbers = {
    articles: 0,
    chars: 0,
    unread: 0,
    undated: 0,
    withoutOutlet: 0,
    withoutLanguage: 0,
    withClaims: 0,
    inFamilies: 0,
    families: 0,
  };
  const byMonth = new Map<number, number>();
  const byState = new Int32Array(states.length);
  const byLanguage = new Int32Array(columns.languages.values.length);
  const byOutlet = new Int32Array(columns.outlets.values.length);
  const bySize = new Int32Array(sizes.length);
  const familiesBySize = new Int32Array(sizes.length);
  const seenFamilies = new Uint8Array(ofFamily.length);
  const seenOfSize = new Uint8Array(ofFamily.length);

  /** Which conditions an article fails. */
  function lacking(key: number): number {
    if (alive[key] === 0 || (others !== null && others[key] === 0)) return EXCLUDED;
    if (filter.claims !== undefined && (claims[key] === 1) !== (filter.claims === "with")) return EXCLUDED;
    if (filter.family !== undefined && (family[key] !== 0) !== (filter.family === "in-family")) return EXCLUDED;
    return (
      (inPeriod !== null && inPeriod[key] === 0 ? BY_DATE : 0) |
      (inStates !== null && inStates[state[key] as number] === 0 ? BY_STATE : 0) |
      (inLanguages !== null && inLanguages[language[key] as number] === 0 ? BY_LANGUAGE : 0) |
      (inOutlets !== null && inOutlets[outlet[key] as number] === 0 ? BY_OUTLET : 0) |
      (inSizes !== null && inSizes[ofFamily[family[key] as number] as number] === 0 ? BY_SIZE : 0)
    );
  }
  for (let key = 1; key <= last; key += 1) {
    const lacks = lacking(key);
    // Whatever lacks two things is in no count.
    if ((lacks & (lacks - 1)) !== 0 || lacks === EXCLUDED) continue;
    const of = family[key] as number;
    const isIn = lacks === 0;
    if (isIn || lacks === BY_DATE) byMonth.set(month[key] as number, (byMonth.get(month[key] as number) ?? 0) + 1);
    if (isIn || lacks === BY_STATE) add(byState, state[key] as number);
    if (isIn || lacks === BY_LANGUAGE) add(byLanguage, language[key] as number);
    if (isIn || lacks === BY_OUTLET) add(byOutlet, outlet[key] as number);
    if (isIn || lacks === BY_SIZE) {
      const size = ofFamily[of] as number;
      add(bySize, size);
      if (of !== 0 && seenOfSize[of] === 0) {
        seenOfSize[of] = 1;
        add(familiesBySize, size);
      }
    }
    if (!isIn) continue;
    numbers.articles += 1;
    numbers.chars += chars[key] as number;
    if (states[state[key] as number] === "unread") numbers.unread += 1;
    if (month[key] === UNDATED) numbers.undated += 1;
    if (outlet[key] === 0) numbers.withoutOutlet += 1;
    if (language[key] === 0) numbers.withoutLanguage += 1;
    numbers.withClaims += claims[key] as number;
    if (of === 0) continue;
    numbers.inFamilies += 1;
    if (seenFamilies[of] === 0) numbers.families += 1;
    seenFamilies[of] = 1;
  }

  return {
    numbers,
    dates: datesOf(byMonth),
    outlets: rank(columns.outlets, byOutlet, limits.outlets, filter.outlets),
    languages: rank(columns.languages, byLanguage, limits.languages, filter.languages),
    states: states.map((each, place) => ({ state: each, count: byState[place] as number })),
    familySizes: sizes.map((size, place) => ({
      size,
      count: bySize[place] as number,
      families: familiesBySize[place] as number,
    })),
  };
}

const yearOf = (month: number): string => String(Math.floor(month / MONTHS)).padStart(4, "0");

function datesOf(byMonth: ReadonlyMap<number, number>): CollectionOverview["dates"] {
  const dated = [...byMonth].filter(([month]) => month !== UNDATED).toSorted(([a], [b]) => a - b);
  return {
    months: dated
      .filter(([month]) => month % MONTHS !== 0)
      .map(([month, number]) => ({
        month: `${yearOf(month)}-${String(month % MONTHS).padStart(2, "0")}`,
        count: number,
      })),
    years: dated
      .filter(([month]) => month % MONTHS === 0)
      .map(([month, number]) => ({ year: yearOf(month), count: number })),
    undated: byMonth.get(UNDATED) ?? 0,
  };
}

function rank(
  codes: Codes,
  counts: Int32Array,
  limit: number,
  filtered: readonly (string | null)[] | undefined,
): Ranking {
  const values: { value: string; count: number }[] = [];
  for (const [code, value] of codes.values.entries())
    if (value !== null && (counts[code] as number) > 0) values.push({ value, count: counts[code] as number });
  values.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  const isFiltered = new Set(filtered);
  const listed = values.filter(({ value }, place) => place < limit || isFiltered.has(value));
  return {
    values: listed,
    none: counts[0] as number,
    more: {
      values: values.length - listed.length,
      articles: values.reduce((sum, each) => sum + each.count, 0) - listed.reduce((sum, each) => sum + each.count, 0),
    },
  };
}
