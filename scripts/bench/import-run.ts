/**
 * One round of the import measure, in a process of its own: the floor, then ours, and the most memory that was held.
 * Arguments: the JSON Lines file, the folder to work in. Prints JSON.
 */
import { createReadStream, mkdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

import Database from "better-sqlite3";

import { makeClient } from "../../app/contract/client.ts";
import { createBackend } from "../../main/backend.ts";

const [file = "", folder = ""] = process.argv.slice(2);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

/** The same texts into one table in one transaction; only the inserts count, not the reading. */
async function insertPlainly(): Promise<{ ms: number; articles: number; bytes: number }> {
  const db = new Database(join(folder, "floor.db"));
  db.pragma("page_size = 8192");
  db.pragma("journal_mode = WAL");
  db.exec("CREATE TABLE texts (key INTEGER PRIMARY KEY, title TEXT, body TEXT)");
  const insert = db.prepare("INSERT INTO texts (title, body) VALUES (?, ?)");
  let ms = 0;
  let articles = 0;
  let bytes = 0;
  let batch: { title: string; body: string }[] = [];
  const flush = (): void => {
    const start = performance.now();
    for (const { title, body } of batch) insert.run(title, body);
    ms += performance.now() - start;
    articles += batch.length;
    for (const { body } of batch) bytes += Buffer.byteLength(body);
    batch = [];
  };
  db.exec("BEGIN");
  for await (const line of createInterface({ input: createReadStream(file) })) {
    batch.push(JSON.parse(line) as { title: string; body: string });
    if (batch.length === 500) flush();
  }
  flush();
  const start = performance.now();
  db.exec("COMMIT");
  ms += performance.now() - start;
  db.close();
  return { ms, articles, bytes };
}

async function importAll(): Promise<{ ms: number; imported: number; failed: number; size: number }> {
  const port = createBackend({
    home: join(folder, "home"),
    resources: join(import.meta.dirname, "../../resources"),
    version: "bench",
    checkOutput: false,
  });
  const client = makeClient({
    call: (request) => port.dispatch(request, { host: "test", analyst: { name: "Bench", initials: "B" } }),
    subscribe: port.subscribe,
  });
  const caseFile = join(folder, "case.isnad");
  await client.call("cases.create", { file: await port.grantFile(caseFile) });
  const start = performance.now();
  const { result } = await client.run("articles.import", { files: [await port.grantFile(file)] });
  const ms = performance.now() - start;
  await port.close();
  return { ms, imported: result.imported, failed: result.failed.length, size: statSync(caseFile).size };
}

const floor = await insertPlainly();
rmSync(join(folder, "floor.db"));
const ours = await importAll();
process.stdout.write(JSON.stringify({ floor, ours, peakMb: process.resourceUsage().maxRSS / 1024 }));
