import { DateText } from "../articles/model.ts";
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

export const SourceRef = z.object({ id: Id, name: z.string() });
export type SourceRef = z.infer<typeof SourceRef>;

/** ISO 3166-1 alpha-2, upper case. */
export const Country = z.string().regex(/^[A-Z]{2}$/u);

/** An account, a site, a register: where a source can be met. Shown as text, never fetched. */
export const SourceLink = z.object({
  label: z.string().trim().min(1).max(200).nullable(),
  url: z.string().trim().min(1).max(2000),
});
export type SourceLink = z.infer<typeof SourceLink>;

/** A post that a source held: people change posts. */
export const PostInput = z.object({
  affiliationId: Id,
  role: z.string().trim().min(1).max(200).nullable().default(null),
  since: DateText.nullable().default(null),
  until: DateText.nullable().default(null),
});
export type PostInput = z.infer<typeof PostInput>;
export const Post = PostInput.omit({ affiliationId: true }).extend({ affiliation: SourceRef });
export type Post = z.infer<typeof Post>;

export const SourceRow = z.object({
  id: Id,
  name: z.string(),
  /** Its other names, and those of the sources that were merged into it. */
  aliases: z.array(z.string()),
  kind: SourceKind,
  /** The present one. */
  affiliation: SourceRef.nullable(),
  country: Country.nullable(),
  /** The language it speaks in, as a BCP 47 tag. */
  language: z.string().nullable(),
  /** When the newest claim that names it was recorded (UTC); null where none does. */
  lastUsed: z.string().nullable(),
  /** Claims that name this source at any hop. */
  claims: z.number().int(),
  /** Claims whose last hop it is. */
  origins: z.number().int(),
  /** The current general letter. */
  reliability: Reliability.nullable(),
});
export type SourceRow = z.infer<typeof SourceRow>;

/** Why a grade is what it is, in a word: what can be counted and filtered; the text beside it says the rest. */
export const ReasonCode = z.enum([
  "track-record",
  "position",
  "interest",
  "anonymous",
  "first-hand",
  "second-hand",
  "corroborated",
  "contradicted",
  "copied",
  "updated",
  "implausible",
  "reviewed",
  "other",
]);
export type ReasonCode = z.infer<typeof ReasonCode>;

/** What a grade rests on. */
export const Evidence = z.object({ kind: z.enum(["claim", "article"]), id: Id });
export type Evidence = z.infer<typeof Evidence>;

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
  reasonCode: ReasonCode.nullable(),
  reason: z.string().nullable(),
  evidence: z.array(Evidence),
  /** Given in a blind run: without a sight of other grades. */
  blind: z.boolean(),
  /** What the analyst insisted on against a rule of the doctrine, if anything. */
  insisted: z.enum(["one-origin"]).nullable(),
  scale: z.object({ id: z.string(), version: z.string() }),
  analyst: z.object({ name: z.string(), initials: z.string() }),
  at: z.string(),
  /** The later assessment of the same subject, axis and scope that took its place; null while it stands. */
  supersededBy: Id.nullable(),
});
export type Assessment = z.infer<typeof Assessment>;

export const Source = SourceRow.extend({
  names: z.array(SourceName),
  descriptor: z.string().nullable(),
  notes: z.string().nullable(),
  links: z.array(SourceLink),
  affiliationRole: z.string().nullable(),
  affiliationSince: DateText.nullable(),
  formerPosts: z.array(Post),
  /** The affiliations above, nearest first: ministry, government. */
  above: z.array(SourceRef),
  /** Those affiliated to it at present, by name. */
  below: z.array(SourceRef.extend({ kind: SourceKind, role: z.string().nullable() })),
  /** The sources that were merged into it, each of which can be split off again. */
  merged: z.array(SourceRef),
  createdAt: z.string(),
  /** Newest first; general and topical ones, and those made for single claims. */
  assessments: z.array(Assessment),
});
export type Source = z.infer<typeof Source>;

export const SourceColumn = z.enum([
  "name",
  "kind",
  "affiliation",
  "claims",
  "origins",
  "reliability",
  "country",
  "language",
  "lastUsed",
]);
export type SourceColumn = z.infer<typeof SourceColumn>;

/** How often a source is named: none, up to 9, up to 99, or more. */
export const UseBucket = z.enum(["0", "1-9", "10-99", "100+"]);
export type UseBucket = z.infer<typeof UseBucket>;

export const SourceFilter = z.object({
  /** Part of any of its names, folded. */
  text: z.string().max(300).optional(),
  kinds: z.array(SourceKind).optional(),
  /** Each with everything affiliated to it at present; null for those affiliated to none. */
  affiliations: z.array(Id.nullable()).optional(),
  /** The current general letter; "none" stands for *not graded*. */
  reliability: z.array(z.string().min(1).max(8)).optional(),
  countries: z.array(Country.nullable()).optional(),
  languages: z.array(z.string().nullable()).optional(),
  uses: z.array(UseBucket).optional(),
  /** By the day of the newest claim that names it; both exclude the day named. */
  usedAfter: DateText.optional(),
  usedBefore: DateText.optional(),
});
export type SourceFilter = z.infer<typeof SourceFilter>;

/** How the claims of a source fared: counts, of which no grade is ever computed. */
export const TrackRecord = z.object({
  /** Claims of which it is the origin, as all the counts below. */
  claims: z.number().int(),
  /** By the claim's digit; null is *not graded*. */
  credibility: z.array(z.object({ value: Credibility.nullable(), count: z.number().int() })),
  /** By the letter that the claim was graded with; null is *not graded*. */
  reliability: z.array(z.object({ value: Reliability.nullable(), count: z.number().int() })),
  contradicted: z.number().int(),
  corroborated: z.number().int(),
  updated: z.number().int(),
  /** Claims that carry another letter than the source has now, as they were graded before it. */
  drifted: z.number().int(),
});
export type TrackRecord = z.infer<typeof TrackRecord>;

/** Two sources that may be one. Proposed, never merged by itself. */
export const Duplicate = z.object({
  sources: z.tuple([SourceRow, SourceRow]),
  /** A name of both is the same, or is once folded, or has the same words without article and order. */
  why: z.enum(["same-name", "same-folded", "same-words"]),
  /** The names that brought them together. */
  names: z.tuple([z.string(), z.string()]),
});
export type Duplicate = z.infer<typeof Duplicate>;

/** What merging one source into another would do. */
export const MergePreview = z.object({
  from: SourceRow,
  into: SourceRow,
  /** The names that `into` would be known by from then on, its own first. */
  names: z.array(z.string()),
  /** Claims that would be read as naming `into`, in all, and those of which it would be the origin. */
  claims: z.number().int(),
  origins: z.number().int(),
  /** Claims that name both: their chain would name `into` twice. */
  both: z.number().int(),
  /** Sources affiliated to `from`. */
  below: z.number().int(),
});
export type MergePreview = z.infer<typeof MergePreview>;
