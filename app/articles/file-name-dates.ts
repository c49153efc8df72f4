import { dateText, numericDate } from "../text/date-values.ts";

/** Which of year, month and day stands first, second and last. */
export type DateOrder = "ymd" | "dmy" | "mdy";

/** A date that a name may have at a place: where it ends (UTF-16 units, exclusive), and what it says as a `DateText`. */
export interface NameDate {
  readonly end: number;
  readonly value: string;
}

type Reader = (parts: readonly number[], order: DateOrder | null) => string | null;

const yearFirst: Reader = ([year = 0, month = 0, day = 0], order) =>
  order === null || order === "ymd" ? numericDate(year, month, day) : null;

/** Where day and month could be read both ways and nobody said which is first, the year alone is known. */
const yearLast: Reader = ([a = 0, b = 0, year = 0], order) => {
  if (order === "ymd") return null;
  if (order === "dmy" || (order === null && a > 12)) return numericDate(year, b, a);
  if (order === "mdy" || b > 12 || a === b) return numericDate(year, a, b);
  return numericDate(year, a, b) && numericDate(year, b, a) && dateText(year, null, null);
};

/** Eight digits on end: the year first, unless an order says otherwise. */
const compact: Reader = ([year = 0, month = 0, day = 0], order) =>
  (order === null || order === "ymd") && year >= 1800 ? dateText(year, month, day) : null;
const compactYearLast: Reader = (parts, order) => (order === null ? null : yearLast(parts, order));

/** Fullest first. Digits are ASCII ones here, and no digit stands on either side. */
const shapes: readonly (readonly [RegExp, Reader])[] = [
  [/(?<!\d)(\d{4})([-._ ])(\d{1,2})\2(\d{1,2})(?!\d)/y, (parts, order) => yearFirst(parts, order)],
  [/(?<!\d)(\d{1,2})([-._ ])(\d{1,2})\2(\d{4})(?!\d)/y, (parts, order) => yearLast(parts, order)],
  [/(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)/y, compact],
  [/(?<!\d)(\d{2})(\d{2})(\d{4})(?!\d)/y, compactYearLast],
  [/(?<!\d)(\d{4})[-._](\d{1,2})(?!\d)/y, ([year = 0, month = 0]) => dateText(year, month, null)],
  [/(?<!\d)(\d{4})(?!\d)/y, ([year = 0]) => dateText(year, null, null)],
];

/** The dates that may stand at a place in a name whose digits are ASCII ones, the fullest first. */
export function datesAt(name: string, at: number, order: DateOrder | null): NameDate[] {
  const found: NameDate[] = [];
  for (const [shape, read] of shapes) {
    shape.lastIndex = at;
    const parts = shape.exec(name);
    if (!parts) continue;
    const numbers = parts
      .slice(1)
      .filter((part) => /^\d+$/.test(part))
      .map(Number);
    const value = read(numbers, order);
    if (value !== null) found.push({ end: at + parts[0].length, value });
  }
  return found;
}

/** A `DateText` of a year, and of its month and day where they are known; null for a day that does not exist. */
export const dateOfParts = (year: string, month: string | undefined, day: string | undefined): string | null =>
  dateText(Number(year), month === undefined ? null : Number(month), day === undefined ? null : Number(day));

/** The first date in a name that is known to the month at least, and where it stands; null where there is none. */
export function findDate(name: string): (NameDate & { readonly start: number }) | null {
  for (let start = 0; start < name.length; start++) {
    if (!/\d/.test(name[start] ?? "")) continue;
    const [first] = datesAt(name, start, null);
    if (first && first.end - start > 4) return { ...first, start };
  }
  return null;
}
