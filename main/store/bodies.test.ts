import fc from "fast-check";
import { expect, test } from "vitest";

import { unitsBefore } from "./bodies.ts";

test("units before a place are those of the text before it, wherever the bytes begin", () => {
  const unit = fc.constantFrom("a", "ب", "،", "“", "😀", "𝒳", " ", "abcdefgh", "كلمة ".repeat(300), "😀".repeat(600));
  fc.assert(
    fc.property(fc.array(unit), fc.array(unit), fc.integer({ min: 0, max: 3 }), (before, after, gap) => {
      const text = before.join("");
      const bytes = Buffer.from(" ".repeat(gap) + text + after.join(""));
      expect(unitsBefore(new Uint8Array(bytes).subarray(gap), Buffer.byteLength(text))).toBe(text.length);
    }),
  );
});
