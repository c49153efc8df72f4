import { firstStrong } from "../../../app/text/direction.ts";

type Detector = (text: string) => { language: string; isReliable: () => boolean };

/** Units of the text that are looked at: more makes no better answer. */
const SAMPLE = 2000;
/** Below this many letters a guess is as often wrong as right. */
const FEWEST_LETTERS = 20;

let detector: Detector | null = null;

/** Loads the detector's tables (about 0.2 s) when the first text needs them; afterwards `detectLanguage` may be called. */
export async function loadLanguageDetector(): Promise<void> {
  if (detector) return;
  const { eld } = await import("eld/small");
  detector = (text) => eld.detect(text);
}

/** The language of a text as two or three letters, null when it is too short or unclear. */
export function detectLanguage(text: string): string | null {
  const sample = text.slice(0, SAMPLE);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  if (detector === null || letters < FEWEST_LETTERS) return null;
  const found = detector(sample);
  return found.language !== "" && found.isReliable() ? found.language : null;
}

const names: Record<string, string> = {
  arabic: "ar",
  العربية: "ar",
  عربي: "ar",
  عربية: "ar",
  english: "en",
  الإنجليزية: "en",
  الانجليزية: "en",
  إنجليزي: "en",
  french: "fr",
  français: "fr",
  الفرنسية: "fr",
  persian: "fa",
  farsi: "fa",
  فارسی: "fa",
  الفارسية: "fa",
  turkish: "tr",
  türkçe: "tr",
  التركية: "tr",
  kurdish: "ku",
  الكردية: "ku",
  hebrew: "he",
  العبرية: "he",
  russian: "ru",
  الروسية: "ru",
  german: "de",
  deutsch: "de",
  الألمانية: "de",
  spanish: "es",
  español: "es",
};

/** The primary subtag that a stated language stands for (`ar-SY`, `ara`, `Arabic`, `العربية`: ar); null for what is none. */
export function readLanguage(stated: string): string | null {
  const word = stated.trim().toLowerCase();
  const named = names[word];
  if (named) return named;
  const tag = /^[a-z]{2,3}(?:[-_][a-z0-9]{2,8}){0,4}$/u.test(word) ? word.replaceAll("_", "-") : null;
  if (tag === null || /^(?:und|mul|zxx|mis|null|n-a)$/u.test(tag)) return null;
  try {
    return new Intl.Locale(tag).language ?? null;
  } catch {
    return null;
  }
}

/**
 * The language of an article: the stated one, unless the text is written in the other direction (templates of an
 * English site declare `en` over Arabic text); else the detected one.
 */
export function decideLanguage(stated: string | null, text: string): string | null {
  const read = stated === null ? null : readLanguage(stated);
  if (read === null) return detectLanguage(text);
  const rightToLeft = firstStrong(text.slice(0, SAMPLE)) === "rtl";
  if (rightToLeft === rightToLeftLanguages.has(read)) return read;
  return detectLanguage(text) ?? read;
}

const rightToLeftLanguages = new Set([
  "ar",
  "fa",
  "ur",
  "he",
  "ps",
  "ckb",
  "ku",
  "sd",
  "ug",
  "yi",
  "dv",
  "syr",
  "arz",
  "azb",
]);
