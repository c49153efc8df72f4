import { existsSync, readFileSync, writeFileSync } from "node:fs";

import { expect, it } from "vitest";

import type { ImportProfile } from "../../app/articles/profiles.ts";
import { testCase } from "../backend.fake.ts";

const report = "Three members were hurt, the agency said on Monday evening.\n\nNobody was killed.\n";
/** Columns whose names nobody could guess. */
const csv = (rows: string[]): string => `a,b,c\n${rows.map((row) => `${row}\n`).join("")}`;

async function listed({ client }: Awaited<ReturnType<typeof testCase>>) {
  const { rows } = await client.call("articles.list", { limit: 100 });
  return Object.fromEntries(
    rows.map(({ title, outlet, author, publishedAt, language }) => [title, { outlet, author, publishedAt, language }]),
  );
}

it("the names of files say what their texts do not; what does not fit is read as it is", async () => {
  const backend = await testCase();
  const { client, write } = backend;
  const files = await write({
    "in/SANA/٢٤.١١.٢٠٢٥_غارة_على_الميناء.txt": `${report}\nSource: Another Agency\n`,
    "in/Enab Baladi/2025-11-25_Rain.html": "<title>Other</title><p>It rained for three days in the north.</p>",
    "in/notes.txt": `Notes\n\n${report}`,
    "in/rows.csv": "title,text,outlet\nRow,It rained in the row as well,Gazette\n",
  });
  const folder = [...new Set(files)];
  const { result } = await client.run("articles.import", {
    files: folder,
    reading: { pattern: "{outlet}/{date}_{title}" },
  });
  expect(result).toMatchObject({ imported: 4, failed: [], unnamed: 1 });
  expect(await listed(backend)).toMatchObject({
    "غارة على الميناء": { outlet: "SANA", publishedAt: "2025-11-24" },
    Rain: { outlet: "Enab Baladi", publishedAt: "2025-11-25" },
    Notes: { outlet: null, publishedAt: null },
    Row: { outlet: "Gazette" },
  });
});

it("what is the same for all goes before what files say, and what their names say before that", async () => {
  const backend = await testCase();
  const { client, write } = backend;
  const files = await write({
    "SANA - One.txt": `By A. Writer\n\n${report}`,
    "b.csv": "title,text,outlet\nRow,It rained in the row,Gazette\n",
  });
  const reading = {
    pattern: "{outlet} - {title}",
    constants: { outlet: "Wire", author: "Desk", language: "fr", publishedAt: "2025-11" },
  };
  await client.run("articles.import", { files, reading });
  expect(await listed(backend)).toEqual({
    One: { outlet: "SANA", author: "Desk", language: "fr", publishedAt: "2025-11" },
    Row: { outlet: "Wire", author: "Desk", language: "fr", publishedAt: "2025-11" },
  });
});

it("a key in its name tells a file again, whatever else it is called next time", async () => {
  const { client, write } = await testCase();
  const reading = { pattern: "{key}_{title}" };
  await client.run("articles.import", { files: await write({ "in/A7_First.txt": report }), reading });
  const { result } = await client.run("articles.import", {
    files: await write({ "in/A7_Second.txt": `${report}\nUpdate: four.\n` }),
    reading,
  });
  expect(result).toMatchObject({ imported: 0, versions: 1 });
});

it("a pattern that is none is refused with its place", async () => {
  const { client, write } = await testCase();
  const files = await write({ "a.txt": report });
  await expect(client.run("articles.import", { files, reading: { pattern: "{titel}_x" } })).rejects.toMatchObject({
    failure: { code: "bad-request", message: expect.stringContaining("at character 1 ({titel})") },
  });
  await expect(
    client.run("articles.import", { files, reading: { constants: { publishedAt: "yesterday" } } }),
  ).rejects.toMatchObject({ failure: { code: "bad-request" } });
});

