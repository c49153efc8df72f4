import { DateText, Range } from "../articles/model.ts";
import { Id } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";
import { Assessment, Credibility, Reliability, SourceKind } from "../sources/model.ts";
import { TagPath, TagRef } from "../tags/model.ts";

export const Mode = z.enum(["direct-quote", "paraphrase", "own-reporting"]);
export type Mode = z.infer<typeof Mode>;
export const Basis = z.enum(["witnessed", "told", "deduced", "induced", "unknown"]);
export type Basis = z.infer<typeof Basis>;

/** One link of the chain. A hop with a descriptor is unnamed and needs no source. */
export const Hop = z.object({
  source: z.string().nullable(),
  sourceId: Id.nullable(),
  mode: Mode.nullable(),
  /** How this hop knows. The last hop's is the claim's. */
  basis: Basis.nullable(),
  cue: Range.extend({ quote: z.string() }).nullable(),
  descriptor: z.string().nullable(),
});
export type Hop = z.infer<typeof Hop>;

/** A hop as it is entered: the source by id, or by a name that finds or makes one. */
export const HopInput = z
  .object({
    source: z.string().trim().min(1).max(300).nullish(),
    sourceId: Id.nullish(),
    /** The kind that a source made on the fly gets. */
    kind: SourceKind.nullish(),
    mode: Mode.nullish(),
    basis: Basis.nullish(),
    cue: Range.nullish(),
    descriptor: z.string().trim().min(1).max(300).nullish(),
  })
  .refine((hop) => Boolean(hop.source ?? hop.sourceId ?? hop.descriptor), "a hop needs a source or a descriptor");
export type HopInput = z.infer<typeof HopInput>;

export const Span = Range.extend({ articleId: Id, version: Id, quote: z.string() });
export type Span = z.infer<typeof Span>;

/** What the text says and through whom; what we think of it are the two grades, never one field with it. */
export const Claim = z.object({
  id: Id,
  /** The article of the first span. */
  articleId: Id,
  articleTitle: z.string(),
  outlet: z.string().nullable(),
  spans: z.array(Span).min(1),
  statement: z.string().nullable(),
  hops: z.array(Hop).min(1),
  reliability: Reliability.nullable(),
  credibility: Credibility.nullable(),
  /** Whether each current grade stands without a reason. */
  withoutReason: z.object({ reliability: z.boolean(), credibility: z.boolean() }),
  /** The current general letter of the last hop's source: an offer, never filled in. */
  originReliability: Reliability.nullable(),
  tags: z.array(TagRef),
  eventDate: DateText.nullable(),
  memo: z.string().nullable(),
  createdAt: z.string(),
  createdBy: z.string(),
  updatedAt: z.string(),
});
export type Claim = z.infer<typeof Claim>;

/** A claim with the history of its grades, newest first. */
export const ClaimWithHistory = Claim.extend({ assessments: z.array(Assessment) });
export type ClaimWithHistory = z.infer<typeof ClaimWithHistory>;

export const Grading = z.object({
  value: z.string().min(1).max(8).nullable(),
  reason: z.string().trim().min(1).max(5000).nullable().default(null),
});
export type Grading = z.infer<typeof Grading>;

const fields = {
  statement: z.string().trim().min(1).max(5000).nullable(),
  hops: z.array(HopInput).min(1).max(20),
  tags: z.array(TagPath).max(200),
  eventDate: DateText.nullable(),
  memo: z.string().max(20_000).nullable(),
};

/** A new claim as entered. Spans are offsets into the named version of the article, its newest if none is named. */
export const ClaimInput = z.object({
  articleId: Id,
  version: Id.optional(),
  spans: z.array(Range).min(1).max(50),
  statement: fields.statement.default(null),
  hops: fields.hops,
  tags: fields.tags.default([]),
  eventDate: fields.eventDate.default(null),
  memo: fields.memo.default(null),
  reliability: Grading.optional(),
  credibility: Grading.optional(),
  /** The draft that this claim ends; it is discarded in the same transaction. */
  draftId: Id.optional(),
});
export type ClaimInput = z.infer<typeof ClaimInput>;

/** Changes to a claim; what is absent stays. */
export const ClaimPatch = z.object({
  id: Id,
  spans: z
    .array(Range.extend({ articleId: Id.optional(), version: Id.optional() }))
    .min(1)
    .max(50)
    .optional(),
  statement: fields.statement.optional(),
  hops: fields.hops.optional(),
  tags: fields.tags.optional(),
  eventDate: fields.eventDate.optional(),
  memo: fields.memo.optional(),
  reliability: Grading.optional(),
  credibility: Grading.optional(),
  draftId: Id.optional(),
});
export type ClaimPatch = z.infer<typeof ClaimPatch>;

/** What is being typed: kept in the case beside the ledger until the editor is left or confirmed. */
export const ClaimDraft = z.object({
  id: Id,
  articleId: Id,
  /** The claim being edited, or null for a new one. */
  claimId: Id.nullable(),
  /** The editor's own state; the backend keeps it and does not look inside. */
  content: z.json(),
  updatedAt: z.string(),
});
export type ClaimDraft = z.infer<typeof ClaimDraft>;

/** "none" stands for *not graded*. */
const orNone = z.string().min(1).max(8);

export const ClaimFilter = z.object({
  /** Sources at any hop, each with everything affiliated to it. */
  sources: z.array(Id).optional(),
  /** Sources at the last hop only, each with everything affiliated to it. */
  origins: z.array(Id).optional(),
  outlets: z.array(z.string().nullable()).optional(),
  reliability: z.array(orNone).optional(),
  credibility: z.array(orNone).optional(),
  /** "graded": both grades given; "not-graded": at least one missing. */
  graded: z.enum(["graded", "not-graded"]).optional(),
  withoutReason: z.boolean().optional(),
  tags: z.array(Id).optional(),
  articles: z.array(Id).optional(),
  /** By event date, else by the article's publication date; both exclude the day named. */
  after: DateText.optional(),
  before: DateText.optional(),
  /** A search query over statement, quote and memo. */
  text: z.string().max(2000).optional(),
});
export type ClaimFilter = z.infer<typeof ClaimFilter>;

export const ClaimColumn = z.enum([
  "statement",
  "origin",
  "outlet",
  "article",
  "reliability",
  "credibility",
  "date",
  "tags",
  "createdAt",
  "updatedAt",
]);
export type ClaimColumn = z.infer<typeof ClaimColumn>;
export const ClaimSort = z.object({ column: ClaimColumn, descending: z.boolean().default(false) });
export type ClaimSort = z.infer<typeof ClaimSort>;
