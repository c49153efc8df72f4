import { type ChildProcessByStdio, spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";

const entry = join(import.meta.dirname, "main.ts");

/** What a run of the command line left: its exit code, and what it wrote. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Starts the command line from source as an analyst would in a folder, with a home of its own below it. */
export function launchIn(dir: string, args: readonly string[]): ChildProcessByStdio<null, Readable, Readable> {
  const { INIT_CWD: _, ...env } = process.env;
  return spawn(process.execPath, [entry, ...args], {
    cwd: tmpdir(),
    // npm says where the analyst typed; the program itself runs elsewhere.
    env: { ...env, ISNAD_HOME: join(dir, "home"), INIT_CWD: dir },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Runs it to its end. */
export async function runIn(dir: string, args: readonly string[]): Promise<Ran> {
  const child = launchIn(dir, args);
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (piece: string) => (out += piece));
  child.stderr.setEncoding("utf8").on("data", (piece: string) => (err += piece));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, out, err };
}
