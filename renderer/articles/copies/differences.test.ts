import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { differencesOf, type Paragraph } from "./differences.ts";

const textOf = (paragraphs: readonly Paragraph[]): string =>
  paragraphs.map(({ pieces }) => pieces.map(({ text }) => text).join("")).join("\n");
const only = (paragraphs: readonly Paragraph[]): string[] =>
  paragraphs.flatMap(({ pieces }) => pieces.flatMap(({ text, isOnlyHere }) => (isOnlyHere ? text.trim() : [])));
const rowsOf = (left: string, right: string) => differencesOf(left, right) ?? [];

describe("differences", () => {
  test("are words, in both directions of writing", () => {
    const [row] = rowsOf("قال الوزير إن ثلاثة قتلوا أمس", "قال الوزير إن خمسة قتلوا أمس");
    expect(only(row?.left ?? [])).toEqual(["ثلاثة"]);
    expect(only(row?.right ?? [])).toEqual(["خمسة"]);
    expect(row?.left[0]?.direction).toBe("rtl");
    const [english] = rowsOf("Three people died.", "Five people died.");
    expect(only(english?.left ?? [])).toEqual(["Three"]);
    expect(english?.left[0]?.direction).toBe("ltr");
  });

  test("that follow one another are one", () => {
    const rows = rowsOf("It was the old harbour master who said so", "It was a young sailor who said so");
    expect(only(rows[0]?.left ?? [])).toEqual(["the old harbour master"]);
    expect(only(rows[0]?.right ?? [])).toEqual(["a young sailor"]);
  });

  test("leave paragraphs beside those that they belong to", () => {
    const rows = rowsOf("One.\n\nTwo.\n\nThree.", "One.\n\nNew one.\n\nTwo.\n\nثلاثة.");
    expect(rows.map(({ left, right, isSame }) => [textOf(left), textOf(right), isSame])).toEqual([
      ["One.", "One.", true],
      ["", "New one.", false],
      ["Two.", "Two.", true],
      ["Three.", "ثلاثة.", false],
    ]);
    expect(rows[3]?.right[0]?.direction).toBe("rtl");
  });

  test("never lose or move a word of either text", () => {
    const text = fc
      .array(fc.constantFrom("one", "two", "ثلاثة", "أربعة", ",", "\n", "five"), { maxLength: 40 })
      .map((words) => words.join(" "));
    const plain = (value: string): string[] => value.split(/\s+/u).filter(Boolean);
    fc.assert(
      fc.property(text, text, (left, right) => {
        const rows = rowsOf(left, right);
        expect(plain(rows.map((row) => textOf(row.left)).join("\n"))).toEqual(plain(left));
        expect(plain(rows.map((row) => textOf(row.right)).join("\n"))).toEqual(plain(right));
      }),
    );
    expect(rowsOf("same", "same")).toMatchObject([{ isSame: true }]);
    expect(rowsOf("", "")).toEqual([]);
  });

  test("of long texts are paragraphs", () => {
    const lines = Array.from({ length: 3000 }, (_, at) => `This is the paragraph number ${at} of a long report.`);
    const rows = rowsOf(lines.join("\n"), lines.with(1500, "Another.").join("\n"));
    expect(rows.filter(({ isSame }) => !isSame).map(({ right }) => textOf(right))).toEqual(["Another."]);
  });
});
