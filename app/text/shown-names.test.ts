import { expect, test } from "vitest";

import { shownName } from "./shown-names.ts";

test.each([
  ["report\u202efdp.exe", String.raw`report\u202efdp.exe`],
  ["a\u0007\u001b[2J\tb\nc.txt", String.raw`a\u0007\u001b[2J\u0009b\u000ac.txt`],
  ["\u2067تقرير\u2069.pdf", String.raw`\u2067تقرير\u2069.pdf`],
  ["half\ud83d.txt", "half\ufffd.txt"],
  // Marks that only say where a character belongs are part of many Arabic names.
  ["تقرير\u200f (1) نهائي 😀.docx", "تقرير\u200f (1) نهائي 😀.docx"],
])("%j is shown as %j", (name, shown) => expect(shownName(name)).toBe(shown));
