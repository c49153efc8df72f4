import { first, integer, type ReadDb, run, type WriteDb } from "./sql.ts";

/*
 * What would become of a draft's items, as an import would decide it (`main/articles/storing.ts`): first whether the case
 * has the same, then whether an item before it is the same, then whether its place has another text.
 */

/** Among those of which an article can be made. What an import found changed stays so until it is looked at again. */
const READABLE = "i.identity IS NOT NULL AND i.state <> 'changed'";

const IN_CASE = `(SELECT a.key FROM text_versions v JOIN articles a ON a.key = v.article
  WHERE v.identity = i.identity AND a.withdrawn = 0 AND v.number <= a.version LIMIT 1)`;

/** The newest article of its place, where that has another text. */
const SAME_PLACE = `(SELECT p.key FROM
  (SELECT a.key, v.text_sha256 FROM articles a JOIN text_versions v ON v.article = a.key AND v.number = a.version
   WHERE a.place = i.place AND a.withdrawn = 0 ORDER BY a.key DESC LIMIT 1) p WHERE p.text_sha256 <> i.text_sha256)`;

/** What is left out comes in nowhere, so nothing is a duplicate of it. */
const TWIN = `(SELECT t.key FROM import_draft_items t WHERE t.draft = i.draft AND t.identity = i.identity
  AND t.left_out = 0 AND t.state <> 'changed' AND t.key < i.key ORDER BY t.key LIMIT 1)`;

/** Of several with one place the first is the new text; the others are articles of their own. */
const LATER = `i.state = 'version' AND EXISTS (SELECT 1 FROM import_draft_items t WHERE t.draft = i.draft
  AND t.state = 'version' AND t.article = i.article AND t.left_out = 0 AND t.key < i.key)`;

function judge(db: WriteDb, which: string, parameters: readonly (string | number)[]): void {
  run(
    db,
    `UPDATE import_draft_items AS i SET (state, article, twin) =
       (SELECT CASE WHEN in_case IS NOT NULL OR twin IS NOT NULL THEN 'duplicate'
          WHEN same_place IS NOT NULL THEN 'version' ELSE 'new' END,
          ifnull(in_case, iif(twin IS NULL, same_place, NULL)), iif(in_case IS NULL, twin, NULL)
        FROM (SELECT ${IN_CASE} AS in_case, ${TWIN} AS twin, ${SAME_PLACE} AS same_place))
     WHERE ${which} AND ${READABLE}`,
    parameters,
  );
  run(db, `UPDATE import_draft_items AS i SET state = 'new', article = NULL WHERE ${which} AND ${LATER}`, parameters);
}

/** Judges items that were just added: those from this key on. */
export function judgeFrom(db: WriteDb, draft: number, key: number): void {
  judge(db, "i.key >= ? AND i.draft = ?", [key, draft]);
}

/** Judges all items that have to do with these: of the same text or the same place. */
export function judgeLike(db: WriteDb, draft: number, keys: string): void {
  judge(
    db,
    `i.key IN (
       SELECT o.key FROM json_each(?) k JOIN import_draft_items c ON c.key = k.value
         JOIN import_draft_items o ON o.draft = c.draft AND o.identity = c.identity
       UNION SELECT o.key FROM json_each(?) k JOIN import_draft_items c ON c.key = k.value
         JOIN import_draft_items o ON o.draft = c.draft AND o.place = c.place) AND i.draft = ?`,
    [keys, keys, draft],
  );
}

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

/** Judges all of a draft by the case as it is now. */
export function judgeAll(db: WriteDb, draft: number): void {
  judge(db, "i.draft = ?", [draft]);
  run(db, "UPDATE import_drafts SET judged = (SELECT ifnull(max(seq), 0) FROM ledger_entries) WHERE key = ?", [draft]);
}
