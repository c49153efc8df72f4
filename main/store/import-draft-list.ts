import type { DraftField, DraftFilter, DraftItem, DraftItemState, DraftSort } from "../../app/articles/drafts.ts";
import { must } from "../../app/kernel/assert.ts";
import { toHex } from "./identity.ts";
import { DraftColumns, type DraftFacets } from "./import-draft-columns.ts";
import { orderedItems } from "./import-draft-filter.ts";
import { bits, Tags } from "./import-drafts.ts";
import { bytes, first, integer, integerOrNull, integers, type ReadDb, type Row, text, textOrNull } from "./sql.ts";

/** The listings of drafts: each order is worked out once and kept while nothing in it changes, so that scrolling costs nothing. */
export interface DraftList {
  page(
    draft: number,
    filter: DraftFilter,
    sort: readonly DraftSort[],
    offset: number,
    limit: number,
  ): { total: number; rows: DraftItem[] };
  keys(draft: number, filter: DraftFilter, sort: readonly DraftSort[]): Int32Array;
  facets(draft: number, filter: DraftFilter): DraftFacets;
  /** These items of a draft were edited, or became something else; null: more than can be said. */
  touch(draft: number, keys: readonly number[] | null): void;
}

/** Listings and orders kept at a time. */
const KEPT = 6;
/** From so many items on that were edited all are read anew. */
const MANY = 5000;

function keep<Value>(kept: Map<string, Value>, name: string, work: () => Value): Value {
  const known = kept.get(name);
  const value = known ?? work();
  kept.delete(name);
  kept.set(name, value);
  for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest);
  return value;
}

export function makeDraftList(db: ReadDb): DraftList {
  const columns = new Map<number, DraftColumns>();
  const orders = new Map<string, Int32Array>();
  const listings = new Map<string, Int32Array>();

  function columnsOf(draft: number): DraftColumns {
    const known = columns.get(draft) ?? new DraftColumns(db, draft);
    // One draft is looked at at a time.
    if (!columns.has(draft)) columns.clear();
    columns.set(draft, known);
    return known;
  }

  const orderOf = (draft: number, sort: readonly DraftSort[]): Int32Array =>
    sort.length === 0
      ? columnsOf(draft).keys
      : keep(orders, JSON.stringify([draft, sort]), () => Int32Array.from(integers(db, orderedItems(sort), [draft])));

  const keysOf = (draft: number, filter: DraftFilter, sort: readonly DraftSort[]): Int32Array =>
    keep(listings, JSON.stringify([draft, filter, sort]), () =>
      columnsOf(draft).filtered(filter, orderOf(draft, sort)),
    );

  return {
    page(draft, filter, sort, offset, limit) {
      const keys = keysOf(draft, filter, sort);
      return {
        total: keys.length,
        rows: Array.from(keys.subarray(offset, offset + limit), (key) => readItem(db, key)),
      };
    },
    keys: keysOf,
    facets: (draft, filter) => columnsOf(draft).facets(filter),
    touch(draft, keys) {
      orders.clear();
      listings.clear();
      if (keys && keys.length < MANY) columns.get(draft)?.touch(keys);
      else columns.delete(draft);
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
