import type { Entry } from "./source-entries.ts";

/** How a name fits: it is what was typed, begins with it, has a word that does, or has it anywhere; 4 where it does not. */
function fitOf(folded: string, needle: string): number {
  if (!folded.includes(needle)) return 4;
  if (needle === "" || folded.includes(`\n${needle}\n`)) return 0;
  if (folded.includes(`\n${needle}`)) return 1;
  return folded.includes(` ${needle}`) ? 2 : 3;
}

/** The keys of the sources whose names fit best; of those that fit alike, the most used, then by name. */
export function suggestEntries(byName: readonly Entry[], needle: string, limit: number): number[] {
  const best: { entry: Entry; fit: number }[] = [];
  for (const entry of byName) {
    const fit = fitOf(entry.folded, needle);
    if (fit === 4) continue;
    let at = best.length;
    while (at > 0) {
      const other = best[at - 1] as { entry: Entry; fit: number };
      if (other.fit < fit || (other.fit === fit && other.entry.claims >= entry.claims)) break;
      at -= 1;
    }
    if (at >= limit) continue;
    best.splice(at, 0, { entry, fit });
    if (best.length > limit) best.pop();
  }
  return best.map(({ entry }) => entry.key);
}
