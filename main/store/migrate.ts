import { Refusal } from "../../app/contract/errors.ts";
import { sql as case1 } from "./migrations/0001-case.ts";
import { sql as judgement2 } from "./migrations/0002-judgement.ts";
import { sql as collection3 } from "./migrations/0003-collection.ts";
import { sql as anyCollection4 } from "./migrations/0004-any-collection.ts";
import { first, integer, type ReadDb, type WriteDb } from "./sql.ts";

/** In order; the place in the list, from 1, is the `user_version` that a migration makes. Add below, never change. */
export const migrations: readonly string[] = [case1, judgement2, collection3, anyCollection4];

export const NEWEST = migrations.length;

export function versionOf(db: ReadDb): number {
  const row = first(db, "SELECT user_version AS version FROM pragma_user_version");
  return row ? integer(row, "version") : 0;
}

/**
 * Brings a case up to `to`: foreign keys off, one exclusive transaction, all steps, foreign keys checked, commit. A
 * process killed anywhere in it leaves the case as it was.
 */
export function migrate(db: WriteDb, to = NEWEST, steps = migrations): void {
  const { connection } = db;
  connection.pragma("foreign_keys = OFF");
  try {
    connection
      .transaction(() => {
        for (let version = versionOf(db) + 1; version <= to; version += 1) {
          connection.exec(steps[version - 1] ?? "");
          connection.pragma(`user_version = ${version}`);
        }
        const broken = connection.pragma("foreign_key_check");
        if (Array.isArray(broken) && broken.length > 0)
          throw new Refusal(
            "case-damaged",
            `${broken.length} rows refer to what is not there; the case was left as it was`,
          );
      })
      .exclusive();
  } finally {
    connection.pragma("foreign_keys = ON");
  }
}

/** Writes a complete copy of a database to a new file: consistent, defragmented, without a log beside it. */
export function copyTo(db: ReadDb, file: string): void {
  db.connection.prepare("VACUUM INTO ?").run(file);
}

/** Pages copied between two breaths of a backup. */
const PAGES = 500;

/** Copies an open database page by page while others go on reading and writing it. */
export async function backUp(db: ReadDb, file: string, report: (done: number, total: number) => void): Promise<void> {
  await db.connection.backup(file, {
    progress({ totalPages, remainingPages }) {
      report(totalPages - remainingPages, totalPages);
      return PAGES;
    },
  });
}
