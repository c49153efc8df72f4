import type { FamilyRef } from "../../app/articles/model.ts";
import { z } from "../../app/kernel/schema.ts";
import { refreshLooksOfArticles } from "./looks.ts";
import { objectTable } from "./object-table.ts";
import { all, first, integer, integers, type ReadDb, run, text, textOrNull, type WriteDb } from "./sql.ts";

/** A family as the ledger keeps it: its articles are part of it, each in at most one. */
export const FamilyValue = z.object({
  verdict: z.literal("copies").default("copies"),
  /** Sorted. */
  members: z.array(z.string()).min(2),
  originId: z.string(),
  reason: z.string().nullable(),
  createdAt: z.string(),
  createdBy: z.string(),
});
export type FamilyValue = z.infer<typeof FamilyValue>;

/** The other verdict: no two of these articles are copies of one text, and they are not proposed again. */
export const DistinctionValue = z.object({
  verdict: z.literal("distinct"),
  /** Sorted. */
  members: z.array(z.string()).min(2),
  reason: z.string().nullable(),
  createdAt: z.string(),
  createdBy: z.string(),
});
export type DistinctionValue = z.infer<typeof DistinctionValue>;

const Verdict = z.union([DistinctionValue, FamilyValue]);

const membersOf = (db: ReadDb, id: string): string[] =>
  all(
    db,
    `SELECT a.id FROM families f JOIN family_members m ON m.family = f.key JOIN articles a ON a.key = m.article
     WHERE f.id = ? ORDER BY a.id`,
    [id],
  ).map((row) => text(row, "id"));

export const familyObject = objectTable(Verdict, {
  read(db, id) {
    const row = first(
      db,
      `SELECT a.id AS origin_id, f.reason, f.created_at, f.created_by
       FROM families f JOIN articles a ON a.key = f.origin WHERE f.id = ?`,
      [id],
    );
    if (!row) return readDistinction(db, id);
    return {
      verdict: "copies" as const,
      members: membersOf(db, id),
      originId: text(row, "origin_id"),
      reason: textOrNull(row, "reason"),
      createdAt: text(row, "created_at"),
      createdBy: text(row, "created_by"),
    };
  },
  write(db, id, value) {
    const articles = new Set(memberKeys(db, id));
    run(db, "DELETE FROM families WHERE id = ?", [id]);
    run(db, "DELETE FROM distinctions WHERE id = ?", [id]);
    if (value?.verdict === "distinct") insertDistinction(db, id, value);
    else if (value !== null) {
      insertFamily(db, id, value);
      for (const key of memberKeys(db, id)) articles.add(key);
    }
    if (articles.size > 0) refreshLooksOfArticles(db, [...articles]);
  },
  label: (value) => value.reason ?? `×${value.members.length}`,
});

function readDistinction(db: ReadDb, id: string): DistinctionValue | null {
  const row = first(db, "SELECT key, reason, created_at, created_by FROM distinctions WHERE id = ?", [id]);
  return (
    row && {
      verdict: "distinct",
      members: all(
        db,
        `SELECT a.id FROM distinct_articles d JOIN articles a ON a.key = d.article WHERE d.distinction = ? ORDER BY a.id`,
        [integer(row, "key")],
      ).map((member) => text(member, "id")),
      reason: textOrNull(row, "reason"),
      createdAt: text(row, "created_at"),
      createdBy: text(row, "created_by"),
    }
  );
}

function insertDistinction(db: WriteDb, id: string, value: DistinctionValue): void {
  const { key } = run(db, "INSERT INTO distinctions (id, reason, created_at, created_by) VALUES (?, ?, ?, ?)", [
    id,
    value.reason,
    value.createdAt,
    value.createdBy,
  ]);
  for (const member of value.members)
    run(
      db,
      "INSERT INTO distinct_articles (distinction, article) VALUES (?, (SELECT key FROM articles WHERE id = ?))",
      [key, member],
    );
}

function insertFamily(db: WriteDb, id: string, value: FamilyValue): void {
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
}

/** The keys of a family's articles. */
const memberKeys = (db: ReadDb, id: string): number[] =>
  integers(db, "SELECT m.article FROM families f JOIN family_members m ON m.family = f.key WHERE f.id = ?", [id]);

/** The family of an article as its row in the library shows it. */
export function familyRefOf(db: ReadDb, article: number): FamilyRef | null {
  const row = first(
    db,
    `SELECT f.id, f.origin = m.article AS is_origin,
       (SELECT count(*) FROM family_members x JOIN articles a ON a.key = x.article
        WHERE x.family = f.key AND a.withdrawn = 0) AS members
     FROM family_members m JOIN families f ON f.key = m.family WHERE m.article = ?`,
    [article],
  );
  return row && { id: text(row, "id"), members: integer(row, "members"), isOrigin: integer(row, "is_origin") === 1 };
}

/** The id of the family that an article belongs to; null where it stands alone. */
export function familyIdOf(db: ReadDb, articleId: string): string | null {
  const row = first(
    db,
    `SELECT f.id FROM articles a JOIN family_members m ON m.article = a.key JOIN families f ON f.key = m.family
     WHERE a.id = ?`,
    [articleId],
  );
  return row && text(row, "id");
}

/** The keys of a family's articles that are there, the origin first, then by date. */
export const shownMembers = (db: ReadDb, id: string): number[] =>
  integers(
    db,
    `SELECT a.key FROM families f JOIN family_members m ON m.family = f.key JOIN articles a ON a.key = m.article
     WHERE f.id = ? AND a.withdrawn = 0
     ORDER BY a.key <> f.origin, a.published_key IS NULL, a.published_key, a.key`,
    [id],
  );

/** Of some articles the one that was published first: the origin where the one before is gone. */
export function earliestOf(db: ReadDb, articleIds: readonly string[]): string | null {
  const row = first(
    db,
    `SELECT a.id FROM articles a WHERE a.id IN (SELECT value FROM json_each(?))
     ORDER BY a.withdrawn, a.published_key IS NULL, a.published_key, a.key LIMIT 1`,
    [JSON.stringify(articleIds)],
  );
  return row && text(row, "id");
}
