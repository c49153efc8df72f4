import type { SavedView } from "../../app/cases/model.ts";
import { must } from "../../app/kernel/assert.ts";
import { z } from "../../app/kernel/schema.ts";
import { sortKey } from "../../app/text/names.ts";
import { newId, nowText } from "./identity.ts";
import { all, first, type ReadDb, type Row, run, text, type WriteDb } from "./sql.ts";

const toView = (row: Row): SavedView => ({
  id: text(row, "id"),
  page: text(row, "page"),
  name: text(row, "name"),
  content: z.json().parse(JSON.parse(text(row, "content"))),
});

/** The saved views of a page, as names sort. */
export const listViews = (db: ReadDb, page: string): SavedView[] =>
  all(db, "SELECT id, page, name, content FROM views WHERE page = ?", [page])
    .map(toView)
    .toSorted((a, b) => (sortKey(a.name) < sortKey(b.name) ? -1 : 1));

/** Keeps a view; one of its page and name is replaced and keeps its id. */
export function saveView(db: WriteDb, { page, name, content }: Omit<SavedView, "id">): SavedView {
  run(
    db,
    `INSERT INTO views (id, page, name, content, updated_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (page, name) DO UPDATE SET content = excluded.content, updated_at = excluded.updated_at`,
    [newId(), page, name, JSON.stringify(content), nowText()],
  );
  return toView(
    must(first(db, "SELECT id, page, name, content FROM views WHERE page = ? AND name = ?", [page, name]), "the view"),
  );
}

export function removeView(db: WriteDb, id: string): void {
  run(db, "DELETE FROM views WHERE id = ?", [id]);
}
