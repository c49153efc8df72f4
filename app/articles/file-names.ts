import { toAsciiDigits } from "../text/date-values.ts";
import { datesAt, type DateOrder, dateOfParts } from "./file-name-dates.ts";

/*
 * What names of files say about the articles in them, by a pattern: `{outlet}/{date}_{title}.txt`. A pattern is read from
 * the end of a path; text stands for itself, whatever its case and kind of digits; `/` reaches into folders; what stands in
 * `[…]` may be missing; a brace or bracket that is meant is doubled. A placeholder takes as little as it can and nothing of
 * another folder. A pattern that ends in no extension speaks of names without theirs.
 */

/** What a placeholder may be called. `*` is anything, also nothing, and says nothing. */
export const nameFields = ["title", "outlet", "author", "date", "year", "month", "day", "language", "key"] as const;
export type NameField = (typeof nameFields)[number];

/** What a name gives; what it does not say is not there. */
export interface NameFacts {
  title?: string;
  outlet?: string;
  author?: string;
  /** A `DateText`. */
  publishedAt?: string;
  /** Two or three letters. */
  language?: string;
  key?: string;
}

/** Longest pattern, in UTF-16 units. */
export const LONGEST_PATTERN = 300;
/** Longest end of a path that is compared, in UTF-16 units: the time that one made to take long takes grows by its square. */
const LONGEST_NAME = 800;

export type PatternProblemCode =
  /** It is empty, or longer than 300 units. */
  | "length"
  /** A brace or bracket is opened and not closed. */
  | "unclosed"
  /** One is closed that was not opened, or an optional part stands in another. */
  | "stray"
  /** No placeholder is called so. */
  | "unknown"
  /** A placeholder stands twice; or year, month and day beside a date. */
  | "twice"
  /** Nothing stands between two placeholders: nobody could say where one ends. */
  | "touching"
  /** A folder has no name, or may be missing. */
  | "folder"
  /** A month without its year, a day without its month. */
  | "date"
  /** It has no placeholder that says anything. */
  | "nothing";

/** Why a pattern is none, and where: UTF-16 units of it, end exclusive. */
export interface PatternProblem {
  readonly code: PatternProblemCode;
  readonly start: number;
  readonly end: number;
}

const sentences: Record<PatternProblemCode, string> = {
  length: `a pattern has 1 to ${LONGEST_PATTERN} characters`,
  unclosed: "it is opened and not closed; a brace or bracket that is meant is doubled",
  stray:
    "it is closed and was not opened, or stands within an optional part; a brace or bracket that is meant is doubled",
  unknown: `no placeholder is called so; there are ${nameFields.join(", ")}, date:dmy, date:mdy and *`,
  twice: "it is named twice",
  touching: "nothing stands between it and the placeholder before",
  folder: "a folder has a name, and none may be missing",
  date: "a month needs its year, a day its month",
  nothing: "it has no placeholder that says anything, such as {title} or {date}",
};

/** One English sentence on what is wrong with a pattern, with the place counted from 1, for logs and the command line. */
export function describePatternProblem(source: string, { code, start, end }: PatternProblem): string {
  const at =
    start < end && end - start < source.length ? ` at character ${start + 1} (${source.slice(start, end)})` : "";
  return `the pattern is wrong${at}: ${sentences[code]}`;
}

type Step =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "field"; readonly field: Exclude<NameField, "date"> | "*" }
  | { readonly kind: "date"; readonly order: DateOrder | null }
  | { readonly kind: "folder" }
  /** Goes on with the next step, else with step `past`. */
  | { readonly kind: "maybe"; readonly past: number };

/** A pattern that was understood. */
export interface NamePattern {
  readonly source: string;
  /** What it may give, in the order of the pattern. */
  readonly fields: readonly NameField[];
  readonly steps: readonly Step[];
  /** How many folders it reaches into. */
  readonly folders: number;
  /** Whether it speaks of names with their extension. */
  readonly hasExtension: boolean;
}

export type ParsedPattern =
  | { readonly ok: true; readonly pattern: NamePattern }
  | { readonly ok: false; readonly problem: PatternProblem };

const partsOfDate: ReadonlySet<string> = new Set(["year", "month", "day"]);
const orders: readonly string[] = ["ymd", "dmy", "mdy"] satisfies DateOrder[];
const isFree = (step?: Step): boolean =>
  step?.kind === "field" && step.field !== "language" && !partsOfDate.has(step.field);

class Wrong extends Error {
  readonly problem: PatternProblem;
  constructor(code: PatternProblemCode, start: number, end: number) {
    super(code);
    this.problem = { code, start, end };
  }
}

/** Understands a pattern, or says what is wrong with it and where. */
export function parsePattern(source: string): ParsedPattern {
  try {
    return { ok: true, pattern: new PatternParser(source).parse() };
  } catch (error) {
    if (error instanceof Wrong) return { ok: false, problem: error.problem };
    throw error;
  }
}

class PatternParser {
  private readonly source: string;
  private readonly steps: Step[] = [];
  private readonly fields: NameField[] = [];
  private text = "";
  private folders = 0;
  /** Where the optional part that is open began, and its step. */
  private open: { at: number; step: number } | null = null;
  /** Where the folder or name that is being read began. */
  private partAt = 0;

