import { command, Id, Nothing, query, Window } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";
import { TagPath } from "../tags/model.ts";
import {
  Claim,
  ClaimDraft,
  ClaimFilter,
  ClaimInput,
  ClaimPatch,
  ClaimSort,
  ClaimWithHistory,
  Grading,
} from "./model.ts";

const Listing = z.object({ filter: ClaimFilter.default({}), sort: z.array(ClaimSort).max(4).default([]) });

export const claimQueries = {
  "claims.of": query("All claims with a span in an article, by position.", z.object({ articleId: Id }), z.array(Claim)),
  "claims.get": query("One claim with the history of its grades.", z.object({ id: Id }), ClaimWithHistory, [
    "not-found",
  ]),
  "claims.list": query(
    "A window of the claims in the given order, and how many there are in all.",
    Listing.extend(Window.shape),
    z.object({ total: z.number().int(), rows: z.array(Claim) }),
    ["query-syntax"],
  ),
  "claims.ids": query("All ids of a listing, for selecting ranges of it.", Listing, z.array(Id), ["query-syntax"]),
  "claims.grid": query(
    "How many claims stand in each cell of reliability and credibility; null is not graded.",
    z.object({ filter: ClaimFilter.default({}) }),
    z.object({
      total: z.number().int(),
      cells: z.array(
        z.object({ reliability: z.string().nullable(), credibility: z.string().nullable(), count: z.number().int() }),
      ),
    }),
    ["query-syntax"],
  ),
  "claims.drafts": query(
    "What was being typed, of one article or of all.",
    z.object({ articleId: Id.optional() }),
    z.array(ClaimDraft),
  ),
};

export const claimCommands = {
  "claims.add": command("Record a claim with its chain, grades and tags.", ClaimInput, Claim, [
    "not-found",
    "empty-span",
    "span-outside",
    "ambiguous-name",
    "reason-required",
  ]),
  "claims.edit": command("Change a claim; a grade is added to its history, never overwritten.", ClaimPatch, Claim, [
    "not-found",
    "empty-span",
    "span-outside",
    "ambiguous-name",
    "reason-required",
  ]),
  "claims.remove": command("Remove claims; undo brings them back.", z.object({ ids: z.array(Id).min(1) }), Nothing, [
    "not-found",
  ]),
  "claims.bulk": command(
    "Grade or tag many claims at once; grading needs one reason for all.",
    z.object({
      ids: z.array(Id).min(1),
      reliability: Grading.shape.value.optional(),
      credibility: Grading.shape.value.optional(),
      reason: Grading.shape.reason,
      addTags: z.array(TagPath).optional(),
      removeTags: z.array(Id).optional(),
    }),
    z.object({ changed: z.number().int() }),
    ["not-found", "reason-required"],
  ),
  "claims.saveDraft": command(
    "Keep what is being typed; not evidence, no ledger entry.",
    ClaimDraft.omit({ updatedAt: true, id: true }).extend({ id: Id.optional() }),
    ClaimDraft,
    ["not-found"],
  ),
  "claims.discardDraft": command("Throw a draft away.", z.object({ id: Id }), Nothing),
};
