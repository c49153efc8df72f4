import { Id, query, Window } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";
import { Within } from "./model.ts";

/** What found articles are grouped by: a field of theirs, their family, or the sources of their claims. */
export const GroupBy = z.enum([
  "article",
  "family",
  "outlet",
  /** Every source in the chains of its claims, as it is read since sources were merged: an article may stand in several. */
  "source",
  /** The same of the last hops only. */
  "origin",
  "language",
  /** "2025-11"; "2025" where no more than the year is known. By UTC where an instant is known, as dates sort. */
  "month",
  "year",
  "state",
]);
export type GroupBy = z.infer<typeof GroupBy>;

/**
 * One group, to keep a search within it. `key` is an id (article, family, source), else the value as it is stated; null: the
 * articles that have none.
 */
export const GroupKey = z.strictObject({ by: GroupBy, key: z.string().max(2000).nullable() });
export type GroupKey = z.infer<typeof GroupKey>;

/** Largest first, or by name: dates from the earliest, states in the order of work. Of equal ones, by name. */
export const GroupOrder = z.enum(["count", "name"]);

/** How often the words of the query stand in the texts of a group's articles; null where that takes longer to count. */
const hits = z.number().int().nullable();

export const SearchGroup = z.object({
  key: z.string(),
  /** A title (of a family that of `articleId`), a name, or the value itself. */
  label: z.string(),
  /** How many of those found are in it. */
  articles: z.number().int(),
  hits,
  /** Of a family, how many copies it has in all, found or not; else null. */
  size: z.number().int().nullable(),
  /** The article; of a family its origin if that is found, else the earliest that is; else null. */
  articleId: Id.nullable(),
});
export type SearchGroup = z.infer<typeof SearchGroup>;

/**
 * Hits are counted (`hits`) where the texts that were found have at most so many UTF-16 units together, and where the whole
 * concordance of the query was read already: the texts have to be looked through.
 */
export const HITS_COUNTED = 1_000_000;

export const groupQueries = {
  "search.groups": query(
    "What a query finds, grouped and counted. Unless asked otherwise the largest group first, months and years in their order. There is no ceiling.",
    Window.extend({
      query: z.string().max(2000),
      by: GroupBy,
      order: GroupOrder.optional(),
      within: Within.optional(),
      group: GroupKey.optional(),
    }),
    z.object({
      /** How many groups there are. */
      total: z.number().int(),
      /** How many articles were found; the groups of `source` and `origin` together may have more. */
      articles: z.number().int(),
      groups: z.array(SearchGroup),
      /** Articles in no group: without a date, an outlet, a family …; null where there are none. */
      none: z.object({ articles: z.number().int(), hits }).nullable(),
      tookMs: z.number(),
    }),
    ["query-syntax"],
  ),
};
