import type { ArticleFilter, ArticleState, FamilySize } from "../../../app/articles/model.ts";

export interface Condition {
  /** How a listing is folded is no condition on what is in it; `from` and `until` are one, their period. */
  field: Exclude<keyof ArticleFilter, "collapsed" | "opened" | "from" | "until"> | "period";
  value: string | null;
}

const listFields = ["states", "languages", "outlets", "tags", "familySizes"] as const;
export type ListField = (typeof listFields)[number];

/** Every condition of a filter, in the order in which the chips stand. */
export function listConditions(filter: ArticleFilter): Condition[] {
  const found: Condition[] = [];
  if (filter.text) found.push({ field: "text", value: filter.text });
  for (const field of listFields) for (const value of filter[field] ?? []) found.push({ field, value });
  if (filter.family) found.push({ field: "family", value: filter.family });
  if (filter.claims) found.push({ field: "claims", value: filter.claims });
  if (filter.after) found.push({ field: "after", value: filter.after });
  if (filter.before) found.push({ field: "before", value: filter.before });
  if (filter.from || filter.until) found.push({ field: "period", value: `${filter.from ?? ""}/${filter.until ?? ""}` });
  if (filter.dated) found.push({ field: "dated", value: filter.dated });
  return found;
}

/** The filter with a list condition set; an empty list takes it away. */
export function withList(filter: ArticleFilter, field: ListField, values: readonly (string | null)[]): ArticleFilter {
  const rest: ArticleFilter = { ...filter };
  delete rest[field];
  if (values.length === 0) return rest;
  if (field === "states") return { ...rest, states: values.filter((value) => value !== null) as ArticleState[] };
  if (field === "familySizes")
    return { ...rest, familySizes: values.filter((value) => value !== null) as FamilySize[] };
  if (field === "tags") return { ...rest, tags: values.filter((value) => value !== null) };
  return { ...rest, [field]: [...values] };
}

/** The filter with a single value set; undefined and "" take it away. */
export function withValue<Field extends "text" | "claims" | "family" | "after" | "before" | "dated">(
  filter: ArticleFilter,
  field: Field,
  value: ArticleFilter[Field],
): ArticleFilter {
  const rest: ArticleFilter = { ...filter };
  delete rest[field];
  return value ? { ...rest, [field]: value } : rest;
}

/** The filter without one condition. */
export function withoutCondition(filter: ArticleFilter, { field, value }: Condition): ArticleFilter {
  const list = listFields.find((each) => each === field);
  if (list)
    return withList(
      filter,
      list,
      (filter[list] ?? []).filter((item) => item !== value),
    );
  const rest: ArticleFilter = { ...filter };
  for (const each of field === "period" ? (["from", "until"] as const) : [field as keyof ArticleFilter])
    delete rest[each];
  return rest;
}

/** The filter with one line a family, or with a line an article. */
export function withCollapsed(filter: ArticleFilter, isCollapsed: boolean): ArticleFilter {
  if (isCollapsed === (filter.collapsed ?? false)) return filter;
  const rest: ArticleFilter = { ...filter };
  delete rest.collapsed;
  delete rest.opened;
  return isCollapsed ? { ...rest, collapsed: true } : rest;
}

/** The filter with the copies of a family below its line, or without them where they were. */
export function withOpened(filter: ArticleFilter, familyId: string): ArticleFilter {
  const opened = filter.opened ?? [];
  const rest: ArticleFilter = { ...filter };
  delete rest.opened;
  const next = opened.includes(familyId) ? opened.filter((id) => id !== familyId) : [...opened, familyId];
  return next.length === 0 ? rest : { ...rest, opened: next };
}
