import { useMemo } from "react";

import { type Language, useLanguage } from "./index.ts";

/** Numbers, dates, sizes and durations in the words and digits of the interface's language. */
export interface Formats {
  number: (value: number) => string;
  /** A part of one, as per cent. */
  percent: (part: number) => string;
  /** "2025", "2025-11", "2025-11-24" or an instant, as precisely as it is known. */
  date: (text: string | null) => string;
  /** An ISO instant with its time of day. */
  dateTime: (iso: string) => string;
  bytes: (count: number) => string;
  /** Seconds as the two largest units. */
  duration: (seconds: number) => string;
  list: (items: readonly string[]) => string;
  /** Compares names in any script, numbers by value. */
  compare: (a: string, b: string) => number;
}

const locales: Record<Language, string> = { en: "en-GB", ar: "ar-u-nu-arab" };
export const localeOf = (language: Language): string => locales[language];

const made = new Map<Language, Formats>();

export function makeFormats(language: Language): Formats {
  const known = made.get(language);
  if (known) return known;
  const locale = localeOf(language);
  const number = new Intl.NumberFormat(locale);
  const one = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const year = new Intl.DateTimeFormat(locale, { year: "numeric", timeZone: "UTC" });
  const month = new Intl.DateTimeFormat(locale, { year: "numeric", month: "long", timeZone: "UTC" });
  const day = new Intl.DateTimeFormat(locale, { year: "numeric", month: "short", day: "numeric", timeZone: "UTC" });
  const instant = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const list = new Intl.ListFormat(locale);
  const collator = new Intl.Collator(locale, { numeric: true, sensitivity: "base" });
  const unit = (value: number, name: string): string =>
    new Intl.NumberFormat(locale, {
      style: "unit",
      unit: name,
      // "626 byte" is what the short form gives.
      unitDisplay: name === "byte" ? "long" : "short",
      maximumFractionDigits: 1,
    }).format(value);
  const formats: Formats = {
    number: (value) => number.format(value),
    percent: (part) => percent.format(part),
    date: (text) => {
      if (!text) return "";
      // The day as the page states it, in its own time zone: an instant's date part is kept, not moved to ours.
      const [y, m, d] = text.slice(0, 10).split("-").map(Number);
      if (!y) return text;
      const time = Date.UTC(y, (m ?? 1) - 1, d ?? 1);
      return (d ? day : m ? month : year).format(time);
    },
    dateTime: (iso) => {
      const time = Date.parse(iso);
      return Number.isNaN(time) ? iso : instant.format(time);
    },
    bytes: (count) => {
      const names = ["byte", "kilobyte", "megabyte", "gigabyte"];
      let value = count;
      let step = 0;
      while (value >= 1000 && step < names.length - 1) {
        value /= 1000;
        step += 1;
      }
      return unit(value, names[step] ?? "byte");
    },
    duration: (seconds) => {
      const whole = Math.max(0, Math.round(seconds));
      if (whole < 60) return unit(whole, "second");
      if (whole < 3600) return unit(Math.round(whole / 60), "minute");
      return `${unit(Math.floor(whole / 3600), "hour")} ${unit(Math.round((whole % 3600) / 60), "minute")}`;
    },
    list: (items) => list.format(items),
    compare: (a, b) => collator.compare(a, b),
  };
  made.set(language, { ...formats, number: (value) => (Number.isInteger(value) ? number : one).format(value) });
  return made.get(language) ?? formats;
}

export function useFormats(): Formats {
  const language = useLanguage();
  return useMemo(() => makeFormats(language), [language]);
}
