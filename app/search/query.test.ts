import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { fieldsNear, queryFields } from "./fields.ts";
import { parseQuery, type Query, queryFailure, queryReasons, termsOf, wordsTyped } from "./query.ts";
import type { Prefix, Words } from "./tree.ts";

const words = (value: string): Words => ({ kind: "words", value });
const prefix = (value: string): Prefix => ({ kind: "prefix", value });
const exact = (value: string): Query => ({ kind: "exact", value });
const not = (part: Query): Query => ({ kind: "not", part });
const and = (...parts: Query[]): Query => ({ kind: "and", parts });
const or = (...parts: Query[]): Query => ({ kind: "or", parts });
const period = (value: string): Query => ({ kind: "date", field: "date", value });
const field = (name: Extract<Query, { kind: "field" }>["field"], value: string): Query => ({
  kind: "field",
  field: name,
  value,
});

const off = { stem: "off" } as const;
const strict = { hamza: "strict" } as const;
const near = (distance: number, ...parts: Extract<Query, { kind: "near" }>["parts"]): Query => ({
  kind: "near",
  distance,
  parts,
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
  ["اعتقـــال*", prefix("اعتقـــال")],
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
  ["a NEAR/5 b", near(5, words("a"), words("b"))],
  ['"a b" NEAR/٠ c* NEAR/0 d', near(0, words("a b"), prefix("c"), words("d"))],
  ["a NEAR/5 b OR c d", and(or(near(5, words("a"), words("b")), words("c")), words("d"))],
  ["-(a NEAR/5 b)", not(near(5, words("a"), words("b")))],
  ["a NEAR/5 …", words("a")],
  ["nearly NEARLY near", and(words("nearly"), words("NEARLY"), words("near"))],
  ['"a NEAR/5 b"', words("a NEAR/5 b")],
  ["stem:off a b*", and({ ...words("a"), ...off }, { ...prefix("b"), ...off })],
  ["a (b hamza:strict)", and(words("a"), { ...words("b"), ...strict })],
  [
    "hamza:strict a (b stem:off) exact:c -d",
    and(
      { ...words("a"), ...strict },
      { ...words("b"), ...off, ...strict },
      exact("c"),
      not({ ...words("d"), ...strict }),
    ),
  ],
  ["a NEAR/2 b STEM:OFF", near(2, { ...words("a"), ...off }, { ...words("b"), ...off })],
  ["stem:off", null],
  ["a OR stem:off b", or({ ...words("a"), ...off }, { ...words("b"), ...off })],
  ['text:"a b"', { kind: "in", field: "text", part: words("a b") }],
  ["memo:ver* stem:off", { kind: "in", field: "memo", part: { ...prefix("ver"), ...off } }],
  ["state:In-Work", { kind: "field", field: "state", value: "in-work" }],
  ["reliability:f credibility:٦", and(field("reliability", "F"), field("credibility", "6"))],
  ["url:https://a.org/b", field("url", "https://a.org/b")],
  ["year:٢٠٢٥ date:2025-11", and(period("2025"), period("2025-11"))],
  ["date:none", period("none")],
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
  ["sorce:x", 0, /no field sorce: – perhaps source: was meant/],
  ["colour:x", 0, /no field colour: – to look for/],
  ["NEAR/5 b", 0, /before/],
  ["a (NEAR/5 b)", 3, /before/],
  ["a OR NEAR/5 b", 5, /before/],
  ["a NEAR/5", 2, /after/],
  ["(a NEAR/5 )", 3, /after/],
  ["a NEAR/5 OR b", 2, /after/],
  ["a NEAR b", 2, /number of words/],
  ["a NEAR/ b", 2, /number of words/],
  ["a NEAR/x b", 2, /number of words/],
  ["a NEAR/101 b", 2, /number of words/],
  ["a NEAR/5 b NEAR/6 c", 11, /one number/],
  ["a NEAR/5 -b", 9, /joins/],
  ["exact:a NEAR/5 b", 8, /joins/],
  ["a NEAR/5 (b OR c)", 9, /joins/],
  ["state:open", 6, /takes unread, in-work, done/],
  ["stem:on", 5, /takes off/],
  ["a -stem:off", 2, /cannot be excluded/],
  ["memo:…", 5, /memo: needs a letter/],
  ["year:2025-11", 5, /year such as/],
  ["date:soon", 5, /date such as/],
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
    const read = parseQuery("a colour:x");
    expect(read.ok ? null : queryFailure(read.error)).toEqual({
      code: "query-syntax",
      message: expect.stringMatching(/^there is no field colour: .* \(at 2\)$/) as string,
      details: { position: 2, reason: "unknown-field", field: "colour" },
    });
    const mistyped = parseQuery("sorce:x");
    expect(mistyped.ok ? null : queryFailure(mistyped.error).details).toMatchObject({ values: ["source"] });
  });

  test("never throws, and names a position within the query", () => {
    const pieces = fc.constantFrom(
      ...'abc كتاب OR - ( ) " “ ” « » * : ، before: after: outlet: exact: NEAR/5 NEAR stem:off text: state: 2025-11 𝒳 \u064e \ud83d -( x*'.split(
        " ",
      ),
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

test("words of other places are shown only there", () => {
  const read = parseQuery("a NEAR/3 b text:c memo:d");
  const query = read.ok ? read.value : null;
  expect(termsOf(query).map((term) => ("value" in term ? term.value : term.parts.length))).toEqual([2, "c"]);
  expect(termsOf(query, "memo").map((term) => ("value" in term ? term.value : term.parts.length))).toEqual([2, "d"]);
});

test("every example of a field is a query, and every field is found where it is mistyped", () => {
  for (const [name, { example }] of Object.entries(queryFields)) {
    for (const query of [example.en, example.ar]) expect(parseQuery(query)).toMatchObject({ ok: true });
    expect(fieldsNear(`${name}x`)).toContain(name);
  }
  expect(fieldsNear("statment")).toContain("statement");
  expect(fieldsNear("relability")).toEqual(["reliability"]);
  expect(fieldsNear("colour")).toEqual([]);
});

test("the words of a query that are asked for in texts stand where it is said", () => {
  const query = 'raid -house "in the city" outlet:x memo:verify exact:Y (أمن*)';
  expect(wordsTyped(query).map(({ start, end }) => query.slice(start, end))).toEqual([
    "raid",
    "in",
    "the",
    "city",
    "verify",
  ]);
  expect(wordsTyped("raid (")).toEqual([]);
});
