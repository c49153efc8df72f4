import {
  closeSync,
  existsSync,
  linkSync,
  mkdtempSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, extname, join } from "node:path";

import Database from "better-sqlite3";

import type { CaseInfo } from "../../app/cases/model.ts";
import { natoScale } from "../../app/claims/scale.ts";
import { Refusal } from "../../app/contract/errors.ts";
import { FOLD_VERSION } from "../../app/text/fold.ts";
import { STEM_VERSION } from "../../app/text/stem.ts";
import { APPLICATION_ID, close, createFile, openForReading, openForWriting, transaction } from "./db.ts";
import { newId, nowText } from "./identity.ts";
import { lockCase } from "./lock.ts";
import { copyTo, migrate, NEWEST, versionOf } from "./migrate.ts";
import { first, integer, type ReadDb, run, text, type WriteDb } from "./sql.ts";

/** An open case: `db` can always be read; `writable` is the same connection where this program is the writer. */
export interface OpenCase {
  readonly file: string;
  readonly id: string;
  readonly db: ReadDb;
  readonly writable: WriteDb | null;
  readonly readOnly: CaseInfo["readOnly"];
  readonly notices: CaseInfo["notices"];
  close(): void;
}

export const CASE_ENDING = ".isnad";

export const caseName = (file: string): string => basename(file, extname(file));

/** Makes a case under a temporary name and gives it its own when its schema is complete. Never replaces a file. */
export function createCase(file: string, createdBy: string): void {
  if (existsSync(file)) throw new Refusal("file-exists", `${file} is there already; open it or choose another name`);
  const unfinished = `${file}.unfinished-${process.pid}`;
  rmSync(unfinished, { force: true });
  const db = createFile(unfinished);
  try {
    migrate(db);
    transaction(db, () => {
      run(
        db,
        "INSERT INTO case_info (key, id, created_at, created_by, fold_version, stem_version) VALUES (1, ?, ?, ?, ?, ?)",
        [newId(), nowText(), createdBy, FOLD_VERSION, STEM_VERSION],
      );
      run(db, "INSERT INTO scales (id, version, content) VALUES (?, ?, ?)", [
        natoScale.id,
        natoScale.version,
        JSON.stringify(natoScale),
      ]);
    });
    close(db);
    giveName(unfinished, file);
  } catch (error) {
    if (db.connection.open) close(db);
    rmSync(unfinished, { force: true });
    throw error;
  }
}

/** A link fails where the name is taken, a rename would replace it; some file systems know no links. */
function giveName(from: string, to: string): void {
  try {
    linkSync(from, to);
    rmSync(from);
  } catch (error) {
    if (existsSync(to)) throw new Refusal("file-exists", `${to} was made by somebody else meanwhile`);
    if (!(error instanceof Error) || !("code" in error)) throw error;
    renameSync(from, to);
  }
}

/** Refuses what is no case, in words, before SQLite is asked to make sense of it. */
function looksLikeCase(file: string): void {
  if (!existsSync(file)) throw new Refusal("file-missing", `${file} is not there`);
  if (!statSync(file).isFile()) throw new Refusal("not-a-case", `${file} is not a file`);
  const head = Buffer.alloc(100);
  const handle = openSync(file, "r");
  const got = readSync(handle, head, 0, 100, 0);
  closeSync(handle);
  if (got < 100 || head.toString("latin1", 0, 15) !== "SQLite format 3" || head.readUInt32BE(68) !== APPLICATION_ID)
    throw new Refusal("not-a-case", `${file} is not an Isnad case; it was left as it is`);
}

/**
 * Opens a case for reading alone, to copy it: nothing of it is changed, no lock is taken beside it, and one of an older
 * version stays of that version.
 */
export function readCase(file: string): OpenCase {
  looksLikeCase(file);
  return saidPlainly(file, () => {
    const db = openForReading(file);
    refuseNewer(file, versionOf(db), db);
    return asRead(file, db, { reason: "file", holder: null }, () => close(db));
  });
}

/** Opens a case for writing, or for reading where somebody else writes or the file may not be written. */
export function openCase(file: string, analyst: string): OpenCase {
  looksLikeCase(file);
  return saidPlainly(file, () => openLocked(file, analyst));
}

