import { dirname } from "node:path";

import type { DraftItemState, ImportDraft } from "../../app/articles/drafts.ts";
import { FileReading } from "../../app/articles/model.ts";
import { must } from "../../app/kernel/assert.ts";
import { z } from "../../app/kernel/schema.ts";
import { foldText } from "../../app/text/fold.ts";
import { keyOf, publishedKey } from "./articles.ts";
import { newId } from "./identity.ts";
import {
  all,
  first,
  integer,
  integerOrNull,
  type ReadDb,
  type Row,
  run,
  text,
  textOrNull,
  type WriteDb,
} from "./sql.ts";

/** A draft as it is kept: what is known of it without looking at its items. */
export interface DraftRow {
  readonly key: number;
  readonly id: string;
  readonly analyst: string;
  readonly device: string;
  readonly begunAt: string;
  readonly paths: readonly string[];
  readonly reading: FileReading;
  readonly whole: boolean;
  /** The key of the watched folder that it is of: it has what arrived there, not all that lies there. */
  readonly watched: number | null;
}

/** A file of a draft. */
export interface DraftFile {
  readonly key: number;
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
  /** How this one is read, where it is not as the draft says. */
  readonly reading: FileReading | null;
}

/** What an item is made of. */
export interface NewItem {
  readonly member: string | null;
  readonly line: number | null;
  readonly state: DraftItemState;
  readonly title: string;
  readonly outlet: string | null;
  readonly author: string | null;
  readonly publishedAt: string | null;
  readonly language: string | null;
  readonly url: string | null;
  readonly chars: number;
  readonly excerpt: string;
  readonly original: Uint8Array | null;
  readonly textSha256: Uint8Array | null;
  readonly identity: Uint8Array | null;
  readonly place: string | null;
  readonly code: string | null;
  readonly message: string | null;
}

/** Fields of an item, a bit each: which of them are corrected, and which an edit touches. */
export const bits = { title: 1, outlet: 2, author: 4, publishedAt: 8, language: 16, tags: 32, leftOut: 64 } as const;
export const STATED = bits.title | bits.outlet | bits.author | bits.publishedAt | bits.language;

const Paths = z.array(z.string());
export const Tags = z.array(z.string());

const COLUMNS = "d.key, d.id, d.analyst, d.device, d.begun_at, d.paths, d.reading, d.whole, d.watched";

const toDraft = (row: Row): DraftRow => ({
  key: integer(row, "key"),
  id: text(row, "id"),
  analyst: text(row, "analyst"),
  device: text(row, "device"),
  begunAt: text(row, "begun_at"),
  paths: Paths.parse(JSON.parse(text(row, "paths"))),
  reading: FileReading.parse(JSON.parse(text(row, "reading"))),
  whole: integer(row, "whole") === 1,
  watched: integerOrNull(row, "watched"),
});

export function beginDraft(db: WriteDb, begun: Omit<DraftRow, "key" | "id" | "whole">): DraftRow {
  const id = newId();
  const { key } = run(
    db,
    `INSERT INTO import_drafts (id, analyst, device, begun_at, paths, reading, watched, judged)
     VALUES (?, ?, ?, ?, ?, ?, ?, (SELECT ifnull(max(seq), 0) FROM ledger_entries))`,
    [
      id,
      begun.analyst,
      begun.device,
      begun.begunAt,
      JSON.stringify(begun.paths),
      JSON.stringify(begun.reading),
      begun.watched,
    ],
  );
  return { ...begun, key, id, whole: false };
}

/** The drafts that were made on this workstation, newest first; none that was left. */
export const draftsOf = (db: ReadDb, device: string): DraftRow[] =>
  all(db, `SELECT ${COLUMNS} FROM import_drafts d WHERE d.device = ? AND d.is_left = 0 ORDER BY d.key DESC`, [
    device,
  ]).map(toDraft);

/** The draft that was left last and can be brought back, if it is this one. */
export function findLeftDraft(db: ReadDb, device: string, id: string): DraftRow | null {
  const row = first(db, `SELECT ${COLUMNS} FROM import_drafts d WHERE d.id = ? AND d.device = ? AND d.is_left = 1`, [
    id,
    device,
  ]);
  return row && toDraft(row);
}

