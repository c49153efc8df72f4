import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";

import Database from "better-sqlite3";

import type { Holder } from "../../app/cases/model.ts";

/**
 * One writer at a time. The lock is a reserved transaction on a small SQLite file beside the case: the operating system
 * frees it when the process ends, however it ends. The file says who holds it, and stays when it is freed: deleting it
 * would let two programs hold two files of one name.
 */
export interface Lock {
  free(): void;
}

const lockFile = (caseFile: string): string => join(dirname(caseFile), `.${basename(caseFile)}-lock`);

const isBusy = (error: unknown): boolean =>
  error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY");

/** @returns the lock, or who has it (null where that cannot be read) */
export function lockCase(caseFile: string, analyst: string): { lock: Lock } | { holder: Holder | null } {
  const db = new Database(lockFile(caseFile), { timeout: 0 });
  try {
    db.exec("BEGIN IMMEDIATE");
    db.exec("CREATE TABLE IF NOT EXISTS holder (analyst TEXT, machine TEXT, pid INTEGER, since TEXT)");
    db.exec("DELETE FROM holder");
    db.prepare("INSERT INTO holder VALUES (?, ?, ?, ?)").run(
      analyst,
      hostname(),
      process.pid,
      new Date().toISOString(),
    );
    db.exec("COMMIT");
    // Held from here on. Whoever came between these two statements has the lock, and we are told so.
    db.exec("BEGIN IMMEDIATE");
  } catch (error) {
    if (!isBusy(error)) {
      db.close();
      throw error;
    }
    const holder = readHolder(db);
    db.close();
    return { holder };
  }
  return { lock: { free: () => db.close() } };
}

function readHolder(db: Database.Database): Holder | null {
  try {
    const row = db.prepare("SELECT analyst, machine, since FROM holder").get();
    if (row === null || typeof row !== "object") return null;
    const { analyst, machine, since } = row as Record<string, unknown>;
    return { analyst: String(analyst), machine: String(machine), since: String(since) };
  } catch {
    return null;
  }
}
