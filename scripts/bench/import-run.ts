/**
 * One round of the import measure, in a process of its own: the floor, then ours, and the most memory that was held by the
 * process that owns the store. With a third argument, `beside`: how long small calls wait that a window makes meanwhile.
 * Arguments: the JSON Lines file, the folder to work in. Prints JSON.
 */
import { createReadStream, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

import Database from "better-sqlite3";

import { type Client, makeClient } from "../../app/contract/client.ts";
import { createBackend } from "../../main/backend.ts";

const [file = "", folder = "", mode = "alone"] = process.argv.slice(2);
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

/** Milliseconds between two small calls. */
const EVERY = 25;

/** Opens an article, and saves a claim on it, again and again. @returns what each waited, in ms, from when it was due */
async function callBeside(client: Client, articleId: string, isOver: () => boolean): Promise<number[]> {
  const waits: number[] = [];
  for (let number = 0; !isOver(); number += 1) {
    const due = performance.now() + EVERY;
    await new Promise((resolve) => setTimeout(resolve, EVERY));
    if (number % 4 === 0)
      await client.call("claims.add", { articleId, spans: [{ start: 0, end: 5 }], hops: [{ source: "Ministry" }] });
    else await client.call("articles.get", { id: articleId });
    waits.push(performance.now() - due);
  }
  return waits;
}

async function importAll() {
  const port = createBackend({
    home: join(folder, "home"),
    resources: join(import.meta.dirname, "../../resources"),
    version: "bench",
    checkOutput: false,
  });
  const session = { host: mode === "beside" ? "browser" : "test", analyst: { name: "Bench", initials: "B" } } as const;
  const client = makeClient({ call: (request) => port.dispatch(request, session), subscribe: port.subscribe });
  const caseFile = join(folder, "case.isnad");
  await client.call("cases.create", { file: await port.grantFile(caseFile) });
  const first = join(folder, "first.txt");
  writeFileSync(first, "Three died at the depot.\n");
  const before = await client.run("articles.import", { files: [await port.grantFile(first)] });
  let isOver = false;
  const calls =
    mode === "beside" ? callBeside(client, before.result.articles[0]?.id ?? "", () => isOver) : Promise.resolve([]);
  const start = performance.now();
  const cpu = process.cpuUsage();
  const { result } = await client.run("articles.import", { files: [await port.grantFile(file)] });
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  isOver = true;
  const waits = await calls;
  await port.close();
  const { imported, failed } = result;
  return { ms, cpuMs: (user + system) / 1000, imported, failed: failed.length, size: statSync(caseFile).size, waits };
}

const floor = mode === "beside" ? null : await insertPlainly();
rmSync(join(folder, "floor.db"), { force: true });
const ours = await importAll();
process.stdout.write(JSON.stringify({ floor, ours, peakMb: process.resourceUsage().maxRSS / 1024 }));
