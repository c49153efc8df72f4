import { ArticleState } from "../../app/articles/model.ts";
import type { z } from "../../app/kernel/schema.ts";
import { GroupBy, type GroupOrder, type SearchGroup } from "../../app/search/model.ts";
import { sortKey } from "../../app/text/names.ts";
import { byTitle, newestFirst } from "./found-order.ts";
import { groupColumns } from "./search-group.ts";
import type { Condition } from "./search-plan.ts";
import { articleKeysMatching, stateOf } from "./search.ts";
import { all, first, integer, type ReadDb, text, textOrNull } from "./sql.ts";

type Order = z.infer<typeof GroupOrder>;

/** How often articles have what was asked for, by their keys. */
export interface HitCounts {
  /** Whether it is known, so that nothing needs to be counted. */
  readonly areKnown: boolean;
  /** Null where it is neither known nor quickly counted. */
  of(keys: readonly number[]): ReadonlyMap<number, number> | null;
}

const NO_HITS: HitCounts = { areKnown: false, of: () => null };

export interface Groups {
  readonly total: number;
  readonly articles: number;
  readonly groups: SearchGroup[];
  readonly none: { readonly articles: number; readonly hits: number | null } | null;
}

/** A group while it is counted. */
interface Counted {
  readonly key: string;
  readonly name: string;
  articles: number;
  hits: number | null;
  /** Of a family: the article that stands for it. */
  shown: number;
  isOrigin: boolean;
  date: string | null;
}

interface Grouped {
  readonly articles: number;
  readonly counted: Counted[];
  readonly none: { articles: number; hits: number | null };
  readonly orders: Map<Order, Counted[]>;
}

const FOUND = "FROM json_each(?) w CROSS JOIN articles a ON a.key = w.value";

/** Rows of an article and one group of it: a row each, or several, or none. */
const pairs: Record<Exclude<GroupBy, "article">, string> = {
  outlet: `SELECT a.key AS article, ${groupColumns.outlet} AS value ${FOUND}`,
  language: `SELECT a.key AS article, ${groupColumns.language} AS value ${FOUND}`,
  month: `SELECT a.key AS article, ${groupColumns.month} AS value ${FOUND}`,
  year: `SELECT a.key AS article, ${groupColumns.year} AS value ${FOUND}`,
  state: `SELECT a.key AS article, ${groupColumns.state} AS value ${FOUND}`,
  family: `SELECT a.key AS article, f.id AS value, o.title_key AS name, f.origin = a.key AS is_origin, a.published_key AS date
    ${FOUND} CROSS JOIN family_members m ON m.article = a.key CROSS JOIN families f ON f.key = m.family
    CROSS JOIN articles o ON o.key = f.origin`,
  source: `SELECT DISTINCT c.article, r.id AS value, r.name_key AS name FROM json_each(?) w
    CROSS JOIN claims c ON c.article = w.value CROSS JOIN hops h ON h.claim = c.key CROSS JOIN sources s ON s.key = h.source
    CROSS JOIN sources r ON r.key = s.root`,
  origin: `SELECT DISTINCT c.article, r.id AS value, r.name_key AS name FROM json_each(?) w
    CROSS JOIN claims c ON c.article = w.value CROSS JOIN sources s ON s.key = c.origin
    CROSS JOIN sources r ON r.key = s.root`,
};

const isEarlier = (date: string | null, other: string | null): boolean =>
  date !== null && (other === null || date < other);

/** What sorts a group by name: keys of dates and states stand for themselves, of the rest a sort key. */
function nameOf(by: GroupBy, key: string): string {
  if (by === "state") return String(ArticleState.options.findIndex((state) => state === key));
  return by === "outlet" ? sortKey(key) : key;
}

/** Articles as groups of one, the newest first: what they are called is looked up for those that are shown. */
function eachAlone(db: ReadDb, keys: readonly number[], hits: ReadonlyMap<number, number> | null): Grouped {
  const counted = Array.from(newestFirst(db, keys), (key) => ({
    ...ALONE,
    hits: hits && (hits.get(key) ?? 0),
    shown: key,
  }));
  return { articles: keys.length, counted, none: { articles: 0, hits: hits && 0 }, orders: new Map() };
}

const ALONE = { key: "", name: "", articles: 1, isOrigin: false, date: null };

