import { toAsciiDigits } from "../text/date-values.ts";
import { findDate } from "./file-name-dates.ts";
import { matchName, type NamePattern, parsePattern, splitPath } from "./file-names.ts";

/** Names that are looked at, spread over all that are known. */
const SAMPLE = 80;
/** Patterns that are proposed. */
const MOST = 4;
/** The share of names that what is proposed must fit, and that show a form before it is tried. */
const MANY = 0.6;

/** What may stand between two things in a name, and whether words of a title are often joined by it too. */
const separators = [
  [" - ", false],
  [" – ", false],
  [" — ", false],
  ["__", false],
  [" | ", false],
  ["--", false],
  ["_", true],
  [", ", true],
  ["-", true],
] as const;

/**
 * Patterns that the names of a folder's files suggest, best first: where dates stand, what separates them from the rest,
 * and what repeats (an outlet) beside what does not (a title). Never a guess from a single name but its date and title.
 */
export function proposePatterns(paths: readonly string[]): string[] {
  const step = Math.max(1, Math.ceil(paths.length / SAMPLE));
  const sample = paths.filter((_, i) => i % step === 0).map(splitPath);
  if (sample.length === 0) return [];
  const stems = sample.map((parts) => (parts.at(-1) ?? "").replace(/(?<=.)\.[^.\s]{1,8}$/u, ""));
  const folders = foldersOf(sample);
  const names = namesOf(stems);
  const below = folders.some((folder) => folder.includes("{outlet}")) ? withoutOutlet(names) : names;
  const candidates = [
    ...folders.flatMap((folder) => (folder.includes("{outlet}") ? below : names).map((name) => folder + name)),
    ...names,
  ];
  const whole = sample.map((parts) => parts.join("/"));
  const scored = [...new Set(candidates)].flatMap((source, order) => {
    const parsed = parsePattern(source);
    if (!parsed.ok || saysNothing(parsed.pattern)) return [];
    const fits = whole.filter((path) => matchName(parsed.pattern, path) !== null).length / whole.length;
    return fits < MANY ? [] : [{ source, order, worth: fits * 2 + parsed.pattern.fields.length }];
  });
  return scored
    .toSorted((a, b) => b.worth - a.worth || a.order - b.order)
    .slice(0, MOST)
    .map(({ source }) => source);
}

/** Below a folder that names the outlet. */
function withoutOutlet(names: readonly string[]): string[] {
  const others = names.filter((name) => !name.includes("{outlet}"));
  return others.length > 0 ? others : names.map((name) => name.replace("{outlet}", "{*}"));
}

/** A title alone is what a name is anyway. */
const saysNothing = ({ fields }: NamePattern): boolean => fields.length === 1 && fields[0] === "title";

/** What the folders above the names may be: outlets, days, or an outlet's days. */
function foldersOf(sample: readonly string[][]): string[] {
  const parents = sample.map((parts) => parts.at(-2) ?? "");
  const above = sample.map((parts) => parts.at(-3) ?? "");
  const areDays = share(parents, isDay) >= MANY;
  if (areDays) return areSeveral(above) ? ["{outlet}/{date}/", "{date}/"] : ["{date}/"];
  if (!areSeveral(parents)) return [];
  return share(above, isDay) >= MANY ? ["{date}/{outlet}/", "{outlet}/"] : ["{outlet}/"];
}

const isDay = (name: string): boolean => {
  const found = findDate(toAsciiDigits(name));
  return found !== null && found.start === 0 && found.end === name.length;
};

/** Whether names differ, and some stand for more than one file. */
const areSeveral = (names: readonly string[]): boolean => {
  const different = new Set(names);
  return !different.has("") && different.size > 1 && different.size < names.length;
};

const share = <Value>(values: readonly Value[], holds: (value: Value) => boolean): number =>
  values.filter(holds).length / Math.max(1, values.length);

/** What the names themselves may be. */
function namesOf(stems: readonly string[]): string[] {
  const dated = stems.flatMap((stem) => {
    const date = findDate(toAsciiDigits(stem));
    return date ? [{ before: stem.slice(0, date.start), after: stem.slice(date.end) }] : [];
  });
  if (dated.length < stems.length * MANY) return [...partsOf(stems).filter((name) => name !== "{title}"), "{title}"];
  const befores = dated.map(({ before }) => before);
  const afters = dated.map(({ after }) => after);
  const leads = share(befores, isBare) >= MANY;
  const ends = share(afters, isBare) >= MANY;
  if (leads && ends) return ["{date}"];
  const near = commonest(
    befores.filter((text) => !isBare(text)).map((text) => /[^\p{L}\p{N}]*$/u.exec(text)?.[0] ?? ""),
  );
  const far = commonest(afters.filter((text) => !isBare(text)).map((text) => /^[^\p{L}\p{N}]*/u.exec(text)?.[0] ?? ""));
  if (leads) return partsOf(afters.map((text) => text.slice(far.length))).map((rest) => `{date}${double(far)}${rest}`);
  if (ends)
    return partsOf(befores.map((text) => text.slice(0, text.length - near.length))).map(
      (rest) => `${rest}${double(near)}{date}`,
    );
  const first = befores.map((text) => text.slice(0, text.length - near.length));
  const field = repeats(first) ? "{outlet}" : "{*}";
  return [`${field}${double(near)}{date}${double(far)}{title}`];
}

/** What stands beside a date, or in its stead: a title, or an outlet that repeats and a title. */
function partsOf(texts: readonly string[]): string[] {
  const found: string[] = [];
  for (const [separator, joinsWords] of separators) {
    const split = texts.filter((text) => (joinsWords ? text.split(separator).length === 2 : text.includes(separator)));
    if (split.length < texts.length * MANY) continue;
    const heads = split.map((text) => text.slice(0, text.indexOf(separator)));
    const tails = split.map((text) => text.slice(text.lastIndexOf(separator) + separator.length));
    const between = double(separator);
    if (repeats(heads)) found.push(`{outlet}${between}{title}`);
    else if (repeats(tails)) found.push(`{title}${between}{outlet}`);
    if (found.length > 0) break;
  }
  return [...found, "{title}"];
}

/** Whether a few names stand for many files, as those of outlets do. */
const repeats = (names: readonly string[]): boolean => {
  const different = new Set(names.map((name) => name.trim().toLowerCase()));
  const areNames = [...different].every((name) => /\p{L}{2}/u.test(name) && name.length <= 60);
  return areNames && names.length >= 3 && different.size <= names.length / 2;
};

const isBare = (text: string): boolean => !/[\p{L}\p{N}]/u.test(text);

function commonest(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? "";
}

/** Literal text as a pattern has it. */
const double = (text: string): string => text.replaceAll(/[{}[\]]/gu, "$&$&");
