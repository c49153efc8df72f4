import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import { type Ran, runIn } from "./isnad.fake.ts";

/* What could not be read, through the real command line: each verb is a run of its own. */

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "cli-unreadable-"));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const isnad = (...args: string[]): Promise<Ran> => runIn(dir, [...args, "--case", "c.isnad"]);
const json = (text: string): unknown => JSON.parse(text);

test("it is listed, left aside, saved and read again", { timeout: 90_000 }, async () => {
  const scan =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\ntrailer<</Root 1 0 R>>\n";
  writeFileSync(join(dir, "scan.pdf"), scan);
  writeFileSync(join(dir, "cut.txt"), Buffer.from("Fire\n\nThree were hurt.\n!", "utf16le").subarray(0, -1));
  const imported = await isnad("import", "scan.pdf", "cut.txt");
  expect([imported.code, imported.out.match(/^failed/gmu)?.length]).toEqual([1, 2]);

  const rows = json((await isnad("unreadable", "--json")).out) as { id: string; code: string; path: string }[];
  expect(rows.map(({ code, path }) => [code, path])).toEqual([
    ["unreadable-file", join(dir, "cut.txt")],
    ["no-text", join(dir, "scan.pdf")],
  ]);
  const [cut = "", pdf = ""] = rows.map(({ id }) => id);
  expect((await isnad("unreadable", "--code", "no-text")).out).toBe(
    `${pdf}\tno-text-layer\t${join(dir, "scan.pdf")}\tits pages are pictures without a text layer; run it through text recognition (OCR) and import the result\n`,
  );
  expect((await isnad("overview")).out).toContain("2  could not be read");

  rmSync(join(dir, "cut.txt"));
  const read = await isnad("unreadable", "read", cut, "--encoding", "utf-16le", "--json");
  expect(read.code).toBe(0);
  expect(json(read.out)).toMatchObject({ imported: 1, failed: [], articles: [{ path: join(dir, "cut.txt") }] });
  expect(await isnad("unreadable", "read", cut)).toMatchObject({ code: 1 });
  expect(await isnad("unreadable", "read", pdf)).toMatchObject({ code: 1 });

  expect((await isnad("unreadable", "aside", pdf)).out).toBe("1 left aside\n");
  expect((await isnad("unreadable")).out).toBe("");
  expect((await isnad("unreadable", "--aside")).out).toContain(pdf);
  expect((await isnad("unreadable", "take-up", pdf)).out).toBe("1 taken up again\n");
  expect(await isnad("unreadable", "save", pdf, "--out", "saved.pdf")).toMatchObject({ code: 0 });
  expect(readFileSync(join(dir, "saved.pdf"), "utf8")).toBe(scan);
  expect(await isnad("unreadable", "read")).toMatchObject({ code: 2 });
});
