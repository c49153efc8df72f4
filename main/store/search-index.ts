import { indexText } from "../../app/text/stem.ts";
import { BORDER_SIGN } from "./search-plan.ts";
import { column, run, type WriteDb } from "./sql.ts";
import { noteIndexed } from "./vocabulary.ts";

/**
 * A word that no text folds to, between title and text: no phrase reaches over it. (`¶` is a token to the `ascii`
 * tokenizer, and folding makes a space of it wherever it is written.)
 */
const BORDER = ` ${BORDER_SIGN} `;

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
  noteWords(db, words.length);
  noteIndexed(db, key);
}

/**
 * Makes an article findable by its title and its current text, in place of what was indexed for it before. Withdrawn
 * articles must be taken out (`unindexArticle`): a search does not look whether its hits are withdrawn.
 */
export function indexArticle(db: WriteDb, key: number, title: string, body: string): void {
  const words = wordsOfArticle(title, body);
  run(db, INDEX_ARTICLE, [key, words]);
  noteWords(db, Buffer.byteLength(words));
  noteIndexed(db, key);
}

/** Bytes of words that fill a page of the index, of four kilobytes. */
const BYTES_OF_PAGE = 2500;
/** How many times what was written is written again while it is merged into ever larger parts. */
const LEVELS = 5;

/** Pages that what was indexed leaves to be merged, by connection. */
const unmerged = new WeakMap<object, number>();

function noteWords(db: WriteDb, bytes: number): void {
  unmerged.set(db.connection, (unmerged.get(db.connection) ?? 0) + (bytes / BYTES_OF_PAGE) * LEVELS);
}

/**
 * Merges at most so many pages of what was written into the index of articles. Left to itself FTS5 would merge within the
 * transaction that happens to fill a part, a megabyte at a time, while an analyst's call waits; so it is told to leave it
 * (`automerge = 0` in the migrations), and whatever indexes many articles merges in pieces between its batches.
 * @returns whether more is to be merged
 */
export function mergeWords(db: WriteDb, pages: number): boolean {
  const left = unmerged.get(db.connection) ?? 0;
  if (left <= 0) return false;
  const before = totalChanges(db);
  run(db, "INSERT INTO article_words (article_words, rank) VALUES ('merge', ?)", [pages]);
  // As FTS5 documents it: fewer than two changes say that there was nothing to do.
  const rest = totalChanges(db) - before < 2 ? 0 : left - pages;
  unmerged.set(db.connection, rest);
  return rest > 0;
}

const totalChanges = (db: WriteDb): number => Number(column(db, "SELECT total_changes()")[0]);

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
