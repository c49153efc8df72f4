import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

const entry = join(import.meta.dirname, "main.ts");

/** The command line on a case with one claim of "Ministry", reported by "Gazette". */
async function begin() {
  const dir = mkdtempSync(join(tmpdir(), "cli-sources-"));
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
  const hops = JSON.stringify([{ source: "Gazette", kind: "outlet" }, { source: "Ministry" }]);
  const claim = await json("claim", "add", "--article", articles[0]?.id ?? "", "--span", "7:12", "--hops", hops);
  return { isnad, json, claim: String(claim["id"]) };
}

test("sources are made, changed, graded and looked up, by name or id", { timeout: 120_000 }, async () => {
  const { isnad, json, claim } = await begin();
  const names = '[{"text":"المتحدثة","language":"ar"},{"text":"Spokeswoman","language":"en"}]';
  const facts = "--kind person --affiliation Ministry --role spokeswoman --country SY --language ar --notes n".split(
    " ",
  );
  const made = await json("source", "add", "--names", names, ...facts, "--link", "https://example.org/@s");
  // Every key is always there.
  expect(made).toEqual({
    id: expect.any(String),
    name: "المتحدثة",
    aliases: ["Spokeswoman"],
    kind: "person",
    affiliation: "Ministry",
    country: "SY",
    language: "ar",
    claims: 0,
    origins: 0,
    lastUsed: null,
    reliability: null,
  });
  const edited = await json("source", "edit", "Spokeswoman", "--alias", "Ms S.", "--affiliation", "", "--country", "");
  expect(edited).toMatchObject({ id: made["id"], aliases: ["Spokeswoman", "Ms S."], affiliation: null, country: null });
  expect((await isnad("source", "edit", String(made["id"]))).code).toBe(2);
  expect((await isnad("source", "add", "X", "--kind", "animal")).code).toBe(2);

  const graded = ["source", "assess", "Ministry", "--reliability", "B", "--reason-code", "track-record"];
  expect(await json(...graded, "--evidence", `claim:${claim}`)).toMatchObject({ name: "Ministry", reliability: "B" });
  const unknown = await isnad("source", "assess", "Ministry", "--reliability", "B", "--evidence", "claim:nobody");
  expect([unknown.code, JSON.parse(unknown.out)]).toEqual([1, expect.objectContaining({ code: "not-found" })]);
  expect(await json("source", "record", "Ministry")).toMatchObject({
    name: "Ministry",
    claims: 1,
    credibility: [{ value: null, count: 1 }],
    drifted: 0,
  });

  const listed = async (...filter: string[]) =>
    (await json<{ name: string }[]>("sources", ...filter)).map(({ name }) => name);
  expect(await listed()).toEqual(["Gazette", "Ministry", "المتحدثة"]);
  expect(await listed("--kind", "outlet", "--kind", "person")).toEqual(["Gazette", "المتحدثة"]);
  expect(await listed("--language", "none", "--reliability", "none")).toEqual(["Gazette"]);
  expect(await listed("--text", "spokes")).toEqual(["المتحدثة"]);
});

test("sources are proposed, merged, split and told apart", { timeout: 120_000 }, async () => {
  const { isnad, json } = await begin();
  await json("source", "add", "ministry", "MoI");
  const pairs = await json<{ why: string; sources: { name: string }[] }[]>("source", "duplicates", "MoI");
  expect(pairs).toMatchObject([{ why: "same-folded", sources: [{ name: "Ministry" }, { name: "ministry" }] }]);
  const merged = await json("source", "merge", "Ministry", "--into", "MoI", "--reason", "One office.");
  expect(merged).toMatchObject({ name: "ministry", aliases: ["MoI", "Ministry"], claims: 1, origins: 1 });
  const [claim] = await json<{ attribution: { source: string }[] }[]>("claims", "--origin", "Ministry");
  expect(claim?.attribution.at(-1)?.source).toBe("ministry");
  const again = await isnad("source", "merge", "MoI", "--into", "Ministry");
  expect([again.code, JSON.parse(again.out)]).toEqual([1, expect.objectContaining({ code: "in-use" })]);
  expect(await json("source", "split", "Ministry")).toMatchObject({ name: "Ministry", claims: 1, aliases: [] });
  await json("source", "distinguish", "Ministry", "MoI");
  expect(await json("source", "duplicates")).toEqual([]);
});
