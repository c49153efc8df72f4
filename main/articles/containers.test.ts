import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";
import { ZipFile } from "yazl";

import { testCase } from "../backend.fake.ts";
import { toHex, sha256 } from "../store/identity.ts";
import { forkParser } from "./parsing/channel.ts";

const fixture = (name: string): Buffer =>
  readFileSync(join(import.meta.dirname, "../../resources/fixtures/import", name));
const hash = (bytes: Uint8Array): string => toHex(sha256(bytes));

async function zip(entries: Record<string, string | Buffer>): Promise<Buffer> {
  const file = new ZipFile();
  for (const [name, content] of Object.entries(entries)) file.addBuffer(Buffer.from(content), name);
  file.end();
  const chunks: Buffer[] = [];
  for await (const chunk of file.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
const note = (title: string, text = `Three were hurt at ${title}.`): string => `${title}\n\n${text}\n`;
const message = (id: string, body: string): string =>
  `From a@x Mon Nov 24 09:30:00 2025\nMessage-ID: <${id}>\nSubject: About ${id}\n\n${body}\n\n`;

describe("what lies in a container", () => {
  test("says in which file it lay and where; its original is its own bytes", async () => {
    const { client, write, grant, path } = await testCase();
    const inner = await zip({ "a.txt": note("Inner") });
    const whole = await zip({ "2025/report.txt": note("Report"), "inner.zip": inner, "scan.pdf": "no PDF" });
    const { result } = await client.run("articles.import", { files: await write({ "all.zip": whole }) });
    expect(result.articles.map((each) => each.path)).toEqual([
      path("all.zip/2025/report.txt"),
      path("all.zip/inner.zip/a.txt"),
    ]);
    expect(result.failed).toMatchObject([{ path: path("all.zip/scan.pdf"), code: "unreadable-file" }]);
    const [id = ""] = result.articles.map((each) => each.id);
    const { provenance } = await client.call("articles.get", { id });
    expect(provenance).toMatchObject({
      path: path("all.zip"),
      member: "2025/report.txt",
      line: null,
      fileSha256: hash(whole),
      sha256: hash(Buffer.from(note("Report"))),
    });
    await client.call("articles.saveOriginal", { id, to: await grant("saved.txt") });
    expect(readFileSync(path("saved.txt"), "utf8")).toBe(note("Report"));
    const { rows } = await client.call("articles.list", { offset: 0, limit: 10 });
    expect(rows.map((row) => row.path)).toContain(path("all.zip/inner.zip/a.txt"));
    expect((await client.call("ledger.history", {})).total).toBe(1);
  });

  test("again with another text is a new version, at the same path; the same is a duplicate", async () => {
    const { client, write } = await testCase({ "all.zip": await zip({ "a.txt": note("A"), "b.txt": note("B") }) });
    const changed = await zip({ "b.txt": note("B", "Four were hurt."), "a.txt": note("A") });
    const { result } = await client.run("articles.import", { files: await write({ "all.zip": changed }) });
    expect(result).toMatchObject({ imported: 0, versions: 1, duplicates: 1 });
  });

  test("a message is known by its id wherever in the mailbox it stands; rows by their key within their table", async () => {
    const { client, write } = await testCase({ "desk.mbox": message("a", "One.") + message("b", "Two.") });
    const moved = message("c", "Three.") + message("b", "Two, corrected.");
    const { result } = await client.run("articles.import", { files: await write({ "desk.mbox": moved }) });
    expect(result).toMatchObject({ imported: 1, versions: 1, failed: [] });
    const tables = { "one.jsonl": '{"id":1,"text":"Row one."}', "two.jsonl": '{"id":1,"text":"Row two."}' };
    const changed = { "one.jsonl": '{"id":1,"text":"Row one, too."}', "two.jsonl": '{"id":1,"text":"Row two, too."}' };
    await client.run("articles.import", { files: await write({ "t.zip": await zip(tables) }) });
    const again = await client.run("articles.import", { files: await write({ "t.zip": await zip(changed) }) });
    expect(again.result).toMatchObject({ imported: 0, versions: 2 });
  });

  test("a page of a web archive is known by its address, as a record with that address is", async () => {
    const { client, write } = await testCase({ "site.warc.gz": fixture("gazette-wget.warc.gz") });
    const url = "http://127.0.0.1:18231/2025/fire.html";
    const row = JSON.stringify({ url, text: "Two workers were hurt, the mill's guard said later." });
    const { result } = await client.run("articles.import", { files: await write({ "later.jsonl": row }) });
    expect(result).toMatchObject({ imported: 0, versions: 1 });
  });

  test("what is attached to a message has the file's hash and its own", async () => {
    const { client, articles } = await testCase({ "desk.mbox": fixture("desk-python.mbox") });
    const { provenance, title } = await client.call("articles.get", { id: articles[3] ?? "" });
    expect(title).toBe("حريق في مستودع الوقود");
    expect(provenance).toMatchObject({
      member: "msg 3 <three@gazette.example>/تقرير.pdf",
      sha256: hash(fixture("harbour-ar.pdf")),
      fileSha256: hash(fixture("desk-python.mbox")),
    });
  });
});

test(
  "hostile containers come to their end in a parser's process, and take nothing else with them",
  { timeout: 120_000 },
  async () => {
    const { client, write, grant, folder, path } = await testCase({}, forkParser());
    let quine = await zip({ "deep.txt": note("Deep") });
    for (let depth = 0; depth < 12; depth += 1) quine = await zip({ "again.zip": quine, "again 2.zip": quine });
    await write({
      "in/escape.zip": Buffer.from(
        (await zip({ "AAAAAAAAAAAAescaped.txt": note("Escaped") }))
          .toString("latin1")
          .replaceAll("AAAAAAAAAAAA", "../../../../"),
        "latin1",
      ),
      "in/bomb.zip": await zip({
        "before.txt": note("Before"),
        "bomb.html": Buffer.alloc(100_000_000, " "),
        "after.txt": note("After"),
      }),
      "in/nest.zip": quine,
      "in/cut.warc.gz": fixture("gazette-wget.warc.gz").subarray(0, 8000),
      "in/cut.zip": (await zip({ "a.txt": note("A") })).subarray(0, 60),
      "in/empty.mbox": "",
      "in/z last.txt": note("Last"),
    });
    const before = new Set(readdirSync(folder));
    const { result } = await client.run("articles.import", { files: [await grant("in")] });
    const name = (at: string): string => at.slice(path("in/").length);
    expect(result.articles.map((each) => name(each.path))).toEqual(
      expect.arrayContaining([
        "escape.zip/../../../../escaped.txt",
        "bomb.zip/before.txt",
        "bomb.zip/after.txt",
        "z last.txt",
      ]),
    );
    const failed = Object.fromEntries(result.failed.map(({ path: at, code }) => [name(at), code]));
    expect(failed).toMatchObject({
      "bomb.zip/bomb.html": "too-large",
      "cut.zip": "unreadable-file",
      "cut.warc.gz": "unreadable-file",
      "empty.mbox": "no-text",
    });
    expect(result.failed.filter(({ path: at }) => name(at).startsWith("nest.zip/")).length).toBeGreaterThan(0);
    expect(readdirSync(folder).filter((each) => !before.has(each) && !each.startsWith("case."))).toEqual([]);
    expect((await client.run("cases.check", {})).result).toMatchObject({ holds: true });
  },
);
