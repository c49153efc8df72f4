import { describe, expect, test } from "vitest";

import type { Client } from "../../app/contract/client.ts";
import { refusalOf, testCase } from "../backend.fake.ts";
import { refused } from "../questions/accounts.fake.ts";

const files = {
  "a.txt": "Report\n\nThe ministry said three died on Tuesday. A nurse said five died.\n",
  "b.txt": "Other report\n\nThe agency, too, says three died.\n",
  "c.txt": "Third report\n\nThree died, says the ministry.\n",
};

async function begin() {
  const backend = await testCase(files);
  const { client, articles } = backend;
  const [first = "", second = "", third = ""] = articles;
  await client.call("articles.edit", { ids: articles, publishedAt: "2025-10-15" });
  const add = (articleId: string, extra: object = {}, as: Client = client) =>
    as.call("claims.add", {
      articleId,
      spans: [{ start: 15, end: 30 }],
      hops: [{ source: "Ministry of Health" }],
      ...extra,
    });
  return { ...backend, first, second, third, add };
}

describe("further chains", () => {
  test("are kept as entered, in their order, beside the first, whose last hop stays the origin", async () => {
    const { add, first, client } = await begin();
    const claim = await add(first, {
      furtherChains: [
        [{ source: "Gazette" }, { descriptor: "a nurse", basis: "witnessed", cue: { start: 57, end: 61 } }],
        [{ source: "Agency", mode: "own-reporting" }],
      ],
    });
    expect(claim.hops).toMatchObject([{ source: "Ministry of Health" }]);
    expect(claim.furtherChains).toMatchObject([
      [{ source: "Gazette" }, { source: null, descriptor: "a nurse", basis: "witnessed", cue: { quote: "said" } }],
      [{ source: "Agency", mode: "own-reporting" }],
    ]);
    const agency = claim.furtherChains[1]?.[0]?.sourceId ?? "";
    const total = async (filter: object) => (await client.call("claims.list", { filter })).total;
    // The filter source matches any hop of any chain, origin only the last of the first.
    expect(await total({ sources: [agency] })).toBe(1);
    expect(await total({ origins: [agency] })).toBe(0);
    expect((await client.call("claims.edit", { id: claim.id, furtherChains: [] })).furtherChains).toEqual([]);
  });

  test("bring origins of their own: with two of them credibility 1 needs no reason", async () => {
    const { add, first } = await begin();
    expect(await refusalOf(add(first, { credibility: { value: "1" } }))).toBe("reason-required");
    expect(
      await add(first, { credibility: { value: "1" }, furtherChains: [[{ descriptor: "a nurse" }]] }),
    ).toMatchObject({ credibility: "1", withoutReason: { credibility: true } });
  });
});

test("slots are read from their text, relative dates from the article's publication", async () => {
  const { add, first } = await begin();
  const claim = await add(first, {
    slots: [
      { kind: "count", text: "at least three dead" },
      { kind: "date", text: "yesterday" },
      { kind: "place", text: "the port" },
    ],
  });
  expect(claim.slots).toMatchObject([
    { kind: "count", text: "at least three dead", number: 3, bound: "at-least" },
    { kind: "date", text: "yesterday", date: "2025-10-14" },
    { kind: "place", text: "the port", number: null, date: null },
  ]);
  expect(await refusalOf(add(first, { slots: [{ kind: "actor", text: "x", sourceId: "nobody" }] }))).toBe("not-found");
});

test("a question must be there; a claim that is removed leaves it, and takes its relations with it", async () => {
  const { add, first, second, client } = await begin();
  expect(await refusalOf(add(first, { questions: ["nothing"] }))).toBe("not-found");
  const question = await client.call("questions.add", { text: "How many?" });
  const claim = await add(first, { questions: [question.id] });
  expect(claim.questions).toEqual([{ id: question.id, text: "How many?" }]);
  const other = await add(second);
  await client.call("relations.add", { kind: "contradicts", pairs: [{ fromId: other.id, toId: claim.id }] });
  expect(await client.call("claims.get", { id: other.id })).toMatchObject({ relations: { contradicts: 1 } });
  await client.call("claims.remove", { ids: [claim.id] });
  expect(await client.call("claims.get", { id: other.id })).toMatchObject({ relations: {} });
  expect(await client.call("questions.get", { id: question.id })).toMatchObject({ claims: 0 });
  await client.call("ledger.undo", {});
  expect(await client.call("claims.get", { id: other.id })).toMatchObject({ relations: { contradicts: 1 } });
  expect(await client.call("questions.get", { id: question.id })).toMatchObject({ claims: 1 });
});

