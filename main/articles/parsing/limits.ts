import { readFileSync } from "node:fs";

/** What one file may take of a parser before the parser is ended and the file named. */
export interface Limits {
  /** Milliseconds without an article or a failure, and as many more for each megabyte of the file. */
  readonly quiet: number;
  readonly quietPerMb: number;
  /** Megabytes of a file that count for it: no larger piece is read without a word of it, however large a container is. */
  readonly quietMbs: number;
  /** Megabytes that the process may hold, buffers included: a text of 64 MB takes some 900, its words and its way out of it counted. */
  readonly residentMb: number;
}

export const LIMITS: Limits = { quiet: 30_000, quietPerMb: 1000, quietMbs: 128, residentMb: 1200 };

const PAGE = 4096;

/** Megabytes that a process holds; null where the system does not tell. */
export function residentMb(pid: number): number | null {
  if (process.platform !== "linux") return null;
  try {
    const [, pages] = readFileSync(`/proc/${pid}/statm`, "latin1").split(" ");
    return (Number(pages) * PAGE) / 1024 / 1024;
  } catch {
    return null;
  }
}
