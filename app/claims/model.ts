import { DateText, Range } from "../articles/model.ts";
import { Id } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";
import { Assessment, Credibility, Evidence, ReasonCode, Reliability, SourceKind } from "../sources/model.ts";
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
  /** The words that attribute; `version` where they stand in another text version than the claim's first span. */
  cue: Range.extend({ quote: z.string(), version: Id.optional() }).nullable(),
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
    /** Of the claim's first span's text version, unless it names another. */
    cue: Range.extend({ version: Id.optional() }).nullish(),
    descriptor: z.string().trim().min(1).max(300).nullish(),
  })
  .refine((hop) => Boolean(hop.source ?? hop.sourceId ?? hop.descriptor), "a hop needs a source or a descriptor");
export type HopInput = z.infer<typeof HopInput>;

export const Span = Range.extend({ articleId: Id, version: Id, quote: z.string() });
export type Span = z.infer<typeof Span>;

export const SlotKind = z.enum(["event", "place", "date", "actor", "target", "count", "outcome"]);
export type SlotKind = z.infer<typeof SlotKind>;
/** How a number is meant: "at least five", "about a hundred". */
export const Bound = z.enum(["exact", "at-least", "at-most", "about"]);
export type Bound = z.infer<typeof Bound>;

/** A typed part of what is claimed. `text` is the analyst's; the rest is what it is read as (`rules.ts`). */
export const Slot = z.object({
  kind: SlotKind,
  text: z.string(),
  number: z.number().nullable(),
  bound: Bound.nullable(),
  /** What is counted. */
  unit: z.string().nullable(),
  date: DateText.nullable(),
  /** The source that a place, actor or target is, where it is one. */
  sourceId: Id.nullable(),
});
export type Slot = z.infer<typeof Slot>;

/** A slot as it is entered; number, unit and date are read from the text where they are not given. */
export const SlotInput = z.object({
  kind: SlotKind,
  text: z.string().trim().min(1).max(1000),
  number: z.number().nullish(),
  bound: Bound.nullish(),
  unit: z.string().trim().min(1).max(200).nullish(),
  date: DateText.nullish(),
  sourceId: Id.nullish(),
});
export type SlotInput = z.infer<typeof SlotInput>;

/** Between two claims (`domain.md`, "relation"). Repeats: the same origin, so that it corroborates nothing. */
export const RelationKind = z.enum(["corroborates", "contradicts", "repeats", "updates", "narrows"]);
export type RelationKind = z.infer<typeof RelationKind>;

/**
 * Why a graded claim needs another look (`domain.md`, Grading, rule 8): a contradiction or a new origin arrived since its
 * digit was given, its origin was given another letter since, or a grade is older than the analyst lets grades grow.
 */
export const LookReason = z.enum(["contradiction", "new-origin", "regraded", "stale"]);
export type LookReason = z.infer<typeof LookReason>;

export const QuestionRef = z.object({ id: Id, text: z.string() });
export type QuestionRef = z.infer<typeof QuestionRef>;

const BothGrades = z.object({ reliability: z.string().nullable(), credibility: z.string().nullable() });

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
  /** Chains to other origins, where the same statement reached us through more than one. */
  furtherChains: z.array(z.array(Hop).min(1)),
  slots: z.array(Slot),
  questions: z.array(QuestionRef),
  /** How many relations of each kind it has, either way. */
  relations: z.partialRecord(RelationKind, z.number().int()),
  reliability: Reliability.nullable(),
  credibility: Credibility.nullable(),
  /** Whether each current grade stands without a reason. */
  withoutReason: z.object({ reliability: z.boolean(), credibility: z.boolean() }),
  /** The current general letter of the last hop's source: an offer, never filled in. */
  originReliability: Reliability.nullable(),
  /** When each current grade was given (UTC), and by whom; null where there is none. */
  gradedAt: BothGrades,
  gradedBy: BothGrades,
  /** Why it needs another look; age is not among them, as each analyst says how old is too old. */
  look: z.array(LookReason),
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
  reasonCode: ReasonCode.nullable().default(null),
  reason: z.string().trim().min(1).max(5000).nullable().default(null),
  /** Claims and articles that it rests on. */
  evidence: z.array(Evidence).max(200).default([]),
  /** Given in a blind run. */
  blind: z.boolean().default(false),
});
export type Grading = z.infer<typeof Grading>;

const fields = {
  statement: z.string().trim().min(1).max(5000).nullable(),
  hops: z.array(HopInput).min(1).max(20),
  furtherChains: z.array(z.array(HopInput).min(1).max(20)).max(10),
  slots: z.array(SlotInput).max(50),
  /** Questions by id. */
  questions: z.array(Id).max(100),
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
  furtherChains: fields.furtherChains.default([]),
  slots: fields.slots.default([]),
  questions: fields.questions.default([]),
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
  furtherChains: fields.furtherChains.optional(),
  slots: fields.slots.optional(),
  questions: fields.questions.optional(),
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
  /** Analysts who gave one of the two current grades. */
  analysts: z.array(z.string()).optional(),
  questions: z.array(Id).optional(),
  /** Claims with at least one relation of these kinds. */
  relations: z.array(RelationKind).optional(),
  /** Claims that need another look for one of these reasons; `staleDays` says from what age on a grade is stale. */
  look: z
    .object({ reasons: z.array(LookReason).min(1), staleDays: z.number().int().min(1).nullable().default(null) })
    .optional(),
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
  "gradedAt",
  "createdAt",
  "updatedAt",
]);
export type ClaimColumn = z.infer<typeof ClaimColumn>;
export const ClaimSort = z.object({ column: ClaimColumn, descending: z.boolean().default(false) });
export type ClaimSort = z.infer<typeof ClaimSort>;

/** What a listing can be grouped by. By source, question and tag a claim stands in every group that it belongs to. */
export const ClaimGrouping = z.enum(["origin", "source", "outlet", "question", "article", "tag"]);
export type ClaimGrouping = z.infer<typeof ClaimGrouping>;

export const ClaimGroup = z.object({
  /** The source's, question's, tag's or article's id, or the outlet's name; null for claims that have none. */
  value: z.string().nullable(),
  label: z.string().nullable(),
  count: z.number().int(),
});
export type ClaimGroup = z.infer<typeof ClaimGroup>;

/** How the two grades of claims lie to each other (`domain.md`, Grading, rule 6). */
export const Diagonal = z.object({
  /** Null for claims of which the two grades are not one analyst's. */
  analyst: z.string().nullable(),
  /** Claims with both grades, on the 5 × 5 field without F and 6. */
  judged: z.number().int(),
  /** Of these, on the diagonal A1, B2, C3, D4, E5. */
  onDiagonal: z.number().int(),
  /** Claims with F or 6 in one of the two grades. */
  apart: z.number().int(),
});
export type Diagonal = z.infer<typeof Diagonal>;
