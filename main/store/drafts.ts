import type { ClaimDraft } from "../../app/claims/model.ts";
import { newId, nowText } from "./identity.ts";
import { all, first, type ReadDb, type Row, run, text, textOrNull, type WriteDb } from "./sql.ts";

const COLUMNS = "d.id, a.id AS article_id, d.claim, d.content, d.updated_at";
const FROM = "FROM drafts d JOIN articles a ON a.key = d.article";

const toDraft = (row: Row): ClaimDraft => ({
  id: text(row, "id"),
  articleId: text(row, "article_id"),
  claimId: textOrNull(row, "claim"),
  content: JSON.parse(text(row, "content")) as ClaimDraft["content"],
  updatedAt: text(row, "updated_at"),
});

/** What was being typed, of one article or of all, newest first. */
export const listDrafts = (db: ReadDb, articleId: string | null): ClaimDraft[] =>
  all(db, `SELECT ${COLUMNS} ${FROM} WHERE ?1 IS NULL OR a.id = ?1 ORDER BY d.updated_at DESC`, [articleId]).map(
    toDraft,
  );

/** Keeps a draft, in place of what was kept under its id; null where its article is not there. */
export function keepDraft(
  db: WriteDb,
  draft: Omit<ClaimDraft, "id" | "updatedAt"> & { id?: string | undefined },
): ClaimDraft | null {
  const id = draft.id ?? newId();
  run(
    db,
    `INSERT INTO drafts (id, article, claim, content, updated_at)
     SELECT ?1, key, ?3, ?4, ?5 FROM articles WHERE id = ?2 AND withdrawn = 0
     ON CONFLICT (id) DO UPDATE SET claim = excluded.claim, content = excluded.content, updated_at = excluded.updated_at`,
    [id, draft.articleId, draft.claimId, JSON.stringify(draft.content), nowText()],
  );
  const row = first(db, `SELECT ${COLUMNS} ${FROM} WHERE d.id = ?`, [id]);
  return row && toDraft(row);
}

export function discardDraft(db: WriteDb, id: string): void {
  run(db, "DELETE FROM drafts WHERE id = ?", [id]);
}
