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

export const SearchOrder = z.enum(["relevance", "newest", "oldest"]);

/** One thing that a name leads to. */
export const NameHit = z.object({
  kind: z.enum(["article", "source", "tag", "question"]),
  id: Id,
  label: z.string(),
  /** What tells it from others of the name: an outlet and date, a kind and affiliation, a path. */
  detail: z.string().nullable(),
});
export type NameHit = z.infer<typeof NameHit>;
