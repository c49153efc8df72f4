import { PublishedAt } from "../../../app/articles/model.ts";
import { parseDateText } from "../../../app/text/dates.ts";

const instant = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?(?:[.,]\d{1,9})?\s?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)$/iu;
const rfc2822 =
  /^(?:[a-z]{3},?\s+)?(\d{1,2})\s+([a-z]{3})[a-z]*\.?\s+(\d{4})\s+(\d{2}:\d{2})(:\d{2})?\s+(Z|UT|UTC|GMT|[+-]\d{2}:?\d{2})(?:\s*\([^)]*\))?$/iu;
const englishMonths = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * A publication date as a field or a page states it: ISO 8601, RFC 2822, seconds or milliseconds since 1970, a date in
 * digits or in words (English, Arabic). An instant without its offset keeps the day alone; a day and month that could
 * be read both ways keep the year alone; what names no year gives null. Nothing is guessed.
 */
export function readPublishedAt(stated: string | number): string | null {
  const text = latinDigits(String(stated)).trim();
  if (text === "" || text.length > 200) return null;
  return check(fromEpoch(text) ?? fromInstant(text) ?? fromRfc2822(text) ?? fromDigits(text) ?? fromWords(text));
}

/** Arabic-Indic and Persian digits as ASCII ones. */
export function latinDigits(text: string): string {
  return text.replaceAll(/[٠-٩۰-۹]/gu, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
}

function check(value: string | null): string | null {
  return value !== null && PublishedAt.safeParse(value).success ? value : null;
}

function fromEpoch(text: string): string | null {
  if (!/^\d{9,10}(?:\.\d+)?$|^\d{12,13}$/u.test(text)) return null;
  const number = Number(text);
  const ms = number > 1e11 ? number : number * 1000;
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/u, "Z");
}

function fromInstant(text: string): string | null {
  const found = instant.exec(text);
  if (!found) return null;
  return `${found[1]}T${found[2]}${found[3] ?? ":00"}${offset(found[4] ?? "Z")}`;
}

function fromRfc2822(text: string): string | null {
  const found = rfc2822.exec(text);
  if (!found) return null;
  const [, day = "", month = "", year = "", time = "", seconds = ":00", zone = "Z"] = found;
  const index = englishMonths.indexOf(month.toLowerCase());
  return index < 0 ? null : `${year}-${two(index + 1)}-${day.padStart(2, "0")}T${time}${seconds}${offset(zone)}`;
}

function fromDigits(text: string): string | null {
  const iso = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ,]+\d{1,2}:\d{2}.*)?$/u.exec(text);
  if (iso) return dateText(iso[1], iso[2], iso[3]);
  const compact = /^((?:19|20)\d{2})(\d{2})(\d{2})(?:T\d{4,6}.*)?$/u.exec(text);
  if (compact) return dateText(compact[1], compact[2], compact[3]);
  const yearLast = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ,]+\d{1,2}:\d{2}.*)?$/u.exec(text);
  if (!yearLast) return null;
  const [, a, b, year] = yearLast;
  if (Number(a) > 12) return dateText(year, b, a);
  if (Number(b) > 12) return dateText(year, a, b);
  return a === b ? dateText(year, a, b) : (year ?? null);
}

function fromWords(text: string): string | null {
  // The year must stand there: a date that is completed from today's would be a guess.
  const found = /(?<!\d)\d{4}(?!\d)/u.test(text) ? parseDateText(text) : null;
  return found !== null && text.includes(found.slice(0, 4)) ? found : null;
}

function dateText(year: string | undefined, month?: string, day?: string): string | null {
  if (year === undefined) return null;
  if (month === undefined) return year;
  if (day === undefined) return `${year}-${two(Number(month))}`;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const text = `${year}-${two(Number(month))}-${two(Number(day))}`;
  return date.toISOString().startsWith(text) ? text : null;
}

function offset(zone: string): string {
  if (!/^[+-]/u.test(zone)) return "Z";
  const digits = zone.slice(1).replace(":", "").padEnd(4, "0");
  return `${zone[0]}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

const two = (n: number): string => String(n).padStart(2, "0");
