import { ZoomIn, ZoomOut } from "lucide-react";
import { useMemo, useState } from "react";

import type { ArticleFilter } from "../../../app/articles/model.ts";
import type { CollectionOverview } from "../../../app/articles/overview.ts";
import { localeOf, useFormats } from "../../i18n/formats.ts";
import { useLanguage, useText } from "../../i18n/index.ts";
import { BarList, Button, ColumnChart, useKeys } from "../../ui/index.ts";
import { usePeriodWords } from "../library/filter-words.ts";
import {
  type Bin,
  isChosen,
  makeTimeline,
  type Period,
  type Timeline,
  withDated,
  withoutDates,
  withPeriod,
} from "./bins.ts";
import { Part } from "./part.tsx";

import css from "./collection.module.css";

/** How many of the columns have a word below: each, each third (a quarter's first month), or each sixth. */
const monthStep = (columns: number): number => (columns <= 14 ? 1 : columns <= 36 ? 3 : 6);
/** Years with a word below, at most. */
const YEAR_WORDS = 16;
/** The part of the axis that a year's word needs: where the next is nearer, it is left out. */
const WORD = 0.05;

interface Words {
  month: (month: string) => string;
  year: (year: string) => string;
}

/** The words below the columns: months in a line, the years they belong to in the next; or years alone. */
function axisOf({ unit, bins }: Timeline, words: Words): { at: number; text: string; isMajor: boolean }[] {
  if (unit === "years") {
    const step = [1, 2, 5, 10, 20, 50].find((each) => bins.length / each <= YEAR_WORDS) ?? 100;
    return bins.flatMap(({ from }, at) => (at % step === 0 ? [{ at, text: words.year(from), isMajor: false }] : []));
  }
  const step = monthStep(bins.length);
  const months = bins.flatMap(({ from }, at) =>
    (Number(from.slice(5)) - 1) % step === 0 ? [{ at, text: words.month(from), isMajor: false }] : [],
  );
  const starts = bins.flatMap(({ from }, at) =>
    at === 0 || from.endsWith("-01") ? [{ at, text: words.year(from.slice(0, 4)), isMajor: true }] : [],
  );
  const years = starts.filter(({ at }, i) => (starts[i + 1]?.at ?? bins.length) - at >= WORD * bins.length);
  return [...months, ...years];
}

const names = { 0: "years", 9: "decades", 99: "centuries" } as const;
const nameOf = ({ unit, bins: [first] }: Timeline): string => {
  if (unit === "month" || !first) return "months";
  return names[(Number(first.until) - Number(first.from)) as keyof typeof names] ?? "years";
};

