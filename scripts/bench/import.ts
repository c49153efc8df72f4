import { spawnSync } from "node:child_process";
import { join } from "node:path";

import { z } from "../../app/kernel/schema.ts";
import { median, quantile, report } from "./report.ts";

const Floor = z.object({ ms: z.number(), articles: z.number(), bytes: z.number() });
const Round = z.object({
  floor: Floor.nullable(),
  ours: z.object({
    ms: z.number(),
    /** Of the process that owns the store alone. */
    cpuMs: z.number(),
    imported: z.number(),
    failed: z.number(),
    size: z.number(),
    waits: z.array(z.number()),
  }),
  peakMb: z.number(),
});

function runOnce(corpus: string, folder: string, mode: "alone" | "beside"): z.infer<typeof Round> {
  const run = join(import.meta.dirname, "import-run.ts");
  const done = spawnSync(process.execPath, [run, corpus, folder, mode], { encoding: "utf8", maxBuffer: 1 << 26 });
  if (done.status !== 0) throw new Error(`the import failed: ${done.stderr}`);
  return Round.parse(JSON.parse(done.stdout));
}

/** How long small calls wait while an import runs beside them, in a case of its own. */
function measureWaits(corpus: string, folder: string): void {
  const { ours } = runOnce(corpus, folder, "beside");
  report({
    name: "small calls while an import runs: the wait that 99 in 100 stay below",
    unit: "ms",
    ours: quantile(ours.waits, 0.99),
    floor: null,
    floorName: "",
    goal: 50,
    also: { calls: ours.waits.length, median: median(ours.waits), longest: Math.max(...ours.waits) },
  });
}

/** Imports the corpus into a new case, `rounds` times, and leaves the last one in `folder`. @returns the case file */
export function measureImport(corpus: string, folder: string, rounds: number): string {
  measureWaits(corpus, `${folder}-beside`);
  const results = Array.from({ length: rounds }, () => runOnce(corpus, folder, "alone"));
  const ours = median(results.map((round) => round.ours.ms));
  const floors = results.map((round) => Floor.parse(round.floor));
  const floor = median(floors.map(({ ms }) => ms));
  const { articles, bytes } = Floor.parse(floors[0]);
  report({
    name: "import of JSONL, end to end",
    unit: "ms",
    ours,
    floor,
    floorName: "bare insert",
    goal: 6,
    also: {
      "articles/s": (articles / ours) * 1000,
      "MB/s": bytes / 1e3 / ours,
      "work of the store's process, ms": median(results.map((round) => round.ours.cpuMs)),
    },
  });
  report({
    name: "import, peak memory",
    unit: "MB",
    ours: Math.max(...results.map((round) => round.peakMb)),
    floor: null,
    floorName: "",
    goal: 400,
  });
  report({
    name: "size of the case, originals included",
    unit: "MB",
    ours: (results.at(-1)?.ours.size ?? NaN) / 1e6,
    floor: bytes / 1e6,
    floorName: "texts",
    goal: 1.8,
  });
  return join(folder, "case.isnad");
}
