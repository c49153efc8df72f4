import type { DraftField } from "../../app/articles/drafts.ts";
import { keyOf, publishedKey } from "./articles.ts";
import { newId } from "./identity.ts";
import { judgeLike } from "./import-draft-judging.ts";
import { bits, STATED, Tags } from "./import-drafts.ts";
import {
  all,
  first,
  integer,
  integers,
  type ReadDb,
  run,
  type SqlValue,
  text,
  textOrNull,
  type WriteDb,
} from "./sql.ts";

/** What an edit gives the items of a draft; null takes a value away. */
export interface DraftEdit {
  readonly title?: string | undefined;
  readonly outlet?: string | null | undefined;
  readonly author?: string | null | undefined;
  readonly publishedAt?: string | null | undefined;
  readonly language?: string | null | undefined;
  readonly addTags?: readonly string[] | undefined;
  readonly removeTags?: readonly string[] | undefined;
  readonly leaveOut?: boolean | undefined;
  readonly asStated?: readonly DraftField[] | undefined;
}

/** The fields that can be corrected, by the columns of what is shown and of what was read. */
const stated = [
  ["title", "title", bits.title],
  ["outlet", "outlet", bits.outlet],
  ["author", "author", bits.author],
  ["publishedAt", "published_at", bits.publishedAt],
  ["language", "language", bits.language],
] as const;

/** Columns that a step keeps of the fields that it touches. */
const columnsOf = (fields: number): string[] => [
  ...stated.flatMap(([, column, bit]) => (fields & bit ? [column, `stated_${column}`] : [])),
  ...(fields & bits.tags ? ["tags"] : []),
  ...(fields & bits.leftOut ? ["left_out"] : []),
  // Whether it is corrected is said field by field, in one number.
  ...(fields & ~bits.leftOut ? ["corrected"] : []),
];

/** Edits of a draft that can be undone; those before are forgotten. */
const STEPS_KEPT = 30;

/** The keys of these items of a draft, in its order; those that are not there are passed over. */
export const itemsWithIds = (db: ReadDb, draft: number, ids: readonly string[]): number[] =>
  integers(
    db,
    `SELECT DISTINCT i.key FROM json_each(?) k CROSS JOIN import_draft_items i ON i.key = CAST(k.value AS INTEGER)
     WHERE i.draft = ? ORDER BY i.key`,
    [JSON.stringify(ids), draft],
  );

/** The files of these items. */
export const filesOfItems = (db: ReadDb, keys: readonly number[]): string[] =>
  all(
    db,
    `SELECT DISTINCT f.path FROM json_each(?) k CROSS JOIN import_draft_items i ON i.key = k.value
       JOIN import_draft_files f ON f.key = i.file ORDER BY f.key`,
    [JSON.stringify(keys)],
  ).map((row) => text(row, "path"));

/** Assignments of one correction: what is shown, how it sorts, and what was read where it was not corrected before. */
function correct(column: string, bit: number, value: string | null): { set: string[]; parameters: SqlValue[] } {
  const set = [
    `stated_${column} = iif(corrected & ${bit} OR ${column} IS ?, stated_${column}, ${column})`,
    `${column} = ?`,
  ];
  const parameters: SqlValue[] = [value, value];
  if (column === "published_at") {
    set.push("published_key = ?");
    parameters.push(publishedKey(value));
  } else if (column !== "language") {
    set.push(`${column}_key = ?`);
    parameters.push(value === null ? null : keyOf(value));
  }
  return { set, parameters };
}

/** The tags of an item with some more and some fewer, as they are stored. */
function tagsWith(stored: string, { addTags = [], removeTags = [] }: DraftEdit): string {
  const tags = stored === "" ? [] : Tags.parse(JSON.parse(stored));
  const left = [...new Set([...tags, ...addTags])].filter((tag) => !removeTags.includes(tag)).toSorted();
  return left.length === 0 ? "" : JSON.stringify(left);
}

