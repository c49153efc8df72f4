import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

const entry = join(import.meta.dirname, "main.ts");

test(
  "the collection is counted from a shell, and what a bar counts is listed by the same filter",
  { timeout: 240_000 },
  async () => {
    const dir = mkdtempSync(join(tmpdir(), "cli-overview-"));
    onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
    async function isnad(...args: string[]): Promise<{ code: number | null; out: string; told: string }> {
      const child = spawn(process.execPath, [entry, ...args, "--case", "c"], {
        env: { ...process.env, ISNAD_HOME: join(dir, "home"), INIT_CWD: dir },
        stdio: ["ignore", "pipe", "pipe"],
      });
      let [out, told] = ["", ""];
      child.stdout.on("data", (piece: Buffer) => (out += piece.toString()));
      child.stderr.on("data", (piece: Buffer) => (told += piece.toString()));
      const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
      return { code, out, told };
    }
    const row = (title: string, outlet: string | null, publishedAt: string | null) =>
      JSON.stringify({ title, text: `${title} was told in full.`, language: "en", outlet, publishedAt });
    const rows = [
      row("One", "Agency", "2025-11-24"),
      row("Two", "Agency", "2025-12-01"),
      row("Three", null, "2025"),
      row("Four", "Gazette", null),
    ];
    writeFileSync(join(dir, "all.jsonl"), `${rows.join("\n")}\n`);
    expect((await isnad("import", "all.jsonl")).code).toBe(0);

    const whole = JSON.parse((await isnad("overview", "--json")).out) as Record<string, unknown>;
    expect(whole).toMatchObject({
      numbers: { articles: 4, unread: 4, undated: 1, withoutOutlet: 1, inFamilies: 0 },
      dates: {
        months: [
          { month: "2025-11", count: 1 },
          { month: "2025-12", count: 1 },
        ],
        years: [{ year: "2025", count: 1 }],
        undated: 1,
      },
      outlets: {
        values: [
          { value: "Agency", count: 2 },
          { value: "Gazette", count: 1 },
        ],
        none: 1,
      },
    });
    const titles = async (...args: string[]): Promise<string[]> =>
      (JSON.parse((await isnad("articles", "--json", ...args)).out) as { title: string }[]).map(({ title }) => title);
    expect(await titles("--from", "2025-11", "--until", "2025-11")).toEqual(["One"]);
    expect(await titles("--dated", "undated")).toEqual(["Four"]);
    expect(await titles("--outlet", "none", "--copies", "1")).toEqual(["Three"]);
    const told = await isnad("overview", "--outlet", "Agency");
    expect(told.out).toMatch(/^ {7}2 {2}articles\n/u);
    expect(told.out).toContain("       1  Gazette");
    const wrong = await isnad("overview", "--until", "November");
    expect([wrong.code, wrong.told]).toEqual([2, expect.stringContaining("--until November: write a date as")]);
    expect((await isnad("overview", "--copies", "7")).code).toBe(2);
  },
);
