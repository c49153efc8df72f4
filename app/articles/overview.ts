import { query } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";
import { ArticleFilter, ArticleState, FamilySize } from "./model.ts";

const count = z.number().int().min(0);

/** The most frequent values of a field, those of them that are filtered by, and what is left. */
export const Ranking = z.object({
  /** Most frequent first; of equal ones, by value. */
  values: z.array(z.object({ value: z.string(), count })),
  /** Articles that state none. */
  none: count,
  /** Values that are not listed, and their articles. */
  more: z.object({ values: count, articles: count }),
});
export type Ranking = z.infer<typeof Ranking>;

/**
 * A collection in counts of articles. Each chart leaves the filter's condition on its own field out, so that what else could
 * be chosen stays in sight; the numbers keep all conditions.
 */
export const CollectionOverview = z.object({
  numbers: z.object({
    articles: count,
    /** Length of their texts together, in UTF-16 units. */
    chars: count,
    unread: count,
    undated: count,
    withoutOutlet: count,
    withoutLanguage: count,
    withClaims: count,
    inFamilies: count,
    /** The families that these belong to. */
    families: count,
  }),
  dates: z.object({
    /** "2025-11", the earliest first; only months that have articles. By UTC where an instant is known, as dates sort. */
    months: z.array(z.object({ month: z.string(), count })),
    /** "2025": articles of which only the year is known; the earliest first. */
    years: z.array(z.object({ year: z.string(), count })),
    undated: count,
  }),
  outlets: Ranking,
  languages: Ranking,
  /** Every state, also where no article is in it. */
  states: z.array(z.object({ state: ArticleState, count })),
  /** Every size; articles, and the families that these belong to (of those that stand alone, none). */
  familySizes: z.array(z.object({ size: FamilySize, count, families: count })),
});
export type CollectionOverview = z.infer<typeof CollectionOverview>;

/** Values that an outlet's or a language's ranking lists at most. */
export const MOST_RANKED = 5000;

export const overviewQueries = {
  "articles.overview": query(
    "What a filter leaves of the collection, in counts: by month, outlet, language, state and size of family, and what is missing.",
    z.object({
      filter: ArticleFilter.default({}),
      /** How many outlets are listed, and how many languages. */
      outlets: z.number().int().min(1).max(MOST_RANKED).default(12),
      languages: z.number().int().min(1).max(MOST_RANKED).default(12),
    }),
    CollectionOverview.extend({
      /** What could not be read and was not left aside (`articles.unreadable`): of it there is no article, whatever the filter. */
      unreadable: count,
    }),
  ),
};
