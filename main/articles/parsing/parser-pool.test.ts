import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ZipFile } from "yazl";

import { forkParser, type StartParser } from "./channel.ts";
import { LIMITS } from "./limits.ts";
import { parserHere } from "./parser-here.fake.ts";
import { makeParsers } from "./parser-pool.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "parsers-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const naughty = forkParser(join(import.meta.dirname, "parser-entry.fake.ts"));
const decoder = new TextDecoder();

/** Files of these names, each with its own text, read by `count` parsers: what came of each, in the order it came. */
async function readAll(
  names: readonly string[],
  { start = naughty, count = 1, limits = LIMITS }: { start?: StartParser; count?: number; limits?: typeof LIMITS } = {},
): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const files = names.map((name) => {
    const path = join(folder, name);
    writeFileSync(path, `Report ${name}\n\nThe depot burned.\n`);
    return { path, name, bytes: 100, options: {} };
  });
  const came: string[] = [];
  for await (const { file, items, last } of makeParsers(start, limits, count).read(files, () => false)) {
    for (const item of items)
      came.push(
        "failure" in item
          ? `${file.name}: ${item.failure.code}: ${item.failure.message}`
          : `${file.name}: ${decoder.decode(item.article.body).split("\n")[0]}`,
      );
    if (last) came.push(`${file.name} ended`);
  }
  return came;
}

const good = (name: string): string[] => [`${name}: Report ${name}`, `${name} ended`];
const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `${String(i).padStart(3, "0")}.txt`);

