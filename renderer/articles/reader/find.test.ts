import { expect, test } from "vitest";

import { makeFinder } from "./find.ts";

const read = (text: string, query: string) =>
  makeFinder(text)
    .find(query)
    .map(({ start, end }) => text.slice(start, end));

test("finds through harakat, tatweel, hamza seats and the article, and gives the original glyphs", () => {
  expect(read("في الكِتَاب والكتـــاب", "كتاب")).toEqual(["كِتَاب", "كتـــاب"]);
  expect(read("إدلب و أحمد", "ادلب")).toEqual(["إدلب"]);
});

test("finds across punctuation and line ends, and while a word is still being typed", () => {
  expect(read("الأمن،\nالداخلي", "الامن الداخ")).toEqual(["الأمن،\nالداخ"]);
  expect(read("Café Ibn-Rushd", "cafe ibn ru")).toEqual(["Café Ibn-Ru"]);
});

test("takes signs as typed and an empty query as nothing", () => {
  expect(read("من؟ ماذا؟", "؟")).toEqual(["؟", "؟"]);
  expect(read("text", "  ")).toEqual([]);
  expect(read("a+b (c)", "(")).toEqual(["("]);
});
