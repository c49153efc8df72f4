import type { Slot } from "../claims/model.ts";
import { queryTokens, stem } from "../text/stem.ts";

/** How two values of a slot lie to each other: compatible ones may both be true, one less precise than the other. */
export type Likeness = "same" | "compatible" | "differs";

/** A word and the other words for the same thing, in Arabic and English; broken plurals have no stem in common. */
const alike: readonly (readonly [concept: string, words: string])[] = [
  ["person", "شخص أشخاص person people"],
  [
    "killed",
    "قتيل قتلى قتل قتلوا مقتل شهيد شهداء استشهاد استشهدوا وفاة وفيات killed dead death died fatality fatalities slain kill",
  ],
  ["hurt", "جريح جرحى جرح جرحوا مصاب مصابون إصابة أصيب أصيبوا wounded injured hurt injury wound wounding"],
  ["arrested", "معتقل اعتقال اعتقل موقوف توقيف أوقف arrested arrest detained detention detainee"],
  ["missing", "مفقود فقدان missing"],
  ["displaced", "نازح نزوح displaced"],
  ["soldier", "جندي جنود soldier"],
  ["child", "طفل أطفال child children"],
  ["woman", "امرأة نساء woman women"],
  ["man", "رجل رجال man men"],
  ["civilian", "مدني civilian"],
  ["raid", "مداهمة دهم raid"],
  ["strike", "غارة ضربة airstrike strike"],
  ["rocket", "صاروخ صواريخ rocket missile"],
  ["shell", "قذيفة قذائف shell"],
  ["house", "منزل منازل بيت بيوت house home"],
  ["vehicle", "سيارة مركبة vehicle car"],
  ["security", "أمن أمنية security"],
];

const stems = (words: string): string[] => queryTokens(words).map((token) => token.stem);

const concepts: ReadonlyMap<string, string> = new Map(
  alike.flatMap(([concept, words]) => stems(words).map((word): [string, string] => [word, concept])),
);

/** What is counted without saying of whom: beside another word it says nothing more. */
const persons = new Set([
  "person",
  ...stems("عنصر عناصر فرد أفراد ضحية ضحايا صفوف عدد member casualty victim rank number"),
]);
const particles = new Set(stems("في من بين على عن إلى مع لدى of in among from the a an and with at to on"));

/** The words of a text that say something, folded and stemmed, each kind of casualty by one word. */
function wordsOf(text: string): string[] {
  return queryTokens(text)
    .map((token) => {
      const known = concepts.get(token.stem);
      if (known !== undefined) return known;
      // قتيلان and إصابتان, where a unit was typed as it stands in the text.
      const dual = /(?:ان|ين)$/u.test(token.folded) ? stem(token.folded.slice(0, -2).replace(/ت$/u, "ه")) : "";
      return concepts.get(dual) ?? token.stem;
    })
    .filter((word) => !particles.has(word));
}

/** The words that tell what is counted. */
function unitWords(unit: string): ReadonlySet<string> {
  const words = new Set(wordsOf(unit));
  const telling = [...words].filter((word) => !persons.has(word));
  return telling.length > 0 ? new Set(telling) : words;
}

/** The key under which units are one: "إصابة في صفوف الأمن" is "إصابة بين عناصر الأمن" is "security wounded". */
export const unitKey = (unit: string): string => keyOf(unitWords(unit));

const keyOf = (words: ReadonlySet<string>): string => [...words].toSorted().join(" ");

/** Whether two units are one, folded and stemmed; a bare number may count whatever the other does. */
export const sameUnit = (a: string | null, b: string | null): boolean =>
  a === null || b === null || unitKey(a) === unitKey(b);

const isWithin = (few: ReadonlySet<string>, many: ReadonlySet<string>): boolean => {
  if (few.size > many.size) return false;
  for (const word of few) if (!many.has(word)) return false;
  return true;
};

/** A slot made ready to be compared with many others. */
export interface Value {
  readonly slot: Slot;
  /** What its text says; nothing where a number or a date says it. */
  readonly words: ReadonlySet<string>;
  /** The words of its unit, and their key; null where it has none. */
  readonly unit: { readonly key: string; readonly words: ReadonlySet<string> } | null;
  /** Between what and what the number lies; null where there is none. */
  readonly range: readonly [number, number] | null;
}

/** Share by which "about a hundred" may be off. */
const ABOUT = 0.1;

