import { Refusal } from "../../app/contract/errors.ts";
import type { ArticleHit, ClaimHit, SearchOrder } from "../../app/search/model.ts";
import { parseQuery, type Query, queryFailure, termsOf } from "../../app/search/query.ts";
import type { MatchTerm } from "../../app/text/match.ts";
import { utf8Of } from "./body-encoding.ts";
import { allOf, type Condition, type Plan, planQuery } from "./search-plan.ts";
import { ARTICLES, CLAIMS, claimTexts, type Table } from "./search-tables.ts";
import { beginningOf, snippetsOf, snippetsOfText } from "./snippets.ts";
import { type Sought, soughtBy } from "./sought.ts";
import { all, bytes, first, integer, integers, type ReadDb, type SqlValue, text, textOrNull } from "./sql.ts";

export {
  indexArticle,
  indexClaim,
  indexNewArticle,
  unindexArticle,
  unindexClaim,
  wordsOfArticle,
} from "./search-index.ts";

export interface Found<Hit> {
  /** How many fit in all. */
  readonly total: number;
  readonly hits: Hit[];
}

/** A window of the articles that a query finds; `within` keeps it to some of them (`withinOf`). */
export function searchArticles(
  db: ReadDb,
  query: string,
  order: SearchOrder,
  offset: number,
  limit: number,
  within: Condition | null = null,
): Found<ArticleHit> {
  const asked = readQuery(query);
  if (asked === null) return { total: 0, hits: [] };
  const { total, window } = find(db, { table: ARTICLES, query, asked, within }, order, offset, limit);
  return { total, hits: articleHits(db, window, soughtBy(termsOf(asked))) };
}

/** A window of the claims of which statement, quote or memo fits a query. */
export function searchClaims(
  db: ReadDb,
  query: string,
  order: SearchOrder,
  offset: number,
  limit: number,
  within: Condition | null = null,
): Found<ClaimHit> {
  const asked = readQuery(query);
  if (asked === null) return { total: 0, hits: [] };
  const { total, window } = find(db, { table: CLAIMS, query, asked, within }, order, offset, limit);
  const terms = {
    statement: termsOf(asked, "statement"),
    quote: termsOf(asked, "quote"),
    memo: termsOf(asked, "memo"),
  };
  return { total, hits: window.flatMap(({ key, score }) => claimHit(db, key, score, terms) ?? []) };
}

/** The keys of all claims that a query finds; null where it asks for nothing. Refuses a wrong query. */
export function claimKeysMatching(db: ReadDb, query: string): Set<number> | null {
  const asked = readQuery(query);
  return asked && new Set(keysOf(db, CLAIMS, asked, null));
}

/**
 * The keys of all articles that a query finds, in no order; null where it asks for nothing. Refuses a wrong query. For
 * what is made of all finds: groups, counts, a concordance.
 */
export function articleKeysMatching(db: ReadDb, query: string, within: Condition | null = null): number[] | null {
  const asked = readQuery(query);
  return asked && keysOf(db, ARTICLES, asked, within);
}

/** The keys of all that a query finds in a table, in no order. */
export function keysOf(db: ReadDb, table: Table, asked: Query, within: Condition | null): number[] {
  const { key, from, parameters } = rowsOf(table, kept(planQuery(db, table, asked), within));
  return integers(db, `SELECT ${key} ${from}`, parameters);
}

/** A plan kept within a condition. */
const kept = (plan: Plan, within: Condition | null): Plan => {
  if (within === null) return plan;
  return { ...plan, where: plan.where === null ? within : allOf([plan.where, within]) };
};

