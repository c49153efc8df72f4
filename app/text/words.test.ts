import { expect, test } from "vitest";

import { sentenceAt, wordAt } from "./words.ts";

function word(text: string, offset: number): string {
  const range = wordAt(text, offset);
  return text.slice(range.start, range.end);
}

function sentence(text: string, offset: number): string {
  const range = sentenceAt(text, offset);
  return text.slice(range.start, range.end);
}

test("a word is whole from any offset in it and at its end, marks and tatweel included", () => {
  const text = "قال كِتَابَهُ، كتـــاب end";
  expect(word(text, 4)).toBe("كِتَابَهُ");
  expect(word(text, 7)).toBe("كِتَابَهُ");
  expect(word(text, 13)).toBe("كِتَابَهُ");
  expect(word(text, 17)).toBe("كتـــاب");
  expect(word(text, text.length)).toBe("end");
});

test("among spaces and punctuation there is no word", () => {
  expect(wordAt("a ,  b", 3)).toEqual({ start: 3, end: 3 });
  expect(wordAt("", 0)).toEqual({ start: 0, end: 0 });
  expect(wordAt("ab", 99)).toEqual({ start: 0, end: 2 });
});

test("words in later lines have their offsets in the whole text", () => {
  const text = "one\ntwo three\n";
  expect(wordAt(text, 9)).toEqual({ start: 8, end: 13 });
  expect(wordAt(text, 4)).toEqual({ start: 4, end: 7 });
  expect(wordAt(text, 3)).toEqual({ start: 0, end: 3 });
});

test("a sentence ends at its full stop or question mark, and never reaches over a line", () => {
  const text = "قال الأحمد ذلك. هل وصلوا؟ نعم\nسطر آخر. وثان.";
  expect(sentence(text, 3)).toBe("قال الأحمد ذلك.");
  expect(sentence(text, 18)).toBe("هل وصلوا؟");
  expect(sentence(text, 27)).toBe("نعم");
  expect(sentence(text, text.length)).toBe("وثان.");
  expect(sentenceAt("a\n\nb", 2)).toEqual({ start: 2, end: 2 });
});
