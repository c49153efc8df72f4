import { indexText } from "../../app/text/stem.ts";
import { run, type WriteDb } from "./sql.ts";

/**
 * A word that no text folds to, between title and text: no phrase reaches over it. (`¶` is a token to the `ascii`
 * tokenizer, and folding makes a space of it wherever it is written.)
 */
const BORDER = " ¶ ";

const INDEX_ARTICLE = "INSERT OR REPLACE INTO article_words (rowid, words) VALUES (?, ?)";
const UNINDEX_ARTICLE = "DELETE FROM article_words WHERE rowid = ?";
const INDEX_CLAIM = "INSERT OR REPLACE INTO claim_words (rowid, statement, quote, memo) VALUES (?, ?, ?, ?)";
const UNINDEX_CLAIM = "DELETE FROM claim_words WHERE rowid = ?";

/**
 * Makes an article findable by its title and its current text, in place of what was indexed for it before. Withdrawn
 * articles must be taken out (`unindexArticle`): a search does not look whether its hits are withdrawn.
 */
export function indexArticle(db: WriteDb, key: number, title: string, text: string): void {
  // Most titles are the text's first line, and would only be counted twice.
  const words = text.startsWith(title) ? indexText(text) : indexText(title) + BORDER + indexText(text);
  run(db, INDEX_ARTICLE, [key, words]);
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
