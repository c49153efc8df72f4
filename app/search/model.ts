import { ArticleFilter } from "../articles/model.ts";
import type { SavedView } from "../cases/model.ts";
import { Id } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";

/** A piece of the original text around hits; `hits` are relative to `text`, `start` and `end` to the whole. */
export const Snippet = z.object({
  text: z.string(),
  start: z.number().int(),
  end: z.number().int(),
  hits: z.array(z.tuple([z.number().int(), z.number().int()])),
});
export type Snippet = z.infer<typeof Snippet>;

export const ArticleHit = z.object({
  articleId: Id,
  title: z.string(),
  outlet: z.string().nullable(),
  publishedAt: z.string().nullable(),
  language: z.string().nullable(),
  /** Larger is better. */
  score: z.number(),
  snippets: z.array(Snippet),
});
export type ArticleHit = z.infer<typeof ArticleHit>;

export const ClaimHit = z.object({
  claimId: Id,
  articleId: Id,
  articleTitle: z.string(),
  outlet: z.string().nullable(),
  origin: z.string().nullable(),
  reliability: z.string().nullable(),
  credibility: z.string().nullable(),
  score: z.number(),
  /** Where the hit stands: the analyst's words, or the article's. */
  field: z.enum(["statement", "quote", "memo"]),
  snippets: z.array(Snippet),
});
export type ClaimHit = z.infer<typeof ClaimHit>;

/** A memo that fits: of an annotation, or of a claim. */
export const MemoHit = z.object({
  kind: z.enum(["annotation", "claim"]),
  id: Id,
  articleId: Id,
  articleTitle: z.string(),
  outlet: z.string().nullable(),
  /** The words that the memo is about. */
  quote: z.string(),
  /** How often the memo has what was asked for; 0 where only fields were. */
  score: z.number(),
  snippets: z.array(Snippet),
});
export type MemoHit = z.infer<typeof MemoHit>;

/**
 * What a search is kept within: articles by id, those that a filter of the library leaves (`collapsed` and `opened` say
 * nothing here: copies are searched too), or, where claims or memos are searched, claims by id. An id that is none is
 * nothing, and no ids leave nothing.
 */
export const Within = z.union([
  z.strictObject({ articles: z.array(Id).max(10_000) }),
  z.strictObject({ filter: ArticleFilter }),
]);
export type Within = z.infer<typeof Within>;
export const ClaimsWithin = z.union([...Within.options, z.strictObject({ claims: z.array(Id).max(10_000) })]);
export type ClaimsWithin = z.infer<typeof ClaimsWithin>;

/** Other words for one of a query that finds nothing or next to nothing. */
export const Suggestion = z.object({
  /** Where the word stands in the query, UTF-16 units, end exclusive. */
  start: z.number().int(),
  end: z.number().int(),
  typed: z.string(),
  /** How many articles have the word as it was typed, in any form. */
  articles: z.number().int(),
  /** Best first. `layout`: what the same keys write on the other keyboard layout, Arabic or Latin. */
  words: z.array(
    z.object({
      /** As it stands in a text. */
      word: z.string(),
      reason: z.enum(["spelling", "layout"]),
      articles: z.number().int(),
    }),
  ),
});
export type Suggestion = z.infer<typeof Suggestion>;

export const SearchOrder = z.enum(["relevance", "newest", "oldest"]);
export type SearchOrder = z.infer<typeof SearchOrder>;

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

/** Largest first, or by name: dates from the earliest, states in the order of work. Of equal ones by name; articles the newest first. */
export const GroupOrder = z.enum(["count", "name"]);

/** How often the words of the query stand in the texts of a group's articles; null where that takes longer to count. */
export const hitCount = z.number().int().nullable();

export const SearchGroup = z.object({
  key: z.string(),
  /** A title (of a family that of `articleId`), a name, or the value itself. */
  label: z.string(),
  /** How many of those found are in it. */
  articles: z.number().int(),
  hits: hitCount,
  /** Of a family, how many copies it has in all, found or not; else null. */
  size: z.number().int().nullable(),
  /** The article; of a family its origin if that is found, else the earliest that is; else null. */
  articleId: Id.nullable(),
});
export type SearchGroup = z.infer<typeof SearchGroup>;

