import { describe, expect, test } from "vitest";

import { refusalOf, testCase } from "../backend.fake.ts";

const text = "The ministry said three died.\n\nA nurse said five died. 🚑 مصدر طبي قال خمسة.\n";
const files = { "a.txt": `Report\n\n${text}` };

async function begin() {
  const backend = await testCase(files);
  const [articleId = ""] = backend.articles;
  const article = await backend.client.call("articles.get", { id: articleId });
  const span = (quote: string) => ({
    start: article.text.indexOf(quote),
    end: article.text.indexOf(quote) + quote.length,
  });
  const add = (extra: object = {}) =>
    backend.client.call("claims.add", {
      articleId,
      spans: [span("three died")],
      hops: [{ source: "Ministry of Health" }],
      ...extra,
    });
  return { ...backend, articleId, span, add };
}

describe("a claim", () => {
  test("keeps its chain as entered: nothing is added, reordered or renamed", async () => {
    const { add, span } = await begin();
    const claim = await add({
      spans: [span("five died")],
      hops: [
        { source: "Gazette", kind: "outlet", mode: "own-reporting" },
        { source: "Health Desk", mode: "paraphrase", cue: span("said") },
        { descriptor: "a nurse", basis: "witnessed", mode: "direct-quote" },
      ],
    });
    expect(claim.hops).toMatchObject([
      { source: "Gazette", mode: "own-reporting", basis: null, descriptor: null, cue: null },
      { source: "Health Desk", mode: "paraphrase", cue: { quote: "said" } },
      { source: null, sourceId: null, mode: "direct-quote", basis: "witnessed", descriptor: "a nurse" },
    ]);
  });

  test("takes the quote from the text, over astral characters and Arabic", async () => {
    const { add, span } = await begin();
    const claim = await add({ spans: [span("died. 🚑 مصدر طبي")] });
    expect(claim.spans[0]?.quote).toBe("died. 🚑 مصدر طبي");
  });

  test("is not graded until it is graded", async () => {
    const { add } = await begin();
    expect(await add()).toMatchObject({ reliability: null, credibility: null });
  });

  test("finds its source by an identical name or alias, else makes one", async () => {
    const { add, client } = await begin();
    const known = await client.call("sources.add", {
      names: [
        { text: "وزارة الصحة", language: "ar" },
        { text: "Ministry of Health", language: "en" },
      ],
    });
    expect((await add()).hops[0]).toMatchObject({ sourceId: known.id, source: "وزارة الصحة" });
    expect((await add({ hops: [{ source: "ministry of health" }] })).hops[0]?.sourceId).not.toBe(known.id);
  });

  test("with a name that two sources bear lists both", async () => {
    const { add, client } = await begin();
    for (const kind of ["office", "organisation"] as const)
      await client.call("sources.add", { names: [{ text: "Ministry of Health", language: null }], kind });
    expect(await refusalOf(add())).toBe("ambiguous-name");
  });

  test.each([
    ["empty-span", { start: 5, end: 5 }],
    ["span-outside", { start: 5, end: 500 }],
    ["span-outside", { start: 9, end: 5 }],
  ])("is refused with %s for %j, and nothing is left of it", async (code, span) => {
    const { add, client } = await begin();
    expect(await refusalOf(add({ spans: [span], hops: [{ source: "Nobody yet" }] }))).toBe(code);
    expect((await client.call("sources.list", {})).total).toBe(0);
    expect((await client.call("claims.list", {})).total).toBe(0);
  });

  test("may not cut a character in two", async () => {
    const { add, span } = await begin();
    const { start } = span("🚑");
    expect(await refusalOf(add({ spans: [{ start: start + 1, end: start + 6 }] }))).toBe("span-outside");
  });
});

