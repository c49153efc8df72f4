import type { Failure } from "../contract/errors.ts";
import { fail, ok, type Result } from "../kernel/result.ts";
import { foldText } from "../text/fold.ts";
import type { MatchTerm } from "../text/match.ts";

/**
 * The query language, read into a tree. Words stand for all of them, in any order; `OR` binds closer than standing side
 * by side (`a b OR c` is a, and b or c), parentheses group, `-` before a word, phrase, field or group excludes it.
 * A query may consist of exclusions only: then it finds everything else.
 */
export type Query =
  /** A word or a phrase as typed: its folded and stemmed words, one after the other. */
  | { readonly kind: "words"; readonly value: string }
  /** The beginning of one word, folded. */
  | { readonly kind: "prefix"; readonly value: string }
  /** What was typed, mark for mark. */
  | { readonly kind: "exact"; readonly value: string }
  | { readonly kind: "field"; readonly field: NameField; readonly value: string }
  /** A `DateText`; the period that it names is excluded. */
  | { readonly kind: "date"; readonly field: DateField; readonly value: string }
  | { readonly kind: "and"; readonly parts: readonly Query[] }
  | { readonly kind: "or"; readonly parts: readonly Query[] }
  | { readonly kind: "not"; readonly part: Query };

const nameFields = ["outlet", "source", "tag", "lang", "author", "title"] as const;
export type NameField = (typeof nameFields)[number];
const dateFields = ["before", "after"] as const;
export type DateField = (typeof dateFields)[number];

/** Why a query is wrong, with its English sentence; `{field}` is what was written as a field. */
const reasons = {
  "or-before": "OR needs something before it",
  "or-after": "OR needs something after it",
  "lone-dash": "- must stand right before what it excludes",
  "star-end": "* stands only at the end of a word",
  "star-beginning": "* needs the beginning of a word before it",
  "star-one-word": "* stands only after one word",
  "unknown-field": "there is no field {field}: – to look for the word itself, put it between quotation marks",
  "empty-field": "{field}: needs a value right after it",
  "empty-exact": "exact: needs a letter or a digit",
  "bad-date": "{field}: needs a date such as 2025-11-24, 2025-11 or 2025",
  "open-group": "this parenthesis is not closed",
  "stray-group": "this parenthesis closes nothing",
  "deep-group": "groups are nested too deep",
  "open-quotation": "this quotation mark is not closed",
} as const;
export type QueryReason = keyof typeof reasons;
export const queryReasons = Object.keys(reasons) as readonly QueryReason[];

/** Where and why a query is wrong; `position` counts UTF-16 units from its beginning, `message` is in English. */
export interface QueryError {
  readonly code: "query-syntax";
  readonly reason: QueryReason;
  readonly message: string;
  readonly position: number;
  /** The field that the reason speaks of, as it was written, without its colon. */
  readonly field?: string;
}

/** Deeper groups are refused: SQLite takes 256 levels, and no person writes twenty. */
const DEEPEST = 20;

/** Signs that part words like a space; all others within a word make a phrase of its pieces (`21:40`, `al-Assad`). */
const separator = /[\s,;،؛٬]/u;
/** A quotation closes with any sign of the set that it opened with, because keyboards and editors mix them. */
const quoteSets = ['"“”„‟', "«»"];
const quoteSet = (sign: string | undefined): string | undefined =>
  sign === undefined ? undefined : quoteSets.find((set) => set.includes(sign));
