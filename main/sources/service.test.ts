import { describe, expect, test } from "vitest";

import type { RelationKind } from "../../app/claims/model.ts";
import type { Input } from "../../app/contract/index.ts";
import { SourceColumn } from "../../app/sources/model.ts";
import { refusalOf, testCase } from "../backend.fake.ts";

const name = (text: string, language: string | null = null) => ({ text, language });

describe("sources", () => {
  test("are found while typing by any name, in any script, folded", async () => {
    const { client } = await testCase();
    const ministry = await client.call("sources.add", {
      names: [name("وزارة الداخلية", "ar"), name("Ministry of Interior", "en")],
    });
    await client.call("sources.add", { names: [name("مديرية الأمن")] });
    for (const typed of ["الداخلية", "داخليه", "وِزارة", "ministry", "INTERIOR"]) {
      const found = await client.call("sources.suggest", { text: typed });
      expect([typed, found.map(({ id }) => id)]).toEqual([typed, [ministry.id]]);
    }
    expect(await client.call("sources.suggest", { text: "%" })).toEqual([]);
  });

  test("are resolved by the identical name or alias only", async () => {
    const { client } = await testCase();
    await client.call("sources.add", { names: [name("BBC"), name("British Broadcasting Corporation")] });
    expect(await client.call("sources.resolve", { name: "British Broadcasting Corporation" })).toHaveLength(1);
    expect(await client.call("sources.resolve", { name: "bbc" })).toEqual([]);
  });

  test("cannot be affiliated in a circle", async () => {
    const { client } = await testCase();
    const government = await client.call("sources.add", { names: [name("Government")] });
    const ministry = await client.call("sources.add", { names: [name("Ministry")], affiliationId: government.id });
    expect(ministry.affiliation).toEqual({ id: government.id, name: "Government" });
    expect(await refusalOf(client.call("sources.edit", { id: government.id, affiliationId: ministry.id }))).toBe(
      "in-use",
    );
    expect(await refusalOf(client.call("sources.edit", { id: government.id, affiliationId: government.id }))).toBe(
      "in-use",
    );
  });

  test("in use cannot be removed; out of use they can, with their letters, and come back", async () => {
    const { client } = await testCase();
    const government = await client.call("sources.add", { names: [name("Government")] });
    const ministry = await client.call("sources.add", { names: [name("Ministry")], affiliationId: government.id });
    expect(await refusalOf(client.call("sources.remove", { id: government.id }))).toBe("in-use");
    await client.call("sources.assess", { id: ministry.id, value: "C", reason: "often late" });
    await client.call("sources.remove", { id: ministry.id });
    await client.call("ledger.undo", {});
    expect(await client.call("sources.get", { id: ministry.id })).toMatchObject({
      reliability: "C",
      assessments: [{ value: "C", scope: "general", reason: "often late" }],
    });
  });

  test("keep every letter they were given; a topical one is not the general one", async () => {
    const { client } = await testCase();
    const { id } = await client.call("sources.add", { names: [name("Ministry")] });
    await client.call("sources.assess", { id, value: "B" });
    await client.call("sources.assess", { id, value: "F", topic: "casualties" });
    const now = await client.call("sources.assess", { id, value: "D", reason: "denied what was filmed" });
    expect(now.reliability).toBe("D");
    expect(now.assessments.map(({ value, scope }) => [value, scope])).toEqual([
      ["D", "general"],
      ["F", "topic"],
      ["B", "general"],
    ]);
  });

  test("sort by letter with F and not graded apart, whichever way the letters run", async () => {
    const { client } = await testCase();
    for (const value of ["F", "A", null, "E", "C"]) {
      const { id } = await client.call("sources.add", { names: [name(`source ${value ?? "none"}`)] });
      if (value !== null) await client.call("sources.assess", { id, value });
    }
    const letters = async (descending: boolean) =>
      (await client.call("sources.list", { sort: [{ column: "reliability", descending }] })).rows.map(
        (row) => row.reliability,
      );
    expect(await letters(false)).toEqual(["A", "C", "E", "F", null]);
    expect(await letters(true)).toEqual(["E", "C", "A", "F", null]);
  });

  test("stand in a listing where the listing shows them, in any order and under any filter", async () => {
    const { client } = await testCase();
    for (const each of ["Beta", "alpha", "غاما", "Delta"]) await client.call("sources.add", { names: [name(each)] });
    for (const column of [undefined, ...SourceColumn.options]) {
      const listing = column === undefined ? {} : { sort: [{ column, descending: true }] };
      const { rows } = await client.call("sources.list", listing);
      const places = await Promise.all(rows.map(({ id }) => client.call("sources.place", { ...listing, id })));
      expect(places).toEqual([0, 1, 2, 3].map((index) => ({ index })));
    }
    const [delta] = (await client.call("sources.list", { filter: { text: "delt" } })).rows;
    expect(await client.call("sources.place", { filter: { text: "delt" }, id: delta?.id ?? "" })).toEqual({ index: 0 });
    expect(await client.call("sources.place", { filter: { text: "alph" }, id: delta?.id ?? "" })).toEqual({
      index: null,
    });
  });
});

