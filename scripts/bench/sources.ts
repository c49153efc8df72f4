import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import { makeClient } from "../../app/contract/client.ts";
import { SourceColumn, type SourceFilter } from "../../app/sources/model.ts";
import { createBackend } from "../../main/backend.ts";
import { close, openForWriting } from "../../main/store/db.ts";
import { makeSourceList } from "../../main/store/source-list.ts";
import { rootKey } from "../../main/store/source-merges.ts";
import { findSource, sourceRows } from "../../main/store/source-rows.ts";
import { integers, run } from "../../main/store/sql.ts";
import { trackRecord } from "../../main/store/track-record.ts";
import { makeClaimsCase } from "./claims-case.ts";
import { makeRandom } from "./corpus.ts";
import { median, quantile, report, say, timeOf } from "./report.ts";

const random = makeRandom(13);
const int = (below: number): number => Math.floor(random() * below);
const one = <Value>(values: readonly Value[]): Value => values[int(values.length)] as Value;

/** One filter at random, common values and rare ones alike. */
function someFilter(): SourceFilter {
  return one<() => SourceFilter>([
    () => ({ text: one(["min", "raid", "داخلي", "7", "spokesman 4"]) }),
    () => ({ kinds: [one(["person", "office", "outlet", "unnamed"] as const)] }),
    () => ({ affiliations: [one([null, `s${1 + int(100)}`])] }),
    () => ({ reliability: [one(["A", "F", "none"])] }),
    () => ({ countries: [one(["SY", "GB", null])] }),
    () => ({ languages: [one(["ar", "ku", null])] }),
    () => ({ uses: [one(["0", "1-9", "10-99", "100+"] as const)] }),
    () => ({ usedAfter: "2024-11" }),
  ])();
}

/** A source that an analyst would open: one that claims name, the often named ones more often. */
const someSource = (): string => `s${1 + Math.floor(Math.exp(random() * Math.log(50_000)))}`;

/** Pages of sources in any order with two filters, their facets, a source's page, and a merge with its undo. */
export async function measureSources(folder: string, claims: number): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const made = makeClaimsCase(folder, claims);
  say(`50,000 sources, named by ${claims} claims`);
  const db = openForWriting(made);
  const list = makeSourceList(db);
  say(`sources loaded in ${timeOf(() => list.page({}, [], 0, 1)).toFixed(0)} ms`);
  say(`duplicates found in ${timeOf(() => list.duplicates()).toFixed(0)} ms: ${list.duplicates().length} pairs`);

  const page: number[] = [];
  const facets: number[] = [];
  const changed: number[] = [];
  const first: number[] = [];
  for (let round = 0; round < 300; round += 1) {
    const sort = [
      { column: one(SourceColumn.options), descending: int(2) === 0 },
      { column: one(SourceColumn.options), descending: int(2) === 0 },
    ].slice(0, 1 + int(2));
    const filter = { ...someFilter(), ...someFilter() };
    // A screen keeps its order and changes its filters: the order was asked for before.
    first.push(timeOf(() => list.page({}, sort, 0, 1)));
    page.push(timeOf(() => sourceRows(db, list.page(filter, sort, 0, 100).keys)));
    facets.push(timeOf(() => list.facets(filter)));
    list.touch(1 + int(50_000), "used");
    changed.push(timeOf(() => sourceRows(db, list.page(filter, sort, 0, 100).keys)));
  }
  const limit = { unit: "ms", floor: null, floorName: "", goal: 20 } as const;
  report({
    ...limit,
    name: "page of 100 sources of 50,000, any order, two filters, with the total (p95)",
    ours: quantile(page, 0.95),
    also: {
      median: median(page),
      "p95 after one of them changed": quantile(changed, 0.95),
      "an order asked for first": median(first),
    },
  });
  report({
    ...limit,
    name: "facets of sources with two filters (p95)",
    ours: quantile(facets, 0.95),
    also: { median: median(facets) },
  });

  const shown: number[] = [];
  const record: number[] = [];
  const suggested: number[] = [];
  for (let round = 0; round < 200; round += 1) {
    const id = someSource();
    shown.push(timeOf(() => findSource(db, id)));
    record.push(timeOf(() => trackRecord(db, rootKey(db, id) ?? 0)));
    suggested.push(timeOf(() => sourceRows(db, list.suggest(one(["", "m", "min", "وزا", "village 12"]), 8))));
  }
  const both = shown.map((ms, index) => ms + (record[index] ?? 0));
  report({
    ...limit,
    name: "a source's page with its track record (p95)",
    ours: quantile(both, 0.95),
    also: {
      median: median(both),
      worst: Math.max(...both),
      "of it facts and grades": median(shown),
      "record, p95": quantile(record, 0.95),
    },
  });
  report({
    ...limit,
    name: "sources suggested while typing (p95)",
    ours: quantile(suggested, 0.95),
    also: { median: median(suggested) },
  });
  close(db);
  await measureMerge(made, join(folder, "merge"));
}

/** Two sources merged through the procedure and split by undo, against writing the rows of their claims alone. */
async function measureMerge(made: string, folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "merge.isnad");
  copyFileSync(made, file);
  const resources = join(import.meta.dirname, "../../resources");
  const port = createBackend({ home: folder, resources, version: "bench", checkOutput: false });
  const client = makeClient({
    call: (request) => port.dispatch(request, { host: "test", analyst: { name: "Bench", initials: "B" } }),
    subscribe: port.subscribe,
  });
  await client.call("cases.open", { file: await port.grantFile(file) });
  const { claims: named } = await client.call("sources.get", { id: "s3" });
  const ours: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const start = performance.now();
    await client.call("sources.merge", { id: "s3", into: "s2" });
    ours.push(performance.now() - start);
    await client.call("ledger.undo", {});
  }
  await port.close();
  const bare = openForWriting(file);
  const key = rootKey(bare, "s3") ?? 0;
  const keys = JSON.stringify(integers(bare, "SELECT key FROM claims WHERE origin = ?", [key]));
  const floor = Array.from({ length: 5 }, (_, round) =>
    timeOf(() =>
      run(bare, "UPDATE claims SET origin = ? WHERE key IN (SELECT value FROM json_each(?))", [2 + (round % 2), keys]),
    ),
  );
  close(bare);
  rmSync(folder, { recursive: true });
  report({
    name: `merging a source that ${named} claims name`,
    unit: "ms",
    ours: median(ours),
    floor: median(floor),
    floorName: "writing the origin of its claims alone",
    goal: 3,
  });
}
