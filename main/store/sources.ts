import { z } from "../../app/kernel/schema.ts";
import { type Source, SourceKind, SourceName, type SourceRow } from "../../app/sources/model.ts";
import { foldName, sortKey } from "../../app/text/names.ts";
import { assessmentsOfSource } from "./assessments.ts";
import { objectTable } from "./object-table.ts";
import { all, containing, first, integer, marks, oneOf, type ReadDb, type Row, run, text, textOrNull } from "./sql.ts";

export const SourceValue = z.object({
  names: z.array(SourceName).min(1),
  kind: SourceKind,
  affiliationId: z.string().nullable(),
  descriptor: z.string().nullable(),
  notes: z.string().nullable(),
  createdAt: z.string(),
});
export type SourceValue = z.infer<typeof SourceValue>;

function namesOf(db: ReadDb, key: number): SourceName[] {
  return all(db, "SELECT text, language FROM source_names WHERE source = ? ORDER BY position", [key]).map((row) => ({
    text: text(row, "text"),
    language: textOrNull(row, "language"),
  }));
}

export const sourceObject = objectTable(SourceValue, {
  read(db, id) {
    const row = first(
      db,
      `SELECT s.key, s.kind, a.id AS affiliation_id, s.descriptor, s.notes, s.created_at
       FROM sources s LEFT JOIN sources a ON a.key = s.affiliation WHERE s.id = ?`,
      [id],
    );
    return (
      row && {
        names: namesOf(db, integer(row, "key")),
        kind: oneOf(row, "kind", SourceKind.options),
        affiliationId: textOrNull(row, "affiliation_id"),
        descriptor: textOrNull(row, "descriptor"),
        notes: textOrNull(row, "notes"),
        createdAt: text(row, "created_at"),
      }
    );
  },
  write(db, id, value) {
    if (value === null) {
      run(db, "DELETE FROM sources WHERE id = ?", [id]);
      return;
    }
    const shown = value.names[0]?.text ?? "";
    run(
      db,
      `INSERT INTO sources (id, name, name_key, kind, affiliation, descriptor, notes, created_at)
       VALUES (?1, ?2, ?3, ?4, (SELECT key FROM sources WHERE id = ?5), ?6, ?7, ?8)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key, kind = excluded.kind,
         affiliation = excluded.affiliation, descriptor = excluded.descriptor, notes = excluded.notes`,
      [id, shown, sortKey(shown), value.kind, value.affiliationId, value.descriptor, value.notes, value.createdAt],
    );
    const row = first(db, "SELECT key FROM sources WHERE id = ?", [id]);
    const key = row ? integer(row, "key") : 0;
    run(db, "DELETE FROM source_names WHERE source = ?", [key]);
    for (const [position, name] of value.names.entries())
      run(db, "INSERT INTO source_names (source, position, text, language, folded) VALUES (?, ?, ?, ?, ?)", [
        key,
        position,
        name.text,
        name.language,
        foldName(name.text),
      ]);
  },
  label: (value) => value.names[0]?.text ?? "",
});

const ROW = `s.key, s.id, s.name, s.kind, s.reliability, a.id AS affiliation_id, a.name AS affiliation_name,
  (SELECT count(DISTINCT h.claim) FROM hops h WHERE h.source = s.key) AS claims,
  (SELECT count(*) FROM claims c WHERE c.origin = s.key) AS origins`;
const FROM = "FROM sources s LEFT JOIN sources a ON a.key = s.affiliation";

function toSourceRow(db: ReadDb, row: Row): SourceRow {
  const affiliationId = textOrNull(row, "affiliation_id");
  return {
    id: text(row, "id"),
    name: text(row, "name"),
    aliases: namesOf(db, integer(row, "key"))
      .slice(1)
      .map((name) => name.text),
    kind: oneOf(row, "kind", SourceKind.options),
    affiliation: affiliationId === null ? null : { id: affiliationId, name: text(row, "affiliation_name") },
    claims: integer(row, "claims"),
    origins: integer(row, "origins"),
    reliability: textOrNull(row, "reliability"),
  };
}

const orders = {
  name: "s.name_key",
  kind: "s.kind",
  affiliation: "a.name_key IS NULL, a.name_key",
  claims: "claims",
  origins: "origins",
} as const;

/** Not graded and F stand apart, after the letters, whichever way the letters run. */
const byReliability = (descending: boolean): string =>
  `CASE WHEN s.reliability IS NULL THEN 2 WHEN s.reliability = 'F' THEN 1 ELSE 0 END, s.reliability ${descending ? "DESC" : "ASC"}`;

interface SourceListing {
  text?: string | undefined;
  kinds?: readonly SourceKind[] | undefined;
  sort?: { column: keyof typeof orders | "reliability"; descending: boolean } | undefined;
}