/** A government with a ministry and its spokesman below it, an outlet, and an account that nothing is known of. */
async function registry() {
  const backend = await testCase({ "a.txt": "Title\n\nThree died, it said. Five, said another.\n" });
  const { client, articles } = backend;
  const [articleId = ""] = articles;
  const add = async (text: string, facts: Omit<Input<"sources.add">, "names"> = {}): Promise<string> =>
    (await client.call("sources.add", { names: [name(text)], ...facts })).id;
  const government = await add("Government", { country: "SY", language: "ar" });
  const ministry = await add("Ministry", { kind: "office", country: "SY", language: "ar", affiliationId: government });
  const spokesman = await add("Spokesman", { kind: "person", language: "ar", affiliationId: ministry });
  const outlet = await add("Outlet", { kind: "outlet", country: "GB", language: "en" });
  const account = await add("Account", { kind: "account" });
  const claim = (sources: string[], grades: Pick<Input<"claims.add">, "reliability" | "credibility"> = {}) =>
    client.call("claims.add", {
      articleId,
      spans: [{ start: 7, end: 17 }],
      hops: sources.map((sourceId) => ({ sourceId })),
      ...grades,
    });
  return { ...backend, government, ministry, spokesman, outlet, account, claim };
}

describe("the list of sources", () => {
  test("is filtered by every fact, and by several at once", async () => {
    const { client, government, ministry, spokesman, outlet, account, claim } = await registry();
    await client.call("sources.assess", { id: outlet, value: "F" });
    for (let count = 0; count < 10; count += 1) await claim([outlet, ministry]);
    const today = new Date().toISOString().slice(0, 10);
    const listed = async (filter: Input<"sources.list">["filter"]) =>
      (await client.call("sources.ids", { filter })).toSorted();
    const wanted: [Input<"sources.list">["filter"], string[]][] = [
      [{ kinds: ["office", "person"] }, [ministry, spokesman]],
      [{ affiliations: [government] }, [government, ministry, spokesman]],
      [{ affiliations: [ministry] }, [ministry, spokesman]],
      [{ affiliations: [null] }, [government, outlet, account]],
      [{ reliability: ["F"] }, [outlet]],
      [{ reliability: ["none"], kinds: ["account", "outlet"] }, [account]],
      [{ countries: ["SY", null] }, [government, ministry, spokesman, account]],
      [{ languages: [null] }, [account]],
      [{ uses: ["10-99"] }, [ministry, outlet]],
      [{ uses: ["0"], countries: ["SY"] }, [government]],
      [{ usedAfter: "2020" }, [ministry, outlet]],
      [{ usedAfter: today }, []],
      [{ usedBefore: today }, []],
      [{ usedBefore: "2999-01" }, [ministry, outlet]],
      [{ text: "OUT" }, [outlet]],
    ];
    for (const [filter, ids] of wanted) expect([filter, await listed(filter)]).toEqual([filter, ids.toSorted()]);
  });

  test("counts what each fact would leave, its own condition left out", async () => {
    const { client, government, outlet, claim } = await registry();
    await client.call("sources.assess", { id: outlet, value: "F" });
    await claim([outlet]);
    expect(await client.call("sources.facets", { filter: { languages: ["ar"], kinds: ["office"] } })).toEqual({
      total: 1,
      kinds: [
        { value: "office", count: 1 },
        { value: "organisation", count: 1 },
        { value: "person", count: 1 },
      ],
      affiliations: [{ value: government, name: "Government", count: 1 }],
      reliability: [{ value: null, count: 1 }],
      countries: [{ value: "SY", count: 1 }],
      languages: [{ value: "ar", count: 1 }],
      uses: [{ value: "0", count: 1 }],
    });
    const all = await client.call("sources.facets", {});
    expect(all).toMatchObject({
      total: 5,
      uses: [
        { value: "0", count: 4 },
        { value: "1-9", count: 1 },
      ],
    });
    expect(all.affiliations).toEqual([
      { value: null, name: null, count: 3 },
      { value: government, name: "Government", count: 3 },
    ]);
    // Every number is what the filter would leave.
    for (const { value, count } of all.affiliations)
      expect((await client.call("sources.list", { filter: { affiliations: [value] } })).total).toBe(count);
    for (const { value, count } of all.reliability)
      expect((await client.call("sources.list", { filter: { reliability: [value ?? "none"] } })).total).toBe(count);
  });

  test("sorts by several columns, what is not known last either way, and follows what changes", async () => {
    const { client, government, ministry, spokesman, outlet, account, claim } = await registry();
    const ids = (...sort: { column: SourceColumn; descending?: boolean }[]) => client.call("sources.ids", { sort });
    expect(await ids({ column: "country" }, { column: "name", descending: true })).toEqual([
      outlet,
      ministry,
      government,
      spokesman,
      account,
    ]);
    expect(await ids({ column: "country", descending: true })).toEqual([
      government,
      ministry,
      outlet,
      account,
      spokesman,
    ]);
    expect((await ids({ column: "lastUsed" })).at(0)).toBe(account);
    await claim([outlet, spokesman]);
    const second = await claim([spokesman]);
    expect(await ids({ column: "claims", descending: true })).toEqual([
      spokesman,
      outlet,
      account,
      government,
      ministry,
    ]);
    expect((await ids({ column: "lastUsed", descending: true })).slice(0, 2)).toEqual([spokesman, outlet]);
    const shown = async () =>
      (await client.call("sources.list", { filter: { kinds: ["person"] } })).rows.map(
        ({ claims, origins, lastUsed }) => ({
          claims,
          origins,
          lastUsed,
        }),
      );
    expect(await shown()).toEqual([{ claims: 2, origins: 2, lastUsed: second.createdAt }]);
    await client.call("claims.remove", { ids: [second.id] });
    expect(await shown()).toMatchObject([{ claims: 1, origins: 1 }]);
    expect((await shown())[0]?.lastUsed).not.toBe(second.createdAt);
    await client.call("sources.edit", { id: spokesman, names: [name("A spokesman")] });
    expect((await ids())[1]).toBe(account);
    expect((await ids())[0]).toBe(spokesman);
  });
});

