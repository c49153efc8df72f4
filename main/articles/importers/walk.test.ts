import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

import { afterAll, expect, test } from "vitest";

import { importerFor, walkFiles } from "./index.ts";

const root = mkdtempSync(join(tmpdir(), "isnad-walk-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function make(path: string): string {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), "x");
  return join(root, path);
}

const describeEntries = (paths: string[]): string[] =>
  [...walkFiles(paths)].map((entry) => {
    const path = relative(root, entry.path);
    if (entry.kind === "file") return path;
    return `${path}: ${entry.kind === "skipped" ? entry.reason : entry.code}`;
  });

test("files beneath folders, in a fixed order; hidden files, page folders, loops and what is missing are named", () => {
  for (const path of [
    "b.txt",
    "a.txt",
    "عربي.txt",
    "sub/c.txt",
    "sub/deep/d.txt",
    ".hidden.txt",
    "p.html",
    "p_files/s.js",
    "q_files/e.txt",
  ])
    make(path);
  symlinkSync(root, join(root, "sub/loop"));
  symlinkSync(join(root, "nowhere"), join(root, "sub/broken"));
  symlinkSync(join(root, "a.txt"), join(root, "sub/link.txt"));
  expect(describeEntries([root])).toEqual([
    ".hidden.txt: hidden",
    "a.txt",
    "b.txt",
    "p.html",
    "p_files: page-assets",
    "عربي.txt",
    "q_files/e.txt",
    "sub/broken: file-missing",
    "sub/c.txt",
    "sub/link.txt",
    "sub/deep/d.txt",
    "sub/loop: seen",
  ]);
});

test("a path that is named counts once, even if it is hidden; an absent one is a failure", () => {
  const hidden = make(".own.txt");
  const file = make("sub/c.txt");
  expect(describeEntries([hidden, file, file, join(root, "absent.txt")])).toEqual([
    ".own.txt",
    "sub/c.txt",
    "absent.txt: file-missing",
  ]);
});

test.skipIf(process.getuid?.() === 0 || process.platform === "win32")("a folder that may not be read is named", () => {
  make("closed/x.txt");
  chmodSync(join(root, "closed"), 0o000);
  expect(describeEntries([join(root, "closed")])).toEqual(["closed: unreadable-file"]);
  chmodSync(join(root, "closed"), 0o700);
});

test("importers go by extension, in upper or lower case", () => {
  expect(importerFor("/a/B.TXT")?.kind).toBe("text");
  expect(importerFor("x.HtM")?.kind).toBe("html");
  expect(importerFor("x.ndjson")?.kind).toBe("jsonl");
  expect(importerFor("x.tsv")?.kind).toBe("csv");
  expect(importerFor("x.mht")?.kind).toBe("mhtml");
  expect(importerFor("x.xyz")).toBeNull();
  expect(importerFor("txt")).toBeNull();
});
