import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { Readable } from "node:stream";

import { afterEach, beforeEach, expect, test } from "vitest";

import { makeGrantedFiles } from "../host-door.ts";
import { listFolder, makeUploads, nameNewFile, safeName } from "./files.ts";

let dir: string;
let granted: string[];
let files: ReturnType<typeof makeGrantedFiles>;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "files-"));
  granted = [];
  files = makeGrantedFiles((path) => `t${granted.push(path)}`);
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test.each([
  ["a.txt", "a.txt"],
  ["تقرير عن الحادث.txt", "تقرير عن الحادث.txt"],
  ["../../etc/passwd", "passwd"],
  [String.raw`..\..\boot.ini`, "boot.ini"],
  [".bashrc", "bashrc"],
  ["a\u0000b\n.txt", "ab.txt"],
  ["..", "file-unnamed"],
  ["", "file-unnamed"],
  ["CON", "file-CON"],
  ["nul.txt", "file-nul.txt"],
])("%j becomes the name %j", (given, name) => {
  expect(safeName(given)).toBe(name);
});

test("a long name keeps its extension and no half character", () => {
  const name = safeName(`${"😀".repeat(200)}.html`);
  expect(name.length).toBeLessThanOrEqual(151);
  expect(name.endsWith(".html")).toBe(true);
  expect(name.isWellFormed()).toBe(true);
});

test("files that come at once, as a dropped folder does, do not meet", async () => {
  const uploads = makeUploads();
  const paths = await Promise.all(
    ["one", "two", "three"].map((text) => uploads.take("a.txt", Readable.from([Buffer.from(text)]))),
  );
  expect(new Set(paths).size).toBe(3);
  await uploads.clear();
});

test("an upload is kept byte for byte under its own name, and cleared at the end", async () => {
  const uploads = makeUploads();
  const first = await uploads.take("a.txt", Readable.from([Buffer.from("one")]));
  const second = await uploads.take("a.txt", Readable.from([Buffer.from("two")]));
  expect([first, second].map((path) => readFileSync(path, "utf8"))).toEqual(["one", "two"]);
  expect(basename(second)).toBe("a.txt");
  await uploads.clear();
  expect(existsSync(dirname(dirname(first)))).toBe(false);
});

test("an upload that is too large or breaks off leaves nothing behind", async () => {
  const uploads = makeUploads(4);
  const kept = await uploads.take("a.txt", Readable.from([Buffer.from("four")]));
  await expect(uploads.take("b.txt", Readable.from([Buffer.from("five!")]))).rejects.toThrow("larger than 4 bytes");
  const broken = Readable.from(
    (async function* () {
      yield Buffer.from("x");
      await Promise.resolve();
      throw new Error("gone");
    })(),
  );
  await expect(uploads.take("c.txt", broken)).rejects.toThrow("gone");
  expect(readdirSync(dirname(dirname(kept)))).toEqual(["1"]);
  await uploads.clear();
});

test("a folder lists what the purpose can use, folders first, with tokens for paths", async () => {
  mkdirSync(join(dir, "zeta"));
  for (const name of ["10.txt", "9.txt", "b.isnad", ".hidden"]) writeFileSync(join(dir, name), "12345");
  symlinkSync(join(dir, "nowhere"), join(dir, "broken"));
  const folder = await files.grant(dir);
  const all = await listFolder(files, { folder, purpose: "import" });
  expect(all.entries.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
    "folder zeta",
    "file 9.txt",
    "file 10.txt",
    "file b.isnad",
  ]);
  expect(all.entries[1]).toMatchObject({ bytes: 5 });
  expect(JSON.stringify(all.entries)).not.toContain(dir);
  expect(all.above.at(-1)).toMatchObject({ name: basename(dirname(dir)) });
  const cases = await listFolder(files, { folder, purpose: "open-case" });
  expect(cases.entries.map(({ name }) => name)).toEqual(["zeta", "b.isnad"]);
});

test("a path is no token", async () => {
  await expect(listFolder(files, { folder: dir, purpose: "import" })).rejects.toThrow("not picked in this run");
});

test("a new file stays in its folder", async () => {
  const folder = await files.grant(dir);
  writeFileSync(join(dir, "old.isnad"), "");
  expect(await nameNewFile(files, { folder, name: "جديد.isnad" })).toMatchObject({ exists: false, folder: dir });
  expect(await nameNewFile(files, { folder, name: "old.isnad" })).toMatchObject({ exists: true });
  for (const name of ["..", ".", "../x", "a/b", String.raw`a\b`, "a\u0000"])
    await expect(nameNewFile(files, { folder, name })).rejects.toThrow("no slash");
});
