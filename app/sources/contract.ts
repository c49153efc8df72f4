import { command, Id, Nothing, query, Window } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";
import { Reliability, Source, SourceColumn, SourceKind, SourceName, SourceRow } from "./model.ts";

const text = (max: number) => z.string().trim().min(1).max(max).nullable();

const Listing = z.object({
  text: z.string().max(300).optional(),
  kinds: z.array(SourceKind).optional(),
  sort: z.object({ column: SourceColumn, descending: z.boolean().default(false) }).optional(),
});

export const sourceQueries = {
  "sources.list": query(
    "A window of the sources, filtered and sorted.",
    Window.extend(Listing.shape),
    z.object({ total: z.number().int(), rows: z.array(SourceRow) }),
  ),
  "sources.place": query(
    "Where a source stands in a listing, counted from 0; null where it is not in it.",
    Listing.extend({ id: Id }),
    z.object({ index: z.number().int().nullable() }),
  ),
  "sources.get": query("One source with names and assessments.", z.object({ id: Id }), Source, ["not-found"]),
  "sources.suggest": query(
    "Sources of which a name or alias fits what was typed, folded, in any script; best first.",
    z.object({ text: z.string().max(300), limit: z.number().int().min(1).max(50).default(8) }),
    z.array(SourceRow),
  ),
  "sources.resolve": query(
    "Sources that bear exactly this name or alias.",
    z.object({ name: z.string().min(1).max(300) }),
    z.array(SourceRow),
  ),
};

export const sourceCommands = {
  "sources.add": command(
    "Make a source.",
    z.object({
      names: z.array(SourceName).min(1),
      kind: SourceKind.default("organisation"),
      affiliationId: Id.nullable().default(null),
      descriptor: text(300).default(null),
      notes: text(20_000).default(null),
    }),
    Source,
    ["not-found"],
  ),
  "sources.edit": command(
    "Change a source's names (the first is shown), kind, affiliation, descriptor or notes.",
    z.object({
      id: Id,
      names: z.array(SourceName).min(1).optional(),
      kind: SourceKind.optional(),
      affiliationId: Id.nullable().optional(),
      descriptor: text(300).optional(),
      notes: text(20_000).optional(),
    }),
    Source,
    ["not-found", "in-use"],
  ),
  "sources.remove": command(
    "Remove a source that no claim and no other source refers to.",
    z.object({ id: Id }),
    Nothing,
    ["not-found", "in-use"],
  ),
  "sources.assess": command(
    "Grade a source in general or on a topic. Older claims keep the letter they were graded with.",
    z.object({
      id: Id,
      value: Reliability.nullable(),
      topic: text(200).default(null),
      reason: text(5000).default(null),
    }),
    Source,
    ["not-found"],
  ),
};
