import type { DraftItemState } from "../../app/articles/drafts.ts";
import { all, first, integer, integerOrNull, integers, type ReadDb, run, text, type WriteDb } from "./sql.ts";

/*
 * What would become of a draft's items, as an import would decide it (`main/articles/storing.ts`): first whether the case
 * has the same, then whether an item before it is the same, then whether its place has another text.
 */

/** Those of which an article can be made. What an import found changed stays so until it is looked at again. */
const READABLE = "i.identity IS NOT NULL AND i.state <> 'changed'";

/** What the case has of it, and, where nothing, which item before it is the same: what is left out comes in nowhere. */
const SAME = `
  (SELECT a.key FROM text_versions v JOIN articles a ON a.key = v.article
   WHERE v.identity = i.identity AND a.withdrawn = 0 AND v.number <= a.version LIMIT 1) AS in_case,
  (SELECT t.key FROM import_draft_items t WHERE t.draft = i.draft AND t.identity = i.identity
   AND t.left_out = 0 AND t.key < i.key AND t.state <> 'changed' ORDER BY t.key LIMIT 1) AS twin`;

/** The newest article of its place, where that has another text. */
const SAME_PLACE = `SELECT a.key, v.text_sha256 <> i.text_sha256 AS is_other
  FROM import_draft_items i JOIN articles a ON a.place = i.place AND a.withdrawn = 0
    JOIN text_versions v ON v.article = a.key AND v.number = a.version
  WHERE i.key = ? ORDER BY a.key DESC LIMIT 1`;

/** Whether an item before it is the new text of this article: of several with one place the first is. */
const TAKEN = `SELECT 1 AS is_taken FROM import_draft_items t WHERE t.draft = ? AND t.state = 'version' AND t.article = ?
  AND t.left_out = 0 AND t.key < ? LIMIT 1`;

/** Judges items in their order (they are found by their keys, never by their draft). @returns those that are something else than before */
function judge(db: WriteDb, draft: number, which: string, parameters: readonly (string | number)[]): number[] {
  const changed: number[] = [];
  for (const row of all(
    db,
    `SELECT i.key, i.state, i.article, i.twin AS twin_before, i.place IS NOT NULL AS has_place, ${SAME}
     FROM import_draft_items i WHERE ${which} AND +i.draft = ? AND ${READABLE} ORDER BY i.key`,
    [...parameters, draft],
  )) {
    const key = integer(row, "key");
    const inCase = integerOrNull(row, "in_case");
    const twin = inCase === null ? integerOrNull(row, "twin") : null;
    let state: DraftItemState = inCase === null && twin === null ? "new" : "duplicate";
    let article = inCase;
    if (state === "new" && integer(row, "has_place") === 1) {
      const known = placeOf(db, key);
      if (known !== null && !first(db, TAKEN, [draft, known, key])) [state, article] = ["version", known];
    }
    if (
      state === text(row, "state") &&
      article === integerOrNull(row, "article") &&
      twin === integerOrNull(row, "twin_before")
    )
      continue;
    run(db, "UPDATE import_draft_items SET state = ?, article = ?, twin = ? WHERE key = ?", [
      state,
      article,
      twin,
      key,
    ]);
    changed.push(key);
  }
  return changed;
}

function placeOf(db: ReadDb, key: number): number | null {
  const row = first(db, SAME_PLACE, [key]);
  return row && integer(row, "is_other") === 1 ? integer(row, "key") : null;
}

/** Judges items that were just added: those from this key on. */
export const judgeFrom = (db: WriteDb, draft: number, key: number): number[] => judge(db, draft, "i.key >= ?", [key]);

/** Judges all items that have to do with these, listed as JSON: of the same text or the same place. */
export const judgeLike = (db: WriteDb, draft: number, keys: string): number[] =>
  judge(
    db,
    draft,
    `i.key IN (
       SELECT o.key FROM json_each(?) k JOIN import_draft_items c ON c.key = k.value
         JOIN import_draft_items o ON o.draft = c.draft AND o.identity = c.identity
       UNION SELECT o.key FROM json_each(?) k JOIN import_draft_items c ON c.key = k.value
         JOIN import_draft_items o ON o.draft = c.draft AND o.place = c.place)`,
    [keys, keys],
  );

/** Whether articles came, went or got other texts since a draft was judged. */
export function isStale(db: ReadDb, draft: number): boolean {
  const row = first(
    db,
    `SELECT 1 AS stale FROM import_drafts d JOIN ledger_entries e ON e.seq > d.judged
     WHERE d.key = ? AND e.verb IN ('import', 'article-read', 'undo', 'redo') LIMIT 1`,
    [draft],
  );
  return row !== null && integer(row, "stale") === 1;
}

/** The last entry of the ledger: what is judged after it was read is judged by the case as it was then, or newer. */
export const lastEntry = (db: ReadDb): number => {
  const row = first(db, "SELECT ifnull(max(seq), 0) AS last FROM ledger_entries");
  return row ? integer(row, "last") : 0;
};

/** Judges so many items from a key on. @returns where to go on, and what is something else than before; null at the end */
export function judgeSome(
  db: WriteDb,
  draft: number,
  from: number,
  count: number,
): { next: number | null; changed: number[] } {
  const keys = integers(db, "SELECT key FROM import_draft_items WHERE key >= ? AND +draft = ? ORDER BY key LIMIT ?", [
    from,
    draft,
    count,
  ]);
  const last = keys.at(-1);
  if (last === undefined) return { next: null, changed: [] };
  const changed = judge(db, draft, "i.key BETWEEN ? AND ?", [from, last]);
  return { next: keys.length < count ? null : last + 1, changed };
}

/** Says that a draft is judged by the case as it was at this entry of the ledger. */
export function keepJudged(db: WriteDb, draft: number, entry: number): void {
  run(db, "UPDATE import_drafts SET judged = ? WHERE key = ?", [entry, draft]);
}
