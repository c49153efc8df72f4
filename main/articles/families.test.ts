import { expect, test } from "vitest";

import { refusalOf, testCase } from "../backend.fake.ts";

const story = Array.from({ length: 90 }, (_, at) => `word${at}`);
const other = Array.from({ length: 90 }, (_, at) => `كلمة${at}`);
const records = (rows: readonly Record<string, string>[]): string =>
  `${rows.map((row) => JSON.stringify(row)).join("\n")}\n`;

/** A case of an agency's story in three outlets, another story in two, and one that stands alone. */
async function begin() {
  const backend = await testCase();
  const rows = [
    { title: "Gazette", outlet: "Gazette", published: "2025-01-01", text: `${story.join(" ")}\n\nSource: The Agency` },
    { title: "Agency", outlet: "The Agency", published: "2025-01-02", text: story.join(" ") },
    { title: "Half", outlet: "Post", published: "2025-01-03", text: story.slice(0, 45).join(" ") },
    { title: "First", outlet: "Sada", published: "2024-05-02", text: other.join(" ") },
    {
      title: "Changed",
      outlet: "Najm",
      published: "2024-05-03",
      text: other.with(20, "غيرها").with(60, "أخرى").join(" "),
    },
    {
      title: "Alone",
      outlet: "Post",
      published: "2025-01-01",
      text: "Nothing that anybody else has written about yet.",
    },
  ];
  const [file = ""] = await backend.write({ "all.jsonl": records(rows) });
  const mapping = { text: "text", title: "title", outlet: "outlet", publishedAt: "published" };
  await backend.client.run("articles.import", { files: [file], reading: { mapping } });
  const { rows: articles } = await backend.client.call("articles.list", {});
  const id = (title: string): string => articles.find((article) => article.title === title)?.id ?? "";
  const proposals = () => backend.client.call("articles.familyProposals", {});
  const titles = async () => (await proposals()).rows.map(({ members }) => members.map(({ article }) => article.title));
  const find = async () => (await backend.client.run("articles.findFamilies", {})).result;
  return { ...backend, id, proposals, titles, find };
}

test("copies are proposed with what speaks for it, and nothing is a family before it is confirmed", async () => {
  const { client, id, proposals, titles, find } = await begin();
  expect(await proposals()).toEqual({ total: 0, rows: [], soughtAt: null, unsought: 6 });
  expect(await find()).toEqual({ read: 6, articles: 6, proposals: 2, proposed: 5, stopped: false });
  expect(await find()).toMatchObject({ read: 0, articles: 6, proposals: 2 });
  expect(await titles()).toEqual([
    ["Agency", "Gazette", "Half"],
    ["First", "Changed"],
  ]);
  const { rows, soughtAt, unsought } = await proposals();
  expect(soughtAt).not.toBeNull();
  expect(unsought).toBe(0);
  expect(rows[0]).toMatchObject({
    originId: id("Agency"),
    originReason: "credited",
    members: [
      { likeness: 1, differences: 0, credits: null },
      { likeness: 1, differences: 0, credits: "The Agency" },
      { withinOrigin: 1, differences: 1, credits: null },
    ],
  });
  expect(rows[0]?.members[2]?.ofOrigin).toBeCloseTo(43 / 88, 2);
  expect(rows[1]).toMatchObject({ originId: id("First"), originReason: "earliest" });
  expect(rows[1]?.members[1]?.differences).toBe(2);
  expect(await client.call("articles.family", { id: id("Half") })).toBeNull();
  expect((await client.call("ledger.history", {})).acts.map(({ verb }) => verb)).toEqual(["import"]);
});

test("what is confirmed is a family whose reason says how alike it is; what was left out is not proposed again", async () => {
  const { client, id, proposals, titles, find } = await begin();
  await find();
  const [agency, pair] = (await proposals()).rows;
  const family = await client.call("articles.confirmFamily", {
    id: agency?.id ?? "",
    ids: [id("Agency"), id("Gazette")],
  });
  expect(family).toMatchObject({ originId: id("Agency"), reason: "≈ 100 %" });
  expect(await titles()).toEqual([["First", "Changed"]]);
  await find();
  expect(await titles()).toEqual([["First", "Changed"]]);
  expect(await refusalOf(client.call("articles.confirmFamily", { id: agency?.id ?? "" }))).toBe("not-found");
  for (const wrong of [{ ids: [id("First"), id("Alone")] }, { originId: id("Alone") }])
    expect(await refusalOf(client.call("articles.confirmFamily", { id: pair?.id ?? "", ...wrong }))).toBe(
      "bad-request",
    );
  const made = await client.call("articles.confirmFamily", {
    id: pair?.id ?? "",
    originId: id("Changed"),
    reason: "It says so.",
  });
  expect(made).toMatchObject({ originId: id("Changed"), reason: "It says so." });
  await client.call("ledger.undo", {});
  expect(await titles()).toEqual([["First", "Changed"]]);
});