describe("grades", () => {
  test("are judged independently: A5 and E1 are legal and stay as entered", async () => {
    const { add } = await begin();
    expect(await add({ reliability: { value: "A" }, credibility: { value: "5" } })).toMatchObject({
      reliability: "A",
      credibility: "5",
    });
    expect(await add({ reliability: { value: "E" }, credibility: { value: "1", reason: "I insist" } })).toMatchObject({
      reliability: "E",
      credibility: "1",
    });
  });

  test("not graded, F and 6 are three different things", async () => {
    const { add, client } = await begin();
    await add();
    await add({ reliability: { value: "F" }, credibility: { value: "6" } });
    await add({ reliability: { value: "E" }, credibility: { value: "5" } });
    const { cells } = await client.call("claims.grid", {});
    expect(cells.filter(({ count }) => count > 0)).toEqual(
      expect.arrayContaining([
        { reliability: null, credibility: null, count: 1 },
        { reliability: "F", credibility: "6", count: 1 },
        { reliability: "E", credibility: "5", count: 1 },
      ]),
    );
  });

  test("credibility 1 with one origin needs a reason, and the insistence is recorded", async () => {
    const { add, client } = await begin();
    expect(await refusalOf(add({ credibility: { value: "1" } }))).toBe("reason-required");
    const { id } = await add({ credibility: { value: "1", reason: "seen on film" } });
    const { assessments } = await client.call("claims.get", { id });
    expect(assessments).toMatchObject([
      { axis: "credibility", value: "1", reason: "seen on film", insisted: "one-origin" },
    ]);
  });

  test("have a history; a later one supersedes, and one without a reason is marked", async () => {
    const { add, client } = await begin();
    const { id } = await add({ reliability: { value: "B" } });
    const again = await client.call("claims.edit", { id, reliability: { value: "D", reason: "withdrew it" } });
    expect(again).toMatchObject({ reliability: "D", withoutReason: { reliability: false } });
    const { assessments } = await client.call("claims.get", { id });
    expect(assessments.map(({ value, reason }) => [value, reason])).toEqual([
      ["D", "withdrew it"],
      ["B", null],
    ]);
  });

  test("a letter on a claim changes neither the source's general letter nor another claim's", async () => {
    const { add, client } = await begin();
    const first = await add({ reliability: { value: "B" } });
    const sourceId = first.hops[0]?.sourceId ?? "";
    await client.call("sources.assess", { id: sourceId, value: "D" });
    const second = await add();
    expect(second).toMatchObject({ reliability: null, originReliability: "D" });
    expect(await client.call("claims.get", { id: first.id })).toMatchObject({
      reliability: "B",
      originReliability: "D",
    });
  });

  test("in bulk need one reason for all", async () => {
    const { add, client } = await begin();
    const ids = [(await add()).id, (await add()).id];
    expect(await refusalOf(client.call("claims.bulk", { ids, reliability: "C" }))).toBe("reason-required");
    await client.call("claims.bulk", { ids, reliability: "C", reason: "same outlet", addTags: ["Toll/Dead"] });
    const { rows } = await client.call("claims.list", {});
    expect(rows.map(({ reliability, tags }) => [reliability, tags[0]?.path])).toEqual([
      ["C", "Toll/Dead"],
      ["C", "Toll/Dead"],
    ]);
    expect((await client.call("ledger.history", {})).acts[0]).toMatchObject({ verb: "claim-bulk" });
  });

  test("a value that the scale does not have is refused", async () => {
    const { add } = await begin();
    expect(await refusalOf(add({ reliability: { value: "G" } }))).toBe("bad-request");
  });
});

describe("drafts", () => {
  test("are kept beside the ledger, and end with the claim that they become", async () => {
    const { client, articleId, add } = await begin();
    const draft = await client.call("claims.saveDraft", { articleId, claimId: null, content: { statement: "thr" } });
    await client.call("claims.saveDraft", { ...draft, content: { statement: "three" } });
    expect((await client.call("claims.drafts", { articleId })).map(({ content }) => content)).toEqual([
      { statement: "three" },
    ]);
    expect((await client.call("ledger.history", {})).total).toBe(1);
    await add({ draftId: draft.id });
    expect(await client.call("claims.drafts", {})).toEqual([]);
    expect((await client.call("ledger.history", {})).total).toBe(2);
  });
});

test("who grades is written on what they graded", async () => {
  const { add, as } = await begin();
  const { id } = await add();
  await as("Sami").call("claims.edit", { id, credibility: { value: "3" } });
  const { assessments, createdBy } = await as("Sami").call("claims.get", { id });
  expect([createdBy, assessments[0]?.analyst]).toEqual(["Rana", { name: "Sami", initials: "Sa" }]);
});
