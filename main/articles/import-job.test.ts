import { describe, expect, test } from "vitest";

import { testCase } from "../backend.fake.ts";

const report = (text: string, credit = "Source: Gazette") => `A short title\n\n${text}\n\n${credit}\n`;

describe("duplicates and versions", () => {
  test("the same file again is a duplicate, reported with the article that is there", async () => {
    const { client, write, articles } = await testCase({ "a.txt": report("Three died.") });
    const files = await write({ "a.txt": report("Three died.") });
    const { result } = await client.run("articles.import", { files });
    expect(result).toMatchObject({ imported: 0, duplicates: 1, versions: 0, failed: [] });
    expect(result.articles).toMatchObject([{ id: articles[0], state: "duplicate" }]);
    expect((await client.call("ledger.history", {})).total).toBe(1);
  });

  test("the same text elsewhere is a duplicate; under another outlet it is an article of its own", async () => {
    const { client, write } = await testCase({ "a.txt": report("Three died.") });
    const same = await client.run("articles.import", { files: await write({ "b/copy.txt": report("Three died.") }) });
    expect(same.result).toMatchObject({ imported: 0, duplicates: 1 });
    const records = [
      { body: "The same wire text.", source: "One", url: null },
      { body: "The same wire text.", source: "Two", url: null },
      { body: "The same wire text.", source: "Two", url: null },
    ];
    const files = await write({ "wire.jsonl": records.map((record) => JSON.stringify(record)).join("\n") });
    expect((await client.run("articles.import", { files })).result).toMatchObject({ imported: 2, duplicates: 1 });
  });

  test("a correction of what is known about an article does not hide its duplicate", async () => {
    const { client, write, articles } = await testCase({ "a.txt": report("Three died.") });
    await client.call("articles.edit", { ids: articles, outlet: "The Gazette" });
    const { result } = await client.run("articles.import", { files: await write({ "c.txt": report("Three died.") }) });
    expect(result.duplicates).toBe(1);
  });

  test("the same path with another text is a new version; claims stay on theirs", async () => {
    const { client, write, articles } = await testCase({ "a.txt": report("Three died.") });
    const [articleId = ""] = articles;
    await client.call("claims.add", { articleId, spans: [{ start: 15, end: 25 }], hops: [{ source: "X" }] });
    const files = await write({ "a.txt": report("Five died.") });
    const { result } = await client.run("articles.import", { files });
    expect(result).toMatchObject({ imported: 0, versions: 1, articles: [{ id: articleId, state: "version" }] });
    const article = await client.call("articles.get", { id: articleId });
    expect(article.text).toContain("Five died.");
    expect(article.versions.map(({ number, claims }) => [number, claims])).toEqual([
      [1, 1],
      [2, 0],
    ]);
    const [claim] = await client.call("claims.of", { articleId });
    expect(claim?.spans[0]).toMatchObject({ version: "1", quote: "Three died" });
    expect((await client.call("articles.get", { id: articleId, version: "1" })).text).toContain("Three died.");
    expect((await client.call("search.articles", { query: "five" })).total).toBe(1);
    expect((await client.call("search.articles", { query: '"three died"' })).total).toBe(0);
    await client.call("ledger.undo", {});
    expect((await client.call("articles.get", { id: articleId })).text).toContain("Three died.");
    expect((await client.call("search.articles", { query: '"three died"' })).total).toBe(1);
  });

  test("a record's address or key makes its versions, not its line", async () => {
    const lines = (body: string) =>
      [
        { id: "k1", body: "First record, as it was." },
        { id: "k2", body },
      ].map((record) => JSON.stringify(record));
    const { client, write } = await testCase();
    await client.run("articles.import", { files: await write({ "x.jsonl": lines("Second record.").join("\n") }) });
    const again = await client.run("articles.import", {
      files: await write({ "x.jsonl": lines("Second record, corrected.").toReversed().join("\n") }),
    });
    expect(again.result).toMatchObject({ imported: 0, duplicates: 1, versions: 1 });
  });
});

describe("records that name their site instead of themselves", () => {
  test("are articles of their own, not versions of one another", async () => {
    const { client, write } = await testCase();
    const lines = (url: string) =>
      [1, 2, 3].map((i) => JSON.stringify({ url, body: `Report number ${i} of the same site.` })).join("\n");
    for (const url of ["https://gazette.example/", "https://gazette.example/news"]) {
      const files = await write({ [`${url.length}.jsonl`]: lines(url) });
      const { result } = await client.run("articles.import", { files });
      expect(result).toMatchObject({ imported: 3, versions: 0 });
    }
  });

  test("a record's own address finds it in a later export under another file name", async () => {
    const { client, write } = await testCase();
    const record = (body: string) => JSON.stringify({ url: "https://gazette.example/news/7", body });
    await client.run("articles.import", { files: await write({ "may.jsonl": record("As it was.") }) });
    const { result } = await client.run("articles.import", {
      files: await write({ "june.jsonl": record("Corrected.") }),
    });
    expect(result).toMatchObject({ imported: 0, versions: 1 });
  });
});

