import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

/** Marks on earlier texts from the real command line. */
const entry = join(import.meta.dirname, "main.ts");
const text = "حريق في المستودع\n\nقال المتحدث 😀 إن ثلاثة أشخاص أصيبوا في الحادث.\n\nA nurse said five were hurt.\n";

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "cli-anchors-"));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

async function isnad(...args: string[]): Promise<{ code: number | null; out: string }> {
  const env = { ...process.env, ISNAD_HOME: join(dir, "home"), INIT_CWD: dir };
  const child = spawn(process.execPath, [entry, "--json", ...args], { env, stdio: ["ignore", "pipe", "ignore"] });
  let out = "";
  child.stdout.on("data", (piece: Buffer) => (out += piece.toString()));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, out };
}

async function json<Value>(...args: string[]): Promise<Value> {
  const { code, out } = await isnad(...args);
  expect([args, code]).toEqual([args, 0]);
  return JSON.parse(out) as Value;
}

test("marks on an earlier text are listed, taken over in the same words, and taken back", async () => {
  const file = join(dir, "a.txt");
  const at = ["--case", "a.isnad"];
  writeFileSync(file, text);
  const { articles } = await json<{ articles: { id: string }[] }>("import", ...at, "a.txt");
  const id = articles[0]?.id ?? "";
  for (const quote of ["ثلاثة أشخاص أصيبوا", "A nurse said five"]) {
    const start = text.indexOf(quote);
    const span = `${start}:${start + quote.length}`;
    await json("claim", "add", ...at, "--article", id, "--span", span, "--source", "Ministry");
  }
  expect(await json("anchors", ...at)).toEqual([]);
  writeFileSync(file, `عاجل\n\n${text.replace("A nurse said five were hurt.", "Nobody else spoke.")}`);
  await json("import", ...at, "a.txt");
  expect(await json("anchors", ...at)).toMatchObject([{ id, version: "2", claims: 2, annotations: 0, cues: 0 }]);
  expect(await json("anchors", ...at, id)).toMatchObject([
    { kind: "claim", index: 0, version: "1", quote: "ثلاثة أشخاص أصيبوا", state: "moved", sameWords: true },
    { kind: "claim", quote: "A nurse said five", state: "orphan", places: [] },
  ]);
  expect(await json("anchors", "take", ...at, id)).toMatchObject({ taken: 0, left: [{}, {}] });
  expect(await json("anchors", "take", ...at, id, "--moved")).toMatchObject({ taken: 1, left: [{ state: "orphan" }] });
  const claims = await json<{ spans: { quote: string }[] }[]>("claims", ...at);
  expect(claims.flatMap(({ spans }) => spans.map(({ quote }) => quote)).toSorted()).toEqual(
    ["A nurse said five", "ثلاثة أشخاص أصيبوا"].toSorted(),
  );
  await json("undo", ...at);
  expect(await json("anchors", ...at, id)).toHaveLength(2);
  expect((await isnad("anchors", "take", ...at, id, "--exact", "--moved")).code).toBe(2);
  expect((await isnad("anchors", ...at, "no-such")).code).toBe(1);
}, 120_000);
