import { expect, it } from "vitest";
import { render } from "vitest-browser-react";

import { parseQuery, queryFailure, queryReasons } from "../../app/search/query.ts";
import { setLanguage, texts } from "../i18n/index.ts";
import { positionOf, splitAt, WrongQuery } from "./wrong-query.tsx";

it("cuts around the wrong unit", () => {
  expect(splitAt('a "b', 2)).toEqual({ before: "a ", at: '"', after: "b" });
});

it("stands after the end where nothing is left", () => {
  expect(splitAt("a OR", 4)).toEqual({ before: "a OR", at: "", after: "" });
  expect(splitAt("a", 99)).toEqual({ before: "a", at: "", after: "" });
});

it("does not cut an astral character", () => {
  expect(splitAt("a😀b", 2)).toEqual({ before: "a", at: "😀", after: "b" });
});

it("takes the position from the failure's details", () => {
  expect(positionOf({ code: "query-syntax", message: "", details: { position: 3 } })).toBe(3);
  expect(positionOf({ code: "query-syntax", message: "" })).toBeNull();
});

it.each(["en", "ar"])("has a sentence for every reason (%s)", (language) => {
  for (const reason of queryReasons)
    expect(texts.exists(`query.${reason}`, { ns: "ui", lng: language, fallbackLng: false })).toBe(true);
});

it("says why in the language of the interface, naming the field", async () => {
  const read = parseQuery("colour:x");
  if (read.ok) throw new Error("the query was taken");
  const failure = queryFailure(read.error);
  setLanguage("ar");
  const screen = await render(<WrongQuery title="" query="colour:x" failure={failure} />);
  await expect.element(screen.getByText(/لا حقل باسم .*colour/u)).toBeVisible();
  setLanguage("en");
  await expect.element(screen.getByText(/There is no field colour/u)).toBeVisible();
});

it("names what may have been meant, and what a field takes", async () => {
  for (const [query, says] of [
    ["sorce:x", /Perhaps source: was meant/u],
    ["state:open", /state: takes unread · in-work · done/u],
  ] as const) {
    const read = parseQuery(query);
    if (read.ok) throw new Error("the query was taken");
    const screen = await render(<WrongQuery title="" query={query} failure={queryFailure(read.error)} />);
    await expect.element(screen.getByText(says)).toBeVisible();
  }
});