test("what was turned down is never proposed again, unless that is undone", async () => {
  const { client, proposals, titles, find } = await begin();
  await find();
  const [agency] = (await proposals()).rows;
  await client.call("articles.rejectFamily", { id: agency?.id ?? "", reason: "A form." });
  expect((await client.call("ledger.history", { limit: 1 })).acts[0]).toMatchObject({
    verb: "family-reject",
    note: "A form.",
    counts: { family: 1 },
  });
  expect(await titles()).toEqual([["First", "Changed"]]);
  await find();
  expect(await titles()).toEqual([["First", "Changed"]]);
  expect((await client.run("cases.check", {})).result.problems).toEqual([]);
  await client.call("ledger.undo", {});
  await find();
  expect((await titles()).length).toBe(2);
});

test("a copy that comes in later is proposed to the family that is there; a new text is read anew", async () => {
  const { client, id, proposals, titles, find, write } = await begin();
  await find();
  for (const { id: proposal } of (await proposals()).rows)
    await client.call("articles.confirmFamily", { id: proposal });
  expect(await titles()).toEqual([]);
  const files = await write({ "late.txt": `Late\n\n${other.join(" ")}\n` });
  await client.run("articles.import", { files });
  expect((await proposals()).unsought).toBe(1);
  expect(await find()).toMatchObject({ read: 1, articles: 7, proposals: 1 });
  const { rows } = await proposals();
  expect(rows[0]).toMatchObject({ originId: id("First"), originReason: "family" });
  const family = await client.call("articles.confirmFamily", { id: rows[0]?.id ?? "" });
  expect(family.members.map(({ title }) => title)).toEqual(["First", "Changed", "Late"]);

  await client.run("articles.import", { files: await write({ "late.txt": "Late\n\nAnother text altogether.\n" }) });
  expect(await find()).toMatchObject({ read: 1, proposals: 0 });
});

test("articles whose import was undone are in no proposal", async () => {
  const { client, titles, find, write } = await begin();
  await client.run("articles.import", { files: await write({ "late.txt": `Late\n\n${other.join(" ")}\n` }) });
  await find();
  expect(await titles()).toContainEqual(["First", "Changed", "Late"]);
  await client.call("ledger.undo", {});
  expect(await titles()).toContainEqual(["First", "Changed"]);
  await client.call("ledger.undo", {});
  expect(await titles()).toEqual([]);
  expect(await find()).toMatchObject({ read: 0, articles: 0, proposals: 0 });
});

test("a search that is stopped leaves the proposals before", async () => {
  const { client, titles, find } = await begin();
  await find();
  const before = await titles();
  const run = client.run("articles.findFamilies", {});
  const running = (await client.call("jobs.list", {})).find(({ state }) => state === "running");
  if (running) await client.call("jobs.cancel", { jobId: running.jobId });
  await run.catch(() => undefined);
  expect(await titles()).toEqual(before);
});

test("the library shows one line a family, and the copies of those that are opened", async () => {
  const { client, id, proposals, find } = await begin();
  await find();
  for (const { id: proposal } of (await proposals()).rows)
    await client.call("articles.confirmFamily", { id: proposal });
  const listed = async (filter: Record<string, unknown>) => {
    const sort = [{ column: "publishedAt" as const, descending: false }];
    const { total, rows } = await client.call("articles.list", { filter: { collapsed: true, ...filter }, sort });
    expect(total).toBe(rows.length);
    return rows.map(({ title }) => title);
  };
  expect(await listed({})).toEqual(["First", "Alone", "Agency"]);
  const family = (await client.call("articles.family", { id: id("Half") }))?.id ?? "";
  expect(await listed({ opened: [family] })).toEqual(["First", "Alone", "Agency", "Gazette", "Half"]);
  // Where the origin is filtered out, the first copy stands for it.
  expect(await listed({ outlets: ["Post"] })).toEqual(["Alone", "Half"]);
  expect(await listed({ outlets: ["Post", "Gazette"] })).toEqual(["Gazette", "Alone"]);
  await client.call("articles.leaveFamily", { ids: [id("Half")] });
  expect(await listed({})).toEqual(["First", "Alone", "Agency", "Half"]);
});
