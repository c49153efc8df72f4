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

  // Each further migration gets a test from seeded rows of the version before; this one holds the number to them.
  test("each has its test", () => {
    expect(NEWEST).toBe(4);
  });
});

describe("migration 2, of judgement", () => {
  /** Rows as version 1 wrote them: two sources with letters, two claims with grades, one of them taken back. */
  function seeded(): WriteDb {
    const db = fresh();
    migrate(db, 1);
    db.connection.exec(`
      INSERT INTO articles (key, id, title, state, imported_at, version, chars, title_key) VALUES (1, 'a', 'A', 'done', '', 1, 9, 'a');
      INSERT INTO sources (key, id, name, name_key, kind, created_at, reliability) VALUES
        (1, 's1', 'Gazette', 'gazette', 'outlet', '', 'B'), (2, 's2', 'Ministry', 'ministry', 'office', '', NULL);
      INSERT INTO claims (key, id, article, start, created_at, created_by, updated_at, statement_key, origin, reliability, credibility, without_reason)
        VALUES (1, 'c1', 1, 0, '2025-01-01', 'Rana', '', '', 2, 'C', NULL, 1), (2, 'c2', 1, 5, '2025-01-02', 'Rana', '', '', 1, NULL, '2', 2);
      INSERT INTO hops (claim, position, source) VALUES (1, 0, 1), (1, 1, 2), (2, 0, 1);
      INSERT INTO assessments (id, axis, value, scope, source, claim, scale, scale_version, analyst, initials, clock) VALUES
        ('g1', 'reliability', 'A', 'general', 1, NULL, 'nato', '1', 'Rana', 'R', '0001-0000'),
        ('g2', 'reliability', 'B', 'general', 1, NULL, 'nato', '1', 'Sami', 'S', '0002-0000'),
        ('g3', 'reliability', 'A', 'topic', 1, NULL, 'nato', '1', 'Sami', 'S', '0003-0000'),
        ('g4', 'reliability', 'D', 'claim', 2, 1, 'nato', '1', 'Rana', 'R', '0004-0000'),
        ('g5', 'reliability', 'C', 'claim', 2, 1, 'nato', '1', 'Sami', 'S', '0005-0000'),
        ('g6', 'credibility', '3', 'claim', NULL, 1, 'nato', '1', 'Rana', 'R', '0006-0000'),
        ('g7', 'credibility', NULL, 'claim', NULL, 1, 'nato', '1', 'Rana', 'R', '0007-0000'),
        ('g8', 'credibility', '2', 'claim', NULL, 2, 'nato', '1', 'Rana', 'R', '0008-0000');
      INSERT INTO questions (key, id, text, created_at, created_by) VALUES (1, 'q', 'How many?', '', '');
    `);
    return db;
  }
  const rows = (sql: string): unknown[] => {
    const db = seeded();
    migrate(db, 2, migrations);
    return all(db, sql);
  };

  test("says when and by whom the current grades were given, and no more of one that was taken back", () => {
    expect(
      rows(`SELECT id, reliability, reliability_clock, reliability_by, credibility, credibility_clock, credibility_by, look,
        without_reason FROM claims ORDER BY key`),
    ).toEqual([
      {
        id: "c1",
        reliability: "C",
        reliability_clock: "0005-0000",
        reliability_by: "Sami",
        credibility: null,
        credibility_clock: null,
        credibility_by: null,
        look: 0,
        without_reason: 1,
      },
      {
        id: "c2",
        reliability: null,
        reliability_clock: null,
        reliability_by: null,
        credibility: "2",
        credibility_clock: "0008-0000",
        credibility_by: "Rana",
        look: 0,
        without_reason: 2,
      },
    ]);
  });

  test("reads every source as itself, dates its general letter, and counts what names it", () => {
    expect(
      rows(`SELECT s.id, r.id AS root, s.reliability_clock, s.claims, s.origins, s.last_used
        FROM sources s JOIN sources r ON r.key = s.root ORDER BY s.key`),
    ).toEqual([
      { id: "s1", root: "s1", reliability_clock: "0002-0000", claims: 2, origins: 1, last_used: "2025-01-02" },
      { id: "s2", root: "s2", reliability_clock: null, claims: 1, origins: 1, last_used: "2025-01-01" },
    ]);
  });

  test("leaves grades without a word for their reason, and questions open", () => {
    expect(rows("SELECT DISTINCT reason_code, evidence, blind FROM assessments")).toEqual([
      { reason_code: null, evidence: "[]", blind: 0 },
    ]);
    expect(rows("SELECT text, state, answer FROM questions")).toEqual([
      { text: "How many?", state: "open", answer: null },
    ]);
  });
});

