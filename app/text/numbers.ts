import { toAsciiDigits } from "./date-values.ts";
import { fold, unfoldRange } from "./fold.ts";
import {
  boundsAfter,
  boundsBefore,
  joinsAnother,
  none,
  type NumberBound,
  type NumberWord,
  numberWord,
  singularOfDual,
  vague,
} from "./number-words.ts";

export type { NumberBound } from "./number-words.ts";

/** What a text counts. */
export interface Counted {
  readonly number: number;
  /** How the number is meant; null where it is the number itself. */
  readonly bound: NumberBound | null;
  /** What is counted: the rest of the text; null where it says no more than the number. */
  readonly unit: string | null;
}

interface Item {
  /** In the text, as UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  /** The folded word, "" for a numeral. */
  readonly word: string;
  readonly numeral: number | null;
}

const numerals =
  /(?<!(?!و)\p{L}|\p{L}و|\p{L}-|[\d.,٫٬])(?:\d{1,3}(?:([,٬' \u{a0}\u{202f}])\d{3}(?:\1\d{3})*|(?:\.\d{3}){2,})(?:[.٫]\d+)?|\d+(?:[.٫,]\d+)?)(?![\d٬٫])/gu;

/** Groups of three digits, however they are set apart; one group after a point alone is a fraction. */
const groups = /^\d{1,3}(?:([,٬' \u{a0}\u{202f}])\d{3}(?:\1\d{3})*|(?:\.\d{3}){2,})/u;

function readNumeral(written: string): number {
  const grouped = groups.exec(written)?.[0];
  if (grouped === undefined) return Number(written.replace(/[٫,]/u, "."));
  return Number(grouped.replaceAll(/\D/gu, "") + written.slice(grouped.length).replace("٫", "."));
}

/** Numerals and words of a text in order; "5th" and "T-72" hold no numeral. */
function itemsOf(text: string): Item[] {
  const ascii = toAsciiDigits(text);
  const items: Item[] = [];
  let masked = text;
  for (const found of ascii.matchAll(numerals)) {
    const [start, end] = [found.index, found.index + found[0].length];
    if (/^(?:st|nd|rd|th)\b/u.test(ascii.slice(end))) continue;
    items.push({ start, end, word: "", numeral: readNumeral(found[0]) });
    masked = masked.slice(0, start) + " ".repeat(end - start) + masked.slice(end);
  }
  const folded = fold(masked);
  for (const found of folded.text.matchAll(/[^ ]+/gu)) {
    const range = unfoldRange(folded, found.index, found.index + found[0].length);
    items.push({ ...range, word: found[0], numeral: null });
  }
  return items.toSorted((a, b) => a.start - b.start);
}

const isJoined = (word: string): boolean => word.length > 2 && word.startsWith("و") && numberWord(word) === undefined;

/** The number that a word is, also with "and" (و) or the article before it: the three (الثلاثة), never Monday (الاثنين). */
function wordOf(item: Item | undefined): { word: NumberWord; joined: boolean } | null {
  if (!item || item.numeral !== null) return null;
  const joined = isJoined(item.word);
  const bare = joined ? item.word.slice(1) : item.word;
  const known = numberWord(bare);
  if (known) return { word: known, joined };
  if (!bare.startsWith("ال")) return null;
  const named = numberWord(bare.slice(2));
  const counts = named && (named.kind === "tens" || (named.value >= 3 && named.value <= 10));
  return counts ? { word: named, joined } : null;
}

/** The number that begins at an item, with the index after its last one; null where none does. */
function numberAt(items: readonly Item[], from: number): { value: number; next: number; joined: boolean } | null {
  const head = items[from];
  const begins = wordOf(head);
  if (!head || (head.numeral === null && begins === null)) return null;
  let total = 0;
  let current: number | null = head.numeral;
  let last: NumberWord | null = null;
  let smallest = Infinity;
  let at = from;
  if (head.numeral === null) {
    const isArticle = from > 0 && /^an?$/u.test(items[from - 1]?.word ?? "");
    if (begins?.word.isBare === true && !isArticle) return null;
  } else at += 1;

  for (; at < items.length; at += 1) {
    const spaced: boolean = items[at]?.word === "and" || items[at]?.word === "و";
    const found = wordOf(items[spaced ? at + 1 : at]);
    // "2 million 300 thousand", "ألف و200".
    const numeral = last?.kind === "thousands" ? (items[spaced ? at + 1 : at]?.numeral ?? null) : null;
    if (numeral !== null && current === null && numeral < smallest) {
      current = numeral;
      last = null;
      if (spaced) at += 1;
      continue;
    }
    if (!found || (spaced && at === from)) break;
    const { word } = found;
    const joined: boolean = found.joined || spaced;
    const value: number | null = current;
    if (at === from) {
      // What begins a number stands for itself; a bare "hundred" after "a" is one.
      if (word.kind === "thousands") [total, smallest] = [word.value, word.value];
      else current = word.value;
    } else if (word.kind === "thousands" || isThousandsDual(word, value)) {
      const unit = word.kind === "thousands" ? word.value : word.value / 2;
      if (unit >= smallest) break;
      if (joined && value !== null) break;
      total += (value ?? 1) * unit;
      [current, smallest] = [null, unit];
    } else if (word.kind === "hundred") {
      if (value !== null && value > 0 && value < 100 && !joined && last !== null) current = value * 100;
      else if (value === null && joined) current = 100;
      else break;
    } else if (word.kind === "dozen") {
      if (value === null || joined) break;
      current = value * 12;
    } else {
      const sum = sumOf(value, last, word, joined);
      if (sum === null) break;
      current = sum;
    }
    last = word;
    if (spaced) at += 1;
  }
  return { value: total + (current ?? 0), next: at, joined: begins?.joined === true };
}

/** ألفا is two thousand where it stands alone, and a thousand after "eleven" (أحد عشر ألفًا). */
const isThousandsDual = (word: NumberWord, before: number | null): boolean =>
  word.kind === "whole" && word.value >= 2000 && before !== null && before > 2 && before < 1000;

/** What a unit, a teen, tens or whole hundreds add to what was read; null where they do not go with it. */
function sumOf(before: number | null, last: NumberWord | null, word: NumberWord, joined: boolean): number | null {
  if (before === null) return joined || !word.isArabic ? word.value : null;
  if (word.kind === "teen" && word.value === 10 && word.isArabic && !joined)
    return last?.kind === "unit" && last.isArabic && before % 100 > 0 ? before + 10 : null;
  const below = word.kind === "whole" ? 0 : word.kind === "tens" ? before % 100 : before % 10;
  const hundreds = before % 100 === 0 && before > 0;
  if (word.isArabic) {
    if (!joined || word.kind === "whole") return null;
    if (word.kind === "tens") return before % 100 < 10 ? before + word.value : null;
    return hundreds ? before + word.value : null;
  }
  if (hundreds && word.kind !== "whole") return before + word.value;
  // Twenty-five: after the hyphen, or without it.
  const isTens = last?.kind === "tens" && below === 0;
  return isTens && word.kind === "unit" && word.value > 0 && !joined ? before + word.value : null;
}

const matches = (items: readonly Item[], at: number, words: readonly string[]): boolean =>
  at >= 0 && words.every((word, index) => items[at + index]?.word === word);

/** The rest of a text as a unit, without what joins it to its number. */
function restOf(text: string, items: readonly Item[], taken: ReadonlySet<number>, noun: string | null): string | null {
  let rest = "";
  let from = 0;
  for (const [index, item] of items.entries()) {
    if (!taken.has(index)) continue;
    rest += `${text.slice(from, item.start)} `;
    from = item.end;
  }
  rest = `${noun ?? ""} ${rest}${text.slice(from)}`
    .replaceAll(/\s+/gu, " ")
    .replace(/^[\s\p{Po}\p{Pd}+~≈()]+/u, "")
    .replace(/[\s\p{Pd}+~≈.,،؛;:()]+$/u, "")
    .replace(/^(?:of|من)\s+/iu, "")
    .trim();
  return rest === "" ? null : rest;
}

interface Found {
  readonly from: number;
  readonly next: number;
  readonly value: number;
  /** The singular of a noun that says two by its ending. */
  readonly noun: string | null;
}

const takenBy = ({ from, next }: Found): number[] => Array.from({ length: next - from }, (_, index) => from + index);

/** All numbers of a text; null where one of them is joined to something else that is counted without one. */
function numbersOf(items: readonly Item[]): Found[] | null {
  const found: Found[] = [];
  for (let at = 0; at < items.length;) {
    const number = numberAt(items, at);
    if (number === null) {
      at += 1;
      continue;
    }
    if (at > 0 && (number.joined || /^(?:و|and)$/u.test(items[at - 1]?.word ?? ""))) return null;
    found.push({ from: at, next: number.next, value: number.value, noun: null });
    at = number.next;
  }
  return found;
}

/** A dual, or "a soldier" at the head of a text, where no number stands in it. */
function impliedNumber(text: string, items: readonly Item[]): Found | null {
  const duals = items.flatMap(({ word, start, end }, at): Found[] => {
    const noun = word === "" ? null : singularOfDual(word, text.slice(start, end));
    return noun === null ? [] : [{ from: at, next: at + 1, value: 2, noun }];
  });
  const [dual] = duals;
  if (dual) return duals.length === 1 ? dual : null;
  const article = items.findIndex(({ word }) => word === "a" || word === "an");
  if (article === -1 || /^(?:number|lot|group|couple|handful|great|large|small)$/u.test(items[article + 1]?.word ?? ""))
    return null;
  const before = boundsBefore.some(([words]) => words.length === article && matches(items, 0, words));
  return article === 0 || before ? { from: article, next: article + 1, value: 1, noun: null } : null;
}

function zeroOf(text: string, items: readonly Item[]): Counted | null {
  const phrase = none.find((words) => matches(items, 0, words));
  if (!phrase) return null;
  const taken = new Set(phrase.map((_, index) => index));
  return { number: 0, bound: null, unit: restOf(text, items, taken, null) };
}

/**
 * What a short text counts, in Arabic or English, in figures of any digits or in words: "إصابة واحدة", "٣ قتلى",
 * "قتيلان", "at least 1,200 people", "خمسة وعشرون". Null where it says no number, several, a fraction, or only a
 * quantity that nobody counted ("several", عشرات).
 */
export function readCount(text: string): Counted | null {
  const items = itemsOf(text);
  if (items.some(({ word }) => vague.has(word) || vague.has(word.replace(/^و/u, "")))) return null;
  const numbers = numbersOf(items);
  if (numbers === null) return null;
  const first = numbers[0] ?? zeroOf(text, items) ?? impliedNumber(text, items);
  if (first === null) return null;
  if (!("from" in first)) return first;
  if (items.some(({ word }) => joinsAnother(word))) return null;
  // A number in figures may stand beside the same one in words.
  if (numbers.some(({ value }) => value !== first.value)) return null;

  const all = numbers.length > 0 ? numbers : [first];
  const taken = new Set(all.flatMap(takenBy));
  let bound: NumberBound | null = null;
  let head = first.from;
  if (/^an?$/u.test(items[head - 1]?.word ?? "")) taken.add((head -= 1));
  const before = boundsBefore.find(([words]) => matches(items, head - words.length, words));
  if (before) {
    bound = before[1];
    for (let at = head - before[0].length; at < head; at += 1) taken.add(at);
  }
  for (let at = first.next; at < items.length && bound === null; at += 1) {
    const after = boundsAfter.find(([words]) => matches(items, at, words));
    if (!after) continue;
    bound = after[1];
    for (let index = 0; index < after[0].length; index += 1) taken.add(at + index);
  }
  const [start, end] = [items[first.from]?.start ?? 0, items[first.next - 1]?.end ?? 0];
  if (bound === null && text[end] === "+") bound = "at-least";
  if (bound === null && /[~≈]\s*$/u.test(text.slice(0, start))) bound = "about";
  return { number: first.value, bound, unit: restOf(text, items, taken, first.noun) };
}
