import { Refusal } from "../../app/contract/errors.ts";
import type { ArticleHit, ClaimHit } from "../../app/search/model.ts";
import { parseQuery, type Query, queryFailure, termsOf } from "../../app/search/query.ts";
import { findMatches, type MatchTerm } from "../../app/text/match.ts";
import { indexText } from "../../app/text/stem.ts";
import { beginningIn, hasBeginning } from "./beginnings.ts";
import { characterFrom, decode, view } from "./bodies.ts";
import { ARTICLE_DATE, articleField, CLAIM_DATE, claimsOf, dateField } from "./search-fields.ts";
import { type Plan, planQuery, type Searched, type WordTest } from "./search-plan.ts";
import { beginningOf, type Sought, snippetsOf, snippetsOfText, soughtBy } from "./snippets.ts";
import {
  all,
  bytes,
  first,
  integer,
  integers,
  oneOf,
  type ReadDb,
  run,
  type SqlValue,
  text,
  textOrNull,
  type WriteDb,
} from "./sql.ts";

/**
 * A word that no text folds to, between title and text: no phrase reaches over it. (`¶` is a token to the `ascii`
 * tokenizer, and folding makes a space of it wherever it is written.)
 */
const BORDER = " ¶ ";

// Words come as bytes: the index reads UTF-8, and the cast only says so.
const INDEX_NEW_ARTICLE = "INSERT INTO article_words (rowid, words) VALUES (?, CAST(? AS TEXT))";
const INDEX_ARTICLE = "INSERT OR REPLACE INTO article_words (rowid, words) VALUES (?, ?)";
const UNINDEX_ARTICLE = "DELETE FROM article_words WHERE rowid = ?";
const INDEX_CLAIM = "INSERT OR REPLACE INTO claim_words (rowid, statement, quote, memo) VALUES (?, ?, ?, ?)";
const UNINDEX_CLAIM = "DELETE FROM claim_words WHERE rowid = ?";

/** What the index holds of an article: the stems of its title and text. */
export function wordsOfArticle(title: string, body: string): string {
  // Most titles are the text's first line, and would only be counted twice.
  return body.startsWith(title) ? indexText(body) : indexText(title) + BORDER + indexText(body);
}

/** Makes an article that was never indexed findable by its words, as `wordsOfArticle` gives them, in UTF-8. */
export function indexNewArticle(db: WriteDb, key: number, words: Uint8Array): void {
  run(db, INDEX_NEW_ARTICLE, [key, words]);
}

/**
 * Makes an article findable by its title and its current text, in place of what was indexed for it before. Withdrawn
 * articles must be taken out (`unindexArticle`): a search does not look whether its hits are withdrawn.
 */
export function indexArticle(db: WriteDb, key: number, title: string, body: string): void {
  run(db, INDEX_ARTICLE, [key, wordsOfArticle(title, body)]);
}

export function unindexArticle(db: WriteDb, key: number): void {
  run(db, UNINDEX_ARTICLE, [key]);
}

/** Makes a claim findable by its words, in place of what was indexed for it before. */
export function indexClaim(
  db: WriteDb,
  key: number,
  words: { statement: string | null; quote: string; memo: string | null },
): void {
  run(db, INDEX_CLAIM, [key, indexText(words.statement ?? ""), indexText(words.quote), indexText(words.memo ?? "")]);
}

export function unindexClaim(db: WriteDb, key: number): void {
  run(db, UNINDEX_CLAIM, [key]);
}

export interface Found<Hit> {
  /** How many fit in all. */
  readonly total: number;
  readonly hits: Hit[];
}

/** A window of the articles that a query finds. */
export function searchArticles(
  db: ReadDb,
  query: string,
  order: Order,
  offset: number,
  limit: number,
): Found<ArticleHit> {
  const asked = read(query);
  if (asked === null) return { total: 0, hits: [] };
  const { total, window } = find(db, ARTICLES, query, asked, order, offset, limit);
  const sought = soughtBy(termsOf(asked));
  return { total, hits: articleHits(db, window, sought) };
}