describe("migration 3, of collections", () => {
  test("keeps what is there, and no import of a version before is unfinished", () => {
    const db = fresh();
    migrate(db, 2);
    db.connection.exec(
      `INSERT INTO articles (key, id, title, state, imported_at, version, chars, title_key) VALUES (1, 'a', 'A', 'done', '', 1, 9, 'a');`,
    );
    migrate(db, 3);
    expect(all(db, "SELECT id FROM articles")).toEqual([{ id: "a" }]);
    expect(all(db, "SELECT id FROM import_runs")).toEqual([]);
  });

  test("cues from before stand in the version of their claim", () => {
    const db = fresh();
    migrate(db, 2);
    db.connection.exec(`
      INSERT INTO articles (key, id, title, state, imported_at, version, chars, title_key) VALUES (1, 'a', 'A', 'done', '', 1, 9, 'a');
      INSERT INTO claims (key, id, article, start, created_at, created_by, updated_at, statement_key) VALUES (1, 'c', 1, 0, '', '', '', '');
      INSERT INTO hops (claim, chain, position, descriptor, cue_start, cue_end, cue_quote) VALUES (1, 0, 0, 'one', 2, 6, 'said');
    `);
    migrate(db, 3);
    expect(all(db, "SELECT cue_start, cue_quote, cue_version FROM hops")).toEqual([
      { cue_start: 2, cue_quote: "said", cue_version: null },
    ]);
  });

  test("what is known of a run's files goes with the run", () => {
    const db = fresh();
    migrate(db);
    db.connection.exec(`
      INSERT INTO import_runs (key, id, act, analyst, device, started_at, paths, reading) VALUES (1, 'r', 'x', 'Rana', 'd', '', '[]', '{}');
      INSERT INTO import_run_files VALUES (1, '/a.txt', 3, 0, 1, 0, 0, '');
      DELETE FROM import_runs;
    `);
    expect(all(db, "SELECT path FROM import_run_files")).toEqual([]);
  });

  test("copies were never sought in a case of before, and nobody was told apart", () => {
    const db = fresh();
    migrate(db, 2);
    db.connection.exec(
      `INSERT INTO articles (key, id, title, state, imported_at, version, chars, title_key) VALUES (1, 'a', 'A', 'done', '', 1, 9, 'a');
       INSERT INTO families (key, id, origin, created_at, created_by) VALUES (1, 'f', 1, '', 'Rana');`,
    );
    migrate(db, 3);
    expect(all(db, "SELECT id FROM families")).toEqual([{ id: "f" }]);
    for (const table of ["signatures", "family_proposals", "family_searches", "distinctions"])
      expect(all(db, `SELECT * FROM ${table}`)).toEqual([]);
  });
});

