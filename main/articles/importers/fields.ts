import type { RecordField, RecordMapping } from "../../../app/articles/model.ts";
import { foldText } from "../../../app/text/fold.ts";

/** Names of columns and properties, most telling first. Compared folded: case, diacritics, separators and hamza do not count. */
const names: Record<RecordField, string> = {
  text:
    "text|body|full text|article text|article body|content|content text|maintext|main text|body text|story|article|message|text content|" +
    "النص|نص|متن|المتن|نص المقال|نص الخبر|محتوى|المحتوى|المقال|الخبر|المادة|متن خبر",
  title: "title|headline|heading|subject|article title|name|العنوان|عنوان|عنوان المقال|عنوان الخبر|الترويسة|تیتر",
  outlet:
    "outlet|source|publisher|publication|site|site name|website|media|newspaper|channel|source name|domain|" +
    "المصدر|مصدر|الناشر|ناشر|الوسيلة|الوسيلة الإعلامية|وسيلة الإعلام|الموقع|موقع|الصحيفة|القناة|الجهة الناشرة|منبع",
  author: "author|authors|byline|by|creator|writer|reporter|الكاتب|كاتب|المؤلف|المحرر|الصحفي|بقلم|نویسنده",
  publishedAt:
    "published|published at|publication date|date published|pub date|publish date|published date|published on|date|datetime|timestamp|" +
    "created at|created|time|التاريخ|تاريخ|تاريخ النشر|نشر في|وقت النشر|تاریخ",
  language: "language|lang|language code|locale|اللغة|لغة|زبان",
  url: "url|link|address|permalink|uri|href|source url|article url|canonical url|web url|الرابط|رابط|العنوان الإلكتروني|رابط الخبر|رابط المقال|لینک",
  key: "id|key|guid|uuid|article id|doc id|document id|record id|identifier|المعرف|معرف|الرقم|رقم|شناسه",
};

export const recordFields = Object.keys(names) as RecordField[];

const ranks = new Map<RecordField, Map<string, number>>(
  recordFields.map((field) => [
    field,
    new Map(names[field].split("|").map((name, i) => [foldFieldName(name), i] as const)),
  ]),
);

/** Where an object stands in a field's place, what it calls the thing itself. */
const inner = ["text", "name", "title", "rendered", "value", "content", "plain", "url", "href", "#text", "_text", "$t"];

/** How deep properties are looked for, in names. */
const DEPTH = 3;
/** How many property paths of one record are looked at. */
const PATHS = 500;

/** A name as it is compared: folded, without spaces; `Published_At`, `published at` and `publishedAt` are one. */
export function foldFieldName(name: string): string {
  return foldText(name).replaceAll(" ", "");
}

/**
 * For each field the path whose name tells it, shallow ones first; a mapping by hand goes before, and where it names an
 * empty path the field has none. Paths are names of columns, or of properties with dots between them. A path serves one
 * field only.
 */
export function proposeMapping(paths: readonly string[], byHand: RecordMapping = {}): RecordMapping {
  const mapping: RecordMapping = { ...byHand };
  const taken = new Set(Object.values(byHand));
  for (const field of recordFields) {
    if (mapping[field] !== undefined) continue;
    let best: { path: string; score: number } | null = null;
    for (const path of paths) {
      if (taken.has(path)) continue;
      const score = scorePath(path, field);
      if (score !== null && (best === null || score < best.score)) best = { path, score };
    }
    if (best === null) continue;
    mapping[field] = best.path;
    taken.add(best.path);
  }
  return Object.fromEntries(Object.entries(mapping).filter(([, path]) => path !== ""));
}

function scorePath(path: string, field: RecordField): number | null {
  const rank = ranks.get(field);
  const whole = rank?.get(foldFieldName(path));
  if (whole !== undefined) return whole;
  const parts = path.split(".");
  const own = parts.length > 1 ? rank?.get(foldFieldName(parts.at(-1) ?? "")) : undefined;
  if (own === undefined) return null;
  // `author.name` names an author, not a title: a property within another field's object belongs to that field.
  const parent = foldFieldName(parts.at(-2) ?? "");
  const owned = recordFields.some((other) => other !== "text" && ranks.get(other)?.has(parent));
  return owned ? null : own + 100 * parts.length;
}

/** The property paths of a record down to three names, objects before what they hold. */
export function listPaths(record: object): string[] {
  const paths: string[] = [];
  const walk = (value: object, prefix: string, depth: number): void => {
    for (const [name, child] of Object.entries(value)) {
      if (paths.length >= PATHS) return;
      paths.push(prefix + name);
      if (depth < DEPTH && isObject(child)) walk(child, `${prefix}${name}.`, depth + 1);
    }
  };
  walk(record, "", 1);
  return paths;
}

/** The value at a path: the property of exactly this name, else the way along its dots. */
export function readPath(record: object, path: string): unknown {
  if (Object.hasOwn(record, path)) return (record as Record<string, unknown>)[path];
  let value: unknown = record;
  for (const name of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

/**
 * A field's value as a string: numbers and truth values as written, an object by the name or text within it, a list
 * with `separator` between its members. Null where there is nothing.
 */
export function toText(value: unknown, separator = ", ", depth = 0): string | null {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null || depth > DEPTH) return null;
  if (Array.isArray(value)) {
    const members = value.map((member) => toText(member, separator, depth + 1)).filter((member) => member !== null);
    return members.length > 0 ? members.join(separator) : null;
  }
  const name = inner.find((own) => Object.hasOwn(value, own));
  return name === undefined ? null : toText((value as Record<string, unknown>)[name], separator, depth + 1);
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
