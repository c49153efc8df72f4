import { readFileSync } from "node:fs";

import Papa from "papaparse";
import { expect, test } from "vitest";

import { testCase } from "../backend.fake.ts";

/*
 * Not graded, F and 6, E and 5 are three different things (`domain.md`, Grading, rule 2): one test for each way in which
 * grades leave the case. Their colours are the renderer's, and are tested there.
 */

async function begin() {
  const backend = await testCase({ "a.txt": "Report\n\nThe ministry said three died.\n" });
  const { client, articles } = backend;
  const add = async (reliability: string | null, credibility: string | null) => {
    const { id } = await client.call("claims.add", {
      articleId: articles[0] ?? "",
      spans: [{ start: 8, end: 20 }],
      hops: [{ source: "Ministry" }],
      reliability: { value: reliability },
      credibility: { value: credibility },
    });
    return id;
  };
  const [notGraded, unjudged, worst, best] = [
    await add(null, null),
    await add("F", "6"),
    await add("E", "5"),
    await add("A", "2"),
  ];
  return { ...backend, notGraded, unjudged, worst, best };
}

test("not graded, F and 6, E and 5 are told apart by the filter", async () => {
  const { client, notGraded, unjudged, worst, best } = await begin();
  const ids = async (filter: object) => (await client.call("claims.ids", { filter })).toSorted();
  expect(await ids({ reliability: ["none"] })).toEqual([notGraded]);
  expect(await ids({ reliability: ["F"] })).toEqual([unjudged]);
  expect(await ids({ reliability: ["E"] })).toEqual([worst]);
  expect(await ids({ credibility: ["none"] })).toEqual([notGraded]);
  expect(await ids({ credibility: ["6"] })).toEqual([unjudged]);
  expect(await ids({ credibility: ["5"] })).toEqual([worst]);
  expect(await ids({ graded: "not-graded" })).toEqual([notGraded]);
  expect(await ids({ graded: "graded" })).toEqual([unjudged, worst, best].toSorted());
});

test("not graded, F and 6, E and 5 are told apart by the order, whichever way it runs", async () => {
  const { client, notGraded, unjudged, worst, best } = await begin();
  for (const column of ["reliability", "credibility"] as const)
    for (const descending of [false, true])
      expect(await client.call("claims.ids", { sort: [{ column, descending }] })).toEqual([
        ...(descending ? [worst, best] : [best, worst]),
        unjudged,
        notGraded,
      ]);
});

test("not graded, F and 6, E and 5 are told apart in the grid", async () => {
  const { client } = await begin();
  const { cells } = await client.call("claims.grid", {});
  expect(cells.map(({ reliability, credibility, count }) => [reliability, credibility, count])).toEqual(
    expect.arrayContaining([
      [null, null, 1],
      ["F", "6", 1],
      ["E", "5", 1],
    ]),
  );
  // On the diagonal lies E5; F6 stands apart from the field, and what is not graded is on neither.
  const { total } = await client.call("claims.diagonal", {});
  expect(total).toMatchObject({ judged: 2, onDiagonal: 1, apart: 1 });
});

async function exported(format: "csv" | "jsonl") {
  const { client, grant, path, ...ids } = await begin();
  await client.run("exchange.export", { format, to: await grant(`out.${format}`) });
  return { ...ids, written: readFileSync(path(`out.${format}`), "utf8") };
}

test("not graded, F and 6, E and 5 are told apart in CSV", async () => {
  const { written, notGraded, unjudged, worst } = await exported("csv");
  const { data } = Papa.parse<Record<string, string>>(written.slice(1), { header: true, skipEmptyLines: true });
  const grades = new Map(data.map((row) => [row["id"], [row["reliability"], row["credibility"]]]));
  expect([notGraded, unjudged, worst].map((id) => grades.get(id))).toEqual([
    ["", ""],
    ["F", "6"],
    ["E", "5"],
  ]);
});

test("not graded, F and 6, E and 5 are told apart in JSONL", async () => {
  const { written, notGraded, unjudged, worst } = await exported("jsonl");
  const lines = written.trimEnd().split("\n");
  const read = lines.map((line) => JSON.parse(line) as Record<"id" | "reliability" | "credibility", string | null>);
  const grades = new Map(read.map(({ id, reliability, credibility }) => [id, [reliability, credibility]]));
  expect([notGraded, unjudged, worst].map((id) => grades.get(id))).toEqual([
    [null, null],
    ["F", "6"],
    ["E", "5"],
  ]);
});
