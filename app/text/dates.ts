import { GB as english, type ParsedResult } from "chrono-node/en";

import { wordMentions } from "./date-scan.ts";
import {
  type DateMention,
  type DateText,
  dateText,
  DAY,
  dayMonthYear,
  dayOf,
  numericDate,
  readReference,
  type Reference,
  toAsciiDigits,
  weekday,
} from "./date-values.ts";
import { companions, weekdays } from "./date-words.ts";
import { fold } from "./fold.ts";

export type { DateMention, DateText } from "./date-values.ts";

const yearFirst = /(?<![\d/.-])(\d{4}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{1,2})(?![\d]|[/-]\d)/g;
const yearLast = /(?<![\d/.-])(\d{1,2}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{4})(?![\d]|[/-]\d)/g;

function numericMentions(text: string): DateMention[][] {
  const ascii = toAsciiDigits(text);
  const mention = (found: RegExpExecArray, value: DateText | null): DateMention => {
    const end = found.index + found[0].length;
    return { start: found.index, end, text: text.slice(found.index, end), value };
  };
  return [
    Array.from(ascii.matchAll(yearFirst), (found) =>
      mention(found, numericDate(Number(found[1]), Number(found[3]), Number(found[4]))),
    ),
    Array.from(ascii.matchAll(yearLast), (found) =>
      mention(found, dayMonthYear(Number(found[1]), Number(found[3]), Number(found[4]))),
    ),
  ];
}

/** What chrono is asked for; months by name and figures are read above, more strictly than it does. */
const relativeEnglish =
  /\b(?:yesterday|today|tonight|tomorrow|ago|(?:last|this|next|past|coming) (?:night|week|month|year|weekend)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b/i;

/** English words for days and periods ("yesterday", "last month", "on Tuesday") through chrono. */
function englishMentions(text: string, reference: Reference | null): DateMention[] {
  if (!relativeEnglish.test(text)) return [];
  const today = dayOf(reference);
  const instant = new Date((today ?? Date.UTC(2000, 0, 1)) + DAY / 2);
  const mentions: DateMention[] = [];
  // Line by line, because no date reaches over one, and chrono's time grows faster than its text.
  let from = 0;
  for (const line of text.split("\n")) {
    if (relativeEnglish.test(line)) {
      for (const result of english.parse(line, { instant, timezone: 0 })) {
        if (!relativeEnglish.test(result.text)) continue;
        const said = result.text.replace(/[\s,.;]+$/, "");
        const start = from + result.index;
        const value = today === null ? null : englishValue(result, reference);
        mentions.push({ start, end: start + said.length, text: said, value });
      }
    }
    from += line.length + 1;
  }
  return mentions;
}

function englishValue({ text, start }: ParsedResult, reference: Reference | null): DateText | null {
  if (/\b(?:week|weeks|weekend|fortnight)\b/i.test(text)) return null;
  if (start.isCertain("weekday") && !start.isCertain("day")) {
    const side = /\bnext\b/i.test(text) ? "future" : /\blast\b/i.test(text) ? "past" : null;
    return weekday(start.get("weekday") ?? 0, side, reference);
  }
  const year = start.get("year");
  if (!start.isCertain("year") || year === null) return null;
  const month = start.isCertain("month") ? start.get("month") : null;
  return dateText(year, month, month !== null && start.isCertain("day") ? start.get("day") : null);
}

/** Farthest that a weekday stands before the date that it belongs to, in UTF-16 units. */
const APPOSITION = 4;

function isWeekday(mention: DateMention): boolean {
  if (weekdays.has(fold(mention.text).text)) return true;
  return /^(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day$/i.test(mention.text);
}

function areBeside(text: string, left: DateMention | undefined, right: DateMention | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  return right.start - left.end <= APPOSITION && !text.slice(left.end, right.start).includes("\n");
}

/** Two lists in order, each without overlaps, as one; where they overlap the first one's mention stays. */
function merge(first: readonly DateMention[], second: readonly DateMention[]): DateMention[] {
  const merged: DateMention[] = [];
  let next = 0;
  for (const mention of second) {
    while (next < first.length && (first[next] as DateMention).end <= mention.start) {
      merged.push(first[next] as DateMention);
      next += 1;
    }
    const ahead = first[next];
    const before = merged.at(-1);
    if (ahead !== undefined && ahead.start < mention.end) continue;
    if (mention.end > mention.start && (before === undefined || before.end <= mention.start)) merged.push(mention);
  }
  return [...merged, ...first.slice(next)];
}

/** Mentions in order without overlaps: those of lists given first win, and a weekday beside its date says nothing more. */
function choose(lists: readonly DateMention[][], text: string): DateMention[] {
  const chosen = lists.reduce<DateMention[]>((before, list) => merge(before, list), []);
  return chosen.filter((mention, index) => {
    if (!isWeekday(mention)) return true;
    return !areBeside(text, chosen[index - 1], mention) && !areBeside(text, mention, chosen[index + 1]);
  });
}

/**
 * Dates that a text mentions, in order, disjoint: figures (day first), days and months by name in
 * Arabic (every usage), English and French, Islamic dates, and relative words (أمس, الثلاثاء, الشهر الماضي,
 * yesterday), these against `reference`, the date of publication. What cannot be resolved has a null value.
 *
 * A date without a year is never guessed without a reference known to the month; with one it takes
 * the year that puts it nearest to it and not more than 31 days after. الحالي, الماضي and المقبل take the
 * same, the last and the next month of that name. A weekday is that day or the last one before it.
 * Islamic days become Gregorian ones by the Umm al-Qura calendar when their year is given.
 */
export function findDates(text: string, reference?: DateText): DateMention[] {
  const known = readReference(reference);
  return choose([...numericMentions(text), ...wordMentions(text, known), englishMentions(text, known)], text);
}

/**
 * The date that a whole string says, as an analyst types it or a page's metadata has it; null if it
 * says none, several, or something else besides (names of weekdays, times and words such as
 * "published" may stand beside it). A time of day and its zone are passed over: the date is the
 * publisher's own. Two-digit years are not read.
 */
export function parseDateText(text: string, reference?: DateText): DateText | null {
  const typed = toAsciiDigits(text.replaceAll(/\p{Cf}/gu, "").trim());
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?$/s.exec(typed);
  if (iso !== null) return numericDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  if (/^\d{4}$/.test(typed)) return dateText(Number(typed), null, null);
  const yearMonth = /^(\d{4})[-/.](\d{1,2})$/.exec(typed);
  if (yearMonth !== null) return dateText(Number(yearMonth[1]), Number(yearMonth[2]), null);
  const monthYear = /^(\d{1,2})[-/.](\d{4})$/.exec(typed);
  if (monthYear !== null) return dateText(Number(monthYear[2]), Number(monthYear[1]), null);

  const mentions = findDates(typed, reference);
  const [only] = mentions;
  if (only === undefined || mentions.length > 1) return null;
  const rest = `${typed.slice(0, only.start)} ${typed.slice(only.end)}`.replaceAll(
    /\d{1,2}:\d{2}(?::\d{2})?|[+-]\d{4}\b/g,
    " ",
  );
  const others = fold(rest)
    .text.split(" ")
    .filter((word) => word !== "" && !companions.has(word));
  return others.length === 0 ? only.value : null;
}