function group(db: ReadDb, by: GroupBy, keys: readonly number[], hitsOf: HitCounts): Grouped {
  const hits = hitsOf.of(keys);
  if (by === "article") return eachAlone(db, keys, hits);
  const groups = new Map<string, Counted>();
  const inNone = new Set(keys);
  for (const row of all(db, pairs[by], [JSON.stringify(keys)])) {
    const value = textOrNull(row, "value");
    if (value === null) continue;
    const article = integer(row, "article");
    inNone.delete(article);
    let found = groups.get(value);
    if (!found) {
      const name = "name" in row ? text(row, "name") : nameOf(by, value);
      found = { key: value, name, articles: 0, hits: hits && 0, shown: article, isOrigin: false, date: null };
      groups.set(value, found);
    }
    found.articles += 1;
    if (hits && found.hits !== null) found.hits += hits.get(article) ?? 0;
    if (by !== "family") continue;
    const date = textOrNull(row, "date");
    const isOrigin = integer(row, "is_origin") === 1;
    if (found.articles > 1 && !isOrigin && (found.isOrigin || !isEarlier(date, found.date))) continue;
    Object.assign(found, { shown: article, isOrigin, date });
  }
  const none = { articles: inNone.size, hits: hits && sum(inNone, hits) };
  return { articles: keys.length, counted: [...groups.values()], none, orders: new Map() };
}

function sum(keys: Iterable<number>, hits: ReadonlyMap<number, number>): number {
  let total = 0;
  for (const key of keys) total += hits.get(key) ?? 0;
  return total;
}

function byName(a: Counted, b: Counted): number {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return a.key < b.key ? -1 : 1;
}

const byCount = (a: Counted, b: Counted): number =>
  b.articles - a.articles || (b.hits ?? 0) - (a.hits ?? 0) || byName(a, b);

function orderedBy(db: ReadDb, by: GroupBy, { counted, orders }: Grouped, order: Order): Counted[] {
  let known = orders.get(order);
  if (known) return known;
  if (by === "article" && order === "name") {
    const groups = new Map(counted.map((each) => [each.shown, each]));
    known = [...byTitle(db, [...groups.keys()])].flatMap((key) => groups.get(key) ?? []);
  } else known = counted.toSorted(order === "name" ? byName : byCount);
  orders.set(order, known);
  return known;
}

const LABELS = {
  source: "SELECT s.id AS key, s.name AS label FROM json_each(?) w CROSS JOIN sources s ON s.id = w.value",
  family: `SELECT f.id AS key, '' AS label, (SELECT count(*) FROM family_members m JOIN articles a ON a.key = m.article
      WHERE m.family = f.key AND a.withdrawn = 0) AS size
    FROM json_each(?) w CROSS JOIN families f ON f.id = w.value`,
};
const SHOWN = "SELECT id, title FROM articles WHERE key = ?";

/** Groups as they are shown: only those of a window are looked up. */
function shown(db: ReadDb, by: GroupBy, window: readonly Counted[]): SearchGroup[] {
  const kind = by === "family" ? by : by === "source" || by === "origin" ? "source" : null;
  const ids = JSON.stringify(window.map(({ key }) => key));
  const rows = new Map(kind ? all(db, LABELS[kind], [ids]).map((row) => [text(row, "key"), row]) : []);
  return window.map(({ key, articles, hits, shown: article }) => {
    const row = rows.get(key);
    const base = { key, label: row ? text(row, "label") : key, articles, hits, size: null, articleId: null };
    if (by !== "article" && by !== "family") return base;
    const stands = first(db, SHOWN, [article]) ?? {};
    const [id, label] = [text(stands, "id"), text(stands, "title")];
    if (by === "article") return { ...base, key: id, label, articleId: id };
    return { ...base, label, size: row ? integer(row, "size") : null, articleId: id };
  });
}

const kept = new WeakMap<object, Map<string, { state: string; grouped: Grouped }>>();
const KEPT = 4;

/** Counted once and kept while nothing changes, so that scrolling through groups costs nothing. */
function groupedBy(db: ReadDb, query: string, by: GroupBy, within: Condition | null, hitsOf: HitCounts): Grouped {
  let known = kept.get(db.connection);
  if (!known) kept.set(db.connection, (known = new Map()));
  const name = JSON.stringify([query, by, within, hitsOf.areKnown]);
  const state = stateOf(db);
  const before = known.get(name);
  if (before?.state === state) return before.grouped;
  const grouped = group(db, by, articleKeysMatching(db, query, within) ?? [], hitsOf);
  known.delete(name);
  known.set(name, { state, grouped });
  for (const oldest of known.keys()) if (known.size > KEPT) known.delete(oldest);
  return grouped;
}

/** A window of the groups of what a query finds. Refuses a wrong query. */
export function searchGroups(
  db: ReadDb,
  { query, by, within }: { query: string; by: GroupBy; within: Condition | null },
  order: Order,
  offset: number,
  limit: number,
  hitsOf: HitCounts = NO_HITS,
): Groups {
  const grouped = groupedBy(db, query, by, within, hitsOf);
  const window = orderedBy(db, by, grouped, order).slice(offset, offset + limit);
  return {
    total: grouped.counted.length,
    articles: grouped.articles,
    groups: shown(db, by, window),
    none: grouped.none.articles > 0 ? grouped.none : null,
  };
}
