import { describe, expect, it } from "vitest";

import { cutSnippet, firstHit } from "./snippet.ts";

describe("cutSnippet", () => {
  it("keeps the glyphs of the original and marks the hits", () => {
    const text = "قال الاستخبارات كِتَاب";
    const pieces = cutSnippet({ text, hits: [[4, 15]] });
    expect(pieces.map((piece) => [piece.text, piece.hit])).toEqual([
      ["قال ", false],
      ["الاستخبارات", true],
      [" كِتَاب", false],
    ]);
    expect(pieces.map((piece) => piece.text).join("")).toBe(text);
  });

  it.each([
    [
      "overlapping",
      [
        [0, 3],
        [2, 5],
      ],
    ],
    [
      "touching",
      [
        [0, 3],
        [3, 5],
      ],
    ],
    [
      "unsorted",
      [
        [2, 5],
        [0, 3],
      ],
    ],
  ] satisfies [string, [number, number][]][])("joins %s hits", (_name, hits) => {
    expect(cutSnippet({ text: "abcdefg", hits }).map((piece) => piece.text)).toEqual(["abcde", "fg"]);
  });

  it("ignores hits outside and empty ones", () => {
    const pieces = cutSnippet({
      text: "abc",
      hits: [
        [1, 1],
        [2, 90],
        [50, 60],
      ],
    });
    expect(pieces.map((piece) => [piece.text, piece.hit])).toEqual([
      ["ab", false],
      ["c", true],
    ]);
  });

  it("gives nothing for an empty snippet", () => {
    expect(cutSnippet({ text: "", hits: [] })).toEqual([]);
  });
});

describe("firstHit", () => {
  it("counts from the start of the whole text", () => {
    expect(
      firstHit([
        { text: "x", start: 10, end: 11, hits: [] },
        { text: "a bc", start: 100, end: 104, hits: [[2, 4]] },
      ]),
    ).toEqual({ start: 102, end: 104 });
    expect(firstHit([])).toBeNull();
  });
});
