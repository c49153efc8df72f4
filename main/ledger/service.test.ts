import { createHash } from "node:crypto";

import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";

import { refusalOf, testCase } from "../backend.fake.ts";

const files = { "a.txt": "Title\n\nThree died, the ministry said.\n" };

async function begin() {
  const backend = await testCase(files);
  const [articleId = ""] = backend.articles;
  const add = (client = backend.client) =>
    client.call("claims.add", {
      articleId,
      spans: [{ start: 7, end: 17 }],
      hops: [{ source: "Ministry" }],
      tags: ["Toll/Dead"],
    });
  const count = async () => (await backend.client.call("claims.list", {})).total;
  return { ...backend, articleId, add, count };
}

describe("undo and redo", () => {
  test("go back and forth through one's own acts, newest first", async () => {
    const { client, add, count } = await begin();
    await add();
    await add();
    await client.call("ledger.undo", {});
    await client.call("ledger.undo", {});
    expect(await count()).toBe(0);
    await client.call("ledger.redo", {});
    expect(await count()).toBe(1);
    await client.call("ledger.undo", {});
    await client.call("ledger.redo", {});
    await client.call("ledger.redo", {});
    expect(await count()).toBe(2);
    expect(await refusalOf(client.call("ledger.redo", {}))).toBe("nothing-to-redo");
  });

  test("bring back the same ids, sources and tags that were made on the fly", async () => {
    const { client, add } = await begin();
    const before = await add();
    await client.call("ledger.undo", {});
    expect((await client.call("sources.list", {})).total).toBe(0);
    expect(await client.call("tags.list", {})).toEqual([]);
    await client.call("ledger.redo", {});
    const [after] = (await client.call("claims.list", {})).rows;
    expect({ ...after, updatedAt: "" }).toEqual({ ...before, updatedAt: "" });
  });

  test("a new act ends what could be redone", async () => {
    const { client, add } = await begin();
    await add();
    await client.call("ledger.undo", {});
    await add();
    expect(await refusalOf(client.call("ledger.redo", {}))).toBe("nothing-to-redo");
    expect((await client.call("ledger.standing", {})).redo).toBeNull();
  });

  test("one that names an act takes back that one, and nothing where another was done since", async () => {
    const { client, add, count } = await begin();
    const newest = async (): Promise<string> => (await client.call("ledger.standing", {})).undo?.act ?? "";
    await add();
    const first = await newest();
    await add();
    expect(await refusalOf(client.call("ledger.undo", { act: first }))).toBe("not-newest");
    expect(await count()).toBe(2);
    await client.call("ledger.undo", { act: await newest() });
    await client.call("ledger.undo", { act: first });
    expect(await count()).toBe(0);
  });

  test("each analyst undoes their own", async () => {
    const { client, as, add, count } = await begin();
    await add();
    await add(as("Sami"));
    await client.call("ledger.undo", {});
    expect(await count()).toBe(1);
    expect((await client.call("claims.list", {})).rows[0]?.createdBy).toBe("Sami");
  });

  test("what somebody changed since is not overwritten", async () => {
    const { client, as, add } = await begin();
    const { id } = await add();
    await as("Sami").call("claims.edit", { id, memo: "mine" });
    expect(await refusalOf(client.call("ledger.undo", {}))).toBe("undo-conflict");
    expect(await client.call("claims.get", { id })).toMatchObject({ memo: "mine" });
  });

  test("a source or tag made on the fly stays where somebody else came to use it", async () => {
    const { client, as, add } = await begin();
    await add();
    await add(as("Sami"));
    await client.call("ledger.undo", {});
    const [kept] = (await client.call("claims.list", {})).rows;
    expect(kept).toMatchObject({ createdBy: "Sami", hops: [{ source: "Ministry" }], tags: [{ path: "Toll/Dead" }] });
    await client.call("ledger.redo", {});
    expect((await client.call("claims.list", {})).total).toBe(2);
    expect((await client.run("cases.check", {})).result.problems).toEqual([]);
  });

  test("an import is one act; undone, its articles are gone from lists and search, and come back", async () => {
    const { client } = await begin();
    const found = async () => (await client.call("search.articles", { query: "ministry" })).total;
    await client.call("ledger.undo", {});
    expect((await client.call("articles.list", {})).total).toBe(0);
    expect(await found()).toBe(0);
    await client.call("ledger.redo", {});
    expect((await client.call("articles.list", {})).total).toBe(1);
    expect(await found()).toBe(1);
  });

  test("nothing to undo is said", async () => {
    const { as } = await begin();
    expect(await refusalOf(as("Nobody").call("ledger.undo", {}))).toBe("nothing-to-undo");
  });
});

