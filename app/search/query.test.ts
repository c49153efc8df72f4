import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { parseQuery, type Query, queryFailure, queryReasons, termsOf } from "./query.ts";

const words = (value: string): Query => ({ kind: "words", value });
const prefix = (value: string): Query => ({ kind: "prefix", value });
const exact = (value: string): Query => ({ kind: "exact", value });
const not = (part: Query): Query => ({ kind: "not", part });
const and = (...parts: Query[]): Query => ({ kind: "and", parts });
const or = (...parts: Query[]): Query => ({ kind: "or", parts });
const field = (name: "outlet" | "source" | "tag" | "lang" | "author" | "title", value: string): Query => ({
  kind: "field",
  field: name,
  value,
});

const right: [string, Query | null][] = [
  ["", null],
  [" ، , ؛ ... ", null],
  ["استخبارات", words("استخبارات")],
  ["دمشق، حلب", and(words("دمشق"), words("حلب"))],
  ["دمشق،حلب", and(words("دمشق"), words("حلب"))],
  ['"قوات الأمن"', words("قوات الأمن")],
  ["“security forces”", words("security forces")],
  ["«قوات الأمن»", words("قوات الأمن")],
  ["»قوات الأمن«", words("قوات الأمن")],
  ["a b OR c", and(words("a"), or(words("b"), words("c")))],
  ["(a b) OR c", or(and(words("a"), words("b")), words("c"))],
  ["((a))", words("a")],
  ["()", null],
  ["order", words("order")],
  ["a or b", and(words("a"), words("or"), words("b"))],
  ["a OR(b c)", or(words("a"), and(words("b"), words("c")))],
  ["a -b", and(words("a"), not(words("b")))],
  ["-b", not(words("b"))],
  ['a -"b c"', and(words("a"), not(words("b c")))],
  ["-(a OR b)", not(or(words("a"), words("b")))],
  ["-outlet:x", not(field("outlet", "x"))],
  ["al-Assad", words("al-Assad")],
  ["investigat*", prefix("investigat")],
  ["اعتقـــال*", prefix("اعتقال")],
  ["exact:Khaled", exact("Khaled")],
  ['exact:"عبد العال"', exact("عبد العال")],
  ['outlet:"عنب بلدي" الاعتقال', and(field("outlet", "عنب بلدي"), words("الاعتقال"))],
  ["Outlet:x", field("outlet", "x")],
  ["tag:Casualties/Dead", field("tag", "Casualties/Dead")],
  ["lang:ar", field("lang", "ar")],
  ["before:2025-11-24", { kind: "date", field: "before", value: "2025-11-24" }],
  ['after:"2025-11"', { kind: "date", field: "after", value: "2025-11" }],
  ["after:٢٠٢٥", { kind: "date", field: "after", value: "2025" }],
  ["http://x", words("http://x")],
  ["https://enabbaladi.net/a", words("https://enabbaladi.net/a")],
  ["21:40", words("21:40")],
  ["Update:", words("Update:")],
  ["الوقت:كذا", words("الوقت:كذا")],
  ['"sorce:x"', words("sorce:x")],
];

const wrong: [string, number, RegExp][] = [
  ["a -", 2, /^- must/],
  ["a - b", 2, /^- must/],
  ["--a", 0, /^- must/],
  ["a OR", 2, /after/],
  ["OR a", 0, /before/],
  ["a OR OR b", 5, /before/],
  ["(a OR )", 3, /after/],
  ['a "b', 2, /quotation mark is not closed/],
  ["a «b", 2, /quotation mark is not closed/],
  ["𝒳 «b", 3, /quotation mark is not closed/],
  ["(a", 0, /not closed/],
  ["a)", 1, /closes nothing/],
  ["*", 0, /beginning of a word/],
  ["a*b", 1, /end of a word/],
  ["al-As*", 5, /one word/],
  ['"a"*', 3, /end of a word/],
  ["sorce:x", 0, /no field sorce:/],
  ["a outlet: x", 2, /needs a value/],
  ['outlet:""', 0, /needs a value/],
  ["exact:…", 6, /letter or a digit/],
  ["before:yesterday", 7, /date such as/],
  ["after:2025-02-30", 6, /date such as/],
  ["after:2025-13", 6, /date such as/],
  [`${"(".repeat(30)}a${")".repeat(30)}`, 20, /too deep/],
];

describe("parseQuery", () => {
  test.each(right)("%s", (text, tree) => {
    expect(parseQuery(text)).toEqual({ ok: true, value: tree });
  });

  test.each(wrong)("refuses %s at %i", (text, position, message) => {
    const error = { code: "query-syntax", position, message: expect.stringMatching(message) as string };
    expect(parseQuery(text)).toMatchObject({ ok: false, error });
  });

  test("every reason is given for something, and no sentence is left with a gap", () => {
    const read = wrong.map(([text]) => parseQuery(text));
    const errors = read.flatMap((one) => (one.ok ? [] : [one.error]));
    expect(new Set(errors.map(({ reason }) => reason))).toEqual(new Set(queryReasons));
    for (const { message } of errors) expect(message).not.toMatch(/[{}]/);
  });

  test("the contract carries the reason, for a sentence in the language of the reader", () => {
    const read = parseQuery("a sorce:x");
    expect(read.ok ? null : queryFailure(read.error)).toEqual({
      code: "query-syntax",
      message: expect.stringMatching(/^there is no field sorce: .* \(at 2\)$/) as string,
      details: { position: 2, reason: "unknown-field", field: "sorce" },
    });
  });

  test("never throws, and names a position within the query", () => {
    const pieces = fc.constantFrom(
      ...'abc كتاب OR - ( ) " “ ” « » * : ، before: after: outlet: exact: 2025-11 𝒳 \u064e \ud83d -( x*'.split(" "),
      " ",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.array(pieces).map((some) => some.join("")),
        ),
        (text) => {
          const read = parseQuery(text);
          const position = read.ok ? 0 : read.error.position;
          expect(termsOf(read.ok ? read.value : null)).toBeInstanceOf(Array);
          expect(position).toBeGreaterThanOrEqual(0);
          expect(position).toBeLessThan(Math.max(1, text.length));
        },
      ),
      { numRuns: 1000 },
    );
  });

  test("a quoted text is looked for as it is", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z*:() -]*[a-z]$/), (text) => {
        expect(parseQuery(`"${text}"`)).toEqual({ ok: true, value: words(text) });
      }),
    );
  });
});

test("what is excluded, and fields, are not shown as found", () => {
  const read = parseQuery('a -b "c d" outlet:x (e* OR exact:F)');
  expect(read.ok && termsOf(read.value)).toEqual([
    { kind: "stem", value: "a" },
    { kind: "phrase", value: "c d" },
    { kind: "prefix", value: "e" },
    { kind: "exact", value: "F" },
  ]);
});
