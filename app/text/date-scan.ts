import {
  type DateMention,
  type DateText,
  dateText,
  FIRST_ISLAMIC_YEAR,
  FIRST_YEAR,
  fromIslamic,
  LAST_ISLAMIC_YEAR,
  LAST_YEAR,
  type Reference,
  shifted,
  shiftedMonth,
  shiftedYear,
  weekday,
  withoutYear,
} from "./date-values.ts";
import { type MonthName, months, ordinals, type Side, sides, smallNumbers, weekdays } from "./date-words.ts";
import { fold, type Folded, unfoldRange } from "./fold.ts";

interface Token {
  /** Offsets in the folded text. */
  start: number;
  end: number;
  word: string;
  /** Whether a line break stands before it: no date reaches over one. */
  newLine: boolean;
}

/** The words of a folded text, and what the readers of dates ask about them. */
class Words {
  readonly tokens: Token[] = [];
  readonly #text: string;
  readonly #folded: Folded;

  constructor(text: string) {
    this.#text = text;
    this.#folded = fold(text);
    let before = 0;
    for (const found of this.#folded.text.matchAll(/[^ ]+/g)) {
      const offset = this.#folded.map[found.index] as number;
      const newLine = text.slice(before, offset).includes("\n");
      this.tokens.push({ start: found.index, end: found.index + found[0].length, word: found[0], newLine });
      before = offset;
    }
  }

  word(index: number): string {
    return this.tokens[index]?.word ?? "";
  }

  /** `count` words from an index on as one string, or "" where a line ends among them. */
  phrase(index: number, count: number): string {
    let phrase = this.word(index);
    for (let next = index + 1; next < index + count; next += 1) {
      if (this.tokens[next]?.newLine !== false) return "";
      phrase += ` ${this.word(next)}`;
    }
    return phrase;
  }

  /** The word after (or before, step -1) an index in the same line. */
  beside(index: number, step: 1 | -1): string {
    const token = this.tokens[index + step];
    if (token === undefined || (step === 1 ? token : this.tokens[index])?.newLine === true) return "";
    return token.word;
  }

