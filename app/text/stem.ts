/**
 * The light stem: what is taken off a folded token so that a word is found whatever particles,
 * article and endings it carries. Arabic after the "light10" stemmer (Larkey, Ballesteros, Connell
 * 2007), with the one-letter particles that domain.md asks for; English takes back plurals and the
 * possessive only. Roots and broken plurals are not attempted.
 *
 * Arabic, on folded letters:
 * - Front: و ف ب ل ك and لل while at least MIN_STEM letters remain, ال while at least MIN_AFTER_ARTICLE
 *   remain; repeated until nothing more comes off, so that any chain of particles before a word comes
 *   to the same stem as the word. Words of `stem-words.ts` are left whole.
 * - End: the suffixes below, repeated likewise.
 */
export const STEM_VERSION = 1;

import { foldText, foldUnits, unitsToString } from "./fold.ts";
import { StemCache } from "./stem-cache.ts";
import { wholeWords } from "./stem-words.ts";

/** Letters that must remain when a particle is taken off. */
const MIN_STEM = 3;
/** Letters that must remain after the article: دم, يد, حي are words. */
const MIN_AFTER_ARTICLE = 2;
const SPACE = 0x20;
/** Longer tokens are not words: they stay as they are. */
const LONGEST_WORD = 40;

/** Endings, longest first, with the letters that must remain. ان ون ين are also part of many words (لبنان, قانون, تشرين). */
const suffixes: readonly (readonly [suffix: string, remain: number, pronoun: boolean])[] = [
  ["ها", 3, true],
  ["هم", 3, true],
  ["نا", 3, true],
  ["ات", 3, false],
  ["ون", 4, false],
  ["ين", 4, false],
  ["ان", 4, false],
  ["يه", 3, false],
  ["يا", 3, false],
  ["وا", 3, false],
  ["ه", 3, true],
  ["ي", 3, false],
  // The accusative (اعتقالًا) and names such as فرنسا beside فرنسي.
  ["ا", 4, false],
];

function withoutOneSuffix(word: string): string {
  for (const [suffix, remain, pronoun] of suffixes) {
    const left = word.length - suffix.length;
    if (left < remain || !word.endsWith(suffix)) continue;
    // قانونًا is قانون with an ending, not قانو with a pronoun.
    if (suffix === "نا" && "وياا".includes(word[left - 1] as string)) continue;
    // ولاية and بداية keep their ya: ولا is another word.
    if (suffix.startsWith("ي") && suffix !== "ين" && word[left - 1] === "ا") continue;
    // Before a pronoun, ta marbuta is written as ta: قيادتها beside قيادة.
    if (pronoun && left > 4 && word[left - 1] === "ت" && word[left - 2] !== "ا") return word.slice(0, left - 1);
    return word.slice(0, left);
  }
  return word;
}

function withoutSuffixes(word: string): string {
  let left = word;
  for (;;) {
    const shorter = withoutOneSuffix(left);
    if (shorter === left) return left;
    left = shorter;
  }
}

const whole = new Set(
  foldText(wholeWords)
    .split(" ")
    .filter((word) => word.length > 0)
    .map(withoutSuffixes),
);

function withoutOnePrefix(word: string): string {
  const left = word.length - 2;
  if (word.startsWith("ال") && left >= MIN_AFTER_ARTICLE) return word.slice(2);
  // للكتاب is ل + ال + كتاب, but للبنان is ل + لبنان.
  if (word.startsWith("لل") && left >= MIN_STEM && !whole.has(withoutSuffixes(word.slice(1)))) return word.slice(2);
  if (word.length - 1 >= MIN_STEM && "وفبلك".includes(word[0] as string)) return word.slice(1);
  return word;
}

function stemArabic(token: string): string {
  let word = token;
  for (;;) {
    const bare = withoutSuffixes(word);
    if (whole.has(bare)) return bare;
    const shorter = withoutOnePrefix(word);
    if (shorter === word) return bare;
    word = shorter;
  }
}

/** English words and names that end in s without being plurals, beyond -ss, -us and -is. */
const singulars = new Set(
  "hamas abbas homs news texas kansas dallas thomas nicolas madras arkansas alias bias atlas christmas canvas vegas series species james wales cyprus".split(
    " ",
  ),
);

function stemEnglish(token: string): string {
  const length = token.length;
  if (length < 4 || !token.endsWith("s") || singulars.has(token)) return token;
  if (/(?:ss|us|is)$/.test(token)) return token;
  if (token.endsWith("ies")) return length > 4 ? `${token.slice(0, -3)}y` : token;
  if (/(?:ss|sh|ch|x|zz)es$/.test(token)) return token.slice(0, -2);
  return token.slice(0, -1);
}

/** Light stem of one folded token (see `foldText`). Tokens in other scripts, numbers and overlong ones stay as they are. Idempotent. */
export function stem(token: string): string {
  const length = token.length;
  if (length < 3 || length > LONGEST_WORD) return token;
  const first = token.charCodeAt(0);
  if (first >= 0x0620 && first <= 0x06ff) return stemArabic(token);
  if (first >= 0x61 && first <= 0x7a) return stemEnglish(token);
  return token;
}

const stems = new StemCache(stem);

/** What the full-text index holds of a text: the stem of every folded token, separated by single spaces. */
export function indexText(text: string): string {
  const { units, length } = foldUnits(text);
  // Stems are no longer than their tokens, so that the result can be written over the folded units.
  let written = 0;
  let start = 0;
  for (;;) {
    let hash = 0;
    let end = start;
    while (end < length) {
      const unit = units[end] as number;
      if (unit === SPACE) break;
      hash = (Math.imul(hash, 31) + unit) | 0;
      end += 1;
    }
    if (end > start) {
      if (written > 0) {
        units[written] = SPACE;
        written += 1;
      }
      written = stems.write(units, start, end, hash, written);
    }
    if (end >= length) return unitsToString(units, written);
    start = end + 1;
  }
}

/** The tokens of something typed into the search field, folded and stemmed, in order. */
export function queryTokens(text: string): { folded: string; stem: string }[] {
  return foldText(text)
    .split(" ")
    .filter((token) => token.length > 0)
    .map((token) => ({ folded: token, stem: stem(token) }));
}
