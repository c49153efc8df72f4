import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { Refusal } from "../../app/contract/errors.ts";
import { createCase, openCase, readCase } from "./case-file.ts";
import { APPLICATION_ID, close, createFile } from "./db.ts";
import { lockCase } from "./lock.ts";
import { migrate, migrations, NEWEST, versionOf } from "./migrate.ts";
import { run } from "./sql.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "isnad-case-"));
  file = join(folder, "a.isnad");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The code that opening ends in; fails where it succeeds. */
function codeOf(open: () => unknown): string {
  try {
    open();
  } catch (error) {
    if (error instanceof Refusal) return error.failure.code;
    throw error;
  }
  throw new Error("it was not refused");
}

describe("a new case", () => {
  test("is an SQLite file that says what it is, and nothing else lies beside it", () => {
    createCase(file, "Rana");
    const head = readFileSync(file);
    expect(head.toString("latin1", 0, 15)).toBe("SQLite format 3");
    expect(head.readUInt32BE(68)).toBe(APPLICATION_ID);
    expect(readdirSync(folder)).toEqual(["a.isnad"]);
  });

  test("never replaces a file", () => {
    writeFileSync(file, "mine");
    expect(codeOf(() => createCase(file, "Rana"))).toBe("file-exists");
    expect(readFileSync(file, "utf8")).toBe("mine");
    expect(readdirSync(folder)).toEqual(["a.isnad"]);
  });

  test("opens for writing with a log, and full synchronisation", () => {
    createCase(file, "Rana");
    const opened = openCase(file, "Rana");
    expect(opened.readOnly).toBeNull();
    expect(opened.db.connection.pragma("journal_mode", { simple: true })).toBe("wal");
    expect(opened.db.connection.pragma("synchronous", { simple: true })).toBe(2);
    expect(opened.db.connection.pragma("foreign_keys", { simple: true })).toBe(1);
    opened.close();
  });
});

describe("what is no case is refused and left as it is", () => {
  test("a missing file is not made", () => {
    expect(codeOf(() => openCase(file, "Rana"))).toBe("file-missing");
    expect(existsSync(file)).toBe(false);
  });

  test.each([
    ["an empty file", Buffer.alloc(0)],
    ["text", Buffer.from("SQLite format 3 is what I write about. ".repeat(20))],
  ])("%s", (_name, content) => {
    writeFileSync(file, content);
    expect(codeOf(() => openCase(file, "Rana"))).toBe("not-a-case");
    expect(readFileSync(file)).toEqual(content);
  });

  test("another program's database", () => {
    const other = new Database(file);
    other.exec("CREATE TABLE notes (body TEXT)");
    other.close();
    expect(codeOf(() => openCase(file, "Rana"))).toBe("not-a-case");
  });

  test("a folder", () => {
    expect(codeOf(() => openCase(folder, "Rana"))).toBe("not-a-case");
  });

  test("a damaged case", () => {
    createCase(file, "Rana");
    const bytes = readFileSync(file);
    bytes.fill(0xff, 100, 8192);
    writeFileSync(file, bytes);
    expect(codeOf(() => openCase(file, "Rana"))).toBe("case-damaged");
    expect(readFileSync(file)).toEqual(bytes);
  });

  test("a case of a newer version", () => {
    createCase(file, "Rana");
    const newer = new Database(file);
    newer.pragma(`user_version = ${migrations.length + 1}`);
    newer.close();
    expect(codeOf(() => openCase(file, "Rana"))).toBe("case-newer");
    // The refusal freed the lock.
    expect(codeOf(() => openCase(file, "Rana"))).toBe("case-newer");
  });
});

describe("a case of an older version", () => {
  /** A case as version 1 made it, with one source. */
  function makeOlder(): void {
    const db = createFile(file);
    migrate(db, 1);
    run(
      db,
      "INSERT INTO case_info (key, id, created_at, created_by, fold_version, stem_version) VALUES (1, 'c', '', '', 1, 1)",
    );
    run(
      db,
      "INSERT INTO sources (id, name, name_key, kind, created_at) VALUES ('s', 'Ministry', 'ministry', 'office', '')",
    );
    close(db);
  }
  const olderFolders = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith("isnad-older-"));

  test("that somebody else writes is read from a copy that was brought up to date, and left as it is", () => {
    makeOlder();
    const before = [readFileSync(file), olderFolders()] as const;
    const taken = lockCase(file, "Rana");
    if (!("lock" in taken)) throw new Error("nobody else has it");
    const reader = openCase(file, "Sami");
    expect(reader).toMatchObject({ file, id: "c", writable: null, readOnly: { reason: "locked" } });
    expect(versionOf(reader.db)).toBe(NEWEST);
    expect(reader.db.connection.prepare("SELECT name FROM sources WHERE root = key").pluck().all()).toEqual([
      "Ministry",
    ]);
    expect(() => reader.db.connection.exec("DELETE FROM sources")).toThrow(/readonly/);
    reader.close();
    taken.lock.free();
    expect(readFileSync(file)).toEqual(before[0]);
    expect(olderFolders()).toEqual(before[1]);
  });

  test("that is only copied stays of its version", () => {
    makeOlder();
    const kept = readCase(file);
    expect(versionOf(kept.db)).toBe(1);
    kept.close();
  });

  test("is backed up before it is brought up to date", () => {
    makeOlder();
    const opened = openCase(file, "Rana");
    expect(versionOf(opened.db)).toBe(NEWEST);
    expect(opened.notices).toMatchObject([{ code: "migrated", detail: `a.before-version-${NEWEST}.isnad` }]);
    opened.close();
    const backup = readCase(join(folder, `a.before-version-${NEWEST}.isnad`));
    expect(versionOf(backup.db)).toBe(1);
    backup.close();
  });
});

describe("one writer at a time", () => {
  test("a second opener is told who has it, and reads", () => {
    createCase(file, "Rana");
    const writer = openCase(file, "Rana");
    const reader = openCase(file, "Sami");
    expect(reader.writable).toBeNull();
    expect(reader.readOnly).toMatchObject({ reason: "locked", holder: { analyst: "Rana" } });
    expect(() => reader.db.connection.exec("DELETE FROM case_info")).toThrow(/readonly/);
    reader.close();
    writer.close();
    const next = openCase(file, "Sami");
    expect(next.readOnly).toBeNull();
    next.close();
  });

  test("a file that may not be written is opened for reading", ({ skip }) => {
    if (process.getuid?.() === 0) skip("the superuser may write every file");
    createCase(file, "Rana");
    chmodSync(file, 0o444);
    const opened = openCase(file, "Rana");
    expect(opened.readOnly).toEqual({ reason: "file", holder: null });
    opened.close();
  });

  test("the lock dies with the process that held it, and the next opener is told of the crash", async () => {
    createCase(file, "Rana");
    const script = `
      import { openCase } from ${JSON.stringify(join(import.meta.dirname, "case-file.ts"))};
      const { writable } = openCase(${JSON.stringify(file)}, "Rana");
      writable.connection.exec("UPDATE case_info SET created_by = 'crashed'");
      console.log("open");
      setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    const locked = openCase(file, "Sami");
    expect(locked.readOnly).toMatchObject({ reason: "locked", holder: { analyst: "Rana" } });
    locked.close();
    child.kill("SIGKILL");
    await once(child, "exit");
    const opened = openCase(file, "Sami");
    expect(opened.readOnly).toBeNull();
    expect(opened.notices).toMatchObject([{ code: "recovered" }]);
    expect(opened.db.connection.prepare("SELECT created_by FROM case_info").pluck().get()).toBe("crashed");
    opened.close();
  });
});
