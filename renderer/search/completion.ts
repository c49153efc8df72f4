import { queryFields, type QueryField, type QueryFieldName, queryFieldNames } from "../../app/search/fields.ts";
import { foldText } from "../../app/text/fold.ts";
import { tokensOf } from "./tokens.ts";

/** What is being typed in a query: the beginning of a field's name, or of its value. */
export interface Completing {
  /** What a completion replaces: UTF-16 units, end exclusive. */
  from: number;
  to: number;
  /** Null: a name is typed. */
  field: QueryFieldName | null;
  /** What was typed so far, without its quotation mark. */
  typed: string;
}

/** What could be completed where the caret stands; null where nothing can. */
export function completingAt(query: string, caret: number): Completing | null {
  const token = tokensOf(query).find(({ start, end }) => start < caret && caret <= end);
  if (!token) return null;
  if (token.field === null) {
    const typed = query.slice(token.valueStart, caret);
    return /^[a-z]{2,}$/u.test(typed) && caret === token.end
      ? { from: token.valueStart, to: token.end, field: null, typed }
      : null;
  }
  if (caret < token.valueStart) return null;
  const typed = query.slice(token.valueStart, caret).replace(/^["“”„‟«]/u, "");
  // A quotation mark that is not closed reaches to the end: what stands behind the caret stays.
  const isOpen = /^["“”„‟«]/u.test(token.value) && !/.["“”„‟»]$/u.test(token.value);
  return { from: token.valueStart, to: isOpen ? caret : token.end, field: token.field, typed };
}

/** Whether a field is being typed of which the value is still to come: no query to ask yet, and none that is wrong. */
export function isUnfinished(query: string): boolean {
  const last = tokensOf(query).at(-1);
  if (!last || last.field === null || last.end < query.length) return false;
  return last.value === "" || (/^["“”„‟«]/u.test(last.value) && !/.["“”„‟»]$/u.test(last.value));
}

/** The fields whose names begin so. */
export const fieldsBeginning = (typed: string): QueryFieldName[] =>
  queryFieldNames.filter((name) => name.startsWith(typed));

/** The values of a field that are known beforehand; none where they are the case's. */
export function knownValues(field: QueryFieldName): readonly string[] {
  const { values, kind }: QueryField = queryFields[field];
  return values ?? (kind === "period" ? ["none"] : []);
}

/** Those of some values that have what was typed, folded; those that begin so first. */
export function fitting<Value>(values: readonly Value[], nameOf: (value: Value) => string, typed: string): Value[] {
  const wanted = foldText(typed).trim();
  const ranked = values.map((value) => ({ value, at: foldText(nameOf(value)).trim().indexOf(wanted) }));
  return ranked
    .filter(({ at }) => at !== -1)
    .toSorted((a, b) => Math.sign(a.at) - Math.sign(b.at))
    .map(({ value }) => value);
}

/** A value as it is written after a field: in quotation marks where it would end too early. */
export function writtenValue(value: string): string {
  if (!/[\s,;،؛٬()"“”„‟«»]/u.test(value)) return value;
  // What it holds itself of one kind of quotation marks is kept by the other kind.
  return /["“”„‟]/u.test(value) ? `«${value.replaceAll(/[«»]/gu, "")}»` : `"${value}"`;
}

/** The query with a completion taken: its text, and where the caret stands then. */
export function completed(query: string, { from, to, field }: Completing, pick: string): [string, number] {
  const isName = field === null;
  const rest = query.slice(to);
  const space = isName || /^\s/u.test(rest) ? "" : " ";
  const text = isName ? `${pick}:` : writtenValue(pick) + space;
  return [query.slice(0, from) + text + rest, from + text.length];
}
