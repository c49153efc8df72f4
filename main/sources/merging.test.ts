import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";

import type { Client } from "../../app/contract/client.ts";
import { refusalOf, testBackend, testCase } from "../backend.fake.ts";
import { createCase } from "../store/case-file.ts";
import { close, openForWriting, transaction } from "../store/db.ts";
import { addArticle, addClaim, addOriginal, addSource } from "../store/search.fake.ts";
import { recountAllUses } from "../store/source-uses.ts";

const name = (text: string, language: string | null = null) => ({ text, language });
const idOf = async (client: Client, ...names: string[]): Promise<string> =>
  (await client.call("sources.add", { names: names.map((each) => name(each)) })).id;

/** Every row of the tables that a merge has to do with. */
function dump(path: string): Record<string, unknown[]> {
  const db = new Database(path, { readonly: true });
  const tables = ["sources", "source_names", "source_posts", "source_links", "hops", "claims", "assessments"];
  const rows = tables.map((table) => [table, db.prepare(`SELECT * FROM ${table}`).all()] as const);
  db.close();
  return Object.fromEntries(rows);
}

/** Two sources of which claims say something: "Ministry" in one as origin, "MoI" in two, in one of them beside the other. */
async function withClaims() {
  const backend = await testCase({ "a.txt": "Title\n\nThree died, it said. Five, said another.\n" });
  const { client, articles } = backend;
  const [articleId = ""] = articles;
  const ministry = await idOf(client, "Ministry");
  const moi = await idOf(client, "MoI", "وزارة الداخلية");
  const claim = (sources: string[]) =>
    client.call("claims.add", {
      articleId,
      spans: [{ start: 7, end: 17 }],
      hops: sources.map((sourceId) => ({ sourceId })),
    });
  const claims = [await claim([ministry]), await claim([moi]), await claim([ministry, moi])];
  return { ...backend, articleId, ministry, moi, claims, claim };
}

