import { FOLD_VERSION } from "../../app/text/fold.ts";
import { STEM_VERSION } from "../../app/text/stem.ts";
import { textOf } from "./articles.ts";
import { wordsOfClaim } from "./claims.ts";
import { transaction } from "./db.ts";
import { indexArticle, indexClaim, mergeWords } from "./search-index.ts";
import { first, integer, integers, type ReadDb, run, text, type WriteDb } from "./sql.ts";

/** Whether the search indexes were built with another folding or stemming than this program searches with. */
export function isIndexStale(db: ReadDb): boolean {
  const row = first(db, "SELECT fold_version, stem_version FROM case_info");
  return (
    row !== null && (integer(row, "fold_version") !== FOLD_VERSION || integer(row, "stem_version") !== STEM_VERSION)
  );
}

const BATCH = 100;
/** Pages of the index that are merged at once. */
const PAGES = 64;

/**
 * Builds the search indexes anew, a batch a transaction; yields how many objects are done, of how many. Stopped or killed
 * half-way, the indexes stay marked as stale, and the next opening begins again: an entry built twice does no harm.
 */
export function* rebuildIndex(db: WriteDb): Generator<{ done: number; total: number }> {
  const articles = integers(db, "SELECT key FROM articles WHERE withdrawn = 0 ORDER BY key");
  const claims = integers(db, "SELECT key FROM claims ORDER BY key");
  const total = articles.length + claims.length;
  for (let at = 0; at < articles.length; at += BATCH) {
    transaction(db, () => {
      for (const key of articles.slice(at, at + BATCH)) indexOneArticle(db, key);
    });
    do yield { done: Math.min(at + BATCH, articles.length), total };
    while (mergeWords(db, PAGES));
  }
  for (let at = 0; at < claims.length; at += BATCH) {
    transaction(db, () => {
      for (const key of claims.slice(at, at + BATCH)) {
        const words = wordsOfClaim(db, key);
        if (words) indexClaim(db, key, words);
      }
    });
    yield { done: articles.length + Math.min(at + BATCH, claims.length), total };
  }
  run(db, "UPDATE case_info SET fold_version = ?, stem_version = ?", [FOLD_VERSION, STEM_VERSION]);
}

/** What was withdrawn or removed since the list was made is passed over. */
function indexOneArticle(db: WriteDb, key: number): void {
  const row = first(db, "SELECT title, version FROM articles WHERE key = ? AND withdrawn = 0", [key]);
  if (row) indexArticle(db, key, text(row, "title"), textOf(db, key, integer(row, "version")));
}
