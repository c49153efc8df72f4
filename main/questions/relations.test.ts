import { describe, expect, test } from "vitest";

import type { Client } from "../../app/contract/client.ts";
import { begin, refused } from "./accounts.fake.ts";

describe("relations", () => {
  test("corroborates and contradicts hold both ways: a pair is related so once", async () => {
    const { client, add, first, own } = await begin();
    const [a, b] = [(await add(client, first)).id, (await add(client, own)).id];
    const [made] = await client.call("relations.add", {
      kind: "contradicts",
      pairs: [{ fromId: a, toId: b }],
      note: "toll",
    });
    const again = await client.call("relations.add", {
      kind: "contradicts",
      pairs: [
        { fromId: b, toId: a },
        { fromId: a, toId: b },
      ],
    });
    expect(again).toEqual([made]);
    expect(await client.call("relations.of", { claimId: b })).toMatchObject([
      { id: made?.id, kind: "contradicts", outgoing: false, note: "toll", other: { id: a } },
    ]);
    expect((await client.call("claims.get", { id: b })).relations).toEqual({ contradicts: 1 });
  });

  test("directed ones run one way", async () => {
    const { client, add, first, own } = await begin();
    const [a, b] = [(await add(client, first)).id, (await add(client, own)).id];
    const [made] = await client.call("relations.add", { kind: "updates", pairs: [{ fromId: a, toId: b }] });
    expect(
      await refused(() => client.call("relations.add", { kind: "updates", pairs: [{ fromId: b, toId: a }] })),
    ).toMatchObject({ code: "bad-request" });
    await client.call("relations.edit", { id: made?.id ?? "", swap: true, note: "later" });
    expect(await client.call("relations.of", { claimId: a })).toMatchObject([{ outgoing: false, note: "later" }]);
  });

  test("refuse a claim with itself, and name those that are missing", async () => {
    const { client, add, first } = await begin();
    const { id } = await add(client, first);
    expect(
      await refused(() => client.call("relations.add", { kind: "repeats", pairs: [{ fromId: id, toId: id }] })),
    ).toMatchObject({ code: "bad-request" });
    const missing = await refused(() =>
      client.call("relations.add", {
        kind: "repeats",
        pairs: [
          { fromId: id, toId: "x1" },
          { fromId: "x2", toId: id },
        ],
      }),
    );
    expect(missing).toMatchObject({ code: "not-found", details: { ids: ["x1", "x2"] } });
  });

  test("are not made to say what another says already", async () => {
    const { client, add, first, own } = await begin();
    const pairs = [{ fromId: (await add(client, first)).id, toId: (await add(client, own)).id }];
    await client.call("relations.add", { kind: "contradicts", pairs });
    const [other] = await client.call("relations.add", { kind: "narrows", pairs });
    expect(
      await refused(() => client.call("relations.edit", { id: other?.id ?? "", kind: "contradicts" })),
    ).toMatchObject({
      code: "name-taken",
    });
  });

  test("that were made anew meanwhile do not come back twice", async () => {
    const { client, as, add, first, own } = await begin();
    const pairs = [{ fromId: (await add(client, first)).id, toId: (await add(client, own)).id }];
    const [made] = await client.call("relations.add", { kind: "contradicts", pairs });
    await client.call("relations.remove", { ids: [made?.id ?? ""] });
    await as("Sami").call("relations.add", { kind: "contradicts", pairs });
    expect(await refused(() => client.call("ledger.undo", {}))).toMatchObject({ code: "undo-conflict" });
  });

  test("go with a claim that is removed, and come back with it", async () => {
    const { client, add, first, own } = await begin();
    const [a, b] = [(await add(client, first)).id, (await add(client, own)).id];
    await client.call("relations.add", { kind: "contradicts", pairs: [{ fromId: a, toId: b }] });
    await client.call("claims.remove", { ids: [a] });
    expect(await client.call("relations.of", { claimId: b })).toEqual([]);
    await client.call("ledger.undo", {});
    expect(await client.call("relations.of", { claimId: b })).toMatchObject([{ other: { id: a } }]);
  });
});

