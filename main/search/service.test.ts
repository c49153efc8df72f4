import { expect, test } from "vitest";

import { refusalOf, testCase } from "../backend.fake.ts";

const files = {
  "raids.txt": "مداهمات في الريف\n\nقالت الوزارة إن قوات الأمن نفذت حملة، وأصيب أحد عناصر الاستخبارات بجروح.\n",
  "weather.txt": "Weather\n\nRain in the city.\n",
};

test("articles are found by any spelling, with the original glyphs and the time it took", async () => {
  const { client, articles } = await testCase(files);
  for (const query of ["استخبارات", "الاستخبارات", "وَالاستخبارات"]) {
    const { total, tookMs, hits } = await client.call("search.articles", { query });
    expect(total).toBe(1);
    expect(tookMs).toBeGreaterThanOrEqual(0);
    expect(articles).toContain(hits[0]?.articleId);
    const [snippet] = hits[0]?.snippets ?? [];
    expect(snippet?.hits.map(([start, end]) => snippet.text.slice(start, end))).toEqual(["الاستخبارات"]);
  }
});

test("claims are found by their words and by their chain", async () => {
  const { client } = await testCase(files);
  const { hits } = await client.call("search.articles", { query: "مداهمات" });
  const articleId = hits[0]?.articleId ?? "";
  const claim = await client.call("claims.add", {
    articleId,
    spans: [{ start: 18, end: 40 }],
    statement: "One man was hurt",
    hops: [{ source: "وزارة الداخلية" }],
  });
  for (const query of ["hurt", "source:الداخلية", "-weather"]) {
    const found = await client.call("search.claims", { query });
    expect(found.hits.map((hit) => hit.claimId)).toEqual([claim.id]);
  }
  expect((await client.call("search.articles", { query: "source:الداخلية" })).total).toBe(1);
  await client.call("claims.remove", { ids: [claim.id] });
  expect((await client.call("search.claims", { query: "hurt" })).total).toBe(0);
});

test("an undone import is not found, redone it is", async () => {
  const { client } = await testCase(files);
  await client.call("ledger.undo", {});
  expect((await client.call("search.articles", { query: "rain OR -rain" })).total).toBe(0);
  await client.call("ledger.redo", {});
  expect((await client.call("search.articles", { query: "rain OR -rain" })).total).toBe(2);
});

test("a wrong query is refused with its position", async () => {
  const { client } = await testCase(files);
  expect(await refusalOf(client.call("search.articles", { query: 'rain "city' }))).toBe("query-syntax");
  await expect(client.call("search.claims", { query: "rain OR" })).rejects.toMatchObject({
    failure: { details: { position: 5 } },
  });
});
