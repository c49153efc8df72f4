import { z } from "../../app/kernel/schema.ts";
import type { Tag, TagRef } from "../../app/tags/model.ts";
import { sortKey } from "../../app/text/names.ts";
import { objectTable } from "./object-table.ts";
import { all, first, integer, type ReadDb, type Row, run, text, textOrNull, type WriteDb } from "./sql.ts";

/** A tag as the ledger keeps it. */
export const TagValue = z.object({
  name: z.string(),
  parentId: z.string().nullable(),
  colour: z.number().int(),
  description: z.string().nullable(),
});
export type TagValue = z.infer<typeof TagValue>;

export const tagObject = objectTable(TagValue, {
  read(db, id) {
    const row = first(
      db,
      `SELECT t.name, p.id AS parent_id, t.colour, t.description
       FROM tags t LEFT JOIN tags p ON p.key = t.parent WHERE t.id = ?`,
      [id],
    );
    return (
      row && {
        name: text(row, "name"),
        parentId: textOrNull(row, "parent_id"),
        colour: integer(row, "colour"),
        description: textOrNull(row, "description"),
      }
    );
  },
  write(db, id, value) {
    if (value === null) {
      run(db, "DELETE FROM tags WHERE id = ?", [id]);
      return;
    }
    run(
      db,
      `INSERT INTO tags (id, name, parent, colour, description)
       VALUES (?1, ?2, (SELECT key FROM tags WHERE id = ?3), ?4, ?5)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, parent = excluded.parent, colour = excluded.colour,
         description = excluded.description`,
      [id, value.name, value.parentId, value.colour, value.description],
    );
  },
  label: (value) => value.name,
});

const COLUMNS = `t.id, t.name, p.id AS parent_id, t.colour, t.description,
  (SELECT count(*) FROM claim_tags c WHERE c.tag = t.key)
  + (SELECT count(*) FROM annotation_tags a WHERE a.tag = t.key)
  + (SELECT count(*) FROM article_tags r WHERE r.tag = t.key) AS uses`;
const FROM = "FROM tags t LEFT JOIN tags p ON p.key = t.parent";

const toTag = (row: Row, path: string): Tag => ({
  id: text(row, "id"),
  name: text(row, "name"),
  parentId: textOrNull(row, "parent_id"),
  path,
  colour: integer(row, "colour"),
  description: textOrNull(row, "description"),
  uses: integer(row, "uses"),
});

/** Rows of tags as a tree read from top to bottom: parents before children, siblings as names sort. */
function inOrder<Out>(rows: readonly Row[], toOut: (row: Row, path: string) => Out): Out[] {
  const below = new Map<string | null, { row: Row; key: string }[]>();
  for (const row of rows) {
    const parentId = textOrNull(row, "parent_id");
    const siblings = below.get(parentId) ?? [];
    siblings.push({ row, key: sortKey(text(row, "name")) });
    below.set(parentId, siblings);
  }
  const found: Out[] = [];
  const walk = (parentId: string | null, above: string): void => {
    for (const { row } of (below.get(parentId) ?? []).toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
      const path = above + text(row, "name");
      found.push(toOut(row, path));
      walk(text(row, "id"), `${path}/`);
    }
  };
  walk(null, "");
  return found;
}

/** The whole codebook, parents before children, siblings by name. */
export const listTags = (db: ReadDb): Tag[] => inOrder(all(db, `SELECT ${COLUMNS} ${FROM}`), toTag);

/** As `listTags`, without how often each is used, which has all carriers counted. */
export const codebookOf = (db: ReadDb): Omit<Tag, "uses">[] =>
  inOrder(
    all(db, `SELECT t.id, t.name, p.id AS parent_id, t.colour, t.description, 0 AS uses ${FROM}`),
    (row, path) => {
      const { uses: _uses, ...tag } = toTag(row, path);
      return tag;
    },
  );

/** One tag with its path; null where there is none. */
export function findTagById(db: ReadDb, id: string): Tag | null {
  const row = first(db, `SELECT ${COLUMNS} ${FROM} WHERE t.id = ?`, [id]);
  if (!row) return null;
  const path = first(
    db,
    `WITH RECURSIVE up (parent, path) AS (
       SELECT parent, name FROM tags WHERE id = ?
       UNION ALL SELECT t.parent, t.name || '/' || up.path FROM up JOIN tags t ON t.key = up.parent)
     SELECT path FROM up WHERE parent IS NULL`,
    [id],
  );
  return path && toTag(row, text(path, "path"));
}

/** How many tags stand at the top. */
export function countTopTags(db: ReadDb): number {
  const row = first(db, "SELECT count(*) AS count FROM tags WHERE parent IS NULL");
  return row ? integer(row, "count") : 0;
}