describe("credibility 1", () => {
  test("names the origin that repeats and how many articles carry it", async () => {
    const { add, first, second, third, client } = await begin();
    const claim = await add(first);
    const twins = [await add(second), await add(third)];
    await client.call("relations.add", {
      kind: "corroborates",
      pairs: twins.map(({ id }) => ({ fromId: id, toId: claim.id })),
    });
    const grade = () => client.call("claims.edit", { id: claim.id, credibility: { value: "1" } });
    expect(await refused(grade)).toMatchObject({
      code: "reason-required",
      message: expect.stringContaining("3 articles carry this, and all go back to Ministry of Health"),
      details: { origin: "Ministry of Health", articles: 3 },
    });
    const other = await add(second, { hops: [{ descriptor: "a nurse" }] });
    await client.call("relations.add", { kind: "corroborates", pairs: [{ fromId: other.id, toId: claim.id }] });
    expect(await grade()).toMatchObject({ credibility: "1" });
    const { assessments } = await client.call("claims.get", { id: claim.id });
    expect(assessments[0]).toMatchObject({ insisted: null, reason: null });
  });
});

describe("a grade", () => {
  test("that is confirmed with a code is another look, one without any is none", async () => {
    const { add, first, second, client } = await begin();
    const { id } = await add(first, { credibility: { value: "3", blind: true } });
    const other = await add(second);
    await client.call("relations.add", { kind: "contradicts", pairs: [{ fromId: other.id, toId: id }] });
    const looks = async () => (await client.call("claims.looks", {})).reasons;
    expect((await client.call("claims.get", { id })).look).toEqual(["contradiction"]);
    expect(await looks()).toMatchObject({ contradiction: 1 });
    await client.call("claims.edit", { id, credibility: { value: "3" } });
    expect((await client.call("claims.get", { id })).assessments).toHaveLength(1);
    const evidence = [{ kind: "claim" as const, id: other.id }];
    await client.call("claims.edit", { id, credibility: { value: "3", reasonCode: "reviewed", evidence } });
    const { assessments, look, withoutReason } = await client.call("claims.get", { id });
    expect(assessments).toMatchObject([
      { value: "3", reasonCode: "reviewed", evidence, blind: false },
      { value: "3", reasonCode: null, blind: true },
    ]);
    expect([look, withoutReason.credibility]).toEqual([[], false]);
    expect(await looks()).toMatchObject({ contradiction: 0 });
  });

  test("rests on what is there", async () => {
    const { add, first } = await begin();
    const evidence = [{ kind: "article", id: "nowhere" }];
    expect(await refusalOf(add(first, { reliability: { value: "B", evidence } }))).toBe("not-found");
  });

  test("of the source that came later has claims with another letter looked at again", async () => {
    const { add, first, second, client } = await begin();
    const claim = await add(first, { reliability: { value: "B" } });
    await add(second, { reliability: { value: "C" } });
    await client.call("sources.assess", { id: claim.hops[0]?.sourceId ?? "", value: "C" });
    const { rows } = await client.call("claims.list", { filter: { look: { reasons: ["regraded"] } } });
    expect(rows.map(({ id, look, gradedAt }) => [id, look, typeof gradedAt.reliability])).toEqual([
      [claim.id, ["regraded"], "string"],
    ]);
    await client.call("claims.edit", { id: claim.id, reliability: { value: "B", reason: "as it stood then" } });
    expect((await client.call("claims.looks", {})).total).toBe(0);
  });
});