/** Says whether all files of it were seen. */
export function setWhole(db: WriteDb, draft: number, whole: boolean): void {
  run(db, "UPDATE import_drafts SET whole = ? WHERE key = ?", [whole ? 1 : 0, draft]);
}

/** `left`: out of sight, and can be brought back; `gone`: for good, and is to be cleared away. Its import is left too. */
export function putAway(db: WriteDb, draft: number, how: "left" | "gone" | "back"): void {
  if (how === "left") run(db, "UPDATE import_drafts SET is_left = 2 WHERE is_left = 1");
  if (how !== "back") run(db, "DELETE FROM import_runs WHERE draft = ?", [draft]);
  run(db, "UPDATE import_drafts SET is_left = ? WHERE key = ?", [{ back: 0, left: 1, gone: 2 }[how], draft]);
}

/** Says that what was left cannot be brought back any more. */
export function forgetLeftDrafts(db: WriteDb): void {
  run(db, "UPDATE import_drafts SET is_left = 2 WHERE is_left = 1");
}

/** Clears some of what drafts hold that are gone for good. @returns whether there is more */
export function clearGone(db: WriteDb, limit: number): boolean {
  const gone = first(db, "SELECT key FROM import_drafts WHERE is_left = 2");
  if (!gone) return false;
  const draft = integer(gone, "key");
  run(db, "DELETE FROM import_draft_steps WHERE draft = ?", [draft]);
  const { changes } = run(
    db,
    "DELETE FROM import_draft_items WHERE key IN (SELECT key FROM import_draft_items WHERE draft = ? LIMIT ?)",
    [draft, limit],
  );
  if (changes < limit) run(db, "DELETE FROM import_drafts WHERE key = ?", [draft]);
  return true;
}

type Counts = Pick<ImportDraft, "files" | "items" | "states" | "leftOut" | "corrected" | "toImport" | "begun">;

/** How many files and items a draft has, and of which states. */
export function countDraft(db: ReadDb, draft: number): Counts {
  const states: ImportDraft["states"] = {
    new: 0,
    duplicate: 0,
    version: 0,
    unreadable: 0,
    "needs-mapping": 0,
    changed: 0,
  };
  const counts = { items: 0, leftOut: 0, toImport: 0 };
  for (const row of all(
    db,
    "SELECT state, count(*) AS count, sum(left_out) AS left_out FROM import_draft_items WHERE draft = ? GROUP BY state",
    [draft],
  )) {
    const state = text(row, "state") as DraftItemState;
    const [count, leftOut] = [integer(row, "count"), integer(row, "left_out")];
    states[state] = count;
    counts.items += count;
    counts.leftOut += leftOut;
    if (state === "new" || state === "version") counts.toImport += count - leftOut;
  }
  const row = must(
    first(
      db,
      `SELECT (SELECT count(DISTINCT path) FROM import_draft_files WHERE draft = ?1) AS files,
         (SELECT count(*) FROM import_draft_items WHERE draft = ?1 AND corrected > 0) AS corrected,
         EXISTS (SELECT 1 FROM import_runs r WHERE r.draft = ?1
           AND NOT EXISTS (SELECT 1 FROM acts a WHERE a.act = r.act AND a.undone_by IS NOT NULL)) AS begun`,
      [draft],
    ),
    "a row of counts",
  );
  return {
    ...counts,
    states,
    files: integer(row, "files"),
    corrected: integer(row, "corrected"),
    begun: integer(row, "begun") === 1,
  };
}

