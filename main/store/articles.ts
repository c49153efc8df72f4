import { shownPath } from "../../app/articles/members.ts";
import type { Article, ArticleRow, ArticleState, Provenance, TextVersion } from "../../app/articles/model.ts";
import { must } from "../../app/kernel/assert.ts";
import { z } from "../../app/kernel/schema.ts";
import { sortKey } from "../../app/text/names.ts";
import { readBlocks } from "./blocks.ts";
import { textOfStored } from "./body-encoding.ts";
import { familyRefOf } from "./families.ts";
import { toHex } from "./identity.ts";
import { refreshLooksOfArticles } from "./looks.ts";
import { objectTable } from "./object-table.ts";
import { indexArticle, indexNewArticle, unindexArticle } from "./search.ts";
import {
  all,
  bytes,
  first,
  integer,
  integerOrNull,
  oneOf,
  type ReadDb,
  type Row,
  run,
  text,
  textOrNull,
  type WriteDb,
} from "./sql.ts";
import { setTags, tagIdsOf, tagsOf } from "./tags.ts";

const STATES = ["unread", "in-work", "done"] as const satisfies readonly ArticleState[];

/** An article as the ledger keeps it: texts by their hashes. */
export const ArticleValue = z.object({
  title: z.string(),
  outlet: z.string().nullable(),
  author: z.string().nullable(),
  publishedAt: z.string().nullable(),
  language: z.string().nullable(),
  url: z.string().nullable(),
  state: z.enum(STATES),
  tags: z.array(z.string()),
  /** The number of the version that is read. */
  version: z.number().int(),
  /** SHA-256 of the working text and of the original. */
  text: z.string(),
  original: z.string(),
});
export type ArticleValue = z.infer<typeof ArticleValue>;

/** The UTC key by which dates sort; a date without a time stands before the instants of its day. */
export const publishedKey = (publishedAt: string | null): string | null =>
  publishedAt !== null && publishedAt.length > 10 ? new Date(publishedAt).toISOString() : publishedAt;

/** A text as it sorts and as a filter looks into it. What would tell equal folds apart is the text beside it. */
export const keyOf = (value: string): string => sortKey(value).split("\u0001", 1)[0] ?? "";
const keyOrNull = (value: string | null): string | null => (value === null ? null : keyOf(value));

export const articleObject = objectTable(ArticleValue, {
  read(db, id) {
    const row = first(
      db,
      `SELECT a.key, a.title, a.outlet, a.author, a.published_at, a.language, a.url, a.state, a.version,
         v.text_sha256, o.sha256 AS original
       FROM articles a JOIN text_versions v ON v.article = a.key AND v.number = a.version
       JOIN originals o ON o.key = v.original WHERE a.id = ? AND a.withdrawn = 0`,
      [id],
    );
    return (
      row && {
        title: text(row, "title"),
        outlet: textOrNull(row, "outlet"),
        author: textOrNull(row, "author"),
        publishedAt: textOrNull(row, "published_at"),
        language: textOrNull(row, "language"),
        url: textOrNull(row, "url"),
        state: oneOf(row, "state", STATES),
        tags: tagIdsOf(db, "article", integer(row, "key")),
        version: integer(row, "version"),
        text: toHex(bytes(row, "text_sha256")),
        original: toHex(bytes(row, "original")),
      }
    );
  },
  write(db, id, value) {
    const row = must(
      first(db, "SELECT key, title, outlet, version, withdrawn, claims FROM articles WHERE id = ?", [id]),
      `article ${id} has a row, withdrawn or not`,
    );
    const key = integer(row, "key");
    const shown = integer(row, "withdrawn") === 0;
    if (value === null) {
      run(db, "UPDATE articles SET withdrawn = 1 WHERE key = ?", [key]);
      if (shown) unindexArticle(db, key);
      // A tag that was made with it may go with it.
      setTags(db, "article", key, []);
      return;
    }
    run(
      db,
      `UPDATE articles SET title = ?, outlet = ?, author = ?, published_at = ?, language = ?, url = ?, state = ?,
         version = ?, chars = (SELECT chars FROM text_versions v WHERE v.article = articles.key AND v.number = ?8),
         title_key = ?, outlet_key = ?, author_key = ?, published_key = ?, withdrawn = 0 WHERE key = ?`,
      [
        value.title,
        value.outlet,
        value.author,
        value.publishedAt,
        value.language,
        value.url,
        value.state,
        value.version,
        keyOf(value.title),
        keyOrNull(value.outlet),
        keyOrNull(value.author),
        publishedKey(value.publishedAt),
        key,
      ],
    );
    setTags(db, "article", key, value.tags);
    // What an outlet reports by itself goes back to it, or to its family.
    if (textOrNull(row, "outlet") !== value.outlet) refreshLooksOfArticles(db, [key]);
    if (!shown || integer(row, "version") !== value.version || text(row, "title") !== value.title) {
      if (shown) unindexArticle(db, key);
      indexArticle(db, key, value.title, textOf(db, key, value.version));
    }
  },
  label: (value) => value.title,
});

