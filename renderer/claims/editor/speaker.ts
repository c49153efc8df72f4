import type { SourceRow } from "../../../app/sources/model.ts";
import { foldName } from "../../../app/text/names.ts";
import type { EditorHop } from "./chains.ts";

export type HopChoice = Partial<Omit<EditorHop, "key">>;

const namesOf = (row: SourceRow): string[] => [row.name, ...row.aliases];

/** What Enter makes of a typed name: a source that bears it, else the first that it begins, else nobody yet known. */
export function preferredSource(typed: string, rows: readonly SourceRow[]): SourceRow | null {
  const named = rows.filter((row) => isNamed(typed, namesOf(row)));
  if (named.length > 0) return named.length === 1 ? (named[0] ?? null) : null;
  const first = rows[0];
  return first && isBegun(typed, namesOf(first)) ? first : null;
}

export const hopOf = (row: SourceRow): HopChoice => ({
  source: row.name,
  sourceId: row.id,
  kind: row.kind,
  descriptor: null,
});

/** The alias by which a source was met, where its first name is not what was typed. */
export function metAlias(row: SourceRow, typed: string): string | null {
  return isBegun(typed, [row.name]) ? null : (row.aliases.find((name) => isBegun(typed, [name])) ?? null);
}

/** Whether typing named this source: the same name or alias under the fold of names. */
export function isNamed(typed: string, names: readonly string[]): boolean {
  const key = foldName(typed);
  return key !== "" && names.some((name) => foldName(name) === key);
}

/** Whether every word typed begins a word of one of the names: then the suggestion is what was meant, not only near it. */
export function isBegun(typed: string, names: readonly string[]): boolean {
  const words = foldName(typed).split(" ").filter(Boolean);
  return names.some((name) => {
    const parts = foldName(name).split(" ");
    return words.length > 0 && words.every((word) => parts.some((part) => part.startsWith(word)));
  });
}
