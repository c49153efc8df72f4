import { query, Window } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";
import { GroupBy, GroupKey, GroupOrder, hitCount, SearchGroup, Within } from "./model.ts";

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
      none: z.object({ articles: z.number().int(), hits: hitCount }).nullable(),
      tookMs: z.number(),
    }),
    ["query-syntax"],
  ),
};