/** A window of the claims of which statement, quote or memo fits a query. */
export function searchClaims(db: ReadDb, query: string, order: Order, offset: number, limit: number): Found<ClaimHit> {
  const asked = read(query);
  if (asked === null) return { total: 0, hits: [] };
  const { total, window } = find(db, CLAIMS, query, asked, order, offset, limit);
  const terms = termsOf(asked);
  return { total, hits: window.flatMap(({ key, score }) => claimHit(db, key, score, terms) ?? []) };
}

/** The keys of all claims that a query finds; null where it asks for nothing. Refuses a wrong query. */
export function claimKeysMatching(db: ReadDb, query: string): Set<number> | null {
  const asked = read(query);
  if (asked === null) return null;
  const { key, from, parameters } = fromOf(CLAIMS, planQuery(db, CLAIMS, asked));
  return new Set(integers(db, `SELECT ${key} ${from}`, parameters));
}

function read(query: string): Query | null {
  const parsed = parseQuery(query);
  if (parsed.ok) return parsed.value;
  const { code, message, details } = queryFailure(parsed.error);
  throw new Refusal(code, message, details);
}

/** A find; larger scores are better, 0 where nothing was ranked. */
interface Ranked {
  readonly key: number;
  readonly score: number;
}

type Order = "relevance" | "newest" | "oldest";

interface Table extends Searched {
  readonly from: string;
  readonly date: string;
}

const ARTICLES: Table = {
  words: "article_words",
  key: "a.key",
  from: "articles a",
  date: ARTICLE_DATE,
  field: (db, query) => articleField(query) ?? claimsOf(db, query, "article", "a.key"),
  reject: rejectArticles,
};

const CLAIMS: Table = {
  words: "claim_words",
  key: "c.key",
  from: "claims c JOIN articles a ON a.key = c.article",
  date: CLAIM_DATE,
  field: (db, query) =>
    query.kind === "date"
      ? dateField(CLAIM_DATE, query)
      : (articleField(query) ?? claimsOf(db, query, "claim", "c.key")),
  reject: (db, candidates, test) => candidates.filter((key) => !claimPasses(db, key, test)),
};

const ARTICLE_TEXTS = `SELECT a.key, a.title, v.body FROM json_each(?) w CROSS JOIN articles a ON a.key = w.value
  CROSS JOIN text_versions v ON v.article = a.key AND v.number = a.version`;

/** Texts looked at together: few enough that they are never much memory. */
const LOOKED_AT = 100;

function rejectArticles(db: ReadDb, candidates: readonly number[], test: WordTest): number[] {
  const rejected: number[] = [];
  const bodyPasses = test.kind === "prefix" ? beginningIn(test.value) : hasExactly(test);
  for (let from = 0; from < candidates.length; from += LOOKED_AT)
    for (const row of all(db, ARTICLE_TEXTS, [JSON.stringify(candidates.slice(from, from + LOOKED_AT))]))
      if (!bodyPasses(view(bytes(row, "body"))) && !passes(text(row, "title"), test))
        rejected.push(integer(row, "key"));
  return rejected;
}

function hasExactly(test: WordTest): (body: Buffer) => boolean {
  const needle = Buffer.from(test.value, "utf8");
  return (body) => {
    for (let at = body.indexOf(needle); at !== -1; at = body.indexOf(needle, at + 1)) {
      const from = characterFrom(body, at - 16);
      const to = characterFrom(body, at + needle.length + 16);
      if (passes(decode(body.subarray(from, to)), test)) return true;
    }
    return false;
  };
}

const passes = (words: string, test: WordTest): boolean =>
  test.kind === "prefix" ? hasBeginning(words, test.value) : findMatches(words, [test]).length > 0;

const claimPasses = (db: ReadDb, key: number, test: WordTest): boolean =>
  claimTexts(db, key).some(([, words]) => passes(words, test));

const CLAIM_TEXTS = `SELECT 'statement' AS field, statement AS words FROM claims WHERE key = ?1
  UNION ALL SELECT 'quote', quote FROM (SELECT quote FROM claim_spans WHERE claim = ?1 ORDER BY position)
  UNION ALL SELECT 'memo', memo FROM claims WHERE key = ?1`;

