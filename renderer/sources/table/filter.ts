import { SourceFilter } from "../../../app/sources/model.ts";

const listFields = ["kinds", "affiliations", "reliability", "countries", "languages", "uses"] as const;
/** A fact of which several values can be asked for at once. */
export type ListField = (typeof listFields)[number];
const dates = ["usedAfter", "usedBefore"] as const;

/** One condition that can be taken away by itself. `value` is what a list holds, null for *none stated*. */
export interface Condition {
  field: keyof SourceFilter;
  value: string | null;
}

const isList = (field: keyof SourceFilter): field is ListField => (listFields as readonly string[]).includes(field);

/** Every condition of a filter, in the order in which the chips stand. */
export function listConditions(filter: SourceFilter): Condition[] {
  const found: Condition[] = [];
  if (filter.text) found.push({ field: "text", value: filter.text });
  for (const field of listFields) for (const value of filter[field] ?? []) found.push({ field, value });
  for (const field of dates) if (filter[field]) found.push({ field, value: filter[field] });
  return found;
}

/** The filter with a list set; an empty list takes it away. A value that the fact does not know is left out. */
export function withList(filter: SourceFilter, field: ListField, values: readonly (string | null)[]): SourceFilter {
  const rest: SourceFilter = { ...filter };
  delete rest[field];
  const known = values.filter((value) => SourceFilter.safeParse({ [field]: [value] }).success);
  return known.length === 0 ? rest : SourceFilter.parse({ ...rest, [field]: known });
}

/** The filter with a text or a date set; undefined and "" take it away. */
export function withValue(
  filter: SourceFilter,
  field: "text" | (typeof dates)[number],
  value: string | undefined,
): SourceFilter {
  const rest: SourceFilter = { ...filter };
  delete rest[field];
  return value ? { ...rest, [field]: value } : rest;
}

/** The filter without one condition. */
export function withoutCondition(filter: SourceFilter, { field, value }: Condition): SourceFilter {
  if (isList(field)) {
    return withList(
      filter,
      field,
      (filter[field] ?? []).filter((item) => item !== value),
    );
  }
  const rest: SourceFilter = { ...filter };
  delete rest[field];
  return rest;
}
