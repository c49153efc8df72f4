import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

const entry = join(import.meta.dirname, "main.ts");

/** The command line on a case with one claim, tagged Toll/Dead. */
async function begin() {
  const dir = mkdtempSync(join(tmpdir(), "cli-tags-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  async function isnad(...args: string[]): Promise<{ code: number | null; out: string }> {
    const child = spawn(process.execPath, [entry, ...args, "--case", "c", "--json"], {
      env: { ...process.env, ISNAD_HOME: join(dir, "home"), INIT_CWD: dir },
      stdio: ["ignore", "pipe", "ignore"],
    });
    let out = "";
    child.stdout.on("data", (piece: Buffer) => (out += piece.toString()));
    const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
    return { code, out };
  }
  async function json<Value = Record<string, unknown>>(...args: string[]): Promise<Value> {
    const { code, out } = await isnad(...args);
    if (code !== 0) throw new Error(`${args.join(" ")}: exit ${code}\n${out}`);
    return JSON.parse(out) as Value;
  }
  writeFileSync(join(dir, "a.txt"), "Title\n\nThree died, they said.\n");
  const { articles } = await json<{ articles: { id: string }[] }>("import", "a.txt");
  const article = articles[0]?.id ?? "";
  const claim = ["claim", "add", "--article", article, "--span", "7:12", "--source", "X", "--tag", "Toll/Dead"];
  const paths = async () => (await json<{ path: string }[]>("tags")).map(({ path }) => path);
  return { dir, isnad, json, claim, paths };
}

test("tags are made, changed, moved, merged and removed, by path or id", { timeout: 120_000 }, async () => {
  const { isnad, json, claim, paths } = await begin();
  await json(...claim);
  const hurt = await json("tag", "add", "Toll/Hurt");
  expect(hurt).toMatchObject({ path: "Toll/Hurt", name: "Hurt", description: null, uses: 0 });
  const edited = await json("tag", "edit", "Toll/Hurt", "--name", "جرحى", "--description", "Who", "--colour", "4");
  expect(edited).toMatchObject({ id: hurt["id"], path: "Toll/جرحى", description: "Who", colour: 4 });
  expect(await json("tag", "edit", String(hurt["id"]), "--description", "")).toMatchObject({ description: null });
  expect(await json("tag", "move", "Toll/جرحى", "--under", "/")).toMatchObject({ path: "جرحى", parent: null });
  expect(await json("tag", "move", "جرحى", "--under", "Toll/Dead")).toMatchObject({ path: "Toll/Dead/جرحى" });
  expect(await json("tag", "merge", "Toll/Dead", "--into", "Toll")).toMatchObject({ path: "Toll", uses: 1 });
  expect(await paths()).toEqual(["Toll", "Toll/جرحى"]);
  const [tagged] = await json<{ tags: string[] }[]>("claims");
  expect(tagged?.tags).toEqual(["Toll"]);
  expect(await json("tag", "remove", "Toll/جرحى")).toMatchObject({ path: "Toll/جرحى" });
  for (const [args, code, says] of [
    [["tag", "merge", "Toll", "--into", "Toll"], 1, "in-use"],
    [["tag", "remove", "Nothing"], 1, "not-found"],
    [["tag", "edit", "Toll"], 2, "usage"],
    [["tag", "edit", "Toll", "--colour", "12"], 2, "usage"],
    [["tag", "merge", "--into", "Toll"], 2, "usage"],
    [["tag", "move", "Toll"], 2, "usage"],
  ] as const) {
    const { code: exit, out } = await isnad(...args);
    expect([exit, JSON.parse(out)]).toEqual([code, expect.objectContaining({ code: says })]);
  }
  expect(await paths()).toEqual(["Toll"]);
});

test("the codebook goes out as .qdc and comes back", { timeout: 120_000 }, async () => {
  const { dir, isnad, json, paths } = await begin();
  await json("tag", "add", "الضحايا/قتلى");
  expect(await json("tags", "export", "--out", "out.qdc")).toEqual({ written: 2, losses: [] });
  expect(readFileSync(join(dir, "out.qdc"), "utf8")).toContain('name="قتلى"');
  await json("tag", "remove", "الضحايا");
  const back = await json("tags", "import", "out.qdc");
  expect(back).toEqual({ added: 2, known: 0, skipped: [], changed: [] });
  expect(await paths()).toEqual(["الضحايا", "الضحايا/قتلى"]);
  writeFileSync(join(dir, "bad.qdc"), "<html/>");
  const { code, out } = await isnad("tags", "import", "bad.qdc");
  expect([code, JSON.parse(out)]).toEqual([1, expect.objectContaining({ code: "unreadable-file" })]);
});
