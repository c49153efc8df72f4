import { writeFileSync } from "node:fs";

import { makeClient } from "../app/contract/client.ts";
import { createBackend } from "./backend.ts";
import { openForWriting } from "./store/db.ts";
import { migrate, migrations } from "./store/migrate.ts";

/*
 * A process to be killed: `node killed.fake.ts ERRAND HOME CASE FILE`. It says on standard output, a line at a time, what
 * is done for good ("saved 12") and where it is ("at 400").
 */
const [errand = "", home = "", caseFile = "", file = ""] = process.argv.slice(2);
// Written at once, whatever comes next: the parent must not hear of less than what was done.
const say = (line: string): void => writeFileSync(1, `${line}\n`);

async function open() {
  const backend = createBackend({ home, resources: "", version: "0.0.0", checkOutput: false });
  // As in a window, where batches are small because somebody works.
  const session = { host: "browser", analyst: { name: "Rana", initials: "RK" } } as const;
  const client = makeClient({
    call: (request) => backend.dispatch(request, session),
    subscribe: (listener) => backend.subscribe(listener),
  });
  await client.call("cases.open", { file: await backend.grantFile(caseFile) });
  const progress = { onProgress: ({ done }: { done: number }) => say(`at ${done}`) };
  return { client, token: await backend.grantFile(file), progress };
}

const errands: Record<string, () => Promise<void>> = {
  async import() {
    const { client, token, progress } = await open();
    // Somebody goes on working, so that batches stay small however slow the machine is.
    setInterval(() => void client.call("jobs.list", {}), 200).unref();
    say("begun");
    await client.run("articles.import", { files: [token] }, progress);
  },
  async draft() {
    const { client, token, progress } = await open();
    setInterval(() => void client.call("jobs.list", {}), 200).unref();
    say("begun");
    await client.run("articles.draft", { files: [token] }, progress);
  },
  async importDraft() {
    const { client, progress } = await open();
    setInterval(() => void client.call("jobs.list", {}), 200).unref();
    const [draft] = await client.call("articles.drafts", {});
    say("begun");
    await client.run("articles.importDraft", { id: draft?.id ?? "" }, progress);
  },
  async export() {
    const { client, token, progress } = await open();
    say("begun");
    await client.run("exchange.export", { format: "jsonl", to: token, replace: true }, progress);
  },
  async claim() {
    const { client } = await open();
    const { rows } = await client.call("articles.list", { limit: 1 });
    say("begun");
    for (let number = 1; ; number += 1) {
      await client.call("claims.add", {
        articleId: rows[0]?.id ?? "",
        spans: [{ start: 0, end: 5 }],
        statement: `claim ${number}`,
        hops: [{ source: `Source ${number}` }],
        tags: [`Tag/${number}`],
        reliability: { value: "B" },
      });
      say(`saved ${number}`);
    }
  },
  async migrate() {
    const db = openForWriting(caseFile);
    say("begun");
    migrate(db, migrations.length + 1, [
      ...migrations,
      `CREATE TABLE slow (number INTEGER) STRICT;
       INSERT INTO slow WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers LIMIT 60000000)
         SELECT n FROM numbers;`,
    ]);
  },
};

await errands[errand]?.();
say("ended");
