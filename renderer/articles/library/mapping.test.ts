import { expect, it } from "vitest";

import { canImport, fieldsOf, holdsRecords, saidMapping, withColumn } from "./mapping.ts";

it("an import needs the column that holds the text", () => {
  const mapping = withColumn({ title: "عنوان" }, "text", "النص");
  expect(canImport({ title: "عنوان" })).toBe(false);
  expect(canImport(mapping)).toBe(true);
  expect(canImport(withColumn(mapping, "text", null))).toBe(false);
});

it("a column says what it is read as", () => {
  expect(fieldsOf({ title: "a", key: "a", text: "b" }, "a")).toEqual(["title", "key"]);
  expect(fieldsOf({}, "a")).toEqual([]);
});

it("knows files of records by their name", () => {
  expect(holdsRecords("X.CSV")).toBe(true);
  expect(holdsRecords("export.xlsx")).toBe(true);
  // A feed says itself what is what: there is nothing to map.
  expect(holdsRecords("feed.rss")).toBe(false);
  expect(holdsRecords("page.html")).toBe(false);
});

it("a field that is in no column, though a column's name suggests it, says so", () => {
  expect(saidMapping({ text: "b" }, { text: "a", author: "c" })).toEqual({ text: "b", author: "" });
  expect(saidMapping({ text: "b", author: "c" }, { author: "d" })).toEqual({ text: "b", author: "c" });
});
