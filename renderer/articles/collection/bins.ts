import type { ArticleFilter } from "../../../app/articles/model.ts";
import type { CollectionOverview } from "../../../app/articles/overview.ts";

/** A period that both ends belong to, as `from` and `until` of a filter name it. */
export interface Period {
  from: string;
  until: string;
}

/** A column of the timeline. */
export interface Bin extends Period {
  count: number;
}

export interface Timeline {
  unit: "month" | "years";
  bins: Bin[];
}

/** Months that are drawn as such: of longer spans whole years are. */
const MOST_MONTHS = 72;
/** Columns of years: of longer spans they stand for ten years each, or a hundred. */
const MOST_COLUMNS = 120;

const two = (number: number): string => String(number).padStart(2, "0");
const four = (number: number): string => String(number).padStart(4, "0");
/** Months since the year 0. */
const monthNumber = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
const monthText = (number: number): string => `${four(Math.floor(number / 12))}-${two((number % 12) + 1)}`;

/** The first month of a period, and the last. */
const firstMonth = (date: string): number => monthNumber(date.length === 4 ? `${date}-01` : date);
const lastMonth = (date: string): number => monthNumber(date.length === 4 ? `${date}-12` : date);

/**
 * The columns of a timeline: months, or years where the span is long; a period without articles has a column too.
 * Articles of which only the year is known count within years, in no month.
 * @param within draws this period only, and so more closely
 */
export function makeTimeline(dates: CollectionOverview["dates"], within: Period | null): Timeline {
  const [min, max] = within ? [firstMonth(within.from), lastMonth(within.until)] : spanOf(dates);
  if (max < min) return { unit: "month", bins: [] };
  // Where no month is known at all, there are years to show.
  if (max - min < MOST_MONTHS && dates.months.length > 0) {
    const counts = new Map(dates.months.map(({ month, count }) => [month, count]));
    const bins = Array.from({ length: max - min + 1 }, (_, at) => monthText(min + at)).map((month) => ({
      from: month,
      until: month,
      count: counts.get(month) ?? 0,
    }));
    return { unit: "month", bins };
  }
  const [first, last] = [Math.floor(min / 12), Math.floor(max / 12)];
  const step = [1, 10, 100].find((each) => (last - first) / each < MOST_COLUMNS) ?? 100;
  const start = Math.floor(first / step) * step;
  const bins = Array.from({ length: Math.floor((last - start) / step) + 1 }, (_, at) => ({
    from: four(start + at * step),
    until: four(Math.min(9999, start + at * step + step - 1)),
    count: 0,
  }));
  const all = [...dates.months.map(({ month, count }) => ({ year: month.slice(0, 4), count })), ...dates.years];
  for (const { year, count } of all) {
    const bin = bins[Math.floor((Number(year) - start) / step)];
    if (bin) bin.count += count;
  }
  return { unit: "years", bins };
}

/**
 * The months from the first article to the last. Where months are drawn, a year that is known alone has no column and
 * stretches nothing.
 */
function spanOf({ months, years }: CollectionOverview["dates"]): [number, number] {
  const known = [months[0], months.at(-1)].flatMap((each) => (each ? [monthNumber(each.month)] : []));
  const [first, last] = known;
  if (first !== undefined && last !== undefined && last - first < MOST_MONTHS) return [first, last];
  const alone = [years[0], years.at(-1)].flatMap((each) => (each ? [firstMonth(each.year), lastMonth(each.year)] : []));
  const all = [...known, ...alone];
  return all.length === 0 ? [0, -1] : [Math.min(...all), Math.max(...all)];
}

/** A date after everything within the period that it names. */
const after = (date: string): string => `${date}\u{ffff}`;

/** Whether a column lies in the period that a filter leaves, at least in part; false where it asks for none. */
export function isChosen({ from, until }: Period, filter: ArticleFilter): boolean {
  const bounds = [filter.from, filter.until, filter.after, filter.before];
  if (bounds.every((bound) => bound === undefined)) return false;
  return (
    (filter.from === undefined || after(until) >= filter.from) &&
    (filter.until === undefined || from < after(filter.until)) &&
    (filter.after === undefined || after(until) > after(filter.after)) &&
    (filter.before === undefined || from < filter.before)
  );
}

const dateFields = ["from", "until", "after", "before", "dated"] as const;

/** The filter without any condition on dates. */
export function withoutDates(filter: ArticleFilter): ArticleFilter {
  const rest: ArticleFilter = { ...filter };
  for (const field of dateFields) delete rest[field];
  return rest;
}

/** The filter with this period as its only condition on dates. */
export const withPeriod = (filter: ArticleFilter, { from, until }: Period): ArticleFilter => ({
  ...withoutDates(filter),
  from,
  until,
});

/** The filter with what is missing of the date as its only condition on dates; asked for already, it is let go. */
export const withDated = (filter: ArticleFilter, dated: "undated" | "year-only"): ArticleFilter =>
  filter.dated === dated ? withoutDates(filter) : { ...withoutDates(filter), dated };
