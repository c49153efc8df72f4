/** The keys of a keyboard, row by row, as they write on the Latin layout (QWERTY) and on the Arabic one (101). */
const latin = "`qwertyuiop[]asdfghjkl;'zxcvnm,./";
const arabic = "ذضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظ";
/** The one key that writes two letters. */
const LAM_ALEF = "لا";
const LAM_ALEF_KEY = "b";

const toArabic = new Map(Array.from(latin, (key, place) => [key, arabic[place] as string]));
toArabic.set(LAM_ALEF_KEY, LAM_ALEF);
const toLatin = new Map(Array.from(arabic, (letter, place) => [letter, latin[place] as string]));

/** Arabic layouts write some letters with the shift key only; somebody who types blindly writes these keys' capitals. */
const shifted: readonly (readonly [string, string])[] = [
  ["H", "أ"],
  ["Y", "إ"],
  ["N", "آ"],
];

const written = (typed: string, keys: ReadonlyMap<string, string>): string | null => {
  let out = "";
  for (const sign of typed) {
    const letter = keys.get(sign) ?? (/[\d-]/.test(sign) ? sign : undefined);
    if (letter === undefined) return null;
    out += letter;
  }
  return out;
};

/**
 * What the same keys write on the other layout, Arabic for Latin and Latin for Arabic; several where a key may have been
 * one or two, none where some sign is on no key.
 */
export function onOtherLayout(typed: string): string[] {
  if (/\p{Script=Arabic}/u.test(typed)) {
    const plain = written(typed, toLatin);
    const joined = typed.includes(LAM_ALEF) ? written(typed.replaceAll(LAM_ALEF, "\u0001"), withLamAlef) : null;
    return [...(joined === null ? [] : [joined]), ...(plain === null ? [] : [plain])];
  }
  const keys = new Map([...toArabic, ...shifted]);
  for (const [key, letter] of toArabic) if (!keys.has(key.toUpperCase())) keys.set(key.toUpperCase(), letter);
  const out = written(typed, keys);
  return out === null || out === typed ? [] : [out];
}

const withLamAlef = new Map([...toLatin, ["\u0001", LAM_ALEF_KEY]]);
