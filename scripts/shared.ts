import { existsSync } from "node:fs";
import { join } from "node:path";

const shared = join(import.meta.dirname, "..", "..", "shared");

/**
 * Path of a file in the folder `shared` beside the checkout (real input, word lists), or undefined
 * where it is absent: tests that need it are then skipped by name. With ISNAD_REQUIRE_SHARED=1 its
 * absence is an error, so that a run that ought to have it cannot pass by skipping.
 */
export function sharedPath(...parts: string[]): string | undefined {
  const path = join(shared, ...parts);
  if (existsSync(path)) return path;
  if (process.env["ISNAD_REQUIRE_SHARED"] === "1")
    throw new Error(`${path} does not exist, and ISNAD_REQUIRE_SHARED is set`);
  return undefined;
}
