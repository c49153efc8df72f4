import { readdirSync, realpathSync, statSync } from "node:fs";
import { extname, join, resolve } from "node:path";

import type { ErrorCode } from "../../../app/contract/errors.ts";

/**
 * What stands at a path: a file to import; something that is left alone (hidden, or the folder of pictures and scripts
 * that a browser saves beside a page); or what could not be looked at, with the reason.
 */
export type WalkEntry =
  | { kind: "file"; path: string }
  | { kind: "skipped"; path: string; reason: "hidden" | "page-assets" | "seen" }
  | { kind: "failure"; path: string; code: ErrorCode; message: string };

/**
 * The files at and beneath paths, in a fixed order: paths as given, each folder's files before its folders, names by
 * code unit. Links are followed, a folder that was seen already is not entered again. A path that was named by the
 * analyst is taken even if it is hidden.
 */
export function* walkFiles(paths: readonly string[]): Generator<WalkEntry> {
  const files = new Set<string>();
  const folders = new Set<string>();
  for (const given of paths) {
    // A stack instead of recursion, and names only of folders on the way down: a deep tree costs little.
    const waiting = [resolve(given)];
    while (waiting.length > 0) {
      const path = waiting.pop() as string;
      let names: string[];
      try {
        const stat = statSync(path);
        if (!stat.isDirectory()) {
          yield* nameFile(path, stat.isFile(), files);
          continue;
        }
        const real = realpathSync(path);
        if (folders.has(real)) {
          yield { kind: "skipped", path, reason: "seen" };
          continue;
        }
        folders.add(real);
        names = readdirSync(path);
      } catch (error) {
        yield failed(path, error);
        continue;
      }
      const beneath: string[] = [];
      for (const name of names.toSorted(byUnit)) {
        const child = join(path, name);
        if (name.startsWith(".")) yield { kind: "skipped", path: child, reason: "hidden" };
        else if (isPageAssets(name, names)) yield { kind: "skipped", path: child, reason: "page-assets" };
        else {
          try {
            const stat = statSync(child);
            if (stat.isDirectory()) beneath.push(child);
            else yield* nameFile(child, stat.isFile(), files);
          } catch (error) {
            yield failed(child, error);
          }
        }
      }
      waiting.push(...beneath.toReversed());
    }
  }
}

function* nameFile(path: string, ordinary: boolean, seen: Set<string>): Generator<WalkEntry> {
  if (seen.has(path)) return;
  seen.add(path);
  if (ordinary) yield { kind: "file", path };
  else yield { kind: "failure", path, code: "unreadable-file", message: "it is not an ordinary file" };
}

/** `report_files` beside `report.html`. */
export function isPageAssets(name: string, beside: readonly string[]): boolean {
  const stem = /^(.+)(?:_files|\.files)$/u.exec(name)?.[1];
  return (
    stem !== undefined && beside.some((other) => /^\.x?html?$/iu.test(extname(other)) && other.startsWith(`${stem}.`))
  );
}

function failed(path: string, error: unknown): WalkEntry {
  const code =
    error instanceof Error && "code" in error && error.code === "ENOENT" ? "file-missing" : "unreadable-file";
  return { kind: "failure", path, code, message: error instanceof Error ? error.message : String(error) };
}

const byUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