/** Changes items, so that it can be undone. @returns the id of the step; null where nothing is selected */
export function editItems(
  db: WriteDb,
  draft: number,
  keys: readonly number[],
  edit: DraftEdit,
): { changed: number; step: string | null; touched: number[] } {
  const given = stated.filter(([field]) => edit[field] !== undefined);
  const back = stated.filter(([field]) => edit.asStated?.includes(field) && edit[field] === undefined);
  const isTagging = (edit.addTags?.length ?? 0) + (edit.removeTags?.length ?? 0) > 0;
  const fields =
    [...given, ...back].reduce((so, [, , bit]) => so | bit, 0) |
    (isTagging ? bits.tags : 0) |
    (edit.leaveOut === undefined ? 0 : bits.leftOut);
  if (keys.length === 0 || fields === 0) return { changed: 0, step: null, touched: [] };
  const id = newId();
  const { key: step } = run(db, "INSERT INTO import_draft_steps (id, draft, fields) VALUES (?, ?, ?)", [
    id,
    draft,
    fields,
  ]);
  const listed = JSON.stringify(keys);
  keepSide(db, step, 0, fields, listed);
  const set: string[] = [];
  const parameters: SqlValue[] = [];
  for (const [field, column, bit] of given) {
    const assigned = correct(column, bit, edit[field] ?? null);
    set.push(...assigned.set);
    parameters.push(...assigned.parameters);
  }
  for (const [, column, bit] of back)
    set.push(`${column} = iif(corrected & ${bit}, stated_${column}, ${column})`, `stated_${column} = NULL`);
  if (edit.leaveOut !== undefined) {
    set.push("left_out = ?");
    parameters.push(edit.leaveOut ? 1 : 0);
  }
  if (given.length + back.length > 0) {
    // To say what it says already is no correction.
    const added = given.map(([, column, bit]) => `iif(${column} IS ?, 0, ${bit})`);
    const taken = back.reduce((so, [, , bit]) => so | bit, 0);
    set.push(`corrected = (${["corrected", ...added].join(" | ")}) & ~${taken}`);
    parameters.push(...given.map(([field]) => edit[field] ?? null));
  }
  if (set.length > 0)
    run(db, `UPDATE import_draft_items SET ${set.join(", ")} WHERE key IN (SELECT value FROM json_each(?))`, [
      ...parameters,
      listed,
    ]);
  if (isTagging) tagItems(db, listed, edit);
  if (back.length > 0) sortAnew(db, listed, fields);
  keepSide(db, step, 1, fields, listed);
  // What is as it was before is no part of it.
  const same = columnsOf(fields)
    .map((column) => `a.${column} IS b.${column}`)
    .join(" AND ");
  run(
    db,
    `DELETE FROM import_draft_step_items WHERE step = ?1 AND item IN (
       SELECT b.item FROM import_draft_step_items b
         JOIN import_draft_step_items a ON a.step = b.step AND a.side = 1 AND a.item = b.item
       WHERE b.step = ?1 AND b.side = 0 AND ${same})`,
    [step],
  );
  const changed = itemsOf(db, step);
  if (changed.length === 0) {
    run(db, "DELETE FROM import_draft_steps WHERE key = ?", [step]);
    return { changed: 0, step: null, touched: [] };
  }
  const others = fields & bits.leftOut ? judgeLike(db, draft, JSON.stringify(changed)) : [];
  run(
    db,
    `DELETE FROM import_draft_steps WHERE draft = ?1
       AND key <= (SELECT key FROM import_draft_steps WHERE draft = ?1 ORDER BY key DESC LIMIT 1 OFFSET ${STEPS_KEPT})`,
    [draft],
  );
  return { changed: changed.length, step: id, touched: [...changed, ...others] };
}

const itemsOf = (db: ReadDb, step: number): number[] =>
  integers(db, "SELECT item FROM import_draft_step_items WHERE step = ? AND side = 0", [step]);

function keepSide(db: WriteDb, step: number, side: 0 | 1, fields: number, listed: string): void {
  const columns = columnsOf(fields).join(", ");
  run(
    db,
    `INSERT INTO import_draft_step_items (step, side, item, ${columns})
     SELECT ?, ?, key, ${columns} FROM import_draft_items WHERE key IN (SELECT value FROM json_each(?))`,
    [step, side, listed],
  );
}

/** Gives each set of tags that occurs the tags that come of it. */
function tagItems(db: WriteDb, listed: string, edit: DraftEdit): void {
  for (const row of all(
    db,
    "SELECT DISTINCT tags FROM import_draft_items WHERE key IN (SELECT value FROM json_each(?))",
    [listed],
  )) {
    const before = text(row, "tags");
    const after = tagsWith(before, edit);
    if (after === before) continue;
    run(
      db,
      `UPDATE import_draft_items SET tags = ?, corrected = iif(? = '', corrected & ~${bits.tags}, corrected | ${bits.tags})
       WHERE key IN (SELECT value FROM json_each(?)) AND tags = ?`,
      [after, after, listed, before],
    );
  }
}

/** The columns that items are sorted by, each from the one that is shown. */
const sorted = [
  [bits.title, "title_key = draft_name_key(title)"],
  [bits.outlet, "outlet_key = draft_name_key(outlet)"],
  [bits.author, "author_key = draft_name_key(author)"],
  [bits.publishedAt, "published_key = draft_date_key(published_at)"],
] as const;

const keyed =
  (of: (value: string) => string | null) =>
  (value: unknown): string | null =>
    typeof value === "string" ? of(value) : null;