/** The conditions and the order of a listing; `text` is looked for in every name, folded. */
function planListing({ text: typed, kinds, sort }: SourceListing) {
  const where: string[] = [];
  const parameters: string[] = [];
  const needle = foldName(typed ?? "");
  if (needle !== "") {
    where.push(`s.key IN (SELECT source FROM source_names WHERE folded LIKE ? ESCAPE '\\')`);
    parameters.push(containing(needle));
  }
  if (kinds && kinds.length > 0) {
    where.push(`s.kind IN (${marks(kinds.length)})`);
    parameters.push(...kinds);
  }
  const { column, descending } = sort ?? { column: "name", descending: false };
  const order =
    column === "reliability" ? byReliability(descending) : `${orders[column]} ${descending ? "DESC" : "ASC"}`;
  return {
    condition: where.length > 0 ? `WHERE ${where.join(" AND ")}` : "",
    parameters,
    order: `ORDER BY ${order}, s.name_key, s.key`,
    isByCount: column === "claims" || column === "origins",
  };
}

/** A window of the sources. */
export function listSources(
  db: ReadDb,
  { offset, limit, ...listing }: SourceListing & { offset: number; limit: number },
): { total: number; rows: SourceRow[] } {
  const { condition, parameters, order } = planListing(listing);
  const count = first(db, `SELECT count(*) AS total FROM sources s ${condition}`, parameters);
  const rows = all(db, `SELECT ${ROW} ${FROM} ${condition} ${order} LIMIT ? OFFSET ?`, [...parameters, limit, offset]);
  return { total: count ? integer(count, "total") : 0, rows: rows.map((row) => toSourceRow(db, row)) };
}

/** Where a source stands in a listing, counted from 0; null where it is not in it. */
export function placeOfSource(db: ReadDb, id: string, listing: SourceListing): number | null {
  const { condition, parameters, order, isByCount } = planListing(listing);
  // The counts are dear, and needed only where they make the order.
  const ids = all(db, `SELECT ${isByCount ? ROW : "s.id"} ${FROM} ${condition} ${order}`, parameters);
  const index = ids.findIndex((row) => text(row, "id") === id);
  return index === -1 ? null : index;
}

/** Sources of which a name begins with what was typed (or has a word that does), then those that contain it. */
export function suggestSources(db: ReadDb, typed: string, limit: number): SourceRow[] {
  const needle = foldName(typed);
  // Signs alone are no part of any name; nothing typed yet offers what is used most.
  if (needle === "" && typed.trim() !== "") return [];
  if (needle === "")
    return all(db, `SELECT ${ROW} ${FROM} ORDER BY claims DESC, s.name_key LIMIT ?`, [limit]).map((row) =>
      toSourceRow(db, row),
    );
  return all(
    db,
    `WITH fits AS (
       SELECT source, min(CASE WHEN folded = ?1 THEN 0 WHEN folded LIKE ?2 ESCAPE '\\' THEN 1
                               WHEN folded LIKE ?3 ESCAPE '\\' THEN 2 ELSE 3 END) AS rank
       FROM source_names WHERE folded LIKE ?4 ESCAPE '\\' GROUP BY source)
     SELECT ${ROW} ${FROM} JOIN fits ON fits.source = s.key ORDER BY fits.rank, claims DESC, s.name_key LIMIT ?5`,
    [needle, containing(needle).slice(1), `% ${containing(needle).slice(1)}`, containing(needle), limit],
  ).map((row) => toSourceRow(db, row));
}

/** Sources that bear exactly this name or alias. */
export function sourcesNamed(db: ReadDb, name: string): SourceRow[] {
  return all(
    db,
    `SELECT ${ROW} ${FROM} WHERE s.key IN (SELECT source FROM source_names WHERE text = ?) ORDER BY s.key`,
    [name],
  ).map((row) => toSourceRow(db, row));
}

/** The ids of sources that bear exactly this name or alias. */
export function sourceIdsNamed(db: ReadDb, name: string): string[] {
  return all(
    db,
    "SELECT DISTINCT s.id FROM source_names n JOIN sources s ON s.key = n.source WHERE n.text = ? ORDER BY s.key",
    [name],
  ).map((row) => text(row, "id"));
}

export function findSource(db: ReadDb, id: string): Source | null {
  const row = first(db, `SELECT ${ROW}, s.descriptor, s.notes, s.created_at ${FROM} WHERE s.id = ?`, [id]);
  if (!row) return null;
  const key = integer(row, "key");
  return {
    ...toSourceRow(db, row),
    names: namesOf(db, key),
    descriptor: textOrNull(row, "descriptor"),
    notes: textOrNull(row, "notes"),
    createdAt: text(row, "created_at"),
    assessments: assessmentsOfSource(db, key),
  };
}

/** Whether `id` is `above` or is affiliated to it, at any remove. */
export function isAffiliatedTo(db: ReadDb, id: string, above: string): boolean {
  const row = first(
    db,
    `WITH RECURSIVE up (key, id, affiliation) AS (
       SELECT key, id, affiliation FROM sources WHERE id = ?1
       UNION SELECT s.key, s.id, s.affiliation FROM sources s JOIN up ON s.key = up.affiliation)
     SELECT 1 AS yes FROM up WHERE id = ?2`,
    [id, above],
  );
  return row !== null;
}

/** Whether claims or other sources refer to a source. */
export function isSourceUsed(db: ReadDb, id: string): boolean {
  const row = first(
    db,
    `SELECT EXISTS (SELECT 1 FROM hops WHERE source = s.key) OR EXISTS (SELECT 1 FROM sources c WHERE c.affiliation = s.key)
       AS used FROM sources s WHERE s.id = ?`,
    [id],
  );
  return row !== null && integer(row, "used") === 1;
}