describe("grades of a source", () => {
  test("say why in a word, what they rest on, and what took their place", async () => {
    const { client, ministry, claim, articles } = await registry();
    const { id } = await claim([ministry]);
    const evidence = [
      { kind: "claim" as const, id },
      { kind: "article" as const, id: articles[0] ?? "" },
    ];
    await client.call("sources.assess", { id: ministry, value: "B", reasonCode: "track-record", evidence });
    await client.call("sources.assess", { id: ministry, value: "C", topic: "tolls" });
    await client.call("sources.assess", { id: ministry, value: "D", reason: "Denied what was filmed." });
    const { assessments } = await client.call("sources.assess", { id: ministry, value: "B", topic: "tolls" });
    expect(assessments.map(({ value, supersededBy }) => [value, supersededBy])).toEqual([
      ["B", null],
      ["D", null],
      ["C", assessments[0]?.id],
      ["B", assessments[1]?.id],
    ]);
    expect(assessments[3]).toMatchObject({ reasonCode: "track-record", reason: null, evidence, blind: false });
    const missing = { id: ministry, value: "B", evidence: [{ kind: "claim" as const, id: "nobody" }] };
    expect(await refusalOf(client.call("sources.assess", missing))).toBe("not-found");
  });

  test("are told apart from how its claims fared, which is counted and never made a grade", async () => {
    const { client, ministry, outlet, claim } = await registry();
    const first = await claim([outlet, ministry], { reliability: { value: "B" }, credibility: { value: "2" } });
    const second = await claim([ministry], { credibility: { value: "6" } });
    const third = await claim([ministry]);
    const other = await claim([outlet]);
    const relate = (kind: RelationKind, fromId: string, toId: string) =>
      client.call("relations.add", { kind, pairs: [{ fromId, toId }] });
    await relate("contradicts", other.id, first.id);
    await relate("contradicts", first.id, second.id);
    await relate("updates", third.id, second.id);
    await client.call("sources.assess", { id: ministry, value: "C" });
    const record = await client.call("sources.record", { id: ministry });
    expect(record).toMatchObject({ claims: 3, contradicted: 2, corroborated: 0, updated: 1, drifted: 1 });
    expect(new Set(record.credibility)).toEqual(
      new Set([
        { value: null, count: 1 },
        { value: "2", count: 1 },
        { value: "6", count: 1 },
      ]),
    );
    expect(new Set(record.reliability)).toEqual(
      new Set([
        { value: null, count: 2 },
        { value: "B", count: 1 },
      ]),
    );
    // A letter given after the source's own does not drift; one that is taken back leaves nothing to drift from.
    await client.call("claims.edit", { id: second.id, reliability: { value: "A" } });
    expect((await client.call("sources.record", { id: ministry })).drifted).toBe(1);
    await client.call("sources.assess", { id: ministry, value: null });
    expect((await client.call("sources.record", { id: ministry })).drifted).toBe(0);
  });
});