function rangeOf({ number, bound }: Slot): readonly [number, number] | null {
  if (number === null) return null;
  if (bound === "at-least") return [number, Infinity];
  if (bound === "at-most") return [-Infinity, number];
  return bound === "about" ? [number - number * ABOUT, number + number * ABOUT] : [number, number];
}

const nothing: ReadonlySet<string> = new Set();

export function valueOf(slot: Slot): Value {
  const isRead = slot.kind === "count" ? slot.number !== null : slot.kind === "date" && slot.date !== null;
  const unit = slot.unit === null ? null : unitWords(slot.unit);
  return {
    slot,
    words: isRead ? nothing : new Set(wordsOf(slot.text)),
    unit: unit && { key: keyOf(unit), words: unit },
    range: rangeOf(slot),
  };
}

function likenessOfNumbers(a: Value, b: Value): Likeness {
  // What nobody counted ("many", عشرات) contradicts no number.
  if (a.range === null || b.range === null) return a.range === b.range ? likenessOfTexts(a, b) : "compatible";
  const [[low, high], [otherLow, otherHigh]] = [a.range, b.range];
  if (low === otherLow && high === otherHigh) return "same";
  if (low <= otherHigh && otherLow <= high) return "compatible";
  // Three civilians killed may be some of five killed, never the reverse.
  const [few, many] = high < otherLow ? [a.unit, b.unit] : [b.unit, a.unit];
  const isSome = few !== null && many !== null && many.words.size < few.words.size && isWithin(many.words, few.words);
  return isSome ? "compatible" : "differs";
}

function likenessOfDates(a: Value, b: Value): Likeness {
  const [date, other] = [a.slot.date, b.slot.date];
  if (date === null || other === null) return date === other ? likenessOfTexts(a, b) : "compatible";
  if (date === other) return "same";
  return date.startsWith(`${other}-`) || other.startsWith(`${date}-`) ? "compatible" : "differs";
}

const negations = new Set(
  stems("لا لم لن ليس ليست غير بدون دون عدم نفى no not never none nobody without denied denies"),
);

/** Whether a text denies something. */
export const saysNo = (text: string): boolean => wordsOf(text).some((word) => negations.has(word));

/** Same words, whatever their order and form; or the words of one among the other's, unless what is more says no. */
function likenessOfTexts(a: Value, b: Value): Likeness {
  const [few, many] = a.words.size <= b.words.size ? [a.words, b.words] : [b.words, a.words];
  if (!isWithin(few, many)) return "differs";
  // Words that say nothing are no words: what is left is told by the text itself.
  if (many.size === 0) return a.slot.text.trim() === b.slot.text.trim() ? "same" : "differs";
  if (few.size === many.size) return "same";
  if (few.size === 0) return "differs";
  for (const word of many) if (!few.has(word) && negations.has(word)) return "differs";
  return "compatible";
}

/** `compareValues` of slots that were made ready. */
export function likeness(a: Value, b: Value): Likeness {
  if (a.slot.kind === "count") return likenessOfNumbers(a, b);
  if (a.slot.kind === "date") return likenessOfDates(a, b);
  const [source, other] = [a.slot.sourceId, b.slot.sourceId];
  if (source !== null && other !== null) return source === other ? "same" : "differs";
  return likenessOfTexts(a, b);
}

/**
 * How two slots of one kind lie to each other: counts as numbers with their bounds, dates with their precision, the rest
 * by source where both name one, else folded and stemmed. Whether counts are of one unit is asked of `sameUnit`.
 */
export const compareValues = (a: Slot, b: Slot): Likeness => likeness(valueOf(a), valueOf(b));

/** Whether the first says what the second says, and more: a longer date, a number within its bounds, further words. */
export const isMorePrecise = (a: Slot, b: Slot): boolean => narrows(valueOf(a), valueOf(b));

/** `isMorePrecise` of slots that were made ready. */
export function narrows(one: Value, other: Value): boolean {
  if (likeness(one, other) !== "compatible") return false;
  const [{ kind, date }, wider] = [one.slot, other.slot];
  if (kind === "date") return date !== null && (wider.date === null || date.length > wider.date.length);
  if (kind !== "count") return one.words.size > other.words.size;
  if (one.range === null || other.range === null) return one.range !== null;
  return one.range[0] >= other.range[0] && one.range[1] <= other.range[1];
}
