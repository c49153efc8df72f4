type Detector = (text: string) => { language: string; isReliable: () => boolean };

/** Units of the text that are looked at: more makes no better answer. */
const SAMPLE = 1000;
/** Units of other scripts that are looked at: the cost grows with them, the answer hardly betters. */
const DETECTED = 400;
/** Below this many letters a guess is as often wrong as right. */
const enoughLetters = /(?:\p{L}\P{L}*){20}/u;

let detector: Detector | null = null;

/** Loads the detector's tables (about 0.2 s, 100 MB) when the first text needs them: most collections state their languages. */
async function loadDetector(): Promise<Detector> {
  const { eld } = await import("eld/small");
  return (text) => eld.detect(text);
}

/** The language of a text as two or three letters, null when it is too short or unclear. */
export async function detectLanguage(text: string): Promise<string | null> {
  const sample = text.slice(0, SAMPLE);
  if (!enoughLetters.test(sample)) return null;
  if (isPlainlyArabic(sample)) return "ar";
  if (isPlainlyEnglish(sample.slice(0, DETECTED))) return "en";
  detector ??= await loadDetector();
  const found = detector(sample.slice(0, DETECTED));
  return found.language !== "" && found.isReliable() ? found.language : null;
}

/**
 * Arabic without the detector, which is slow and large: letters of the Arabic script, some that only Arabic uses, several
 * words with its article, and none of the letters that Persian, Urdu, Kurdish or Pashto add.
 */
function isPlainlyArabic(sample: string): boolean {
  if (!isRightToLeft(sample) || /[پچژگکیٹڈڑںےہھۆێڕڵەۇۈۋټډړښڼې]/u.test(sample)) return false;
  const articles = sample.match(/(?<!\p{L})[وفبك]?ال\p{L}{2,}/gu)?.length ?? 0;
  return articles >= 4 && /[ةأإ]/u.test(sample);
}

/** English without the detector: no letters beyond ASCII but a few, and a share of its small words that no other language has. */
function isPlainlyEnglish(sample: string): boolean {
  if (!/\bthe\b/iu.test(sample)) return false;
  const small = new Set<string>();
  let count = 0;
  for (const [word] of sample.matchAll(
    /\b(?:the|and|of|to|that|was|were|with|from|said|which|had|has|by|for|it|is|on|at)\b/giu,
  )) {
    small.add(word.toLowerCase());
    count++;
  }
  const words = sample.match(/[A-Za-z]+/gu)?.length ?? 0;
  const foreign = sample.match(/[^\p{ASCII}\p{P}\p{S}\p{Z}]/gu)?.length ?? 0;
  return small.size >= 4 && count >= 6 && count * 6 >= words && foreign * 10 <= words;
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

/** What `readLanguage` found before: a collection states the same few languages a hundred thousand times. */
const known = new Map<string, string | null>();
const MOST_KNOWN = 1000;

/** The primary subtag that a stated language stands for (`ar-SY`, `ara`, `Arabic`, `العربية`: ar); null for what is none. */
export function readLanguage(stated: string): string | null {
  const before = known.get(stated);
  if (before !== undefined) return before;
  const read = findSubtag(stated.slice(0, 50).trim().toLowerCase());
  if (known.size < MOST_KNOWN) known.set(stated, read);
  return read;
}

function findSubtag(word: string): string | null {
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
export async function decideLanguage(stated: string | null, text: string): Promise<string | null> {
  const read = stated === null ? null : readLanguage(stated);
  if (read === null) return detectLanguage(text);
  if (isRightToLeft(text) === rightToLeftLanguages.has(read)) return read;
  return (await detectLanguage(text)) ?? read;
}

/** Whether more letters of the text's beginning run right to left than left to right. */
function isRightToLeft(text: string): boolean {
  let balance = 0;
  const end = Math.min(text.length, SAMPLE);
  for (let i = 0; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x5d0 && unit <= 0x8ff) balance++;
    else if ((unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a) balance--;
  }
  return balance > 0;
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