it("names are previewed before anything comes in: what each gives, what does not fit, what they suggest", async () => {
  const { client, write } = await testCase();
  const outlets = ["SANA", "Enab", "North"];
  const texts = Object.fromEntries(
    outlets.flatMap((outlet) => [1, 2, 3].map((i) => [`in/${outlet}/2025-11-0${i}_Title ${i}.txt`, report])),
  );
  const files = await write({ ...texts, "in/readme.txt": report, "in/rows.csv": "a,b\n1,2\n" });
  const preview = await client.call("articles.previewNames", { files, pattern: "{outlet}/{date}_{title}.txt" });
  expect(preview).toMatchObject({ fitting: 9, total: 10, isWhole: true });
  expect(preview.proposed[0]).toBe("{outlet}/{date}_{title}");
  expect(preview.names).toContainEqual({
    path: expect.stringMatching(/\/in\/SANA\/2025-11-01_Title 1\.txt$|in\/SANA\/2025-11-01_Title 1\.txt$/u),
    facts: { outlet: "SANA", publishedAt: "2025-11-01", title: "Title 1" },
  });
  expect(preview.misfits).toEqual([expect.stringMatching(/in\/readme\.txt$/u)]);
  const without = await client.call("articles.previewNames", { files });
  expect(without).toMatchObject({ fitting: 0, misfits: [], total: 10 });
  expect((await client.call("articles.list", {})).total).toBe(0);
});

it("only the first two thousand names are looked at, and it says so", async () => {
  const { client, write } = await testCase();
  const many = Array.from({ length: 2001 }, (_, i) => [`in/2025-11-24_${i}.txt`, "x"]);
  const files = await write(Object.fromEntries(many));
  const preview = await client.call("articles.previewNames", {
    files,
    pattern: "{date}_{title}",
  });
  expect(preview.isWhole).toBe(false);
  expect(preview.total).toBeLessThanOrEqual(2000);
  expect(preview.names).toHaveLength(50);
});

it("a file with just the columns of a profile is read by it without being asked, another is not", async () => {
  const backend = await testCase();
  const { client, write } = backend;
  const [first = ""] = await write({ "one.csv": csv(["One,Text of the first report,2025-11-24"]) });
  const reading = { mapping: { title: "a", text: "b", publishedAt: "c" }, constants: { outlet: "Wire" } };
  expect((await client.call("articles.preview", { file: first })).profiles).toEqual([]);
  const { profile, replaced } = await client.call("articles.saveProfile", { name: "Monitoring", reading, file: first });
  expect(profile).toMatchObject({ name: "Monitoring", columns: ["a", "b", "c"], reading });
  expect(replaced).toBeNull();
  expect((await client.call("articles.preview", { file: first })).profiles).toEqual(["Monitoring"]);

  const files = await write({
    "two.csv": csv(["Two,Text of the second report,2025-11-25"]),
    // The same columns in another order.
    "three.csv": "c,b,a\n2025-11-26,Text of the third report,Three\n",
    "four.csv": "a,b,c,d\nFour,Text of the fourth,2025,x\n",
  });
  const { result } = await client.run("articles.import", { files });
  expect(result).toMatchObject({ imported: 2, readAs: [{ profile: "Monitoring", files: 2 }] });
  expect(result.unmapped).toHaveLength(1);
  expect(await listed(backend)).toEqual({
    Two: { outlet: "Wire", author: null, publishedAt: "2025-11-25", language: expect.anything() },
    Three: { outlet: "Wire", author: null, publishedAt: "2025-11-26", language: expect.anything() },
  });
});

it("a mapping by hand goes before a profile; of two that fit none is chosen; one may be named", async () => {
  const backend = await testCase();
  const { client, write } = backend;
  const [file = ""] = await write({ "one.csv": csv(["One,Text of the first report,Second title"]) });
  await client.call("articles.saveProfile", { name: "A", reading: { mapping: { title: "a", text: "b" } }, file });
  const byHand = await client.run("articles.import", {
    files: [file],
    reading: { mapping: { title: "c", text: "b" } },
  });
  expect(byHand.result.imported).toBe(1);
  expect(byHand.result.readAs).toBeUndefined();
  expect(byHand.result.articles[0]?.title).toBe("Second title");

  const reading = { mapping: { title: "c", text: "b" }, constants: { outlet: "Wire" } };
  await client.call("articles.saveProfile", { name: "B", reading, file });
  const more = await write({ "two.csv": csv(["Two,Text of the second report,Its other title"]) });
  const asked = await client.run("articles.import", { files: more });
  expect(asked.result).toMatchObject({ imported: 0, unmapped: [{ path: expect.stringContaining("two.csv") }] });
  const named = await client.run("articles.import", { files: more, profile: "B" });
  expect(named.result.articles[0]?.title).toBe("Its other title");
  await expect(client.run("articles.import", { files: more, profile: "C" })).rejects.toMatchObject({
    failure: { code: "not-found" },
  });
});

