import { expect, test } from "vitest";

import { CheckPart } from "../../app/cases/model.ts";
import { errorCodes } from "../../app/contract/errors.ts";
import { Verb } from "../../app/ledger/model.ts";
import { collectMessages } from "./index.ts";

const all = collectMessages();
const names = Object.keys(all);
const plural = /_(?:zero|one|two|few|many|other)$/u;
const stem = (key: string): string => key.replace(plural, "");
const stems = (words: Record<string, string>): string[] => [...new Set(Object.keys(words).map(stem))].toSorted();
const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/gu)].map((m) => m[1] ?? "").toSorted();

test("the features' words are found", () => {
  for (const name of ["ui", "shell", "cases", "library", "claims", "exchange"]) expect(names).toContain(name);
});

for (const name of names) {
  const { en, ar } = all[name] ?? { en: {}, ar: {} };

  test(`${name}: both languages say the same things`, () => {
    expect(stems(ar)).toEqual(stems(en));
  });

  test(`${name}: what is counted has every plural form of its language`, () => {
    // A key that has `_other` alone is not counted: it tells apart contexts.
    const counted = new Set(
      [...Object.keys(en), ...Object.keys(ar)].filter((key) => /_(?:zero|one|two|few|many)$/u.test(key)).map(stem),
    );
    const lacking = (words: Record<string, string>, forms: string[]): string[] =>
      [...counted].flatMap((key) => forms.map((form) => `${key}_${form}`)).filter((key) => words[key] === undefined);
    expect(lacking(en, ["one", "other"])).toEqual([]);
    expect(lacking(ar, ["zero", "one", "two", "few", "many", "other"])).toEqual([]);
  });

  test(`${name}: what is filled in is named in both languages`, () => {
    const wrong = Object.entries(en).flatMap(([key, text]) => {
      const other = ar[key] ?? ar[`${stem(key)}_other`];
      // A plural form may leave out its number ("one article"), so only the open forms are compared.
      if (other === undefined || (plural.test(key) && !key.endsWith("_other"))) return [];
      return placeholders(text).join() === placeholders(other).join() ? [] : [key];
    });
    expect(wrong).toEqual([]);
  });

  test(`${name}: Arabic is Arabic`, () => {
    const untranslated = Object.entries(ar).filter(
      ([key, text]) =>
        text !== "" &&
        !/[\u0600-\u06ff]/u.test(text) &&
        /[a-z]{4}/iu.test(text.replace(/\{\{\w+\}\}/gu, "")) &&
        text === en[key] &&
        text.split(" · ").length === 1,
    );
    expect(untranslated).toEqual([]);
  });
}

test("every error code has its sentence, every verb of the ledger and every part of a check its name", () => {
  const codes = Object.keys(errorCodes).flatMap((code) => [`error.${code}`, `advice.${code}`]);
  expect(codes.filter((key) => all["ui"]?.en[key] === undefined)).toEqual([]);
  expect(CheckPart.options.filter((part) => all["shell"]?.en[`part.${part}`] === undefined)).toEqual([]);
  expect(Verb.options.filter((verb) => all["shell"]?.en[`verb.${verb}`] === undefined)).toEqual([]);
});

/** Sources of the renderer with their texts. */
const sources = import.meta.glob<string>(["../**/*.{ts,tsx}", "!../**/*.test.*", "!../**/*.fake.ts", "!./*"], {
  query: "?raw",
  import: "default",
  eager: true,
});

test("a key that a component names is there", () => {
  const missing: string[] = [];
  let checked = 0;
  for (const [file, text] of Object.entries(sources)) {
    // `const t = useText("claims")`: the variable and its namespace; a variable bound twice is checked against both.
    const bound = new Map<string, string[]>();
    for (const [, variable = "", namespace = ""] of text.matchAll(/const (\w+) = useText\("(\w+)"\)/gu)) {
      bound.set(variable, [...(bound.get(variable) ?? []), namespace]);
    }
    for (const [variable, namespaces] of bound) {
      for (const [, key = ""] of text.matchAll(new RegExp(`(?<![\\w.])${variable}\\("([^"]+)"`, "gu"))) {
        checked += 1;
        const known = namespaces.some((name) =>
          Object.keys(all[name]?.en ?? {}).some((k) => k === key || stem(k) === key),
        );
        if (!known) missing.push(`${file}: ${namespaces.join("|")} ${key}`);
      }
    }
  }
  expect(missing).toEqual([]);
  expect(checked).toBeGreaterThan(100);
});
