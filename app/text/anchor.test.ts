import { readFileSync } from "node:fs";

import fc from "fast-check";
import { expect, test } from "vitest";

import { sharedPath } from "../../scripts/shared.ts";
import {
  type Anchor,
  type AnchorRange,
  type AnchorResolution,
  makeAnchor,
  resolveAnchor,
  snapToCharacters,
} from "./anchor.ts";
import { toWorkingText } from "./canonical.ts";

const before = "قالت قيادة الأمن الداخلي إن العملية نُفّذت بالتعاون مع الجهاز.";
const first = "وأوضح الأحمد أن القوى الأمنية ضبطت خلال العملية أسلحة وذخائر متنوعة، مشيرًا إلى إصابة أحد العناصر بجروح.";
const between = "وفي سياق متصل أطلقت القيادة حملة أخرى في المنطقة الشمالية.";
const after = "وأضاف التقرير أن القوات نفذت عملية مشتركة في الريف.";
const quote = "ضبطت خلال العملية أسلحة وذخائر";

function joined(...paragraphs: string[]): string {
  return paragraphs.join("\n\n");
}

function anchorOf(text: string, wanted: string, from = 0): Anchor {
  const start = text.indexOf(wanted, from);
  expect(start).toBeGreaterThanOrEqual(0);
  return makeAnchor(text, start, start + wanted.length);
}

/** The candidates of an ambiguous resolution; of any other one, none. */
function candidatesOf(resolution: AnchorResolution): AnchorRange[] {
  return resolution.status === "ambiguous" ? resolution.candidates : [];
}

test("an anchor keeps position, quote and 32 units on each side", () => {
  const text = `${"a".repeat(40)}QUOTE${"b".repeat(40)}`;
  expect(makeAnchor(text, 40, 45)).toEqual({
    start: 40,
    end: 45,
    quote: "QUOTE",
    prefix: "a".repeat(32),
    suffix: "b".repeat(32),
  });
});

test("context never ends in half a surrogate pair", () => {
  const text = `${"😀".repeat(20)}xQUOTEx${"😀".repeat(20)}`;
  const anchor = anchorOf(text, "QUOTE");
  expect(anchor.prefix.isWellFormed()).toBe(true);
  expect(anchor.suffix.isWellFormed()).toBe(true);
  expect(anchor.prefix).toHaveLength(31);
});

test.each([
  [-1, 2],
  [2, 1],
  [0, 99],
  [0.5, 2],
])("a span %s–%s outside the text is refused", (start, end) => {
  expect(() => makeAnchor("text", start, end)).toThrow(RangeError);
});

test("in its own text an anchor is exact, also between twins", () => {
  const text = joined(first, first, first);
  const at = text.indexOf(quote, first.length);
  const anchor = makeAnchor(text, at, at + quote.length);
  expect(resolveAnchor(anchor, text)).toEqual({ status: "exact", start: at, end: at + quote.length });
});

test("text put in before it, or behind it, moves or keeps it", () => {
  const text = joined(before, first, after);
  const anchor = anchorOf(text, quote);
  const changed = joined("تحديث جديد.", before, first, after);
  const start = changed.indexOf(quote);
  expect(resolveAnchor(anchor, changed)).toEqual({ status: "moved", start, end: start + quote.length });
  expect(resolveAnchor(anchor, `${text}\n\nتحديث`)).toMatchObject({ status: "exact", start: anchor.start });
});

test("one side of the context may change", () => {
  const text = joined(before, first, after);
  const changed = text.replace("وأوضح الأحمد أن القوى الأمنية", "وقال القائد إن قواته كانت قد");
  expect(resolveAnchor(anchorOf(text, quote), changed)).toMatchObject({ start: changed.indexOf(quote) });
});

test("a sentence that went elsewhere unchanged, and stands there once, is moved", () => {
  const text = joined(before, first, after);
  const changed = joined(before, after, `نقل مراسلنا: «${quote}».`);
  expect(resolveAnchor(anchorOf(text, quote), changed)).toMatchObject({
    status: "moved",
    start: changed.indexOf(quote),
  });
});

