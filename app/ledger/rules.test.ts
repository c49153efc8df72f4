import { describe, expect, test } from "vitest";

import type { Change } from "./model.ts";
import { entryText, FIRST_HASH, mergeChanges, summarise } from "./rules.ts";

const change = (kind: Change["kind"], id: string, before: Change["before"], after: Change["after"]): Change => ({
  kind,
  id,
  before,
  after,
});

describe("changes of one act", () => {
  test("of one object are one change, from before the first to after the last", () => {
    const merged = mergeChanges([
      change("claim", "1", null, { memo: "a" }),
      change("tag", "2", null, { name: "t" }),
      change("claim", "1", { memo: "a" }, { memo: "b" }),
    ]);
    expect(merged).toEqual([change("claim", "1", null, { memo: "b" }), change("tag", "2", null, { name: "t" })]);
  });

  test("that change nothing are none", () => {
    expect(mergeChanges([change("claim", "1", { a: 1, b: 2 }, { b: 2, a: 1 })])).toEqual([]);
    expect(mergeChanges([change("claim", "1", null, { a: 1 }), change("claim", "1", { a: 1 }, null)])).toEqual([]);
  });
});

test("an entry is hashed over its head, whole, and its changes as stored", () => {
  const head = {
    seq: 1,
    id: "i",
    clock: "c",
    analyst: "رنا",
    initials: "ر",
    device: "d",
    act: "a",
    verb: "claim-add",
    about: null,
    note: null,
    previousHash: FIRST_HASH,
  } as const;
  const text = entryText(head, "[]");
  expect(text).toBe(`[1,"i","c","رنا","ر","d","a","claim-add",null,"${FIRST_HASH}"]\n[]`);
  expect(entryText({ ...head, note: "why" }, "[]")).not.toBe(text);
  for (const key of ["id", "clock", "analyst", "initials", "device", "act"] as const)
    expect(entryText({ ...head, [key]: "x" }, "[]")).not.toBe(text);
});

const label = (_kind: string, value: unknown): string => (value as { name: string }).name;

describe("the summary of an act", () => {
  test("names what it is about before what was touched on the way, and says short fields", () => {
    const summary = summarise(
      [
        change("source", "s", null, { name: "BBC" }),
        change("claim", "c", { name: "x", memo: null, tags: ["a"] }, { name: "x", memo: "new", tags: [] }),
      ],
      label,
    );
    expect(summary.objects.map(({ kind }) => kind)).toEqual(["claim", "source"]);
    expect(summary.counts).toEqual({ source: 1, claim: 1 });
    expect(summary.fields).toEqual([{ field: "memo", before: null, after: "new" }]);
  });

  test("names what was taken away first", () => {
    const summary = summarise(
      [
        change("claim", "c", { name: "x", tags: ["t"] }, { name: "x", tags: ["u"] }),
        change("tag", "t", { name: "Dead" }, null),
      ],
      label,
    );
    expect(summary.objects.map(({ label: name }) => name)).toEqual(["Dead", "x"]);
  });

  test("grows with the batches of one act, and stays short", () => {
    const many = Array.from({ length: 50 }, (_, i) => change("article", String(i), null, { name: `a${i}` }));
    const summary = summarise(many, label, summarise(many, label));
    expect(summary.counts).toEqual({ article: 100 });
    expect(summary.objects).toHaveLength(3);
    expect(summary.fields).toEqual([]);
  });
});

test("a claim that was graded on both axes counts once, and grades given to many are said once", () => {
  const graded = ["1", "2", "3", "4"].flatMap((claimId) => [
    change("assessment", `r${claimId}`, null, { name: "B", axis: "reliability", value: "B", claimId }),
    change("assessment", `c${claimId}`, null, { name: "2", axis: "credibility", value: "2", claimId }),
  ]);
  const summary = summarise(graded, label);
  expect(summary.counts).toEqual({ assessment: 8, claim: 4 });
  expect(summary.fields).toEqual([
    { field: "reliability", before: null, after: "B" },
    { field: "credibility", before: null, after: "2" },
  ]);
  const general = summarise(
    [change("assessment", "x", null, { name: "A", axis: "reliability", value: "A", claimId: null })],
    label,
  );
  expect(general.counts).toEqual({ assessment: 1 });
});
