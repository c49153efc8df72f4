import { existsSync, readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { CONCORDANCE_LINES } from "../../app/search/concordance.ts";
import { refusalOf, testCase } from "../backend.fake.ts";

const files = {
  "raids.txt": "مداهمات في الريف\n\nقالت الوزارة إن قوات الأمن نفذت حملة، وأصيب أحد\nعناصر قوات أخرى 😀.\n",
  "english.txt": "Raids near Latakia\n\nSecurity forces raided houses.\n\n=1+1 said the forces.\n",
};

/** A case in which a word stands more often than is read at once. */
const frequent = (): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: 12 }, (_, at) => [`${at}.txt`, `Article ${at}\n\n${"the raid went on ".repeat(120)}\n`]),
  );

test("lines have the words of a query with what stands around them, and their articles", async () => {
  const { client, articles } = await testCase(files);
  const found = await client.call("search.concordance", { query: "قوات", sort: "after" });
  expect(found).toMatchObject({ total: 2, bounded: false, articles: 1, read: 1, without: 0, hasWords: true });
  expect(found.lines.map(({ hit, after }) => [hit, after.trim()])).toEqual([
    ["قوات", "أخرى 😀."],
    ["قوات", "الأمن نفذت حملة، وأصيب أحد\nعناصر قوات أخرى 😀."],
  ]);
  expect(articles).toContain(found.lines[0]?.articleId);
  const english = await client.call("search.concordance", {
    query: "forces OR قوات",
    group: { by: "language", key: "en" },
  });
  expect(english).toMatchObject({ total: 2, articles: 1 });
  const within = await client.call("search.concordance", { query: "forces", within: { articles: [] } });
  expect(within).toMatchObject({ total: 0, articles: 0 });
  expect(await refusalOf(client.call("search.concordance", { query: "a (" }))).toBe("query-syntax");
});

test("a frequent word is bounded and says so; asked for all, every line is there", async () => {
  const { client } = await testCase(frequent());
  const first = await client.call("search.concordance", { query: "raid", sort: "before", limit: 1000 });
  expect(first).toMatchObject({ bounded: true, articles: 12 });
  expect(first.total).toBeGreaterThanOrEqual(CONCORDANCE_LINES);
  expect(first.read).toBeLessThan(12);
  // Two calls at once share the work.
  const [all, further] = await Promise.all([
    client.call("search.concordance", { query: "raid", sort: "before", limit: 1000, whole: true }),
    client.call("search.concordance", { query: "raid", sort: "before", limit: 1000, offset: 1000, whole: true }),
  ]);
  expect(all).toMatchObject({ bounded: false, total: 1440, read: 12 });
  expect(all.lines.length + further.lines.length).toBe(1440);
  // What is read whole answers for less, too.
  expect(await client.call("search.concordance", { query: "raid", sort: "before" })).toMatchObject({ total: 1440 });
});

test("an undone import has no lines any more", async () => {
  const { client } = await testCase(files);
  expect(await client.call("search.concordance", { query: "forces" })).toMatchObject({ total: 2 });
  await client.call("ledger.undo", {});
  expect(await client.call("search.concordance", { query: "forces" })).toMatchObject({ total: 0, lines: [] });
});

test("hits of groups are counted where few texts tell, and where the whole concordance was read", async () => {
  const { client } = await testCase(files);
  expect(await client.call("search.groups", { query: "forces OR قوات", by: "language", order: "name" })).toMatchObject({
    total: 2,
    groups: [
      { key: "ar", articles: 1, hits: 2 },
      { key: "en", articles: 1, hits: 2 },
    ],
  });
  expect(await client.call("search.groups", { query: "lang:en", by: "article" })).toMatchObject({
    groups: [{ label: "Raids near Latakia", hits: null }],
  });
});

test("a group is searched by itself, exactly as it was counted", async () => {
  const { client } = await testCase(files);
  const { total, hits } = await client.call("search.articles", {
    query: "forces OR قوات",
    group: { by: "language", key: "ar" },
  });
  expect([total, hits[0]?.language]).toEqual([1, "ar"]);
  expect((await client.call("search.articles", { query: "forces", group: { by: "outlet", key: null } })).total).toBe(1);
});

test("every line goes to a table that spreadsheets read and do not run", async () => {
  const { client, grant, path } = await testCase(files);
  const to = await grant("lines.csv");
  const { result } = await client.run("search.exportConcordance", { query: "forces OR said", width: 10, to });
  expect(result).toMatchObject({
    path: path("lines.csv"),
    written: 3,
    articles: 1,
    losses: [{ kind: "formula", count: 1 }],
  });
  const table = readFileSync(path("lines.csv"), "utf8");
  expect(table).toMatch(/^\u{feff}article_id,title,outlet,published_at,start,end,before,hit,after\r\n/u);
  expect(table.split("\r\n")).toHaveLength(5);
  expect(table).toContain(`,"'=1+1 ",said," the"`);
  // A second time only where it may be replaced.
  expect(await refusalOf(client.run("search.exportConcordance", { query: "forces", to }))).toBe("file-exists");
  await client.run("search.exportConcordance", { query: "forces", to, replace: true });
});

test("an export that is stopped writes no file", async () => {
  const { client, grant, path } = await testCase(frequent());
  const to = await grant("lines.csv");
  const stopped = client.run(
    "search.exportConcordance",
    { query: "raid", sort: "after", to },
    { onStart: (jobId) => void client.call("jobs.cancel", { jobId }) },
  );
  await stopped.catch(() => undefined);
  expect(existsSync(path("lines.csv"))).toBe(false);
});
