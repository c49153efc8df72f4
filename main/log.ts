import { appendFileSync, mkdirSync, renameSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** A line of JSON for each thing worth knowing later. Article text and claims are never logged. */
export interface Log {
  write(level: "info" | "error", what: string, details?: Record<string, unknown>): void;
}

/** Bytes; then the log is renamed to `.old` and begun again. */
const LARGEST = 4_000_000;

export function makeLog(file: string): Log {
  mkdirSync(dirname(file), { recursive: true });
  return {
    write(level, what, details = {}) {
      try {
        if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST) renameSync(file, `${file}.old`);
        appendFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), level, what, ...details })}\n`);
      } catch {
        // A log that cannot be written must not stop the work it tells of.
      }
    },
  };
}

export const describeError = (error: unknown): Record<string, unknown> =>
  error instanceof Error
    ? { name: error.name, message: error.message, stack: error.stack }
    : { message: String(error) };
