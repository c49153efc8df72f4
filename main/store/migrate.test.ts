import { readFileSync } from "node:fs";
import { join } from "node:path";

import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";

import { migrate, migrations, NEWEST, versionOf } from "./migrate.ts";
import { all, text, type WriteDb } from "./sql.ts";

const fresh = (): WriteDb => ({ connection: new Database(":memory:") }) as WriteDb;

/** The schema as SQLite has it, without the tables that FTS5 makes for itself. */
export function dumpSchema(db: WriteDb): string {
  const rows = all(
    db,
    `SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT GLOB '*_words_*' ORDER BY type = 'table' DESC, rowid`,
  );
  return rows.map((row) => `${text(row, "sql")};\n`).join("\n");
}

describe("migrations", () => {
  test("make what schema.sql shows; run with ISNAD_WRITE_SCHEMA=1 to write it anew", async () => {
    const db = fresh();
    migrate(db);
    const file = join(import.meta.dirname, "schema.sql");
    if (process.env["ISNAD_WRITE_SCHEMA"] === "1") {
      const { writeFileSync } = await import("node:fs");
      writeFileSync(file, dumpSchema(db));
    }
    expect(readFileSync(file, "utf8")).toBe(dumpSchema(db));
    expect(versionOf(db)).toBe(NEWEST);
  });

  test("that fail leave the case as it was", () => {
    const db = fresh();
    migrate(db, 1);
    const before = dumpSchema(db);
    const steps = [...migrations.slice(0, 1), "CREATE TABLE added (a TEXT) STRICT; SELECT no_such_function();"];
    expect(() => migrate(db, 2, steps)).toThrow("no_such_function");
    expect(dumpSchema(db)).toBe(before);
    expect(versionOf(db)).toBe(1);
    expect(db.connection.pragma("foreign_keys", { simple: true })).toBe(1);
  });

  test("that break a reference are refused", () => {
    const db = fresh();
    migrate(db, 1);
    const breaking = "INSERT INTO article_tags (article, tag) VALUES (1, 1);";
    expect(() => migrate(db, 2, [...migrations.slice(0, 1), breaking])).toThrow(/refer to what is not there/);
    expect(versionOf(db)).toBe(1);
  });

  test("every table is STRICT", () => {
    const db = fresh();
    migrate(db);
    const loose = all(
      db,
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'`,
    );
    expect(loose.map((row) => text(row, "name"))).toEqual([]);
  });

  // Each further migration gets a test here from seeded rows of the version before; this one holds the number to it.
  test("each has its test", () => {
    expect(NEWEST).toBe(1);
  });
});
