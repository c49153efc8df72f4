import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import { type Ran, runIn } from "./isnad.fake.ts";

/** Import drafts through the real command line: each verb is a run of its own. */
const report = "Three members were hurt, the agency said on Monday evening.\n";

let dir: string;
const write = (files: Record<string, string>): void => {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), content);
  }
};
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "cli-drafts-"));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const isnad = (...args: string[]): Promise<Ran> => runIn(dir, args);

interface Item {
  readonly id: string;
  readonly path: string;
  readonly state: string;
  readonly outlet: string | null;
}

async function json<Value>(...args: string[]): Promise<Value> {
  const { out, err } = await isnad(...args, "--case", "c.isnad", "--json");
  try {
    return JSON.parse(out) as Value;
  } catch {
    throw new Error(`no document: ${out}${err}`);
  }
}

test("what would come in is listed, corrected, left out, and imported", async () => {
  write({
    "in/a/one.txt": `One\n\n${report}`,
    "in/a/two.txt": `Two\n\n${report}`,
    "in/b/one-again.txt": `One\n\n${report}`,
    "in/empty.txt": "",
  });
  const { code, out } = await isnad("draft", "in", "--case", "c.isnad");
  expect(code).toBe(1);
  expect(out).toContain("2 to import, 2 new, 1 duplicate, 1 unreadable");
  const [draft] = await json<{ id: string; toImport: number; whole: boolean }[]>("drafts");
  expect(draft).toMatchObject({ toImport: 2, whole: true });
  const id = draft?.id ?? "";
  const items = await json<Item[]>("drafts", "--draft", id, "--where", "state=new", "--where", "folder=in/a");
  expect(items.map(({ path }) => path)).toEqual([join(dir, "in/a/one.txt"), join(dir, "in/a/two.txt")]);

  const edited = await json<{ changed: number; step: string }>(
    "draft-edit",
    id,
    "--where",
    "state=new",
    "--outlet",
    "Gazette",
    "--tag",
    "Lot/One",
  );
  expect(edited.changed).toBe(2);
  const left = await json<{ step: string }>("draft-edit", id, items[1]?.id ?? "", "--leave-out");
  await json("draft-edit", id, "--where", "outlet=none", "--leave-out");
  await json("draft-undo", id, left.step);
  expect((await json<Item[]>("drafts", "--draft", id, "--where", "left-out")).map(({ state }) => state)).toEqual([
    "unreadable",
    "duplicate",
  ]);
  expect((await json<Item[]>("drafts", "--draft", id, "--where", "corrected")).map(({ outlet }) => outlet)).toEqual([
    "Gazette",
    "Gazette",
  ]);

  const done = await json<object>("import", "--draft", id);
  expect(done).toMatchObject({ imported: 2, duplicates: 0, versions: 0, failed: [], leftOut: 2, kept: 0 });
  const articles = await json<{ outlet: string; title: string }[]>("articles");
  expect(articles.map(({ outlet, title }) => `${outlet} ${title}`).toSorted()).toEqual(["Gazette One", "Gazette Two"]);
  expect(await json("drafts")).toEqual([]);
  await json("undo");
  expect(await json("articles")).toEqual([]);
}, 120_000);

test("a draft is left, and wrong use is named", async () => {
  write({ "out/one.txt": `Else\n\n${report}` });
  const { id } = await json<{ id: string }>("draft", "out");
  for (const [args, says] of [
    [["draft-edit", id], "say what is to change"],
    [["draft-edit", id, "1", "--where", "state=new", "--outlet", "X"], "not both"],
    [["draft-edit", id, "--where", "state=odd", "--outlet", "X"], "there are new, version"],
    [["draft-edit", id, "--where", "colour=red", "--outlet", "X"], "there is no colour"],
    [["drafts", "--where", "state=new"], "--where needs --draft"],
    [["import", "out", "--draft", id], "stands alone"],
    [["draft"], "at least one file"],
  ] as const) {
    const { code, err } = await isnad(...args, "--case", "c.isnad");
    expect([args, code, err]).toEqual([args, 2, expect.stringContaining(says)]);
  }
  expect((await isnad("import", "--draft", "none", "--case", "c.isnad")).code).toBe(1);
  expect(await json("draft-leave", id)).toEqual({ id });
  expect(await json("drafts")).toEqual([]);
}, 120_000);