describe("the chain", () => {
  test("holds, and is broken by one changed byte, which check names by its row", async () => {
    const { client, port, add, path } = await begin();
    await add();
    const before = await client.run("cases.check", {});
    expect(before.result).toMatchObject({ holds: true, problems: [] });
    await client.call("cases.close", {});

    const db = new Database(path("case.isnad"));
    db.exec("DROP TRIGGER ledger_entries_are_final");
    db.exec("UPDATE ledger_entries SET changes = replace(changes, 'Toll', 'Tolk') WHERE seq = 2");
    db.close();
    await client.call("cases.open", { file: await port.grantFile(path("case.isnad")) });
    const after = await client.run("cases.check", {});
    expect(after.result.holds).toBe(false);
    expect(after.result.problems).toContainEqual(
      expect.objectContaining({ part: "ledger", object: "ledger_entries row 2" }),
    );
  });

  test("does not let a row be changed past it: the object is named", async () => {
    const { client, port, add, path } = await begin();
    const { id } = await add();
    await client.call("cases.close", {});
    const db = new Database(path("case.isnad"));
    db.exec("UPDATE claims SET memo = 'forged'");
    db.close();
    await client.call("cases.open", { file: await port.grantFile(path("case.isnad")) });
    expect((await client.run("cases.check", {})).result.problems).toEqual([
      { part: "objects", object: `claim ${id}`, message: "is not what the ledger says it is" },
    ]);
  });

  test("can be verified without this program, from the stored columns alone", async () => {
    const { client, add, path } = await begin();
    await add();
    await client.call("cases.close", {});
    const db = new Database(path("case.isnad"), { readonly: true });
    let previous = "0".repeat(64);
    for (const row of db.prepare("SELECT * FROM ledger_entries ORDER BY seq").all() as Record<string, unknown>[]) {
      const head = ["seq", "id", "clock", "analyst", "initials", "device", "act", "verb", "about", "previous_hash"];
      const text = `${JSON.stringify(head.map((name) => row[name]))}\n${String(row["changes"])}`;
      expect(row["previous_hash"]).toBe(previous);
      previous = createHash("sha256").update(text).digest("hex");
      expect(row["hash"]).toBe(previous);
    }
    db.close();
  });

  test("entries can be neither changed nor deleted", async () => {
    const { client, path } = await begin();
    await client.call("cases.close", {});
    const db = new Database(path("case.isnad"));
    expect(() => db.exec("UPDATE ledger_entries SET analyst = 'x'")).toThrow(/final/);
    expect(() => db.exec("DELETE FROM ledger_entries")).toThrow(/final/);
    db.close();
  });
});

describe("history", () => {
  test("tells acts newest first, those of one object alone, and marks what was undone", async () => {
    const { client, add } = await begin();
    const { id } = await add();
    await client.call("claims.edit", { id, memo: "look again" });
    await client.call("ledger.undo", {});
    const { acts } = await client.call("ledger.history", {});
    expect(acts.map(({ verb, aboutVerb, undone }) => [verb, aboutVerb, undone])).toEqual([
      ["undo", "claim-edit", false],
      ["claim-edit", null, true],
      ["claim-add", null, false],
      ["import", null, false],
    ]);
    expect(acts[1]?.fields).toEqual([{ field: "memo", before: null, after: "look again" }]);
    await client.call("claims.bulk", { ids: [id], credibility: "3", reason: "one run" });
    const own = await client.call("ledger.history", { object: { kind: "claim", id } });
    expect(own.acts.map(({ verb }) => verb)).toEqual(["claim-bulk", "undo", "claim-edit", "claim-add"]);
  });
});
