import type { TextField } from "../../app/search/fields.ts";
import {
  isLeaf,
  type Leaf,
  matchTermOf,
  type Near,
  type Prefix,
  type Query,
  type Words,
} from "../../app/search/tree.ts";
import { articleFreed } from "../../app/text/finders.ts";
import { foldText } from "../../app/text/fold.ts";
import type { MatchTerm } from "../../app/text/match.ts";
import { hasSeats } from "../../app/text/seats.ts";
import { queryTokens, stem } from "../../app/text/stem.ts";
import { integers, type ReadDb, type SqlValue } from "./sql.ts";

/** A condition in SQL. */
export interface Condition {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
}

/** A field that the index does not answer. */
export type FieldQuery = Extract<Query, { kind: "field" | "date" | "in" }>;

/** What can be searched: an index of stems, and how to get at everything that it does not hold. */
export interface Searched {
  /** The FTS5 table; its rowid is the key. */
  readonly words: string;
  /** The key's column where conditions are put. */
  readonly key: string;
  /**
   * How the index answers words of one place: by a column of its own, or by all that it holds (then every find is looked
   * up); null where it does not.
   */
  place(field: TextField): { readonly column: string | null } | null;
  /** The condition of a field. */
  field(db: ReadDb, query: FieldQuery): Condition;
  /** Those of the candidates that do *not* pass a test of their own words. */
  reject(db: ReadDb, candidates: readonly number[], test: WordTest): number[];
  /** The words of the texts, where they are at hand. */
  vocabulary(db: ReadDb): Forms | null;
}

/** Words of the texts as they stand there, folded. */
export interface Forms {
  /** The words that begin so (three letters or more), but for those of stems that are known already. */
  withBeginning(beginning: string, isKnown: (stem: string) => boolean): FormsFound;
}

export interface FormsFound {
  /** Stems of words of which it is kept where they stand: in the articles `keys`. */
  readonly posted: readonly string[];
  readonly keys: ReadonlySet<number>;
  /** Stems of the others. */
  readonly others: readonly string[];
  /** Articles of which it is not sure. */
  readonly doubtful: ReadonlySet<number>;
}

/** What the index of stems cannot tell: looked up in the texts themselves, or in one place of them. */
export interface WordTest {
  readonly term: MatchTerm;
  readonly place: TextField | null;
}

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

/** What the index answers of words: all that may have them, and which of these must be looked up in the texts. */
interface Answer {
  readonly all: string;
  /** Null where the index is right in all. */
  readonly unsure: string | null;
  readonly test: WordTest | null;
  /** Of the unsure, what is known without a look: these have it, and none but these `tested` may have it beside them. */
  readonly known?: Known;
  /** What is known stands beside `all`, in too many other words to ask the index for them. */
  readonly isBeside?: boolean;
}

interface Known {
  readonly keys: ReadonlySet<number>;
  readonly doubtful: ReadonlySet<number>;
  readonly tested: string;
}

const sure = (all: string): Answer => ({ all, unsure: null, test: null });

/** Stems asked for in one query; more are rather looked for by their beginning. */
const MOST_STEMS = 60;
/** A match of nothing: no text folds to it. */
const NOTHING = quote(["¦"]);

/** What may have a word that begins so, and is not found by stems that do. */
function otherStems(beginning: string): string[] {
  const [, ...rests] = beginnings(beginning);
  const freed = articleFreed(beginning);
  return [
    ...rests.filter((rest) => !freed.includes(rest)).map((rest) => `${quote([rest])} *`),
    ...[beginning, ...rests].flatMap(shorterStems).map((word) => quote([word])),
  ];
}