  constructor(source: string) {
    this.source = source;
  }

  parse(): NamePattern {
    const { source } = this;
    if (source.trim() === "" || source.length > LONGEST_PATTERN) throw new Wrong("length", 0, source.length);
    for (let at = 0; at < source.length;) at = this.read(at);
    if (this.open) throw new Wrong("unclosed", this.open.at, source.length);
    this.endPart(source.length);
    if (this.fields.length === 0) throw new Wrong("nothing", 0, source.length);
    this.checkDate();
    const name = source.slice(this.partAt);
    return {
      source,
      fields: this.fields,
      steps: this.steps,
      folders: this.folders,
      hasExtension: /\.(?:\p{L}[\p{L}\p{N}]{0,7}|\{\*\})\]?$/u.test(name),
    };
  }

  /** Reads what stands at a place. @returns where the next begins */
  private read(at: number): number {
    const { source } = this;
    const unit = source[at] ?? "";
    if ("{}[]".includes(unit) && source[at + 1] === unit) {
      this.text += unit;
      return at + 2;
    }
    switch (unit) {
      case "{":
        return this.readPlaceholder(at);
      case "[":
        if (this.open) throw new Wrong("stray", at, at + 1);
        this.endText();
        this.open = { at, step: this.steps.length };
        this.steps.push({ kind: "maybe", past: 0 });
        return at + 1;
      case "]":
        if (!this.open) throw new Wrong("stray", at, at + 1);
        this.endText();
        this.steps[this.open.step] = { kind: "maybe", past: this.steps.length };
        this.open = null;
        return at + 1;
      case "}":
        throw new Wrong("stray", at, at + 1);
      case "/":
      case "\\":
        if (this.open) throw new Wrong("folder", at, at + 1);
        this.endPart(at);
        this.steps.push({ kind: "folder" });
        this.folders += 1;
        this.partAt = at + 1;
        return at + 1;
      default:
        this.text += unit;
        return at + 1;
    }
  }

  private readPlaceholder(at: number): number {
    const close = this.source.indexOf("}", at);
    if (close < 0) throw new Wrong("unclosed", at, this.source.length);
    const end = close + 1;
    const [name = "", order = null, ...more] = this.source
      .slice(at + 1, close)
      .trim()
      .toLowerCase()
      .split(":");
    this.endText();
    if (name === "*" && order === null) this.add({ kind: "field", field: "*" }, at, end);
    else {
      const field = nameFields.find((known) => known === name);
      const isKnown = order === null || (field === "date" && orders.includes(order) && more.length === 0);
      if (!field || !isKnown) throw new Wrong("unknown", at, end);
      const isTwice =
        this.fields.includes(field) ||
        (field === "date" && this.fields.some((other) => partsOfDate.has(other))) ||
        (partsOfDate.has(field) && this.fields.includes("date"));
      if (isTwice) throw new Wrong("twice", at, end);
      this.add(
        field === "date" ? { kind: "date", order: order as DateOrder | null } : { kind: "field", field },
        at,
        end,
      );
      this.fields.push(field);
    }
    return end;
  }

  private add(step: Step, start: number, end: number): void {
    const before = this.steps.findLast(({ kind }) => kind !== "maybe");
    if (isFree(step) && isFree(before)) throw new Wrong("touching", start, end);
    this.steps.push(step);
  }

  private endText(): void {
    if (this.text !== "") this.steps.push({ kind: "text", text: foldName(this.text.normalize("NFC")) });
    this.text = "";
  }

  private endPart(at: number): void {
    this.endText();
    if (this.source.slice(this.partAt, at).trim() === "")
      throw new Wrong("folder", this.partAt, Math.max(at, this.partAt));
  }

  private checkDate(): void {
    const has = (field: NameField): boolean => this.fields.includes(field);
    if ((has("month") && !has("year")) || (has("day") && !has("month"))) throw new Wrong("date", 0, this.source.length);
  }
}

/** As names are compared: digits of one kind, small letters, as many UTF-16 units as before. */
function foldName(text: string): string {
  const ascii = toAsciiDigits(text);
  const small = ascii.toLowerCase();
  if (small.length === ascii.length) return small;
  return Array.from(ascii, (character) => {
    const own = character.toLowerCase();
    return own.length === character.length ? own : character;
  }).join("");
}

/**
 * What a path says by a pattern; null where the pattern does not fit it. The path is separated by `/`, or as Windows does
 * it (`C:\…`, `\\…`).
 */
export function matchName(pattern: NamePattern, path: string): NameFacts | null {
  const parts = splitPath(path).slice(-pattern.folders - 1);
  if (parts.length <= pattern.folders) return null;
  if (!pattern.hasExtension) parts.push((parts.pop() ?? "").replace(/(?<=.)\.[^.\s]{1,8}$/u, ""));
  const name = parts.join("/");
  return name.length > LONGEST_NAME ? null : new Match(pattern.steps, name).facts();
}

