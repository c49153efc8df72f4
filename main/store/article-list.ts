import type { ArticleFilter, ArticleRow, ArticleSort } from "../../app/articles/model.ts";
import type { CollectionOverview } from "../../app/articles/overview.ts";
import type { Change } from "../../app/ledger/model.ts";
import { conditionOf, tableOf } from "./article-filter.ts";
import { articleId, articleIds, articleKey, articleRows } from "./articles.ts";
import { makeCollection } from "./collection-overview.ts";
import { all, first, integer, integers, type ReadDb, text, textOrNull } from "./sql.ts";

const columns: Record<ArticleSort["column"], string> = {
  title: "a.title_key",
  outlet: "a.outlet_key",
  author: "a.author_key",
  publishedAt: "a.published_key",
  language: "a.language",
  state: "CASE a.state WHEN 'unread' THEN 0 WHEN 'in-work' THEN 1 ELSE 2 END",
  claims: "a.claims",
  // Articles get their keys in the order in which they come in.
  importedAt: "a.key",
  chars: "a.chars",
};

const neverUnknown = new Set<ArticleSort["column"]>(["title", "state", "claims", "importedAt", "chars"]);

/**
 * What is not known stands last, whichever way the rest runs. Ties run the way of the last column, and nothing is said
 * of unknowns where there are none, so that an index can give the order.
 */
function orderOf(sort: readonly ArticleSort[]): string {
  const wanted = sort.length > 0 ? sort : [{ column: "importedAt" as const, descending: true }];
  const parts = wanted.map(({ column: name, descending }) => {
    const direction = descending ? "DESC" : "ASC";
    return neverUnknown.has(name) ? `${columns[name]} ${direction}` : `${columns[name]} ${direction} NULLS LAST`;
  });
  return [...parts, `a.key ${wanted.at(-1)?.descending ? "DESC" : "ASC"}`].join(", ");
}

/**
 * One line a family: its origin, or where that is not listed the first that is. The others of a family that is opened stand
 * below its line, in their order.
 */
function collapse(db: ReadDb, keys: Int32Array, opened: readonly string[]): Int32Array {
  const families = new Map<number, { family: number; isOrigin: boolean; isOpened: boolean }>();
  for (const row of all(
    db,
    "SELECT m.article, m.family, f.origin = m.article AS is_origin, f.id FROM family_members m JOIN families f ON f.key = m.family",
  ))
    families.set(integer(row, "article"), {
      family: integer(row, "family"),
      isOrigin: integer(row, "is_origin") === 1,
      isOpened: opened.includes(text(row, "id")),
    });
  if (families.size === 0) return keys;
  /** The article that stands for a family, and the others in their order. */
  const lines = new Map<number, { shown: number; others: number[] }>();
  for (const key of keys) {
    const known = families.get(key);
    if (!known) continue;
    const line = lines.get(known.family);
    if (!line) lines.set(known.family, { shown: key, others: [] });
    else if (known.isOrigin) {
      line.others.unshift(line.shown);
      line.shown = key;
    } else line.others.push(key);
  }
  const collapsed: number[] = [];
  for (const key of keys) {
    const known = families.get(key);
    const line = known && lines.get(known.family);
    if (!line) collapsed.push(key);
    else if (line.shown === key) collapsed.push(key, ...(known.isOpened ? line.others : []));
  }
  return Int32Array.from(collapsed);
}

interface Count {
  value: string | null;
  count: number;
}

export interface ArticleFacets {
  total: number;
  states: Count[];
  languages: Count[];
  outlets: Count[];
}

