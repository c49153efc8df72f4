import { describe, expect, test } from "vitest";

import { SourceColumn } from "../../app/sources/model.ts";
import { refusalOf, testCase } from "../backend.fake.ts";

const name = (text: string, language: string | null = null) => ({ text, language });

describe("sources", () => {
  test("are found while typing by any name, in any script, folded", async () => {
    const { client } = await testCase();
    const ministry = await client.call("sources.add", {
      names: [name("وزارة الداخلية", "ar"), name("Ministry of Interior", "en")],
    });
    await client.call("sources.add", { names: [name("مديرية الأمن")] });
    for (const typed of ["الداخلية", "داخليه", "وِزارة", "ministry", "INTERIOR"]) {
      const found = await client.call("sources.suggest", { text: typed });
      expect([typed, found.map(({ id }) => id)]).toEqual([typed, [ministry.id]]);
    }
    expect(await client.call("sources.suggest", { text: "%" })).toEqual([]);
  });

  test("are resolved by the identical name or alias only", async () => {
    const { client } = await testCase();
    await client.call("sources.add", { names: [name("BBC"), name("British Broadcasting Corporation")] });
    expect(await client.call("sources.resolve", { name: "British Broadcasting Corporation" })).toHaveLength(1);
    expect(await client.call("sources.resolve", { name: "bbc" })).toEqual([]);
  });

  test("cannot be affiliated in a circle", async () => {
    const { client } = await testCase();
    const government = await client.call("sources.add", { names: [name("Government")] });
    const ministry = await client.call("sources.add", { names: [name("Ministry")], affiliationId: government.id });
    expect(ministry.affiliation).toEqual({ id: government.id, name: "Government" });
    expect(await refusalOf(client.call("sources.edit", { id: government.id, affiliationId: ministry.id }))).toBe(
      "in-use",
    );
    expect(await refusalOf(client.call("sources.edit", { id: government.id, affiliationId: government.id }))).toBe(
      "in-use",
    );
  });

  test("in use cannot be removed; out of use they can, with their letters, and come back", async () => {
    const { client } = await testCase();
    const government = await client.call("sources.add", { names: [name("Government")] });
    const ministry = await client.call("sources.add", { names: [name("Ministry")], affiliationId: government.id });
    expect(await refusalOf(client.call("sources.remove", { id: government.id }))).toBe("in-use");
    await client.call("sources.assess", { id: ministry.id, value: "C", reason: "often late" });
    await client.call("sources.remove", { id: ministry.id });
    await client.call("ledger.undo", {});
    expect(await client.call("sources.get", { id: ministry.id })).toMatchObject({
      reliability: "C",
      assessments: [{ value: "C", scope: "general", reason: "often late" }],
    });
  });

  test("keep every letter they were given; a topical one is not the general one", async () => {
    const { client } = await testCase();
    const { id } = await client.call("sources.add", { names: [name("Ministry")] });
    await client.call("sources.assess", { id, value: "B" });
    await client.call("sources.assess", { id, value: "F", topic: "casualties" });
    const now = await client.call("sources.assess", { id, value: "D", reason: "denied what was filmed" });
    expect(now.reliability).toBe("D");
    expect(now.assessments.map(({ value, scope }) => [value, scope])).toEqual([
      ["D", "general"],
      ["F", "topic"],
      ["B", "general"],
    ]);
  });

  test("sort by letter with F and not graded apart, whichever way the letters run", async () => {
    const { client } = await testCase();
    for (const value of ["F", "A", null, "E", "C"]) {
      const { id } = await client.call("sources.add", { names: [name(`source ${value ?? "none"}`)] });
      if (value !== null) await client.call("sources.assess", { id, value });
    }
    const letters = async (descending: boolean) =>
      (await client.call("sources.list", { sort: [{ column: "reliability", descending }] })).rows.map(
        (row) => row.reliability,
      );
    expect(await letters(false)).toEqual(["A", "C", "E", "F", null]);
    expect(await letters(true)).toEqual(["E", "C", "A", "F", null]);
  });

  test("stand in a listing where the listing shows them, in any order and under any filter", async () => {
    const { client } = await testCase();
    for (const each of ["Beta", "alpha", "غاما", "Delta"]) await client.call("sources.add", { names: [name(each)] });
    for (const column of [undefined, ...SourceColumn.options]) {
      const listing = column === undefined ? {} : { sort: [{ column, descending: true }] };
      const { rows } = await client.call("sources.list", listing);
      const places = await Promise.all(rows.map(({ id }) => client.call("sources.place", { ...listing, id })));
      expect(places).toEqual([0, 1, 2, 3].map((index) => ({ index })));
    }
    const [delta] = (await client.call("sources.list", { filter: { text: "delt" } })).rows;
    expect(await client.call("sources.place", { filter: { text: "delt" }, id: delta?.id ?? "" })).toEqual({ index: 0 });
    expect(await client.call("sources.place", { filter: { text: "alph" }, id: delta?.id ?? "" })).toEqual({
      index: null,
    });
  });
});
