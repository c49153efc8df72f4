import { describe, expect, test } from "vitest";

import { around, growTo, step } from "./walk.ts";

const text = "عملية أمنية\n\nقال الأحمد: أُصيب عنصر. ثم غادر 👩‍🚒 المكان.\n\nTwo. Three four.";
const lines = text.split("\n\n");
let at = 0;
const blocks = lines.map((line) => {
  const start = at;
  at += line.length + 2;
  return { start, end: start + line.length };
});
const second = blocks[1] ?? { start: 0, end: 0 };
const third = blocks[2] ?? { start: 0, end: 0 };
const read = (range: { start: number; end: number } | null) => (range ? text.slice(range.start, range.end) : null);

describe("step", () => {
  test("goes by grapheme, a letter with its harakat and a joined emoji being one step", () => {
    const damma = text.indexOf("أُ");
    expect(step(text, blocks, damma, "character", 1)).toBe(damma + 2);
    const emoji = text.indexOf("👩");
    expect(step(text, blocks, emoji, "character", 1)).toBe(emoji + "👩‍🚒".length);
    expect(step(text, blocks, emoji + "👩‍🚒".length, "character", -1)).toBe(emoji);
  });

  test("crosses from block to block without stopping in the gap", () => {
    expect(step(text, blocks, blocks[0]?.end ?? 0, "character", 1)).toBe(second.start);
    expect(step(text, blocks, second.start, "character", -1)).toBe(blocks[0]?.end);
    expect(step(text, blocks, blocks[0]?.end ?? 0, "word", 1)).toBe(second.start + "قال".length);
  });

  test("by word stops at ends going forward and at starts going back", () => {
    expect(step(text, blocks, 0, "word", 1)).toBe("عملية".length);
    expect(step(text, blocks, "عملية أمنية".length, "word", -1)).toBe("عملية ".length);
  });

  test("stops at the ends of the text", () => {
    expect(step(text, blocks, text.length, "character", 1)).toBe(text.length);
    expect(step(text, blocks, 0, "paragraph", -1)).toBe(0);
    expect(step("", [], 0, "word", 1)).toBe(0);
  });
});

describe("around and growTo", () => {
  test("finds the sentence without the space after it", () => {
    expect(read(around(text, blocks, second.start + 2, "sentence"))).toBe("قال الأحمد: أُصيب عنصر.");
    expect(read(around(text, blocks, third.end, "sentence"))).toBe("Three four.");
  });

  test("asked again takes in the next sentence, also across paragraphs", () => {
    const start = { anchor: second.start + 2, focus: second.start + 2 };
    const once = growTo(text, blocks, start, "sentence");
    expect(text.slice(once.anchor, once.focus)).toBe("قال الأحمد: أُصيب عنصر.");
    const twice = growTo(text, blocks, once, "sentence");
    expect(text.slice(twice.anchor, twice.focus)).toBe("قال الأحمد: أُصيب عنصر. ثم غادر 👩‍🚒 المكان.");
    const thrice = growTo(text, blocks, twice, "sentence");
    expect(text.slice(thrice.anchor, thrice.focus).endsWith("Two.")).toBe(true);
  });

  test("completes a selection that begins inside a word to whole paragraphs", () => {
    const grown = growTo(text, blocks, { anchor: 3, focus: second.start + 5 }, "paragraph");
    expect(grown).toEqual({ anchor: 0, focus: second.end });
  });
});
