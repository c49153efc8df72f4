import type { Query } from "../../app/search/query.ts";
import { queryTokens, stem } from "../../app/text/stem.ts";
import { integers, type ReadDb, type SqlValue } from "./sql.ts";

/** A condition in SQL. */
export interface Condition {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
}

/** What can be searched: an index of stems, and how to get at everything that it does not hold. */
export interface Searched {
  /** The FTS5 table; its rowid is the key. */
  readonly words: string;
  /** The key's column where conditions are put. */
  readonly key: string;
  /** The condition of a field. */
  field(db: ReadDb, query: Extract<Query, { kind: "field" | "date" }>): Condition;
  /** Those of the candidates that do *not* pass a test of their own words. */
  reject(db: ReadDb, candidates: readonly number[], test: WordTest): number[];
}

/** What the index of stems cannot tell: looked up in the texts themselves. */
export type WordTest =
  | { readonly kind: "exact"; readonly value: string }
  /** A folded word of the text begins with this. */
  | { readonly kind: "prefix"; readonly value: string };

/**
 * How a query is answered: `match` in the index, but for the keys of `without`, then `where`. Without `match`, `score`
 * ranks what `where` finds.
 */
export interface Plan {
  readonly match: string | null;
  readonly without: readonly number[];
  readonly where: Condition | null;
  readonly score: string | null;
}

/** A folded token as FTS5 reads it. Folded text holds letters, digits and marks only, so nothing needs escaping. */
const quote = (tokens: readonly string[]): string => `"${tokens.join(" ")}"`;

const either = (parts: readonly string[]): string =>
  parts.length === 1 ? (parts[0] as string) : `(${parts.join(" OR ")})`;

/** Particles and articles of Arabic that the stem takes off the front of a word (see app/text/stem.ts). */
const PARTICLES = ["ال", "لل", "و", "ف", "ب", "ل", "ك"];
/** What is left of a beginning must have this many letters, or nearly every text would have to be looked at. */
const shortestRest = (prefix: string): number => (prefix.length > 2 ? 1 : 2);
const SHORTEST_STEM = 3;

/** A beginning of a word, and what may be left of it when the stem has taken particles off. */
function beginnings(prefix: string): string[] {
  const found = [prefix];
  for (const beginning of found)
    for (const particle of PARTICLES) {
      const rest = beginning.slice(particle.length);
      if (beginning.startsWith(particle) && rest.length >= shortestRest(prefix) && !found.includes(rest))
        found.push(rest);
    }
  return found;
}

/** Letters of the endings that the stem takes off Arabic words. */
const ENDINGS = "اهمنتوي";

/** Stems that do not begin so, of words that do: an ending was taken off that is partly in the beginning. */
function shorterStems(beginning: string): string[] {
  if (/^[a-z]/.test(beginning))
    return ["", "s", "es"].map((ending) => stem(beginning + ending)).filter((word) => !word.startsWith(beginning));
  const stems = new Set([stem(beginning)]);
  for (let length = beginning.length - 1; length >= SHORTEST_STEM; length -= 1) {
    if (!ENDINGS.includes(beginning[length] as string)) break;
    stems.add(beginning.slice(0, length));
  }
  stems.delete(beginning);
  return [...stems];
}

/** What the index answers of a word, phrase or beginning: `sure` is right, `maybe` must be looked up in the text. */
interface Leaf {
  readonly sure: string | null;
  readonly maybe: string | null;
  readonly test: WordTest | null;
}

function leafOf(query: Extract<Query, { kind: "words" | "prefix" | "exact" }>): Leaf {
  if (query.kind !== "prefix") {
    const stems = quote(queryTokens(query.value).map((token) => token.stem));
    if (query.kind === "words") return { sure: stems, maybe: null, test: null };
    return { sure: null, maybe: stems, test: { kind: "exact", value: query.value } };
  }
  const [whole, ...rests] = beginnings(query.value);
  const maybe = [
    ...rests.map((rest) => `${quote([rest])} *`),
    ...[whole as string, ...rests].flatMap(shorterStems).map((word) => quote([word])),
  ];
  const test: WordTest = { kind: "prefix", value: query.value };
  return { sure: `${quote([whole as string])} *`, maybe: maybe.length > 0 ? either(maybe) : null, test };
}

const isLeaf = (query: Query): query is Extract<Query, { kind: "words" | "prefix" | "exact" }> =>
  query.kind === "words" || query.kind === "prefix" || query.kind === "exact";

const and = (parts: readonly Condition[], word = "AND"): Condition => ({
  sql: `(${parts.map((part) => part.sql).join(` ${word} `)})`,
  parameters: parts.flatMap((part) => part.parameters),
});

/** One query's compilation. The tests of words are run once, on what the rest of the query leaves of their candidates. */
class Compiler {
  readonly db: ReadDb;
  readonly searched: Searched;
  readonly root: Query;
  readonly reach: string | null;
  readonly rejected = new Map<Query, number[]>();

