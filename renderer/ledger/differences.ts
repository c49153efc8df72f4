import type { Json } from "../../app/kernel/json.ts";

/** One value of an object that an entry changed, as text; null where there was none. */
export interface Difference {
  /** The way to the value: "statement", "hops.0.descriptor". */
  field: string;
  before: string | null;
  after: string | null;
}

type Fields = { readonly [key: string]: Json };
const isFields = (value: Json | undefined): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Fields that say nothing more to a reader: what the heading says already, and what only the store needs. */
const silent = new Set([
  "id",
  "createdAt",
  "updatedAt",
  "createdBy",
  "analyst",
  "initials",
  "clock",
  "claimId",
  "articleId",
]);
/** What an anchor needs to be found again, and a reader does not need to understand it. */
const surroundings = new Set(["prefix", "suffix", "articleId"]);

/** A value as text: strings as they are, lists of plain values with commas, all else as JSON. */
function say(value: Json | undefined): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "string") return value;
  if (Array.isArray(value)) {
    if (value.length === 0) return null;
    if (value.every((item) => typeof item !== "object" || item === null)) return value.join(", ");
  }
  return JSON.stringify(value);
}

function compare(path: string, before: Json | undefined, after: Json | undefined, found: Difference[]): void {
  if (isFields(before) || isFields(after)) {
    const was = isFields(before) ? before : {};
    const is = isFields(after) ? after : {};
    for (const key of new Set([...Object.keys(was), ...Object.keys(is)])) {
      if ((path === "" && silent.has(key)) || surroundings.has(key)) continue;
      compare(path === "" ? key : `${path}.${key}`, was[key], is[key], found);
    }
    return;
  }
  if (Array.isArray(before) || Array.isArray(after)) {
    const was: readonly Json[] = Array.isArray(before) ? before : [];
    const is: readonly Json[] = Array.isArray(after) ? after : [];
    // Lists of objects (hops, spans, names) are told place by place; lists of plain values (tags) as one line.
    if ([...was, ...is].some((item) => isFields(item))) {
      for (let place = 0; place < Math.max(was.length, is.length); place += 1) {
        compare(`${path}.${place + 1}`, was[place], is[place], found);
      }
      return;
    }
  }
  const then = say(before);
  const now = say(after);
  if (then !== now) found.push({ field: path, before: then, after: now });
}

/** What differs between an object before and after, field by field. A new or removed object has one empty side. */
export function listDifferences(before: Json, after: Json): Difference[] {
  const found: Difference[] = [];
  compare("", before, after, found);
  return found;
}

/** What an object is called where the ledger shows it: its title, name, statement or quote, shortened. */
export function nameObject(value: Json): string | null {
  if (!isFields(value)) return null;
  const names = value["names"];
  const first = Array.isArray(names) ? names[0] : undefined;
  const spans = value["spans"];
  const span = Array.isArray(spans) ? spans[0] : undefined;
  const candidates: (Json | undefined)[] = [
    value["title"],
    value["name"],
    isFields(first) ? first["text"] : first,
    value["statement"],
    isFields(span) ? span["quote"] : undefined,
    value["quote"],
    value["path"],
  ];
  const name = candidates.find((candidate) => typeof candidate === "string" && candidate !== "");
  return typeof name === "string" ? shorten(name, 80) : null;
}

/** The first `units` UTF-16 units, cut between words where one is near, with an ellipsis; never within a character. */
export function shorten(text: string, units: number): string {
  const plain = text.replaceAll(/\s+/g, " ").trim();
  if (plain.length <= units) return plain;
  const space = plain.lastIndexOf(" ", units);
  let end = space > units / 2 ? space : units;
  if (/[\uDC00-\uDFFF]/.test(plain.charAt(end))) end -= 1;
  return `${plain.slice(0, end)}…`;
}
