import { existsSync, readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { refusalOf, testCase } from "../backend.fake.ts";
import { queriesOf } from "./batch.ts";

const files = {
  "a.txt": "مداهمات في الريف\n\nقالت الوزارة إن قوات الأمن نفذت حملة.\n",
  "b.txt": "Raids near Latakia\n\nSecurity forces raided houses.\n",
};

const rows = (...lines: string[][]) => lines.map((cells, at) => ({ line: at + 1, cells }));

test("queries are taken by the header, in either language, or by their place", () => {
  expect(queriesOf("q.csv", rows(["name", "note", "Query"], ["one", "", "a b"], ["", "", "c"], ["no query"]))).toEqual([
    { name: "one", query: "a b", line: 2 },
    { name: null, query: "c", line: 3 },
  ]);
  expect(queriesOf("q.csv", rows(["الاسم", "البحث"], ["الأمن", "قوات"]))).toEqual([
    { name: "الأمن", query: "قوات", line: 2 },
  ]);
  expect(queriesOf("q.csv", rows(["raid"], ["'-raid"], ["''tis"]))).toEqual([
    { name: null, query: "raid", line: 1 },
    // The sign that keeps a spreadsheet from running it is not searched for.
    { name: null, query: "-raid", line: 2 },
    { name: null, query: "''tis", line: 3 },
  ]);
  expect(queriesOf("q.csv", rows(["raid", "first"]))).toEqual([{ name: "first", query: "raid", line: 1 }]);
  expect(queriesOf("q.csv", [])).toEqual([]);
  expect(() => queriesOf("q.csv", rows(["a", "b", "c"]))).toThrow(/none is headed "query"/);
});

test("each query is counted; a wrong one says where, and stops no other", async () => {
  const { client, write, grant, path } = await testCase(files);
  const [file] = await write({
    "q.csv": `name;query\r\nraids;forces\r\nwrong;"a ("\r\n;قوات OR forces\r\nnone;nothing-such\r\n=1+1;-forces\r\n`,
  });
  const to = await grant("counts.csv");
  const { result } = await client.run("search.batch", { ...(file ? { file } : {}), to });
  expect(result.rows).toMatchObject([
    { name: "raids", query: "forces", line: 2, articles: 1, families: 0, alone: 1, claims: 0, error: null },
    { name: "wrong", articles: null, claims: null, error: { reason: "open-group", position: 2 } },
    { name: null, articles: 2 },
    { articles: 0, alone: 0, first: null, last: null },
    { name: "=1+1", query: "-forces", articles: 1 },
  ]);
  expect(result).toMatchObject({ path: path("counts.csv"), losses: [{ kind: "formula", count: 2 }] });
  const table = readFileSync(path("counts.csv"), "utf8");
  expect(table).toMatch(/^\u{feff}name,query,line,articles,families,alone,claims,first,last,error,at\r\n/u);
  expect(table).toContain(`"'=1+1","'-forces",6,1,`);
  expect(table).toContain(",,,this parenthesis is not closed,3\r\n");
});

test("families, claims and dates are counted", async () => {
  const { client, articles } = await testCase({
    "a.jsonl": [
      { title: "A", text: "A raid.", date: "2025-11-24", id: 1 },
      { title: "B", text: "The raid again.", date: "2025-10", id: 2 },
      { title: "C", text: "One more raid.", id: 3 },
    ]
      .map((one) => JSON.stringify(one))
      .join("\n"),
  });
  const [one = "", other = "", third = ""] = articles;
  await client.call("articles.makeFamily", { ids: [one, other], originId: one });
  await client.call("claims.add", {
    articleId: third,
    spans: [{ start: 0, end: 3 }],
    statement: "a raid",
    hops: [{ source: "X" }],
  });
  const { result } = await client.run("search.batch", { queries: [{ query: "raid" }, { query: "x".repeat(2001) }] });
  expect(result.rows).toMatchObject([
    { articles: 3, families: 1, alone: 1, claims: 1, first: "2025-10", last: "2025-11-24", line: null },
    { articles: null, error: { reason: "too-long" } },
  ]);
  expect(result.path).toBeNull();
});

test("a stopped batch gives what it has and writes nothing; files that are none are refused", async () => {
  const { client, write, grant, path } = await testCase(files);
  const to = await grant("counts.csv");
  const queries = Array.from({ length: 2000 }, (_, at) => ({ query: `word${at} OR forces` }));
  const { result } = await client.run(
    "search.batch",
    { queries, to },
    { onStart: (jobId) => void client.call("jobs.cancel", { jobId }) },
  );
  expect(result.rows.length).toBeLessThan(2000);
  expect(existsSync(path("counts.csv"))).toBe(false);
  const [wide, binary] = await write({ "w.csv": "a,b,c\n1,2,3\n", "x.csv": new Uint8Array([0, 1, 2, 0, 0, 255, 254]) });
  expect(await refusalOf(client.run("search.batch", { file: wide ?? "" }))).toBe("needs-mapping");
  expect(await refusalOf(client.run("search.batch", { file: binary ?? "" }))).toBe("unreadable-file");
  expect(await refusalOf(client.run("search.batch", { file: await grant("none.csv") }))).toBe("file-missing");
});