/** The texts of a claim that are searched, each with its field. */
const claimTexts = (db: ReadDb, key: number): [ClaimHit["field"], string][] =>
  all(db, CLAIM_TEXTS, [key]).flatMap((row) => {
    const words = textOrNull(row, "words");
    return words === null ? [] : [[oneOf(row, "field", ["statement", "quote", "memo"] as const), words]];
  });

interface Rows {
  /** The column of their keys. */
  readonly key: string;
  readonly from: string;
  readonly parameters: SqlValue[];
}

/** The rows of a plan, without what is selected and how it is ordered: of the index alone where that is enough. */
function fromOf(table: Table, plan: Plan, isOfIndex = plan.where === null): Rows {
  const { words, from, key } = table;
  const where = plan.where?.sql ?? "1";
  const parameters = [...(plan.where?.parameters ?? [])];
  if (plan.match === null) return { key, from: `FROM ${from} WHERE a.withdrawn = 0 AND ${where}`, parameters };
  const asked = [plan.match, ...(plan.without.length > 0 ? [JSON.stringify(plan.without)] : [])];
  const without = plan.without.length > 0 ? "AND w.rowid NOT IN (SELECT value FROM json_each(?))" : "";
  const found = `WHERE w.${words} MATCH ? ${without}`;
  if (isOfIndex) return { key: "w.rowid", from: `FROM ${words} w ${found}`, parameters: asked };
  const joined = `FROM ${words} w CROSS JOIN ${from}${table === CLAIMS ? " AND" : " ON"} ${key} = w.rowid`;
  return { key, from: `${joined} ${found} AND ${where}`, parameters: [...asked, ...parameters] };
}

const dateOrders = { newest: "DESC", oldest: "ASC" };

/** Keys, best or newest first, each with its score (0 where nothing was ranked). */
function ordered(db: ReadDb, table: Table, plan: Plan, order: Order, limit: number): Ranked[] {
  const { sql, parameters } = order === "relevance" ? byRelevance(table, plan) : byDate(table, plan, order);
  return all(db, `${sql} LIMIT ?`, [...parameters, limit]).map((row) => ({
    key: integer(row, "key"),
    score: -integer(row, "rank"),
  }));
}

const dateOrder = ({ date, key }: Table, order: "newest" | "oldest"): string =>
  `${date} ${dateOrders[order]} NULLS LAST, ${key} DESC`;

function byDate(table: Table, plan: Plan, order: "newest" | "oldest"): { sql: string; parameters: SqlValue[] } {
  const { key, from, parameters } = fromOf(table, plan, false);
  return { sql: `SELECT ${key} AS key, 0.0 AS rank ${from} ORDER BY ${dateOrder(table, order)}`, parameters };
}

function byRelevance(table: Table, plan: Plan): { sql: string; parameters: SqlValue[] } {
  const { key, from, parameters } = fromOf(table, plan);
  // The sign keeps FTS5 from sorting all that it finds: with a limit, SQLite keeps the best only.
  if (plan.match !== null) return { sql: `SELECT ${key} AS key, +w.rank AS rank ${from} ORDER BY 2, 1`, parameters };
  if (plan.score === null) return byDate(table, plan, "newest");
  const { words } = table;
  return {
    sql: `WITH scored (key, rank) AS MATERIALIZED (SELECT rowid, rank FROM ${words} WHERE ${words} MATCH ?)
      SELECT ${key} AS key, ifnull(s.rank, 0.0) AS rank
      ${from.replace(" WHERE", ` LEFT JOIN scored s ON s.key = ${key} WHERE`)}
      ORDER BY rank, ${dateOrder(table, "newest")}`,
    parameters: [plan.score, ...parameters],
  };
}

function count(db: ReadDb, table: Table, plan: Plan): number {
  const { from, parameters } = fromOf(table, plan);
  const row = first(db, `SELECT count(*) AS total ${from}`, parameters);
  return row ? integer(row, "total") : 0;
}

/** A query answered before: its later windows are read from the whole order, which is made once. */
interface Answer {
  readonly state: string;
  readonly plan: Plan;
  /** How many fit; counted when a window does not tell. */
  total: number | null;
  readonly orders: Map<Order, Ranked[]>;
}

