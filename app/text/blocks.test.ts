import { readFileSync } from "node:fs";

import fc from "fast-check";
import { expect, test } from "vitest";

import { sharedPath } from "../../scripts/shared.ts";
import { type Block, findBlocks } from "./blocks.ts";

function shown(text: string): string[] {
  return findBlocks(text).map((block) => `${block.kind} ${block.direction}: ${text.slice(block.start, block.end)}`);
}

const long =
  "This paragraph is long enough to stand under a heading, and it says so at some length, twice over if need be.";

test("blank lines separate paragraphs, single line breaks within them are wraps", () => {
  expect(shown("one\ntwo\n\n \t\nthree")).toEqual(["paragraph ltr: one\ntwo", "paragraph ltr: three"]);
});

test("lines that are too long to be wrapped, or that all end a sentence, are paragraphs of their own", () => {
  const line = "x".repeat(140);
  expect(findBlocks(`${line}\n${line}\n\nend`)).toHaveLength(3);
  expect(shown("First said this.\nSecond said that.\n\nEnd")).toHaveLength(3);
});

test("a text without blank lines has a paragraph on each line", () => {
  expect(shown("خبر أول\nخبر ثان طويل\nThird")).toEqual([
    "paragraph rtl: خبر أول",
    "paragraph rtl: خبر ثان طويل",
    "paragraph ltr: Third",
  ]);
});

test("a text without blank lines whose lines break at a column is one wrapped paragraph", () => {
  const text = [
    "Several people were killed when fire tore through a fuel depot in the",
    "port of Marsa Qandil late on Tuesday, the port authority said, without",
    "giving a number. A column of smoke still hung over the harbour at the",
    "time.",
  ].join("\n");
  expect(findBlocks(text)).toHaveLength(1);
});

test("each list item is a block of its own, with its marker, without the space before it", () => {
  const text = "Markers:\n  • one\n- two\n– three\n* four\n1. five\n٢. ستة\n3) seven\n(4) eight\n٥- تسعة\n‣ ten";
  const blocks = findBlocks(text).filter((block) => block.kind === "list-item");
  expect(blocks.map((block) => text.slice(block.start, block.end))).toEqual([
    "• one",
    "- two",
    "– three",
    "* four",
    "1. five",
    "٢. ستة",
    "3) seven",
    "(4) eight",
    "٥- تسعة",
    "‣ ten",
  ]);
});

test("an indented line continues its list item, another one does not", () => {
  expect(shown("• one\n  more\n• two\nafter")).toEqual([
    "list-item ltr: • one\n  more",
    "list-item ltr: • two",
    "paragraph ltr: after",
  ]);
});

test.each(["-5 degrees", "2025. A year", "3.5 million", "•", "1."])("%s is no list item", (text) => {
  expect(findBlocks(text).map((block) => block.kind)).toEqual(["paragraph"]);
});

test("quoted lines are one quotation", () => {
  expect(shown("> one\n> two\nthree")).toEqual(["quotation ltr: > one\n> two", "paragraph ltr: three"]);
});

test("lines with equal cells are table rows", () => {
  const kinds = findBlocks("name\tcount\nAleppo\t3\nHoms\t4\n\ntext with a\ttab").map((block) => block.kind);
  expect(kinds).toEqual(["table-row", "table-row", "table-row", "paragraph"]);
});

test("a short line between blank lines, without punctuation and followed by something longer, is a heading", () => {
  const kinds = findBlocks(
    `What happened?\n\nBy somebody\n\n${long}\n\nA heading\n\n${long}\n\nNo heading.\n\n${long}\n\nEnd`,
  );
  expect(kinds.map((block) => block.kind)).toEqual([
    "heading",
    "paragraph",
    "paragraph",
    "heading",
    "paragraph",
    "paragraph",
    "paragraph",
    "paragraph",
  ]);
});

test.each(["المصدر: عنب بلدي", "Source: MNA", "شاركها.", "أبرزها:", "24 – 11", "قال،"])("%s is no heading", (line) => {
  expect(findBlocks(`${long}\n\n${line}\n\n${long}`)[1]?.kind).toBe("paragraph");
});

test("a block without letters takes the direction of the one before it, the first that of the text", () => {
  expect(findBlocks("***\n\nسوريا\n\n123\n\nSyria\n\n456").map((block) => block.direction)).toEqual([
    "rtl",
    "rtl",
    "rtl",
    "ltr",
    "ltr",
  ]);
});

test("an English gloss beside an Arabic text stays left-to-right", () => {
  expect(findBlocks("قال المصدر\n\nThe source said قال").map((block) => block.direction)).toEqual(["rtl", "ltr"]);
});

test("blocks are in order, disjoint, not empty, without white space at their ends, and leave only white space out", () => {
  const piece = fc.constantFrom(
    "\n",
    "\n\n",
    " ",
    "a",
    "ب",
    "• ",
    "> ",
    "1. ",
    "\t",
    "😀",
    ".",
    "|",
    "word word",
    "\u00a0",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join("");
      let from = 0;
      for (const block of findBlocks(text)) {
        expect(block.start).toBeGreaterThanOrEqual(from);
        const content = text.slice(block.start, block.end);
        expect(content.length).toBeGreaterThan(0);
        expect(content).toBe(content.trim());
        expect(text.slice(from, block.start).trim()).toBe("");
        from = block.end;
      }
      expect(text.slice(from).trim()).toBe("");
    }),
  );
});

test("a text of very many lines is no trouble", () => {
  expect(findBlocks("a\n".repeat(200_000))).toHaveLength(200_000);
  expect(findBlocks("• a\n".repeat(200_000))).toHaveLength(200_000);
});

const article = sharedPath("corpus", "enab-baladi-badrusiyah-2025-11-24.txt");

test.skipIf(article === undefined)(
  "the real article: five list items, two headings, the rest paragraphs, all right-to-left",
  () => {
    const text = readFileSync(article as string, "utf8");
    const blocks = findBlocks(text);
    const of = (kind: Block["kind"]): string[] =>
      blocks.filter((block) => block.kind === kind).map((block) => text.slice(block.start, block.end));
    expect(of("list-item")).toHaveLength(5);
    expect(of("list-item").every((item) => item.startsWith("• "))).toBe(true);
    expect(of("heading")).toEqual(["عملية واسعة ضد التنظيم", "سوريا تنضم إلى “التحالف الدولي”"]);
    expect(blocks).toHaveLength(30);
    expect(blocks.every((block) => block.direction === "rtl")).toBe(true);
    expect(of("paragraph")).toContain("المصدر: عنب بلدي");
    expect(of("paragraph")).toContain("شاركها.");
  },
);
