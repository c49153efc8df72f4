import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { onTestFinished } from "vitest";

import { type Client, makeClient } from "../app/contract/client.ts";
import type { FileToken } from "../app/contract/procedure.ts";
import type { Analyst } from "../app/workstation/model.ts";
import type { StartParser } from "./articles/parsing/channel.ts";
import { parserHere } from "./articles/parsing/parser-here.fake.ts";
import { type BackendPort, createBackend } from "./backend.ts";

export interface TestBackend {
  readonly folder: string;
  readonly port: BackendPort;
  readonly client: Client;
  /** The same backend on behalf of another analyst. */
  readonly as: (name: string) => Client;
  /** Writes files below the folder and grants the last. */
  readonly write: (files: Record<string, string | Uint8Array>) => Promise<FileToken[]>;
  readonly grant: (name: string) => Promise<FileToken>;
  readonly path: (name: string) => string;
}

const rana: Analyst = { name: "Rana", initials: "RK" };

/**
 * A whole backend in this thread, in a folder of its own that goes with the test. Files are read in this thread too, which
 * is quicker than a process for each test; the tests of imports hand in the real thing.
 */
export function testBackend(startParser: StartParser = parserHere, watchesFolders = false): TestBackend {
  const folder = mkdtempSync(join(tmpdir(), "isnad-"));
  const port = createBackend(
    {
      home: join(folder, "home"),
      resources: join(import.meta.dirname, "../resources"),
      version: "0.0.0",
      checkOutput: true,
      watchesFolders,
    },
    startParser,
  );
  onTestFinished(async () => {
    await port.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const as = (analyst: Analyst): Client =>
    makeClient({ call: (request) => port.dispatch(request, { host: "test", analyst }), subscribe: port.subscribe });
  const path = (name: string): string => join(folder, name);
  return {
    folder,
    port,
    client: as(rana),
    as: (name) => as({ name, initials: name.slice(0, 2) }),
    path,
    grant: (name) => port.grantFile(path(name)),
    write(files) {
      return Promise.all(
        Object.entries(files).map(([name, content]) => {
          mkdirSync(dirname(path(name)), { recursive: true });
          writeFileSync(path(name), content);
          return port.grantFile(path(name));
        }),
      );
    },
  };
}

/** A backend with a new case on the desk, and the articles of these files in it. */
export async function testCase(
  files: Record<string, string | Uint8Array> = {},
  startParser: StartParser = parserHere,
): Promise<TestBackend & { articles: string[] }> {
  const backend = testBackend(startParser);
  await backend.client.call("cases.create", { file: await backend.grant("case.isnad") });
  const tokens = await backend.write(files);
  if (tokens.length === 0) return { ...backend, articles: [] };
  const { result } = await backend.client.run("articles.import", { files: tokens });
  return { ...backend, articles: result.articles.map(({ id }) => id) };
}

/** The code of the refusal that a call ends in; fails where it succeeds. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error && "failure" in error) return (error.failure as { code: string }).code;
    throw error;
  }
  throw new Error("the call was not refused");
}
