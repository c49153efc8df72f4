/**
 * Words of dates, folded (see `fold.ts`). Arabic month names after the usage of the Levant and Iraq,
 * Egypt and the Gulf, Algeria and Tunisia, Morocco; English and French; the Islamic months.
 */
export interface MonthName {
  month: number;
  calendar: "gregorian" | "islamic";
  /** The word means something else as well: it is a month only beside a day or a year. */
  weak: boolean;
}

function table(
  lists: readonly (readonly [number, string])[],
  calendar: MonthName["calendar"],
  weak: boolean,
): [string, MonthName][] {
  return lists.flatMap(([month, names]) =>
    names.split("|").map((name): [string, MonthName] => [name, { month, calendar, weak }]),
  );
}

const strong: readonly (readonly [number, string])[] = [
  [1, "كانون الثاني|كانون ثاني|يناير|جانفي|january|janvier"],
  [2, "شباط|فبراير|فيفري|february|fevrier"],
  [3, "اذار"],
  [4, "نيسان|ابريل|افريل|april|avril"],
  [5, "ايار|مايو"],
  [6, "حزيران|يونيو|يونيه|june|juin"],
  [7, "تموز|يوليو|يوليه|جويليه|يوليوز|july|juillet"],
  [8, "اغسطس|غشت|august|aout"],
  [9, "ايلول|سبتمبر|شتنبر|september|septembre"],
  [10, "تشرين الاول|تشرين اول|اكتوبر|october|octobre"],
  [11, "تشرين الثاني|تشرين ثاني|نوفمبر|نونبر|november|novembre"],
  [12, "كانون الاول|كانون اول|ديسمبر|دجنبر|december|decembre"],
];
const weak: readonly (readonly [number, string])[] = [
  [1, "jan"],
  [2, "feb"],
  [3, "مارس|march|mars|mar"],
  [4, "apr"],
  [5, "ماي|may|mai"],
  [6, "جوان|jun"],
  [7, "jul"],
  [8, "اب|اوت|aug"],
  [9, "sep|sept"],
  [10, "oct"],
  [11, "nov"],
  [12, "dec"],
];
const islamic: readonly (readonly [number, string])[] = [
  [1, "محرم|المحرم|محرم الحرام|muharram"],
  [2, "صفر|safar"],
  [3, "ربيع الاول|ربيع اول"],
  [4, "ربيع الاخر|ربيع الثاني|ربيع ثاني"],
  [5, "جمادي الاولي|جمادي الاول"],
  [6, "جمادي الاخره|جمادي الاخر|جمادي الثانيه|جمادي الثاني"],
  [7, "رجب|rajab"],
  [8, "شعبان|shaban"],
  [9, "رمضان|ramadan"],
  [10, "شوال|shawwal"],
  [11, "ذو القعده|ذي القعده"],
  [12, "ذو الحجه|ذي الحجه"],
];

export const months: ReadonlyMap<string, MonthName> = new Map([
  ...table(strong, "gregorian", false),
  ...table(weak, "gregorian", true),
  ...table(islamic, "islamic", true),
]);

/** Weekdays by name, Sunday is 0. */
export const weekdays: ReadonlyMap<string, number> = new Map([
  ["الاحد", 0],
  ["الاثنين", 1],
  ["الثلاثاء", 2],
  ["الاربعاء", 3],
  ["الخميس", 4],
  ["الجمعه", 5],
  ["السبت", 6],
]);

export type Side = "past" | "current" | "future";

/** Which one of a repeating period is meant: after the noun in Arabic, before it in English. */
export const sides: ReadonlyMap<string, Side> = new Map<string, Side>([
  ["الماضي", "past"],
  ["الماضيه", "past"],
  ["الفايت", "past"],
  ["الفايته", "past"],
  ["المنصرم", "past"],
  ["المنصرمه", "past"],
  ["الحالي", "current"],
  ["الحاليه", "current"],
  ["الجاري", "current"],
  ["الجاريه", "current"],
  ["المقبل", "future"],
  ["المقبله", "future"],
  ["القادم", "future"],
  ["القادمه", "future"],
  ["last", "past"],
  ["this", "current"],
  ["next", "future"],
]);

const units = ["الاول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع"];

function ordinalDays(): Map<string, number> {
  const days = new Map<string, number>(units.map((word, index) => [word, index + 1]));
  days.set("العاشر", 10);
  for (const [index, word] of ["الحادي", ...units.slice(1)].entries()) {
    days.set(`${word} عشر`, 11 + index);
    days.set(`${word} والعشرين`, 21 + index);
    days.set(`${word} والعشرون`, 21 + index);
  }
  days.set("العشرين", 20);
  days.set("العشرون", 20);
  days.set("الثلاثين", 30);
  days.set("الثلاثون", 30);
  days.set("الحادي والثلاثين", 31);
  days.set("الحادي والثلاثون", 31);
  return days;
}

/** Days of the month as ordinal words: الثامن [من تشرين الثاني]. */
export const ordinals: ReadonlyMap<string, number> = ordinalDays();

/** Numbers of days, months and years in "قبل ثلاثة أيام". */
export const smallNumbers: ReadonlyMap<string, number> = new Map(
  ["ثلاثه|ثلاث", "اربعه|اربع", "خمسه|خمس", "سته|ست", "سبعه|سبع", "ثمانيه|ثماني", "تسعه|تسع", "عشره|عشر"].flatMap(
    (names, index) => names.split("|").map((name): [string, number] => [name, index + 3]),
  ),
);

/** What may stand beside a date in a line of metadata without being part of it. */
export const companions: ReadonlySet<string> = new Set(
  `الاحد الاثنين الثلاثاء الاربعاء الخميس الجمعه السبت يوم في بتاريخ تاريخ نشر نشرت النشر اخر تحديث حدث الساعه م ص ه
  sunday monday tuesday wednesday thursday friday saturday sun mon tue tues wed thu thur thurs fri sat
  on at published posted updated date the utc gmt am pm p m a lundi mardi mercredi jeudi vendredi samedi dimanche le publie`
    .split(/\s+/)
    .filter((word) => word.length > 0),
);
