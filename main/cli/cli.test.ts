import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import { launchIn, type Ran, runIn } from "./isnad.fake.ts";

/* The real command line, run from its sources as `npm run isnad` runs it, on a case of its own. */

const text = "انفجار في المرفأ\n\nقال المتحدث باسم الشرطة 😀 إن ثلاثة أشخاص أصيبوا في الحادث.\n\nالمصدر: عنب بلدي\n";
const quote = "ثلاثة أشخاص أصيبوا";
const start = text.indexOf(quote);
const span = `${start}:${start + quote.length}`;

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "cli-"));
  writeFileSync(join(dir, "خبر.txt"), text);
  writeFileSync(join(dir, "english.txt"), "A fire at the port\n\nThe ministry said two people died.\n");
  writeFileSync(join(dir, "odd.xyz"), "?");
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const isnad = (...args: string[]): Promise<Ran> => runIn(dir, args);

/** Runs a verb that has to succeed and gives back its document. */
async function json<Value = Record<string, unknown>>(...args: string[]): Promise<Value> {
  const { code, out, err } = await isnad("--json", ...args);
  if (code !== 0) throw new Error(`${args.join(" ")}: exit ${code}\n${out}${err}`);
  return JSON.parse(out) as Value;
}

test("wrong usage is exit 2 and says what is wrong", async () => {
  for (const [args, says] of [
    [[], "no verb"],
    [["fly"], "no verb fly"],
    [["claims"], "--case is missing"],
    [["claims", "--case", "a", "--case", "b"], "more than once"],
    [["claims", "--case", "a", "--port", "1"], "no option --port"],
    [["claims", "--nonsense"], "--nonsense"],
    [["claims", "--case", "a", "stray"], "takes no stray"],
    [["import", "--case", "a"], "at least one file"],
    [["text", "--case", "a"], "ARTICLE is missing"],
    [["export", "--case", "a", "--format", "pdf", "--out", "x"], "csv, jsonl"],
    [["claim", "add", "--case", "a", "--article", "x", "--span", "1-2", "--source", "s"], "START:END"],
    [["claim", "add", "--case", "a", "--article", "x", "--span", "1:2"], "either --source or --hops"],
    [["claim", "add", "--case", "a", "--article", "x", "--span", "1:2", "--hops", "{"], "not JSON"],
    [["claim", "add", "--case", "a", "--article", "x", "--span", "1:2", "--source", "s", "--slot", "size=5"], "count"],
    [["claim", "edit", "--case", "a", "x"], "say what is to be changed"],
    [["claim", "grade", "--case", "a", "x"], "give --reliability"],
    [["claim", "remove", "--case", "a"], "CLAIM is missing"],
    [["claims", "--case", "a", "--look", "stale"], "needs --stale-days"],
    [["claims", "--case", "a", "--relation", "denies"], "contradicts"],
    [["claims", "--case", "a", "--group-by", "colour"], "origin, source"],
    [["serve", "--port", "99999"], "no port"],
  ] as const) {
    const { code, out, err } = await isnad(...args, "--json");
    expect([code, err]).toEqual([2, expect.stringContaining(says)]);
    expect(JSON.parse(out)).toMatchObject({ code: "usage" });
  }
}, 120_000);

test("help is no error", async () => {
  const all = await isnad("--help");
  expect(all.code).toBe(0);
  for (const verb of ["import", "claim add", "claim edit", "claim grade", "claim remove", "history", "serve"])
    expect(all.out).toContain(`isnad ${verb}`);
  const one = await isnad("claims", "--help");
  expect([one.code, one.out]).toEqual([0, expect.stringContaining("--reliability A…F|none")]);
});

test("only import makes a case", async () => {
  const { code, out } = await isnad("articles", "--case", "none.isnad", "--json");
  expect([code, JSON.parse(out)]).toEqual([1, expect.objectContaining({ code: "file-missing" })]);
  expect(existsSync(join(dir, "none.isnad"))).toBe(false);
});

