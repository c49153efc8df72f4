import { spawn } from "node:child_process";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { type TestBackend, testBackend, testCase } from "./backend.fake.ts";

/*
 * The process dies in the middle (`domain.md`, "What the peers get wrong", 5): SIGKILL, so that nothing is tidied up. Then
 * the case is opened by another process, and must hold, with all that was said to be done.
 */

/** Starts an errand in a process of its own, kills it `after` milliseconds past the line that `when` waits for. */
async function killDuring(
  { path }: TestBackend,
  errand: "import" | "export" | "claim" | "migrate",
  file: string,
  when: (line: string) => boolean,
  after: number,
): Promise<{ lines: string[]; ended: boolean }> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, "killed.fake.ts"), errand, path("child"), path("case.isnad"), path(file)],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let said = "";
  let isDoomed = false;
  child.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString("utf8");
    if (
      isDoomed ||
      !said
        .split("\n")
        .slice(0, -1)
        .some((line) => when(line))
    )
      return;
    isDoomed = true;
    setTimeout(() => child.kill("SIGKILL"), after);
  });
  await new Promise((resolve) => {
    child.once("close", resolve);
  });
  const lines = said.split("\n").slice(0, -1);
  return { lines, ended: lines.includes("ended") };
}

const begun = (line: string): boolean => line === "begun";

/** Opens the case again in this process, and has everything in it verified. */
async function reopen({ client, grant }: TestBackend): Promise<void> {
  const info = await client.call("cases.open", { file: await grant("case.isnad") });
  expect(info.readOnly).toBeNull();
  expect((await client.run("cases.check", {})).result).toMatchObject({ holds: true, problems: [] });
}

const records = (count: number): string =>
  Array.from({ length: count }, (_, number) =>
    JSON.stringify({
      title: `Report ${number}`,
      text: `Report ${number}. ${"The depot burned. احترق المستودع. ".repeat(8)}`,
    }),
  ).join("\n");

const RECORDS = 4000;
const CLAIMS = 80;

/** Whether the errand says that it has read past its first batches, in bytes. */
const isUnderWay = (line: string): boolean => /^at (\d+)$/u.test(line) && Number(line.slice(3)) > 200_000;

describe("killed in the middle of", { timeout: 60_000 }, () => {
  test.each([0, 60])(
    "an import, %i ms after its first batch: finished batches stay, one undo takes them back",
    async (after) => {
      const backend = await testCase();
      await backend.client.call("cases.close", {});
      await backend.write({ "many.jsonl": records(RECORDS) });
      const { ended } = await killDuring(backend, "import", "many.jsonl", isUnderWay, after);
      expect(ended).toBe(false);
      await reopen(backend);
      const { client } = backend;
      const { total } = await client.call("articles.list", {});
      expect(total).toBeGreaterThan(0);
      expect(total).toBeLessThan(RECORDS);
      expect((await client.call("search.articles", { query: "المستودع" })).total).toBe(total);
      expect((await client.call("ledger.history", {})).acts).toMatchObject([
        { verb: "import", counts: { article: total } },
      ]);
      // Begun again, it goes on where it was.
      const again = await client.run("articles.import", { files: [await backend.grant("many.jsonl")] });
      expect(again.result).toMatchObject({ duplicates: total, imported: RECORDS - total, failed: [] });
      await client.call("ledger.undo", {});
      await client.call("ledger.undo", {});
      expect((await client.call("articles.list", {})).total).toBe(0);
    },
  );

  test.each([20, 110])("saving claims, %i ms on: every one that was said to be saved is there", async (after) => {
    const backend = await testCase({ "a.txt": "Three died.\n" });
    await backend.client.call("cases.close", {});
    const { lines } = await killDuring(backend, "claim", "a.txt", (line) => line === "saved 3", after);
    const saved = lines.filter((line) => line.startsWith("saved")).length;
    expect(saved).toBeGreaterThanOrEqual(3);
    await reopen(backend);
    const { total } = await backend.client.call("claims.list", {});
    // The last may be on the disk without having been told.
    expect([saved, saved + 1]).toContain(total);
    expect((await backend.client.call("sources.list", {})).total).toBe(total);
  });

  test("an export: no half a file under its name, and what was there stays", async () => {
    const backend = await testCase({ "a.txt": "Three died.\n" });
    const { client, articles, path } = backend;
    const claim = { articleId: articles[0] ?? "", hops: [{ source: "S" }] };
    for (let end = 1; end <= CLAIMS; end += 1)
      await client.call("claims.add", { ...claim, spans: [{ start: 0, end: (end % 10) + 1 }] });
    await client.call("cases.close", {});
    writeFileSync(path("out.jsonl"), "what was there\n");
    const { ended } = await killDuring(backend, "export", "out.jsonl", begun, 0);
    const text = readFileSync(path("out.jsonl"), "utf8");
    // Whole, or as it was: which of them depends on who was faster.
    const lines = text.trimEnd().split("\n");
    expect([`1 what was there`, `${CLAIMS} {`]).toContain(`${lines.length} ${text.startsWith("{") ? "{" : lines[0]}`);
    expect(ended && !text.startsWith("{")).toBe(false);
    await reopen(backend);
    expect((await client.call("claims.list", {})).total).toBe(CLAIMS);
  });

  test.skipIf(process.platform === "win32")("a migration: the case is as it was before", async () => {
    const backend = await testCase({ "a.txt": "Three died.\n" });
    await backend.client.call("cases.close", {});
    const { ended } = await killDuring(backend, "migrate", "a.txt", begun, 700);
    expect(ended).toBe(false);
    await reopen(backend);
    expect((await backend.client.call("articles.list", {})).total).toBe(1);
    // What the dead process wrote to the log is given back, not kept for ever.
    await backend.client.call("cases.close", {});
    const log = backend.path("case.isnad-wal");
    expect(existsSync(log) ? statSync(log).size : 0).toBeLessThan(20_000_000);
  });
});

test("a backend whose case was left open by a kill says so once", async () => {
  const backend = testBackend();
  await backend.client.call("cases.create", { file: await backend.grant("case.isnad") });
  await backend.client.call("cases.close", {});
  await backend.write({ "many.jsonl": records(RECORDS) });
  await killDuring(backend, "import", "many.jsonl", isUnderWay, 0);
  const file = await backend.grant("case.isnad");
  const first = await backend.client.call("cases.open", { file });
  expect(first.notices).toMatchObject([{ code: "recovered" }]);
  await backend.client.call("cases.close", {});
  expect((await backend.client.call("cases.open", { file })).notices).toEqual([]);
});