test("what is known of a source is kept: posts, past and present, links, country, language", async () => {
  const { client, government, ministry, outlet } = await registry();
  const facts = {
    affiliationId: ministry,
    affiliationRole: "spokesman",
    affiliationSince: "2024",
    formerPosts: [{ affiliationId: outlet, role: "editor", since: "2017", until: "2024-03" }],
    country: "SY",
    language: "ar",
    links: [{ label: null, url: "https://example.org/@who" }],
    notes: "Usually early.",
  };
  const made = await client.call("sources.add", { names: [name("Who")], kind: "person", ...facts });
  expect(made).toMatchObject({
    affiliation: { id: ministry, name: "Ministry" },
    affiliationRole: "spokesman",
    affiliationSince: "2024",
    formerPosts: [{ affiliation: { id: outlet, name: "Outlet" }, role: "editor", since: "2017", until: "2024-03" }],
    country: "SY",
    language: "ar",
    links: facts.links,
    above: [
      { id: ministry, name: "Ministry" },
      { id: government, name: "Government" },
    ],
  });
  // A former post is a reference as any other.
  expect(await refusalOf(client.call("sources.remove", { id: outlet }))).toBe("in-use");
  const moved = await client.call("sources.edit", {
    id: made.id,
    affiliationId: government,
    formerPosts: [{ affiliationId: ministry, role: "spokesman", since: "2024", until: "2026" }],
  });
  expect(moved).toMatchObject({ formerPosts: [{ affiliation: { id: ministry } }], links: facts.links, country: "SY" });
  await client.call("sources.remove", { id: outlet });
  const wrong = { id: made.id, formerPosts: [{ affiliationId: outlet }] };
  expect(await refusalOf(client.call("sources.edit", wrong))).toBe("not-found");
});

describe("sources that may be one", () => {
  test("are proposed by the same name, folded or not, and by the same words; never what was said to be two", async () => {
    const { client } = await testCase();
    const add = async (...names: string[]): Promise<string> =>
      (await client.call("sources.add", { names: names.map((each) => name(each)) })).id;
    const ministry = await add("وزارة الداخلية", "Ministry of Interior");
    const sameName = await add("MoI", "وزارة الداخلية");
    const folded = await add("ministry of interior");
    const words = await add("Interior, the Ministry of");
    await add("Ministry of Health");
    const pair = (why: string, one: string, other: string) => [why, ...[one, other].toSorted()];
    const proposed = async (id?: string) => {
      const { total, pairs } = await client.call("sources.duplicates", id === undefined ? {} : { id });
      return { total, pairs: pairs.map(({ sources, why }) => pair(why, sources[0].id, sources[1].id)) };
    };
    const all = await proposed();
    expect(all.total).toBe(4);
    expect(new Set(all.pairs)).toEqual(
      new Set([
        pair("same-name", ministry, sameName),
        pair("same-folded", ministry, folded),
        pair("same-words", ministry, words),
        pair("same-words", folded, words),
      ]),
    );
    expect(all.pairs[0]?.[0]).toBe("same-name");
    expect((await client.call("sources.duplicates", { offset: 1, limit: 1 })).pairs).toHaveLength(1);
    expect((await proposed(sameName)).pairs).toEqual([pair("same-name", ministry, sameName)]);

    await client.call("sources.distinguish", { ids: [words, ministry] });
    expect((await proposed(words)).pairs).toEqual([pair("same-words", folded, words)]);
    // Said once is said: the other way round there is nothing to record.
    const { total } = await client.call("ledger.history", {});
    await client.call("sources.distinguish", { ids: [ministry, words] });
    expect((await client.call("ledger.history", {})).total).toBe(total);

    await client.call("sources.merge", { id: sameName, into: ministry });
    expect((await proposed()).pairs).not.toContainEqual(pair("same-name", ministry, sameName));
    // What is merged stands for what it is read as: also for what it was told apart from.
    await client.call("sources.merge", { id: folded, into: ministry });
    expect((await proposed()).total).toBe(0);
  });

  test("that are many of one name are each proposed with the one used most, not all with all", async () => {
    const { client } = await testCase();
    for (let count = 0; count < 30; count += 1) await client.call("sources.add", { names: [name("A source")] });
    expect((await client.call("sources.duplicates", {})).total).toBe(29);
  });
});