test("from import to undo: every verb, with every key, and the way back", async () => {
  const first = await isnad(
    "import",
    "خبر.txt",
    "english.txt",
    "odd.xyz",
    "missing.txt",
    "--json",
    "--case",
    "c.isnad",
  );
  expect(first.code).toBe(1);
  const imported = JSON.parse(first.out);
  expect(imported).toMatchObject({ imported: 2, duplicates: 0, versions: 0 });
  expect(imported.failed.map((f: { code: string }) => f.code).toSorted()).toEqual([
    "file-missing",
    "unsupported-format",
  ]);
  expect(Object.keys(imported.articles[0]).toSorted()).toEqual(["id", "language", "path", "sha256", "state", "title"]);
  expect(await json("import", "--case", "c.isnad", "--", "خبر.txt")).toMatchObject({ imported: 0, duplicates: 1 });

  const articles = await json<Record<string, string>[]>("articles", "--case", "c.isnad");
  const arabic = articles.find((a) => a["language"] === "ar");
  const english = articles.find((a) => a["language"] === "en");
  expect(Object.keys(arabic ?? {})).toEqual([
    "id",
    "title",
    "outlet",
    "language",
    "publishedAt",
    "claims",
    "path",
    "sha256",
    "chars",
  ]);
  expect(arabic).toMatchObject({
    outlet: "عنب بلدي",
    publishedAt: null,
    path: join(dir, "خبر.txt"),
    chars: text.length,
  });
  const id = arabic?.["id"] ?? "";

  const read = await json<{ id: string; text: string; blocks: object[] }>("text", id, "--case", "c.isnad");
  expect(read).toMatchObject({ id, text });
  expect(read.blocks[0]).toEqual({ start: 0, end: 16, kind: "heading", direction: "rtl" });

  const found = await json<{
    total: number;
    hits: { articleId: string; snippets: { text: string; hits: number[][] }[] }[];
  }>("search", "--case", "c.isnad", "اشخاص");
  expect(found).toMatchObject({ total: 1, hits: [{ articleId: id }] });
  const [snippet] = found.hits[0]?.snippets ?? [];
  const [from, to] = snippet?.hits[0] ?? [];
  expect(snippet?.text.slice(from, to)).toBe("أشخاص");
  expect(await json("search", "--case", "c.isnad", "--", "-اشخاص", "port")).toMatchObject({ total: 1 });
  const wrong = await isnad("search", "--case", "c.isnad", '"open', "--json");
  expect([wrong.code, JSON.parse(wrong.out)]).toEqual([1, expect.objectContaining({ code: "query-syntax" })]);

  const claim = await json(
    "claim",
    "add",
    "--case",
    "c.isnad",
    "--article",
    id,
    "--span",
    span,
    "--source",
    "المتحدث باسم الشرطة",
    "--statement",
    "Three were hurt",
    "--tag",
    "Casualties/Hurt",
    "--reliability",
    "B",
    "--credibility",
    "2",
    "--reason",
    "knows the place",
    "--analyst",
    "Nour Haddad",
  );
  expect(claim).toEqual({
    id: expect.any(String),
    statement: "Three were hurt",
    article: id,
    spans: [{ start, end: start + quote.length, quote }],
    attribution: [
      { source: "عنب بلدي", sourceId: expect.any(String), mode: null, basis: null, cue: null, descriptor: null },
      {
        source: "المتحدث باسم الشرطة",
        sourceId: expect.any(String),
        mode: null,
        basis: null,
        cue: null,
        descriptor: null,
      },
    ],
    furtherChains: [],
    reliability: "B",
    credibility: "2",
    withoutReason: { reliability: false, credibility: false },
    gradedAt: { reliability: expect.any(String), credibility: expect.any(String) },
    gradedBy: { reliability: "Nour Haddad", credibility: "Nour Haddad" },
    originReliability: null,
    look: [],
    slots: [],
    questions: [],
    relations: { corroborates: 0, contradicts: 0, repeats: 0, updates: 0, narrows: 0 },
    tags: ["Casualties/Hurt"],
    eventDate: null,
    memo: null,
  });
  const hops = [{ source: "الوزارة" }, { descriptor: "a high-ranking source", mode: "paraphrase", basis: "told" }];
  const unnamed = await json<{ attribution: object[]; statement: null }>(
    "claim",
    "add",
    "--case",
    "c.isnad",
    "--article",
    id,
    "--span",
    span,
    "--span",
    "0:5",
    "--hops",
    JSON.stringify(hops),
  );
  expect(unnamed).toMatchObject({
    statement: null,
    reliability: null,
    spans: [{ start }, { start: 0, end: 5 }],
    attribution: [
      { source: "الوزارة" },
      { source: null, sourceId: null, descriptor: "a high-ranking source", mode: "paraphrase", basis: "told" },
    ],
  });
  const own = await json<{ attribution: object[] }>(
    "claim",
    "add",
    "--case",
    "c.isnad",
    "--article",
    id,
    "--span",
    span,
    "--source",
    "عنب بلدي",
  );
  expect(own.attribution).toHaveLength(1);
  const noOutlet = await json<{ attribution: object[] }>(
    "claim",
    "add",
    "--case",
    "c.isnad",
    "--article",
    english?.["id"] ?? "",
    "--span",
    "0:6",
    "--source",
    "Ministry",
  );
  expect(noOutlet.attribution).toMatchObject([{ source: "Ministry" }]);

  for (const [bad, code] of [
    ["5:5", "empty-span"],
    ["0:99999", "span-outside"],
  ]) {
    const args = ["claim", "add", "--case", "c.isnad", "--article", id, "--span", bad ?? "", "--source", "X", "--json"];
    const refused = await isnad(...args);
    expect([refused.code, JSON.parse(refused.out)]).toEqual([1, expect.objectContaining({ code })]);
  }

  const ids = async (...filter: string[]): Promise<unknown[]> =>
    (await json<{ id: string }[]>("claims", "--case", "c.isnad", ...filter)).map((c) => c.id);
  expect(await ids()).toHaveLength(4);
  expect(await ids("--source", "المتحدث باسم الشرطة")).toEqual([claim["id"]]);
  expect(await ids("--source", "عنب بلدي")).toHaveLength(2);
  expect(await ids("--origin", "عنب بلدي")).toHaveLength(1);
  expect(await ids("--source", "nobody")).toEqual([]);
  expect(await ids("--reliability", "B", "--credibility", "2")).toEqual([claim["id"]]);
  expect(await ids("--reliability", "none")).toHaveLength(3);
  expect(await ids("--tag", "Casualties")).toEqual([claim["id"]]);
  expect(await ids("--tag", "Other")).toEqual([]);
  expect(await ids("--outlet", "عنب بلدي")).toHaveLength(3);
  expect(await ids("--text", "hurt")).toEqual([claim["id"]]);

  const sources = await json<Record<string, unknown>[]>("sources", "--case", "c.isnad");
  expect(sources.find((s) => s["name"] === "المتحدث باسم الشرطة")).toMatchObject({
    aliases: [],
    affiliation: null,
    claims: 1,
    reliability: null,
  });

  const out = join(dir, "out.jsonl");
  const exported = await json(
    "export",
    "--case",
    "c.isnad",
    "--format",
    "jsonl",
    "--out",
    "out.jsonl",
    "--reliability",
    "B",
  );
  expect(exported).toMatchObject({ format: "jsonl", written: 1, losses: expect.any(Array) });
  expect(readFileSync(out, "utf8")).toContain(quote);
  const over = await isnad("export", "--case", "c.isnad", "--format", "csv", "--out", "c.isnad");
  expect(over.code).toBe(2);

  expect(await json("check", "--case", "c.isnad")).toMatchObject({ holds: true, problems: [] });
  const history = await json<{ verb: string; analyst: string }[]>("history", "--case", "c.isnad");
  expect(history.map(({ verb }) => verb)).toContain("import");
  expect(history.some(({ analyst }) => analyst === "Nour Haddad")).toBe(true);

  await json("undo", "--case", "c.isnad");
  expect(await ids()).toHaveLength(3);
  await json("redo", "--case", "c.isnad");
  expect(await ids()).toHaveLength(4);
  const nothing = await isnad("redo", "--case", "c.isnad", "--json");
  expect([nothing.code, JSON.parse(nothing.out)]).toEqual([1, expect.objectContaining({ code: "nothing-to-redo" })]);

  const backup = await json<{ path: string }>("backup", "--case", "c.isnad", "--out", "kept.isnad");
  expect(existsSync(backup.path)).toBe(true);
  const refused = await isnad("restore", "kept.isnad", "--case", "c.isnad", "--json");
  expect([refused.code, JSON.parse(refused.out)]).toEqual([1, expect.objectContaining({ code: "file-exists" })]);
  await json("restore", "kept.isnad", "--case", "restored.isnad");
  expect(await json<unknown[]>("claims", "--case", "restored.isnad")).toHaveLength(4);
}, 300_000);