/**
 * What lines are sorted by; of equal ones the newer article first, and in it as the text runs.
 * - `position`: article after article as they came in, and in each as the text runs
 * - `before`: the word before the hit, then the one before that …; folded, in the order of reading
 * - `after`: the words after the hit, folded
 * - `date`: the newest article first, those without date last
 * - `outlet`: by the outlet's name, those without one last
 */
export const ConcordanceSort = z.enum(["position", "before", "after", "date", "outlet"]);
export type ConcordanceSort = z.infer<typeof ConcordanceSort>;

/** One place where the text has what was asked for, in the text's own glyphs and order of reading. */
export const ConcordanceLine = z.object({
  articleId: Id,
  title: z.string(),
  outlet: z.string().nullable(),
  publishedAt: z.string().nullable(),
  /** The hit in the stored working text: UTF-16 units, end exclusive. */
  start: z.number().int(),
  end: z.number().int(),
  /** What stands right before and after the hit, cut between words; whitespace and line ends as they are. */
  before: z.string(),
  hit: z.string(),
  after: z.string(),
});
export type ConcordanceLine = z.infer<typeof ConcordanceLine>;

export const BatchQuery = z.object({ name: z.string().max(500).nullable().default(null), query: z.string() });
export type BatchQuery = z.infer<typeof BatchQuery>;

/** What one query of a batch finds. */
export const BatchRow = z.object({
  name: z.string().nullable(),
  query: z.string(),
  /** Where it stands in the file; null where queries were listed. */
  line: z.number().int().nullable(),
  /** Null, as all counts, where the query is wrong. */
  articles: z.number().int().nullable(),
  /** Families that they belong to. */
  families: z.number().int().nullable(),
  /** Articles found that are of no family: with `families`, how many different texts there are. */
  alone: z.number().int().nullable(),
  /** Claims of which statement, quote or memo fits the query. */
  claims: z.number().int().nullable(),
  /** The earliest and the latest date of the articles; null where none has one. */
  first: z.string().nullable(),
  last: z.string().nullable(),
  /** What is wrong; `position` counts UTF-16 units from the query's beginning. */
  error: z
    .object({
      /** As of a wrong query (`query-error.ts`), or `too-long`. */
      reason: z.string(),
      message: z.string(),
      position: z.number().int(),
      field: z.string().optional(),
      values: z.array(z.string()).optional(),
    })
    .nullable(),
});
export type BatchRow = z.infer<typeof BatchRow>;

/** The page of saved views (`cases.views`, `cases.saveView`) under which searches are kept. */
export const SAVED_SEARCHES = "search";

/** What a saved search keeps: what was asked, and how the answer is read. Everything but the query may be missing. */
export const SavedSearch = z.object({
  query: z.string().max(2000),
  /** As a list of what is found, or as a concordance. */
  reading: z.enum(["articles", "claims", "memos", "concordance"]).default("articles"),
  order: SearchOrder.default("relevance"),
  groupBy: GroupBy.nullable().default(null),
  within: Within.nullable().default(null),
  /** Of the concordance. */
  sort: ConcordanceSort.default("position"),
  copies: z.boolean().default(true),
});
export type SavedSearch = z.infer<typeof SavedSearch>;

/** The saved search in a view; null where it is none, or one of a later version that this one cannot read. */
export function savedSearch({ page, content }: Pick<SavedView, "page" | "content">): SavedSearch | null {
  if (page !== SAVED_SEARCHES) return null;
  const read = SavedSearch.safeParse(content);
  return read.success ? read.data : null;
}

/** One thing that a name leads to. */
export const NameHit = z.object({
  kind: z.enum(["article", "source", "tag", "question"]),
  id: Id,
  label: z.string(),
  /** What tells it from others of the name: an outlet and date, a kind and affiliation, a path. */
  detail: z.string().nullable(),
});
export type NameHit = z.infer<typeof NameHit>;