  constructor(db: ReadDb, searched: Searched, root: Query) {
    this.db = db;
    this.searched = searched;
    this.root = root;
    this.reach = this.superset(root);
  }

  /** A match that leaves out nothing that the query finds; null where the index cannot narrow it. */
  superset(query: Query): string | null {
    if (isLeaf(query)) {
      const { sure, maybe } = leafOf(query);
      return either([sure, maybe].filter((part) => part !== null));
    }
    if (query.kind === "and") {
      const parts = query.parts.map((part) => this.superset(part)).filter((part) => part !== null);
      return parts.length > 0 ? `(${parts.join(" AND ")})` : null;
    }
    if (query.kind === "or") {
      const parts = query.parts.map((part) => this.superset(part));
      return parts.includes(null) ? null : either(parts.filter((part) => part !== null));
    }
    return null;
  }

  /** The keys that the index finds for a leaf and the texts do not bear out; outside `reach` nobody asks. */
  reject(query: Query): readonly number[] {
    if (!isLeaf(query)) return [];
    const known = this.rejected.get(query);
    if (known) return known;
    const { sure, maybe, test } = leafOf(query);
    let wrong: number[] = [];
    if (maybe !== null && test !== null) {
      const { words } = this.searched;
      // Where the query is nothing else, the rest of it narrows nothing.
      const narrowed = this.reach === null || query === this.root ? maybe : `${maybe} AND ${this.reach}`;
      const match = sure === null ? narrowed : `(${narrowed}) NOT ${sure}`;
      const candidates = integers(this.db, `SELECT rowid FROM ${words} WHERE ${words} MATCH ?`, [match]);
      wrong = this.searched.reject(this.db, candidates, test);
    }
    this.rejected.set(query, wrong);
    return wrong;
  }

  /** The query as one match, exactly; null where it needs more than the index. */
  exactly(query: Query): string | null {
    if (isLeaf(query)) return this.reject(query).length === 0 ? this.superset(query) : null;
    if (query.kind === "or") {
      const parts = query.parts.map((part) => this.exactly(part));
      return parts.includes(null) ? null : either(parts.filter((part) => part !== null));
    }
    if (query.kind !== "and") return null;
    const wanted = query.parts.filter((part) => part.kind !== "not").map((part) => this.exactly(part));
    const unwanted = query.parts.flatMap((part) => (part.kind === "not" ? [this.exactly(part.part)] : []));
    if (wanted.length === 0 || wanted.includes(null) || unwanted.includes(null)) return null;
    const match = `(${wanted.join(" AND ")})`;
    return unwanted.length > 0 ? `(${match} NOT ${either(unwanted.filter((part) => part !== null))})` : match;
  }

  matches(match: string): Condition {
    const { key, words } = this.searched;
    return { sql: `${key} IN (SELECT rowid FROM ${words} WHERE ${words} MATCH ?)`, parameters: [match] };
  }

  /** The query as a condition on keys. */
  condition(query: Query): Condition {
    const match = this.exactly(query);
    if (match !== null) return this.matches(match);
    if (isLeaf(query)) return and([this.matches(this.superset(query) as string), this.notRejected(query)]);
    if (query.kind === "and") return and(query.parts.map((part) => this.condition(part)));
    if (query.kind === "or")
      return and(
        query.parts.map((part) => this.condition(part)),
        "OR",
      );
    if (query.kind === "not") {
      const { sql, parameters } = this.condition(query.part);
      // A condition on what is unknown (an article without a date) is unknown; what it is not, it is not.
      return { sql: `NOT ifnull(${sql}, 0)`, parameters };
    }
    return this.searched.field(this.db, query);
  }

  notRejected(query: Query): Condition {
    const keys = JSON.stringify(this.reject(query));
    return { sql: `${this.searched.key} NOT IN (SELECT value FROM json_each(?))`, parameters: [keys] };
  }

  plan(): Plan {
    const match = this.exactly(this.root);
    if (match !== null) return { match, without: [], where: null, score: null };
    if (this.reach !== null) {
      const parts = this.root.kind === "and" ? this.root.parts : [this.root];
      const beside = parts.filter((part) => this.exactly(part) === null);
      const conditions = beside.filter((part) => !isLeaf(part)).map((part) => this.condition(part));
      return {
        match: this.reach,
        without: beside.filter(isLeaf).flatMap((part) => this.reject(part)),
        where: conditions.length > 0 ? and(conditions) : null,
        score: null,
      };
    }
    return { match: null, without: [], where: this.condition(this.root), score: this.score() };
  }

  /** What ranks the finds of a query that the index cannot narrow: any of its words. */
  score(): string | null {
    const parts: string[] = [];
    const visit = (query: Query): void => {
      if (isLeaf(query)) parts.push(this.superset(query) as string);
      else if (query.kind === "and" || query.kind === "or") query.parts.forEach(visit);
    };
    visit(this.root);
    return parts.length > 0 ? either(parts) : null;
  }
}

export const planQuery = (db: ReadDb, searched: Searched, query: Query): Plan =>
  new Compiler(db, searched, query).plan();