/** A tag's id by its parent (null at the top) and name. */
export function findTag(db: ReadDb, parentId: string | null, name: string): string | null {
  const row = first(
    db,
    `SELECT id FROM tags WHERE name = ?1 AND ifnull(parent, 0) = ifnull((SELECT key FROM tags WHERE id = ?2), 0)`,
    [name, parentId],
  );
  return row ? text(row, "id") : null;
}

/** A tag and everything below it, children before parents. */
export function tagWithChildren(db: ReadDb, id: string): string[] {
  return all(
    db,
    `WITH RECURSIVE below (key, id, depth) AS (
       SELECT key, id, 0 FROM tags WHERE id = ?
       UNION ALL SELECT t.key, t.id, b.depth + 1 FROM tags t JOIN below b ON t.parent = b.key)
     SELECT id FROM below ORDER BY depth DESC`,
    [id],
  ).map((row) => text(row, "id"));
}

/** The objects that carry a tag, by kind. */
export function usersOfTag(db: ReadDb, id: string): { kind: "claim" | "annotation" | "article"; id: string }[] {
  return all(
    db,
    `SELECT 'claim' AS kind, c.id FROM claim_tags u JOIN tags t ON t.key = u.tag JOIN claims c ON c.key = u.claim
       WHERE t.id = ?1
     UNION ALL SELECT 'annotation', a.id FROM annotation_tags u JOIN tags t ON t.key = u.tag
       JOIN annotations a ON a.key = u.annotation WHERE t.id = ?1
     UNION ALL SELECT 'article', r.id FROM article_tags u JOIN tags t ON t.key = u.tag
       JOIN articles r ON r.key = u.article WHERE t.id = ?1`,
    [id],
  ).map((row) => ({ kind: text(row, "kind") as "claim" | "annotation" | "article", id: text(row, "id") }));
}

type Owner = "article" | "annotation" | "claim";

/** From each tag upwards: a codebook may be large, what a few objects carry of it is not. */
const ofOwners = (owner: Owner): string => `WITH RECURSIVE up (owner, id, parent, path) AS (
    SELECT u.${owner}, t.id, t.parent, t.name
    FROM json_each(?) w CROSS JOIN ${owner}_tags u ON u.${owner} = w.value JOIN tags t ON t.key = u.tag
    UNION ALL
    SELECT up.owner, up.id, t.parent, t.name || '/' || up.path FROM up JOIN tags t ON t.key = up.parent)
  SELECT owner, id, path FROM up WHERE parent IS NULL ORDER BY path`;

/** The tags of several objects of one kind, by their keys. */
export function tagsOfAll(db: ReadDb, owner: Owner, keys: readonly number[]): Map<number, TagRef[]> {
  const tags = new Map<number, TagRef[]>(keys.map((key) => [key, []]));
  for (const row of all(db, ofOwners(owner), [JSON.stringify(keys)]))
    tags.get(integer(row, "owner"))?.push({ id: text(row, "id"), path: text(row, "path") });
  return tags;
}

/** The tags of one object, by its key. */
export const tagsOf = (db: ReadDb, owner: Owner, key: number): TagRef[] => tagsOfAll(db, owner, [key]).get(key) ?? [];

const idsOf: Record<Owner, string> = {
  article: "SELECT t.id FROM article_tags u JOIN tags t ON t.key = u.tag WHERE u.article = ? ORDER BY t.id",
  annotation: "SELECT t.id FROM annotation_tags u JOIN tags t ON t.key = u.tag WHERE u.annotation = ? ORDER BY t.id",
  claim: "SELECT t.id FROM claim_tags u JOIN tags t ON t.key = u.tag WHERE u.claim = ? ORDER BY t.id",
};

/** The ids of an object's tags in a fixed order, as the ledger keeps them. */
export const tagIdsOf = (db: ReadDb, owner: Owner, key: number): string[] =>
  all(db, idsOf[owner], [key]).map((row) => text(row, "id"));

const clear: Record<Owner, string> = {
  article: "DELETE FROM article_tags WHERE article = ?",
  annotation: "DELETE FROM annotation_tags WHERE annotation = ?",
  claim: "DELETE FROM claim_tags WHERE claim = ?",
};

const set: Record<Owner, string> = {
  article: "INSERT INTO article_tags (article, tag) SELECT ?, key FROM tags WHERE id = ?",
  annotation: "INSERT INTO annotation_tags (annotation, tag) SELECT ?, key FROM tags WHERE id = ?",
  claim: "INSERT INTO claim_tags (claim, tag) SELECT ?, key FROM tags WHERE id = ?",
};

/** Gives an object exactly these tags. */
export function setTags(db: WriteDb, owner: Owner, key: number, ids: readonly string[]): void {
  run(db, clear[owner], [key]);
  for (const id of ids) run(db, set[owner], [key, id]);
}