function prefixAnswer(query: Prefix, vocabulary: Forms | null): Answer {
  const beginning = foldText(query.value).trim();
  const begins = [beginning, ...articleFreed(beginning)];
  const right = either(begins.map((word) => `${quote([word])} *`));
  const isClose = query.stem === "off" || (query.hamza === "strict" && hasSeats(beginning));
  const isRight = (word: string): boolean => begins.some((one) => word.startsWith(one));
  const forms = isClose || beginning.length < 3 ? null : (vocabulary?.withBeginning(beginning, isRight) ?? null);
  const test = { term: matchTermOf(query), place: null };
  if (!forms) {
    const others = otherStems(beginning);
    const all = either([right, ...others]);
    if (isClose) return { all, unsure: all, test };
    return others.length === 0 ? sure(all) : { all, unsure: `(${either(others)} NOT ${right})`, test };
  }
  const stems = [...new Set([...forms.posted, ...forms.others])];
  if (stems.length === 0) return sure(right);
  const asked = (some: readonly string[]): string =>
    `(${either(some.length > MOST_STEMS ? otherStems(beginning) : some.map((word) => quote([word])))} NOT ${right})`;
  const tested = forms.others.length === 0 ? NOTHING : asked(forms.others);
  const known = { keys: forms.keys, doubtful: forms.doubtful, tested };
  if (stems.length > MOST_STEMS) return { all: right, unsure: tested, test, known, isBeside: true };
  return { all: either([right, ...stems.map((word) => quote([word]))]), unsure: asked(stems), test, known };
}

/** Stands between title and text in the index; see `search.ts`. */
export const BORDER_SIGN = "¶";

function nearAnswer(query: Near): Answer {
  const parts = query.parts.map((part) => wordsAnswer(part, null));
  const test = { term: matchTermOf(query), place: null };
  if (query.parts.some((part) => part.kind === "prefix") || parts.some(({ unsure }) => unsure !== null)) {
    const all = `(${parts.map((part) => part.all).join(" AND ")})`;
    return { all, unsure: all, test };
  }
  const near = (words: readonly string[]): string => `NEAR(${words.join(" ")}, ${query.distance})`;
  const words = parts.map((part) => part.all);
  // What stands near across the border of title and text is not near.
  return { all: near(words), unsure: near([...words, quote([BORDER_SIGN])]), test };
}

function wordsAnswer(query: Words | Prefix, vocabulary: Forms | null): Answer {
  if (query.kind === "prefix") return prefixAnswer(query, vocabulary);
  const tokens = queryTokens(query.value);
  const all = quote(tokens.map((token) => token.stem));
  const isClose = query.stem === "off" || (query.hamza === "strict" && tokens.some(({ folded }) => hasSeats(folded)));
  return isClose ? { all, unsure: all, test: { term: matchTermOf(query), place: null } } : sure(all);
}

function answerOf(leaf: Leaf, vocabulary: Forms | null): Answer {
  if (leaf.kind === "near") return nearAnswer(leaf);
  if (leaf.kind !== "exact") return wordsAnswer(leaf, vocabulary);
  const all = quote(queryTokens(leaf.value).map((token) => token.stem));
  return { all, unsure: all, test: { term: matchTermOf(leaf), place: null } };
}

type Indexed = Leaf | Extract<Query, { kind: "in" }>;

