import { type QueryFieldName, queryFieldNames } from "../../app/search/fields.ts";

/** A piece of a query as it is typed: a word, a phrase in quotation marks, a field with its value. */
export interface Token {
  /** UTF-16 units from the query's beginning, end exclusive; the minus before it is part of it. */
  start: number;
  end: number;
  isExcluded: boolean;
  /** Null of a word or phrase without a field. */
  field: QueryFieldName | null;
  /** Where the value begins, after the minus and the field. */
  valueStart: number;
  value: string;
  /** How many parentheses stand around it. */
  depth: number;
}

// The pieces that the query language reads (`app/search/query.ts`), also of a query that is not finished yet.
const piece = /-?(?:([a-z]+):)?(?:["“”„‟][^"“”„‟]*(?:["“”„‟]|$)|«[^«»]*(?:[«»]|$)|[^\s,;،؛٬()"“”„‟«»]+)|-|[()]/giu;

const fieldNamed = (name: string | undefined): QueryFieldName | null =>
  queryFieldNames.find((field) => field === name?.toLowerCase()) ?? null;

/** The pieces of a query in their order. Never fails: a query that is wrong has pieces, too. */
export function tokensOf(query: string): Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  // A field whose value is not typed yet ends with its colon, which is a word to the pattern.
  for (const { 0: text, 1: name, index } of query.matchAll(piece)) {
    if (text === "(") depth += 1;
    else if (text === ")") depth = Math.max(0, depth - 1);
    else {
      const isExcluded = text.startsWith("-");
      const bare = /^-?([a-z]+):$/iu.exec(text)?.[1];
      const field = fieldNamed(name ?? bare);
      const valueStart = index + (isExcluded ? 1 : 0) + (field === null ? 0 : field.length + 1);
      const end = index + text.length;
      tokens.push({ start: index, end, isExcluded, field, valueStart, value: query.slice(valueStart, end), depth });
    }
  }
  return tokens;
}

/** Whether it joins what stands beside it (`OR`, `NEAR/5`) and is no word itself. */
export const isJoint = ({ field, isExcluded, value }: Token): boolean =>
  field === null && !isExcluded && /^(?:OR|NEAR(?:\/\S*)?)$/u.test(value);