  /** Mention from a word (without `skip` letters at its front) to another one. */
  mention(first: number, last: number, value: DateText | null, skip = 0): DateMention {
    const range = unfoldRange(
      this.#folded,
      (this.tokens[first] as Token).start + skip,
      (this.tokens[last] as Token).end,
    );
    return { ...range, text: this.#text.slice(range.start, range.end), value };
  }
}

/** Longest entry first: "ذو القعده" before "ذو". */
const MONTH_WORDS = 2;

/** The month named from a word on, with the number of its words and of the particle's letters before it. */
function monthAt(words: Words, index: number): { name: MonthName; length: number; skip: number } | null {
  for (let length = MONTH_WORDS; length >= 1; length -= 1) {
    const phrase = words.phrase(index, length);
    if (phrase === "") continue;
    const name = months.get(phrase);
    if (name !== undefined) return { name, length, skip: 0 };
    const bare = /^[وفبل]/.test(phrase) ? months.get(phrase.slice(1)) : undefined;
    if (bare !== undefined && !bare.weak) return { name: bare, length, skip: 1 };
  }
  return null;
}

function readDay(word: string): number | null {
  const found = /^(\d{1,2})(?:st|nd|rd|th|er)?$/.exec(word);
  const day = Number(found?.[1] ?? 0);
  return day >= 1 && day <= 31 ? day : null;
}

function readYear(word: string): { year: number; islamic: boolean } | null {
  const found = /^(\d{4})(م|ميلادي|ميلاديه|ه|هجري|هجريه)?$/.exec(word);
  if (found === null) return null;
  const year = Number(found[1]);
  const islamic = found[2]?.startsWith("ه") === true;
  const plausible =
    (year >= FIRST_YEAR && year <= LAST_YEAR) || (year >= FIRST_ISLAMIC_YEAR && year <= LAST_ISLAMIC_YEAR);
  return plausible ? { year, islamic } : null;
}

const links = new Set(["من", "شهر", "of", "de"]);
const yearLinks = new Set(["من", "عام", "العام", "لعام", "سنه", "لسنه", "of", "de"]);

/** The day that stands before a month, with the index of its first word. */
function dayBefore(words: Words, month: number): { day: number; first: number } | null {
  let at = month;
  while (links.has(words.beside(at, -1))) at -= 1;
  const day = readDay(words.beside(at, -1));
  if (day !== null) return { day, first: at - 1 };
  // An ordinal needs its من: الثاني تشرين is no date.
  if (at === month || words.word(at) !== "من") return null;
  for (const length of [2, 1]) {
    const ordinal =
      at - length < 0 || words.beside(at, -1) === "" ? undefined : ordinals.get(words.phrase(at - length, length));
    if (ordinal !== undefined) return { day: ordinal, first: at - length };
  }
  return null;
}

function monthMention(
  words: Words,
  index: number,
  reference: Reference | null,
): { mention: DateMention; last: number } | null {
  const found = monthAt(words, index);
  if (found === null) return null;
  const { name } = found;
  let first = index;
  let { skip } = found;
  let last = index + found.length - 1;

  // Doubles such as أكتوبر/تشرين الأول.
  const twin = words.beside(last, 1) === "" ? null : monthAt(words, last + 1);
  if (twin !== null && twin.skip === 0 && twin.name.month === name.month && twin.name.calendar === name.calendar)
    last += twin.length;

  let day: number | null = null;
  const before = skip === 0 ? dayBefore(words, index) : null;
  if (before !== null) {
    ({ day, first } = before);
  } else {
    const after = readDay(words.beside(last, 1));
    if (after !== null) {
      day = after;
      last += 1;
    }
  }

  let yearAt = last;
  if (yearLinks.has(words.beside(yearAt, 1))) yearAt += 1;
  const year = readYear(words.beside(yearAt, 1));
  let side: Side | null = null;
  if (year !== null) last = yearAt + 1;
  else {
    side = sides.get(words.beside(last, 1)) ?? null;
    if (side !== null) last += 1;
    else if (first === index && skip === 0) {
      side = sides.get(words.beside(first, -1)) ?? null;
      if (side !== null && /^[a-z]/.test(words.word(first - 1))) first -= 1;
      else side = null;
    }
  }
  if (name.weak && day === null && year === null && side === null) return null;
  if (name.weak && name.calendar === "islamic" && day === null && year === null) return null;
  if (first !== index) skip = 0;

  let value: DateText | null;
  if (name.calendar === "islamic")
    value = year !== null && day !== null ? fromIslamic(year.year, name.month, day) : null;
  else if (year !== null) value = year.islamic || year.year < FIRST_YEAR ? null : dateText(year.year, name.month, day);
  else value = withoutYear(name.month, day, side, reference);
  return { mention: words.mention(first, last, value, skip), last };
}

const notToday = new Set(["التالي", "السابق", "الاول", "الثاني", "الثالث", "الاخير", "نفسه", "ذاته", "المذكور"]);
const beforeDay = new Set(["في", "ذلك", "طوال", "طيله", "خلال", "صحيفه", "جريده", "قناه", "موقع"]);
const stepOf: Record<Side, number> = { past: -1, current: 0, future: 1 };

/** "قبل يومين", "قبل 3 أيام", "قبل شهرين", "قبل عامين"; weeks are too coarse for a date. */
function agoMention(
  words: Words,
  index: number,
  reference: Reference | null,
): { mention: DateMention; last: number } | null {
  let at = index + 1;
  const next = words.beside(index, 1);
  let count = /^\d{1,3}$/.test(next) ? Number(next) : (smallNumbers.get(next) ?? 0);
  if (count > 0) at += 1;
  const unit = words.beside(at - 1, 1);
  let value: DateText | null;
  if (unit === "يومين" || unit === "شهرين" || unit === "عامين" || unit === "سنتين" || unit === "اسبوعين") count = 2;
  if (count === 0) count = 1;
  if (/^(?:يوم|يومين|ايام|يوما)$/.test(unit)) value = shifted(-count, reference);
  else if (/^(?:شهر|شهرين|اشهر|شهرا)$/.test(unit)) value = shiftedMonth(-count, reference);
  else if (/^(?:عام|عامين|اعوام|عاما|سنه|سنتين|سنوات)$/.test(unit)) value = shiftedYear(-count, reference);
  else if (/^(?:اسبوع|اسبوعين|اسابيع|اسبوعا)$/.test(unit)) value = null;
  else return null;
  return { mention: words.mention(index, at, value), last: at };
}

function relativeMention(
  words: Words,
  index: number,
  reference: Reference | null,
): { mention: DateMention; last: number } | null {
  const full = words.word(index);
  const skip = /^[وفبل](?:امس|اليوم|ال|غدا)/.test(full) ? 1 : 0;
  const word = full.slice(skip);
  const next = words.beside(index, 1);
  const done = (last: number, value: DateText | null) => ({ mention: words.mention(index, last, value, skip), last });

  if (word === "امس")
    return next === "الاول" ? done(index + 1, shifted(-2, reference)) : done(index, shifted(-1, reference));
  if (word === "اول" && next === "امس") return done(index + 1, shifted(-2, reference));
  if (word === "اول" && words.phrase(index, 3) === "اول من امس") return done(index + 2, shifted(-2, reference));
  if (word === "غدا") return done(index, shifted(1, reference));
  if (word === "اليوم") {
    if (notToday.has(next) || sides.has(next) || beforeDay.has(words.beside(index, -1))) return null;
    return done(index, shifted(0, reference));
  }
  if (word === "قبل" && full === word) return agoMention(words, index, reference);

  const day = weekdays.get(word);
  if (day !== undefined) {
    const side = sides.get(next) ?? null;
    return done(side === null ? index : index + 1, weekday(day, side, reference));
  }
  const demonstrative = words.beside(index, -1);
  const period = /^(?:الشهر|العام|السنه|الاسبوع)$/.test(word);
  if (!period) return null;
  const named = sides.get(next);
  const side = named ?? (/^[وفبل]?(?:هذا|هذه)$/.test(demonstrative) ? "current" : undefined);
  if (side === undefined) return null;
  const by = stepOf[side];
  let value: DateText | null = null;
  if (word === "الشهر") value = shiftedMonth(by, reference);
  else if (word !== "الاسبوع") value = shiftedYear(by, reference);
  return done(named === undefined ? index : index + 1, value);
}

const beforeYear = new Set(["عام", "العام", "سنه", "in", "since", "year", "منذ"]);

function yearMention(words: Words, index: number): DateMention | null {
  const year = readYear(words.word(index));
  if (year === null || year.islamic || year.year < FIRST_YEAR) return null;
  const marked =
    words.word(index).endsWith("م") || beforeYear.has(words.beside(index, -1).replace(/^[وفبل](?=عام|سنه)/, ""));
  return marked ? words.mention(index, index, dateText(year.year, null, null)) : null;
}

/** Mentions by words: first the dates by the name of their month, then the relative words and bare years, each list in order. */
export function wordMentions(text: string, reference: Reference | null): DateMention[][] {
  const words = new Words(text);
  const dated: DateMention[] = [];
  const relative: DateMention[] = [];
  for (let index = 0; index < words.tokens.length; index += 1) {
    const month = monthMention(words, index, reference);
    if (month !== null) {
      dated.push(month.mention);
      index = month.last;
      continue;
    }
    const other = relativeMention(words, index, reference);
    if (other !== null) {
      relative.push(other.mention);
      index = other.last;
      continue;
    }
    const year = yearMention(words, index);
    if (year !== null) relative.push(year);
  }
  return [dated, relative];
}
