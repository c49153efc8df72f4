/**
 * Enters every claim of the annotated examples into a case through the command line, one `isnad claim add` each with its
 * chain as JSON, and says whether `isnad claims --json` gives all of them back identical.
 *
 *     node scripts/enter-gold.ts GOLD_FOLDER CASE
 */
import { spawnSync } from "node:child_process";
import { basename, join, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";

import { type Entered, enteredOf, eventDateOf, expectedOf, hopsOf, readGold } from "./gold.ts";

const [folder, file] = process.argv.slice(2);
if (folder === undefined || file === undefined) {
  process.stderr.write("usage: node scripts/enter-gold.ts GOLD_FOLDER CASE\n");
  process.exit(2);
}

/** Runs a verb that has to succeed; its document. */
function isnad(...args: string[]): unknown {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, "../main/cli/main.ts"), ...args, "--json", "--case", resolve(file as string)],
    { encoding: "utf8", maxBuffer: 2 ** 28 },
  );
  if (status !== 0) throw new Error(`isnad ${args.slice(0, 2).join(" ")}: exit ${status}\n${stdout}${stderr}`);
  return JSON.parse(stdout);
}

const gold = readGold(folder);
const imported = isnad("import", ...gold.map(({ path }) => resolve(path))) as {
  articles: { id: string; path: string }[];
};
const expected = new Map<string, Entered>();
for (const { path, claims } of gold) {
  const article = imported.articles.find((each) => resolve(each.path) === resolve(path))?.id ?? "";
  for (const claim of claims) {
    const date = eventDateOf(claim);
    const { id } = isnad(
      "claim",
      "add",
      `--article=${article}`,
      `--span=${claim.start}:${claim.end}`,
      `--hops=${JSON.stringify(hopsOf(claim))}`,
      ...(date === null ? [] : [`--event-date=${date}`]),
    ) as { id: string };
    expected.set(id, expectedOf(claim));
  }
  process.stdout.write(`${basename(path)}: ${claims.length} claims entered\n`);
}

const listed = new Map(
  (isnad("claims") as (Entered & { id: string })[]).map((claim) => [claim.id, enteredOf(claim)] as const),
);
const differing = [...expected].filter(([id, claim]) => !isDeepStrictEqual(listed.get(id), claim));
for (const [id, claim] of differing)
  process.stdout.write(`differs: ${id}\n  ${JSON.stringify(claim)}\n  ${JSON.stringify(listed.get(id) ?? null)}\n`);
process.stdout.write(`${expected.size - differing.length} of ${expected.size} claims are given back identical\n`);
process.exitCode = differing.length === 0 ? 0 : 1;
