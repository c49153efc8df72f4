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

  test("writes only those that are named, in the order of the listing", async () => {
    const { client, grant, claims } = await begin();
    const [first, second, third] = claims.map(({ id }) => id);
    const to = await grant("chosen.jsonl");
    const sort = [{ column: "credibility" as const, descending: false }];
    const ids = [second ?? "", third ?? "", "no-such-claim"];
    const { result } = await client.run("exchange.export", { format: "jsonl", to, ids, sort });
    expect(result.written).toBe(2);
    const lines = readFileSync(result.path, "utf8").trimEnd().split("\n");
    // What cannot be judged stands after the scale.
    expect(lines.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual([third, second]);
    expect(first).toBeDefined();
  });

  test("says what it could not carry, and only that", async () => {
    const { client, grant, claims } = await begin();
    const [first, , third] = claims;
    const write = async (extra: object = {}) =>
      (await client.run("exchange.export", { format: "csv", to: await grant("out.csv"), replace: true, ...extra }))
        .result.losses;
    // No grade has an earlier one, and nothing is said of those that stand but what has a column.
    expect(await write()).toMatchObject([{ kind: "formula", count: 1 }]);
    await client.call("claims.edit", {
      id: third?.id ?? "",
      credibility: { value: "1", reason: "seen", evidence: [{ kind: "claim", id: first?.id ?? "" }] },
    });
    await client.call("relations.add", {
      kind: "contradicts",
      pairs: [{ fromId: first?.id ?? "", toId: third?.id ?? "" }],
    });
    expect(await write()).toMatchObject([
      { kind: "grade-history", count: 1 },
      { kind: "grade-circumstances", count: 1 },
      { kind: "formula", count: 1 },
    ]);
    expect(await write({ filter: { reliability: ["E"] } })).toMatchObject([
      { kind: "grade-history" },
      { kind: "grade-circumstances" },
      { kind: "related-claim", count: 1 },
    ]);
  });
});

/** A claim with everything that a claim can have, and one that it contradicts. */
async function wholeClaim() {
  const backend = await begin();
  const { client, claims } = backend;
  const [first, second] = claims;
  const question = await client.call("questions.add", { text: "كم قتيلًا؟", note: null });
  await client.call("claims.edit", {
    id: first?.id ?? "",
    furtherChains: [[{ source: "وزارة الصحة" }, { descriptor: "ممرضة", basis: "witnessed" }]],
    slots: [
      { kind: "count", text: "خمسة قتلى" },
      { kind: "place", text: "=المرفأ" },
    ],
    questions: [question.id],
    reliability: { value: "C", reasonCode: "second-hand" },
    credibility: { value: "2", reasonCode: "first-hand", reason: "شاهد", blind: true },
  });
  await client.call("relations.add", {
    kind: "contradicts",
    pairs: [{ fromId: second?.id ?? "", toId: first?.id ?? "" }],
    note: "العدد",
  });
  const claim = await client.call("claims.get", { id: first?.id ?? "" });
  return { ...backend, claim, second, question };
}

test("further chains, slots, questions, relations, reasons and looks are written to CSV", async () => {
  const { client, grant, path, claim, second } = await wholeClaim();
  await client.run("exchange.export", { format: "csv", to: await grant("out.csv") });
  const { data } = Papa.parse<Record<string, string>>(readFileSync(path("out.csv"), "utf8").slice(1), { header: true });
  const row = data.find(({ id }) => id === claim.id);
  expect(row).toMatchObject({
    chain: "الصاري > مصدر طبي",
    further_chains: "وزارة الصحة > ممرضة",
    slots: "count: خمسة قتلى; place: =المرفأ",
    questions: "كم قتيلًا؟",
    relations: `contradicts ${second?.id}`,
    reliability_reason_code: "second-hand",
    reliability_reason: "",
    reliability_by: "Rana",
    reliability_at: claim.gradedAt.reliability,
    credibility_reason_code: "first-hand",
    credibility_reason: "شاهد",
    look: "contradiction",
  });
  expect(JSON.parse(row?.["further_chains_json"] ?? "")).toEqual(claim.furtherChains);
  expect(JSON.parse(row?.["slots_json"] ?? "")).toEqual(claim.slots);
  expect(JSON.parse(row?.["questions_json"] ?? "")).toEqual(claim.questions);
});

test("further chains, slots, questions, relations, reasons and looks are written to JSONL", async () => {
  const { client, grant, path, claim, second, question } = await wholeClaim();
  const { result } = await client.run("exchange.export", { format: "jsonl", to: await grant("out.jsonl") });
  expect(result.losses).toEqual([]);
  const lines = readFileSync(path("out.jsonl"), "utf8").trimEnd().split("\n");
  const written = lines.map((line) => JSON.parse(line) as { id: string }).find(({ id }) => id === claim.id);
  expect(written).toMatchObject({
    furtherChains: claim.furtherChains,
    slots: claim.slots,
    questions: [{ id: question.id, text: "كم قتيلًا؟" }],
    relations: [{ kind: "contradicts", outgoing: false, claimId: second?.id, note: "العدد" }],
    gradedAt: claim.gradedAt,
    gradedBy: { reliability: "Rana", credibility: "Rana" },
    look: ["contradiction"],
    grades: {
      reliability: { value: "C", reasonCode: "second-hand", reason: null, blind: false },
      credibility: { value: "2", reasonCode: "first-hand", reason: "شاهد", blind: true },
    },
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