function saidPlainly(file: string, open: () => OpenCase): OpenCase {
  try {
    return open();
  } catch (error) {
    if (error instanceof Database.SqliteError && /CORRUPT|NOTADB/.test(error.code))
      throw new Refusal(
        "case-damaged",
        `${file} is damaged (${error.message}); it was left as it is. Restore a backup.`,
      );
    throw error;
  }
}

function mayWrite(file: string): boolean {
  try {
    closeSync(openSync(file, "r+"));
    return true;
  } catch {
    return false;
  }
}

function openLocked(file: string, analyst: string): OpenCase {
  if (!mayWrite(file)) return readOnlyCase(file, { reason: "file", holder: null });
  const taken = lockCase(file, analyst);
  if (!("lock" in taken)) return readOnlyCase(file, { reason: "locked", holder: taken.holder });
  try {
    const leftOpen = existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0;
    const db = openForWriting(file);
    const notices: CaseInfo["notices"] = [];
    if (leftOpen) notices.push({ code: "recovered", detail: caseName(file) });
    const from = versionOf(db);
    refuseNewer(file, from, db);
    if (from < NEWEST) {
      const backup = join(dirname(file), `${caseName(file)}.before-version-${NEWEST}${CASE_ENDING}`);
      if (!existsSync(backup)) copyTo(db, backup);
      migrate(db);
      notices.push({ code: "migrated", detail: basename(backup) });
    }
    return {
      file,
      id: caseId(db),
      db,
      writable: db,
      readOnly: null,
      notices,
      close() {
        db.connection.pragma("optimize");
        close(db);
        taken.lock.free();
      },
    };
  } catch (error) {
    taken.lock.free();
    throw error;
  }
}

function readOnlyCase(file: string, readOnly: NonNullable<CaseInfo["readOnly"]>): OpenCase {
  const db = openForReading(file);
  const version = versionOf(db);
  refuseNewer(file, version, db);
  return version < NEWEST ? readMigrated(file, db, readOnly) : asRead(file, db, readOnly, () => close(db));
}

/**
 * Reads a case of an older version that may not be written: of a copy that is brought up to date in a folder of its own
 * and goes when it is closed. It shows the case as it was when it was opened.
 */
function readMigrated(file: string, older: ReadDb, readOnly: NonNullable<CaseInfo["readOnly"]>): OpenCase {
  const folder = mkdtempSync(join(tmpdir(), "isnad-older-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const copy = join(folder, basename(file));
    try {
      copyTo(older, copy);
    } finally {
      close(older);
    }
    const writable = openForWriting(copy);
    try {
      migrate(writable);
    } finally {
      close(writable);
    }
    const db = openForReading(copy);
    return asRead(file, db, readOnly, () => {
      close(db);
      remove();
    });
  } catch (error) {
    remove();
    throw error;
  }
}

const asRead = (
  file: string,
  db: ReadDb,
  readOnly: NonNullable<CaseInfo["readOnly"]>,
  closing: () => void,
): OpenCase => ({ file, id: caseId(db), db, writable: null, readOnly, notices: [], close: closing });

function refuseNewer(file: string, version: number, db: ReadDb): void {
  if (version <= NEWEST) return;
  close(db);
  throw new Refusal("case-newer", `${file} was written by a newer version of Isnad (${version} after ${NEWEST})`);
}

function caseId(db: ReadDb): string {
  const row = first(db, "SELECT id FROM case_info");
  if (!row) throw new Refusal("case-damaged", "the case does not say which one it is; restore a backup");
  return text(row, "id");
}

/** How much a case holds. */
export function countCase(db: ReadDb): { articles: number; claims: number; sources: number } {
  const row = first(
    db,
    `SELECT (SELECT count(*) FROM articles WHERE withdrawn = 0) AS articles,
            (SELECT count(*) FROM claims) AS claims, (SELECT count(*) FROM sources WHERE root = key) AS sources`,
  );
  if (!row) return { articles: 0, claims: 0, sources: 0 };
  return { articles: integer(row, "articles"), claims: integer(row, "claims"), sources: integer(row, "sources") };
}
