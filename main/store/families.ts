import { z } from "../../app/kernel/schema.ts";
import { objectTable } from "./object-table.ts";
import { all, first, type ReadDb, run, text, textOrNull } from "./sql.ts";

/** A family as the ledger keeps it: its articles are part of it, each in at most one. */
export const FamilyValue = z.object({
  /** Sorted. */
  members: z.array(z.string()).min(2),
  originId: z.string(),
  reason: z.string().nullable(),
  createdAt: z.string(),
  createdBy: z.string(),
});
export type FamilyValue = z.infer<typeof FamilyValue>;

const membersOf = (db: ReadDb, id: string): string[] =>
  all(
    db,
    `SELECT a.id FROM families f JOIN family_members m ON m.family = f.key JOIN articles a ON a.key = m.article
     WHERE f.id = ? ORDER BY a.id`,
    [id],
  ).map((row) => text(row, "id"));

export const familyObject = objectTable(FamilyValue, {
  read(db, id) {
    const row = first(
      db,
      `SELECT a.id AS origin_id, f.reason, f.created_at, f.created_by
       FROM families f JOIN articles a ON a.key = f.origin WHERE f.id = ?`,
      [id],
    );
    return (
      row && {
        members: membersOf(db, id),
        originId: text(row, "origin_id"),
        reason: textOrNull(row, "reason"),
        createdAt: text(row, "created_at"),
        createdBy: text(row, "created_by"),
      }
    );
  },
  write(db, id, value) {
    run(db, "DELETE FROM families WHERE id = ?", [id]);
    if (value === null) return;
    const { key } = run(
      db,
      `INSERT INTO families (id, origin, reason, created_at, created_by)
       VALUES (?, (SELECT key FROM articles WHERE id = ?), ?, ?, ?)`,
      [id, value.originId, value.reason, value.createdAt, value.createdBy],
    );
    for (const member of value.members)
      run(db, "INSERT INTO family_members (article, family) VALUES ((SELECT key FROM articles WHERE id = ?), ?)", [
        member,
        key,
      ]);
  },
  label: (value) => value.reason ?? `×${value.members.length}`,
});
