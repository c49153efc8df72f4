import { foldText } from "./fold.ts";

/** Words of numbers, folded (see `fold.ts`): Arabic in both genders and in every case ending that is written, and English. */
type Kind =
  /** 0 to 9, also before a hundred or, in Arabic, before عشر. */
  | "unit"
  /** 10 to 19. */
  | "teen"
  /** 20, 30 … 90. */
  | "tens"
  /** A whole number of hundreds or thousands in one word: مئتان, ثلاثمئة, ألفان. */
  | "whole"
  /** Multiplies what stands before it; in Arabic it is one of itself without. */
  | "hundred"
  | "dozen"
  | "thousands";

export interface NumberWord {
  readonly kind: Kind;
  readonly value: number;
  readonly isArabic: boolean;
  /** No number without one before it: "several hundred", آلاف. */
  readonly isBare?: boolean;
}

const table = new Map<string, NumberWord>();
const add = (kind: Kind, value: number, words: string, isBare = false): void => {
  for (const word of words.split("|")) {
    const folded = foldText(word);
    table.set(folded, { kind, value, isArabic: /\p{Script=Arabic}/u.test(folded), isBare });
  }
};

add("unit", 0, "صفر|zero");
add("unit", 1, "واحد|واحدة|أحد|إحدى|one");
add("unit", 2, "اثنان|اثنين|اثنتان|اثنتين|اتنين|اثنا|اثني|اثنتا|اثنتي|two");
add("unit", 3, "ثلاثة|ثلاث|three");
add("unit", 4, "أربعة|أربع|four");
add("unit", 5, "خمسة|خمس|five");
add("unit", 6, "ستة|ست|six");
add("unit", 7, "سبعة|سبع|seven");
add("unit", 8, "ثمانية|ثماني|ثمان|eight");
add("unit", 9, "تسعة|تسع|nine");
add("teen", 10, "عشرة|عشر|ten");
const teens = "eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen".split("|");
for (const [index, word] of teens.entries()) add("teen", 11 + index, word);
const tens = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety".split("|");
for (const [index, word] of tens.entries()) add("tens", 20 + 10 * index, word);
const roots = ["عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"];
for (const [index, root] of roots.entries()) {
  add("tens", 20 + 10 * index, `${root}ون|${root}ين`);
  if (index > 0)
    add("whole", 100 * (index + 2), `${root}مئة|${root}مائة|${root}ميت|${root}مية|${root}يمئة|${root}يمائة`);
}
add("whole", 200, "مئتان|مئتين|مئتا|مئتي|مائتان|مائتين|مائتا|مائتي");
add("whole", 2000, "ألفان|ألفين|ألفا|ألفي");
add("whole", 2_000_000, "مليونان|مليونين");
add("whole", 2_000_000_000, "ملياران|مليارين");
add("hundred", 100, "مئة|مائة");
add("hundred", 100, "hundred", true);
add("dozen", 12, "دزينة|dozen", true);
add("thousands", 1000, "ألف");
add("thousands", 1000, "آلاف|thousand", true);
add("thousands", 1_000_000, "مليون");
add("thousands", 1_000_000, "ملايين|million", true);
add("thousands", 1_000_000_000, "مليار");
add("thousands", 1_000_000_000, "مليارات|billion", true);
// After eleven and more, ألفًا is written as the dual before its noun is: it multiplies there (see `numbers.ts`).

export const numberWord = (folded: string): NumberWord | undefined => table.get(folded);

/** Words beside which no number can be read: fractions, and quantities that nobody counted. */
export const vague: ReadonlySet<string> = new Set(
  "نصف ربع ثلث ثلثا ثلثي بضع بضعة بضعه عدة half quarter third thirds several few"
    .split(" ")
    .map((word) => foldText(word)),
);

export type NumberBound = "at-least" | "at-most" | "about";

const phrases = (bound: NumberBound, list: string): [words: readonly string[], bound: NumberBound][] =>
  list.split("|").map((phrase) => [foldText(phrase).split(" ").filter(Boolean), bound]);

const longestFirst = (
  list: [words: readonly string[], bound: NumberBound][],
): readonly (readonly [words: readonly string[], bound: NumberBound])[] =>
  list.toSorted(([a], [b]) => b.length - a.length);

