import { must } from "../../app/kernel/assert.ts";
import { bits, Tags } from "./import-drafts.ts";
import {
  all,
  first,
  integer,
  integerOrNull,
  type ReadDb,
  type Row,
  run,
  text,
  textOrNull,
  type WriteDb,
} from "./sql.ts";

/* How an import meets the items of the draft that it follows, and what is left of the draft afterwards. */

/** What an article comes in with where a draft says so; the path of each tag. */
export interface Corrections {
  readonly title?: string;
  readonly outlet?: string | null;
  readonly author?: string | null;
  readonly publishedAt?: string | null;
  readonly language?: string | null;
  readonly tags: readonly string[];
}

/** An item as an import meets it again. */
export interface MetItem {
  readonly key: number;
  readonly leftOut: boolean;
  readonly corrections: Corrections;
}

function toMet(row: Row): MetItem {
  const corrected = integer(row, "corrected");
  const has = (bit: number): boolean => (corrected & bit) !== 0;
  const tags = text(row, "tags");
  return {
    key: integer(row, "key"),
    leftOut: integer(row, "left_out") === 1,
    corrections: {
      ...(has(bits.title) ? { title: text(row, "title") } : {}),
      ...(has(bits.outlet) ? { outlet: textOrNull(row, "outlet") } : {}),
      ...(has(bits.author) ? { author: textOrNull(row, "author") } : {}),
      ...(has(bits.publishedAt) ? { publishedAt: textOrNull(row, "published_at") } : {}),
      ...(has(bits.language) ? { language: textOrNull(row, "language") } : {}),
      tags: tags === "" ? [] : Tags.parse(JSON.parse(tags)),
    },
  };
}

const MET = "i.key, i.left_out, i.corrected, i.title, i.outlet, i.author, i.published_at, i.language, i.tags";

/**
 * The item of a file that an article with these bytes, text and facts is: the first, or, where so many came `before` it,
 * the one after those. Null where the draft shows none.
 */
export function itemLike(
  db: ReadDb,
  file: number,
  like: { originalSha256: Uint8Array; identity: Uint8Array },
  before: number,
): MetItem | null {
  const row = first(
    db,
    `SELECT ${MET} FROM import_draft_items i WHERE i.file = ? AND i.identity = ? AND i.original = ?
     ORDER BY i.key LIMIT 1 OFFSET ?`,
    [file, like.identity, like.originalSha256, before],
  );
  return row && toMet(row);
}

/** Items of a file of which no article could be made, at this place. */
export const unreadAt = (db: ReadDb, file: number, at: { member: string | null; line: number | null }): MetItem[] =>
  all(
    db,
    `SELECT ${MET} FROM import_draft_items i
     WHERE i.file = ? AND i.identity IS NULL AND i.member IS ? AND i.line IS ? ORDER BY i.key`,
    [file, at.member, at.line],
  ).map(toMet);

/** What of a file was to come in, with where it stands in it. */
export const itemsToImport = (
  db: ReadDb,
  file: number,
): { key: number; member: string | null; line: number | null; isRead: boolean }[] =>
  all(
    db,
    "SELECT key, member, line, identity IS NOT NULL AS is_read FROM import_draft_items WHERE file = ? AND left_out = 0",
    [file],
  ).map((row) => ({
    key: integer(row, "key"),
    member: textOrNull(row, "member"),
    line: integerOrNull(row, "line"),
    isRead: integer(row, "is_read") === 1,
  }));

/** An import of it begins anew: nothing has failed yet. */
export function forgetFailed(db: WriteDb, draft: number): void {
  run(db, "UPDATE import_draft_items SET failed = 0 WHERE draft = ? AND failed = 1", [draft]);
}

/** Its import has ended; what it was for is done. */
export function endImportOf(db: WriteDb, draft: number): void {
  run(db, "DELETE FROM import_runs WHERE draft = ?", [draft]);
}

/** Items that were to come in and were not as they had been seen. What nothing could be read of is listed elsewhere. */
const TO_LOOK_AT = "failed = 1 AND state = 'changed'";

/** How many items of a draft are to be looked at again after its import, and how many were left out. */
export function leftOf(db: ReadDb, draft: number): { changed: number; leftOut: number } {
  const row = must(
    first(
      db,
      `SELECT ifnull(sum(${TO_LOOK_AT}), 0) AS changed, ifnull(sum(left_out), 0) AS left_out
       FROM import_draft_items WHERE draft = ?`,
      [draft],
    ),
    "a row of sums",
  );
  return { changed: integer(row, "changed"), leftOut: integer(row, "left_out") };
}

/** Takes some of what came in, or could not be read, out of a draft that is kept for the rest. @returns whether there is more */
export function clearImported(db: WriteDb, draft: number, limit: number): boolean {
  const { changes } = run(
    db,
    `DELETE FROM import_draft_items WHERE key IN
       (SELECT key FROM import_draft_items WHERE draft = ? AND left_out = 0 AND NOT (${TO_LOOK_AT}) LIMIT ?)`,
    [draft, limit],
  );
  if (changes === limit) return true;
  run(
    db,
    "DELETE FROM import_draft_files WHERE draft = ? AND key NOT IN (SELECT file FROM import_draft_items WHERE draft = ?)",
    [draft, draft],
  );
  return false;
}
