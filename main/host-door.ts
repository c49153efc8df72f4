import { basename, dirname } from "node:path";

import { Refusal } from "../app/contract/errors.ts";
import { type HostCallName, hostCalls, isHostCall, type PickedFile } from "../app/contract/host.ts";
import type { FileToken } from "../app/contract/procedure.ts";
import { type Reply, Request } from "../app/contract/protocol.ts";
import { z } from "../app/kernel/schema.ts";

/** What a host answers itself: one function for each host call, with parsed input. */
export type HostHandlers = {
  readonly [Name in HostCallName]: (
    input: z.output<(typeof hostCalls)[Name]["input"]>,
  ) => z.output<(typeof hostCalls)[Name]["output"]> | Promise<z.output<(typeof hostCalls)[Name]["output"]>>;
};

/** The platform as the interface names it. */
export const platformName = (): "linux" | "mac" | "windows" =>
  process.platform === "darwin" ? "mac" : process.platform === "win32" ? "windows" : "linux";

/** A host's handler for what it cannot do. */
export function notHere(): never {
  throw new Refusal("not-here", "this host cannot do that");
}

/**
 * The door of a host with windows: host calls are answered here, everything else goes on to the backend. Both are parsed
 * against their schemas, nothing throws, an error is a value.
 */
export function makeHostDoor(
  handlers: HostHandlers,
  dispatch: (request: unknown) => Promise<Reply>,
): (request: unknown) => Promise<Reply> {
  return async (request) => {
    const parsed = Request.safeParse(request);
    if (!parsed.success || !isHostCall(parsed.data.procedure)) return dispatch(request);
    const { procedure, input } = parsed.data;
    const fits = hostCalls[procedure].input.safeParse(input ?? {});
    if (!fits.success) {
      const [issue] = fits.error.issues;
      const field = issue?.path.map(String).join(".") ?? "";
      const message = `${procedure}: ${field ? `${field}: ` : ""}${issue?.message ?? "invalid"}`;
      return { ok: false, error: { code: "bad-request", message, details: { path: field } } };
    }
    try {
      const handler = handlers[procedure] as (input: unknown) => unknown;
      return { ok: true, value: hostCalls[procedure].output.parse(await handler(fits.data)) as z.core.util.JSONType };
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, error: error.failure };
      const fromSystem = error instanceof Error && "code" in error;
      return {
        ok: false,
        error: {
          code: fromSystem ? "io" : "internal",
          message: error instanceof Error ? error.message : String(error),
        },
      };
    }
  };
}

/** Tokens that this host gave out, with the paths that they stand for: a path that a page names is never opened. */
export interface GrantedFiles {
  /** Makes a path known to the backend and remembers it. The same path keeps its token. */
  grant(path: string): Promise<FileToken>;
  picked(path: string): Promise<PickedFile>;
  /** @throws Refusal `unknown-file` for a token that this host did not give out */
  pathOf(token: FileToken): string;
}

export function makeGrantedFiles(grantFile: (path: string) => Promise<FileToken> | FileToken): GrantedFiles {
  const paths = new Map<FileToken, string>();
  const tokens = new Map<string, FileToken>();
  async function grant(path: string): Promise<FileToken> {
    const known = tokens.get(path);
    if (known) return known;
    const token = await grantFile(path);
    paths.set(token, path);
    tokens.set(path, token);
    return token;
  }
  return {
    grant,
    picked: async (path) => ({ file: await grant(path), name: basename(path) || path, folder: dirname(path) }),
    pathOf(token) {
      const path = paths.get(token);
      if (path === undefined) throw new Refusal("unknown-file", "this file was not picked in this run");
      return path;
    },
  };
}
