import type { Failure } from "../contract/errors.ts";

/** Why a query is wrong, with its English sentence; `{field}` is what was written as a field, `{values}` what may stand. */
const reasons = {
  "or-before": "OR needs something before it",
  "or-after": "OR needs something after it",
  "near-before": "NEAR needs a word before it",
  "near-after": "NEAR needs a word after it",
  "near-number": "NEAR needs a number of words from 0 to 100, such as NEAR/5",
  "near-numbers": "NEAR between more than two words has one number for all: a NEAR/5 b NEAR/5 c",
  "near-parts": "NEAR joins words, phrases and beginnings of words only",
  "lone-dash": "- must stand right before what it excludes",
  "star-end": "* stands only at the end of a word",
  "star-beginning": "* needs the beginning of a word before it",
  "star-one-word": "* stands only after one word",
  "unknown-field": "there is no field {field}: – to look for the word itself, put it between quotation marks",
  "mistyped-field": "there is no field {field}: – perhaps {values} was meant",
  "empty-field": "{field}: needs a value right after it",
  "empty-exact": "exact: needs a letter or a digit",
  "empty-words": "{field}: needs a letter or a digit",
  "bad-date": "{field}: needs a date such as 2025-11-24, 2025-11 or 2025",
  "bad-year": "{field}: needs a year such as 2025",
  "bad-choice": "{field}: takes {values}",
  "switch-not": "{field}: says how words are compared, and cannot be excluded",
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
  /** What may stand there: fields of nearly that name, or the values of a field. */
  readonly values?: readonly string[];
}

/** An error with its sentence. */
export function queryError(
  position: number,
  reason: QueryReason,
  field?: string,
  values?: readonly string[],
): QueryError {
  const listed = values?.map((value) => (reason === "mistyped-field" ? `${value}:` : value)).join(", ") ?? "";
  const message = reasons[reason].replace("{field}", field ?? "").replace("{values}", listed);
  return {
    code: "query-syntax",
    reason,
    message,
    position,
    ...(field === undefined ? {} : { field }),
    ...(values === undefined ? {} : { values }),
  };
}

/** The error as the contract carries it. */
export const queryFailure = ({ code, message, position, reason, field, values }: QueryError): Failure => ({
  code,
  message: `${message} (at ${position})`,
  details: {
    position,
    reason,
    ...(field === undefined ? {} : { field }),
    ...(values === undefined ? {} : { values: [...values] }),
  },
});