/** The folders of a path and its name, as Unicode composes them: some systems take letters apart. */
export function splitPath(path: string): string[] {
  const separator = /^(?:[a-z]:)?\\/iu.test(path) ? /[\\/]/u : "/";
  return path.normalize("NFC").split(separator);
}

type Values = Partial<Record<NameField, string>>;

/** One pattern at one name. What did not lead on from a place is remembered: no name makes this long. */
class Match {
  private readonly steps: readonly Step[];
  private readonly name: string;
  private readonly folded: string;
  private readonly failed: Uint8Array;
  private readonly values: Values = {};
  /** For each place where the next letter or digit stands. */
  private readonly wordAt: number[];

  constructor(steps: readonly Step[], name: string) {
    this.steps = steps;
    this.name = name;
    this.folded = foldName(name);
    this.failed = new Uint8Array(steps.length * (name.length + 1));
    this.wordAt = Array.from({ length: name.length + 1 }, () => name.length);
    for (let at = name.length - 1; at >= 0; at--)
      this.wordAt[at] = /[\p{L}\p{N}\p{Cs}]/u.test(name[at] ?? "") ? at : (this.wordAt[at + 1] ?? name.length);
  }

  facts(): NameFacts | null {
    return this.goOn(0, 0) ? readValues(this.values) : null;
  }

  /** Whether the rest of the pattern, from a step on, fits the rest of the name. */
  private goOn(index: number, at: number): boolean {
    const step = this.steps[index];
    if (!step) return at === this.name.length;
    const place = index * (this.name.length + 1) + at;
    if (this.failed[place] === 1) return false;
    if (this.fits(step, index, at)) return true;
    this.failed[place] = 1;
    return false;
  }

  private fits(step: Step, index: number, at: number): boolean {
    switch (step.kind) {
      case "text":
        return this.folded.startsWith(step.text, at) && this.goOn(index + 1, at + step.text.length);
      case "folder":
        return this.name[at] === "/" && this.goOn(index + 1, at + 1);
      case "maybe":
        return this.goOn(index + 1, at) || this.goOn(step.past, at);
      case "date":
        return datesAt(this.folded, at, step.order).some(({ end, value }) => this.take("date", value, index, end));
      case "field":
        return step.field === "*" ? this.fitsAny(index, at) : this.fitsField(step.field, index, at);
      default:
        return step satisfies never;
    }
  }

  private take(field: NameField, value: string, index: number, end: number): boolean {
    const before = this.values[field];
    this.values[field] = value;
    if (isDate(this.values) && this.goOn(index + 1, end)) return true;
    if (before === undefined) delete this.values[field];
    else this.values[field] = before;
    return false;
  }

  private fitsAny(index: number, at: number): boolean {
    for (let end = at; end <= this.name.length; end++) {
      if (this.goOn(index + 1, end)) return true;
      if (this.name[end] === "/") return false;
    }
    return false;
  }

  private fitsField(field: Exclude<NameField, "date">, index: number, at: number): boolean {
    const strict = strictFields[field];
    if (strict) {
      strict.lastIndex = at;
      const found = strict.exec(this.folded)?.[0];
      return found !== undefined && this.take(field, found, index, at + found.length);
    }
    const word = this.wordAt[at] ?? this.name.length;
    for (let end = at + 1; end <= this.name.length && this.name[end - 1] !== "/"; end++)
      if (end > word && this.take(field, this.name.slice(at, end), index, end)) return true;
    return false;
  }
}

/** Fields that say themselves where they end. */
const strictFields: Partial<Record<NameField, RegExp>> = {
  year: /(?<!\d)(?:1[5-9]|2[01])\d{2}(?!\d)/y,
  month: /(?<!\d)(?:0?[1-9]|1[0-2])(?!\d)/y,
  day: /(?<!\d)(?:0?[1-9]|[12]\d|3[01])(?!\d)/y,
  language: /(?<!\p{L})[a-z]{2,3}(?:-[a-z]{2,4})?(?!\p{L})/uy,
};

/** Whether there is such a day. */
const isDate = ({ year, month, day }: Values): boolean => year === undefined || dateOfParts(year, month, day) !== null;

/** Longest title or key, and other names, in UTF-16 units: what the case takes. */
const LIMITS = { title: 1000, name: 300 };

function readValues({ title, outlet, author, date, year, month, day, language, key }: Values): NameFacts {
  const publishedAt = date ?? (year === undefined ? undefined : (dateOfParts(year, month, day) ?? undefined));
  const found: Record<keyof NameFacts, string | undefined> = {
    title: title && tidy(title.replaceAll("_", " "), LIMITS.title),
    outlet: outlet && tidy(outlet.replaceAll("_", " "), LIMITS.name),
    author: author && tidy(author.replaceAll("_", " "), LIMITS.name),
    publishedAt,
    language: language?.split("-")[0],
    key: key && tidy(key, LIMITS.title),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined && value !== ""));
}

/** Without controls, without what would turn the text around it, without separators at its ends. */
const tidy = (text: string, limit: number): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, " ")
    .replaceAll(/\s+/gu, " ")
    .replaceAll(/^[\s–—-]+|[\s–—-]+$/gu, "")
    .slice(0, limit)
    .toWellFormed();
