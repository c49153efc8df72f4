import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import { type Ran, runIn } from "./isnad.fake.ts";

/* Watched folders through the real command line: each verb is a run of its own. */

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "cli-watching-"));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const isnad = (...args: string[]): Promise<Ran> => runIn(dir, [...args, "--case", "c.isnad"]);

test("a folder is watched, looked into when asked, and watched no longer", { timeout: 60_000 }, async () => {
  writeFileSync(join(dir, "first.txt"), "First\n\nThe agency said so.\n");
  await isnad("import", "first.txt");
  mkdirSync(join(dir, "in"));
  expect(await isnad("watched")).toMatchObject({ code: 0, out: "" });
  expect(await isnad("watch", "in")).toMatchObject({ code: 0, out: `${join(dir, "in")}\twatched\n` });
  expect(await isnad("watch", "nowhere")).toMatchObject({ code: 1 });

  const nothing = await isnad("draft", "--watched");
  expect([nothing.code, nothing.err]).toEqual([0, "nothing new in the watched folders\n"]);
  writeFileSync(join(dir, "in/second.txt"), "Second\n\nThe ministry said otherwise.\n");
  const found = await isnad("draft", "--watched", "--json");
  expect(JSON.parse(found.out)).toMatchObject({ folders: [{ path: join(dir, "in"), files: 1 }], stopped: false });
  expect((await isnad("watched")).out).toMatch(/\twatched\t1 to import in draft \S+\n$/);
  expect((await isnad("drafts")).out).toContain("1 to import");

  rmSync(join(dir, "in"), { recursive: true });
  const gone = await isnad("draft", "--watched");
  expect([gone.code, gone.out]).toEqual([1, `${join(dir, "in")}\tmissing: the folder is not there\n`]);
  expect((await isnad("watched")).out).toContain("\tmissing: the folder is not there");
  expect(await isnad("unwatch", "in")).toMatchObject({ code: 0 });
  expect(await isnad("unwatch", "in")).toMatchObject({ code: 2 });
  expect((await isnad("watched")).out).toBe("");
  expect(await isnad("draft", "in", "--watched")).toMatchObject({ code: 2 });
});
