import { canonicalJson } from "../../app/kernel/json.ts";
import { z } from "../../app/kernel/schema.ts";
import { SourceKind, SourceLink, SourceName } from "../../app/sources/model.ts";
import { foldName, sortKey } from "../../app/text/names.ts";
import { objectTable } from "./object-table.ts";
import { flattenRoot } from "./source-merges.ts";
import { all, first, integer, oneOf, type ReadDb, run, text, textOrNull, type WriteDb } from "./sql.ts";
import { touchSource } from "./touched-sources.ts";

const PostValue = z.object({
  affiliationId: z.string(),
  role: z.string().nullable(),
  since: z.string().nullable(),
  until: z.string().nullable(),
});

/** A source as the ledger keeps it. Its letters are objects of their own. */
export const SourceValue = z.object({
  names: z.array(SourceName).min(1),
  kind: SourceKind,
  affiliationId: z.string().nullable(),
  affiliationRole: z.string().nullable().default(null),
  affiliationSince: z.string().nullable().default(null),
  formerPosts: z.array(PostValue).default([]),
  country: z.string().nullable().default(null),
  language: z.string().nullable().default(null),
  links: z.array(SourceLink).default([]),
  descriptor: z.string().nullable(),
  notes: z.string().nullable(),
  /** The source that this one was found to be. */
  mergedIntoId: z.string().nullable().default(null),
  /** Sources of which an analyst said that they are others, in spite of their names; sorted. */
  distinctFrom: z.array(z.string()).default([]),
  createdAt: z.string(),
});
export type SourceValue = z.infer<typeof SourceValue>;

/** What a source is that nothing but its name and kind is known of. */
export const bareSource = (name: string, kind: SourceKind, createdAt: string): SourceValue =>
  SourceValue.parse({
    names: [{ text: name, language: null }],
    kind,
    affiliationId: null,
    descriptor: null,
    notes: null,
    createdAt,
  });

export const namesOf = (db: ReadDb, key: number): SourceName[] =>
  all(db, "SELECT text, language FROM source_names WHERE source = ? ORDER BY position", [key]).map((row) => ({
    text: text(row, "text"),
    language: textOrNull(row, "language"),
  }));

export const linksOf = (db: ReadDb, key: number): SourceLink[] =>
  all(db, "SELECT label, url FROM source_links WHERE source = ? ORDER BY position", [key]).map((row) => ({
    label: textOrNull(row, "label"),
    url: text(row, "url"),
  }));

const postsOf = (db: ReadDb, key: number): z.infer<typeof PostValue>[] =>
  all(
    db,
    `SELECT a.id, p.role, p.since, p.until FROM source_posts p JOIN sources a ON a.key = p.affiliation
     WHERE p.source = ? ORDER BY p.position`,
    [key],
  ).map((row) => ({
    affiliationId: text(row, "id"),
    role: textOrNull(row, "role"),
    since: textOrNull(row, "since"),
    until: textOrNull(row, "until"),
  }));

export const sourceObject = objectTable(SourceValue, {
  read(db, id) {
    const row = first(
      db,
      `SELECT s.key, s.kind, a.id AS affiliation_id, s.affiliation_role, s.affiliation_since, s.country, s.language,
         s.descriptor, s.notes, m.id AS merged_into_id, s.created_at
       FROM sources s LEFT JOIN sources a ON a.key = s.affiliation LEFT JOIN sources m ON m.key = s.merged_into
       WHERE s.id = ?`,
      [id],
    );
    if (!row) return null;
    const key = integer(row, "key");
    return {
      names: namesOf(db, key),
      kind: oneOf(row, "kind", SourceKind.options),
      affiliationId: textOrNull(row, "affiliation_id"),
      affiliationRole: textOrNull(row, "affiliation_role"),
      affiliationSince: textOrNull(row, "affiliation_since"),
      formerPosts: postsOf(db, key),
      country: textOrNull(row, "country"),
      language: textOrNull(row, "language"),
      links: linksOf(db, key),
      descriptor: textOrNull(row, "descriptor"),
      notes: textOrNull(row, "notes"),
      mergedIntoId: textOrNull(row, "merged_into_id"),
      distinctFrom: all(db, "SELECT other FROM source_distinctions WHERE source = ? ORDER BY other", [key]).map(
        (other) => text(other, "other"),
      ),
      createdAt: text(row, "created_at"),
    };
  },
  write(db, id, value, before) {
    const known = first(db, "SELECT key, root FROM sources WHERE id = ?", [id]);
    if (known) for (const name of ["key", "root"]) touchSource(db, integer(known, name), "written");
    if (value === null) {
      run(db, "DELETE FROM sources WHERE id = ?", [id]);
      return;
    }
    const parsed = known ? SourceValue.safeParse(before) : null;
    writeSource(db, id, value, parsed?.success ? parsed.data : null);
  },
  label: (value) => value.names[0]?.text ?? "",
});

