import { readdirSync, readFileSync } from "node:fs";

import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";

import { refusalOf, testBackend, testCase } from "../backend.fake.ts";

const files = { "a.txt": "Title\n\nThree died, the ministry said.\n" };

describe("opening", () => {
  test("calls that need a case say that none is open", async () => {
    const { client } = testBackend();
    expect(await client.call("cases.current", {})).toBeNull();
    expect(await refusalOf(client.call("articles.list", {}))).toBe("no-case");
  });

  test("the case that is open stays open when another cannot be", async () => {
    const { client, grant } = await testCase(files);
    expect(await refusalOf(client.call("cases.open", { file: await grant("missing.isnad") }))).toBe("file-missing");
    expect(await client.call("cases.current", {})).toMatchObject({ name: "case", articles: 1 });
  });

  test("a second program reads what the first writes, and is told who writes", async () => {
    const { client, path } = await testCase(files);
    const other = testBackend();
    const opened = await other.client.call("cases.open", { file: await other.port.grantFile(path("case.isnad")) });
    expect(opened.readOnly).toMatchObject({ reason: "locked", holder: { analyst: "Rana" } });
    const edit = { ids: await client.call("articles.ids", {}), state: "done" } as const;
    expect(await refusalOf(other.client.call("articles.edit", edit))).toBe("read-only");
    await client.call("articles.edit", edit);
    expect((await other.client.call("articles.list", {})).rows[0]?.state).toBe("done");
    // Lists that were made before somebody else wrote are made anew.
    const { total } = await other.client.call("claims.list", {});
    const [articleId = ""] = edit.ids;
    await client.call("claims.add", { articleId, spans: [{ start: 7, end: 17 }], hops: [{ source: "Ministry" }] });
    expect((await other.client.call("claims.list", {})).total).toBe(total + 1);
    expect((await other.client.call("articles.list", { filter: { claims: "with" } })).total).toBe(1);
  });

  test("an index of other rules is built anew by itself", async () => {
    const { client, path, grant } = await testCase(files);
    await client.call("cases.close", {});
    const db = new Database(path("case.isnad"));
    db.exec("UPDATE case_info SET stem_version = 0; DELETE FROM article_words");
    db.close();
    const ended = new Promise((resolve) => {
      client.subscribe((event) => event.name === "job-ended" && resolve(event.value.state));
    });
    await client.call("cases.open", { file: await grant("case.isnad") });
    expect(await ended).toBe("done");
    expect((await client.call("search.articles", { query: "ministry" })).total).toBe(1);
    expect((await client.run("cases.check", {})).result.problems).toEqual([]);
  });
});