it("records need not all have the properties of a profile, but those that it reads", async () => {
  const { client, write } = await testCase();
  const [file = ""] = await write({
    "one.jsonl": `${JSON.stringify({ x1: "One", x2: "Text of the first report", x3: { y: 1 } })}\n`,
  });
  await client.call("articles.saveProfile", { name: "J", reading: { mapping: { title: "x1", text: "x2" } }, file });
  const files = await write({
    "two.jsonl": `${JSON.stringify({ x1: "Two", x2: "Text of the second report" })}\n`,
    "three.jsonl": `${JSON.stringify({ x2: "Text of the third report" })}\n`,
    "four.jsonl": `${JSON.stringify({ x1: "Four", x2: "Text of the fourth", other: 1 })}\n`,
  });
  const { result } = await client.run("articles.import", { files });
  expect(result).toMatchObject({ imported: 1, readAs: [{ profile: "J", files: 1 }] });
  expect(result.articles[0]?.title).toBe("Two");
});

it("shows what a reading would give, before it is kept or imported", async () => {
  const { client, write } = await testCase();
  const [file = "", text = ""] = await write({
    "one.csv": csv(["One,Text of the first report,24.11.2025", "Two,,x"]),
    "a.txt": report,
  });
  const reading = { mapping: { title: "a", text: "b", publishedAt: "c" }, constants: { outlet: "Wire" } };
  expect(await client.call("articles.previewReading", { file, reading })).toMatchObject({
    articles: [{ title: "One", outlet: "Wire", publishedAt: "2025-11-24", beginning: "Text of the first report" }],
    failed: [{ code: "no-text" }],
  });
  await expect(client.call("articles.previewReading", { file: text })).rejects.toMatchObject({
    failure: { code: "unsupported-format" },
  });
  await expect(
    client.call("articles.saveProfile", { name: "X", reading: { mapping: { text: "z" } }, file }),
  ).rejects.toMatchObject({ failure: { code: "needs-mapping" } });
});

it("a field that is said to be in no column is in none, whatever columns are called", async () => {
  const { client, write } = await testCase();
  const files = await write({ "a.csv": "text,author\nText of the first report,Not the author\n" });
  const [file = ""] = files;
  const mapping = { text: "text", author: "" };
  expect((await client.call("articles.preview", { file, mapping })).proposed).toEqual({ text: "text" });
  const { articles } = await client.call("articles.previewReading", { file, reading: { mapping } });
  expect(articles).toMatchObject([{ author: null }]);
});

it("profiles are the workstation's: another case has them, and what is removed can be saved again", async () => {
  const { client, path } = await testCase();
  const saved: ImportProfile[] = [];
  for (const name of ["Week", "Day"]) {
    const { profile } = await client.call("articles.saveProfile", { name, reading: { pattern: "{date}_{title}" } });
    saved.push(profile);
  }
  expect((await client.call("articles.profiles", {})).map(({ name }) => name)).toEqual(["Day", "Week"]);
  expect(existsSync(path("home/import-profiles.json"))).toBe(true);
  await expect(client.call("articles.renameProfile", { name: "Day", to: "Week" })).rejects.toMatchObject({
    failure: { code: "name-taken" },
  });
  await client.call("articles.renameProfile", { name: "Day", to: "Morning" });
  const { savedAt: _, ...removed } = await client.call("articles.removeProfile", { name: "Morning" });
  expect((await client.call("articles.profiles", {})).map(({ name }) => name)).toEqual(["Week"]);
  await client.call("articles.saveProfile", removed);
  expect((await client.call("articles.profiles", {})).map(({ name }) => name)).toEqual(["Morning", "Week"]);
  const again = await client.call("articles.saveProfile", { name: "Week", reading: { pattern: "{title}" } });
  expect(again.replaced).toEqual(saved[0]);
});

it("a profile that is not understood falls away alone; a broken file is kept aside", async () => {
  const { client, path } = await testCase();
  const file = path("home/import-profiles.json");
  await client.call("articles.saveProfile", { name: "Good", reading: { pattern: "{title}" } });
  const stored = JSON.parse(readFileSync(file, "utf8")) as { profiles: unknown[] };
  writeFileSync(file, JSON.stringify({ profiles: [...stored.profiles, { name: "Bad", reading: { pattern: "{" } }] }));
  expect((await client.call("articles.profiles", {})).map(({ name }) => name)).toEqual(["Good"]);
  writeFileSync(file, "{ no");
  expect(await client.call("articles.profiles", {})).toEqual([]);
  expect(readFileSync(`${file}.unreadable`, "utf8")).toBe("{ no");
});