/** A query as a tree; null where it asks for nothing. Refuses a wrong one. */
export function readQuery(query: string): Query | null {
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

export interface Rows {
  /** The column of their keys. */
  readonly key: string;
  readonly from: string;
  readonly parameters: SqlValue[];
}

/** The rows of a plan, without what is selected and how it is ordered: of the index alone where that is enough. */
export function rowsOf(table: Table, plan: Plan, isOfIndex = plan.where === null): Rows {
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
function ordered(db: ReadDb, table: Table, plan: Plan, order: SearchOrder, limit: number): Ranked[] {
  const { sql, parameters } = order === "relevance" ? byRelevance(table, plan) : byDate(table, plan, order);
  return all(db, `${sql} LIMIT ?`, [...parameters, limit]).map((row) => ({
    key: integer(row, "key"),
    score: -integer(row, "rank"),
  }));
}

const dateOrder = ({ date, key }: Table, order: "newest" | "oldest"): string =>
  `${date} ${dateOrders[order]} NULLS LAST, ${key} DESC`;

function byDate(table: Table, plan: Plan, order: "newest" | "oldest"): { sql: string; parameters: SqlValue[] } {
  const { key, from, parameters } = rowsOf(table, plan, false);
  return { sql: `SELECT ${key} AS key, 0.0 AS rank ${from} ORDER BY ${dateOrder(table, order)}`, parameters };
}

function byRelevance(table: Table, plan: Plan): { sql: string; parameters: SqlValue[] } {
  const { key, from, parameters } = rowsOf(table, plan);
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
  const { from, parameters } = rowsOf(table, plan);
  const row = first(db, `SELECT count(*) AS total ${from}`, parameters);
  return row ? integer(row, "total") : 0;
}

/** A query answered before: its later windows are read from the whole order, which is made once. */
interface Answer {
  readonly state: string;
  readonly plan: Plan;
  /** How many fit; counted when a window does not tell. */
  total: number | null;
  readonly orders: Map<SearchOrder, Ranked[]>;
}

const answers = new WeakMap<object, Map<string, Answer>>();
const ANSWERS_KEPT = 4;

/** Differs after any change of the database, by this connection or another. */
export function stateOf(db: ReadDb): string {
  const own = first(db, "SELECT total_changes() AS changes, (SELECT data_version FROM pragma_data_version) AS version");
  return own ? `${integer(own, "changes")} ${integer(own, "version")}` : "";
}

/** What is asked: of which table, as it was typed and as it was read, and within what. */
interface Asked {
  readonly table: Table;
  readonly query: string;
  readonly asked: Query;
  readonly within: Condition | null;
}

function answerOf(db: ReadDb, { table, query, asked, within }: Asked): Answer {
  let known = answers.get(db.connection);
  if (!known) answers.set(db.connection, (known = new Map()));
  const name = JSON.stringify([table.words, query, within]);
  const state = stateOf(db);
  const before = known.get(name);
  if (before?.state === state) return before;
  const answer: Answer = { state, plan: kept(planQuery(db, table, asked), within), total: null, orders: new Map() };
  known.delete(name);
  known.set(name, answer);
  const [oldest] = known.keys();
  if (known.size > ANSWERS_KEPT && oldest !== undefined) known.delete(oldest);
  return answer;
}

function find(
  db: ReadDb,
  asked: Asked,
  order: SearchOrder,
  offset: number,
  limit: number,
): { total: number; window: Ranked[] } {
  const { table } = asked;
  const answer = answerOf(db, asked);
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
      snippets: snippetsOf(utf8Of(bytes(row, "body")), sought),
    };
  });
}

const CLAIM_HIT = `SELECT c.id, a.id AS article_id, a.title, a.outlet, s.name AS origin, c.reliability, c.credibility
  FROM claims c JOIN articles a ON a.key = c.article LEFT JOIN sources s ON s.key = c.origin WHERE c.key = ?`;

function claimHit(
  db: ReadDb,
  key: number,
  score: number,
  terms: Record<ClaimHit["field"], MatchTerm[]>,
): ClaimHit | null {
  const row = first(db, CLAIM_HIT, [key]);
  if (!row) return null;
  const texts = claimTexts(db, key);
  const shown = texts.map(([field, words]) => ({ field, snippets: snippetsOfText(words, terms[field]) }));
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
