import { fail, ok, type Result } from "../kernel/result.ts";
import { foldText } from "../text/fold.ts";
import { fieldsNear, type NameField, type QueryField, type QueryFieldName, queryFields } from "./fields.ts";
import { type QueryError, queryError, type QueryReason } from "./query-error.ts";
import type { Closely, Prefix, Query, Words } from "./tree.ts";

export { type QueryError, queryFailure, type QueryReason, queryReasons } from "./query-error.ts";
export { type Query, termsOf } from "./tree.ts";

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
const knownField = new RegExp(`^(${Object.keys(queryFields).join("|")}):`, "iu");
/** NEAR standing alone, upper case, with what follows its slash. */
const nearLike = /^NEAR(?:\/([^\s,;،؛٬()"“”„‟«»]*))?(?=[\s,;،؛٬()"“”„‟«»]|$)/u;
const FARTHEST = 100;

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
  /** The switches met so far in the group that is read. */
  closely: Closely = {};
  /** Where the words and phrases stand that are asked for. */
  typed: { start: number; end: number }[] = [];
  constructor(text: string) {
    this.text = text;
  }

  refuse(position: number, reason: QueryReason, field?: string, values?: readonly string[]): never {
    throw new Wrong(queryError(position, reason, field, values));
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

  /** `NEAR/5` standing at this place: its length, and its number, null where that is none. */
  atNear(): { length: number; distance: number | null } | null {
    const found = nearLike.exec(this.text.slice(this.at));
    if (!found) return null;
    const number = foldDigits(found[1] ?? "");
    const distance = /^\d{1,3}$/.test(number) && Number(number) <= FARTHEST ? Number(number) : null;
    return { length: found[0].length, distance };
  }

  /** Everything up to the end or a closing parenthesis: groups of alternatives, side by side. */
  all(depth: number): Query | null {
    const parts: Query[] = [];
    const outside = this.closely;
    this.closely = {};
    for (;;) {
      this.skipSeparators();
      if (this.at >= this.text.length || this.text[this.at] === ")") break;
      if (this.atOr()) this.refuse(this.at, "or-before");
      if (this.atNear()) this.refuse(this.at, "near-before");
      const part = this.alternatives(depth);
      if (part) parts.push(part);
    }
    // A switch is of the whole group, wherever in it it stands.
    const query = join("and", parts);
    const { closely } = this;
    this.closely = outside;
    return query && compared(query, closely);
  }

  alternatives(depth: number): Query | null {
    const parts: Query[] = [];
    let part = this.nearby(depth);
    for (;;) {
      if (part) parts.push(part);
      this.skipSeparators();
      if (!this.atOr()) return join("or", parts);
      const or = this.at;
      this.at += 2;
      this.skipSeparators();
      this.readSwitches();
      if (this.at >= this.text.length || this.text[this.at] === ")") this.refuse(or, "or-after");
      if (this.atOr()) this.refuse(this.at, "or-before");
      if (this.atNear()) this.refuse(this.at, "near-before");
      part = this.nearby(depth);
    }
  }

  /** Switches are no alternatives: those right after an OR are read before what it offers. */
  readSwitches(): void {
    for (
      let field = this.fieldHere();
      field !== null && queryFields[field].kind === "switch";
      field = this.fieldHere()
    ) {
      this.field(field);
      this.skipSeparators();
    }
  }

  /** A term, or several that stand near one another. */
  nearby(depth: number): Query | null {
    const first = this.term(depth);
    const parts: Query[] = first ? [first] : [];
    let joint: number | null = null;
    for (;;) {
      const end = this.at;
      this.skipSeparators();
      const near = this.atNear();
      if (!near) {
        this.at = end;
        break;
      }
      const at = this.at;
      if (near.distance === null) this.refuse(at, "near-number");
      if (joint !== null && joint !== near.distance) this.refuse(at, "near-numbers");
      joint = near.distance;
      this.at += near.length;
      this.skipSeparators();
      if (this.at >= this.text.length || this.text[this.at] === ")" || this.atOr()) this.refuse(at, "near-after");
      if (this.atNear()) this.refuse(this.at, "near-before");
      const before = this.at;
      const part = this.term(depth);
      if (part && !isWords(part)) this.refuse(before, "near-parts");
      if (parts.some((one) => !isWords(one))) this.refuse(at, "near-parts");
      if (part) parts.push(part);
    }
    const [only] = parts;
    if (joint === null || parts.length < 2) return only ?? null;
    return { kind: "near", distance: joint, parts: parts.filter(isWords) };
  }

  /** One word, phrase, field or group, perhaps excluded; null where it is nothing but punctuation, or a switch. */
  term(depth: number): Query | null {
    if (this.text[this.at] !== "-") return this.plainTerm(depth);
    const dash = this.at;
    this.at += 1;
    const next = this.text[this.at];
    if (next === undefined || next === "-" || next === ")" || separator.test(next)) this.refuse(dash, "lone-dash");
    const field = this.fieldHere();
    if (field !== null && queryFields[field].kind === "switch") this.refuse(dash, "switch-not", field);
    const asked = this.typed.length;
    const part = this.plainTerm(depth);
    this.typed.length = asked;
    return part && { kind: "not", part };
  }

  /** The name of the field that begins at this place. */
  fieldHere(): QueryFieldName | null {
    const name = knownField.exec(this.text.slice(this.at, this.at + 20))?.[1]?.toLowerCase();
    return (name as QueryFieldName | undefined) ?? null;
  }

  plainTerm(depth: number): Query | null {
    const start = this.at;
    const sign = this.text[start] as string;
    if (sign === "(") return this.group(depth);
    if (quoteSet(sign) !== undefined) {
      const value = this.quoted();
      if (this.text[this.at] === "*") this.refuse(this.at, "star-end");
      this.typed.push({ start: start + 1, end: this.at - 1 });
      return hasWords(value) ? { kind: "words", value } : null;
    }
    const field = this.fieldHere();
    if (field !== null) return this.field(field);
    const unknown = fieldLike.exec(this.text.slice(start, start + 60))?.[0].slice(0, -1);
    if (unknown === undefined) return this.word(this.bare(), start);
    const near = fieldsNear(unknown);
    return near.length > 0
      ? this.refuse(start, "mistyped-field", unknown, near)
      : this.refuse(start, "unknown-field", unknown);
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

  /** A word, or the beginning of one; null where it is nothing but punctuation. */
  word(value: string, start: number): Words | Prefix | null {
    const star = value.indexOf("*");
    if (star === -1) {
      if (!hasWords(value)) return null;
      this.typed.push({ start, end: start + value.length });
      return { kind: "words", value };
    }
    if (star < value.length - 1) this.refuse(start + star, "star-end");
    const tokens = foldText(value.slice(0, star)).trim().split(/ +/);
    if (tokens[0] === "") this.refuse(start + star, "star-beginning");
    if (tokens.length > 1) this.refuse(start + star, "star-one-word");
    return { kind: "prefix", value: value.slice(0, star) };
  }

  field(field: QueryFieldName): Query | null {
    const start = this.at;
    this.at += field.length + 1;
    const from = this.at;
    const isQuoted = quoteSet(this.text[from]) !== undefined;
    const value = (isQuoted ? this.quoted() : this.bare()).trim();
    if (value === "") this.refuse(start, "empty-field", field);
    const { kind }: QueryField = queryFields[field];
    if (kind === "exact") {
      if (!hasWords(value)) this.refuse(from, "empty-exact");
      return { kind: "exact", value };
    }
    if (kind === "words") {
      const part: Words | Prefix | null = isQuoted
        ? hasWords(value)
          ? { kind: "words", value }
          : null
        : this.word(value, from);
      return { kind: "in", field: field as "text", part: part ?? this.refuse(from, "empty-words", field) };
    }
    if (kind === "date" || kind === "period") return this.date(field, value, from);
    if (kind === "name" || kind === "part" || kind === "language")
      return { kind: "field", field: field as NameField, value };
    const choice = this.choice(field, value, from);
    if (kind === "choice") return { kind: "field", field: field as NameField, value: choice };
    this.closely = { ...this.closely, [field]: choice };
    return null;
  }

  /** A value of those that a field has, as the list of fields writes it. */
  choice(field: QueryFieldName, typed: string, at: number): string {
    const { values = [] }: QueryField = queryFields[field];
    const wanted = foldDigits(typed).toLowerCase();
    return values.find((value) => value.toLowerCase() === wanted) ?? this.refuse(at, "bad-choice", field, values);
  }

  date(field: QueryFieldName, typed: string, at: number): Query {
    const isYear = field === "year";
    const isPeriod = isYear || field === "date";
    if (isPeriod && typed.toLowerCase() === "none") return { kind: "date", field: "date", value: "none" };
    const value = readDate(typed);
    if (value === null || (isYear && value.length > 4)) this.refuse(at, isYear ? "bad-year" : "bad-date", field);
    return { kind: "date", field: isPeriod ? "date" : (field as "before"), value };
  }
}

const isWords = (query: Query): query is Words | Prefix => query.kind === "words" || query.kind === "prefix";

/** The query with its words compared as a group's switches say; what an inner group says already stays. */
function compared(query: Query, closely: Closely): Query {
  if (Object.keys(closely).length === 0) return query;
  if (isWords(query)) return { ...query, ...closely };
  if (query.kind === "near") return { ...query, parts: query.parts.map((part) => ({ ...part, ...closely })) };
  if (query.kind === "and" || query.kind === "or")
    return { ...query, parts: query.parts.map((part) => compared(part, closely)) };
  if (query.kind === "not") return { ...query, part: compared(query.part, closely) };
  if (query.kind === "in" && isWords(query.part)) return { ...query, part: { ...query.part, ...closely } };
  return query;
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
 * is said with its position: a lone `-`, an `OR` or `NEAR/n` without two sides, an open quotation mark or parenthesis, a stray `*`,
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

/**
 * Where the words of a query stand that it asks for in texts, each by itself, also those of phrases; UTF-16 units, end
 * exclusive. Nothing of a query that is wrong.
 */
export function wordsTyped(text: string): { start: number; end: number }[] {
  const parser = new Parser(text);
  try {
    parser.all(0);
  } catch (error) {
    if (error instanceof Wrong) return [];
    throw error;
  }
  return parser.typed.flatMap(({ start, end }) =>
    Array.from(text.slice(start, end).matchAll(/[\p{L}\p{N}\p{M}'’]+/gu), ({ index, 0: word }) => ({
      start: start + index,
      end: start + index + word.length,
    })),
  );
}
