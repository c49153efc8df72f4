import { describe, expect, it } from "vitest";

import { parseQuery } from "../../app/search/query.ts";
import { completed, completingAt, isUnfinished, fieldsBeginning, fitting, writtenValue } from "./completion.ts";
import { canTurn, isOn, turned, withoutFields } from "./switches.ts";
import { tokensOf } from "./tokens.ts";

describe("pieces of a query", () => {
  it("are words, phrases and fields with their values, at their places", () => {
    const query = 'قائد -outlet:"عنب بلدي" (raid OR «two words»)';
    expect(tokensOf(query).map(({ start, end }) => query.slice(start, end))).toEqual([
      "قائد",
      '-outlet:"عنب بلدي"',
      "raid",
      "OR",
      "«two words»",
    ]);
    expect(tokensOf(query)[1]).toMatchObject({ field: "outlet", isExcluded: true, value: '"عنب بلدي"', depth: 0 });
    expect(tokensOf(query)[2]?.depth).toBe(1);
  });

  it("are no fields where no field has that name", () => {
    expect(tokensOf("http://x 21:40").map(({ field }) => field)).toEqual([null, null]);
    expect(tokensOf("TAG:x tag:").map(({ field }) => field)).toEqual(["tag", "tag"]);
  });
});

describe("switches", () => {
  it.each([
    ["stem", "raid", "stem:off raid"],
    ["hamza", "أحمد OR احمد", "hamza:strict أحمد OR احمد"],
    ["exact", 'كِتاب "two words" -weather tag:x arrest*', 'exact:كِتاب exact:"two words" -weather tag:x arrest*'],
  ] as const)("%s is written into the query, and taken out again", (name, off, on) => {
    expect(isOn(off, name)).toBe(false);
    expect(turned(off, name)).toBe(on);
    expect(isOn(on, name)).toBe(true);
    expect(turned(on, name)).toBe(off);
    expect(parseQuery(on).ok).toBe(true);
  });

  it("of a group inside say nothing of the whole", () => {
    expect(isOn("(stem:off raids) fire", "stem")).toBe(false);
  });

  it("taken out from the end or the middle leave one space", () => {
    expect(turned("raid stem:off fire", "stem")).toBe("raid fire");
    expect(turned("raid stem:off", "stem")).toBe("raid");
  });

  it("exact: needs a word, and none joined by NEAR", () => {
    expect(canTurn("", "exact")).toBe(false);
    expect(canTurn("outlet:x", "exact")).toBe(false);
    expect(canTurn("a NEAR/3 b", "exact")).toBe(false);
    expect(canTurn("exact:a", "exact")).toBe(true);
  });

  it("conditions are dropped, how words are compared stays", () => {
    expect(withoutFields('stem:off raid outlet:"a b" exact:x -tag:y')).toBe("stem:off raid exact:x");
  });
});

describe("completion", () => {
  it("knows what is typed at the caret", () => {
    expect(completingAt("raid out", 8)).toEqual({ from: 5, to: 8, field: null, typed: "out" });
    expect(completingAt("raid outlet:", 12)).toEqual({ from: 12, to: 12, field: "outlet", typed: "" });
    expect(completingAt('outlet:"عنب ب', 13)).toEqual({ from: 7, to: 13, field: "outlet", typed: "عنب ب" });
    expect(completingAt("raid ", 5)).toBeNull();
    expect(completingAt("قائد", 4)).toBeNull();
    expect(completingAt("outlet:x", 3)).toBeNull();
  });

  it("knows when a field waits for its value", () => {
    expect(["raid outlet:", 'raid outlet:"عنب ب', "-tag:"].map(isUnfinished)).toEqual([true, true, true]);
    expect(["raid", 'outlet:"a b"', "outlet: ", '"open', "http:"].map(isUnfinished)).toEqual(Array(5).fill(false));
  });

  it("writes a value so that it is read as one", () => {
    const at = completingAt("outlet:عن raid", 9);
    expect(at && completed("outlet:عن raid", at, "عنب بلدي")).toEqual(['outlet:"عنب بلدي" raid', 17]);
    expect(writtenValue('the "Post"')).toBe('«the "Post"»');
    for (const value of ["a b", 'the "Post"', "«x»", "one,two"])
      expect(parseQuery(`outlet:${writtenValue(value)}`).ok).toBe(true);
  });

  it("ends a name with its colon, with the caret behind it", () => {
    const at = completingAt("ta", 2);
    expect(at && completed("ta", at, "tag")).toEqual(["tag:", 4]);
    expect(fieldsBeginning("st")).toEqual(["stem", "state", "statement"]);
  });

  it("finds values folded, and those that begin so first", () => {
    expect(fitting(["قناة الإخبارية", "إخبار"], (name) => name, "اخبار")).toEqual(["إخبار", "قناة الإخبارية"]);
  });
});
