import { RelationKind } from "../../app/claims/model.ts";
import { z } from "../../app/kernel/schema.ts";
import type { Relation } from "../../app/questions/model.ts";
import { refreshLook } from "./looks.ts";
import { objectTable } from "./object-table.ts";
import { all, first, integer, oneOf, type ReadDb, type Row, run, text, textOrNull } from "./sql.ts";
import { refreshFared } from "./track-record.ts";

export const RelationValue = z.object({
  kind: RelationKind,
  fromId: z.string(),
  toId: z.string(),
  note: z.string().nullable(),
  createdAt: z.string(),
  createdBy: z.string(),
  /** When it was made, on the ledger's clock: what arrives after a grade has the claim looked at again. */
  clock: z.string(),
});
export type RelationValue = z.infer<typeof RelationValue>;

const COLUMNS = "r.key, r.id, r.kind, f.id AS from_id, t.id AS to_id, r.note, r.created_at, r.created_by, r.clock";
const FROM = "FROM relations r JOIN claims f ON f.key = r.from_claim JOIN claims t ON t.key = r.to_claim";

const toRelation = (row: Row): Relation => ({
  id: text(row, "id"),
  kind: oneOf(row, "kind", RelationKind.options),
  fromId: text(row, "from_id"),
  toId: text(row, "to_id"),
  note: textOrNull(row, "note"),
  createdAt: text(row, "created_at"),
  createdBy: text(row, "created_by"),
});

export const relationObject = objectTable(RelationValue, {
  read(db, id) {
    const row = first(db, `SELECT ${COLUMNS} ${FROM} WHERE r.id = ?`, [id]);
    if (!row) return null;
    const { id: _id, ...value } = toRelation(row);
    return { ...value, clock: text(row, "clock") };
  },
  write(db, id, value) {
    const touched = new Set(claimsOfRelation(db, id));
    run(db, "DELETE FROM relations WHERE id = ?", [id]);
    if (value !== null)
      run(
        db,
        `INSERT INTO relations (id, kind, from_claim, to_claim, note, created_at, created_by, clock)
         VALUES (?, ?, (SELECT key FROM claims WHERE id = ?), (SELECT key FROM claims WHERE id = ?), ?, ?, ?, ?)`,
        [id, value.kind, value.fromId, value.toId, value.note, value.createdAt, value.createdBy, value.clock],
      );
    for (const key of claimsOfRelation(db, id)) touched.add(key);
    for (const key of touched) {
      refreshFared(db, key);
      refreshLook(db, key);
    }
  },
  label: (value) => value.note ?? value.kind,
});

function claimsOfRelation(db: ReadDb, id: string): number[] {
  const row = first(db, "SELECT from_claim, to_claim FROM relations WHERE id = ?", [id]);
  return row ? [integer(row, "from_claim"), integer(row, "to_claim")] : [];
}

export function findRelation(db: ReadDb, id: string): Relation | null {
  const row = first(db, `SELECT ${COLUMNS} ${FROM} WHERE r.id = ?`, [id]);
  return row && toRelation(row);
}

/** The relations of a claim, newest first. */
export function relationsOf(db: ReadDb, claimId: string): Relation[] {
  return all(db, `SELECT ${COLUMNS} ${FROM} WHERE f.id = ?1 OR t.id = ?1 ORDER BY r.clock DESC, r.key DESC`, [
    claimId,
  ]).map(toRelation);
}

/** The ids of a claim's relations: they are taken away before it is. */
export const relationIdsOfClaim = (db: ReadDb, claimId: string): string[] =>
  relationsOf(db, claimId).map(({ id }) => id);

/** The relations of which both claims are among these keys: of each claim its own are read, not each pair looked up. */
export function relationsBetween(db: ReadDb, keys: readonly number[]): Relation[] {
  return all(
    db,
    `WITH w AS (SELECT value AS key FROM json_each(?))
     SELECT ${COLUMNS} FROM w CROSS JOIN relations r ON r.from_claim = w.key JOIN claims f ON f.key = r.from_claim
       JOIN claims t ON t.key = r.to_claim WHERE +r.to_claim IN (SELECT key FROM w) ORDER BY r.clock, r.key`,
    [JSON.stringify(keys)],
  ).map(toRelation);
}

/** The relations between two claims, either way. */
export const relationsOfPair = (db: ReadDb, oneId: string, otherId: string): Relation[] =>
  all(
    db,
    `SELECT ${COLUMNS} ${FROM} WHERE (f.id = ?1 AND t.id = ?2) OR (f.id = ?2 AND t.id = ?1) ORDER BY r.clock, r.key`,
    [oneId, otherId],
  ).map(toRelation);
