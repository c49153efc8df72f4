import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

const entry = join(import.meta.dirname, "main.ts");

/** The command line on a case with three articles that tell of one fire. */
async function begin() {
  const dir = mkdtempSync(join(tmpdir(), "cli-questions-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  async function isnad(...args: string[]): Promise<{ code: number | null; out: string }> {
    const child = spawn(process.execPath, [entry, ...args, "--case", "c"], {
      env: { ...process.env, ISNAD_HOME: join(dir, "home"), INIT_CWD: dir },
      stdio: ["ignore", "pipe", "ignore"],
    });
    let out = "";
    child.stdout.on("data", (piece: Buffer) => (out += piece.toString()));
    const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
    return { code, out };
  }
  async function json<Value = Record<string, unknown>>(...args: string[]): Promise<Value> {
    const { code, out } = await isnad("--json", ...args);
    if (code !== 0) throw new Error(`${args.join(" ")}: exit ${code}\n${out}`);
    return JSON.parse(out) as Value;
  }
  for (const name of ["a", "b", "c"]) writeFileSync(join(dir, `${name}.txt`), `Title ${name}\n\nThree or five died.\n`);
  const { articles } = await json<{ articles: { id: string }[] }>("import", "a.txt", "b.txt", "c.txt");
  const claims: string[] = [];
  for (const [index, { id }] of articles.entries()) {
    const source = `Source ${index}`;
    claims.push((await json<{ id: string }>("claim", "add", "--article", id, "--span", "9:14", "--source", source)).id);
  }
  return { isnad, json, claims, articles: articles.map(({ id }) => id) };
}

test("questions are asked, gathered for, compared, settled and removed", { timeout: 240_000 }, async () => {
  const { isnad, json, claims } = await begin();
  const [first = "", second = "", third = ""] = claims;
  const asked = await json("question", "add", "How many died?", "--claim", first, "--note", "n");
  expect(asked).toMatchObject({ text: "How many died?", note: "n", state: "open", claims: 1, origins: 1 });
  expect(await json("question", "gather", "How many died?", second, third)).toMatchObject({ claims: 3, articles: 3 });
  expect(await json("question", "release", String(asked["id"]), third)).toMatchObject({ claims: 2, origins: 2 });

  const comparison = await json("compare", "How many died?");
  expect(comparison).toMatchObject({
    articles: 2,
    origins: 2,
    columns: [
      { label: "Source 0", claims: [first] },
      { label: "Source 1", claims: [second] },
    ],
    claims: [{ id: first }, { id: second }],
  });
  const { out } = await isnad("compare", "How many died?");
  expect(out.split("\n").slice(0, 3)).toEqual([
    "How many died?",
    "2 articles, 2 origins",
    "\tSource 0 – (1)\tSource 1 – (1)",
  ]);

  expect(await json("question", "settle", "How many died?", "--answer", "Five.")).toMatchObject({
    state: "settled",
    answer: "Five.",
  });
  expect(await json("questions")).toMatchObject([{ id: asked["id"], state: "settled", claims: 2 }]);
  await json("question", "remove", "How many died?");
  expect(await json("questions")).toEqual([]);
  expect((await isnad("compare", "How many died?")).code).toBe(1);
});

test("claims are related, articles made a family", { timeout: 240_000 }, async () => {
  const { isnad, json, claims, articles } = await begin();
  const [first = "", second = ""] = claims;
  const made = await json("relate", "contradicts", first, second, "--note", "3 or 5");
  expect(made).toMatchObject({ kind: "contradicts", fromId: first, toId: second, note: "3 or 5" });
  expect(await json("relate", "contradicts", second, first)).toMatchObject({ id: made["id"] });
  expect(await json("relations", second)).toMatchObject([{ id: made["id"], outgoing: false, other: { id: first } }]);
  expect((await isnad("relations", second)).out).toContain("← contradicts");
  await json("unrelate", String(made["id"]));
  expect(await json("relations", second)).toEqual([]);
  expect((await isnad("relate", "denies", first, second)).code).toBe(2);
  expect((await isnad("relate", "repeats", first)).code).toBe(2);

  const [a = "", b = "", c = ""] = articles;
  expect(await json("family", b, c, "--origin", a, "--reason", "One text.")).toMatchObject({
    origin: a,
    reason: "One text.",
    members: [{ id: a }, { id: b }, { id: c }],
  });
  expect(await json("family", "leave", a, b)).toEqual({ changed: 2 });
  expect((await isnad("family", "--origin", a)).code).toBe(2);
});