/** Begins a file, beside what is known of it from a look before: that goes when this one has ended. */
export function beginFile(db: WriteDb, draft: number, file: Omit<DraftFile, "key">): number {
  return run(
    db,
    `INSERT INTO import_draft_files (draft, path, path_key, folder, bytes, modified_at, reading) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [
      draft,
      file.path,
      foldText(file.path),
      dirname(file.path),
      file.bytes,
      file.modifiedAt,
      file.reading && JSON.stringify(file.reading),
    ],
  ).key;
}

/** Says that all of a file was seen. What was known of it before goes, with what was said about it. */
export function endFile(db: WriteDb, draft: number, file: number, path: string): { replaced: boolean } {
  run(db, "UPDATE import_draft_files SET ended = 1 WHERE key = ?", [file]);
  const { changes } = run(db, "DELETE FROM import_draft_files WHERE draft = ? AND path = ? AND key <> ?", [
    draft,
    path,
    file,
  ]);
  return { replaced: changes > 0 };
}

/** Says of the files of a draft that are not among these that they are not there any more; what is said about them stays. */
export function missOthers(db: WriteDb, draft: number, there: readonly string[]): number {
  const missed = all(
    db,
    `SELECT i.key FROM import_draft_files f JOIN import_draft_items i ON i.file = f.key
     WHERE f.draft = ? AND f.path NOT IN (SELECT value FROM json_each(?))`,
    [draft, JSON.stringify(there)],
  );
  const why = { state: "changed", code: "file-missing", message: "the file is not there any more" } as const;
  for (const row of missed) failItem(db, integer(row, "key"), why, false);
  return missed.length;
}

/** What is known of a file: whether all of it was seen as it is now, and how it is read. */
export function knownFile(
  db: ReadDb,
  draft: number,
  file: { path: string; bytes: number; modifiedAt: number },
): { isSeen: boolean; reading: FileReading | null } | null {
  const row = first(
    db,
    `SELECT f.reading, f.ended AND f.bytes = ?3 AND f.modified_at = ?4
       AND NOT EXISTS (SELECT 1 FROM import_draft_items i WHERE i.file = f.key AND i.state = 'changed') AS is_seen
     FROM import_draft_files f WHERE f.draft = ?1 AND f.path = ?2 ORDER BY f.ended DESC, f.key DESC LIMIT 1`,
    [draft, file.path, file.bytes, file.modifiedAt],
  );
  return row && { isSeen: integer(row, "is_seen") === 1, reading: readingOf(row) };
}

const readingOf = (row: Row): FileReading | null => {
  const reading = textOrNull(row, "reading");
  return reading === null ? null : FileReading.parse(JSON.parse(reading));
};

/** The files of a draft in the order in which they were seen, whole or in part; with `toImport` those alone of which something is. */
export const filesOf = (db: ReadDb, draft: number, toImport = false): DraftFile[] =>
  all(
    db,
    `SELECT f.key, f.path, f.bytes, f.modified_at, f.reading FROM import_draft_files f WHERE f.draft = ?
     ${toImport ? "AND EXISTS (SELECT 1 FROM import_draft_items i WHERE i.file = f.key AND i.left_out = 0)" : ""}
     ORDER BY f.key`,
    [draft],
  ).map((row) => ({
    key: integer(row, "key"),
    path: text(row, "path"),
    bytes: integer(row, "bytes"),
    modifiedAt: integer(row, "modified_at"),
    reading: readingOf(row),
  }));

/** Adds an item at the end of a draft. @returns its key */
export function addItem(db: WriteDb, draft: number, file: number, item: NewItem): number {
  const { key } = run(
    db,
    `INSERT INTO import_draft_items (draft, file, member, line, state, title, outlet, author, published_at, language,
       title_key, outlet_key, author_key, published_key, chars, original, text_sha256, identity, place, code)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      draft,
      file,
      item.member,
      item.line,
      item.state,
      item.title,
      item.outlet,
      item.author,
      item.publishedAt,
      item.language,
      keyOf(item.title),
      item.outlet === null ? null : keyOf(item.outlet),
      item.author === null ? null : keyOf(item.author),
      publishedKey(item.publishedAt),
      item.chars,
      item.original,
      item.textSha256,
      item.identity,
      item.place,
      item.code,
    ],
  );
  run(db, "INSERT INTO import_draft_details (item, url, excerpt, message) VALUES (?, ?, ?, ?)", [
    key,
    item.url,
    item.excerpt,
    item.message,
  ]);
  return key;
}

/** Says why an item cannot come in, and whether it is the import of its draft that found it. */
export function failItem(
  db: WriteDb,
  item: number,
  why: { state: DraftItemState; code: string; message: string },
  isImporting = true,
): void {
  run(db, "UPDATE import_draft_items SET state = ?, code = ?, failed = ?, article = NULL, twin = NULL WHERE key = ?", [
    why.state,
    why.code,
    isImporting ? 1 : 0,
    item,
  ]);
  run(db, "UPDATE import_draft_details SET message = ? WHERE item = ?", [why.message, item]);
}
