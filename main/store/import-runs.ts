import { FileReading, type UnfinishedImport } from "../../app/articles/model.ts";
import { z } from "../../app/kernel/schema.ts";
import { newId } from "./identity.ts";
import { all, first, integer, integerOrNull, type ReadDb, type Row, run, text, type WriteDb } from "./sql.ts";

/** An import that has not ended. */
export interface ImportRun {
  readonly key: number;
  readonly id: string;
  readonly act: string;
  readonly analyst: string;
  readonly device: string;
  readonly startedAt: string;
  readonly paths: readonly string[];
  readonly reading: FileReading;
  /** The key of the draft that it brings in; null where it follows none. */
  readonly draft: number | null;
}

/** A file of which everything is in the case, with what came of it. */
export interface FinishedFile {
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
  readonly imported: number;
  readonly duplicates: number;
  readonly versions: number;
  readonly failed: readonly { path: string; code: string; message: string }[];
}

const Paths = z.array(z.string());
const Failed = z.array(z.object({ path: z.string(), code: z.string(), message: z.string() }));

const RUN = "r.key, r.id, r.act, r.analyst, r.device, r.started_at, r.paths, r.reading, r.stopped, r.draft";
/** One that was undone has nothing to go on with; what the case of another workstation names is not on this one. */
const UNFINISHED = `FROM import_runs r WHERE r.device = ?
  AND NOT EXISTS (SELECT 1 FROM acts a WHERE a.act = r.act AND a.undone_by IS NOT NULL)`;

const toRun = (row: Row): ImportRun => ({
  key: integer(row, "key"),
  id: text(row, "id"),
  act: text(row, "act"),
  analyst: text(row, "analyst"),
  device: text(row, "device"),
  startedAt: text(row, "started_at"),
  paths: Paths.parse(JSON.parse(text(row, "paths"))),
  reading: FileReading.parse(JSON.parse(text(row, "reading"))),
  draft: integerOrNull(row, "draft"),
});

export function beginRun(db: WriteDb, begun: Omit<ImportRun, "key" | "id">): ImportRun {
  const id = newId();
  const { key } = run(
    db,
    "INSERT INTO import_runs (id, act, analyst, device, started_at, paths, reading, draft) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    [
      id,
      begun.act,
      begun.analyst,
      begun.device,
      begun.startedAt,
      JSON.stringify(begun.paths),
      JSON.stringify(begun.reading),
      begun.draft,
    ],
  );
  return { ...begun, key, id };
}

/** The imports of this workstation that were not finished, newest first. */
export const unfinishedRuns = (db: ReadDb, device: string): ImportRun[] =>
  all(db, `SELECT ${RUN} ${UNFINISHED} ORDER BY r.key DESC`, [device]).map(toRun);

/** The same, as the interface shows them. */
export const unfinishedImports = (db: ReadDb, device: string): UnfinishedImport[] =>
  all(
    db,
    `SELECT ${RUN}, (SELECT count(*) FROM import_run_files f WHERE f.run = r.key) AS files ${UNFINISHED}
    ORDER BY r.key DESC`,
    [device],
  ).map((row) => {
    const { id, analyst, startedAt, paths } = toRun(row);
    return {
      id,
      analyst,
      startedAt,
      paths: [...paths],
      files: integer(row, "files"),
      stopped: integer(row, "stopped") === 1,
    };
  });

/** It is under way again. */
export function resumeRun(db: WriteDb, key: number): void {
  run(db, "UPDATE import_runs SET stopped = 0 WHERE key = ?", [key]);
}

/** The analyst stopped it. */
export function stopRun(db: WriteDb, key: number): void {
  run(db, "UPDATE import_runs SET stopped = 1 WHERE key = ?", [key]);
}

/** It has ended, or is left as it is: nothing more is known of it. */
export function endRun(db: WriteDb, key: number): void {
  run(db, "DELETE FROM import_runs WHERE key = ?", [key]);
}

/** Notes that everything of a file is in; within the transaction that stores the last of it. */
export function keepFinished(db: WriteDb, key: number, file: FinishedFile): void {
  run(
    db,
    `INSERT OR REPLACE INTO import_run_files (run, path, bytes, modified_at, imported, duplicates, versions, failed)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      key,
      file.path,
      file.bytes,
      file.modifiedAt,
      file.imported,
      file.duplicates,
      file.versions,
      file.failed.length === 0 ? "" : JSON.stringify(file.failed),
    ],
  );
}

/** What came of a file that was finished as it is now; null where it was not, or has changed. */
export function finishedFile(
  db: ReadDb,
  key: number,
  file: { path: string; bytes: number; modifiedAt: number },
): FinishedFile | null {
  const row = first(
    db,
    `SELECT imported, duplicates, versions, failed FROM import_run_files
     WHERE run = ? AND path = ? AND bytes = ? AND modified_at = ?`,
    [key, file.path, file.bytes, file.modifiedAt],
  );
  if (!row) return null;
  const failed = text(row, "failed");
  return {
    path: file.path,
    bytes: file.bytes,
    modifiedAt: file.modifiedAt,
    imported: integer(row, "imported"),
    duplicates: integer(row, "duplicates"),
    versions: integer(row, "versions"),
    failed: failed === "" ? [] : Failed.parse(JSON.parse(failed)),
  };
}
