import { spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

const entry = join(import.meta.dirname, "main.ts");
const fixtures = join(import.meta.dirname, "../../resources/fixtures/import");

test("containers are imported from a shell, each part under its path", { timeout: 120_000 }, async () => {
  const dir = mkdtempSync(join(tmpdir(), "cli-containers-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const files = ["folder-infozip.zip", "names-cp720-python.zip", "desk-python.mbox", "gazette-wget.warc.gz"];
  for (const file of files) copyFileSync(join(fixtures, file), join(dir, file));
  async function json(...args: string[]): Promise<unknown> {
    const child = spawn(process.execPath, [entry, ...args, "--case", "c", "--json"], {
      env: { ...process.env, ISNAD_HOME: join(dir, "home"), INIT_CWD: dir },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let out = "";
    child.stdout.on("data", (piece: Buffer) => (out += piece.toString()));
    expect(await new Promise((resolve) => child.once("close", resolve))).toBe(0);
    return JSON.parse(out);
  }
  const result = (await json("import", ...files)) as { articles: { path: string; title: string; state: string }[] };
  const titles = Object.fromEntries(result.articles.map(({ path, title }) => [path.slice(dir.length + 1), title]));
  expect(titles).toMatchObject({
    "folder-infozip.zip/أخبار/تقرير.docx": "حريق في مستودع الوقود",
    "names-cp720-python.zip/أخبار/برقية.txt": "برقية من قصر الريح",
    "desk-python.mbox/msg 2 <two@gazette.example>": "The mill",
    "desk-python.mbox/msg 3 <three@gazette.example>/تقرير.pdf": "حريق في مستودع الوقود",
    "gazette-wget.warc.gz/record 7.html": "انقطاع المياه في قصر الريح",
  });
  const listed = (await json("articles")) as { path: string }[];
  expect(listed.map(({ path }) => path)).toContain(join(dir, "gazette-wget.warc.gz/record 9.pdf"));
});
