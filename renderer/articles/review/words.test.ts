import { expect, test } from "vitest";

import type { Place } from "../../../app/articles/anchors.ts";
import { differences, plainly } from "./words.ts";

const place = (before: string, quote: string, after: string): Place => ({
  start: 0,
  end: quote.length,
  before,
  quote,
  after,
});
const changed = (pieces: { text: string; isChanged: boolean }[]): string[] =>
  pieces.filter(({ isChanged }) => isChanged).map(({ text }) => text);

test("words that one side has and the other has not are marked on their side", () => {
  const { old, now } = differences(
    place("قال المتحدث إن ", "ثلاثة أشخاص أصيبوا", " في الحادث."),
    place("قال المتحدث إن ", "خمسة أشخاص أصيبوا", " في الحادث."),
  );
  expect(changed(old)).toEqual(["ثلاثة"]);
  expect(changed(now)).toEqual(["خمسة"]);
  expect(old.map(({ text }) => text).join("")).toBe("قال المتحدث إن ثلاثة أشخاص أصيبوا في الحادث.");
  expect(now.filter(({ part }) => part === "quote").map(({ text }) => text)).toEqual(["خمسة", " أشخاص أصيبوا"]);
});

test("changed words beside each other are one piece, with the gap between them", () => {
  const { now } = differences(place("a ", "b", " c d"), place("a ", "b", " x y d"));
  expect(changed(now)).toEqual(["x y"]);
});

test("where only one view reaches further than the other, nothing is said to have changed", () => {
  const { old, now } = differences(place("one two ", "three", " four"), place("two ", "three", " four five"));
  expect(changed(old)).toEqual([]);
  expect(changed(now)).toEqual([]);
});

test("a mark within a word leaves the word's text whole", () => {
  const pieces = plainly(place("وال", "كتاب", "ة هنا"));
  expect(pieces.map(({ text }) => text)).toEqual(["وال", "كتاب", "ة هنا"]);
  expect(pieces.map(({ part }) => part)).toEqual(["before", "quote", "after"]);
});

test("empty lines between paragraphs are no room to be shown, nor is white space at the ends", () => {
  const pieces = plainly(place("\n\none\n\n", "two", " three\n \n"));
  expect(pieces.map(({ text }) => text).join("")).toBe("one\ntwo three");
});
