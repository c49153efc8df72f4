import { ArticleFilter } from "../articles/model.ts";
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

/** One thing that a name leads to. */
export const NameHit = z.object({
  kind: z.enum(["article", "source", "tag", "question"]),
  id: Id,
  label: z.string(),
  /** What tells it from others of the name: an outlet and date, a kind and affiliation, a path. */
  detail: z.string().nullable(),
});
export type NameHit = z.infer<typeof NameHit>;