/** Articles along the time, by month or year; what has no date, or no more of it than the year, beside them. */
export function TimelinePart({
  dates,
  filter,
  onFilter,
  zoom,
  onZoom,
  asTable,
}: {
  dates: CollectionOverview["dates"];
  filter: ArticleFilter;
  onFilter: (filter: ArticleFilter) => void;
  zoom: Period | null;
  onZoom: (zoom: Period | null) => void;
  asTable: boolean;
}) {
  const t = useText("collection");
  const library = useText("library");
  const formats = useFormats();
  const language = useLanguage();
  const periodWords = usePeriodWords();
  const [point, setPoint] = useState<{ first: number; last: number } | null>(null);
  const timeline = useMemo(() => makeTimeline(dates, zoom), [dates, zoom]);
  const { bins } = timeline;
  const axis = useMemo(() => {
    const month = new Intl.DateTimeFormat(localeOf(language), { month: "short", timeZone: "UTC" });
    const year = new Intl.DateTimeFormat(localeOf(language), { year: "numeric", timeZone: "UTC" });
    return axisOf(timeline, {
      month: (text) => month.format(Date.UTC(2000, Number(text.slice(5)) - 1, 1)),
      year: (text) => year.format(new Date(`${text}-01-01T00:00:00Z`)),
    });
  }, [timeline, language]);

  const { from, until } = filter;
  const isChosenAlone = (bin: Bin): boolean => from === bin.from && until === bin.until;
  const take = (first: number, last: number): void => {
    const [start, end] = [bins[first], bins[last]];
    if (start && end) onFilter(withPeriod(filter, { from: start.from, until: end.until }));
  };
  const toggle = (at: number): void => {
    const bin = bins[at];
    if (bin) onFilter(isChosenAlone(bin) ? withoutDates(filter) : withPeriod(filter, bin));
  };
  // A month cannot be looked at more closely.
  const closer =
    from !== undefined && until !== undefined && (from !== until || from.length === 4) ? { from, until } : null;
  const canZoom = closer !== null && (zoom === null || zoom.from !== from || zoom.until !== until);
  const zoomIn = (): unknown => (canZoom ? onZoom(closer) : false);
  const zoomOut = (): unknown => (zoom ? onZoom(null) : false);
  useKeys(
    { "+": { run: zoomIn, label: t("zoomIn") }, "-": { run: zoomOut, label: t("zoomOut") } },
    { group: t("title") },
  );

  const words = (bin: Period): string => periodWords(bin.from, bin.until);
  const count = (n: number): string => t("total", { count: n, n: formats.number(n) });
  const under = point === null ? [] : bins.slice(point.first, point.last + 1);
  const [first, last] = [under[0], under.at(-1)];
  const pointed =
    first && last
      ? t("point", {
          period: words({ from: first.from, until: last.until }),
          articles: count(under.reduce((all, bin) => all + bin.count, 0)),
        })
      : null;
  const yearOnly = dates.years.reduce((all, year) => all + year.count, 0);
  const missing = [
    { key: "year-only" as const, text: library("yearOnly"), count: yearOnly },
    { key: "undated" as const, text: library("noDate"), count: dates.undated },
  ].filter(({ key, count: n }) => n > 0 || filter.dated === key);
  const columns = bins.map((bin) => ({
    key: bin.from,
    text: words(bin),
    count: bin.count,
    countText: count(bin.count),
    isChosen: isChosen(bin, filter),
  }));
  return (
    <Part
      title={t(nameOf(timeline))}
      aside={
        <>
          {asTable || bins.length === 0 ? null : (
            <p className={css.pointed} aria-hidden data-some={pointed !== null || undefined}>
              {pointed ?? t("dragHint")}
            </p>
          )}
          <span className={css.spring} />
          {canZoom ? (
            <Button small tone="quiet" keys="+" icon={<ZoomIn aria-hidden />} onPress={zoomIn}>
              {t("zoomIn")}
            </Button>
          ) : null}
          {zoom ? (
            <Button small tone="quiet" keys="-" icon={<ZoomOut aria-hidden />} onPress={zoomOut}>
              {t("zoomOut")}
            </Button>
          ) : null}
          {missing.map(({ key, text, count: n }) => (
            <button
              key={key}
              type="button"
              className={css.missing}
              aria-pressed={filter.dated === key}
              onClick={() => onFilter(withDated(filter, key))}
            >
              {text} <strong>{formats.number(n)}</strong>
            </button>
          ))}
        </>
      }
    >
      {bins.length === 0 ? (
        <p className={css.hint}>{t("noDates")}</p>
      ) : asTable ? (
        <div className={css.long}>
          <BarList
            label={t(nameOf(timeline))}
            bars={columns.map((column, at) => ({ ...column, countText: formats.number(bins[at]?.count ?? 0) }))}
            onToggle={(key) => toggle(bins.findIndex((bin) => bin.from === key))}
            table={{
              what: t(timeline.unit === "month" ? "month" : nameOf(timeline) === "years" ? "year" : "period"),
              count: t("articles"),
            }}
          />
        </div>
      ) : (
        <ColumnChart
          label={t(nameOf(timeline))}
          columns={columns}
          number={formats.number}
          axis={axis}
          onToggle={toggle}
          onRange={take}
          onPoint={setPoint}
        />
      )}
    </Part>
  );
}