/** The article (and version) that a text with this identity came in as before; an undone import does not count. */
export function findDuplicate(
  db: ReadDb,
  identity: Uint8Array,
): { id: string; title: string; language: string | null } | null {
  // Of an import most are new, and this asks one index alone.
  if (!first(db, "SELECT key FROM text_versions WHERE identity = ?", [identity])) return null;
  const row = first(
    db,
    `SELECT a.id, a.title, a.language FROM text_versions v JOIN articles a ON a.key = v.article
     WHERE v.identity = ? AND a.withdrawn = 0 AND v.number <= a.version`,
    [identity],
  );
  return row && { id: text(row, "id"), title: text(row, "title"), language: textOrNull(row, "language") };
}

/** Whether a text with this identity came from this very place in this file since `since`; and as which version of its article. */
export function cameFrom(
  db: ReadDb,
  identity: Uint8Array,
  place: { path: string; member: string | null; line: number | null },
  since: string,
): number | null {
  const row = first(
    db,
    `SELECT v.number FROM text_versions v JOIN articles a ON a.key = v.article JOIN files f ON f.key = v.file
     WHERE v.identity = ? AND f.path = ? AND v.member IS ? AND v.line IS ? AND v.imported_at >= ? AND a.withdrawn = 0`,
    [identity, place.path, place.member, place.line, since],
  );
  return row && integer(row, "number");
}

/** The article that came from this place before: its key and id, and when its newest text came in. */
export function findByPlace(db: ReadDb, place: string): { key: number; id: string; importedAt: string } | null {
  if (!first(db, "SELECT key FROM articles WHERE place = ?", [place])) return null;
  const row = first(
    db,
    `SELECT a.key, a.id, v.imported_at FROM articles a JOIN text_versions v ON v.article = a.key AND v.number = a.version
     WHERE a.place = ? AND a.withdrawn = 0 ORDER BY a.key DESC LIMIT 1`,
    [place],
  );
  return row && { key: integer(row, "key"), id: text(row, "id"), importedAt: text(row, "imported_at") };
}

/** A text as it is stored: hashed, folded and encoded before the transaction, which holds others up. */
export interface NewText {
  /** As `body-encoding.ts` stores it. */
  readonly body: Uint8Array;
  /** UTF-16 units. */
  readonly chars: number;
  readonly textSha256: Uint8Array;
  readonly identity: Uint8Array;
  /** As `blocks.ts` writes them. */
  readonly blocks: string;
  /** What the search index holds of title and text, in UTF-8. */
  readonly words: Uint8Array;
  readonly original: number;
  readonly file: number;
  /** Its path within the file, where it is a part of it. */
  readonly member: string | null;
  readonly line: number | null;
  readonly encoding: string | null;
  readonly importedAt: string;
}

