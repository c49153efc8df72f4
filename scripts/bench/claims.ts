import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import { ClaimColumn, type ClaimFilter, ClaimGrouping } from "../../app/claims/model.ts";
import { makeClient } from "../../app/contract/client.ts";
import { createBackend } from "../../main/backend.ts";
import { type ClaimList, makeClaimList } from "../../main/store/claim-list.ts";
import { claimsByKeys } from "../../main/store/claims.ts";
import { close, createFile, openForWriting } from "../../main/store/db.ts";
import { run, type WriteDb } from "../../main/store/sql.ts";
import { makeClaimsCase } from "./claims-case.ts";
import { makeRandom } from "./corpus.ts";
import { median, quantile, report, say, timeOf } from "./report.ts";

const random = makeRandom(11);
const int = (below: number): number => Math.floor(random() * below);

/** One filter at random, common values and rare ones alike. */
function someFilter(): ClaimFilter {
  const filters: (() => ClaimFilter)[] = [
    () => ({ sources: [`s${1 + int(200)}`] }),
    () => ({ origins: [`s${1 + int(200)}`] }),
    () => ({ outlets: [`outlet ${1 + int(60)}`] }),
    () => ({ reliability: [["A", "B", "F", "none"][int(4)] as string] }),
    () => ({ credibility: [["1", "2", "6", "none"][int(4)] as string] }),
    () => ({ graded: int(2) === 0 ? "graded" : "not-graded" }),
    () => ({ tags: [`t${1 + int(30)}`] }),
    () => ({ after: "2021-03" }),
    () => ({ before: "2023" }),
    () => ({ withoutReason: true }),
    () => ({ analysts: [`analyst ${int(5)}`] }),
    () => ({ questions: [`q${1 + int(400)}`] }),
    () => ({ relations: ["contradicts"] }),
    () => ({ look: { reasons: ["contradiction", "regraded"], staleDays: null } }),
    () => ({ look: { reasons: ["stale"], staleDays: 30 } }),
  ];
  return (filters[int(filters.length)] as () => ClaimFilter)();
}

const twoFilters = (): ClaimFilter => ({ ...someFilter(), ...someFilter() });

/** Pages of claims in any order with two filters, the grid, deep pages, and one claim changed. */
export async function measureClaims(folder: string, claims: number): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const made = makeClaimsCase(folder, claims);
  say(`${claims} claims, 50,000 sources, 300 tags`);

  const db = openForWriting(made);
  const list = makeClaimList(db);
  const slices: number[] = [];
  while (!list.ready()) slices.push(timeOf(() => list.load()));
  say(
    `claims loaded in ${slices.length} slices: ${slices.reduce((sum, ms) => sum + ms, 0).toFixed(0)} ms, longest ${Math.max(...slices).toFixed(0)} ms`,
  );
  for (const column of ClaimColumn.options) {
    const ms = timeOf(() => list.page({}, [{ column, descending: false }], 0, 100));
    say(`first sort by ${column}: ${ms.toFixed(0)} ms`);
    list.page({}, [{ column, descending: true }], 0, 100);
  }

  const page: number[] = [];
  const rows: number[] = [];
  const grid: number[] = [];
  for (let round = 0; round < 300; round += 1) {
    const column = ClaimColumn.options[round % ClaimColumn.options.length] as ClaimColumn;
    // A screen keeps its order and changes its filters: the order was asked for before.
    list.page({}, [{ column, descending: true }], 0, 1);
    const filter = twoFilters();
    let keys: number[] = [];
    const listed = timeOf(() => (keys = list.page(filter, [{ column, descending: true }], 0, 100).keys));
    const fetched = timeOf(() => claimsByKeys(db, keys));
    page.push(listed + fetched);
    if (keys.length === 100) rows.push(fetched);
    grid.push(timeOf(() => list.grid(twoFilters())));
  }
  report({
    name: `page of 100 claims of ${claims}, any order, two filters, with the total (p95)`,
    unit: "ms",
    ours: quantile(page, 0.95),
    floor: null,
    floorName: "",
    goal: 20,
    also: { median: median(page), "of it 100 rows by key": median(rows) },
  });
  report({
    name: "grid with two filters (p95)",
    unit: "ms",
    ours: quantile(grid, 0.95),
    floor: null,
    floorName: "",
    goal: 20,
    also: { median: median(grid) },
  });
  measureGroups(list, db);
  const sort = [{ column: "date" as const, descending: false }];
  const pageAt = (offset: number): number =>
    median(Array.from({ length: 9 }, () => timeOf(() => list.page({}, sort, offset, 100))));
  list.page({}, sort, 0, 100);
  report({
    name: "a page at the end",
    unit: "ms",
    ours: pageAt(claims - 200),
    floor: pageAt(0),
    floorName: "the first page",
    goal: 2,
  });
  const moved = Array.from({ length: 20 }, () => {
    const key = 1 + int(claims);
    run(db, "UPDATE claims SET reliability = 'A', updated_at = ? WHERE key = ?", [new Date().toISOString(), key]);
    list.touch(key);
    return timeOf(() => list.grid({}));
  });
  report({
    name: "one claim moved in every order, then a grid",
    unit: "ms",
    ours: median(moved),
    floor: null,
    floorName: "",
    goal: 20,
  });
  close(db);
  await measureChange(made, join(folder, "change"));
}

