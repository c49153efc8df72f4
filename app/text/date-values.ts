import type { Side } from "./date-words.ts";

/** A date as ISO 8601 text, whose length is its precision: "YYYY", "YYYY-MM" or "YYYY-MM-DD", Gregorian. */
export type DateText = string;

/** A date that a text mentions. Offsets are UTF-16 units, end exclusive; `value` is null for what cannot be resolved. */
export interface DateMention {
  start: number;
  end: number;
  text: string;
  value: DateText | null;
}

/** Days after the reference up to which a date without a year may still lie: announcements look ahead. */
const DAYS_AHEAD = 31;
export const DAY = 86_400_000;
export const FIRST_YEAR = 1500;
export const LAST_YEAR = 2199;
export const FIRST_ISLAMIC_YEAR = 1300;
export const LAST_ISLAMIC_YEAR = 1499;

export interface Reference {
  year: number;
  month: number | null;
  day: number | null;
}

function pad(value: number, width = 2): string {
  return String(value).padStart(width, "0");
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** DateText of the parts, or null for a day that does not exist. */
export function dateText(year: number, month: number | null, day: number | null): DateText | null {
  if (year < FIRST_YEAR || year > LAST_YEAR) return null;
  if (month === null) return pad(year, 4);
  if (month < 1 || month > 12) return null;
  if (day === null) return `${pad(year, 4)}-${pad(month)}`;
  if (day < 1 || day > daysInMonth(year, month)) return null;
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
}

export function dateOfTime(time: number): DateText | null {
  const date = new Date(time);
  return dateText(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

export function readReference(reference: DateText | undefined): Reference | null {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(reference ?? "");
  if (parts === null) return null;
  const [, year, month, day] = parts;
  const read = {
    year: Number(year),
    month: month === undefined ? null : Number(month),
    day: day === undefined ? null : Number(day),
  };
  return dateText(read.year, read.month, read.day) === null ? null : read;
}

/** Midnight (UTC, ms) of a reference known to the day. */
export function dayOf(reference: Reference | null): number | null {
  if (reference === null || reference.month === null || reference.day === null) return null;
  return Date.UTC(reference.year, reference.month - 1, reference.day);
}

/**
 * A day or month without a year. With a side, the month is the nearest one strictly before, the same
 * as, or strictly after the reference's. Without one it is the nearest that lies not more than
 * DAYS_AHEAD after the reference. The reference must be known to the month; else nothing is guessed.
 */
export function withoutYear(
  month: number,
  day: number | null,
  side: Side | null,
  reference: Reference | null,
): DateText | null {
  if (reference === null || reference.month === null) return null;
  const { year } = reference;
  if (side === "current") return month === reference.month ? dateText(year, month, day) : null;
  if (side === "past") return dateText(month < reference.month ? year : year - 1, month, day);
  if (side === "future") return dateText(month > reference.month ? year : year + 1, month, day);
  const last = Date.UTC(year, reference.month - 1, reference.day ?? daysInMonth(year, reference.month));
  for (const candidate of [year + 1, year, year - 1]) {
    if (Date.UTC(candidate, month - 1, day ?? 1) <= last + DAYS_AHEAD * DAY) return dateText(candidate, month, day);
  }
  return null;
}

let islamicFormat: Intl.DateTimeFormat | undefined;

/** Gregorian date of a day of the Umm al-Qura calendar, or null if there is none. */
export function fromIslamic(year: number, month: number, day: number): DateText | null {
  if (year < FIRST_ISLAMIC_YEAR || year > LAST_ISLAMIC_YEAR) return null;
  islamicFormat ??= new Intl.DateTimeFormat("en-u-ca-islamic-umalqura-nu-latn", {
    timeZone: "UTC",
    year: "numeric",
    month: "numeric",
    day: "numeric",
  });
  // Mean lengths come within a few days; the calendar itself decides.
  const elapsed = (year - 1) * 354.36707 + (month - 1) * 29.530589 + day - 1;
  const estimate = Date.UTC(622, 6, 19) + Math.floor(elapsed) * DAY;
  for (let shift = -6; shift <= 6; shift += 1) {
    const time = estimate + shift * DAY;
    const parts = new Map(islamicFormat.formatToParts(time).map((part) => [part.type, part.value]));
    const found = Number(parts.get("year")) === year && Number(parts.get("month")) === month;
    if (found && Number(parts.get("day")) === day) return dateOfTime(time);
  }
  return null;
}

export function toAsciiDigits(text: string): string {
  return text.replaceAll(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}

export function numericDate(year: number, month: number, day: number): DateText | null {
  if (year >= FIRST_ISLAMIC_YEAR && year <= LAST_ISLAMIC_YEAR) return fromIslamic(year, month, day);
  return dateText(year, month, day);
}

/** Day first; the month first only where the other order is no date (11/24/2025). */
export function dayMonthYear(first: number, second: number, year: number): DateText | null {
  return second > 12 && first <= 12 ? numericDate(year, first, second) : numericDate(year, second, first);
}

/** The day of the week nearest to the reference: that day or before it, unless a side says otherwise. */
export function weekday(target: number, side: Side | null, reference: Reference | null): DateText | null {
  const today = dayOf(reference);
  if (today === null) return null;
  const back = (new Date(today).getUTCDay() - target + 7) % 7;
  if (side === "future") return dateOfTime(today + (7 - back) * DAY);
  return dateOfTime(today - (side === "past" && back === 0 ? 7 : back) * DAY);
}

export function shifted(days: number, reference: Reference | null): DateText | null {
  const today = dayOf(reference);
  return today === null ? null : dateOfTime(today + days * DAY);
}

export function shiftedMonth(by: number, reference: Reference | null): DateText | null {
  if (reference === null || reference.month === null) return null;
  const count = reference.year * 12 + reference.month - 1 + by;
  return dateText(Math.floor(count / 12), (count % 12) + 1, null);
}

export function shiftedYear(by: number, reference: Reference | null): DateText | null {
  return reference === null ? null : dateText(reference.year + by, null, null);
}