/** The library's listings: each order is worked out once and kept while nothing changes, so that scrolling costs nothing. */
export interface ArticleList {
  page(
    filter: ArticleFilter,
    sort: readonly ArticleSort[],
    offset: number,
    limit: number,
  ): { total: number; rows: ArticleRow[] };
  ids(filter: ArticleFilter, sort: readonly ArticleSort[]): string[];
  neighbours(
    id: string,
    filter: ArticleFilter,
    sort: readonly ArticleSort[],
  ): { previous: string | null; next: string | null; index: number | null; total: number };
  /** How many articles a filter leaves, by state, language and outlet; each facet leaves its own condition out. */
  facets(filter: ArticleFilter): ArticleFacets;
  /** The same in more counts, and those of what is missing; each chart leaves the condition on its own field out. */
  overview(filter: ArticleFilter, limits: { outlets: number; languages: number }): CollectionOverview;
  /** Articles or their tags changed, or only how many claims they have: what exactly, the changes say. */
  forget(what: "articles" | "claims", changes: readonly Change[]): void;
}

/** Listings kept at a time: the library's, and that of the reader beside it. */
const KEPT = 4;

/** The value kept under a name, worked out where there is none; the one asked for longest ago makes room. */
function keep<Value>(kept: Map<string, Value>, name: string, work: () => Value): Value {
  const known = kept.get(name);
  const value = known ?? work();
  kept.delete(name);
  kept.set(name, value);
  for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest);
  return value;
}

export function makeArticleList(db: ReadDb): ArticleList {
  const orders = new Map<string, Int32Array>();
  const counts = new Map<string, ArticleFacets>();
  const overviews = new Map<string, CollectionOverview>();
  const collection = makeCollection(db);

  const keysOf = (filter: ArticleFilter, sort: readonly ArticleSort[]): Int32Array =>
    keep(orders, JSON.stringify([filter, sort]), () => {
      const { where, parameters } = conditionOf(filter);
      const keys = Int32Array.from(
        integers(db, `SELECT a.key FROM articles a WHERE ${where} ORDER BY ${orderOf(sort)}`, parameters),
      );
      return filter.collapsed ? collapse(db, keys, filter.opened ?? []) : keys;
    });

  const idOf = (key: number | undefined): string | null => (key === undefined ? null : articleId(db, key));

  return {
    page(filter, sort, offset, limit) {
      const keys = keysOf(filter, sort);
      return { total: keys.length, rows: articleRows(db, keys.subarray(offset, offset + limit)) };
    },
    ids: (filter, sort) => articleIds(db, keysOf(filter, sort)),
    neighbours(id, filter, sort) {
      const keys = keysOf(filter, sort);
      const at = keys.indexOf(articleKey(db, id) ?? -1);
      return {
        previous: at > 0 ? idOf(keys[at - 1]) : null,
        next: at === -1 ? null : idOf(keys[at + 1]),
        index: at === -1 ? null : at,
        total: keys.length,
      };
    },
    facets: (filter) => keep(counts, JSON.stringify(filter), () => countArticles(db, filter)),
    overview: (filter, limits) =>
      keep(overviews, JSON.stringify([filter, limits]), () => collection.overview(filter, limits)),
    forget(what, changes) {
      collection.follow(changes);
      overviews.clear();
      for (const kept of [orders, counts])
        for (const name of kept.keys()) if (what === "articles" || name.includes('"claims"')) kept.delete(name);
    },
  };
}

function countArticles(db: ReadDb, filter: ArticleFilter): ArticleFacets {
  const countBy = (name: string, own: ArticleFilter, limit: number): Count[] => {
    const { where, parameters } = conditionOf(own);
    return all(
      db,
      `SELECT a.${name} AS value, count(*) AS count FROM ${tableOf(own)} WHERE ${where}
       GROUP BY a.${name} ORDER BY count DESC, value LIMIT ${limit}`,
      parameters,
    ).map((row) => ({ value: textOrNull(row, "value"), count: integer(row, "count") }));
  };
  const { where, parameters } = conditionOf(filter);
  const total = first(db, `SELECT count(*) AS total FROM ${tableOf(filter)} WHERE ${where}`, parameters);
  return {
    total: total ? integer(total, "total") : 0,
    states: countBy("state", { ...filter, states: undefined }, 10),
    languages: countBy("language", { ...filter, languages: undefined }, 200),
    outlets: countBy("outlet", { ...filter, outlets: undefined }, 1000),
  };
}