describe("backup and restore", () => {
  test("a backup is a whole case, and a restored one holds what was backed up", async () => {
    const { client, grant, path, articles } = await testCase(files);
    const [articleId = ""] = articles;
    await client.call("claims.add", { articleId, spans: [{ start: 7, end: 17 }], hops: [{ source: "Ministry" }] });
    const { result } = await client.run("cases.backup", { to: await grant("kept.isnad") });
    expect(result.bytes).toBe(readFileSync(path("kept.isnad")).length);
    await client.call("claims.remove", { ids: await client.call("claims.ids", {}) });
    const restored = await client.call("cases.restore", {
      from: await grant("kept.isnad"),
      file: await grant("again.isnad"),
    });
    expect(restored).toMatchObject({ name: "again", claims: 1, articles: 1 });
    expect((await client.run("cases.check", {})).result.holds).toBe(true);
  });

  test("a restored backup is left as it was, byte for byte and alone", async () => {
    const { client, grant, path, folder } = await testCase(files);
    await client.run("cases.backup", { to: await grant("kept.isnad") });
    const before = readFileSync(path("kept.isnad"));
    await client.call("cases.restore", { from: await grant("kept.isnad"), file: await grant("again.isnad") });
    expect(readFileSync(path("kept.isnad")).equals(before)).toBe(true);
    expect(readdirSync(folder).filter((name) => name.includes("kept.isnad") && name.endsWith("-lock"))).toEqual([]);
  });

  test("a case that another program has open is restored with what it wrote last", async () => {
    const { path, articles, client } = await testCase(files);
    const [articleId = ""] = articles;
    await client.call("claims.add", { articleId, spans: [{ start: 7, end: 17 }], hops: [{ source: "Ministry" }] });
    const other = testBackend();
    const restored = await other.client.call("cases.restore", {
      from: await other.port.grantFile(path("case.isnad")),
      file: await other.grant("again.isnad"),
    });
    expect(restored).toMatchObject({ articles: 1, claims: 1 });
    expect((await other.client.run("cases.check", {})).result.problems).toEqual([]);
  });

  test("neither replaces a file", async () => {
    const { client, grant, write } = await testCase(files);
    const [taken = ""] = await write({ "taken.isnad": "mine" });
    expect(await refusalOf(client.run("cases.backup", { to: taken }))).toBe("file-exists");
    await client.run("cases.backup", { to: await grant("kept.isnad") });
    expect(await refusalOf(client.call("cases.restore", { from: await grant("kept.isnad"), file: taken }))).toBe(
      "file-exists",
    );
    expect(await refusalOf(client.call("cases.restore", { from: taken, file: await grant("new.isnad") }))).toBe(
      "not-a-case",
    );
  });

  test("leave nothing unfinished behind", async () => {
    const { client, grant, folder } = await testCase(files);
    expect(await refusalOf(client.run("cases.backup", { to: await grant("no/such/folder/kept.isnad") }))).toBe("io");
    expect(readdirSync(folder).filter((name) => name.includes("unfinished"))).toEqual([]);
  });
});

describe("saved views", () => {
  const content = { columns: [{ id: "title", width: 200 }], sort: [], note: null };

  test("are kept by page and name, replaced by one of that name, and forgotten", async () => {
    const { client, grant } = await testCase();
    const first = await client.call("cases.saveView", { page: "claims", name: " Mine ", content });
    expect(first).toMatchObject({ page: "claims", name: "Mine", content });
    await client.call("cases.saveView", { page: "sources", name: "Mine", content: [] });
    const again = await client.call("cases.saveView", { page: "claims", name: "Mine", content: "other" });
    expect(again).toEqual({ ...first, content: "other" });
    await client.call("cases.saveView", { page: "claims", name: "أعمالي 10", content: 1 });
    await client.call("cases.saveView", { page: "claims", name: "أعمالي 9", content: 1 });
    await client.call("cases.open", { file: await grant("case.isnad") });
    const names = async () => (await client.call("cases.views", { page: "claims" })).map(({ name }) => name);
    expect(await names()).toEqual(["Mine", "أعمالي 9", "أعمالي 10"]);
    await client.call("cases.removeView", { id: first.id });
    expect(await names()).toEqual(["أعمالي 9", "أعمالي 10"]);
    expect((await client.call("cases.views", { page: "sources" })).map(({ name }) => name)).toEqual(["Mine"]);
  });

  test("are no evidence, and are told of; a case that can only be read keeps none", async () => {
    const { client, path } = await testCase();
    const told: unknown[] = [];
    client.subscribe((event) => told.push(event));
    await client.call("cases.saveView", { page: "claims", name: "Mine", content });
    expect(told).toEqual([{ name: "changed", value: { kinds: ["view"] } }]);
    expect((await client.call("ledger.history", {})).total).toBe(0);
    const other = testBackend();
    await other.client.call("cases.open", { file: await other.port.grantFile(path("case.isnad")) });
    expect(await other.client.call("cases.views", { page: "claims" })).toHaveLength(1);
    expect(await refusalOf(other.client.call("cases.saveView", { page: "claims", name: "x", content }))).toBe(
      "read-only",
    );
  });
});