describe("migration 4, of any collection", () => {
  test("an unfinished import goes on with its columns read as they were, and no article lies within a container", () => {
    const db = fresh();
    migrate(db, 3);
    db.connection.exec(`
      INSERT INTO import_runs (key, id, act, analyst, device, started_at, paths, mapping) VALUES
        (1, 'r', 'x', 'Rana', 'd', '', '[]', '{}'), (2, 's', 'y', 'Rana', 'd', '', '[]', '{"text":"body"}');
    `);
    migrate(db, 4);
    expect(all(db, "SELECT reading FROM import_runs ORDER BY key")).toEqual([
      { reading: "{}" },
      { reading: '{"mapping":{"text":"body"}}' },
    ]);
    expect(all(db, "SELECT member FROM text_versions")).toEqual([]);
  });

  test("the index of articles gathers a batch before it writes", () => {
    const db = fresh();
    migrate(db, 4);
    expect(all(db, "SELECT v FROM article_words_config WHERE k = 'hashsize'")).toEqual([{ v: 16_777_216 }]);
  });

  test("an import of before follows no draft; all of a draft goes with it, and an import of it is none any more", () => {
    const db = fresh();
    migrate(db, 3);
    db.connection.exec(
      "INSERT INTO import_runs (key, id, act, analyst, device, started_at, paths, mapping) VALUES (1, 'r', 'x', 'Rana', 'd', '', '[]', '{}')",
    );
    migrate(db, 4);
    db.connection.exec(`
      INSERT INTO import_drafts (key, id, analyst, device, begun_at, paths, reading) VALUES (1, 'd', 'Rana', 'd', '', '[]', '{}');
      INSERT INTO import_draft_files (key, draft, path, path_key, folder, bytes, modified_at) VALUES (1, 1, '/a', '', '/', 1, 1);
      INSERT INTO import_draft_items (key, draft, file, state, title, title_key, chars) VALUES (1, 1, 1, 'new', 'A', 'a', 1);
      INSERT INTO import_draft_details (item, excerpt) VALUES (1, '');
      INSERT INTO import_draft_steps (key, id, draft, fields) VALUES (1, 's', 1, 1);
      INSERT INTO import_draft_step_items (step, side, item, title) VALUES (1, 0, 1, 'A');
    `);
    expect(all(db, "SELECT draft FROM import_runs")).toEqual([{ draft: null }]);
    db.connection.exec("UPDATE import_runs SET draft = 1; DELETE FROM import_drafts;");
    for (const table of ["files", "items", "details", "steps", "step_items"])
      expect(all(db, `SELECT * FROM import_draft_${table}`)).toEqual([]);
    expect(all(db, "SELECT draft FROM import_runs")).toEqual([{ draft: null }]);
  });

  test("a draft of before is of no watched folder; what was proposed goes with its folder, and its draft stays", () => {
    const db = fresh();
    migrate(db, 4);
    db.connection.exec(`
      INSERT INTO import_drafts (key, id, analyst, device, begun_at, paths, reading) VALUES (1, 'd', 'Rana', 'd', '', '[]', '{}');
      INSERT INTO watched_folders (key, id, device, analyst, since, path, reading) VALUES (1, 'w', 'd', 'Rana', '', '/in', '{}');
      INSERT INTO watched_files (folder, path, bytes, modified_at) VALUES (1, '/in/a', 1, 1);
    `);
    expect(all(db, "SELECT watched FROM import_drafts")).toEqual([{ watched: null }]);
    db.connection.exec("UPDATE import_drafts SET watched = 1; DELETE FROM watched_folders;");
    expect(all(db, "SELECT * FROM watched_files")).toEqual([]);
    expect(all(db, "SELECT watched FROM import_drafts")).toEqual([{ watched: null }]);
  });

  test("nothing is listed as unreadable of what was imported before; what is may lack everything but its place", () => {
    const db = fresh();
    migrate(db, 3);
    migrate(db, 4);
    expect(all(db, "SELECT * FROM unreadable_files")).toEqual([]);
    db.connection.exec(
      `INSERT INTO unreadable_files (id, path, path_key, reason, code, message, reading, bytes, pending, noted_at, act, analyst)
       VALUES ('u', '/a', '/a', 'empty', 'no-text', '', '{}', 0, 0, '', 'x', 'Rana')`,
    );
    expect(all(db, "SELECT original, sha256, read_by, left_aside FROM unreadable_files")).toEqual([
      { original: null, sha256: null, read_by: null, left_aside: 0 },
    ]);
  });
});