const insertVersion = (db: WriteDb, article: number, number: number, version: NewText): void =>
  void run(
    db,
    `INSERT INTO text_versions
       (article, number, text_sha256, identity, original, file, member, line, encoding, imported_at, chars, blocks, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      article,
      number,
      version.textSha256,
      version.identity,
      version.original,
      version.file,
      version.member,
      version.line,
      version.encoding,
      version.importedAt,
      version.chars,
      version.blocks,
      version.body,
    ],
  );

/** Stores and indexes a new article with its first text; the caller notes the change in the ledger. */
export function insertArticle(
  db: WriteDb,
  id: string,
  value: ArticleValue,
  place: string | null,
  version: NewText,
): void {
  const { key } = run(
    db,
    `INSERT INTO articles (id, title, outlet, author, published_at, language, url, state, place, imported_at, version, chars,
       title_key, outlet_key, author_key, published_key)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?)`,
    [
      id,
      value.title,
      value.outlet,
      value.author,
      value.publishedAt,
      value.language,
      value.url,
      value.state,
      place,
      version.importedAt,
      version.chars,
      keyOf(value.title),
      keyOrNull(value.outlet),
      keyOrNull(value.author),
      publishedKey(value.publishedAt),
    ],
  );
  if (value.tags.length > 0) setTags(db, "article", key, value.tags);
  insertVersion(db, key, 1, version);
  indexNewArticle(db, key, version.words);
}

/** Stores a further text of an article and returns its number; the article shows it once the ledger's value says so. */
export function addVersion(db: WriteDb, article: number, version: NewText): number {
  const row = first(db, "SELECT max(number) AS last FROM text_versions WHERE article = ?", [article]);
  const number = (row ? integer(row, "last") : 0) + 1;
  insertVersion(db, article, number, version);
  return number;
}

/** The working text of one version. */
export function textOf(db: ReadDb, article: number, number: number): string {
  const row = must(
    first(db, "SELECT body FROM text_versions WHERE article = ? AND number = ?", [article, number]),
    `article ${article} has version ${number}`,
  );
  return textOfStored(bytes(row, "body"));
}

/** An article's key, current version and the text of the version asked for; null where there is none. */
export function findText(
  db: ReadDb,
  id: string,
  version?: string,
): { key: number; version: number; text: string; outlet: string | null } | null {
  const row = first(
    db,
    `SELECT a.key, a.outlet, v.number FROM articles a JOIN text_versions v ON v.article = a.key
     WHERE a.id = ?1 AND a.withdrawn = 0 AND v.number = ifnull(?2, a.version)`,
    [id, version === undefined ? null : Number(version)],
  );
  if (!row) return null;
  const key = integer(row, "key");
  const number = integer(row, "number");
  return { key, version: number, text: textOf(db, key, number), outlet: textOrNull(row, "outlet") };
}

const ARTICLE = `a.key, a.id, a.title, a.outlet, a.author, a.published_at, a.language, a.state, a.claims, a.imported_at,
  a.chars, f.path, v.member, o.sha256 AS original_sha256`;
const FROM = `FROM articles a JOIN text_versions v ON v.article = a.key JOIN files f ON f.key = v.file
  JOIN originals o ON o.key = v.original`;

/** The library's lines for these keys, in their order. */
export function articleRows(db: ReadDb, keys: Int32Array): ArticleRow[] {
  return Array.from(keys, (key) => {
    const row = first(db, `SELECT ${ARTICLE} ${FROM} WHERE a.key = ? AND v.number = a.version`, [key]);
    return toArticleRow(db, must(row, `article ${key} has its version`));
  });
}

function toArticleRow(db: ReadDb, row: Row): ArticleRow {
  return {
    id: text(row, "id"),
    title: text(row, "title"),
    outlet: textOrNull(row, "outlet"),
    author: textOrNull(row, "author"),
    publishedAt: textOrNull(row, "published_at"),
    language: textOrNull(row, "language"),
    state: oneOf(row, "state", STATES),
    tags: tagsOf(db, "article", integer(row, "key")),
    claims: integer(row, "claims"),
    importedAt: text(row, "imported_at"),
    chars: integer(row, "chars"),
    path: shownPath({ path: text(row, "path"), member: textOrNull(row, "member") }),
    sha256: toHex(bytes(row, "original_sha256")),
    family: familyRefOf(db, integer(row, "key")),
  };
}

const toVersion = (row: Row): TextVersion => ({
  id: String(integer(row, "number")),
  number: integer(row, "number"),
  sha256: toHex(bytes(row, "text_sha256")),
  importedAt: text(row, "imported_at"),
  claims: integer(row, "claims"),
});

const toProvenance = (row: Row): Provenance => ({
  path: text(row, "path"),
  member: textOrNull(row, "member"),
  line: integerOrNull(row, "line"),
  fileSha256: toHex(bytes(row, "file_sha256")),
  sha256: toHex(bytes(row, "original_sha256")),
  bytes: integer(row, "original_bytes"),
  encoding: textOrNull(row, "encoding"),
});

/** An article with one version of its text, its newest if none is named; null where there is none. */
export function findArticle(db: ReadDb, id: string, version?: string): Article | null {
  const row = first(
    db,
    `SELECT ${ARTICLE}, a.url, a.position, v.number, v.line, v.encoding, v.blocks, v.body,
       f.sha256 AS file_sha256, o.bytes AS original_bytes ${FROM}
     WHERE a.id = ?1 AND a.withdrawn = 0 AND v.number = ifnull(?2, a.version)`,
    [id, version === undefined ? null : Number(version)],
  );
  if (!row) return null;
  // A version whose import was undone shows only where claims of somebody else stand on it.
  const versions = all(
    db,
    `SELECT v.number, v.text_sha256, v.imported_at, v.number <= a.version AS stands,
       (SELECT count(DISTINCT s.claim) FROM claim_spans s WHERE s.article = v.article AND s.version = v.number) AS claims
     FROM text_versions v JOIN articles a ON a.key = v.article WHERE a.key = ? ORDER BY v.number`,
    [integer(row, "key")],
  ).filter((each) => integer(each, "stands") === 1 || integer(each, "claims") > 0);
  return {
    ...toArticleRow(db, row),
    url: textOrNull(row, "url"),
    provenance: toProvenance(row),
    versions: versions.map(toVersion),
    version: String(integer(row, "number")),
    text: textOfStored(bytes(row, "body")),
    blocks: readBlocks(text(row, "blocks")),
    position: integer(row, "position"),
  };
}

/** The key of an article's kept original. */
export function originalKeyOf(db: ReadDb, id: string, version?: string): number | null {
  const row = first(
    db,
    `SELECT v.original FROM articles a JOIN text_versions v ON v.article = a.key
     WHERE a.id = ?1 AND v.number = ifnull(?2, a.version)`,
    [id, version === undefined ? null : Number(version)],
  );
  return row && integer(row, "original");
}

export function articleId(db: ReadDb, key: number): string {
  return text(must(first(db, "SELECT id FROM articles WHERE key = ?", [key]), `article ${key} is there`), "id");
}

/** The ids of many articles, in the order of their keys as given: one pass over the table instead of a look-up each. */
export function articleIds(db: ReadDb, keys: Int32Array): string[] {
  if (keys.length < 1000) return Array.from(keys, (key) => articleId(db, key));
  const ids = new Map(all(db, "SELECT key, id FROM articles").map((row) => [integer(row, "key"), text(row, "id")]));
  return Array.from(keys, (key) => must(ids.get(key), `article ${key} is there`));
}

export function articleKey(db: ReadDb, id: string): number | null {
  const row = first(db, "SELECT key FROM articles WHERE id = ?", [id]);
  return row && integer(row, "key");
}

export function setPosition(db: WriteDb, id: string, position: number): void {
  run(db, "UPDATE articles SET position = ? WHERE id = ?", [position, id]);
}