const answers = new WeakMap<object, Map<string, Answer>>();
const ANSWERS_KEPT = 4;

/** Differs after any change of the database, by this connection or another. */
function stateOf(db: ReadDb): string {
  const own = first(db, "SELECT total_changes() AS changes, (SELECT data_version FROM pragma_data_version) AS version");
  return own ? `${integer(own, "changes")} ${integer(own, "version")}` : "";
}

function answerOf(db: ReadDb, table: Table, query: string, asked: Query): Answer {
  let known = answers.get(db.connection);
  if (!known) answers.set(db.connection, (known = new Map()));
  const name = `${table.words} ${query}`;
  const state = stateOf(db);
  const kept = known.get(name);
  if (kept?.state === state) return kept;
  const answer: Answer = { state, plan: planQuery(db, table, asked), total: null, orders: new Map() };
  known.delete(name);
  known.set(name, answer);
  const [oldest] = known.keys();
  if (known.size > ANSWERS_KEPT && oldest !== undefined) known.delete(oldest);
  return answer;
}

function find(
  db: ReadDb,
  table: Table,
  query: string,
  asked: Query,
  order: Order,
  offset: number,
  limit: number,
): { total: number; window: Ranked[] } {
  const answer = answerOf(db, table, query, asked);
  const { plan, orders } = answer;
  let whole = orders.get(order);
  if (!whole && offset === 0) {
    const window = ordered(db, table, plan, order, limit);
    answer.total ??= window.length < limit ? window.length : count(db, table, plan);
    return { total: answer.total, window };
  }
  if (!whole) orders.set(order, (whole = ordered(db, table, plan, order, -1)));
  return { total: whole.length, window: whole.slice(offset, offset + limit) };
}

const ARTICLE_HITS = `SELECT a.key, a.id, a.title, a.outlet, a.published_at, a.language, v.body FROM json_each(?) w
  CROSS JOIN articles a ON a.key = w.value
  CROSS JOIN text_versions v ON v.article = a.key AND v.number = a.version`;

/** One statement for all: a join run row by row costs four times as much. */
function articleHits(db: ReadDb, window: readonly Ranked[], sought: Sought): ArticleHit[] {
  const rows = all(db, ARTICLE_HITS, [JSON.stringify(window.map(({ key }) => key))]);
  const found = new Map(rows.map((row) => [integer(row, "key"), row]));
  return window.flatMap(({ key, score }) => {
    const row = found.get(key);
    if (!row) return [];
    return {
      articleId: text(row, "id"),
      title: text(row, "title"),
      outlet: textOrNull(row, "outlet"),
      publishedAt: textOrNull(row, "published_at"),
      language: textOrNull(row, "language"),
      score,
      snippets: snippetsOf(bytes(row, "body"), sought),
    };
  });
}

const CLAIM_HIT = `SELECT c.id, a.id AS article_id, a.title, a.outlet, s.name AS origin, c.reliability, c.credibility
  FROM claims c JOIN articles a ON a.key = c.article LEFT JOIN sources s ON s.key = c.origin WHERE c.key = ?`;

function claimHit(db: ReadDb, key: number, score: number, terms: readonly MatchTerm[]): ClaimHit | null {
  const row = first(db, CLAIM_HIT, [key]);
  if (!row) return null;
  const texts = claimTexts(db, key);
  const shown = texts.map(([field, words]) => ({ field, snippets: snippetsOfText(words, terms) }));
  const best = shown.find(({ snippets }) => snippets.length > 0);
  const [opening] = texts;
  return {
    claimId: text(row, "id"),
    articleId: text(row, "article_id"),
    articleTitle: text(row, "title"),
    outlet: textOrNull(row, "outlet"),
    origin: textOrNull(row, "origin"),
    reliability: textOrNull(row, "reliability"),
    credibility: textOrNull(row, "credibility"),
    score,
    field: best?.field ?? opening?.[0] ?? "quote",
    snippets: best?.snippets ?? (opening ? [beginningOf(opening[1])] : []),
  };
}