describe("many at once", () => {
  test("change in every field with one reason, which is the act's", async () => {
    const { add, first, second, client } = await begin();
    const question = await client.call("questions.add", { text: "How many?" });
    const ids = [
      (await add(first, { hops: [{ source: "Gazette" }, { source: "Ministry" }] })).id,
      (await add(second)).id,
    ];
    const done = await client.call("claims.bulk", {
      ids,
      addTags: ["Toll"],
      addQuestions: [question.id],
      eventDate: "2025-10-14",
      memo: "both",
      mode: "paraphrase",
      basis: "told",
      origin: { descriptor: "an official" },
      reason: "one text",
    });
    expect(done).toEqual({ changed: 2 });
    const [one, other] = await Promise.all(ids.map((id) => client.call("claims.get", { id })));
    const last = { source: null, descriptor: "an official", mode: "paraphrase", basis: "told" };
    expect(one).toMatchObject({ hops: [{ source: "Gazette", mode: null }, last], memo: "both" });
    expect(other).toMatchObject({
      hops: [last],
      eventDate: "2025-10-14",
      tags: [{ path: "Toll" }],
      questions: [{ text: "How many?" }],
    });
    expect((await client.call("ledger.history", {})).acts[0]).toMatchObject({ verb: "claim-bulk", note: "one text" });
    await client.call("claims.bulk", { ids, origin: { source: "Agency" }, removeQuestions: [question.id] });
    expect((await client.call("claims.get", { id: ids[1] ?? "" })).hops).toMatchObject([
      { source: "Agency", descriptor: null, mode: "paraphrase" },
    ]);
    expect(await client.call("claims.bulk", { ids, eventDate: "2025-10-14" })).toEqual({ changed: 0 });
  });
});

test("a merged source is shown as the one that it is read as, and kept as it was attributed", async () => {
  const { add, first, client } = await begin();
  const claim = await add(first, { hops: [{ source: "Gazette" }, { source: "MoH" }] });
  const merged = claim.hops[1]?.sourceId ?? "";
  const into = await client.call("sources.add", { names: [{ text: "Ministry of Health", language: "en" }] });
  await client.call("sources.merge", { id: merged, into: into.id });
  const shown = await client.call("claims.get", { id: claim.id });
  expect(shown.hops[1]).toMatchObject({ source: "Ministry of Health", sourceId: into.id });
  const origins = async (id: string) => (await client.call("claims.list", { filter: { origins: [id] } })).total;
  expect([await origins(into.id), await origins(merged)]).toEqual([1, 1]);
  expect(await client.call("claims.groups", { by: "origin" })).toEqual([
    { value: into.id, label: "Ministry of Health", count: 1 },
  ]);
  // Edited as it is shown, with the order changed and a hop added.
  const [outlet, ministry] = shown.hops.map(({ sourceId }) => ({ sourceId }));
  await client.call("claims.edit", { id: claim.id, hops: [outlet ?? {}, { source: "Agency" }, ministry ?? {}] });
  await client.call("sources.split", { id: merged });
  expect((await client.call("claims.get", { id: claim.id })).hops.map(({ source }) => source)).toEqual([
    "Gazette",
    "Agency",
    "MoH",
  ]);
  expect([await origins(into.id), await origins(merged)]).toEqual([0, 1]);
});

test("a listing in groups gives the same claims as its groups count, as rows and as ids", async () => {
  const { add, first, second, client } = await begin();
  await add(first, { tags: ["Toll/Dead", "Place"] });
  await add(second, { tags: ["Place"] });
  await add(second);
  const groups = await client.call("claims.groups", { by: "tag" });
  expect(groups.map(({ label, count }) => [label, count])).toEqual([
    ["Place", 2],
    ["Toll/Dead", 1],
    [null, 1],
  ]);
  const { total, rows } = await client.call("claims.list", { groupBy: "tag" });
  expect([total, rows.length]).toEqual([4, 4]);
  expect(await client.call("claims.ids", { groupBy: "tag" })).toEqual(rows.map(({ id }) => id));
});