/** The key of a source that is referred to; one that is gone breaks the reference, and with it the act. */
const keyOf = (parameter: string): string =>
  `CASE WHEN ${parameter} IS NULL THEN NULL ELSE ifnull((SELECT key FROM sources WHERE id = ${parameter}), -1) END`;

function writeSource(db: WriteDb, id: string, value: SourceValue, before: SourceValue | null): void {
  const changed = (part: keyof SourceValue): boolean =>
    before === null || canonicalJson(before[part]) !== canonicalJson(value[part]);
  const shown = value.names[0]?.text ?? "";
  run(
    db,
    `INSERT INTO sources (id, name, name_key, kind, affiliation, affiliation_role, affiliation_since, country, language,
       descriptor, notes, merged_into, created_at)
     VALUES (?1, ?2, ?3, ?4, ${keyOf("?5")}, ?6, ?7, ?8, ?9, ?10, ?11, ${keyOf("?12")}, ?13)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key, kind = excluded.kind,
       affiliation = excluded.affiliation, affiliation_role = excluded.affiliation_role,
       affiliation_since = excluded.affiliation_since, country = excluded.country, language = excluded.language,
       descriptor = excluded.descriptor, notes = excluded.notes, merged_into = excluded.merged_into`,
    [
      id,
      shown,
      sortKey(shown),
      value.kind,
      value.affiliationId,
      value.affiliationRole,
      value.affiliationSince,
      value.country,
      value.language,
      value.descriptor,
      value.notes,
      value.mergedIntoId,
      value.createdAt,
    ],
  );
  const row = first(db, "SELECT key FROM sources WHERE id = ?", [id]);
  const key = row ? integer(row, "key") : 0;
  touchSource(db, key, "written");
  if (changed("names")) writeNames(db, key, value.names);
  if (changed("formerPosts")) writePosts(db, key, value.formerPosts);
  if (changed("links")) writeLinks(db, key, value.links);
  if (changed("distinctFrom")) {
    run(db, "DELETE FROM source_distinctions WHERE source = ?", [key]);
    for (const other of value.distinctFrom)
      run(db, "INSERT INTO source_distinctions (source, other) VALUES (?, ?)", [key, other]);
  }
  if (changed("mergedIntoId")) flattenRoot(db, key);
}

function writeNames(db: WriteDb, key: number, names: readonly SourceName[]): void {
  run(db, "DELETE FROM source_names WHERE source = ?", [key]);
  for (const [position, name] of names.entries())
    run(db, "INSERT INTO source_names (source, position, text, language, folded) VALUES (?, ?, ?, ?, ?)", [
      key,
      position,
      name.text,
      name.language,
      foldName(name.text),
    ]);
}

function writePosts(db: WriteDb, key: number, posts: SourceValue["formerPosts"]): void {
  run(db, "DELETE FROM source_posts WHERE source = ?", [key]);
  for (const [position, { affiliationId, role, since, until }] of posts.entries())
    run(
      db,
      `INSERT INTO source_posts (source, position, affiliation, role, since, until)
       VALUES (?1, ?2, ${keyOf("?3")}, ?4, ?5, ?6)`,
      [key, position, affiliationId, role, since, until],
    );
}

function writeLinks(db: WriteDb, key: number, links: readonly SourceLink[]): void {
  run(db, "DELETE FROM source_links WHERE source = ?", [key]);
  for (const [position, { label, url }] of links.entries())
    run(db, "INSERT INTO source_links (source, position, label, url) VALUES (?, ?, ?, ?)", [key, position, label, url]);
}

/** Whether claims, other sources or the grades of claims refer to a source. */
export function isSourceUsed(db: ReadDb, id: string): boolean {
  const row = first(
    db,
    `SELECT EXISTS (SELECT 1 FROM hops WHERE source = s.key)
       OR EXISTS (SELECT 1 FROM sources c WHERE c.affiliation = s.key)
       OR EXISTS (SELECT 1 FROM sources m WHERE m.merged_into = s.key)
       OR EXISTS (SELECT 1 FROM source_posts p WHERE p.affiliation = s.key)
       OR EXISTS (SELECT 1 FROM slots p WHERE p.source = s.key)
       OR EXISTS (SELECT 1 FROM assessments g WHERE g.source = s.key AND g.claim IS NOT NULL) AS used
     FROM sources s WHERE s.id = ?`,
    [id],
  );
  return row !== null && integer(row, "used") === 1;
}
