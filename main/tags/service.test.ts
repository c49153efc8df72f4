import { describe, expect, test } from "vitest";

import { refusalOf, testCase } from "../backend.fake.ts";

describe("tags", () => {
  test("are a hierarchy; missing levels are made, known ones are used", async () => {
    const { client } = await testCase();
    await client.call("tags.add", { path: "Casualties / Dead" });
    await client.call("tags.add", { path: "Casualties/Injured" });
    const tags = await client.call("tags.list", {});
    expect(tags.map(({ path }) => path)).toEqual(["Casualties", "Casualties/Dead", "Casualties/Injured"]);
    expect(new Set(tags.map(({ colour }) => colour)).size).toBe(1);
  });

  test("can be renamed and moved, not below themselves, not onto another's name", async () => {
    const { client } = await testCase();
    const dead = await client.call("tags.add", { path: "Casualties/Dead" });
    const cause = await client.call("tags.add", { path: "Cause" });
    const [casualties] = await client.call("tags.list", {});
    const id = casualties?.id ?? "";
    expect(await refusalOf(client.call("tags.edit", { id, parentId: dead.id }))).toBe("in-use");
    expect(await refusalOf(client.call("tags.edit", { id, name: "Cause" }))).toBe("name-taken");
    expect((await client.call("tags.edit", { id, parentId: cause.id, name: "Harm" })).path).toBe("Cause/Harm");
    expect((await client.call("tags.list", {})).map(({ path }) => path)).toContain("Cause/Harm/Dead");
  });

  test("removed with their children, are off everything, and undo puts them back on", async () => {
    const { client, articles } = await testCase({ "a.txt": "Title\n\nThree died, they said.\n" });
    const [articleId = ""] = articles;
    await client.call("articles.edit", { ids: [articleId], addTags: ["Toll"] });
    await client.call("annotations.add", { articleId, start: 7, end: 17, tags: ["Toll/Dead"] });
    await client.call("claims.add", {
      articleId,
      spans: [{ start: 7, end: 17 }],
      hops: [{ source: "X" }],
      tags: ["Toll/Dead", "Other"],
    });
    const before = await client.call("tags.list", {});
    const toll = before.find(({ path }) => path === "Toll");
    await client.call("tags.remove", { id: toll?.id ?? "" });
    expect((await client.call("tags.list", {})).map(({ path }) => path)).toEqual(["Other"]);
    expect((await client.call("claims.of", { articleId }))[0]?.tags).toMatchObject([{ path: "Other" }]);
    expect((await client.call("annotations.of", { articleId }))[0]?.tags).toEqual([]);
    await client.call("ledger.undo", {});
    expect(await client.call("tags.list", {})).toEqual(before);
    expect((await client.call("claims.of", { articleId }))[0]?.tags.map(({ path }) => path)).toEqual([
      "Other",
      "Toll/Dead",
    ]);
  });

  test("filter articles with their children", async () => {
    const { client, articles } = await testCase({ "a.txt": "A\n\nOne text.\n", "b.txt": "B\n\nAnother text.\n" });
    await client.call("articles.edit", { ids: articles.slice(0, 1), addTags: ["Toll/Dead"] });
    const toll = (await client.call("tags.list", {})).find(({ path }) => path === "Toll");
    const { total } = await client.call("articles.list", { filter: { tags: [toll?.id ?? ""] } });
    expect(total).toBe(1);
  });
});
