import type { DraftField, DraftFilter, DraftItem, DraftItemState, DraftSort } from "../../app/articles/drafts.ts";
import { must } from "../../app/kernel/assert.ts";
import { toHex } from "./identity.ts";
import { conditionOfDraft, orderOfDraft } from "./import-draft-filter.ts";
import { bits, Tags } from "./import-drafts.ts";
import { all, bytes, first, integer, integerOrNull, integers, type ReadDb, type Row, text, textOrNull } from "./sql.ts";

interface Count {
  value: string | null;
  count: number;
}

export interface DraftFacets {
  total: number;
  states: Count[];
  outlets: Count[];
  languages: Count[];
  folders: Count[];
  leftOut: number;
  corrected: number;
  undated: number;
}

/** The listings of drafts: each order is worked out once and kept while no draft changes, so that scrolling costs nothing. */
export interface DraftList {
  page(
    draft: number,
    filter: DraftFilter,
    sort: readonly DraftSort[],
    offset: number,
    limit: number,
  ): { total: number; rows: DraftItem[] };
  ids(draft: number, filter: DraftFilter, sort: readonly DraftSort[]): string[];
  /** How many items a filter leaves, by what is asked of them; each facet leaves its own condition out. */
  facets(draft: number, filter: DraftFilter): DraftFacets;
  /** Something in a draft, or of the articles that it speaks of, changed. */
  forget(): void;
}

/** Listings kept at a time. */
const KEPT = 4;

function keep<Value>(kept: Map<string, Value>, name: string, work: () => Value): Value {
  const known = kept.get(name);
  const value = known ?? work();
  kept.delete(name);
  kept.set(name, value);
  for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest);
  return value;
}

export function makeDraftList(db: ReadDb): DraftList {
  const orders = new Map<string, Int32Array>();
  const counts = new Map<string, DraftFacets>();

  const keysOf = (draft: number, filter: DraftFilter, sort: readonly DraftSort[]): Int32Array =>
    keep(orders, JSON.stringify([draft, filter, sort]), () => {
      const { where, parameters } = conditionOfDraft(draft, filter);
      const { order, needsFile } = orderOfDraft(sort);
      return Int32Array.from(
        integers(
          db,
          `SELECT i.key FROM import_draft_items i ${needsFile ? "JOIN import_draft_files f ON f.key = i.file" : ""}
           WHERE ${where} ORDER BY ${order}`,
          parameters,
        ),
      );
    });

  return {
    page(draft, filter, sort, offset, limit) {
      const keys = keysOf(draft, filter, sort);
      return {
        total: keys.length,
        rows: Array.from(keys.subarray(offset, offset + limit), (key) => readItem(db, key)),
      };
    },
    ids: (draft, filter, sort) => Array.from(keysOf(draft, filter, sort), String),
    facets: (draft, filter) => keep(counts, JSON.stringify([draft, filter]), () => countItems(db, draft, filter)),
    forget() {
      orders.clear();
      counts.clear();
    },
  };
}

/** The fields that can be corrected, by their columns. */
const fields: readonly (readonly [DraftField, string])[] = [
  ["title", "stated_title"],
  ["outlet", "stated_outlet"],
  ["author", "stated_author"],
  ["publishedAt", "stated_published_at"],
  ["language", "stated_language"],
];

function readItem(db: ReadDb, key: number): DraftItem {
  const row = must(
    first(
      db,
      `SELECT i.key, f.path, i.member, i.line, i.state, i.title, i.outlet, i.author, i.published_at, i.language, i.tags,
         i.corrected, i.stated_title, i.stated_outlet, i.stated_author, i.stated_published_at, i.stated_language,
         i.left_out, i.chars, i.original, i.code, d.url, d.excerpt, d.message, a.id AS article, a.title AS article_title,
         t.key AS twin, t.title AS twin_title, g.path AS twin_path
       FROM import_draft_items i JOIN import_draft_files f ON f.key = i.file
         JOIN import_draft_details d ON d.item = i.key LEFT JOIN articles a ON a.key = i.article
         LEFT JOIN import_draft_items t ON t.key = i.twin LEFT JOIN import_draft_files g ON g.key = t.file
       WHERE i.key = ?`,
      [key],
    ),
    `item ${key} is in its draft`,
  );
  return toItem(row);
}

function toItem(row: Row): DraftItem {
  const corrected = integer(row, "corrected");
  const tags = text(row, "tags");
  const article = textOrNull(row, "article");
  const twin = integerOrNull(row, "twin");
  return {
    id: String(integer(row, "key")),
    path: text(row, "path"),
    member: textOrNull(row, "member"),
    line: integerOrNull(row, "line"),
    state: text(row, "state") as DraftItemState,
    title: text(row, "title"),
    outlet: textOrNull(row, "outlet"),
    author: textOrNull(row, "author"),
    publishedAt: textOrNull(row, "published_at"),
    language: textOrNull(row, "language"),
    url: textOrNull(row, "url"),
    tags: tags === "" ? [] : Tags.parse(JSON.parse(tags)),
    stated: Object.fromEntries(
      fields.filter(([field]) => corrected & bits[field]).map(([field, column]) => [field, textOrNull(row, column)]),
    ),
    leftOut: integer(row, "left_out") === 1,
    chars: integer(row, "chars"),
    excerpt: text(row, "excerpt"),
    sha256: row["original"] === null ? null : toHex(bytes(row, "original")),
    article: article === null ? null : { id: article, title: text(row, "article_title") },
    twin: twin === null ? null : { id: String(twin), title: text(row, "twin_title"), path: text(row, "twin_path") },
    code: textOrNull(row, "code"),
    message: textOrNull(row, "message"),
  };
}

function countItems(db: ReadDb, draft: number, filter: DraftFilter): DraftFacets {
  const countBy = (column: string, own: DraftFilter, join = ""): Count[] => {
    const { where, parameters } = conditionOfDraft(draft, own);
    return all(
      db,
      `SELECT ${column} AS value, count(*) AS count FROM import_draft_items i ${join} WHERE ${where}
       GROUP BY ${column} ORDER BY count DESC, value LIMIT 1000`,
      parameters,
    ).map((row) => ({ value: textOrNull(row, "value"), count: integer(row, "count") }));
  };
  const total = (own: DraftFilter): number => {
    const { where, parameters } = conditionOfDraft(draft, own);
    const row = first(db, `SELECT count(*) AS total FROM import_draft_items i WHERE ${where}`, parameters);
    return row ? integer(row, "total") : 0;
  };
  return {
    total: total(filter),
    states: countBy("i.state", { ...filter, states: undefined }),
    outlets: countBy("i.outlet", { ...filter, outlets: undefined }),
    languages: countBy("i.language", { ...filter, languages: undefined }),
    folders: countBy("f.folder", { ...filter, folder: undefined }, "JOIN import_draft_files f ON f.key = i.file"),
    leftOut: total({ ...filter, leftOut: true }),
    corrected: total({ ...filter, corrected: true }),
    undated: total({ ...filter, undated: true }),
  };
}
