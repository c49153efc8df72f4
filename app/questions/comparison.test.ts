import { describe, expect, test } from "vitest";

import type { Claim, Slot, SlotInput } from "../claims/model.ts";
import { readCount } from "../text/numbers.ts";
import { compareAccounts } from "./comparison.ts";
import type { Question } from "./model.ts";
import { resolveOrigins } from "./origins.ts";

const question: Question = {
  id: "q",
  text: "How many?",
  note: null,
  state: "open",
  answer: null,
  createdAt: "",
  createdBy: "",
};

/** A claim of one origin (or several), with its slots; counts are read out of their text. */
function account(id: string, sources: string | readonly string[], slots: SlotInput[], articleId = `a-${id}`): Claim {
  const [first = [], ...further] = [sources]
    .flat()
    .map((source) => [{ source, sourceId: source, mode: null, basis: null, cue: null, descriptor: null }]);
  return {
    id,
    articleId,
    articleTitle: "",
    outlet: null,
    spans: [{ articleId, version: "1", start: 0, end: 1, quote: "x" }],
    statement: null,
    hops: first,
    furtherChains: further,
    slots: slots.map(({ kind, text, date = null, sourceId = null }): Slot => {
      const read = kind === "count" ? readCount(text) : null;
      const bound = read && (read.bound ?? "exact");
      return { kind, text, number: read?.number ?? null, bound, unit: read?.unit ?? null, date, sourceId };
    }),
    questions: [],
    relations: {},
    reliability: null,
    credibility: null,
    withoutReason: { reliability: false, credibility: false },
    originReliability: null,
    gradedAt: { reliability: null, credibility: null },
    gradedBy: { reliability: null, credibility: null },
    look: [],
    tags: [],
    eventDate: null,
    memo: null,
    createdAt: "",
    createdBy: "",
    updatedAt: "",
  };
}

function compare(claims: readonly Claim[], above: Readonly<Record<string, string[]>> = {}) {
  const origins = resolveOrigins(
    claims.map(({ id, hops, furtherChains, articleId }) => ({
      id,
      ends: [hops, ...furtherChains].map((chain) => ({
        sourceId: chain[0]?.sourceId ?? null,
        source: chain[0]?.source ?? null,
        descriptor: null,
        isOwnReporting: false,
      })),
      articles: [articleId],
      outletIds: [],
      family: null,
    })),
    [],
  );
  const about = (id: string) => ({
    reliability: id === "Ministry" ? "C" : null,
    above: (above[id] ?? []).map((name) => ({ id: name, name })),
  });
  return compareAccounts({ question, claims, relations: [], origins, about });
}

const count = (text: string): SlotInput => ({ kind: "count", text });

describe("columns", () => {
  test("are origins, with their claims, articles and letter; a claim with two chains stands in both", () => {
    const { columns, articles, origins } = compare([
      account("1", "Ministry", []),
      account("2", "Union", []),
      account("3", ["Union", "Ministry"], []),
    ]);
    expect({ articles, origins }).toEqual({ articles: 3, origins: 2 });
    expect(columns).toMatchObject([
      { label: "Ministry", reliability: "C", articles: 2, claimIds: ["1", "3"] },
      { label: "Union", reliability: null, articles: 2, claimIds: ["2", "3"] },
    ]);
  });

  test("warn of origins under one affiliation, and of one that is the other's affiliation", () => {
    const above = { Command: ["Ministry", "Government"], Governor: ["Government"], Ministry: ["Government"] };
    const shared = (sources: string[]) =>
      compare(
        sources.map((source) => account(source, source, [])),
        above,
      ).columns.map(({ sharedAffiliations }) => sharedAffiliations.map(({ name }) => name));
    expect(shared(["Command", "Governor", "Union"])).toEqual([["Government"], ["Government"], []]);
    expect(shared(["Command", "Ministry"])).toEqual([
      ["Ministry", "Government"],
      ["Ministry", "Government"],
    ]);
  });
});

describe("rows", () => {
  test("stand in the order of the kinds, counts one a unit", () => {
    const { rows } = compare([
      account("1", "Ministry", [count("3 killed"), count("11 wounded"), { kind: "place", text: "the depot" }]),
      account("2", "Union", [count("٥ قتلى"), { kind: "event", text: "fire" }]),
    ]);
    expect(rows.map(({ kind, unit, differs }) => [kind, unit, differs])).toEqual([
      ["event", null, false],
      ["place", null, false],
      ["count", "killed", true],
      ["count", "wounded", false],
    ]);
    expect(rows[3]?.cells[1]).toEqual({ values: [], lit: false });
  });

  test("one, واحد, إصابة واحدة, ١ and 1 are one number", () => {
    const claims = ["one", "واحد", "إصابة واحدة", "١", "1"].map((text, index) =>
      account(`${index}`, `s${index}`, [count(text)]),
    );
    const { rows } = compare(claims);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ unit: "إصابة", differs: false });
    expect(rows[0]?.cells.map(({ values, lit }) => [values[0]?.group, lit])).toEqual(claims.map(() => [0, false]));
  });

  test("a unit that says less stands with the one that says more, unless there are two", () => {
    const rows = (...texts: string[]) =>
      compare(texts.map((text, index) => account(`${index}`, `s${index}`, [count(text)]))).rows.map(({ unit }) => unit);
    expect(rows("إصابة واحدة", "إصابتان في صفوف الأمن")).toEqual(["إصابة في صفوف الأمن"]);
    expect(rows("3", "5 killed", "7 wounded")).toEqual([null, "killed", "wounded"]);
  });

  test("what most claims say is group 0, and cells are lit where values cannot both be true", () => {
    const { rows } = compare([
      account("1", "Ministry", [count("3 killed")]),
      account("2", "Union", [count("five killed")]),
      account("3", "Hospital", [count("5 dead")]),
      account("4", "Gazette", [count("at least 2 killed")]),
    ]);
    const [row] = rows;
    expect(row?.cells.map(({ values, lit }) => [values.map(({ group }) => group), lit])).toEqual([
      [[1], true],
      [[0], true],
      [[0], true],
      [[2], false],
    ]);
    expect(row?.cells[3]?.values[0]).toMatchObject({ number: 2, bound: "at-least", claimIds: ["4"] });
  });

  test("an origin that says two things is lit against itself", () => {
    const { rows } = compare([
      account("1", "Ministry", [count("3 killed")]),
      account("2", "Ministry", [count("5 killed")]),
      account("3", "Ministry", [count("three dead")]),
    ]);
    expect(rows[0]?.cells).toMatchObject([
      {
        lit: true,
        values: [
          { group: 0, claimIds: ["1", "3"] },
          { group: 1, claimIds: ["2"] },
        ],
      },
    ]);
  });

  test("dates with their precision", () => {
    const dates = (...given: string[]) =>
      compare(given.map((date, i) => account(`${i}`, `s${i}`, [{ kind: "date", text: date, date }]))).rows[0]?.differs;
    expect(dates("2025-11", "2025-11-24")).toBe(false);
    expect(dates("2025-11", "2025-11-24", "2025-11-25")).toBe(true);
  });
});

test("claims without slots have columns and no rows", () => {
  const comparison = compare([account("1", "Ministry", []), account("2", "Union", [])]);
  expect(comparison.columns).toHaveLength(2);
  expect(comparison.rows).toEqual([]);
});
