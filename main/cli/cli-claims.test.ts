import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import { runIn } from "./isnad.fake.ts";
import type { ClaimDocument } from "./rows.ts";

/* Claims entered, changed, graded, listed and removed from a shell, each verb a process of its own. */

const text = "A fire at the port\n\nThe ministry said two people died. A nurse said three.\n";
let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "cli-claims-"));
  writeFileSync(join(dir, "a.txt"), text);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

async function isnad(...args: string[]): Promise<{ code: number | null; out: string }> {
  const { code, out, err } = await runIn(dir, args);
  return { code, out: out === "" ? err : out };
}

async function json<Value>(...args: string[]): Promise<Value> {
  const { code, out } = await isnad("--json", "--case", "c.isnad", ...args);
  if (code !== 0) throw new Error(`${args.join(" ")}: exit ${code}\n${out}`);
  return JSON.parse(out) as Value;
}

test("a claim with two chains and slots is entered, changed, graded, found by what it is, and removed", async () => {
  const { articles } = await json<{ articles: { id: string }[] }>("import", "a.txt");
  const article = articles[0]?.id ?? "";
  const add = (...args: string[]) => json<ClaimDocument>("claim", "add", "--article", article, ...args);

  const whole = await add(
    "--span=20:53",
    `--hops=${JSON.stringify([{ source: "Ministry", mode: "paraphrase", cue: { start: 33, end: 37 } }])}`,
    `--hops=${JSON.stringify([{ source: "Agency" }, { descriptor: "an official", basis: "told" }])}`,
    "--slot=count=two people",
    "--slot=place=port",
    "--event-date=2025-10-14",
    "--memo=early",
    "--reliability=B",
    "--reason-code=position",
    "--analyst=Rana",
  );
  expect(whole).toMatchObject({
    attribution: [{ source: "Ministry", mode: "paraphrase", cue: { start: 33, end: 37 } }],
    furtherChains: [[{ source: "Agency" }, { source: null, descriptor: "an official", basis: "told" }]],
    slots: [
      { kind: "count", text: "two people", number: 2, bound: "exact", date: null, sourceId: null },
      { kind: "place", text: "port", number: null, unit: null },
    ],
    withoutReason: { reliability: false, credibility: false },
    gradedBy: { reliability: "Rana", credibility: null },
    eventDate: "2025-10-14",
    memo: "early",
  });
  const twin = await add("--span", "55:75", "--source", "Nurse", "--credibility", "6");

  expect(await json("claim", "edit", whole.id, "--memo", "", "--slot", "count=2", "--tag", "Toll")).toMatchObject({
    memo: null,
    slots: [{ text: "2", number: 2 }],
    tags: ["Toll"],
    furtherChains: whole.furtherChains,
  });
  const refused = await isnad("claim", "grade", whole.id, "--credibility", "1", "--case", "c.isnad", "--json");
  expect([refused.code, JSON.parse(refused.out)]).toEqual([0, expect.objectContaining({ credibility: "1" })]);
  const single = await isnad("claim", "grade", twin.id, "--credibility", "1", "--case", "c.isnad", "--json");
  expect([single.code, JSON.parse(single.out)]).toEqual([
    1,
    expect.objectContaining({ code: "reason-required", details: { origin: "Nurse", articles: 1 } }),
  ]);
  const both = ["claim", "grade", whole.id, twin.id, "--reliability", "F", "--json", "--case", "c.isnad"];
  expect((await isnad(...both)).code).toBe(1);
  expect(JSON.parse((await isnad(...both, "--reason", "hearsay", "--analyst", "Sami")).out)).toEqual({ changed: 2 });

  const ids = async (...filter: string[]) => (await json<{ id: string }[]>("claims", ...filter)).map(({ id }) => id);
  expect(await ids("--analyst", "Sami", "--credibility", "6")).toEqual([twin.id]);
  expect(await ids("--analyst", "Nobody")).toEqual([]);
  expect(await ids("--relation", "contradicts")).toEqual([]);
  expect(await ids("--look", "contradiction", "--stale-days", "10")).toEqual([]);
  expect(await ids("--question", "How many?")).toEqual([]);

  const grouped = await json<{ id: string; group: { label: string | null } }[]>("claims", "--group-by", "source");
  expect(grouped.map(({ id, group }) => [group.label, id])).toEqual([
    ["Agency", whole.id],
    ["Ministry", whole.id],
    ["Nurse", twin.id],
  ]);
  expect(await json("claim", "remove", whole.id, twin.id)).toEqual({ removed: 2 });
  expect(await ids()).toEqual([]);
  await json("undo");
  expect(await ids()).toHaveLength(2);
}, 300_000);
