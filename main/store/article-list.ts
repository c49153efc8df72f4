import type { ArticleFilter, ArticleRow, ArticleSort } from "../../app/articles/model.ts";
import { foldText } from "../../app/text/fold.ts";
import { articleRows } from "./articles.ts";
import { all, column, first, integer, integers, marks, type ReadDb, type SqlValue, textOrNull } from "./sql.ts";

interface Condition {
  readonly where: string;
  readonly parameters: SqlValue[];
}

const functions = new WeakSet<object>();

/** `folded(x)` in SQL: text as search folds it, so that what is typed in a filter finds every spelling. */
function knowFold(db: ReadDb): void {
  if (functions.has(db.connection)) return;
  db.connection.function("folded", { deterministic: true }, (value) =>
    typeof value === "string" ? foldText(value) : "",
  );
  functions.add(db.connection);
}

function oneOfOrNull(name: string, values: readonly (string | null)[]): Condition {
  const named = values.filter((value) => value !== null);
  const parts = [
    ...(named.length > 0 ? [`${name} IN (${marks(named.length)})`] : []),
    ...(named.length < values.length ? [`${name} IS NULL`] : []),
  ];
  return { where: `(${parts.join(" OR ")})`, parameters: named };
}

/** The day after a date as precisely as it is named, so that `after` and `before` exclude it whole. */
const pastOf = (date: string): string => `${date}\u{ffff}`;

function conditionOf(filter: ArticleFilter): Condition {
  const parts: Condition[] = [{ where: "a.withdrawn = 0", parameters: [] }];
  const words = foldText(filter.text ?? "")
    .split(" ")
    .filter(Boolean);
  for (const word of words)
    parts.push({
      where: "instr(folded(a.title || ' ' || ifnull(a.outlet, '') || ' ' || ifnull(a.author, '')), ?) > 0",
      parameters: [word],
    });
  if (filter.states && filter.states.length > 0)
    parts.push({ where: `a.state IN (${marks(filter.states.length)})`, parameters: [...filter.states] });
  if (filter.languages && filter.languages.length > 0) parts.push(oneOfOrNull("a.language", filter.languages));
  if (filter.outlets && filter.outlets.length > 0) parts.push(oneOfOrNull("a.outlet", filter.outlets));
  if (filter.tags && filter.tags.length > 0)
    parts.push({
      where: `a.key IN (SELECT u.article FROM article_tags u WHERE u.tag IN (
        WITH RECURSIVE below (key) AS (SELECT key FROM tags WHERE id IN (${marks(filter.tags.length)})
          UNION SELECT t.key FROM tags t JOIN below b ON t.parent = b.key) SELECT key FROM below))`,
      parameters: [...filter.tags],
    });
  if (filter.after) parts.push({ where: "a.published_key > ?", parameters: [pastOf(filter.after)] });
  if (filter.before) parts.push({ where: "a.published_key < ?", parameters: [filter.before] });
  if (filter.claims) parts.push({ where: filter.claims === "with" ? "a.claims > 0" : "a.claims = 0", parameters: [] });
  return {
    where: parts.map((part) => part.where).join(" AND "),
    parameters: parts.flatMap((part) => part.parameters),
  };
}

const columns: Record<ArticleSort["column"], string> = {
  title: "a.title_key",
  outlet: "a.outlet_key",
  author: "a.author_key",
  publishedAt: "a.published_key",
  language: "a.language",
  state: "CASE a.state WHEN 'unread' THEN 0 WHEN 'in-work' THEN 1 ELSE 2 END",
  claims: "a.claims",
  importedAt: "a.imported_at",
  chars: "a.chars",
};

/** What is not known stands last, whichever way the rest runs. */
function orderOf(sort: readonly ArticleSort[]): string {
  const wanted = sort.length > 0 ? sort : [{ column: "importedAt" as const, descending: true }];
  return [
    ...wanted.map(
      ({ column: name, descending }) => `${columns[name]} ${descending ? "DESC NULLS LAST" : "ASC NULLS LAST"}`,
    ),
    "a.key DESC",
  ].join(", ");
}

/** A window of the library, and how many articles the filter leaves. */
export function listArticles(
  db: ReadDb,
  filter: ArticleFilter,
  sort: readonly ArticleSort[],
  offset: number,
  limit: number,
): { total: number; rows: ArticleRow[] } {
  knowFold(db);
  const { where, parameters } = conditionOf(filter);
  const count = first(db, `SELECT count(*) AS total FROM articles a WHERE ${where}`, parameters);
  // The keys first: sorting a hundred thousand of them is cheap, fetching what the rows show is not.
  const keys = integers(db, `SELECT a.key FROM articles a WHERE ${where} ORDER BY ${orderOf(sort)} LIMIT ? OFFSET ?`, [
    ...parameters,
    limit,
    offset,
  ]);
  return { total: count ? integer(count, "total") : 0, rows: articleRows(db, keys) };
}

/** The ids of all articles that a filter leaves, in order. */
export function listArticleIds(db: ReadDb, filter: ArticleFilter, sort: readonly ArticleSort[]): string[] {
  knowFold(db);
  const { where, parameters } = conditionOf(filter);
  return column(db, `SELECT a.id FROM articles a WHERE ${where} ORDER BY ${orderOf(sort)}`, parameters).map(String);
}

interface Count {
  value: string | null;
  count: number;
}

/** How many articles a filter leaves, by state, language and outlet; each facet leaves its own condition out. */
export function countArticles(
  db: ReadDb,
  filter: ArticleFilter,
): { total: number; states: Count[]; languages: Count[]; outlets: Count[] } {
  knowFold(db);
  const countBy = (name: string, own: ArticleFilter, limit: number): Count[] => {
    const { where, parameters } = conditionOf(own);
    return all(
      db,
      `SELECT a.${name} AS value, count(*) AS count FROM articles a WHERE ${where}
       GROUP BY a.${name} ORDER BY count DESC, value LIMIT ${limit}`,
      parameters,
    ).map((row) => ({ value: textOrNull(row, "value"), count: integer(row, "count") }));
  };
  const { where, parameters } = conditionOf(filter);
  const total = first(db, `SELECT count(*) AS total FROM articles a WHERE ${where}`, parameters);
  return {
    total: total ? integer(total, "total") : 0,
    states: countBy("state", { ...filter, states: undefined }, 10),
    languages: countBy("language", { ...filter, languages: undefined }, 200),
    outlets: countBy("outlet", { ...filter, outlets: undefined }, 1000),
  };
}
