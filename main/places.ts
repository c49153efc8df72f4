import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The program's own folders. */
export interface Places {
  /** The built page. */
  readonly renderer: string;
  readonly resources: string;
  readonly version: string;
}

/**
 * Where the program's own folders lie, run from its sources (`main/`) or from the bundle (`dist/main/`, where every chunk
 * lies beside the entries). A package keeps its resources outside of the archive: its host names that folder.
 */
export function findPlaces(resources?: string): Places {
  const root = join(import.meta.dirname, import.meta.url.endsWith(".ts") ? ".." : "../..");
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  return { renderer: join(root, "dist", "renderer"), resources: resources ?? join(root, "resources"), version };
}
