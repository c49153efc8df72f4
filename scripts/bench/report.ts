import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { dirname } from "node:path";

/** One measure: ours against a floor of the same run, or ours against a limit of its own. */
export interface Measure {
  readonly name: string;
  /** What the figures count. */
  readonly unit: "ms" | "MB" | "articles/s" | "%";
  readonly ours: number;
  readonly floor: number | null;
  readonly floorName: string;
  /** The goal: the largest ratio, or without a floor the largest figure. */
  readonly goal: number;
  /** Figures worth knowing beside the ratio. */
  readonly also?: Readonly<Record<string, number>>;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** Milliseconds that `work` takes. */
export function timeOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/**
 * For each task the quickest of several rounds, all tasks in turn in every round: on a shared machine the slower rounds
 * measure the others' work.
 */
export function quickest(tasks: number, rounds: number, run: (task: number) => readonly number[]): number[][] {
  const best: number[][] = [];
  for (let round = 0; round < rounds; round += 1)
    for (let task = 0; task < tasks; task += 1) {
      const times = run(task);
      best[task] = times.map((time, index) => Math.min(time, best[task]?.[index] ?? Infinity));
    }
  return best;
}

const figure = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

const measures: Measure[] = [];

export function report(measure: Measure): void {
  measures.push(measure);
  const { name, unit, ours, floor, floorName, goal, also = {} } = measure;
  const ratio = floor === null ? ours : ours / floor;
  const verdict = ratio <= goal ? "" : "  MISSED";
  const figures =
    floor === null
      ? `${figure(ours)} ${unit} (goal ≤ ${goal} ${unit})`
      : `${figure(ours)} ${unit} / ${floorName} ${figure(floor)} ${unit} = ${ratio.toFixed(2)} (goal ≤ ${goal})`;
  const rest = Object.entries(also).map(([what, value]) => `${what} ${figure(value)}`);
  process.stdout.write(`${name}: ${figures}${rest.length > 0 ? ` · ${rest.join(", ")}` : ""}${verdict}\n`);
}

/** A line about what is done or measured on. */
export const say = (line: string): void => void process.stdout.write(`# ${line}\n`);

export const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model.trim() ?? "?"}, Node ${process.versions.node}, ${process.platform}`;

export function writeJson(file: string, about: Readonly<Record<string, unknown>>): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ ...about, measures }, null, 2)}\n`);
}
