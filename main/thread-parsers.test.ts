import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, test } from "vitest";

import { makeClient } from "../app/contract/client.ts";
import { forkParser } from "./articles/parsing/channel.ts";
import { startBackendThread } from "./thread.ts";

test("a backend in a thread has its files read in a process that the host started", { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "relay-"));
  let started = 0;
  const port = await startBackendThread(
    { home: join(folder, "home"), resources: "", version: "0.0.0", checkOutput: true },
    undefined,
    (listener) => {
      started += 1;
      return forkParser()(listener);
    },
  );
  try {
    const client = makeClient({
      call: (request) => port.dispatch(request, { host: "test", analyst: { name: "Rana", initials: "RK" } }),
      subscribe: (listener) => port.subscribe(listener),
    });
    const grant = (name: string) => port.grantFile(join(folder, name));
    writeFileSync(join(folder, "a.txt"), "The depot burned.\n");
    await client.call("cases.create", { file: await grant("case.isnad") });
    const { result } = await client.run("articles.import", { files: [await grant("a.txt")] });
    expect(result).toMatchObject({ imported: 1, failed: [] });
    expect(started).toBe(1);
  } finally {
    await port.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
