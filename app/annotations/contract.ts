import { Range } from "../articles/model.ts";
import { command, Id, Nothing, query } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";
import { TagPath } from "../tags/model.ts";
import { Annotation } from "./model.ts";

const memo = z.string().max(20_000).nullable();

export const annotationQueries = {
  "annotations.of": query(
    "All annotations of an article, by position.",
    z.object({ articleId: Id }),
    z.array(Annotation),
  ),
};

export const annotationCommands = {
  "annotations.add": command(
    "Highlight a span, with tags and a memo if wanted.",
    Range.extend({
      articleId: Id,
      version: Id.optional(),
      memo: memo.default(null),
      tags: z.array(TagPath).default([]),
    }),
    Annotation,
    ["not-found", "empty-span", "span-outside"],
  ),
  "annotations.edit": command(
    "Change an annotation's memo or tags.",
    z.object({ id: Id, memo: memo.optional(), tags: z.array(TagPath).optional() }),
    Annotation,
    ["not-found"],
  ),
  "annotations.remove": command("Take a highlight away.", z.object({ id: Id }), Nothing, ["not-found"]),
};