test("for people the same is said without JSON; a text keeps its lines and no control character", async () => {
  mkdirSync(join(dir, "plain"));
  writeFileSync(join(dir, "plain/a.txt"), "Title\n\nA \u001b[31mred\u001b[0m word.\n");
  const imported = await isnad("import", "plain", "--case", "plain.isnad");
  expect([imported.code, imported.out]).toEqual([0, expect.stringContaining("1 imported")]);
  const [, id = ""] = imported.out.split("\t");
  const read = await isnad("text", id, "--case", "plain.isnad");
  expect(read.out).toBe("Title\n\nA  [31mred [0m word.\n\n");
  expect((await isnad("claims", "--case", "plain.isnad")).out).toBe("");
  expect((await isnad("claims", "--case", "plain.isnad", "--json")).out).toBe("[]\n");
}, 60_000);

test("a reader that leaves early is no failure, and the case is closed in order", async () => {
  const line = (n: number): string => JSON.stringify({ title: `title ${n} ${"x".repeat(200)}`, text: `text ${n}` });
  writeFileSync(join(dir, "many.jsonl"), Array.from({ length: 2000 }, (_, n) => line(n)).join("\n"));
  await json("import", "many.jsonl", "--case", "many.isnad");
  const child = launchIn(dir, ["articles", "--case", "many.isnad"]);
  let err = "";
  child.stderr.on("data", (piece: Buffer) => (err += piece.toString()));
  child.stdout.once("data", () => child.stdout.destroy());
  expect(await new Promise((resolve) => child.once("close", resolve))).toBe(0);
  expect(err).toBe("");
  // A case that was left open by a crash says so at the next opening.
  expect((await isnad("sources", "--case", "many.isnad", "--json")).err).toBe("");
}, 60_000);

test("serve prints its address, answers there, and ends when told", async () => {
  const missing = await isnad("serve", "--case", "none.isnad", "--json");
  expect([missing.code, JSON.parse(missing.out)]).toEqual([1, expect.objectContaining({ code: "file-missing" })]);
  const child = launchIn(dir, ["serve", "--json"]);
  const line = await new Promise<string>((resolve) => child.stdout.once("data", (d: Buffer) => resolve(d.toString())));
  const { address } = JSON.parse(line) as { address: string };
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[0-9a-f]{64}$/u);
  expect((await fetch(address)).status).toBe(200);
  child.kill("SIGINT");
  expect(await new Promise((resolve) => child.once("close", resolve))).toBe(0);
}, 120_000);
