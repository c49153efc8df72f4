import fc from "fast-check";
import { expect, test } from "vitest";

import { toWorkingText } from "./canonical.ts";

test("one byte order mark is stripped, CRLF and lone CR become LF", () => {
  expect(toWorkingText("\ufeffa\r\nb\rc\nd\r\r\n")).toBe("a\nb\nc\nd\n\n");
  expect(toWorkingText("\ufeff\ufeffa")).toBe("\ufeffa");
  expect(toWorkingText("a\ufeffb")).toBe("a\ufeffb");
});

test("nothing else changes: marks, tatweel, bidi marks, no-break spaces, astral characters, decomposed letters", () => {
  const text = "كِتَابـٌ\u200f \u00a0 e\u0301 😀\u2028 ﷲ\t";
  expect(toWorkingText(text)).toBe(text);
});

test("a working text stays as it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const working = toWorkingText(text);
      expect(working).not.toContain("\r");
      expect(toWorkingText(`\ufeff${working}`)).toBe(working);
    }),
  );
});