const taught = new WeakSet<WriteDb["connection"]>();

/** Teaches SQLite, once a connection, how names and dates sort. */
function teach({ connection }: WriteDb): void {
  if (taught.has(connection)) return;
  taught.add(connection);
  connection.function("draft_name_key", { deterministic: true, directOnly: true }, keyed(keyOf));
  connection.function("draft_date_key", { deterministic: true, directOnly: true }, keyed(publishedKey));
}

/** Sorts items by what they are called now, whatever that was. */
function sortAnew(db: WriteDb, listed: string, fields: number): void {
  const set = sorted.filter(([bit]) => fields & bit).map(([, each]) => each);
  if (set.length === 0) return;
  teach(db);
  run(db, `UPDATE import_draft_items SET ${set.join(", ")} WHERE key IN (SELECT value FROM json_each(?))`, [listed]);
}

/**
 * Takes an edit back, or, where it was taken back, makes it again. @returns the items that are other than before; null where
 * there is no such edit, `conflict` where a later one changed the same of the same items
 */
export function turnStep(
  db: WriteDb,
  draft: number,
  id: string,
): { changed: number; touched: number[] } | "conflict" | null {
  const row = first(db, "SELECT key, fields, undone FROM import_draft_steps WHERE id = ? AND draft = ?", [id, draft]);
  if (!row) return null;
  const [step, fields, undone] = [integer(row, "key"), integer(row, "fields"), integer(row, "undone")];
  const later = first(
    db,
    `SELECT 1 AS is_there FROM import_draft_steps l
     WHERE l.draft = ? AND l.key > ? AND l.undone = 0 AND l.fields & ? AND EXISTS (
       SELECT 1 FROM import_draft_step_items a
         JOIN import_draft_step_items b ON b.step = ? AND b.side = 0 AND b.item = a.item
       WHERE a.step = l.key AND a.side = 0)`,
    [draft, step, fields, step],
  );
  if (later) return "conflict";
  const set = columnsOf(fields).map((column) =>
    // Of the other fields it stays what they are now.
    column === "corrected"
      ? `corrected = (i.corrected & ~${fields & (STATED | bits.tags)}) | (s.corrected & ${fields & (STATED | bits.tags)})`
      : `${column} = s.${column}`,
  );
  const { changes } = run(
    db,
    `UPDATE import_draft_items AS i SET ${set.join(", ")} FROM import_draft_step_items s
     WHERE s.step = ? AND s.side = ? AND s.item = i.key`,
    [step, undone === 1 ? 1 : 0],
  );
  run(db, "UPDATE import_draft_steps SET undone = 1 - undone WHERE key = ?", [step]);
  const touched = itemsOf(db, step);
  const listed = JSON.stringify(touched);
  sortAnew(db, listed, fields);
  const others = fields & bits.leftOut ? judgeLike(db, draft, listed) : [];
  return { changed: changes, touched: [...touched, ...others] };
}

/** Gives the items of a file that was read again what was said about those of before: at the same place, in their order. */
export function carryOver(db: WriteDb, draft: number, path: string, to: number): void {
  const from = integers(
    db,
    `SELECT i.key FROM import_draft_files f JOIN import_draft_items i ON i.file = f.key
     WHERE f.draft = ? AND f.path = ? AND f.key <> ? AND (i.corrected > 0 OR i.left_out = 1) ORDER BY i.key`,
    [draft, path, to],
  );
  if (from.length === 0) return;
  const placeOf = (key: number): string => {
    const row = first(db, "SELECT member, line FROM import_draft_items WHERE key = ?", [key]);
    return JSON.stringify([row && textOrNull(row, "member"), row?.["line"]]);
  };
  const waiting = new Map<string, number[]>();
  for (const key of integers(db, "SELECT key FROM import_draft_items WHERE file = ? ORDER BY key", [to])) {
    const place = placeOf(key);
    const there = waiting.get(place);
    if (there) there.push(key);
    else waiting.set(place, [key]);
  }
  const taken: number[] = [];
  for (const old of from) {
    const key = waiting.get(placeOf(old))?.shift();
    if (key === undefined) continue;
    taken.push(key);
    run(
      db,
      `UPDATE import_draft_items AS i SET left_out = o.left_out, tags = o.tags, corrected = o.corrected,
         ${stated.map(([, column, bit]) => `stated_${column} = iif(o.corrected & ${bit}, i.${column}, NULL), ${column} = iif(o.corrected & ${bit}, o.${column}, i.${column})`).join(", ")}
       FROM import_draft_items o WHERE o.key = ? AND i.key = ?`,
      [old, key],
    );
  }
  sortAnew(db, JSON.stringify(taken), STATED);
}
