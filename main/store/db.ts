import Database from "better-sqlite3";

import type { ReadDb, WriteDb } from "./sql.ts";

/** "ISND": how SQLite, and `file(1)`, know a case file. */
export const APPLICATION_ID = 0x49_53_4e_44;

/**
 * Bytes a page. Larger ones suit an import (16 KB: the index a fifth faster, texts waste a twentieth less), but what an
 * analyst saves then costs that much more log: a claim touches some twenty pages.
 */
const PAGE_SIZE = 8192;

function configure(connection: Database.Database): void {
  connection.pragma("foreign_keys = ON");
  connection.pragma("trusted_schema = OFF");
  connection.pragma("cache_size = -32768");
  // Not mapped: a page that cannot be read, on a stick or a share, must be an error and not the end of the process.
  connection.pragma("mmap_size = 0");
  connection.pragma("temp_store = MEMORY");
  connection.unsafeMode(false);
}

/** Opens a file for writing: WAL, and what an analyst typed is on the disk before the command ends. */
export function openForWriting(file: string): WriteDb {
  const connection = new Database(file, { fileMustExist: true, timeout: 5000 });
  try {
    configure(connection);
    connection.pragma("journal_mode = WAL");
    connection.pragma("synchronous = FULL");
    // The log is brought home at 8 MB, and cut back so that a big import leaves no big file behind.
    connection.pragma("wal_autocheckpoint = 1000");
    connection.pragma("journal_size_limit = 16777216");
    return { connection } as WriteDb;
  } catch (error) {
    connection.close();
    throw error;
  }
}

export function openForReading(file: string): ReadDb {
  const connection = new Database(file, { fileMustExist: true, readonly: true, timeout: 5000 });
  try {
    configure(connection);
    return { connection } as ReadDb;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/**
 * For a batch of a job, which can be done again: it is whole or not there after a power cut, but its end does not wait for
 * the disk. What an analyst typed always does.
 */
export function inBulk<Value>(db: WriteDb, work: () => Value): Value {
  db.connection.pragma("synchronous = NORMAL");
  try {
    return work();
  } finally {
    db.connection.pragma("synchronous = FULL");
  }
}

/**
 * For a file that is thrown away unless it is finished: what is written waits for no disk while `work` runs, and is on
 * it when this returns.
 */
export async function withoutWaiting(db: WriteDb, work: () => Promise<void>): Promise<void> {
  db.connection.pragma("synchronous = OFF");
  await work();
  db.connection.pragma("synchronous = FULL");
  db.connection.pragma("wal_checkpoint(TRUNCATE)");
}

/** Makes an empty database file with the case's page size and application id. */
export function createFile(file: string): WriteDb {
  const connection = new Database(file);
  connection.pragma(`page_size = ${PAGE_SIZE}`);
  connection.pragma(`application_id = ${APPLICATION_ID}`);
  configure(connection);
  return { connection } as WriteDb;
}

/** Runs `work` in one transaction; nothing of it stays when it throws. */
export function transaction<Value>(db: WriteDb, work: () => Value): Value {
  return db.connection.transaction(work).immediate();
}

export function close(db: ReadDb): void {
  db.connection.close();
}
