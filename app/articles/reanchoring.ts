import { command, Id, query, Window } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";
import { ArticleToReview, Reanchoring, StandingAnchor } from "./anchors.ts";

/** Marks that stand on another version of a text than the one that is read: nothing moves them but an analyst. */
export const reanchoringQueries = {
  "articles.anchorsToReview": query(
    "The articles of which marks stand on another version than the one that is read, by title; of one article only where it is named.",
    z.object({ articleId: Id.optional(), ...Window.shape }),
    z.object({ total: z.number().int(), rows: z.array(ArticleToReview) }),
  ),
  "articles.anchors": query(
    "Each of these marks of an article, in the order of the texts: what it says, and where that stands in the version that is read.",
    z.object({ id: Id }),
    z.object({ version: Id, anchors: z.array(StandingAnchor) }),
    ["not-found"],
  ),
};

export const reanchoringCommands = {
  "articles.reanchor": command(
    "Give marks their spans in the version that is read, as one act. Cue words go with the first span of their claim where they stand at one place in the same words; others stay on the version they were marked in.",
    z.object({
      id: Id,
      /** The version that the spans are of; refused where it is read no more. */
      version: Id,
      items: z.array(Reanchoring).min(1).max(10_000),
    }),
    z.object({ changed: z.number().int(), cuesLeft: z.number().int() }),
    ["not-found", "bad-request", "empty-span", "span-outside"],
  ),
};
