import { describe, expect, test } from "vitest";

import { begin, refused, toll } from "./accounts.fake.ts";

describe("four copies of one wire text and one independent report", () => {
  async function gathered() {
    const world = await begin();
    const { client, add, copies, own } = world;
    const copied = [];
    for (const id of copies) copied.push(await add(client, id, toll("twelve people killed")));
    const independent = await add(client, own, toll("nine dead"));
    const question = await client.call("questions.add", {
      text: "How many died in the depot fire?",
      claimIds: [...copied, independent].map(({ id }) => id),
    });
    await client.call("articles.makeFamily", { ids: copies, originId: copies[0] ?? "", reason: "One text." });
    return { ...world, copied, independent, question };
  }

  test("are five articles and two origins", async () => {
    const { client, question, copied, independent } = await gathered();
    expect(await client.call("questions.get", { id: question.id })).toMatchObject({
      claims: 5,
      articles: 5,
      origins: 2,
      contradictions: 0,
    });
    const comparison = await client.call("questions.compare", { id: question.id });
    expect(comparison).toMatchObject({ articles: 5, origins: 2 });
    expect(comparison.columns).toMatchObject([
      { kind: "family", label: "Littoral Wire", articles: 4, claimIds: copied.map(({ id }) => id) },
      { kind: "source", label: "Quayside Ledger", articles: 1, claimIds: [independent.id] },
    ]);
    expect(comparison.rows).toMatchObject([
      {
        kind: "count",
        differs: true,
        cells: [
          { lit: true, values: [{ number: 12, group: 0 }] },
          { lit: true, values: [{ number: 9, group: 1 }] },
        ],
      },
    ]);
  });

  test("are five origins while nobody has said that they are copies", async () => {
    const { client, question, copies } = await gathered();
    await client.call("articles.leaveFamily", { ids: copies });
    expect(await client.call("questions.get", { id: question.id })).toMatchObject({ articles: 5, origins: 5 });
    await client.call("ledger.undo", {});
    expect(await client.call("questions.get", { id: question.id })).toMatchObject({ origins: 2 });
  });

  test("credibility 1 is refused without a reason when only copies agree, and accepted with the independent one", async () => {
    const { client, copied, independent } = await gathered();
    const [first, ...others] = copied.map(({ id }) => id);
    const claimId = first ?? "";
    await client.call("relations.add", {
      kind: "corroborates",
      pairs: others.map((fromId) => ({ fromId, toId: claimId })),
    });
    expect(await client.call("relations.origins", { claimId })).toMatchObject({
      origins: [{ kind: "family", label: "Littoral Wire" }],
      repeated: "Littoral Wire",
      articles: 4,
    });
    const refusal = await refused(() => client.call("claims.edit", { id: claimId, credibility: { value: "1" } }));
    expect(refusal).toMatchObject({ code: "reason-required" });
    expect(refusal.message).toContain("Littoral Wire");

    await client.call("relations.add", { kind: "corroborates", pairs: [{ fromId: claimId, toId: independent.id }] });
    expect(await client.call("relations.origins", { claimId })).toMatchObject({
      origins: [{ label: "Littoral Wire" }, { label: "Quayside Ledger" }],
      repeated: null,
      articles: 5,
    });
    const graded = await client.call("claims.edit", { id: claimId, credibility: { value: "1" } });
    expect(graded.credibility).toBe("1");
    const { assessments } = await client.call("claims.get", { id: claimId });
    expect(assessments[0]).toMatchObject({ value: "1", insisted: null });
  });

  test("what repeats another claim has its origin, also where the chains name two sources", async () => {
    const { client, copied, independent, question } = await gathered();
    await client.call("relations.add", {
      kind: "repeats",
      pairs: [{ fromId: independent.id, toId: copied[0]?.id ?? "" }],
    });
    const { columns } = await client.call("questions.compare", { id: question.id });
    expect(columns).toMatchObject([{ label: "Littoral Wire", articles: 5 }]);
  });
});

