import { foldText } from "../text/fold.ts";
import type { MatchTerm, WordTerm } from "../text/match.ts";
import type { DateField, NameField, TextField } from "./fields.ts";

/** How closely words are compared, beyond folded and stemmed; absent is not at all. */
export interface Closely {
  /** Folded, but with all that the stem would take off: `stem:off`. */
  readonly stem?: "off";
  /** Hamza seats, ta marbuta and ha, alef maqsura and ya told apart: `hamza:strict`. */
  readonly hamza?: "strict";
}

/** A word or a phrase as typed: its folded and stemmed words, one after the other. */
export interface Words extends Closely {
  readonly kind: "words";
  readonly value: string;
}

/** The beginning of one word, as typed. */
export interface Prefix extends Closely {
  readonly kind: "prefix";
  readonly value: string;
}

/** What was typed, mark for mark. */
export interface Exact {
  readonly kind: "exact";
  readonly value: string;
}

/** All of the parts, in any order, with no more than `distance` words between the first to end and the last to begin. */
export interface Near {
  readonly kind: "near";
  readonly distance: number;
  readonly parts: readonly (Words | Prefix)[];
}

/** What is looked for in texts. */
export type Leaf = Words | Prefix | Exact | Near;

/** A plain value of a field; choices as `queryFields` writes them. */
export interface FieldValue {
  readonly kind: "field";
  readonly field: NameField;
  readonly value: string;
}

/** A `DateText`; `before` and `after` exclude the period that it names, `date` is within it, and may be `none`. */
export interface FieldDate {
  readonly kind: "date";
  readonly field: DateField;
  readonly value: string;
}

/** Words in one place only. */
export interface FieldWords {
  readonly kind: "in";
  readonly field: TextField;
  readonly part: Leaf;
}

export interface Every {
  readonly kind: "and";
  readonly parts: readonly Query[];
}

export interface Either {
  readonly kind: "or";
  readonly parts: readonly Query[];
}

export interface Not {
  readonly kind: "not";
  readonly part: Query;
}

/**
 * The query language, read into a tree. Words stand for all of them, in any order; `OR` binds closer than standing side
 * by side (`a b OR c` is a, and b or c), `NEAR/n` closer yet, parentheses group, `-` before a word, phrase, field or group
 * excludes it. A query may consist of exclusions only: then it finds everything else.
 */
export type Query = Leaf | FieldValue | FieldDate | FieldWords | Every | Either | Not;

/** A word, phrase or beginning as what is looked for in a text. */
function termOf({ kind, value, stem, hamza }: Words | Prefix): WordTerm {
  const isPhrase = kind === "words" && foldText(value).trim().includes(" ");
  return {
    kind: kind === "prefix" ? "prefix" : isPhrase ? "phrase" : "stem",
    value,
    ...(stem && { stem }),
    ...(hamza && { hamza }),
  };
}

/** A leaf as what is looked for in a text. */
export function matchTermOf(leaf: Leaf): MatchTerm {
  if (leaf.kind === "exact") return { kind: "exact", value: leaf.value };
  if (leaf.kind === "near") return { kind: "near", distance: leaf.distance, parts: leaf.parts.map(termOf) };
  return termOf(leaf);
}

export const isLeaf = (query: Query): query is Leaf =>
  query.kind === "words" || query.kind === "prefix" || query.kind === "exact" || query.kind === "near";

/** The query with its words looked for in one place only; what names a place already stays. */
export function placed(query: Query, field: TextField): Query {
  if (isLeaf(query)) return { kind: "in", field, part: query };
  if (query.kind === "not") return { ...query, part: placed(query.part, field) };
  if (query.kind === "and" || query.kind === "or")
    return { ...query, parts: query.parts.map((part) => placed(part, field)) };
  return query;
}

/**
 * What of a query can be shown in a text that it found: everything that it asks for and does not exclude.
 * @param place where the text stands: words that are looked for in another place only are not shown
 */
export function termsOf(query: Query | null, place: TextField = "text"): MatchTerm[] {
  if (query === null) return [];
  if (isLeaf(query)) return [matchTermOf(query)];
  if (query.kind === "and" || query.kind === "or") return query.parts.flatMap((part) => termsOf(part, place));
  return query.kind === "in" && query.field === place ? [matchTermOf(query.part)] : [];
}
