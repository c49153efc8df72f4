import { DateText } from "../articles/model.ts";
import { Bound, Claim, RelationKind, SlotKind } from "../claims/model.ts";
import { Id } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";
import { Reliability, SourceRef } from "../sources/model.ts";

/** A relation between two claims. Corroborates and contradicts hold both ways; the others run from one to the other. */
export const Relation = z.object({
  id: Id,
  kind: RelationKind,
  fromId: Id,
  toId: Id,
  note: z.string().nullable(),
  createdAt: z.string(),
  createdBy: z.string(),
});
export type Relation = z.infer<typeof Relation>;

/** A relation as one of its claims sees it. */
export const RelationOf = Relation.extend({
  /** Whether the claim asked about is the one it runs from. */
  outgoing: z.boolean(),
  other: Claim,
});
export type RelationOf = z.infer<typeof RelationOf>;

/** Why a relation is proposed. */
export const ProposalWhy = z.enum(["same-question", "same-slots", "other-value", "similar", "same-origin"]);
export type ProposalWhy = z.infer<typeof ProposalWhy>;

export const Proposal = z.object({
  kind: RelationKind,
  other: Claim,
  /** Whether the relation would run from the claim asked about. */
  outgoing: z.boolean(),
  why: z.array(ProposalWhy),
  /** How alike statements and quotes are once folded: 0 to 1. */
  similarity: z.number(),
});
export type Proposal = z.infer<typeof Proposal>;

export const QuestionState = z.enum(["open", "settled"]);
export type QuestionState = z.infer<typeof QuestionState>;

/** What the analyst wants settled. */
export const Question = z.object({
  id: Id,
  text: z.string(),
  note: z.string().nullable(),
  state: QuestionState,
  /** What it was settled as, in the analyst's words. */
  answer: z.string().nullable(),
  createdAt: z.string(),
  createdBy: z.string(),
});
export type Question = z.infer<typeof Question>;

export const QuestionRow = Question.extend({
  claims: z.number().int(),
  articles: z.number().int(),
  /** Distinct origins behind its claims, after families and repeats are collapsed. */
  origins: z.number().int(),
  contradictions: z.number().int(),
});
export type QuestionRow = z.infer<typeof QuestionRow>;

export const QuestionColumn = z.enum(["text", "state", "claims", "origins", "contradictions", "createdAt"]);
export type QuestionColumn = z.infer<typeof QuestionColumn>;

/** What an origin is known by: a source, a family of articles, or an unnamed one by its descriptor. */
export const Origin = z.object({
  key: z.string(),
  kind: z.enum(["source", "unnamed", "family"]),
  label: z.string(),
  sourceId: Id.nullable(),
});
export type Origin = z.infer<typeof Origin>;

/** One column of the comparison: an origin, with the claims that go back to it. */
export const ComparisonColumn = Origin.extend({
  /** The origin's current general letter, where it is a source that has one. */
  reliability: Reliability.nullable(),
  articles: z.number().int(),
  /** Its claims, earliest article first. */
  claimIds: z.array(Id),
  /** Affiliations that it shares with other columns: origins that may not be independent. */
  sharedAffiliations: z.array(SourceRef),
});
export type ComparisonColumn = z.infer<typeof ComparisonColumn>;

/** One thing that an origin says in a slot. */
export const CellValue = z.object({
  text: z.string(),
  number: z.number().nullable(),
  bound: Bound.nullable(),
  unit: z.string().nullable(),
  date: DateText.nullable(),
  claimIds: z.array(Id),
  /** Values of one row with the same number are the same: 0 is what most claims say. */
  group: z.number().int(),
});
export type CellValue = z.infer<typeof CellValue>;

export const ComparisonRow = z.object({
  kind: SlotKind,
  /** What is counted, for counts. */
  unit: z.string().nullable(),
  /** Whether its values differ. */
  differs: z.boolean(),
  /** One a column, in their order. */
  cells: z.array(z.object({ values: z.array(CellValue), lit: z.boolean() })),
});
export type ComparisonRow = z.infer<typeof ComparisonRow>;

/** The accounts of a question side by side: rows are slots, columns are origins. */
export const Comparison = z.object({
  question: Question,
  articles: z.number().int(),
  origins: z.number().int(),
  columns: z.array(ComparisonColumn),
  rows: z.array(ComparisonRow),
  claims: z.array(Claim),
  /** Relations between its claims. */
  relations: z.array(Relation),
});
export type Comparison = z.infer<typeof Comparison>;