describe("what files give", { timeout: 60_000 }, () => {
  test.each([1, 3])("comes in their order, whichever was read first, with %i parsers", async (count) => {
    const wanted = names(60);
    expect(await readAll(wanted, { count })).toEqual(wanted.flatMap(good));
  });

  test("is the same in this thread", async () => {
    expect(await readAll(names(5), { start: parserHere })).toEqual(names(5).flatMap(good));
  });

  test("is bounded: no more is read ahead than is taken", async () => {
    const path = join(folder, "many.jsonl");
    writeFileSync(
      path,
      Array.from({ length: 4000 }, (_, i) => JSON.stringify({ title: `T ${i}`, body: "word ".repeat(2000) })).join(
        "\n",
      ),
    );
    let sent = 0;
    const start: StartParser = (listener) =>
      forkParser()({
        ...listener,
        message(message) {
          if (message.say === "parts") sent += message.bytes.length;
          listener.message(message);
        },
      });
    let taken = 0;
    let most = 0;
    for await (const { items } of makeParsers(start, LIMITS, 1).read(
      [{ path, bytes: 1e7, options: {} }],
      () => false,
    )) {
      for (const item of items) if ("article" in item) taken += item.article.text + item.article.words;
      most = Math.max(most, sent - taken);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    expect(taken).toBeGreaterThan(40_000_000);
    expect(most).toBeLessThan(8_000_000);
  });
});

describe("a file takes only itself with it", { timeout: 60_000 }, () => {
  const limits = { quiet: 1500, quietPerMb: 0, quietMbs: 0, residentMb: 400 };
  test.each([
    ["crash.txt", /the process that read it ended/u],
    ["hang.txt", /nothing came of it for 2 seconds/u],
    ["deaf.txt", /nothing came of it for 2 seconds/u],
    ["swell.txt", /took more memory than a file may/u],
    ["skip.txt", /made no sense: it speaks of file 3/u],
    ["babble.txt", /made no sense/u],
  ])("%s", async (bad, reason) => {
    const wanted = ["a.txt", bad, "b.txt", "c.txt"];
    // What has to be the first of its parser is.
    const order = bad === "babble.txt" ? [bad, "a.txt", "b.txt"] : wanted;
    const came = await readAll(order, { limits });
    const failed = came.filter((line) => line.startsWith(`${bad}: `));
    expect(failed).toEqual([expect.stringMatching(new RegExp(`^${bad}: parser-failed: `, "u"))]);
    expect(failed[0]).toMatch(reason);
    expect(came.filter((line) => !line.startsWith(bad))).toEqual(order.filter((name) => name !== bad).flatMap(good));
  });

  test("that fills the heap is said to have taken too much memory", async () => {
    const came = await readAll(["heap.txt", "b.txt"], {
      limits: { quiet: 60_000, quietPerMb: 0, quietMbs: 0, residentMb: 4000 },
    });
    expect(came).toEqual([
      expect.stringMatching(/^heap\.txt: parser-failed: it took more memory/u),
      "heap.txt ended",
      ...good("b.txt"),
    ]);
  });

  test("many times over, with several parsers", async () => {
    const wanted = names(40).flatMap((name, i) => (i % 10 === 5 ? [`${i}/crash.txt`, name] : [name]));
    for (const name of wanted) if (name.includes("/")) mkdirSync(join(folder, name, ".."), { recursive: true });
    // Three processes that start at once on a busy machine say nothing for a while.
    const came = await readAll(wanted, { count: 3, limits: { ...limits, quiet: 30_000 } });
    expect(came.filter((line) => line.includes("parser-failed"))).toHaveLength(4);
    expect(came.filter((line) => !line.includes("crash.txt"))).toEqual(names(40).flatMap(good));
  });
});

describe("a part of a container takes only itself with it", { timeout: 60_000 }, () => {
  async function readParts(name: string): Promise<string[]> {
    const archive = new ZipFile();
    for (let i = 1; i <= 7; i += 1)
      archive.addBuffer(
        Buffer.from(i === 2 ? "title,text\nRow one,It burned.\nRow two,It burned too.\n" : `Note ${i}\n\nIt burned.\n`),
        i === 2 ? "2.csv" : `${i}.txt`,
      );
    archive.end();
    const path = join(folder, name);
    writeFileSync(path, await buffer(archive.outputStream));
    const limits = { quiet: 3000, quietPerMb: 0, quietMbs: 0, residentMb: 400 };
    const came: string[] = [];
    for await (const { items, last } of makeParsers(naughty, limits, 1).read(
      [{ path, bytes: 1000, options: {} }],
      () => false,
    )) {
      for (const item of items)
        came.push(
          "failure" in item
            ? `${item.failure.member}! ${item.failure.code}`
            : `${item.article.member}: ${item.article.title}`,
        );
      if (last) came.push("ended");
    }
    return came;
  }
  const whole = [
    "1.txt: Note 1",
    "2.csv: Row one",
    "2.csv: Row two",
    ...[3, 4, 5, 6, 7].map((i) => `${i}.txt: Note ${i}`),
  ];

  test.each([
    ["crash at 3 5.zip", ["3.txt", "5.txt"]],
    ["crash at 1.zip", ["1.txt"]],
    ["hang at 7.zip", ["7.txt"]],
  ])("%s", async (name, bad) => {
    expect(await readParts(name)).toEqual([
      ...whole.map((line) => (bad.includes(line.slice(0, 5)) ? `${line.slice(0, 5)}! parser-failed` : line)),
      "ended",
    ]);
  });

  test("one of which too many do is given up", async () => {
    const many = Array.from({ length: 30 }, (_, i) => i + 1);
    const archive = new ZipFile();
    for (const i of many) archive.addBuffer(Buffer.from(`Note ${i}\n\nIt burned.\n`), `${i}.txt`);
    archive.end();
    const path = join(folder, `crash at ${many.slice(0, 25).join(" ")}.zip`);
    writeFileSync(path, await buffer(archive.outputStream));
    const came: (string | null)[] = [];
    for await (const { items } of makeParsers(naughty, LIMITS, 1).read(
      [{ path, bytes: 1000, options: {} }],
      () => false,
    ))
      for (const item of items) came.push("failure" in item ? item.failure.member : "an article");
    expect(came.at(-1)).toBeNull();
    expect(came).not.toContain("an article");
  });
});

describe("the process", { timeout: 30_000 }, () => {
  test("is ended at once when the job is stopped", async () => {
    writeFileSync(join(folder, "hang.txt"), "x");
    const ends: unknown[] = [];
    const start: StartParser = (listener) =>
      naughty({ ...listener, exit: (code, errors) => (ends.push(code), listener.exit(code, errors)) });
    let isStopped = false;
    setTimeout(() => (isStopped = true), 500);
    const begun = performance.now();
    const file = { path: join(folder, "hang.txt"), bytes: 1, options: {} };
    for await (const _ of makeParsers(start).read([file], () => isStopped)) throw new Error("nothing comes of it");
    expect(performance.now() - begun).toBeLessThan(5000);
    await expect.poll(() => ends, { timeout: 5000 }).toEqual(["SIGKILL"]);
  });

  test("that cannot be started fails the import, not the file", async () => {
    const missing = forkParser(join(folder, "nothing-here.ts"));
    await expect(readAll(["a.txt"], { start: missing })).rejects.toThrow(/could not be started/u);
  });

  test("may write nothing, start nothing, and knows nothing of the environment", async () => {
    const entry = join(folder, "spy.mjs");
    writeFileSync(
      entry,
      `import { writeFileSync } from "node:fs"; import { spawnSync } from "node:child_process";
       const tried = (act) => { try { act(); return "done"; } catch (error) { return error.code; } };
       process.stdout.write([tried(() => writeFileSync(${JSON.stringify(join(folder, "written"))}, "")), tried(() => spawnSync("true")), Object.keys(process.env).length].join(" "));`,
    );
    const said = await new Promise<string>((resolve) => {
      let all = "";
      forkParser(entry)({ message: () => undefined, output: (text) => (all += text), exit: () => resolve(all) });
    });
    expect(said).toBe("ERR_ACCESS_DENIED ERR_ACCESS_DENIED 0");
  });
});