/** How a number is meant, by what stands right before it. */
export const boundsBefore = longestFirst([
  ...phrases(
    "at-least",
    "أكثر من|اكثر عن|ما لا يقل عن|لا يقل عن|لا تقل عن|ما لا تقل عن|ليس أقل من|ما يزيد على|ما يزيد عن|يزيد على|يزيد عن|تزيد على|تزيد عن|ازيد من|فوق|يفوق|تفوق|على الأقل",
  ),
  ...phrases(
    "at-least",
    "at least|more than|over|no fewer than|no less than|not fewer than|not less than|upwards of|above|a minimum of|minimum of",
  ),
  ...phrases(
    "at-most",
    "أقل من|ما لا يزيد على|ما لا يزيد عن|لا يزيد على|لا يزيد عن|لا تزيد على|لا تزيد عن|ليس أكثر من|لا يتجاوز|لا تتجاوز|ما لا يتجاوز|حتى|على الأكثر|دون",
  ),
  ...phrases(
    "at-most",
    "up to|at most|no more than|not more than|fewer than|less than|under|below|a maximum of|maximum of",
  ),
  ...phrases("about", "نحو|حوالي|قرابة|تقريبا|زهاء|ما يقارب|يقارب|تقارب|ما يقرب من|يناهز|تناهز|يعادل"),
  ...phrases(
    "about",
    "about|around|approximately|approx|roughly|some|nearly|almost|close to|circa|ca|an estimated|estimated",
  ),
]);

/** The same, by what stands anywhere after it. */
export const boundsAfter = longestFirst([
  ...phrases(
    "at-least",
    "على الأقل|على أقل تقدير|كحد أدنى|بحد أدنى|فأكثر|أو أكثر|وأكثر|at least|or more|at a minimum|and counting",
  ),
  ...phrases("at-most", "على الأكثر|كحد أقصى|بحد أقصى|على أبعد تقدير|فأقل|أو أقل|at most|or fewer|or less|at the most"),
  ...phrases("about", "تقريبا|على وجه التقريب|approximately|roughly|or so"),
]);

/** What says at the head of a text that there is none. */
export const none: readonly (readonly string[])[] =
  "لا أحد|لا|لم تسجل|لم يسجل|لم تقع|لم يقع|لم تحدث|دون أي|من دون|بدون|دون|none|nobody|no one|no|without"
    .split("|")
    .map((phrase) => foldText(phrase).split(" ").filter(Boolean))
    .toSorted((a, b) => b.length - a.length);

/**
 * Nouns whose dual is read as two, singular and as it is written: the sound masculine plural has the ending of a dual
 * (مدنيين), so that of those only ان is one.
 */
const counted =
  "قتيل جريح شهيد شخص رجل طفل عنصر جندي ضابط شرطي مقاتل صاروخ انفجار هجوم حادث منزل مبنى بيت يوم شهر عام أسبوع متر كيلومتر طن شاب قذيفة مدني مصاب مسلح معتقل موقوف مفقود نازح لاجئ مواطن عامل سائق صحفي مسعف طبيب مخطوف مدرس موظف مهاجم إرهابي خلية اعتقال لغم برميل زورق قارب مخيم حاجز";
const soundPlurals = new Set(
  "مدني مصاب مسلح معتقل موقوف مفقود نازح لاجئ مواطن مقاتل عامل سائق صحفي مسعف مخطوف مدرس موظف مهاجم إرهابي"
    .split(" ")
    .map((word) => foldText(word)),
);
const counts = new Set(counted.split(" ").map((word) => foldText(word)));
/** Words that end as a feminine dual does and are none. */
const noDual = /ستان$|^(?:ثابتين|صامتين|مثبتين)$/u;
const feminines = new Set(
  "إصابة ضحية غارة سيارة طفلة امرأة عملية مداهمة شابة".split(" ").map((word) => foldText(word)),
);

/** Whether a dual (قتيلان, إصابتين) says two of something; `word` is folded and has no article. */
const isDual = (word: string): boolean => {
  const [left, ending] = [word.slice(0, -2), word.slice(-2)];
  if (ending !== "ان" && ending !== "ين") return false;
  if (counts.has(left)) return ending === "ان" || !soundPlurals.has(left);
  // إصابتان is إصابة with the ending of two, as every feminine in ة.
  return left.length >= 4 && left.endsWith("ت") && !noDual.test(word);
};

/**
 * The noun of a dual (قتيلان → قتيل, إصابتين → إصابة); null for what is none.
 * @param written the word as it stands in the text, of which the noun keeps the spelling
 */
export function singularOfDual(folded: string, written: string): string | null {
  const word = folded.startsWith("ال") ? folded.slice(2) : folded;
  if (!isDual(word)) return null;
  const bare = written
    .replaceAll(/[\p{Mn}ـ]/gu, "")
    .replace(/^ال/u, "")
    .slice(0, -2);
  return counts.has(word.slice(0, -2)) ? bare : `${bare.slice(0, -1)}ة`;
}

/** Whether a word joins one more thing that is counted without a number: "خمسة قتلى وجريح". */
export function joinsAnother(folded: string): boolean {
  if (!folded.startsWith("و")) return false;
  const word = folded.slice(1);
  return counts.has(word) || feminines.has(word) || isDual(word);
}
