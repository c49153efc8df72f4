import { describe, expect, test } from "vitest";

import { begin, refused } from "./accounts.fake.ts";

describe("families", () => {
  test("become one where their articles do, keep the origin first, and end with one member", async () => {
    const { client, first, second, third, fourth } = await begin();
    await client.call("articles.makeFamily", { ids: [first, second], originId: second });
    await client.call("articles.makeFamily", { ids: [third, fourth], originId: third });
    const family = await client.call("articles.makeFamily", {
      ids: [first, third],
      originId: third,
      reason: "Same words.",
    });
    expect(family).toMatchObject({ originId: third, reason: "Same words." });
    expect(family.members.map(({ id }) => id)).toEqual([third, first, second, fourth]);
    expect((await client.call("articles.get", { id: third })).family).toEqual({
      id: family.id,
      members: 4,
      isOrigin: true,
    });
    expect((await client.call("ledger.history", { limit: 1 })).acts[0]).toMatchObject({
      verb: "family-make",
      note: "Same words.",
    });

    await client.call("articles.makeFamily", { ids: [fourth], originId: fourth });
    expect((await client.call("articles.family", { id: first }))?.originId).toBe(fourth);
    expect(await client.call("articles.leaveFamily", { ids: [fourth] })).toEqual({ changed: 1 });
    expect((await client.call("articles.family", { id: first }))?.originId).toBe(first);
    await client.call("articles.leaveFamily", { ids: [first, second] });
    expect(await client.call("articles.family", { id: third })).toBeNull();
  });

  test("need two articles and an origin among them", async () => {
    const { client, first, second, own } = await begin();
    for (const [ids, originId] of [
      [[first], first],
      [[first, second], own],
    ] as const)
      expect(await refused(() => client.call("articles.makeFamily", { ids: [...ids], originId }))).toMatchObject({
        code: "bad-request",
      });
    expect(
      await refused(() => client.call("articles.makeFamily", { ids: [first, "nowhere"], originId: first })),
    ).toMatchObject({ code: "not-found" });
  });

  test("are a filter of the library, that follows them", async () => {
    const { client, first, second, own, articles } = await begin();
    const ids = async (family: "in-family" | "alone") =>
      (await client.call("articles.ids", { filter: { family } })).toSorted();
    expect(await ids("in-family")).toEqual([]);
    await client.call("articles.makeFamily", { ids: [first, second], originId: first });
    expect(await ids("in-family")).toEqual([first, second].toSorted());
    expect(await ids("alone")).toEqual(articles.filter((id) => id !== first && id !== second).toSorted());
    await client.call("articles.leaveFamily", { ids: [first] });
    expect(await ids("alone")).toContain(own);
    expect(await ids("in-family")).toEqual([]);
  });
});