/** The groups of every grouping, a page in them, the reasons for another look and the diagonal, each with two filters. */
function measureGroups(list: ClaimList, db: WriteDb): void {
  const sort = [{ column: "date" as const, descending: true }];
  list.page({}, sort, 0, 1);
  for (const by of ClaimGrouping.options)
    say(`first groups by ${by}: ${timeOf(() => list.groups({}, by)).toFixed(0)} ms`);
  const tasks: Record<string, (round: number) => void> = {
    "groups with their counts, two filters": (round) => list.groups(twoFilters(), grouping(round)),
    "page of 100 keys in groups, two filters": (round) => {
      list.groupedPage(twoFilters(), sort, grouping(round), 0, 100);
    },
    "page of 100 keys in groups of all claims": (round) => {
      list.groupedPage({}, sort, grouping(round), int(500_000), 100);
    },
    "reasons for another look, two filters": () => list.looks(twoFilters(), 30),
    "diagonal, two filters": () => list.diagonal(twoFilters()),
    "facets of grades, looks and diagonal of all claims": () => {
      list.grid({});
      list.looks({}, 30);
      list.diagonal({});
    },
  };
  for (const [name, task] of Object.entries(tasks)) {
    const times = Array.from({ length: 90 }, (_, round) => timeOf(() => task(round)));
    report({
      name: `${name} (p95)`,
      unit: "ms",
      ours: quantile(times, 0.95),
      floor: null,
      floorName: "",
      goal: name.startsWith("facets") ? 60 : 20,
      also: { median: median(times) },
    });
  }
  const relettered = Array.from({ length: 20 }, () => {
    const id = `s${1 + int(1000)}`;
    run(db, "UPDATE sources SET reliability = 'A', reliability_clock = ? WHERE id = ?", [
      `${Date.now().toString(16).padStart(12, "0")}-0000`,
      id,
    ]);
    list.follow([{ kind: "source", id, before: {}, after: {} }]);
    return timeOf(() => list.looks({}, null));
  });
  report({
    name: "a source given another letter, then the reasons for another look",
    unit: "ms",
    ours: median(relettered),
    floor: null,
    floorName: "",
    goal: 20,
  });
}

const grouping = (round: number): ClaimGrouping =>
  ClaimGrouping.options[round % ClaimGrouping.options.length] as ClaimGrouping;

/** One claim changed through its procedure, ledger entry included, against one row in a transaction of its own. */
async function measureChange(made: string, folder: string): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "change.isnad");
  copyFileSync(made, file);
  const port = createBackend({
    home: folder,
    resources: join(import.meta.dirname, "../../resources"),
    version: "bench",
    checkOutput: false,
  });
  const client = makeClient({
    call: (request) => port.dispatch(request, { host: "test", analyst: { name: "Bench", initials: "B" } }),
    subscribe: port.subscribe,
  });
  await client.call("cases.open", { file: await port.grantFile(file) });
  const bareFile = join(folder, "bare.db");
  close(createFile(bareFile));
  const bare = openForWriting(bareFile);
  run(bare, "CREATE TABLE t (key INTEGER PRIMARY KEY, value INTEGER)");
  run(bare, "INSERT INTO t (key, value) VALUES (1, 0)");
  const ours: number[] = [];
  const floor: number[] = [];
  for (let round = 0; round < 60; round += 1) {
    const start = performance.now();
    await client.call("claims.edit", { id: `c${1 + round}`, statement: `changed ${round}` });
    ours.push(performance.now() - start);
    floor.push(timeOf(() => run(bare, "UPDATE t SET value = ? WHERE key = 1", [round])));
  }
  await port.close();
  close(bare);
  rmSync(folder, { recursive: true });
  report({
    name: "changing one claim, ledger entry included",
    unit: "ms",
    ours: median(ours),
    floor: median(floor),
    floorName: "bare one-row transaction",
    goal: 3,
    also: { p95: quantile(ours, 0.95) },
  });
}
