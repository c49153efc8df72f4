import type { SourceRow } from "../../../app/sources/model.ts";
import { type EditorHop, isBegun, isNamed } from "./content.ts";

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
