import { DateText } from "../articles/model.ts";
import { command, Id, Nothing, query, Window } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";
import { TagPath } from "../tags/model.ts";
import {
  Basis,
  Claim,
  ClaimDraft,
  ClaimFilter,
  ClaimGroup,
  ClaimGrouping,
  ClaimInput,
  ClaimPatch,
  ClaimSort,
  ClaimWithHistory,
  Diagonal,
  Grading,
  HopInput,
  LookReason,
  Mode,
} from "./model.ts";

const Listing = z.object({ filter: ClaimFilter.default({}), sort: z.array(ClaimSort).max(4).default([]) });

export const claimQueries = {
  "claims.of": query("All claims with a span in an article, by position.", z.object({ articleId: Id }), z.array(Claim)),
  "claims.get": query("One claim with the history of its grades.", z.object({ id: Id }), ClaimWithHistory, [
    "not-found",
  ]),
  "claims.list": query(
    "A window of the claims in the given order, and how many there are in all; with `groupBy` group by group, in the order of `claims.groups`.",
    Listing.extend({ ...Window.shape, groupBy: ClaimGrouping.optional() }),
    z.object({ total: z.number().int(), rows: z.array(Claim) }),
    ["query-syntax"],
  ),
  "claims.ids": query(
    "All ids of a listing in its order, for selecting ranges of it; with `groupBy` an id stands in each of its groups.",
    Listing.extend({ groupBy: ClaimGrouping.optional() }),
    z.array(Id),
    ["query-syntax"],
  ),
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
  "claims.groups": query(
    "The groups of a listing in their order, by name, with what has none last, and how many claims stand in each.",
    z.object({ filter: ClaimFilter.default({}), by: ClaimGrouping }),
    z.array(ClaimGroup),
    ["query-syntax"],
  ),
  "claims.diagonal": query(
    "How grades lie on the field: the share on the diagonal, in all and by analyst.",
    z.object({ filter: ClaimFilter.default({}) }),
    z.object({ total: Diagonal, analysts: z.array(Diagonal) }),
    ["query-syntax"],
  ),
  "claims.looks": query(
    "How many claims need another look, for each reason and in all.",
    z.object({ filter: ClaimFilter.default({}), staleDays: z.number().int().min(1).nullable().default(null) }),
    z.object({ total: z.number().int(), reasons: z.record(LookReason, z.number().int()) }),
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
    "Change any field of many claims at once, with one reason for all; grading needs it.",
    z.object({
      ids: z.array(Id).min(1),
      reliability: Grading.shape.value.optional(),
      credibility: Grading.shape.value.optional(),
      reasonCode: Grading.shape.reasonCode,
      /** Of the grades, and of the whole act in the ledger. */
      reason: Grading.shape.reason,
      addTags: z.array(TagPath).optional(),
      removeTags: z.array(Id).optional(),
      addQuestions: z.array(Id).optional(),
      removeQuestions: z.array(Id).optional(),
      eventDate: DateText.nullable().optional(),
      memo: z.string().max(20_000).nullable().optional(),
      /** Of the last hop. */
      mode: Mode.nullable().optional(),
      basis: Basis.nullable().optional(),
      /** Takes the place of the last hop's source or descriptor. */
      origin: HopInput.optional(),
    }),
    z.object({ changed: z.number().int() }),
    ["not-found", "ambiguous-name", "reason-required"],
  ),
  "claims.saveDraft": command(
    "Keep what is being typed; not evidence, no ledger entry.",
    ClaimDraft.omit({ updatedAt: true, id: true }).extend({ id: Id.optional() }),
    ClaimDraft,
    ["not-found"],
  ),
  "claims.discardDraft": command("Throw a draft away.", z.object({ id: Id }), Nothing),
};
