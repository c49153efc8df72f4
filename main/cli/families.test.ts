import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

const entry = join(import.meta.dirname, "main.ts");
const story = Array.from({ length: 60 }, (_, at) => `word${at}`);
const other = Array.from({ length: 60 }, (_, at) => `كلمة${at}`);

interface Listed {
  families: { id: string; origin: string; reason: string | null; members: { title: string }[] }[];
  proposals: {
    id: string;
    why: string;
    members: { id: string; title: string; likeness: number; differences: number }[];
  }[];
  unsought: number;
}

test("families are found, confirmed and turned down from a shell", { timeout: 240_000 }, async () => {
  const dir = mkdtempSync(join(tmpdir(), "cli-families-"));
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
  const listed = async (...args: string[]): Promise<Listed> =>
    JSON.parse((await isnad("families", "--json", ...args)).out) as Listed;
  const texts = { a: story, b: story.with(30, "changed"), c: other, d: other };
  for (const [name, words] of Object.entries(texts))
    writeFileSync(join(dir, `${name}.txt`), `${name}\n\n${words.join(" ")}\n`);
  await isnad("import", "a.txt", "b.txt", "c.txt", "d.txt");

  expect(await listed()).toMatchObject({ families: [], proposals: [], soughtAt: null, unsought: 4 });
  const { proposals, unsought } = await listed("--find");
  expect(unsought).toBe(0);
  expect(proposals).toMatchObject([
    { why: "first-in", members: [{ title: "c" }, { title: "d", differences: 1 }] },
    { why: "first-in", members: [{ title: "a" }, { title: "b", differences: 2 }] },
  ]);
  const [second, first] = proposals;
  const origin = first?.members[1]?.id ?? "";
  const confirmed = await isnad("families", "confirm", first?.id ?? "", "--origin", origin, "--reason", "It says so.");
  expect(confirmed.code).toBe(0);
  expect(confirmed.out).toContain("It says so.");
  expect((await isnad("families", "reject", second?.id ?? "")).out).toBe("remembered as no copies\n");
  expect((await isnad("families", "reject", second?.id ?? "")).code).toBe(1);
  expect((await isnad("families", "confirm")).code).toBe(2);
  const after = await listed("--find");
  expect(after).toMatchObject({ families: [{ origin, reason: "It says so." }], proposals: [] });
  expect((await isnad("families")).out.split("\n")[1]).toMatch(/^ {2}\S+\torigin\tno date\tno outlet\tb$/u);
});
