import { randomBytes } from "node:crypto";
import { resolve } from "node:path";

import { Refusal } from "../app/contract/errors.ts";
import type { FileToken } from "../app/contract/procedure.ts";

/**
 * Files that the analyst picked in this run, by opaque tokens. Only a host grants; a page can name no path, so nothing
 * that a page sends can make the program open a file that nobody picked.
 */
export interface Files {
  grant(path: string): FileToken;
  resolve(token: FileToken): string;
}

export function makeFiles(): Files {
  const paths = new Map<FileToken, string>();
  const tokens = new Map<string, FileToken>();
  return {
    grant(path) {
      const absolute = resolve(path);
      const known = tokens.get(absolute);
      if (known) return known;
      const token = randomBytes(18).toString("base64url");
      tokens.set(absolute, token);
      paths.set(token, absolute);
      return token;
    },
    resolve(token) {
      const path = paths.get(token);
      if (path === undefined) throw new Refusal("unknown-file", "this file was not picked in this run; pick it again");
      return path;
    },
  };
}