test("two equal candidates are ambiguous, and both are named", () => {
  const anchor = anchorOf(joined(before, first, after), quote);
  const twice = joined("تحديث.", before, first, after, "خبر آخر.", before, first, after);
  const one = twice.indexOf(quote);
  const two = twice.indexOf(quote, one + 1);
  expect(resolveAnchor(anchor, twice)).toEqual({
    status: "ambiguous",
    candidates: [
      { start: one, end: one + quote.length },
      { start: two, end: two + quote.length },
    ],
  });
});

const twin = first.replace("إصابة أحد العناصر", "إصابة اثنين من العناصر");

test.each([
  ["one word of the quote", first.replace("العملية أسلحة", "المداهمة أسلحة")],
  ["all of the quote", first.replace(quote, "صادرت بعد المداهمة بنادق")],
  ["the quote's spelling", first.replace("أسلحة", "اسلحه")],
])("a paragraph with a near-twin is edited (%s): never silently moved to the twin", (_, edited) => {
  const text = joined(before, first, between, twin, after);
  const anchor = anchorOf(text, quote);
  for (const changed of [
    joined(before, edited, between, twin, after),
    joined("تحديث.", before, edited, between, twin, after),
  ]) {
    const candidates = candidatesOf(resolveAnchor(anchor, changed));
    const start = changed.indexOf(quote);
    expect(candidates).toContainEqual({ start, end: start + quote.length });
    expect(candidates.length).toBeGreaterThan(1);
  }
});

test("a whole paragraph with a near-twin is edited: ambiguous", () => {
  const text = joined(before, first, between, twin, after);
  const anchor = anchorOf(text, first);
  const changed = joined(before, first.replace("أسلحة وذخائر", "بنادق وذخائر"), between, twin, after);
  expect(resolveAnchor(anchor, changed).status).toBe("ambiguous");
});

test("a paragraph with a near-twin is moved unedited: the one whose context agrees to the letter", () => {
  const text = joined(before, first, between, twin, after);
  const anchor = anchorOf(text, "إصابة أحد العناصر");
  const changed = joined("تحديث.", before, first, between, twin, after);
  expect(resolveAnchor(anchor, changed)).toMatchObject({
    status: "moved",
    start: changed.indexOf("إصابة أحد العناصر"),
  });
});

test("a quote with a small correction, in its context and like nothing else, is moved to it", () => {
  const text = joined(before, first, after);
  const changed = text.replace("العملية أسلحة", "العمليّة أسلحة");
  const corrected = "ضبطت خلال العمليّة أسلحة وذخائر";
  const start = changed.indexOf(corrected);
  expect(resolveAnchor(anchorOf(text, quote), changed)).toEqual({
    status: "moved",
    start,
    end: start + corrected.length,
  });
});

test("a similar sentence in another context is no place for an anchor", () => {
  const text = joined(before, first, after);
  const changed = joined(before, after, "ضبطت خلال العمليه أسلحه وذخائر في حادثة لا صلة لها بما سبق كله.");
  expect(resolveAnchor(anchorOf(text, quote), changed)).toEqual({ status: "orphan" });
});

test("a word or two in another context is no evidence: ask", () => {
  const anchor = anchorOf(joined(before, "نعم، هذا صحيح كما قيل لنا أمس في المكتب.", after), "نعم");
  expect(resolveAnchor(anchor, "كتب كثيرون: نعم للسلام")).toMatchObject({
    status: "ambiguous",
    candidates: [{ start: 12, end: 15 }],
  });
});

test("what is gone is an orphan, and an empty quote matches nothing", () => {
  const text = joined(before, first, after);
  expect(resolveAnchor(anchorOf(text, quote), joined(before, after))).toEqual({ status: "orphan" });
  expect(resolveAnchor(anchorOf(text, quote), "")).toEqual({ status: "orphan" });
  expect(resolveAnchor(makeAnchor(text, 5, 5), text)).toEqual({ status: "orphan" });
});

test("the same quote at the same position in another context is not taken for the same", () => {
  const anchor = anchorOf("aaaaaaaaaaaaaaaa no bbbbbbbbbbbbbbbb", "no");
  expect(resolveAnchor(anchor, "cccccccccccccccc no dddddddddddddddd").status).toBe("ambiguous");
});