describe("a question", () => {
  test("is asked, edited, settled and opened again", async () => {
    const { client } = await begin();
    const { id } = await client.call("questions.add", { text: "How many?" });
    await client.call("questions.edit", { id, text: "How many died?", state: "settled", answer: "Twelve.", note: "n" });
    expect(await client.call("questions.get", { id })).toMatchObject({
      text: "How many died?",
      state: "settled",
      answer: "Twelve.",
      note: "n",
      claims: 0,
      createdBy: "Rana",
    });
    await client.call("questions.edit", { id, state: "open", answer: null });
    expect(await client.call("questions.get", { id })).toMatchObject({ state: "open", answer: null, note: "n" });
  });

  test("gathers claims and releases them, and leaves them when it goes", async () => {
    const { client, add, first, own } = await begin();
    const [one, other] = [await add(client, first), await add(client, own)];
    const { id } = await client.call("questions.add", { text: "How many?", claimIds: [one.id] });
    expect(await client.call("questions.gather", { id, claimIds: [one.id, other.id] })).toMatchObject({ claims: 2 });
    expect((await client.call("claims.get", { id: one.id })).questions).toEqual([{ id, text: "How many?" }]);
    expect(await client.call("questions.release", { id, claimIds: [one.id] })).toMatchObject({ claims: 1 });
    await client.call("questions.remove", { id });
    expect((await client.call("claims.get", { id: other.id })).questions).toEqual([]);
    await client.call("ledger.undo", {});
    expect((await client.call("claims.get", { id: other.id })).questions).toEqual([{ id, text: "How many?" }]);
  });

  test("that somebody else gathered claims for cannot be undone away", async () => {
    const { client, as, add, first } = await begin();
    const { id } = await client.call("questions.add", { text: "How many?" });
    const claim = await add(as("Sami"), first);
    await as("Sami").call("questions.gather", { id, claimIds: [claim.id] });
    expect(await refused(() => client.call("ledger.undo", {}))).toMatchObject({ code: "undo-conflict" });
    expect((await client.call("claims.get", { id: claim.id })).questions).toHaveLength(1);
  });

  test("is listed by part of its text, by state, and in every order", async () => {
    const { client, add, first, own } = await begin();
    const claims = [await add(client, first), await add(client, own)];
    await client.call("questions.add", { text: "How many died?", claimIds: claims.map(({ id }) => id) });
    await client.call("relations.add", {
      kind: "contradicts",
      pairs: [{ fromId: claims[0]?.id ?? "", toId: claims[1]?.id ?? "" }],
    });
    const { id } = await client.call("questions.add", { text: "متى اندلع الحريق؟", claimIds: [claims[0]?.id ?? ""] });
    await client.call("questions.edit", { id, state: "settled" });
    await client.call("questions.add", { text: "Who was there?" });
    const texts = async (input: object = {}) =>
      (await client.call("questions.list", input)).rows.map(({ text }) => text);
    expect(await texts({ text: "MANY" })).toEqual(["How many died?"]);
    expect(await texts({ text: "إندلع" })).toEqual(["متى اندلع الحريق؟"]);
    expect(await texts({ states: ["settled"] })).toEqual(["متى اندلع الحريق؟"]);
    expect(await texts()).toEqual(["Who was there?", "متى اندلع الحريق؟", "How many died?"]);
    for (const column of ["claims", "origins"] as const)
      expect(await texts({ sort: { column, descending: true } })).toEqual([
        "How many died?",
        "متى اندلع الحريق؟",
        "Who was there?",
      ]);
    expect((await texts({ sort: { column: "contradictions", descending: true } }))[0]).toBe("How many died?");
    expect((await texts({ sort: { column: "text" } }))[2]).toBe("متى اندلع الحريق؟");
    expect(await client.call("questions.list", { limit: 1, offset: 1 })).toMatchObject({ total: 3, rows: [{}] });
  });

  test("that is not there is named", async () => {
    const { client, add, first } = await begin();
    const claim = await add(client, first);
    const { id } = await client.call("questions.add", { text: "How many?" });
    const calls = [
      () => client.call("questions.compare", { id: "nowhere" }),
      () => client.call("questions.gather", { id: "nowhere", claimIds: [claim.id] }),
      () => client.call("questions.gather", { id, claimIds: ["nowhere"] }),
      () => client.call("questions.remove", { id: "nowhere" }),
    ];
    for (const call of calls) {
      const refusal = await refused(call);
      expect(refusal.code).toBe("not-found");
      expect(refusal.message).toContain("nowhere");
    }
  });
});
