import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

const entry = join(import.meta.dirname, "main.ts");

const records = [
  {
    id: 1,
    title: "مداهمات",
    text: "مداهمات\n\nنفذت قوات الأمن حملة 😀 ثم غادرت قوات أخرى",
    date: "2025-11-24",
    source: "عنب بلدي",
  },
  { id: 2, title: "Raids", text: "Security forces raided houses.", date: "2025-10-02", source: "Wire" },
  { id: 3, title: "Rain", text: "Rain in the city.", source: "Wire" },
];

/** The command line on a case with these articles. */
async function begin() {
  const dir = mkdtempSync(join(tmpdir(), "cli-searches-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  async function isnad(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
    const child = spawn(process.execPath, [entry, ...args, "--case", "c"], {
      env: { ...process.env, ISNAD_HOME: join(dir, "home"), INIT_CWD: dir },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [out, err] = ["", ""];
    child.stdout.on("data", (piece: Buffer) => (out += piece.toString()));
    child.stderr.on("data", (piece: Buffer) => (err += piece.toString()));
    const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
    return { code, out, err };
  }
  const json = async (...args: string[]): Promise<unknown> => JSON.parse((await isnad(...args, "--json")).out);
  writeFileSync(join(dir, "a.jsonl"), records.map((record) => JSON.stringify(record)).join("\n"));
  await isnad("import", "a.jsonl");
  return { dir, isnad, json };
}

test("a search is grouped, kept within a group, saved and run again", { timeout: 120_000 }, async () => {
  const { isnad, json } = await begin();
  expect(await json("search", "forces OR قوات OR rain", "--group-by", "month")).toMatchObject({
    by: "month",
    total: 2,
    articles: 3,
    groups: [
      { key: "2025-10", articles: 1 },
      { key: "2025-11", articles: 1 },
    ],
    none: { articles: 1 },
  });
  expect(await json("search", "forces OR قوات OR rain", "--group", "outlet=Wire", "--order", "oldest")).toMatchObject({
    total: 2,
    hits: [{ title: "Raids" }, { title: "Rain" }],
  });
  expect(await json("search", "forces OR rain", "--group", "month=")).toMatchObject({ total: 1 });
  const some = await isnad("search", "forces OR قوات OR rain", "--limit", "1");
  expect(some.out).toMatch(/^\S+\t[^\n]*\n(?:\t[^\n]*\n)*1 of \d+ articles in /u);
  const kept = await isnad("search", "forces OR قوات", "--group-by", "outlet", "--save", "قوات");
  expect(kept.out).toMatch(/^1\t2×\tعنب بلدي\n1\t1×\tWire\n2 groups of 2 articles in /);
  expect(await json("searches")).toMatchObject([{ name: "قوات", query: "forces OR قوات", groupBy: "outlet" }]);
  expect(await json("search", "--saved", "قوات")).toMatchObject({ by: "outlet", total: 2 });
  for (const [args, code, says] of [
    [["search", "--saved", "other"], 1, "there are قوات"],
    [["search", "x", "--saved", "قوات"], 2, "not both"],
    [["search", "x", "--group", "month"], 2, "FIELD=KEY"],
    [["search", "x", "--limit", "0"], 2, "whole number from 1"],
    [["search", "x", "--order", "count"], 2, "newest"],
    [["concordance", "x", "--width", "5"], 2, "10 to 400"],
    [["concordance", "x", "--out", "c.isnad"], 2, "the case itself"],
    [["concordance", "a ("], 1, "not closed"],
    [["search-batch"], 2, "missing"],
  ] as const) {
    const { code: exit, err } = await isnad(...args);
    expect([args, exit, err]).toEqual([args, code, expect.stringContaining(says)]);
  }
  await json("searches", "remove", "قوات");
  expect(await json("searches")).toEqual([]);
});

test("a concordance is printed and written, and queries of a table are counted", { timeout: 120_000 }, async () => {
  const { dir, isnad, json } = await begin();
  const text = records[0]?.text ?? "";
  const lines = (await json("concordance", "قوات", "--sort", "after")) as { start: number; end: number; hit: string }[];
  expect(lines.map(({ start, end, hit }) => [hit, text.slice(start, end)])).toEqual([
    ["قوات", "قوات"],
    ["قوات", "قوات"],
  ]);
  expect((await isnad("concordance", "قوات", "--sort", "after", "--width", "20")).out.split("\n")[0]).toBe(
    "2025-11-24\tعنب بلدي\tحملة 😀 ثم غادرت [قوات] أخرى",
  );
  expect((await isnad("concordance", "outlet:wire")).err).toContain("no words");
  expect(await json("concordance", "forces OR قوات", "--out", "lines.csv")).toMatchObject({ written: 3, articles: 2 });
  expect(readFileSync(join(dir, "lines.csv"), "utf8").split("\r\n")).toHaveLength(5);
  writeFileSync(join(dir, "q.csv"), 'query,name\nforces,EN\n"a (",wrong\n');
  const counted = await isnad("search-batch", "q.csv", "--out", "counts.csv", "--json");
  expect(counted.code).toBe(1);
  expect(JSON.parse(counted.out)).toMatchObject({
    rows: [
      { name: "EN", articles: 1, first: "2025-10-02" },
      { name: "wrong", error: { position: 2 } },
    ],
  });
  expect(readFileSync(join(dir, "counts.csv"), "utf8")).toContain("EN,forces,2,1,0,1,0,2025-10-02,2025-10-02,,");
});
