import { useMemo } from "react";

import { type Language, useLanguage } from "../i18n/index.ts";

/** Languages that a name or a source is likely to be in; any other code that is there already is kept. */
export const usualLanguages = ["ar", "en", "fa", "ku", "tr", "he", "fr", "ru", "de", "es"] as const;

/** Codes that the Unicode registry knows as regions, but that are no country that a source could be of. */
const noCountries = new Set(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"]);

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("");

export interface Country {
  /** ISO 3166-1 alpha-2. */
  code: string;
  name: string;
}

const countries = new Map<Language, readonly Country[]>();

/** All countries by their name in the interface's language; codes that were given up are not among them. */
export function listCountries(language: Language): readonly Country[] {
  const known = countries.get(language);
  if (known) return known;
  const names = new Intl.DisplayNames(language, { type: "region", fallback: "none" });
  const { compare } = new Intl.Collator(language);
  const list = letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !noCountries.has(code) && Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`)
    .flatMap((code) => {
      const name = names.of(code);
      return name === undefined ? [] : [{ code, name }];
    })
    .toSorted((a, b) => compare(a.name, b.name));
  countries.set(language, list);
  return list;
}

/** The names of countries and languages in the interface's language; a code that has none stands for itself. */
export function useRegionNames(): {
  countryName: (code: string | null) => string;
  languageName: (code: string | null) => string;
} {
  const language = useLanguage();
  return useMemo(() => {
    const regions = new Intl.DisplayNames(language, { type: "region", fallback: "code" });
    const tongues = new Intl.DisplayNames(language, { type: "language", fallback: "code" });
    const named = (names: Intl.DisplayNames, code: string | null): string => {
      if (code === null) return "";
      try {
        return names.of(code) ?? code;
      } catch {
        // A tag that somebody made up.
        return code;
      }
    };
    return {
      countryName: (code: string | null) => named(regions, code),
      languageName: (code: string | null) => named(tongues, code),
    };
  }, [language]);
}