describe("another look", () => {
  const lookOf = async (client: Client, id: string) => (await client.call("claims.get", { id })).look;

  test("a contradiction that arrives after the digit asks for one, and a new grade ends it", async () => {
    const { client, add, first, own } = await begin();
    const a = (await add(client, first, { credibility: { value: "2" } })).id;
    const b = (await add(client, own)).id;
    const [made] = await client.call("relations.add", { kind: "contradicts", pairs: [{ fromId: b, toId: a }] });
    expect([await lookOf(client, a), await lookOf(client, b)]).toEqual([["contradiction"], []]);
    await client.call("claims.edit", { id: a, credibility: { value: "2", reasonCode: "reviewed" } });
    expect(await lookOf(client, a)).toEqual([]);
    await client.call("ledger.undo", {});
    expect(await lookOf(client, a)).toEqual(["contradiction"]);
    await client.call("relations.remove", { ids: [made?.id ?? ""] });
    expect(await lookOf(client, a)).toEqual([]);
  });

  test("what corroborates it asks for one only where it brings a new origin", async () => {
    const { client, add, first, second, own, copies } = await begin();
    await client.call("articles.makeFamily", { ids: copies, originId: first });
    const a = (await add(client, first, { credibility: { value: "3" } })).id;
    const [copy, other] = [(await add(client, second)).id, (await add(client, own)).id];
    await client.call("relations.add", { kind: "corroborates", pairs: [{ fromId: copy, toId: a }] });
    expect(await lookOf(client, a)).toEqual([]);
    await client.call("relations.add", { kind: "corroborates", pairs: [{ fromId: other, toId: a }] });
    expect(await lookOf(client, a)).toEqual(["new-origin"]);
  });

  test("a copy that is none after all is an origin of its own", async () => {
    const { client, add, first, second, copies } = await begin();
    await client.call("articles.makeFamily", { ids: copies, originId: first });
    const a = (await add(client, first, { credibility: { value: "3" } })).id;
    await client.call("relations.add", {
      kind: "corroborates",
      pairs: [{ fromId: (await add(client, second)).id, toId: a }],
    });
    await client.call("articles.leaveFamily", { ids: [second] });
    expect(await lookOf(client, a)).toEqual(["new-origin"]);
    await client.call("ledger.undo", {});
    expect(await lookOf(client, a)).toEqual([]);
  });
});

test("an outlet that is put right makes a copy another origin", async () => {
  const { client, add, first, second } = await begin();
  await client.call("articles.makeFamily", { ids: [first, second], originId: first });
  const a = (await add(client, first, { credibility: { value: "3" } })).id;
  await client.call("relations.add", {
    kind: "corroborates",
    pairs: [{ fromId: (await add(client, second)).id, toId: a }],
  });
  const look = async () => (await client.call("claims.get", { id: a })).look;
  expect(await look()).toEqual([]);
  await client.call("articles.edit", { ids: [second], outlet: "Another Gazette" });
  expect(await look()).toEqual(["new-origin"]);
  await client.call("ledger.undo", {});
  expect(await look()).toEqual([]);
});

describe("relations are proposed", () => {
  test("by values that agree or differ, and whose they are", async () => {
    const { client, add, first, second, own } = await begin();
    const place = { kind: "place" as const, text: "the depot" };
    const a = await add(client, first, { slots: [{ kind: "count", text: "12 killed" }, place] });
    const same = await add(client, own, { slots: [{ kind: "count", text: "twelve dead" }, place] });
    const other = await add(client, second, { slots: [{ kind: "count", text: "nine dead" }, place] });
    const later = await add(client, own, {
      hops: [{ source: "Littoral Wire" }],
      slots: [{ kind: "count", text: "14 killed" }, place],
    });
    const related = await add(client, own, { slots: [{ kind: "count", text: "12 dead" }] });
    const ids = [a, same, other, later, related].map(({ id }) => id);
    await client.call("questions.add", { text: "How many?", claimIds: ids });
    await client.call("relations.add", { kind: "narrows", pairs: [{ fromId: related.id, toId: a.id }] });
    const proposals = await client.call("relations.propose", { claimId: a.id });
    const by = new Map(proposals.map((proposal) => [proposal.other.id, proposal]));
    expect(by.get(same.id)).toMatchObject({ kind: "corroborates", why: ["same-question", "same-slots"] });
    expect(by.get(other.id)).toMatchObject({ kind: "contradicts" });
    expect(by.get(other.id)?.why).toContain("other-value");
    expect(by.get(later.id)).toMatchObject({ kind: "updates", outgoing: false });
    expect(by.get(later.id)?.why).toContain("same-origin");
    expect(by.has(related.id)).toBe(false);
  });

  test("by likeness alone, and the more precise narrows", async () => {
    const { client, add, first, second, own } = await begin();
    const [a, copy] = [await add(client, first), await add(client, second)];
    const far = await add(client, own);
    expect(await client.call("relations.propose", { claimId: a.id })).toMatchObject([
      { kind: "corroborates", other: { id: copy.id }, why: ["similar"], similarity: 1 },
    ]);
    const date = (text: string) => ({ slots: [{ kind: "date" as const, text }] });
    await client.call("claims.edit", { id: a.id, ...date("14 October 2025") });
    await client.call("claims.edit", { id: far.id, ...date("October 2025") });
    await client.call("questions.add", { text: "When?", claimIds: [a.id, far.id] });
    const proposals = await client.call("relations.propose", { claimId: far.id });
    expect(proposals).toMatchObject([{ kind: "narrows", outgoing: false, other: { id: a.id } }]);
  });
});