describe("a merged source", () => {
  test("is read as the other: names, claims, counts, filters and hops; what it was is kept and comes back", async () => {
    const { client, ministry, moi, claims } = await withClaims();
    expect(await client.call("sources.previewMerge", { id: moi, into: ministry })).toMatchObject({
      from: { id: moi },
      into: { id: ministry },
      names: ["Ministry", "MoI", "وزارة الداخلية"],
      claims: 3,
      origins: 3,
      both: 1,
      below: 0,
    });
    const merged = await client.call("sources.merge", { id: moi, into: ministry, reason: "One office." });
    expect(merged).toMatchObject({
      id: ministry,
      aliases: ["MoI", "وزارة الداخلية"],
      names: [name("Ministry")],
      claims: 3,
      origins: 3,
      lastUsed: claims[2]?.createdAt,
      merged: [{ id: moi, name: "MoI" }],
    });
    expect((await client.call("sources.list", {})).rows.map(({ id }) => id)).not.toContain(moi);
    expect((await client.call("sources.list", { filter: { text: "داخلية" } })).rows.map(({ id }) => id)).toEqual([
      ministry,
    ]);
    for (const id of [ministry, moi])
      for (const filter of [{ sources: [id] }, { origins: [id] }])
        expect((await client.call("claims.list", { filter })).total).toBe(3);
    const [, second] = await Promise.all(claims.map(({ id }) => client.call("claims.get", { id })));
    expect(second?.hops).toMatchObject([{ source: "Ministry", sourceId: ministry }]);
    // It stands in the history of both.
    for (const id of [ministry, moi])
      expect((await client.call("ledger.history", { object: { kind: "source", id } })).acts[0]).toMatchObject({
        verb: "source-merge",
        note: "One office.",
      });

    await client.call("sources.split", { id: moi });
    expect(await client.call("sources.get", { id: moi })).toMatchObject({ id: moi, claims: 2, origins: 2 });
    expect(await client.call("sources.get", { id: ministry })).toMatchObject({ claims: 2, origins: 1, aliases: [] });
    expect((await client.call("claims.list", { filter: { origins: [moi] } })).total).toBe(2);
  });

  test("is found by its names, and a claim that names it names the other", async () => {
    const { client, ministry, moi, articleId } = await withClaims();
    await client.call("sources.merge", { id: moi, into: ministry });
    expect((await client.call("sources.resolve", { name: "MoI" })).map(({ id }) => id)).toEqual([ministry]);
    expect((await client.call("sources.suggest", { text: "داخلي" })).map(({ id }) => id)).toEqual([ministry]);
    const { hops } = await client.call("claims.add", {
      articleId,
      spans: [{ start: 7, end: 12 }],
      hops: [{ source: "وزارة الداخلية" }],
    });
    expect(hops).toMatchObject([{ source: "Ministry", sourceId: ministry }]);
    expect((await client.call("search.claims", { query: "source:Ministry" })).total).toBe(4);
  });

  test("answers with what it is read as, is graded and edited as that, and shows its letters there", async () => {
    const { client, ministry, moi } = await withClaims();
    await client.call("sources.assess", { id: moi, value: "D" });
    await client.call("sources.assess", { id: ministry, value: "B" });
    await client.call("sources.merge", { id: moi, into: ministry });
    const graded = await client.call("sources.assess", { id: moi, value: "C" });
    expect(graded).toMatchObject({ id: ministry, reliability: "C" });
    expect(graded.assessments.map(({ value, sourceId }) => [value, sourceId])).toEqual([
      ["C", ministry],
      ["B", ministry],
      ["D", moi],
    ]);
    // A letter is superseded by the next one of the same source only.
    expect(graded.assessments.map(({ supersededBy }) => supersededBy)).toEqual([null, graded.assessments[0]?.id, null]);
    expect(await client.call("sources.edit", { id: moi, country: "SY" })).toMatchObject({
      id: ministry,
      country: "SY",
    });
    expect(await refusalOf(client.call("sources.remove", { id: moi }))).toBe("in-use");
    await client.call("sources.split", { id: moi });
    expect(await client.call("sources.get", { id: moi })).toMatchObject({ reliability: "D", country: null });
  });

  test("stays merged through two more merges, and goes with what it was merged into when that is split", async () => {
    const { client } = await testCase();
    const [a, b, c] = [await idOf(client, "A"), await idOf(client, "B"), await idOf(client, "C")];
    await client.call("sources.merge", { id: a, into: b });
    await client.call("sources.merge", { id: b, into: c });
    expect(await client.call("sources.get", { id: a })).toMatchObject({ id: c, aliases: ["A", "B"] });
    await client.call("sources.split", { id: b });
    expect(await client.call("sources.get", { id: a })).toMatchObject({ id: b, aliases: ["A"] });
    expect(await client.call("sources.get", { id: c })).toMatchObject({ aliases: [], merged: [] });
  });

  test("is never merged into itself, twice, in a circle, or so that a source is affiliated to itself", async () => {
    const { client } = await testCase();
    const [a, b, c] = [await idOf(client, "A"), await idOf(client, "B"), await idOf(client, "C")];
    const merge = (id: string, into: string) => refusalOf(client.call("sources.merge", { id, into }));
    expect(await merge(a, a)).toBe("in-use");
    expect(await merge(a, "nobody")).toBe("not-found");
    await client.call("sources.merge", { id: a, into: b });
    expect(await merge(b, a)).toBe("in-use");
    expect(await merge(a, c)).toBe("in-use");
    const below = await client.call("sources.add", { names: [name("Below")], affiliationId: a });
    const lowest = await client.call("sources.add", { names: [name("Lowest")], affiliationId: below.id });
    // The affiliation is to what A is read as.
    expect(below.affiliation?.id).toBe(b);
    expect(await merge(b, lowest.id)).toBe("in-use");
    expect(await refusalOf(client.call("sources.previewMerge", { id: b, into: lowest.id }))).toBe("in-use");
    await client.call("sources.merge", { id: lowest.id, into: b });
    expect(await refusalOf(client.call("sources.edit", { id: b, affiliationId: below.id }))).toBe("in-use");
    expect(await refusalOf(client.call("sources.split", { id: c }))).toBe("in-use");
  });

  test("takes those below it along", async () => {
    const { client } = await testCase();
    const [old, now] = [await idOf(client, "Old ministry"), await idOf(client, "Ministry")];
    const spokesman = await client.call("sources.add", {
      names: [name("Spokesman")],
      affiliationId: old,
      affiliationRole: "spokesman",
    });
    expect((await client.call("sources.previewMerge", { id: old, into: now })).below).toBe(1);
    const merged = await client.call("sources.merge", { id: old, into: now });
    expect(merged.below).toEqual([{ id: spokesman.id, name: "Spokesman", kind: "organisation", role: "spokesman" }]);
    expect((await client.call("sources.get", { id: spokesman.id })).above).toEqual([{ id: now, name: "Ministry" }]);
    const { rows } = await client.call("sources.list", { filter: { affiliations: [old] } });
    expect(rows.map(({ id }) => id)).toEqual([now, spokesman.id]);
  });

  test("cannot be merged again by redo into what was merged into it since", async () => {
    const backend = await testCase();
    const { client } = backend;
    const [a, b] = [await idOf(client, "A"), await idOf(client, "B")];
    await client.call("sources.merge", { id: a, into: b });
    await client.call("ledger.undo", {});
    await backend.as("Sami").call("sources.merge", { id: b, into: a });
    expect(await refusalOf(client.call("ledger.redo", {}))).toBe("undo-conflict");
    expect(await client.call("sources.get", { id: b })).toMatchObject({ id: a });
  });
});

