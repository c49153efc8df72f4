import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { run } from "./main.ts";

let dir: string;
let ids: string[];

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "cli-search-"));
  vi.stubEnv("ISNAD_HOME", join(dir, "home"));
  vi.stubEnv("INIT_CWD", dir);
  mkdirSync(join(dir, "texts"));
  for (const [name, text] of Object.entries({
    "1.txt": "Raid in Homs\n\nSecurity forces arrested ten people near the airport.\n",
    "2.txt": "Raid in Aleppo\n\nTwo people were arrested; the airport was closed much later that day.\n",
    "3.txt": "مداهمة\n\nاعتقال عشرة قرب المطار.\n",
  }))
    writeFileSync(join(dir, "texts", name), text);
  const { articles } = await isnad<{ articles: { id: string; path: string }[] }>("import", "texts");
  ids = articles.toSorted((a, b) => (a.path < b.path ? -1 : 1)).map(({ id }) => id);
  const claim = [
    "--article",
    ids[0] ?? "",
    "--span",
    "14:29",
    "--source",
    "Police",
    "--statement",
    "Ten were arrested",
  ];
  await isnad("claim add", ...claim, "--memo", "verify with the airport");
}, 60_000);
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true, force: true });
});

/** Runs a verb in this process and reads the document that it prints. */
async function isnad<Document>(verb: string, ...args: string[]): Promise<Document> {
  const { code, out } = await line(verb, ...args);
  expect(code).toBe(0);
  return JSON.parse(out) as Document;
}

async function line(verb: string, ...args: string[]): Promise<{ code: number; out: string }> {
  const printed: string[] = [];
  const write = vi.spyOn(process.stdout, "write").mockImplementation((piece, ...rest) => {
    printed.push(String(piece));
    for (const done of rest) if (typeof done === "function") done();
    return true;
  });
  try {
    return { code: await run([...verb.split(" "), "--json", "--case", "case", ...args]), out: printed.join("") };
  } finally {
    write.mockRestore();
  }
}

interface Found {
  total: number;
  hits: Record<string, unknown>[];
}

const found = async (...args: string[]): Promise<unknown[]> =>
  (await isnad<Found>("search", ...args)).hits.map(({ articleId }) => articleId);

test("the whole query language is there, and a wrong query says what was meant", async () => {
  expect(await found("ten NEAR/3 people NEAR/3 airport")).toEqual([ids[0]]);
  expect(await found("claims:yes reliability:none")).toEqual([ids[0]]);
  expect(await found("file:3")).toEqual([ids[2]]);
  const { code, out } = await line("search", "sorce:police");
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ code: "query-syntax", details: { values: ["source"] } });
});

test("--within takes a file of ids, what articles --json prints, or a query", async () => {
  writeFileSync(join(dir, "ids.txt"), `${ids[1]}\n${ids[2]}\n`);
  expect(await found("people", "--within", "ids.txt")).toEqual([ids[1]]);
  writeFileSync(join(dir, "ids.json"), JSON.stringify([{ id: ids[0] }, ids[2]]));
  expect(await found("people", "--within", "ids.json")).toEqual([ids[0]]);
  expect(await found("people", "--within", "aleppo")).toEqual([ids[1]]);
  expect(await found("people", "--within", "nowhere")).toEqual([]);
});

test("--claims and --memos search these", async () => {
  const claims = await isnad<Found>("search", "--claims", "ten");
  expect(claims).toMatchObject({ total: 1, hits: [{ articleId: ids[0], field: "statement" }] });
  expect(await isnad<Found>("search", "--claims", "ten", "--within", "aleppo")).toMatchObject({ total: 0 });
  const memos = await isnad<Found>("search", "--memos", "airport");
  expect(memos).toMatchObject({ total: 1, hits: [{ kind: "claim", quote: expect.any(String) as string }] });
  expect((await line("search", "--claims", "--memos", "ten")).code).toBe(2);
});

test("--suggest says which words were perhaps meant", async () => {
  expect(await isnad("search", "--suggest", "airprot اعتقل")).toEqual([
    { start: 0, end: 7, typed: "airprot", articles: 0, words: [{ word: "airport", reason: "spelling", articles: 2 }] },
    { start: 8, end: 13, typed: "اعتقل", articles: 0, words: [{ word: "اعتقال", reason: "spelling", articles: 1 }] },
  ]);
});
