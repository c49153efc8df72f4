import { FileReading } from "../../app/articles/model.ts";
import { newId } from "./identity.ts";
import { all, first, integer, type ReadDb, type Row, run, text, type WriteDb } from "./sql.ts";

/** A folder that is watched, as it is kept. */
export interface WatchedRow {
  readonly key: number;
  readonly id: string;
  readonly analyst: string;
  readonly since: string;
  readonly path: string;
  readonly reading: FileReading;
}

/** A file as it was found. */
export interface FoundFile {
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
}

const COLUMNS = "key, id, analyst, since, path, reading";

const toRow = (row: Row): WatchedRow => ({
  key: integer(row, "key"),
  id: text(row, "id"),
  analyst: text(row, "analyst"),
  since: text(row, "since"),
  path: text(row, "path"),
  reading: FileReading.parse(JSON.parse(text(row, "reading"))),
});

/** The folders that are watched for this workstation, by path. */
export const watchedFolders = (db: ReadDb, device: string): WatchedRow[] =>
  all(db, `SELECT ${COLUMNS} FROM watched_folders WHERE device = ? AND is_left = 0 ORDER BY path`, [device]).map(toRow);

/** One that is watched, or with `left` one that is watched no longer. */
export function findWatched(db: ReadDb, device: string, id: string, left = false): WatchedRow | null {
  const row = first(db, `SELECT ${COLUMNS} FROM watched_folders WHERE device = ? AND id = ? AND is_left = ?`, [
    device,
    id,
    left ? 1 : 0,
  ]);
  return row && toRow(row);
}

/** Has a folder watched, for the first time or again: what was proposed of it before stays known. */
export function watch(
  db: WriteDb,
  begun: { device: string; analyst: string; since: string; path: string; reading: FileReading },
): void {
  run(
    db,
    `INSERT INTO watched_folders (id, device, analyst, since, path, reading) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (device, path) DO UPDATE SET is_left = 0, reading = excluded.reading,
       analyst = iif(is_left, excluded.analyst, analyst), since = iif(is_left, excluded.since, since)`,
    [newId(), begun.device, begun.analyst, begun.since, begun.path, JSON.stringify(begun.reading)],
  );
}

export function setWatched(db: WriteDb, key: number, isWatched: boolean): void {
  run(db, "UPDATE watched_folders SET is_left = ? WHERE key = ?", [isWatched ? 0 : 1, key]);
}

/** The files of a folder that were proposed already: their paths, and as they were then. */
export const proposedFiles = (db: ReadDb, key: number): Map<string, FoundFile> =>
  new Map(
    all(db, "SELECT path, bytes, modified_at FROM watched_files WHERE folder = ?", [key]).map((row) => {
      const path = text(row, "path");
      return [path, { path, bytes: integer(row, "bytes"), modifiedAt: integer(row, "modified_at") }];
    }),
  );

/** Notes that files were proposed as they are. */
export function keepProposed(db: WriteDb, key: number, files: Iterable<FoundFile>): void {
  for (const { path, bytes, modifiedAt } of files)
    run(db, "INSERT OR REPLACE INTO watched_files (folder, path, bytes, modified_at) VALUES (?, ?, ?, ?)", [
      key,
      path,
      bytes,
      modifiedAt,
    ]);
}

/** Of these files of a draft, takes those out of which the case has everything. @returns their paths */
export function dropKnownFiles(db: WriteDb, draft: number, paths: readonly string[]): string[] {
  const known = all(
    db,
    `SELECT f.key, f.path FROM import_draft_files f
     WHERE f.draft = ? AND f.path IN (SELECT value FROM json_each(?))
       AND EXISTS (SELECT 1 FROM import_draft_items i WHERE i.file = f.key)
       AND NOT EXISTS (SELECT 1 FROM import_draft_items i WHERE i.file = f.key
         AND (i.state <> 'duplicate' OR i.article IS NULL OR i.corrected > 0))`,
    [draft, JSON.stringify(paths)],
  );
  for (const row of known) run(db, "DELETE FROM import_draft_files WHERE key = ?", [integer(row, "key")]);
  return known.map((row) => text(row, "path"));
}
