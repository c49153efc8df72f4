import type { ClaimFilter, LookReason } from "../../../app/claims/model.ts";

export type FilterField = keyof ClaimFilter;

/** One condition of the filter that can be taken away by itself. `value` is what a list holds, null for *none stated*. */
export interface Condition {
  field: FilterField;
  value: string | null;
}

const listFields = [
  "sources",
  "origins",
  "outlets",
  "reliability",
  "credibility",
  "analysts",
  "questions",
  "relations",
  "tags",
  "articles",
] as const;
type ListField = (typeof listFields)[number];
const isList = (field: FilterField): field is ListField => (listFields as readonly string[]).includes(field);

const valuesOf = (filter: ClaimFilter, field: ListField): readonly (string | null)[] => filter[field] ?? [];

/** Every condition of a filter, in the order in which the chips stand. */
export function listConditions(filter: ClaimFilter): Condition[] {
  const found: Condition[] = [];
  if (filter.text) found.push({ field: "text", value: filter.text });
  for (const field of listFields) for (const value of valuesOf(filter, field)) found.push({ field, value });
  for (const reason of filter.look?.reasons ?? []) found.push({ field: "look", value: reason });
  if (filter.graded) found.push({ field: "graded", value: filter.graded });
  if (filter.withoutReason) found.push({ field: "withoutReason", value: null });
  if (filter.after) found.push({ field: "after", value: filter.after });
  if (filter.before) found.push({ field: "before", value: filter.before });
  return found;
}

/** The filter without one condition; a list that becomes empty is no condition any more. */
export function withoutCondition(filter: ClaimFilter, { field, value }: Condition): ClaimFilter {
  const rest: ClaimFilter = { ...filter };
  if (isList(field)) {
    const left = valuesOf(filter, field).filter((item) => item !== value);
    if (left.length > 0) return { ...rest, [field]: left };
  }
  if (field === "look" && filter.look) {
    const left = filter.look.reasons.filter((reason) => reason !== value);
    return withLook(filter, left, filter.look.staleDays);
  }
  delete rest[field];
  return rest;
}

/** The filter with the reasons for another look; none takes it away. Age counts from `staleDays` on, null: never. */
export function withLook(filter: ClaimFilter, reasons: readonly LookReason[], staleDays: number | null): ClaimFilter {
  const rest: ClaimFilter = { ...filter };
  delete rest.look;
  return reasons.length === 0 ? rest : { ...rest, look: { reasons: [...reasons], staleDays } };
}

/** The filter with a list condition set; an empty list takes it away. */
export function withList(filter: ClaimFilter, field: ListField, values: readonly (string | null)[]): ClaimFilter {
  const rest: ClaimFilter = { ...filter };
  delete rest[field];
  return values.length === 0 ? rest : { ...rest, [field]: [...values] };
}

/** The filter with one value of a list put in or taken out. */
export function toggleValue(filter: ClaimFilter, field: ListField, value: string | null): ClaimFilter {
  const now = valuesOf(filter, field);
  return withList(filter, field, now.includes(value) ? now.filter((item) => item !== value) : [...now, value]);
}

/** The filter with a single value set; undefined, false and "" take it away. */
export function withValue<Field extends "graded" | "withoutReason" | "after" | "before" | "text">(
  filter: ClaimFilter,
  field: Field,
  value: ClaimFilter[Field],
): ClaimFilter {
  const rest: ClaimFilter = { ...filter };
  delete rest[field];
  return value ? { ...rest, [field]: value } : rest;
}

/** Where the grid stands in a filter: one cell, or neither axis narrowed to one value. */
export function chosenCell(filter: ClaimFilter): { reliability: string | null; credibility: string | null } | null {
  const [reliability, ...moreLetters] = filter.reliability ?? [];
  const [credibility, ...moreDigits] = filter.credibility ?? [];
  if (reliability === undefined || credibility === undefined || moreLetters.length > 0 || moreDigits.length > 0) {
    return null;
  }
  return {
    reliability: reliability === "none" ? null : reliability,
    credibility: credibility === "none" ? null : credibility,
  };
}

/** The filter narrowed to one cell of the grid; the same cell again widens it. */
export function toggleCell(filter: ClaimFilter, reliability: string | null, credibility: string | null): ClaimFilter {
  const chosen = chosenCell(filter);
  const same = chosen !== null && chosen.reliability === reliability && chosen.credibility === credibility;
  const letters = withList(filter, "reliability", same ? [] : [reliability ?? "none"]);
  return withList(letters, "credibility", same ? [] : [credibility ?? "none"]);
}

/** The filter without what the grid itself sets, so that its counts stay whole while one cell is chosen. */
export function withoutGrades(filter: ClaimFilter): ClaimFilter {
  return withList(withList(filter, "reliability", []), "credibility", []);
}

export const isEmpty = (filter: ClaimFilter): boolean => listConditions(filter).length === 0;
