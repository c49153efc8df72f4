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

  test("of one level at a time, siblings as names sort; a name has no slash", async () => {
    const { client } = await testCase();
    for (const path of ["Tag 10", "Tag 9", "Tag 9/B", "Tag 9/a", "Tag 9 more"]) await client.call("tags.add", { path });
    const tags = await client.call("tags.list", {});
    expect(tags.map(({ path }) => path)).toEqual(["Tag 9", "Tag 9/a", "Tag 9/B", "Tag 9 more", "Tag 10"]);
    expect(await refusalOf(client.call("tags.edit", { id: tags[0]?.id ?? "", name: "a/b" }))).toBe("bad-request");
  });

  test("filter articles with their children", async () => {
    const { client, articles } = await testCase({ "a.txt": "A\n\nOne text.\n", "b.txt": "B\n\nAnother text.\n" });
    await client.call("articles.edit", { ids: articles.slice(0, 1), addTags: ["Toll/Dead"] });
    const toll = (await client.call("tags.list", {})).find(({ path }) => path === "Toll");
    const { total } = await client.call("articles.list", { filter: { tags: [toll?.id ?? ""] } });
    expect(total).toBe(1);
  });
});

describe("merging", () => {
  const body = "Title\n\nThree died, they said.\n";

  async function begin() {
    const backend = await testCase({ "a.txt": body, "b.txt": `Other ${body}` });
    const { client, articles } = backend;
    const [articleId = "", other = ""] = articles;
    const add = (tags: string[]) =>
      client.call("claims.add", { articleId, spans: [{ start: 7, end: 17 }], hops: [{ source: "X" }], tags });
    await client.call("articles.edit", { ids: [articleId, other], addTags: ["Killed"] });
    await client.call("annotations.add", { articleId, start: 7, end: 12, tags: ["Killed/Men", "Toll/Dead/Men"] });
    await add(["Killed", "Toll/Dead"]);
    await add(["Killed/Men", "Killed/Women"]);
    const id = async (path: string) =>
      (await client.call("tags.list", {})).find((tag) => tag.path === path)?.id ?? `no ${path}`;
    const read = async () => ({
      tags: await client.call("tags.list", {}),
      claims: (await client.call("claims.of", { articleId })).map(({ tags, id: claim }) => [claim, tags]),
      notes: (await client.call("annotations.of", { articleId })).map(({ tags }) => tags),
    });
    return { ...backend, articleId, id, read };
  }

  test("puts all carriers under the other tag, children too, as one act that undo takes back whole", async () => {
    const { client, articleId, id, read } = await begin();
    await client.call("tags.edit", { id: await id("Killed"), description: "Who died" });
    const before = await read();
    const into = await id("Toll/Dead");
    const merged = await client.call("tags.merge", { ids: [await id("Killed")], into });
    // One claim carried both; of the articles two did.
    expect(merged).toMatchObject({ id: into, path: "Toll/Dead", uses: 3, description: "Who died" });
    const after = await read();
    expect(after.tags.map(({ path, uses }) => [path, uses])).toEqual([
      ["Toll", 0],
      ["Toll/Dead", 3],
      ["Toll/Dead/Men", 2],
      ["Toll/Dead/Women", 1],
    ]);
    expect(after.notes).toMatchObject([[{ path: "Toll/Dead/Men" }]]);
    expect((await client.call("articles.get", { id: articleId })).tags).toMatchObject([{ path: "Toll/Dead" }]);
    await client.call("ledger.undo", {});
    expect(await read()).toEqual(before);
    await client.call("ledger.redo", {});
    expect(await read()).toEqual(after);
    expect((await client.run("cases.check", {})).result.problems).toEqual([]);
  });

  test("is refused into itself, below itself, into what is not there, and where a name would be taken", async () => {
    const { client, id, read } = await begin();
    await client.call("tags.add", { path: "Toll/Dead/Men/Dead" });
    await client.call("tags.add", { path: "Toll/Toll" });
    const before = await read();
    const merge = async (from: string, into: string) =>
      refusalOf(client.call("tags.merge", { ids: [await id(from)], into: await id(into) }));
    expect(await merge("Killed", "Killed")).toBe("in-use");
    expect(await merge("Toll", "Toll/Dead/Men")).toBe("in-use");
    expect(await merge("Killed", "Nothing")).toBe("not-found");
    expect(await merge("Nothing", "Killed")).toBe("not-found");
    await client.call("tags.add", { path: "Toll/Toll/Toll" });
    expect(await merge("Toll/Toll", "Toll")).toBe("name-taken");
    await client.call("ledger.undo", {});
    expect(await read()).toEqual(before);
  });

  test("of what hundreds carry is one act", async () => {
    const many = Array.from({ length: 200 }, (_, n) => [`${n}.txt`, `Title ${n}\n\nText of ${n}.\n`] as const);
    const { client, articles } = await testCase(Object.fromEntries(many));
    const [articleId = ""] = articles;
    await client.call("articles.edit", { ids: articles, addTags: ["A"] });
    for (let n = 0; n < 50; n += 1)
      await client.call("claims.add", {
        articleId,
        spans: [{ start: 0, end: 5 }],
        hops: [{ source: "X" }],
        tags: n % 2 === 0 ? ["A"] : ["A", "B"],
      });
    const [a, b] = await client.call("tags.list", {});
    expect(a?.uses).toBe(250);
    const merged = await client.call("tags.merge", { ids: [a?.id ?? ""], into: b?.id ?? "" });
    expect(merged.uses).toBe(250);
    const { acts } = await client.call("ledger.history", { limit: 1 });
    expect(acts[0]).toMatchObject({ verb: "tag-merge", counts: { claim: 50, article: 200, tag: 1 } });
    await client.call("ledger.undo", {});
    expect((await client.call("tags.list", {})).map(({ uses }) => uses)).toEqual([250, 25]);
  });
});
