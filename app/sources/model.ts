import { Id } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";

export const SourceKind = z.enum(["person", "organisation", "office", "outlet", "account", "document", "unnamed"]);
export type SourceKind = z.infer<typeof SourceKind>;

/** The grade of a source on a scale: "A" to "F" on the built-in one; `null` is *not graded*, which is not F. */
export const Reliability = z.string().min(1).max(8);
/** The grade of a claim's information: "1" to "6" on the built-in scale; `null` is *not graded*, which is not 6. */
export const Credibility = z.string().min(1).max(8);

export const SourceName = z.object({
  text: z.string().trim().min(1).max(300),
  language: z.string().max(10).nullable(),
});
export type SourceName = z.infer<typeof SourceName>;

export const SourceRow = z.object({
  id: Id,
  name: z.string(),
  aliases: z.array(z.string()),
  kind: SourceKind,
  affiliation: z.object({ id: Id, name: z.string() }).nullable(),
  /** Claims that name this source at any hop. */
  claims: z.number().int(),
  /** Claims whose last hop it is. */
  origins: z.number().int(),
  /** The current general letter. */
  reliability: Reliability.nullable(),
});
export type SourceRow = z.infer<typeof SourceRow>;

/** One act of grading. Never changed, only superseded by a later one. */
export const Assessment = z.object({
  id: Id,
  axis: z.enum(["reliability", "credibility"]),
  value: z.string().nullable(),
  /** The source in general, on a topic, or as it stands behind one claim. */
  scope: z.enum(["general", "topic", "claim"]),
  topic: z.string().nullable(),
  sourceId: Id.nullable(),
  claimId: Id.nullable(),
  reason: z.string().nullable(),
  /** What the analyst insisted on against a rule of the doctrine, if anything. */
  insisted: z.enum(["one-origin"]).nullable(),
  scale: z.object({ id: z.string(), version: z.string() }),
  analyst: z.object({ name: z.string(), initials: z.string() }),
  at: z.string(),
});
export type Assessment = z.infer<typeof Assessment>;

export const Source = SourceRow.extend({
  names: z.array(SourceName),
  descriptor: z.string().nullable(),
  notes: z.string().nullable(),
  createdAt: z.string(),
  /** Newest first; general and topical ones, and those made for single claims. */
  assessments: z.array(Assessment),
});
export type Source = z.infer<typeof Source>;

export const SourceColumn = z.enum(["name", "kind", "affiliation", "claims", "origins", "reliability"]);
export type SourceColumn = z.infer<typeof SourceColumn>;