describe("what cannot be imported", () => {
  test("is listed with its reason and stops nothing", async () => {
    const { client, write, path, grant } = await testCase();
    await write({
      "in/good.txt": report("Three died."),
      "in/photo.xyz": "?",
      "in/empty.txt": "",
      "in/binary.txt": new Uint8Array([1, 0, 2, 0, 255, 254, 0, 0, 9]),
      "in/rows.jsonl": '{"body":"A record that is fine."}\n{"body": broken\n{"title":"no text"}\n',
    });
    const { result } = await client.run("articles.import", { files: [await grant("in")] });
    expect(result.imported).toBe(2);
    const rows = result.failed.map(({ path: at, code }) => [at.slice(path("in/").length), code]);
    expect(Object.fromEntries(rows)).toMatchObject({ "photo.xyz": "unsupported-format", "empty.txt": "no-text" });
    expect(rows.filter(([at]) => at?.startsWith("rows.jsonl:"))).toHaveLength(2);
    expect(result.failed.every(({ message }) => message.length > 10)).toBe(true);
  });
});

describe("a table whose columns are not recognised", () => {
  test("is named by a token even within a folder, and comes in once its columns are named", async () => {
    const { client, write, path, grant } = await testCase();
    await write({ "in/good.txt": report("Three died."), "in/wire.csv": "a,b\nOne,The first text.\nTwo,The second.\n" });
    const { result } = await client.run("articles.import", { files: [await grant("in")] });
    expect(result).toMatchObject({ imported: 1, unmapped: [{ path: path("in/wire.csv") }] });
    const files = result.unmapped.map(({ file }) => file);
    expect(await client.call("articles.preview", { file: files[0] ?? "" })).toMatchObject({ columns: ["a", "b"] });
    const named = await client.run("articles.import", { files, reading: { mapping: { title: "a", text: "b" } } });
    expect(named.result).toMatchObject({ imported: 2, failed: [], unmapped: [] });
  });
});

describe("the job", () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, i) =>
      JSON.stringify({ id: i, title: `T ${i}`, body: `Body of record ${i}, of some length.` }),
    ).join("\n");

  test("says how far it is, and is one act however many batches it took", async () => {
    const { client, write } = await testCase();
    const files = await write({ "many.jsonl": many(3000) });
    const seen: number[] = [];
    const { result } = await client.run("articles.import", { files }, { onProgress: ({ done }) => seen.push(done) });
    expect(result.imported).toBe(3000);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.toSorted((a, b) => a - b)).toEqual(seen);
    const { acts, total } = await client.call("ledger.history", {});
    expect([total, acts[0]?.counts]).toEqual([1, { article: 3000 }]);
    await client.call("ledger.undo", {});
    expect((await client.call("articles.list", {})).total).toBe(0);
    await client.call("ledger.redo", {});
    expect((await client.call("articles.list", {})).total).toBe(3000);
    expect((await client.run("cases.check", {})).result.problems).toEqual([]);
  });

  test("stopped, keeps its finished batches, and the rest comes in later", async () => {
    const { client, write } = await testCase();
    const files = await write({ "many.jsonl": many(3000) });
    const stopped = await client.run(
      "articles.import",
      { files },
      { onStart: (jobId) => void client.call("jobs.cancel", { jobId }) },
    );
    expect(stopped.state).toBe("cancelled");
    expect(stopped.result.stopped).toBe(true);
    expect(stopped.result.imported).toBeLessThan(3000);
    expect((await client.call("articles.list", {})).total).toBe(stopped.result.imported);
    const { result } = await client.run("articles.import", { files });
    expect(result.imported + stopped.result.imported).toBe(3000);
  });

  test("keeps originals byte for byte: of a record its bytes, of a file the file", async () => {
    const { client, write, grant, path } = await testCase();
    const record = '{ "id": 7,  "body":"Spaces and \\u0627 kept." }';
    const windows = new TextEncoder().encode("\u{feff}Title\r\n\r\nBody of it.\r\n");
    const { result } = await client.run("articles.import", {
      files: await write({ "one.jsonl": `${record}\n`, "two.txt": windows }),
    });
    const { readFileSync } = await import("node:fs");
    for (const [index, bytes] of [Buffer.from(record), Buffer.from(windows)].entries()) {
      await client.call("articles.saveOriginal", {
        id: result.articles[index]?.id ?? "",
        to: await grant(`o${index}`),
      });
      expect(readFileSync(path(`o${index}`))).toEqual(bytes);
    }
    expect((await client.call("articles.get", { id: result.articles[1]?.id ?? "" })).text).toBe(
      "Title\n\nBody of it.\n",
    );
  });
});