test("for any text an anchor resolves to its own place in it, and no resolution lies outside a text", () => {
  const unit = fc.constantFrom("a", "ب", "ِ", "😀", " ", "\n", "ـ", "\ud83d", "\udc00");
  fc.assert(
    fc.property(
      fc.string({ unit, maxLength: 120 }),
      fc.nat(200),
      fc.nat(200),
      fc.string({ unit, maxLength: 80 }),
      (text, a, b, other) => {
        const start = Math.min(a, b, text.length);
        const end = Math.min(Math.max(a, b), text.length);
        const anchor = makeAnchor(text, start, end);
        expect(anchor.prefix + anchor.quote + anchor.suffix).toBe(
          text.slice(start - anchor.prefix.length, end + anchor.suffix.length),
        );
        expect(resolveAnchor(anchor, text)).toEqual(
          end > start ? { status: "exact", start, end } : { status: "orphan" },
        );

        const elsewhere = resolveAnchor(anchor, other);
        const ranges =
          elsewhere.status === "ambiguous" ? elsewhere.candidates : elsewhere.status === "orphan" ? [] : [elsewhere];
        for (const range of ranges) {
          expect(range.start).toBeGreaterThanOrEqual(0);
          expect(range.end).toBeGreaterThan(range.start);
          expect(range.end).toBeLessThanOrEqual(other.length);
        }
      },
    ),
    { numRuns: 500 },
  );
});

test("byte order mark, CRLF, astral characters and Arabic: save and open again, the identical quote", () => {
  const decoded = "\ufeffخبر 😀 أوّل\r\nقال «كِتَابٌ» 𝐀\r\rend";
  const text = toWorkingText(decoded);
  for (const wanted of ["😀", "كِتَابٌ", "𝐀\n\nend", "أوّل\nقال"]) {
    const anchor = JSON.parse(JSON.stringify(anchorOf(text, wanted))) as Anchor;
    const again = resolveAnchor(anchor, toWorkingText(decoded));
    expect(again).toEqual({ status: "exact", start: anchor.start, end: anchor.end });
    expect(text.slice(anchor.start, anchor.end)).toBe(wanted);
  }
});

test.each([
  ["half a surrogate pair", "a😀b", 2, 3, "😀"],
  ["a letter without its marks", "كِتَاب", 1, 2, "كِ"],
  ["a letter and half its marks", "مُدَّة", 2, 4, "دَّ"],
  ["half a family", "a👨‍👩‍👧b", 3, 4, "👨‍👩‍👧"],
  ["a decomposed letter", "e\u0301a", 0, 1, "e\u0301"],
  ["whole characters", "كتاب", 1, 3, "تا"],
])("a span of %s is widened to characters", (_, text, start, end, expected) => {
  const span = snapToCharacters(text, start, end);
  expect(text.slice(span.start, span.end)).toBe(expected);
});

test("an empty span stays empty, and offsets outside the text are brought into it", () => {
  expect(snapToCharacters("a😀b", 2, 2)).toEqual({ start: 1, end: 1 });
  expect(snapToCharacters("abc", -3, 99)).toEqual({ start: 0, end: 3 });
  expect(snapToCharacters("", 0, 4)).toEqual({ start: 0, end: 0 });
});

test("for any text a span is widened once and for all, and never narrowed", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), fc.nat(60), fc.nat(60), (text, a, b) => {
      const start = Math.min(a, b, text.length);
      const end = Math.min(Math.max(a, b), text.length);
      const span = snapToCharacters(text, start, end);
      expect(span.start).toBeLessThanOrEqual(start);
      expect(span.end).toBeGreaterThanOrEqual(end > start ? end : span.start);
      expect(snapToCharacters(text, span.start, span.end)).toEqual(span);
    }),
    { numRuns: 500 },
  );
});

const article = sharedPath("corpus", "enab-baladi-badrusiyah-2025-11-24.txt");

test.skipIf(article === undefined)(
  "the real article: every sentence is found again in a text with another head line",
  () => {
    const text = readFileSync(article as string, "utf8");
    const changed = `تحديث: خبر عاجل\n\n${text}`;
    const shift = changed.length - text.length;
    for (const paragraph of text.split("\n").filter((line) => line.length > 40)) {
      const anchor = anchorOf(text, paragraph);
      expect(resolveAnchor(anchor, changed)).toEqual({
        status: "moved",
        start: anchor.start + shift,
        end: anchor.end + shift,
      });
    }
  },
);
