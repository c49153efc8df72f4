import i18next, { type i18n, type TFunction } from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";

export type Language = "en" | "ar";
export const languages: readonly Language[] = ["en", "ar"];

/** The words of a feature: the same keys in both languages; a counted one in each of the language's plural forms. */
export interface Messages {
  en: Record<string, string>;
  ar: Record<string, string>;
}

// Every feature's words are found by their place, so that this folder imports no feature: `<feature>/messages.ts` is the
// namespace `<feature>`.
const files = import.meta.glob<Record<string, unknown>>(["../*/messages.ts", "../*/*/messages.ts"], { eager: true });

/** Pages whose name on the screen differs from the name of their row. */
const aliases: Record<string, string> = { articles: "library", ledger: "history" };

const isMessages = (value: unknown): value is Messages =>
  typeof value === "object" && value !== null && "en" in value && "ar" in value;

/** All words by namespace and language. */
export function collectMessages(): Record<string, Messages> {
  const all: Record<string, Messages> = {};
  for (const [path, file] of Object.entries(files)) {
    const name = path.split("/").at(-2) ?? "";
    const words = Object.values(file).find(isMessages);
    if (!words) throw new Error(`${path} exports no { en, ar }`);
    all[name] = words;
    const alias = aliases[name];
    if (alias !== undefined) all[alias] = words;
  }
  return all;
}

function start(): i18n {
  const all = collectMessages();
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    lng: "en",
    fallbackLng: "en",
    supportedLngs: [...languages],
    initAsync: false,
    // React escapes already.
    interpolation: { escapeValue: false },
    keySeparator: false,
    nsSeparator: false,
    defaultNS: "ui",
    ns: Object.keys(all),
    resources: {
      en: Object.fromEntries(Object.entries(all).map(([name, words]) => [name, words.en])),
      ar: Object.fromEntries(Object.entries(all).map(([name, words]) => [name, words.ar])),
    },
  });
  return instance;
}

/** The one instance of the interface's language; tests switch it with `setLanguage`. */
export const texts: i18n = start();

export const directionOf = (language: string): "rtl" | "ltr" => (language.startsWith("ar") ? "rtl" : "ltr");

/** Switches the words, `lang` and `dir` of the page. */
export function setLanguage(language: Language): void {
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
  if (texts.language !== language) void texts.changeLanguage(language);
}

export type Text = TFunction;

/** The words of a feature: `const t = useText("claims"); t("save")`, `t("found", { count: 3 })`. */
export function useText(namespace: string): Text {
  return useTranslation(namespace, { i18n: texts }).t;
}

export function useLanguage(): Language {
  const { i18n: instance } = useTranslation("ui", { i18n: texts });
  return instance.language.startsWith("ar") ? "ar" : "en";
}
