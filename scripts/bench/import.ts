import { spawnSync } from "node:child_process";
import { join } from "node:path";

import { z } from "../../app/kernel/schema.ts";
import { median, report } from "./report.ts";

const Round = z.object({
  floor: z.object({ ms: z.number(), articles: z.number(), bytes: z.number() }),
  ours: z.object({ ms: z.number(), imported: z.number(), failed: z.number(), size: z.number() }),
  peakMb: z.number(),
});

/** Imports the corpus into a new case, `rounds` times, and leaves the last one in `folder`. @returns the case file */
export function measureImport(corpus: string, folder: string, rounds: number): string {
  const run = join(import.meta.dirname, "import-run.ts");
  const results = Array.from({ length: rounds }, () => {
    const done = spawnSync(process.execPath, [run, corpus, folder], { encoding: "utf8", maxBuffer: 1 << 26 });
    if (done.status !== 0) throw new Error(`the import failed: ${done.stderr}`);
    return Round.parse(JSON.parse(done.stdout));
  });
  const ours = median(results.map((round) => round.ours.ms));
  const floor = median(results.map((round) => round.floor.ms));
  const { articles, bytes } = Round.shape.floor.parse(results[0]?.floor);
  report({
    name: "import of JSONL, end to end",
    unit: "ms",
    ours,
    floor,
    floorName: "bare insert",
    goal: 6,
    also: { "articles/s": (articles / ours) * 1000, "MB/s": bytes / 1e3 / ours },
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
