import { spawn } from "node:child_process";
import { once } from "node:events";
import { utimesSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import type { Client } from "../../app/contract/client.ts";
import { type TestBackend, testCase } from "../backend.fake.ts";

const FILES = 300;
const body = (i: number): string => `Report ${i}\n\n${`The depot number ${i} burned. احترق المستودع. `.repeat(40)}\n`;

/** A folder of many files: single ones, copies of one another, tables of records, and some that cannot be read. */
const collection = (): Record<string, string> => ({
  ...Object.fromEntries(
    Array.from({ length: FILES }, (_, i) => [`in/${String(i).padStart(3, "0")}.txt`, body(i % 7 === 6 ? i - 1 : i)]),
  ),
  "in/records.jsonl": Array.from({ length: 200 }, (_, i) =>
    JSON.stringify({ id: i, url: `https://gazette.example/${i % 190}`, title: `Record ${i}`, body: body(i + 1000) }),
  ).join("\n"),
  "in/100-empty.txt": "",
  "in/200.xyz": "?",
});

/** What stands in a case, whatever its ids are. */
async function contentOf(client: Client): Promise<unknown[]> {
  const { rows } = await client.call("articles.list", { limit: 1000 });
  const all = await Promise.all(
    rows.map(async ({ id }) => {
      const { title, path, url, text, blocks, versions, provenance } = await client.call("articles.get", { id });
      return { title, path, url, text, blocks: blocks.length, versions: versions.length, provenance };
    }),
  );
  return all.toSorted((a, b) => (a.path + a.title < b.path + b.title ? -1 : 1));
}

/** Imports the folder in another process, and kills that when it has come so many bytes far. */
async function killedAt({ path }: TestBackend, bytes: number): Promise<boolean> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, "../killed.fake.ts"), "import", path("home"), path("case.isnad"), path("in")],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString("utf8");
    if (said.split("\n").some((line) => line.startsWith("at ") && Number(line.slice(3)) > bytes)) child.kill("SIGKILL");
  });
  await once(child, "close");
  return !said.includes("ended");
}

describe("an import that was killed", { timeout: 120_000 }, () => {
  test("goes on where it was: the end is that of one that was not, and it is one act", async () => {
    const undisturbed = await testCase();
    await undisturbed.write(collection());
    const whole = await undisturbed.client.run("articles.import", { files: [await undisturbed.grant("in")] });

    const backend = await testCase();
    const { client, grant, write } = backend;
    await write(collection());
    await client.call("cases.close", {});
    expect(await killedAt(backend, 150_000)).toBe(true);
    await client.call("cases.open", { file: await grant("case.isnad") });
    const { total } = await client.call("articles.list", {});
    expect(total).toBeGreaterThan(0);
    expect(total).toBeLessThan(whole.result.imported);
    const [left] = await client.call("articles.unfinishedImports", {});
    expect(left).toMatchObject({ analyst: "Rana", stopped: false, paths: [backend.path("in")] });

    const { result } = await client.run("articles.import", { files: [await grant("in")] });
    expect(result.filesBefore).toBeGreaterThan(0);
    expect(result.filesBefore).toBe(left?.files);
    const { imported, duplicates, versions, failed } = whole.result;
    expect({ ...result, failed: result.failed.length }).toMatchObject({
      imported,
      duplicates,
      versions,
      stopped: false,
      failed: failed.length,
    });
    const relative = (all: unknown[], root: string): unknown =>
      JSON.parse(JSON.stringify(all).replaceAll(root, "ROOT")) as unknown;
    expect(relative(await contentOf(client), backend.folder)).toEqual(
      relative(await contentOf(undisturbed.client), undisturbed.folder),
    );
    expect(await client.call("articles.unfinishedImports", {})).toEqual([]);
    expect((await client.run("cases.check", {})).result).toMatchObject({ holds: true, problems: [] });
    const { acts } = await client.call("ledger.history", {});
    expect(acts).toMatchObject([{ verb: "import", counts: { article: imported } }]);
    await client.call("ledger.undo", {});
    expect((await client.call("articles.list", {})).total).toBe(0);
  });
});

describe("an import that was stopped", { timeout: 60_000 }, () => {
  async function stopped(): Promise<TestBackend> {
    const backend = await testCase();
    await backend.write(collection());
    const { state } = await backend.client.run(
      "articles.import",
      { files: [await backend.grant("in")] },
      { onStart: (jobId) => void backend.client.call("jobs.cancel", { jobId }) },
    );
    expect(state).toBe("cancelled");
    return backend;
  }

  test("is offered, and goes on by its id", async () => {
    const { client } = await stopped();
    const [left] = await client.call("articles.unfinishedImports", {});
    expect(left).toMatchObject({ stopped: true });
    const { result } = await client.run("articles.goOnImport", { id: left?.id ?? "" });
    expect((await client.call("articles.list", {})).total).toBe(result.imported);
    expect(result.failed).toHaveLength(2);
    expect((await client.call("ledger.history", {})).total).toBe(1);
    expect(await client.call("articles.unfinishedImports", {})).toEqual([]);
  });

  test("is left when the analyst says so", async () => {
    const { client } = await stopped();
    const [left] = await client.call("articles.unfinishedImports", {});
    await client.call("articles.leaveImport", { id: left?.id ?? "" });
    expect(await client.call("articles.unfinishedImports", {})).toEqual([]);
    await expect(client.call("articles.leaveImport", { id: left?.id ?? "" })).rejects.toThrow(/no unfinished import/u);
  });

  test("is nothing to go on with once it was undone, and a new one reads everything", async () => {
    const backend = await testCase();
    const { client, write, grant } = backend;
    await write(collection());
    await client.call("cases.close", {});
    expect(await killedAt(backend, 100_000)).toBe(true);
    await client.call("cases.open", { file: await grant("case.isnad") });
    await client.call("ledger.undo", {});
    expect(await client.call("articles.unfinishedImports", {})).toEqual([]);
    const { result } = await client.run("articles.import", { files: [await grant("in")] });
    expect(result.filesBefore).toBeUndefined();
    expect((await client.call("articles.list", {})).total).toBe(result.imported);
  });

  test("reads files again that were changed since", async () => {
    const backend = await testCase();
    const { client, write, grant, path } = backend;
    await write(collection());
    await client.call("cases.close", {});
    expect(await killedAt(backend, 150_000)).toBe(true);
    await client.call("cases.open", { file: await grant("case.isnad") });
    const [left] = await client.call("articles.unfinishedImports", {});
    await write({ "in/000.txt": "Report 0\n\nCorrected since.\n" });
    utimesSync(path("in/000.txt"), 1, 1);
    const { result } = await client.run("articles.goOnImport", { id: left?.id ?? "" });
    expect(result.filesBefore).toBe((left?.files ?? 0) - 1);
    expect((await client.call("search.articles", { query: "corrected" })).total).toBe(1);
  });
});
