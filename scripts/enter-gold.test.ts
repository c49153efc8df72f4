import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

import { describe, expect, onTestFinished, test } from "vitest";

import { testCase } from "../main/backend.fake.ts";
import { claimDocument } from "../main/cli/rows.ts";
import { enteredOf, expectedOf, hopsOf, readGold } from "./gold.ts";
import { sharedPath } from "./shared.ts";

const folder = sharedPath("gold");
const REAL = "enab-baladi-badrusiyah-2025-11-24";

describe.skipIf(folder === undefined)("the annotated examples", () => {
  const gold = folder === undefined ? [] : readGold(folder);

  test("every chain can be entered as it is stated, and is listed identical", async () => {
    expect(gold.length).toBeGreaterThanOrEqual(8);
    const files = Object.fromEntries(gold.map(({ path }) => [basename(path), readFileSync(path, "utf8")]));
    const { client, articles } = await testCase(files);
    const expected = new Map<string, unknown>();
    for (const [index, { claims }] of gold.entries())
      for (const claim of claims) {
        const { id } = await client.call("claims.add", {
          articleId: articles[index] ?? "",
          spans: [{ start: claim.start, end: claim.end }],
          hops: hopsOf(claim),
        });
        expected.set(id, expectedOf(claim));
      }
    const { rows, total } = await client.call("claims.list", { limit: 1000 });
    expect(total).toBe(expected.size);
    for (const row of rows) expect(enteredOf(claimDocument(row))).toEqual(expected.get(row.id));
    // The words that attribute are where the annotations say.
    const cues = rows.flatMap(({ hops }) => hops.flatMap(({ cue }) => cue ?? []));
    expect(cues.length).toBeGreaterThan(100);
    expect(cues.every(({ quote, start, end }) => quote.length === end - start)).toBe(true);
    // One origin each, whether it is named or not: no hop was added, left out or reordered.
    expect(rows.some(({ hops }) => hops.at(-1)?.source === null)).toBe(true);
  }, 120_000);

  test("a script enters the real article's through the command line, and they come back identical", async () => {
    const dir = mkdtempSync(join(tmpdir(), "gold-"));
    onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
    mkdirSync(join(dir, "gold"));
    for (const ending of ["txt", "json"])
      copyFileSync(join(folder ?? "", `${REAL}.${ending}`), join(dir, "gold", `${REAL}.${ending}`));
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, "enter-gold.ts"), join(dir, "gold"), join(dir, "gold.isnad")],
      { env: { ...process.env, ISNAD_HOME: join(dir, "home") }, stdio: ["ignore", "pipe", "pipe"] },
    );
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece: Buffer) => (said += piece.toString()));
    const code = await new Promise<number | null>((done) => child.once("close", done));
    const { claims } = gold.find(({ path }) => path.includes(REAL)) ?? { claims: [] };
    expect([code, said]).toEqual([0, expect.stringContaining(`${claims.length} of ${claims.length} claims`)]);
  }, 600_000);
});