/** Looks like a field: plain lower-case letters, a colon, and a letter or quotation mark right after it. */
const fieldLike = /^[a-z]{2,}:(?=[\p{L}"“”„‟«»])/u;
const knownField = /^(outlet|source|tag|lang|author|title|before|after|exact):/iu;

/** Left inside the parser only, by `refuse`. */
class Wrong extends Error {
  readonly failure: QueryError;
  constructor(failure: QueryError) {
    super(failure.message);
    this.failure = failure;
  }
}

const hasWords = (value: string): boolean => foldText(value).trim() !== "";

class Parser {
  readonly text: string;
  at = 0;
  constructor(text: string) {
    this.text = text;
  }

  refuse(position: number, reason: QueryReason, field?: string): never {
    const message = reasons[reason].replace("{field}", field ?? "");
    throw new Wrong({ code: "query-syntax", reason, message, position, ...(field === undefined ? {} : { field }) });
  }

  skipSeparators(): void {
    while (this.at < this.text.length && separator.test(this.text[this.at] as string)) this.at += 1;
  }

  /** `OR` standing alone, upper case. */
  atOr(): boolean {
    if (!this.text.startsWith("OR", this.at)) return false;
    const after = this.text[this.at + 2];
    return (
      after === undefined || separator.test(after) || after === "(" || after === ")" || quoteSet(after) !== undefined
    );
  }

  /** Everything up to the end or a closing parenthesis: groups of alternatives, side by side. */
  all(depth: number): Query | null {
    const parts: Query[] = [];
    for (;;) {
      this.skipSeparators();
      if (this.at >= this.text.length || this.text[this.at] === ")") return join("and", parts);
      if (this.atOr()) this.refuse(this.at, "or-before");
      const part = this.alternatives(depth);
      if (part) parts.push(part);
    }
  }

  alternatives(depth: number): Query | null {
    const parts: Query[] = [];
    let part = this.term(depth);
    for (;;) {
      if (part) parts.push(part);
      this.skipSeparators();
      if (!this.atOr()) return join("or", parts);
      const or = this.at;
      this.at += 2;
      this.skipSeparators();
      if (this.at >= this.text.length || this.text[this.at] === ")") this.refuse(or, "or-after");
      if (this.atOr()) this.refuse(this.at, "or-before");
      part = this.term(depth);
    }
  }

  /** One word, phrase, field or group, perhaps excluded; null where it is nothing but punctuation. */
  term(depth: number): Query | null {
    if (this.text[this.at] !== "-") return this.plainTerm(depth);
    const dash = this.at;
    this.at += 1;
    const next = this.text[this.at];
    if (next === undefined || next === "-" || next === ")" || separator.test(next)) this.refuse(dash, "lone-dash");
    const part = this.plainTerm(depth);
    return part && { kind: "not", part };
  }

  plainTerm(depth: number): Query | null {
    const start = this.at;
    const sign = this.text[start] as string;
    if (sign === "(") return this.group(depth);
    if (quoteSet(sign) !== undefined) {
      const value = this.quoted();
      if (this.text[this.at] === "*") this.refuse(this.at, "star-end");
      return hasWords(value) ? { kind: "words", value } : null;
    }
    const rest = this.text.slice(start, start + 20);
    const field = knownField.exec(rest)?.[1]?.toLowerCase();
    if (field !== undefined) return this.field(field);
    const unknown = fieldLike.exec(this.text.slice(start, start + 60));
    if (unknown) this.refuse(start, "unknown-field", unknown[0].slice(0, -1));
    return this.word();
  }

  group(depth: number): Query | null {
    const open = this.at;
    if (depth >= DEEPEST) this.refuse(open, "deep-group");
    this.at += 1;
    const inside = this.all(depth + 1);
    if (this.text[this.at] !== ")") this.refuse(open, "open-group");
    this.at += 1;
    return inside;
  }

  quoted(): string {
    const open = this.at;
    const set = quoteSet(this.text[open]) as string;
    let end = open + 1;
    while (end < this.text.length && !set.includes(this.text[end] as string)) end += 1;
    if (end >= this.text.length) this.refuse(open, "open-quotation");
    this.at = end + 1;
    return this.text.slice(open + 1, end);
  }

  /** A run up to the next space, comma, parenthesis or quotation mark. */
  bare(): string {
    const start = this.at;
    while (this.at < this.text.length) {
      const sign = this.text[this.at] as string;
      if (separator.test(sign) || sign === "(" || sign === ")" || quoteSet(sign) !== undefined) break;
      this.at += 1;
    }
    return this.text.slice(start, this.at);
  }

  word(): Query | null {
    const start = this.at;
    const value = this.bare();
    const star = value.indexOf("*");
    if (star === -1) return hasWords(value) ? { kind: "words", value } : null;
    if (star < value.length - 1) this.refuse(start + star, "star-end");
    const tokens = foldText(value.slice(0, star)).trim().split(/ +/);
    if (tokens[0] === "") this.refuse(start + star, "star-beginning");
    if (tokens.length > 1) this.refuse(start + star, "star-one-word");
    return { kind: "prefix", value: tokens[0] as string };
  }

  field(field: string): Query {
    const start = this.at;
    this.at += field.length + 1;
    const from = this.at;
    const isQuoted = quoteSet(this.text[from]) !== undefined;
    const value = (isQuoted ? this.quoted() : this.bare()).trim();
    if (value === "") this.refuse(start, "empty-field", field);
    if (field === "exact") {
      if (!hasWords(value)) this.refuse(from, "empty-exact");
      return { kind: "exact", value };
    }
    const date = dateFields.find((name) => name === field);
    if (date) return { kind: "date", field: date, value: readDate(value) ?? this.refuse(from, "bad-date", field) };
    return { kind: "field", field: nameFields.find((name) => name === field) as NameField, value };
  }
}

/** A `DateText` from what was typed, digits of any script; null where there is no such day. */
function readDate(typed: string): string | null {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(foldDigits(typed));
  if (!match) return null;
  const [value, year, month = "01", day = "01"] = match;
  const stands = new Date(`${year}-${month}-${day}T00:00:00Z`);
  // The 30th of February becomes a day of March, the 13th month none at all.
  return stands.getTime() > -Infinity && stands.toISOString().startsWith(`${year}-${month}-${day}`) ? value : null;
}

const foldDigits = (text: string): string => text.replaceAll(/\p{Nd}/gu, (digit) => foldText(digit));

function join(kind: "and" | "or", parts: readonly Query[]): Query | null {
  const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  return flat.length > 1 ? { kind, parts: flat } : (flat[0] ?? null);
}

/**
 * Reads a query. Null stands for a query that asks for nothing: empty, or punctuation only. Never throws; what is wrong
 * is said with its position: a lone `-`, an `OR` without two sides, an open quotation mark or parenthesis, a stray `*`,
 * an unknown field (`sorce:x`; but `http://…` and `21:40` are words), a field without value, a date that is none.
 */
export function parseQuery(text: string): Result<Query | null, QueryError> {
  const parser = new Parser(text);
  try {
    const query = parser.all(0);
    if (parser.at < text.length) parser.refuse(parser.at, "stray-group");
    return ok(query);
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    return fail(error.failure);
  }
}

/** The error as the contract carries it. */
export const queryFailure = (error: QueryError): Failure => ({
  code: error.code,
  message: `${error.message} (at ${error.position})`,
  details: {
    position: error.position,
    reason: error.reason,
    ...(error.field === undefined ? {} : { field: error.field }),
  },
});

/** What of a query can be shown in a text that it found: everything that it asks for and does not exclude. */
export function termsOf(query: Query | null): MatchTerm[] {
  if (query === null) return [];
  if (query.kind === "and" || query.kind === "or") return query.parts.flatMap(termsOf);
  if (query.kind === "prefix" || query.kind === "exact") return [{ kind: query.kind, value: query.value }];
  if (query.kind !== "words") return [];
  return [{ kind: foldText(query.value).trim().includes(" ") ? "phrase" : "stem", value: query.value }];
}