/** All conditions at once, or with `or` any of them. */
export const allOf = (parts: readonly Condition[], word: "and" | "or" = "and"): Condition => ({
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
  readonly answers = new Map<Query, Answer>();
  readonly vocabulary: Forms | null;

  constructor(db: ReadDb, searched: Searched, root: Query) {
    this.db = db;
    this.searched = searched;
    this.root = root;
    this.vocabulary = searched.vocabulary(db);
    this.reach = this.superset(root);
  }

  /** Whether the index of what is searched knows of it. */
  isIndexed(query: Query): query is Indexed {
    return isLeaf(query) || (query.kind === "in" && this.searched.place(query.field) !== null);
  }

  answer(query: Indexed): Answer {
    let known = this.answers.get(query);
    if (known) return known;
    if (isLeaf(query)) known = answerOf(query, this.vocabulary);
    else {
      const { all, unsure, test } = answerOf(query.part, null);
      const column = this.searched.place(query.field)?.column ?? null;
      const here = { term: test?.term ?? matchTermOf(query.part), place: query.field };
      known =
        column === null
          ? { all, unsure: all, test: here }
          : { all: `${column} : ${all}`, unsure: unsure === null ? null : `${column} : ${unsure}`, test: here };
    }
    this.answers.set(query, known);
    return known;
  }

  /** A match that leaves out nothing that the query finds; null where the index cannot narrow it. */
  superset(query: Query): string | null {
    if (this.isIndexed(query)) return this.answer(query).isBeside ? null : this.answer(query).all;
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

  /** The keys that the index finds for words and the texts do not bear out; outside `reach` nobody asks. */
  reject(query: Query): readonly number[] {
    if (!this.isIndexed(query) || this.answer(query).isBeside) return [];
    const before = this.rejected.get(query);
    if (before) return before;
    const { unsure, test, known } = this.answer(query);
    let wrong: number[] = [];
    if (unsure !== null && test !== null) {
      const { words } = this.searched;
      // Where the query is nothing else, the rest of it narrows nothing.
      const narrowed = (match: string): string =>
        this.reach === null || query === this.root ? match : `(${match}) AND ${this.reach}`;
      const matched = (match: string): number[] =>
        integers(this.db, `SELECT rowid FROM ${words} WHERE ${words} MATCH ?`, [narrowed(match)]);
      const candidates = matched(unsure);
      if (known === undefined) wrong = this.searched.reject(this.db, candidates, test);
      else {
        const tested = new Set(matched(known.tested));
        const left = candidates.filter((key) => !known.keys.has(key));
        const isTested = (key: number): boolean => tested.has(key) || known.doubtful.has(key);
        wrong = [
          ...left.filter((key) => !isTested(key)),
          ...this.searched.reject(this.db, left.filter(isTested), test),
        ];
      }
    }
    this.rejected.set(query, wrong);
    return wrong;
  }

  /** The query as one match, exactly; null where it needs more than the index. */
  exactly(query: Query): string | null {
    if (this.isIndexed(query)) {
      const { all, isBeside } = this.answer(query);
      return !isBeside && this.reject(query).length === 0 ? all : null;
    }
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
    if (this.isIndexed(query)) {
      const { all, isBeside } = this.answer(query);
      return isBeside
        ? allOf([this.matches(all), this.beside(query)], "or")
        : allOf([this.matches(all), this.notRejected(query)]);
    }
    if (query.kind === "and" || query.kind === "or")
      return allOf(
        query.parts.map((part) => this.condition(part)),
        query.kind,
      );
    if (query.kind === "not") {
      const { sql, parameters } = this.condition(query.part);
      // A condition on what is unknown (an article without a date) is unknown; what it is not, it is not.
      return { sql: `NOT ifnull(${sql}, 0)`, parameters };
    }
    return this.searched.field(this.db, query);
  }

  /** What is known to have a word in forms that the index is not asked for, and what of the doubtful passes the test. */
  beside(query: Indexed): Condition {
    const { unsure, test, known } = this.answer(query);
    const { words, key } = this.searched;
    const keys = new Set(known?.keys);
    if (unsure !== null && test !== null) {
      const looked = new Set(known?.doubtful);
      for (const one of integers(this.db, `SELECT rowid FROM ${words} WHERE ${words} MATCH ?`, [unsure]))
        if (!keys.has(one)) looked.add(one);
      const wrong = new Set(this.searched.reject(this.db, [...looked], test));
      for (const one of looked) if (!wrong.has(one)) keys.add(one);
    }
    return { sql: `${key} IN (SELECT value FROM json_each(?))`, parameters: [JSON.stringify([...keys])] };
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
      const isRejected = (part: Query): boolean => this.isIndexed(part) && !this.answer(part).isBeside;
      const conditions = beside.filter((part) => !isRejected(part)).map((part) => this.condition(part));
      return {
        match: this.reach,
        without: beside.filter(isRejected).flatMap((part) => this.reject(part)),
        where: conditions.length > 0 ? allOf(conditions) : null,
        score: null,
      };
    }
    return { match: null, without: [], where: this.condition(this.root), score: this.score() };
  }

  /** What ranks the finds of a query that the index cannot narrow: any of its words. */
  score(): string | null {
    const parts: string[] = [];
    const visit = (query: Query): void => {
      if (this.isIndexed(query)) parts.push(this.answer(query).all);
      else if (query.kind === "and" || query.kind === "or") query.parts.forEach(visit);
    };
    visit(this.root);
    return parts.length > 0 ? either(parts) : null;
  }
}

export const planQuery = (db: ReadDb, searched: Searched, query: Query): Plan =>
  new Compiler(db, searched, query).plan();
