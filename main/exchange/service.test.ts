import { existsSync, readdirSync, readFileSync } from "node:fs";

import Papa from "papaparse";
import { describe, expect, test } from "vitest";

import { refusalOf, testCase } from "../backend.fake.ts";

const body = "قال مصدر طبي إن خمسة قتلوا.\n\n=SUM(A1) said the sheet. 🚑\n";

async function begin() {
  const backend = await testCase({ "a.txt": `تقرير\n\n${body}\n\nالمصدر: الصاري\n` });
  const [articleId = ""] = backend.articles;
  const { text } = await backend.client.call("articles.get", { id: articleId });
  const claim = (quote: string, extra: object = {}) =>
    backend.client.call("claims.add", {
      articleId,
      spans: [{ start: text.indexOf(quote), end: text.indexOf(quote) + quote.length }],
      hops: [{ source: "الصاري" }, { descriptor: "مصدر طبي", mode: "paraphrase", basis: "witnessed" }],
      ...extra,
    });
  const first = await claim("خمسة قتلوا", { tags: ["Toll/Dead"], statement: "Five died" });
  const second = await claim("=SUM(A1) said", { reliability: { value: "F" }, credibility: { value: "6" } });
  const third = await claim("🚑", {
    reliability: { value: "E" },
    credibility: { value: "5", reason: "no" },
    memo: '"a", b\nc',
  });
  return { ...backend, claims: [first, second, third] };
}

describe("CSV", () => {
  test("reads back as what was written, with a BOM, CRLF and the scale named", async () => {
    const { client, grant, path, claims } = await begin();
    const { result } = await client.run("exchange.export", { format: "csv", to: await grant("out.csv") });
    expect(result).toMatchObject({ format: "csv", written: 3 });
    const written = readFileSync(path("out.csv"), "utf8");
    expect(written.startsWith("\u{feff}id,statement,quote,")).toBe(true);
    expect(written.endsWith("\r\n")).toBe(true);
    const { data, errors } = Papa.parse<Record<string, string>>(written.slice(1), {
      header: true,
      skipEmptyLines: true,
    });
    expect(errors).toEqual([]);
    const byId = new Map(data.map((row) => [row["id"], row]));
    const [first, second, third] = claims.map(({ id }) => byId.get(id));
    expect(first).toMatchObject({
      statement: "Five died",
      quote: "خمسة قتلوا",
      chain: "الصاري > مصدر طبي",
      tags: "Toll/Dead",
      scale: "nato-admiralty",
      reliability: "",
      credibility: "",
    });
    expect(second).toMatchObject({ reliability: "F", credibility: "6", quote: "'=SUM(A1) said" });
    expect(third).toMatchObject({ reliability: "E", credibility: "5", memo: '"a", b\nc', quote: "🚑" });
    expect(JSON.parse(first?.["hops_json"] ?? "")).toEqual(claims[0]?.hops);
    expect(JSON.parse(second?.["spans_json"] ?? "")).toEqual(claims[1]?.spans);
  });

  test("says what it could not carry", async () => {
    const { client, grant } = await begin();
    const { result } = await client.run("exchange.export", { format: "csv", to: await grant("out.csv") });
    expect(result.losses).toMatchObject([
      { kind: "grade-history", count: 2 },
      { kind: "formula", count: 1 },
    ]);
  });
});

describe("JSONL", () => {
  test("is one claim a line; not graded is null, F and 6 are strings", async () => {
    const { client, grant, path, claims } = await begin();
    await client.run("exchange.export", { format: "jsonl", to: await grant("out.jsonl") });
    const lines = readFileSync(path("out.jsonl"), "utf8").trimEnd().split("\n");
    const read = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const find = (index: number) => read.find(({ id }) => id === claims[index]?.id);
    expect(find(0)).toMatchObject({
      reliability: null,
      credibility: null,
      attribution: claims[0]?.hops,
      spans: claims[0]?.spans,
    });
    expect(find(1)).toMatchObject({
      reliability: "F",
      credibility: "6",
      scale: { id: "nato-admiralty", version: "AJP-2.1" },
    });
    expect(find(2)).toMatchObject({ reliability: "E", credibility: "5" });
  });
});

test("a filter leaves what it leaves", async () => {
  const { client, grant, path } = await begin();
  const to = await grant("out.jsonl");
  const { result } = await client.run("exchange.export", { format: "jsonl", to, filter: { reliability: ["F"] } });
  expect(result.written).toBe(1);
  expect(readFileSync(path("out.jsonl"), "utf8")).toContain('"reliability":"F"');
});

test("a file that is there is replaced only when that was said, and a failure leaves nothing behind", async () => {
  const { client, grant, write, path, folder } = await begin();
  const [to = ""] = await write({ "out.csv": "mine" });
  expect(await refusalOf(client.run("exchange.export", { format: "csv", to }))).toBe("file-exists");
  expect(readFileSync(path("out.csv"), "utf8")).toBe("mine");
  await client.run("exchange.export", { format: "csv", to, replace: true });
  expect(readFileSync(path("out.csv"), "utf8")).toContain("Five died");
  const nowhere = await grant("no/such/folder/out.csv");
  expect(await refusalOf(client.run("exchange.export", { format: "csv", to: nowhere }))).toBe("io");
  expect(existsSync(path("no"))).toBe(false);
  expect(readdirSync(folder).filter((name) => name.includes("unfinished"))).toEqual([]);
});
