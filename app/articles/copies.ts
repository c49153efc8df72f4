import { command, Id, job, query, Window } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";
import { ArticleRow, Family } from "./model.ts";

/** Why an article is proposed as the origin of copies. */
export const OriginReason = z.enum([
  /** It is the origin of a family that some of them are in already. */
  "family",
  /** Others credit its outlet. */
  "credited",
  "earliest",
  /** None has a date: it came in first. */
  "first-in",
]);
export type OriginReason = z.infer<typeof OriginReason>;

/** One article of a proposal, measured against the proposed origin; of the origin itself all is whole. */
export const ProposedCopy = z.object({
  article: ArticleRow,
  /** Runs of three words that both have, of those that either has: 0 to 1. */
  likeness: z.number().min(0).max(1),
  /** How much of it stands in the origin: of a piece nearly all. */
  withinOrigin: z.number().min(0).max(1),
  /** How much of the origin stands in it. */
  ofOrigin: z.number().min(0).max(1),
  /** At how many places they say something else. */
  differences: z.number().int(),
  /** The outlet of another member that its credit line or dateline names. */
  credits: z.string().nullable(),
});
export type ProposedCopy = z.infer<typeof ProposedCopy>;

/** Articles that are likely to be copies of one text. Derived, and no evidence until an analyst confirms it. */
export const FamilyProposal = z.object({
  id: Id,
  originId: Id,
  originReason: OriginReason,
  /** The origin first, then by date. */
  members: z.array(ProposedCopy).min(2),
});
export type FamilyProposal = z.infer<typeof FamilyProposal>;

const Reason = z.string().trim().min(1).max(5000).nullable().default(null);

export const copyQueries = {
  "articles.familyProposals": query(
    "Families of copies that were found and not judged yet, the largest first.",
    Window,
    z.object({
      total: z.number().int(),
      rows: z.array(FamilyProposal),
      /** When copies were last sought; null: never. */
      soughtAt: z.string().nullable(),
      /** Articles that came in since. */
      unsought: z.number().int(),
    }),
  ),
};

export const copyCommands = {
  "articles.confirmFamily": command(
    "Make a proposal a family. Members that are not named are remembered as no copies of the origin.",
    z.object({
      id: Id,
      /** All of them unless some are named. */
      ids: z.array(Id).min(2).max(10_000).optional(),
      originId: Id.optional(),
      reason: Reason,
    }),
    Family,
    ["not-found", "bad-request"],
  ),
  "articles.rejectFamily": command(
    "Say that the articles of a proposal are no copies of one another: remembered, and never proposed again.",
    z.object({ id: Id, reason: Reason }),
    z.object({ id: Id }),
    ["not-found"],
  ),
};

export const copyJobs = {
  "articles.findFamilies": job(
    "Find copies among all articles and propose families of them. What was judged is not proposed again.",
    z.object({}),
    z.object({
      /** Articles whose text was read for it: those that are new, or have a new text. */
      read: z.number().int(),
      articles: z.number().int(),
      /** Proposals that wait to be judged, and the articles in them. */
      proposals: z.number().int(),
      proposed: z.number().int(),
      /** Whether the analyst stopped it; what was proposed before stays. */
      stopped: z.boolean(),
    }),
    ["read-only"],
  ),
};