test("two sources that ten thousand claims name are merged, undone and redone: every row is as before and as after", async () => {
  const { client, path, grant } = testBackend();
  const file = path("case.isnad");
  createCase(file, "Rana");
  const db = openForWriting(file);
  transaction(db, () => {
    addOriginal(db);
    const article = addArticle(db, { text: "text", title: "Title" });
    const [ministry, moi, outlet] = [["Ministry"], ["MoI", "Interior"], ["Outlet"]].map((names) =>
      addSource(db, names),
    );
    for (let count = 0; count < 10_000; count += 1)
      addClaim(db, {
        article,
        quote: "text",
        sources: [(count % 5 === 0 ? ministry : outlet) ?? 0, (count % 2 === 0 ? ministry : moi) ?? 0],
        createdAt: new Date(1.7e12 + count * 1000).toISOString(),
      });
    recountAllUses(db);
  });
  close(db);
  await client.call("cases.open", { file: await grant("case.isnad") });
  const [ministry, moi] = ["s0", "s1"];
  const total = async (filter: { origins?: string[]; sources?: string[] }): Promise<number> =>
    (await client.call("claims.list", { filter })).total;
  const state = async () => ({
    rows: dump(file),
    counts: (await client.call("sources.list", {})).rows.map(({ id, claims, origins }) => [id, claims, origins]),
    ofMinistry: await total({ origins: [ministry] }),
    namesMoi: await total({ sources: [moi] }),
    byOrigin: await client.call("claims.ids", { sort: [{ column: "origin" }] }),
    record: await client.call("sources.record", { id: moi }),
  });
  const before = await state();
  expect(before).toMatchObject({ ofMinistry: 5000, namesMoi: 5000, record: { claims: 5000 } });
  expect(before.counts[0]).toEqual([ministry, 6000, 5000]);
  await client.call("sources.merge", { id: moi, into: ministry });
  const after = await state();
  expect(after).toMatchObject({ ofMinistry: 10_000, namesMoi: 10_000, record: { claims: 10_000 } });
  expect(after.counts).toEqual([
    [ministry, 10_000, 10_000],
    ["s2", 8000, 0],
  ]);
  await client.call("ledger.undo", {});
  expect(await state()).toEqual(before);
  await client.call("ledger.redo", {});
  expect(await state()).toEqual(after);
});
