import { readFileSync, rmSync, truncateSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";
import { ZipFile } from "yazl";

import type { Input } from "../../app/contract/index.ts";
import { refusalOf, type TestBackend, testCase } from "../backend.fake.ts";
import { sha256, toHex } from "../store/identity.ts";
import { UnreadBefore } from "./noting-unread.ts";

/** A PDF of one empty page. */
const scan = (more = ""): Buffer =>
  Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\n%${more}\ntrailer<</Root 1 0 R>>\n`,
  );
const report = (text: string): string => `A report\n\n${text}\n`;
/** UTF-16 that was cut off in the middle of a letter, and is not taken for it. */
const utf16 = (text: string): Buffer => Buffer.from(`${text}A`, "utf16le").subarray(0, -1);
const table = "when;what\n2025-11-24;Three were hurt at the harbour.\n2025-11-25;Five were hurt at the depot.\n";

async function zip(entries: Record<string, string | Buffer>): Promise<Buffer> {
  const file = new ZipFile();
  for (const [name, content] of Object.entries(entries)) file.addBuffer(Buffer.from(content), name);
  file.end();
  const chunks: Buffer[] = [];
  for await (const chunk of file.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const listed = async ({ client }: TestBackend, filter: Input<"articles.unreadable">["filter"] = {}) =>
  (await client.call("articles.unreadable", { filter })).rows;

async function importing(backend: TestBackend, files: Record<string, string | Uint8Array>) {
  const { result } = await backend.client.run("articles.import", { files: await backend.write(files) });
  return result;
}

describe("what an import cannot read", () => {
  test("is listed with its reason, and its bytes are kept", async () => {
    const backend = await testCase();
    const pictures = scan();
    const result = await importing(backend, {
      "in/scan.pdf": pictures,
      "in/good.txt": report("Three died."),
      "in/x.jpg": "x",
    });
    expect(result.failed.map(({ code }) => code).toSorted()).toEqual(["no-text", "unsupported-format"]);
    expect(await listed(backend)).toEqual([
      expect.objectContaining({
        path: backend.path("in/scan.pdf"),
        member: null,
        line: null,
        reason: "no-text-layer",
        code: "no-text",
        bytes: pictures.length,
        sha256: toHex(sha256(pictures)),
        isKept: true,
        ways: ["as-is"],
        analyst: "Rana",
        leftAside: false,
      }),
      expect.objectContaining({
        path: backend.path("in/x.jpg"),
        reason: "unsupported",
        sha256: null,
        isKept: false,
        ways: [],
      }),
    ]);
    const [one] = await listed(backend);
    rmSync(backend.path("in/scan.pdf"));
    const to = await backend.grant("saved.pdf");
    await backend.client.call("articles.saveUnreadable", { id: one?.id ?? "", to });
    expect(readFileSync(backend.path("saved.pdf")).equals(pictures)).toBe(true);
    const overview = await backend.client.call("articles.overview", {});
    expect([overview.unreadable, overview.numbers.articles]).toEqual([2, 1]);
    const checked = await backend.client.run("cases.check", {});
    expect(checked.result.problems).toEqual([]);
  });

  test("is listed once a place and content, whenever it is met; what was left aside stays so", async () => {
    const backend = await testCase();
    const file = { "scan.pdf": scan() };
    await importing(backend, file);
    const [first] = await listed(backend);
    await backend.client.call("articles.setUnreadableAside", { ids: [first?.id ?? ""], aside: true });
    await importing(backend, file);
    expect(await listed(backend)).toEqual([{ ...first, leftAside: true }]);
    expect((await backend.client.call("articles.overview", {})).unreadable).toBe(0);
    await importing(backend, { "scan.pdf": scan("another"), "copy.pdf": scan() });
    expect((await listed(backend)).map(({ path, leftAside }) => [path, leftAside])).toEqual([
      [backend.path("copy.pdf"), false],
      [backend.path("scan.pdf"), true],
      [backend.path("scan.pdf"), false],
    ]);
  });

  test("is not listed any more when its place is read, until that import is undone; nor when its own import is", async () => {
    const backend = await testCase();
    const { client } = backend;
    await importing(backend, { "a.txt": Buffer.from([0, 1, 2, 3]), "good.txt": report("Three died.") });
    expect((await listed(backend)).map(({ reason, ways }) => [reason, ways])).toEqual([
      ["not-text", ["as-is", "encoding"]],
    ]);
    await importing(backend, { "a.txt": report("Five died.") });
    expect(await listed(backend)).toEqual([]);
    await client.call("ledger.undo", {});
    expect(await listed(backend)).toHaveLength(1);
    await client.call("ledger.redo", {});
    expect(await listed(backend)).toEqual([]);
    await client.call("ledger.undo", {});
    await client.call("ledger.undo", {});
    expect(await listed(backend)).toEqual([]);
    await client.call("ledger.redo", {});
    expect(await listed(backend)).toHaveLength(1);
  });

  test("may be a member of a container or a record: then the file is kept that it lies in, once", async () => {
    const backend = await testCase();
    const whole = await zip({ "2025/scan.pdf": scan(), "good.txt": report("Three died."), "b.pdf": scan("b") });
    const records = [{ body: "Three were hurt at the harbour." }, { title: "nothing" }, { title: "A", body: " " }];
    const lines = records.map((each) => JSON.stringify(each));
    await importing(backend, { "all.zip": whole, "x.jsonl": lines.join("\n") });
    expect(
      (await listed(backend)).map(({ member, line, reason, isKept, bytes }) => [member, line, reason, isKept, bytes]),
    ).toEqual([
      ["2025/scan.pdf", null, "no-text-layer", true, whole.length],
      ["b.pdf", null, "no-text-layer", true, whole.length],
      [null, 2, "record", true, lines.join("\n").length],
      [null, 3, "record", true, lines.join("\n").length],
    ]);
    const hashes = new Set((await listed(backend)).map(({ sha256: hash }) => hash));
    expect(hashes.size).toBe(2);
  });

  test("is noted, and not kept, where it is larger than is kept", async () => {
    const backend = await testCase();
    await backend.write({ "huge.html": "x" });
    truncateSync(backend.path("huge.html"), 65 * 1024 * 1024);
    await backend.client.run("articles.import", { files: [await backend.grant("huge.html")] });
    const [huge] = await listed(backend);
    expect(huge).toMatchObject({ code: "too-large", reason: "too-large", isKept: false, ways: [] });
    expect(huge?.sha256).toBe(toHex(sha256(readFileSync(backend.path("huge.html")))));
    const { result } = await backend.client.run("articles.readUnreadable", { ids: [huge?.id ?? ""] });
    expect(result.failed).toEqual([expect.objectContaining({ code: "file-missing" })]);
    expect(await listed(backend)).toHaveLength(1);
  });

  test("is noted by the import of a draft too, and not by the look at it", async () => {
    const backend = await testCase();
    const files = await backend.write({ "scan.pdf": scan(), "good.txt": report("Three died.") });
    const { draft } = (await backend.client.run("articles.draft", { files })).result;
    expect(await listed(backend)).toEqual([]);
    await backend.client.run("articles.importDraft", { id: draft.id });
    expect((await listed(backend)).map(({ reason, isKept }) => [reason, isKept])).toEqual([["no-text-layer", true]]);
  });

  test("is found by words, codes and reasons, in an order, and counted without a condition's own part", async () => {
    const backend = await testCase();
    const { client } = backend;
    await importing(backend, { "Été/scan.pdf": scan(), "b.pdf": scan("b"), "c.zip": "no archive", "d.jpg": "d" });
    const names = async (filter: Input<"articles.unreadable">["filter"]) =>
      (await listed(backend, filter)).map(({ path }) => path.split("/").at(-1));
    expect(await names({ text: "ete" })).toEqual(["scan.pdf"]);
    expect(await names({ codes: ["no-text"] })).toEqual(["b.pdf", "scan.pdf"]);
    expect(await names({ reasons: ["damaged", "unsupported"] })).toEqual(["c.zip", "d.jpg"]);
    const [first] = await client.call("articles.unreadableIds", { sort: [{ column: "path", descending: true }] });
    expect((await listed(backend)).find(({ id }) => id === first)?.path).toMatch(/scan\.pdf$/u);
    await client.call("articles.setUnreadableAside", { ids: [first ?? ""], aside: true });
    const window = await client.call("articles.unreadable", { sort: [{ column: "reason" }], offset: 1, limit: 2 });
    expect([window.total, window.rows.map(({ reason }) => reason)]).toEqual([4, ["no-text-layer", "no-text-layer"]]);
    expect(
      await client.call("articles.unreadableCounts", { filter: { codes: ["no-text"], leftAside: false } }),
    ).toEqual({
      total: 1,
      reasons: [{ value: "no-text-layer", count: 1 }],
      codes: [
        { value: "no-text", count: 1 },
        { value: "unreadable-file", count: 1 },
        { value: "unsupported-format", count: 1 },
      ],
      leftAside: 1,
      open: 1,
    });
  });
});

describe("reading it again", () => {
  test("in another encoding brings it in as an import from where it was, though the file is gone", async () => {
    const backend = await testCase();
    const { client, path } = backend;
    await importing(backend, { "in/حريق.txt": utf16("Fire\n\nThree were hurt at the harbour.\n") });
    rmSync(path("in"), { recursive: true });
    const [one] = await listed(backend);
    const id = one?.id ?? "";
    const { previews } = await client.call("articles.previewUnreadable", { id, encodings: ["utf-8", "utf-16le"] });
    expect(previews.map(({ title }) => title)).toEqual(["حريق", "Fire"]);
    expect(previews[0]?.broken).toBeGreaterThan(previews[1]?.broken ?? 0);
    const { result } = await client.run("articles.readUnreadable", { ids: [id], reading: { encoding: "utf-16le" } });
    expect(result).toMatchObject({ imported: 1, failed: [], stopped: false });
    const article = await client.call("articles.get", { id: result.articles[0]?.id ?? "" });
    expect(article).toMatchObject({
      title: "Fire",
      provenance: { path: path("in/حريق.txt"), member: null, encoding: "utf-16le" },
    });
    expect(await listed(backend)).toEqual([]);
    const { acts } = await client.call("ledger.history", {});
    expect(acts.map(({ verb }) => verb)).toEqual(["import"]);
    await client.call("ledger.undo", {});
    expect(await listed(backend)).toHaveLength(1);
  });

  test("with its columns named: a table from its copy, and only what could not be read of it", async () => {
    const backend = await testCase();
    const { client, path } = backend;
    await importing(backend, { "export.csv": table });
    const [one] = await listed(backend);
    expect([one?.reason, one?.ways]).toEqual(["columns", ["as-is", "encoding", "columns"]]);
    const copy = await client.call("articles.unreadableCopy", { id: one?.id ?? "" });
    expect(copy.path).toBe(path("export.csv"));
    expect((await client.call("articles.preview", { file: copy.file })).columns).toEqual(["when", "what"]);
    const { result } = await client.run("articles.readUnreadable", {
      ids: [one?.id ?? ""],
      reading: { mapping: { text: "what", publishedAt: "when" } },
    });
    expect(result).toMatchObject({ imported: 2, failed: [] });
    expect(await listed(backend)).toEqual([]);
  });

  test("of a member brings in nothing else of its container, also where it fails again", async () => {
    const backend = await testCase();
    const { client, path } = backend;
    const whole = await zip({ "in/export.csv": table, "good.txt": report("Three died."), "scan.pdf": scan() });
    const { articles } = await importing(backend, { "all.zip": whole });
    await client.call("ledger.undo", {});
    await importing(backend, { "all.zip": whole });
    expect(articles).toHaveLength(1);
    const rows = await listed(backend);
    const reading = { mapping: { text: "what" } };
    const { result } = await client.run("articles.readUnreadable", { ids: rows.map(({ id }) => id), reading });
    expect(result).toMatchObject({ imported: 2, duplicates: 0 });
    expect(result.articles.map(({ path: at }) => at)).toEqual(
      ["in/export.csv", "in/export.csv"].map((member) => join(path("all.zip"), member)),
    );
    expect(result.failed.map(({ path: at }) => at)).toEqual([join(path("all.zip"), "scan.pdf")]);
    expect((await listed(backend)).map(({ id, member }) => [id, member])).toEqual([
      [rows.find(({ member }) => member === "scan.pdf")?.id, "scan.pdf"],
    ]);
  });

  test("sees duplicates, keeps what it fails at listed, and says so where nothing of it is kept", async () => {
    const backend = await testCase();
    const { client } = backend;
    await importing(backend, {
      "a.txt": utf16("Fire\n\nThree were hurt at the harbour.\n"),
      "b.zip": "no archive",
      "c.jpg": "c",
    });
    await importing(backend, { "same.txt": "Fire\n\nThree were hurt at the harbour.\n\ufffd" });
    const ids = (await listed(backend)).map(({ id }) => id);
    const { result } = await client.run("articles.readUnreadable", { ids, reading: { encoding: "utf-16le" } });
    expect(result).toMatchObject({ imported: 0, duplicates: 1 });
    expect(result.failed.map(({ code }) => code)).toEqual(["file-missing", "unreadable-file"]);
    expect((await listed(backend)).map(({ id }) => id)).toEqual(ids.slice(1));
    expect(await refusalOf(client.run("articles.readUnreadable", { ids: [ids[0] ?? ""] }))).toBe("not-found");
  });

  test("keeps what was said by hand when it was imported: what is the same for all, and names of folders", async () => {
    const backend = await testCase();
    const { client, write } = backend;
    const files = await write({ "Gazette/2025-11-24.txt": utf16("Fire\n\nThree were hurt at the harbour.\n") });
    await client.run("articles.import", {
      files,
      reading: { pattern: "{outlet}/{date}", constants: { author: "A. Writer" } },
    });
    const [one] = await listed(backend);
    const reading = { encoding: "utf-16le" as const };
    const { result } = await client.run("articles.readUnreadable", { ids: [one?.id ?? ""], reading });
    const article = await client.call("articles.get", { id: result.articles[0]?.id ?? "" });
    expect(article).toMatchObject({ outlet: "Gazette", publishedAt: "2025-11-24", author: "A. Writer" });
  });
});

test("what lies within is covered by what was noted of all around it, not by its neighbour", () => {
  const before = new UnreadBefore([
    { key: 1, member: "in/a.zip", line: null },
    { key: 2, member: "b.csv", line: 7 },
  ]);
  const covered = (member: string | null, line: number | null) => before.covers(member, line);
  expect([covered("in/a.zip/x.txt", null), covered("in/a.zip/x.csv", 3), covered("b.csv", 7)]).toEqual([
    true,
    true,
    true,
  ]);
  expect([covered("in/a.zi", null), covered("b.csv", 8), covered(null, null), covered("b.csv", null)]).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

describe("an import that is stopped or cut off", () => {
  test("keeps what it had noted when it goes on, also of files that are in already", async () => {
    const backend = await testCase();
    const { client, write, path } = backend;
    const files = await write({ "a.pdf": scan("a"), "b.txt": report("Three died.") });
    await client.run(
      "articles.import",
      { files },
      {
        onStart: (jobId) => {
          const stop = client.subscribe((event) => {
            if (event.name !== "changed") return;
            stop();
            void client.call("jobs.cancel", { jobId });
          });
        },
      },
    );
    const [noted] = await listed(backend);
    expect(noted).toMatchObject({ path: path("a.pdf") });
    const [left] = await client.call("articles.unfinishedImports", {});
    await client.run("articles.goOnImport", { id: left?.id ?? "" });
    expect(await listed(backend)).toEqual([expect.objectContaining({ path: path("a.pdf"), isKept: true })]);
  });
});
