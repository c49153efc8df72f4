import { expect, test } from "vitest";

import { testCase } from "../backend.fake.ts";

const story = (name: string): string =>
  `# ${name}\n\nThree people were hurt near the gate, the ministry said of ${name}.\n`;

test("the overview follows edits, claims, families, undo and another import", async () => {
  const backend = await testCase({ "a.md": story("A"), "b.md": story("B"), "c.md": story("C") });
  const { client, articles } = backend;
  const [a = "", b = ""] = articles;
  const overview = (filter = {}) => client.call("articles.overview", { filter });
  const numbers = async () => (await overview()).numbers;
  expect(await numbers()).toMatchObject({ articles: 3, unread: 3, undated: 3, withClaims: 0, families: 0 });

  await client.call("articles.edit", { ids: [a], state: "done", publishedAt: "2025-11-24", outlet: "Agency" });
  expect(await numbers()).toMatchObject({ articles: 3, unread: 2, undated: 2, withoutOutlet: 2 });
  expect((await overview()).dates).toEqual({ months: [{ month: "2025-11", count: 1 }], years: [], undated: 2 });
  expect((await overview({ from: "2025-11", until: "2025-11" })).numbers).toMatchObject({ articles: 1, unread: 0 });
  expect((await overview({ dated: "undated", states: ["unread"] })).numbers.articles).toBe(2);

  const { id: familyId } = await client.call("articles.makeFamily", { ids: [a, b], originId: a });
  expect(familyId).not.toBe("");
  expect(await numbers()).toMatchObject({ inFamilies: 2, families: 1 });
  const { text } = await client.call("articles.get", { id: b });
  const start = text.indexOf("Three");
  await client.call("claims.add", {
    articleId: b,
    spans: [{ start, end: start + 5 }],
    hops: [{ descriptor: "a ministry" }],
  });
  expect(await numbers()).toMatchObject({ withClaims: 1 });

  await client.call("ledger.undo", {});
  expect(await numbers()).toMatchObject({ withClaims: 0, inFamilies: 2 });
  await client.call("ledger.undo", {});
  await client.call("ledger.undo", {});
  expect(await numbers()).toMatchObject({ unread: 3, undated: 3, families: 0 });

  const files = await backend.write({ "d.md": story("D") });
  await client.run("articles.import", { files: files.slice(-1) });
  expect(await numbers()).toMatchObject({ articles: 4 });
  await client.call("ledger.undo", {});
  expect(await numbers()).toMatchObject({ articles: 3 });
});
