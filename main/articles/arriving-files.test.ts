import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import type { FoundFile } from "../store/watched-folders.ts";
import { isTemporary, makeFolderLook, SETTLE } from "./arriving-files.ts";

function makeFolder() {
  const folder = mkdtempSync(join(tmpdir(), "arriving-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  let time = 0;
  const known = new Map<string, FoundFile>();
  const look = makeFolderLook(folder, () => time);
  return {
    folder,
    look,
    known,
    put: (name: string, text = "Text.") => writeFileSync(join(folder, name), text),
    /** The names of what has arrived after so many milliseconds. */
    after: async (milliseconds: number): Promise<string[]> => {
      time += milliseconds;
      return (await look.look(known, () => false)).map(({ path }) => basename(path));
    },
  };
}

test("a file has arrived when it was the same for two seconds", async () => {
  const { put, after } = makeFolder();
  put("a.txt");
  expect(await after(0)).toEqual([]);
  expect(await after(SETTLE - 1)).toEqual([]);
  expect(await after(1)).toEqual(["a.txt"]);
});

test("one that is still written has not, however slowly", async () => {
  const { put, after, look } = makeFolder();
  put("a.txt", "Half");
  await after(0);
  put("a.txt", "Half of it");
  expect(await after(SETTLE)).toEqual([]);
  put("a.txt", "Half of it, and the rest.");
  expect(await after(SETTLE)).toEqual([]);
  expect(look.unknown).toBe(1);
  expect(await after(SETTLE)).toEqual(["a.txt"]);
});

test("one of the same size with another time is another", async () => {
  const { folder, put, after } = makeFolder();
  put("a.txt");
  await after(0);
  utimesSync(join(folder, "a.txt"), new Date(), new Date(2020, 1));
  expect(await after(SETTLE)).toEqual([]);
});

test("what is known arrives again only when it is another", async () => {
  const { put, after, look, known } = makeFolder();
  put("a.txt");
  await after(0);
  expect(await after(SETTLE)).toEqual(["a.txt"]);
  for (const file of await look.look(known, () => false)) known.set(file.path, file);
  expect(await after(SETTLE)).toEqual([]);
  expect(look.unknown).toBe(0);
  put("a.txt", "Another text.");
  await after(0);
  expect(await after(SETTLE)).toEqual(["a.txt"]);
});

test("what is renamed when it is whole arrives by its name", async () => {
  const { folder, put, after } = makeFolder();
  put("page.html.crdownload");
  await after(0);
  expect(await after(SETTLE)).toEqual([]);
  renameSync(join(folder, "page.html.crdownload"), join(folder, "page.html"));
  await after(0);
  expect(await after(SETTLE)).toEqual(["page.html"]);
});

test("hidden, temporary, empty and unreadable kinds are left alone, and what a page has beside it", async () => {
  const { folder, put, after } = makeFolder();
  for (const name of [".hidden.txt", "~$letter.docx", "a.txt~", "b.part", "case.isnad", "case.isnad-wal", "p.jpg"])
    put(name);
  put("empty.txt", "");
  put("page.html");
  mkdirSync(join(folder, "page_files"));
  put("page_files/ad.html");
  mkdirSync(join(folder, ".sync"));
  put(".sync/c.txt");
  await after(0);
  expect(await after(SETTLE)).toEqual(["page.html"]);
});

test("links are not followed: neither round in a loop nor out of the folder", async () => {
  const { folder, put, after, look } = makeFolder();
  const outside = mkdtempSync(join(tmpdir(), "outside-"));
  onTestFinished(() => rmSync(outside, { recursive: true, force: true }));
  writeFileSync(join(outside, "secret.txt"), "Text.");
  mkdirSync(join(folder, "below"));
  put("below/a.txt");
  symlinkSync(folder, join(folder, "below/loop"), "dir");
  symlinkSync(outside, join(folder, "out"), "dir");
  symlinkSync(join(outside, "secret.txt"), join(folder, "link.txt"));
  await after(0);
  expect(await after(SETTLE)).toEqual(["a.txt"]);
  expect(look.folders).toEqual([folder, join(folder, "below")]);
});

test("a folder that is gone says so, and one within it nothing", async () => {
  const { folder, put, after } = makeFolder();
  mkdirSync(join(folder, "below"));
  put("below/a.txt");
  await after(0);
  rmSync(join(folder, "below"), { recursive: true });
  expect(await after(SETTLE)).toEqual([]);
  rmSync(folder, { recursive: true });
  await expect(after(0)).rejects.toThrow("ENOENT");
});

test("names of files that are not finished", () => {
  expect(["a.part", "A.PART", "x.tmp", "Unconfirmed 1.crdownload", "~$a.docx"].every(isTemporary)).toBe(true);
  expect(["a.txt", "part.txt", "tmp", "a.part.txt"].some(isTemporary)).toBe(false);
});
