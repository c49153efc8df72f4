import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import type { Client } from "../../app/contract/client.ts";
import { refusalOf, testCase } from "../backend.fake.ts";

const GUID = "1ff58b12-6f6f-4b0c-8be5-bbdc91f55294";

const book = (codes: string, after = ""): string =>
  `<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>${codes}</Codes>${after}</CodeBook>`;

const tagsOf = async (client: Client) =>
  (await client.call("tags.list", {})).map(({ path, colour, description }) => ({ path, colour, description }));

async function begin(codes: string, after = "") {
  const backend = await testCase();
  const [file = ""] = await backend.write({ "book.qdc": book(codes, after) });
  return { ...backend, file };
}

describe("a codebook that comes in", () => {
  test("is one act: codes are tags, with ids, colours and descriptions; a code at a tag's path is that tag", async () => {
    const { client, file } = await begin(
      `<Code guid="{${GUID.toUpperCase()}}" name="Toll" isCodable="false" color="#ff0000"><Description>From the book</Description>
         <Code guid="" name="Dead" color="#0000ff"><Description>Who died</Description></Code><Code name="either/or"/></Code>
       <Code name="Place"><Description>Another</Description></Code>`,
      `<Sets><Set guid="${GUID}" name="Mine"/></Sets>`,
    );
    const dead = await client.call("tags.add", { path: "Toll/Dead" });
    const place = await client.call("tags.add", { path: "Place" });
    await client.call("tags.edit", { id: place.id, description: "Where it was", colour: 9 });
    const before = await client.call("tags.list", {});
    const { result } = await client.run("exchange.importCodebook", { file });
    expect(result).toEqual({
      added: 1,
      known: 3,
      skipped: [{ name: "Mine", reason: "set" }],
      changed: [
        { name: "either/or", to: "either∕or", what: "slash" },
        { name: "Place", to: "Place", what: "other-description" },
      ],
    });
    expect(await tagsOf(client)).toEqual([
      { path: "Place", colour: 9, description: "Where it was" },
      { path: "Toll", colour: 0, description: "From the book" },
      { path: "Toll/Dead", colour: 0, description: "Who died" },
      { path: "Toll/either∕or", colour: 0, description: null },
    ]);
    expect((await client.call("tags.list", {})).find(({ path }) => path === "Toll/Dead")?.id).toBe(dead.id);
    const after = await client.call("tags.list", {});
    await client.call("ledger.undo", {});
    expect(await client.call("tags.list", {})).toEqual(before);
    await client.call("ledger.redo", {});
    expect(await client.call("tags.list", {})).toEqual(after);
  });

  test("new codes take the nearest colour of the palette, else that above or the next; and keep their ids", async () => {
    const { client, file } = await begin(
      `<Code guid="${GUID}" name="A" isCodable="false" color="#ff0000"><Code name="B"/></Code><Code name="C"/><Code guid="${GUID}" name="D"/>`,
    );
    const { result } = await client.run("exchange.importCodebook", { file });
    expect(result).toMatchObject({ added: 4, known: 0, changed: [{ name: "A", what: "not-codable" }] });
    const tags = await client.call("tags.list", {});
    expect(tags.map(({ name, colour }) => [name, colour])).toEqual([
      ["A", 4],
      ["B", 4],
      ["C", 1],
      ["D", 2],
    ]);
    expect(tags[0]?.id).toBe(GUID);
    expect(new Set(tags.map(({ id }) => id)).size).toBe(4);
  });

  test("finds a tag that was renamed since by its id; a second import changes nothing", async () => {
    const { client, file } = await begin(
      `<Code guid="${GUID}" name="A"><Code name="B"/></Code><Code name="B"/><Code name="B"/>`,
    );
    await client.run("exchange.importCodebook", { file });
    await client.call("tags.edit", { id: GUID, name: "Renamed" });
    const before = await client.call("ledger.history", {});
    expect((await client.run("exchange.importCodebook", { file })).result).toMatchObject({ added: 0, known: 4 });
    expect((await tagsOf(client)).map(({ path }) => path)).toEqual(["B", "Renamed", "Renamed/B"]);
    expect((await client.call("ledger.history", {})).total).toBe(before.total);
  });

  test("what is longer than a tag may be is cut, and said", async () => {
    const { client, file } = await begin(
      `<Code name="${"n".repeat(99)}😀"><Description>${"d".repeat(20_001)}</Description></Code>`,
    );
    const { result } = await client.run("exchange.importCodebook", { file });
    expect(result.changed.map(({ what }) => what)).toEqual(["long-name", "long-description"]);
    expect(await client.call("tags.list", {})).toMatchObject([
      { name: `${"n".repeat(99)}…`, description: `${"d".repeat(19_999)}…` },
    ]);
  });

  test("is refused by name, and nothing of it stays", async () => {
    const { client, write, grant } = await testCase();
    const [file = ""] = await write({ "book.qdc": book('<Code name="A"/><Code name="B>') });
    await expect(client.run("exchange.importCodebook", { file })).rejects.toThrow(/book\.qdc: line 1/u);
    expect(await refusalOf(client.run("exchange.importCodebook", { file }))).toBe("unreadable-file");
    expect(await refusalOf(client.run("exchange.importCodebook", { file: await grant("none.qdc") }))).toBe(
      "file-missing",
    );
    expect(await client.call("tags.list", {})).toEqual([]);
    expect((await client.call("ledger.standing", {})).undo).toBeNull();
  });

  test("of thousands of codes is one act", async () => {
    const codes = Array.from({ length: 3000 }, (_, n) => `<Code name="c${n}"><Code name="x"/></Code>`).join("");
    const { client, file } = await begin(codes);
    expect((await client.run("exchange.importCodebook", { file })).result).toMatchObject({ added: 6000, known: 0 });
    await client.call("ledger.undo", {});
    expect(await client.call("tags.list", {})).toEqual([]);
    expect((await client.call("ledger.standing", {})).undo).toBeNull();
  });
});

describe("a codebook that goes out", () => {
  test("comes into another case as it was", async () => {
    const one = await testCase();
    for (const path of ["الضحايا/قتلى", "الضحايا/جرحى", "Place 😀"]) await one.client.call("tags.add", { path });
    const victims = (await one.client.call("tags.list", {})).find(({ path }) => path === "الضحايا");
    await one.client.call("tags.edit", { id: victims?.id ?? "", description: 'سطر\nوآخر <&>\t"', colour: 7 });
    const to = await one.grant("out.qdc");
    const { result } = await one.client.run("exchange.exportCodebook", { to });
    expect(result).toEqual({ path: one.path("out.qdc"), written: 4, losses: [] });
    expect(await refusalOf(one.client.run("exchange.exportCodebook", { to }))).toBe("file-exists");

    const two = await testCase();
    const [file = ""] = await two.write({ "in.qdc": readFileSync(one.path("out.qdc")) });
    expect((await two.client.run("exchange.importCodebook", { file })).result).toEqual({
      added: 4,
      known: 0,
      skipped: [],
      changed: [],
    });
    expect(await two.client.call("tags.list", {})).toEqual(await one.client.call("tags.list", {}));
  });

  test("without a tag is none", async () => {
    const { client, grant } = await testCase();
    expect(await refusalOf(client.run("exchange.exportCodebook", { to: await grant("out.qdc") }))).toBe("not-found");
  });
});
