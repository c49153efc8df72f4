import { describe, expect, test } from "vitest";

import { creditsOf, isCredited } from "./credits.ts";

const story = "Three people died when the depot burnt down.\n\nThe ministry said that it would look into it.";

describe("credits", () => {
  test.each([
    ["BEIRUT, Nov 3 (Reuters) - ", "", "reuters"],
    ["بيروت (رويترز) – ", "", "رويترز"],
    ["دمشق - سانا: ", "", "سانا"],
    ["AFP - Paris: ", "", "afp"],
    ["", "\n\nالمصدر: الجزيرة نت", "الجزيره نت"],
    ["", "\n\nنقلاً عن وكالة الأناضول", "وكاله الاناضول"],
    ["", "\n\nSource: https://www.example-news.org/a/b?c=1", "example news"],
    ["", "\n\n© 2025 Marsa Gazette", "marsa gazette"],
    ["", "\n\nThis article first appeared in The Harbour Post.", "the harbour post"],
  ])("%s…%s are signs, no part of the text", (before, after, name) => {
    const { names, body } = creditsOf(`${before}${story}${after}`);
    expect(names).toEqual([name]);
    expect(body.trim()).toBe(story);
  });

  test.each([
    "Follow us on our channels",
    "تابعونا على قناتنا في تلغرام",
    "All rights reserved.",
    "جميع الحقوق محفوظة",
  ])("%s below a text names nobody and is left out", (line) => {
    const { names, body } = creditsOf(`${story}\n${line}`);
    expect(names).toEqual([]);
    expect(body.trim()).toBe(story);
  });

  test("what only looks like one stays", () => {
    for (const text of [
      story,
      "Sources said that the depot (built in 1950) burnt.",
      "قال مصدر أمني إن خمسة قتلوا",
      `The source: ${"a long sentence that goes on ".repeat(10)}`,
      "",
    ])
      expect(creditsOf(text)).toEqual({ names: [], body: text });
  });

  test("an outlet is credited by whole words of any fold", () => {
    expect(isCredited(["وكاله الاناضول"], "الأناضول")).toBe(true);
    expect(isCredited(["reuters"], "Reuters")).toBe(true);
    expect(isCredited(["reuters"], "Reut")).toBe(false);
    expect(isCredited(["a p"], "A")).toBe(false);
  });
});
