import { DateText } from "../articles/model.ts";
import { command, Id, Nothing, query, Window } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";
import {
  Country,
  Duplicate,
  Evidence,
  MergePreview,
  PostInput,
  ReasonCode,
  Reliability,
  Source,
  SourceColumn,
  SourceFilter,
  SourceKind,
  SourceLink,
  SourceName,
  SourceRow,
  TrackRecord,
  UseBucket,
} from "./model.ts";

const text = (max: number) => z.string().trim().min(1).max(max).nullable();

const Listing = z.object({
  filter: SourceFilter.default({}),
  sort: z
    .array(z.object({ column: SourceColumn, descending: z.boolean().default(false) }))
    .max(4)
    .default([]),
});
const count = z.number().int();

/** What an analyst writes about a source; what is absent stays, or is empty at first. */
const facts = {
  affiliationId: Id.nullable(),
  affiliationRole: text(200),
  affiliationSince: DateText.nullable(),
  formerPosts: z.array(PostInput).max(100),
  country: Country.nullable(),
  language: z.string().min(2).max(10).nullable(),
  links: z.array(SourceLink).max(100),
  descriptor: text(300),
  notes: text(20_000),
};

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
  "sources.ids": query("All ids of a listing, for selecting ranges of it.", Listing, z.array(Id)),
  "sources.facets": query(
    "How many sources a filter leaves, by each fact that sources are filtered by.",
    z.object({ filter: SourceFilter.default({}) }),
    z.object({
      total: count,
      kinds: z.array(z.object({ value: SourceKind, count })),
      /** The sources at the top of the affiliations, with all below them; null: affiliated to none. */
      affiliations: z.array(z.object({ value: Id.nullable(), name: z.string().nullable(), count })),
      reliability: z.array(z.object({ value: Reliability.nullable(), count })),
      countries: z.array(z.object({ value: Country.nullable(), count })),
      languages: z.array(z.object({ value: z.string().nullable(), count })),
      uses: z.array(z.object({ value: UseBucket, count })),
    }),
  ),
  "sources.record": query("How the claims of a source fared, in counts.", z.object({ id: Id }), TrackRecord, [
    "not-found",
  ]),
  "sources.duplicates": query(
    "Pairs of sources that may be one, by their names; pairs said to be two are left out.",
    Window.extend({ id: Id.optional() }),
    z.object({ total: count, pairs: z.array(Duplicate) }),
  ),
  "sources.previewMerge": query(
    "What merging a source into another would do.",
    z.object({ id: Id, into: Id }),
    MergePreview,
    ["not-found", "in-use"],
  ),
  "sources.get": query(
    "One source with names and assessments; of one that was merged, what it was merged into.",
    z.object({ id: Id }),
    Source,
    ["not-found"],
  ),
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
      affiliationId: facts.affiliationId.default(null),
      affiliationRole: facts.affiliationRole.default(null),
      affiliationSince: facts.affiliationSince.default(null),
      formerPosts: facts.formerPosts.default([]),
      country: facts.country.default(null),
      language: facts.language.default(null),
      links: facts.links.default([]),
      descriptor: facts.descriptor.default(null),
      notes: facts.notes.default(null),
    }),
    Source,
    ["not-found"],
  ),
  "sources.edit": command(
    "Change what is known of a source: its names (the first is shown), kind, posts, country, language, links, notes.",
    z
      .object({ id: Id, names: z.array(SourceName).min(1), kind: SourceKind, ...facts })
      .partial()
      .required({ id: true }),
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
      reasonCode: ReasonCode.nullable().default(null),
      reason: text(5000).default(null),
      evidence: z.array(Evidence).max(200).default([]),
    }),
    Source,
    ["not-found", "bad-request"],
  ),
  "sources.merge": command(
    "Find a source to be another one. Its claims, names and the sources below it are read as the other's from then on; nothing of them is rewritten, so that it can be split off again.",
    z.object({ id: Id, into: Id, reason: text(5000).default(null) }),
    Source,
    ["not-found", "in-use"],
  ),
  "sources.split": command(
    "Take a merged source apart again: it gets back every claim that was attributed to it.",
    z.object({ id: Id, reason: text(5000).default(null) }),
    Source,
    ["not-found", "in-use"],
  ),
  "sources.distinguish": command(
    "Say that two sources are two, in spite of their names: they are not proposed again.",
    z.object({ ids: z.tuple([Id, Id]) }),
    Nothing,
    ["not-found"],
  ),
};
