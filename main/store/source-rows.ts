import { must } from "../../app/kernel/assert.ts";
import { type Post, type Source, SourceKind, type SourceRef, type SourceRow } from "../../app/sources/model.ts";
import { assessmentsOfSource } from "./assessments.ts";
import { keysAbove, rootKey } from "./source-merges.ts";
import { linksOf, namesOf } from "./sources.ts";
import { all, first, integer, integers, oneOf, type ReadDb, type Row, text, textOrNull } from "./sql.ts";

/** Sources with these keys as lists show them, in their order; what was merged shows as the source that it is read as. */
export function sourceRows(db: ReadDb, keys: readonly number[]): SourceRow[] {
  const wanted = JSON.stringify(keys);
  const names = new Map<number, string[]>(keys.map((key) => [key, []]));
  // Its own names come first, in their order.
  const named = all(
    db,
    `SELECT m.root, n.text FROM json_each(?) w CROSS JOIN sources m ON m.root = w.value
       JOIN source_names n ON n.source = m.key ORDER BY w.key, m.key <> m.root, m.id, n.position`,
    [wanted],
  );
  for (const row of named) names.get(integer(row, "root"))?.push(text(row, "text"));
  const rows = all(
    db,
    `SELECT s.key, s.id, s.name, s.kind, s.country, s.language, s.claims, s.origins, s.last_used, s.reliability,
       a.id AS affiliation_id, a.name AS affiliation_name
     FROM json_each(?) w CROSS JOIN sources s ON s.key = w.value
       LEFT JOIN sources raw ON raw.key = s.affiliation LEFT JOIN sources a ON a.key = raw.root ORDER BY w.key`,
    [wanted],
  );
  return rows.map((row) => toSourceRow(row, names.get(integer(row, "key")) ?? []));
}

function toSourceRow(row: Row, names: readonly string[]): SourceRow {
  const affiliationId = textOrNull(row, "affiliation_id");
  const name = text(row, "name");
  return {
    id: text(row, "id"),
    name,
    aliases: [...new Set(names)].filter((alias) => alias !== name),
    kind: oneOf(row, "kind", SourceKind.options),
    affiliation: affiliationId === null ? null : { id: affiliationId, name: text(row, "affiliation_name") },
    country: textOrNull(row, "country"),
    language: textOrNull(row, "language"),
    lastUsed: textOrNull(row, "last_used"),
    claims: integer(row, "claims"),
    origins: integer(row, "origins"),
    reliability: textOrNull(row, "reliability"),
  };
}

/** The row of one source, or of the one that it is read as; null where there is none. */
export function sourceRow(db: ReadDb, id: string): SourceRow | null {
  const key = rootKey(db, id);
  return key === null ? null : (sourceRows(db, [key])[0] ?? null);
}

const NAMED = `SELECT DISTINCT s.root FROM source_names n JOIN sources s ON s.key = n.source WHERE n.text = ? ORDER BY s.root`;

/** Sources that bear exactly this name or alias, themselves or through one that was merged into them. */
export const sourcesNamed = (db: ReadDb, name: string): SourceRow[] => sourceRows(db, integers(db, NAMED, [name]));

/** The ids of these. */
export const sourceIdsNamed = (db: ReadDb, name: string): string[] => sourceIds(db, integers(db, NAMED, [name]));

/** The ids of the sources with these keys, in their order. */
export const sourceIds = (db: ReadDb, keys: readonly number[]): string[] =>
  all(db, "SELECT s.id FROM json_each(?) w CROSS JOIN sources s ON s.key = w.value ORDER BY w.key", [
    JSON.stringify(keys),
  ]).map((row) => text(row, "id"));

const toRef = (row: Row): SourceRef => ({ id: text(row, "id"), name: text(row, "name") });

const refs = (db: ReadDb, keys: readonly number[]): SourceRef[] =>
  all(db, "SELECT s.id, s.name FROM json_each(?) w CROSS JOIN sources s ON s.key = w.value ORDER BY w.key", [
    JSON.stringify(keys),
  ]).map(toRef);

/** One source; of one that was merged, what it is read as. Null where there is none. */
export function findSource(db: ReadDb, id: string): Source | null {
  const key = rootKey(db, id);
  if (key === null) return null;
  const row = must(
    first(
      db,
      "SELECT id, descriptor, notes, affiliation_role, affiliation_since, created_at FROM sources WHERE key = ?",
      [key],
    ),
    `source ${key}`,
  );
  return {
    ...must(sourceRows(db, [key])[0], `source ${key}`),
    names: namesOf(db, key),
    descriptor: textOrNull(row, "descriptor"),
    notes: textOrNull(row, "notes"),
    links: linksOf(db, key),
    affiliationRole: textOrNull(row, "affiliation_role"),
    affiliationSince: textOrNull(row, "affiliation_since"),
    formerPosts: postsOf(db, key),
    above: refs(db, keysAbove(db, id)),
    below: belowOf(db, key),
    merged: all(db, "SELECT id, name FROM sources WHERE root = ?1 AND key <> ?1 ORDER BY name_key, id", [key]).map(
      toRef,
    ),
    createdAt: text(row, "created_at"),
    assessments: assessmentsOfSource(db, key),
  };
}

const postsOf = (db: ReadDb, key: number): Post[] =>
  all(
    db,
    `SELECT a.id, a.name, p.role, p.since, p.until FROM source_posts p JOIN sources raw ON raw.key = p.affiliation
       JOIN sources a ON a.key = raw.root WHERE p.source = ? ORDER BY p.position`,
    [key],
  ).map((row) => ({
    affiliation: toRef(row),
    role: textOrNull(row, "role"),
    since: textOrNull(row, "since"),
    until: textOrNull(row, "until"),
  }));

const belowOf = (db: ReadDb, key: number): Source["below"] =>
  all(
    db,
    `SELECT c.id, c.name, c.kind, c.affiliation_role FROM sources m JOIN sources c ON c.affiliation = m.key
     WHERE m.root = ? AND c.root = c.key ORDER BY c.name_key, c.id`,
    [key],
  ).map((row) => ({
    id: text(row, "id"),
    name: text(row, "name"),
    kind: oneOf(row, "kind", SourceKind.options),
    role: textOrNull(row, "affiliation_role"),
  }));
