import { Id } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";

/** The kinds of object whose every change is an entry. */
export const ObjectKind = z.enum([
  "article",
  "annotation",
  "claim",
  "source",
  "assessment",
  "tag",
  "relation",
  "question",
  "family",
]);
export type ObjectKind = z.infer<typeof ObjectKind>;

/** One object before and after; null where it was not there. */
export const Change = z.object({ kind: ObjectKind, id: Id, before: z.json(), after: z.json() });
export type Change = z.infer<typeof Change>;

/** What an analyst did. Undo and redo are acts too, of another sort: they name the act they reverse. */
export const Verb = z.enum([
  "import",
  "article-edit",
  "article-state",
  "article-tag",
  "article-read",
  "annotation-add",
  "annotation-edit",
  "annotation-remove",
  "claim-add",
  "claim-edit",
  "claim-remove",
  "claim-bulk",
  "source-add",
  "source-edit",
  "source-remove",
  "source-assess",
  "source-merge",
  "source-split",
  "source-distinguish",
  "tag-add",
  "tag-edit",
  "tag-remove",
  "tag-merge",
  "codebook-import",
  "relation-add",
  "relation-edit",
  "relation-remove",
  "question-add",
  "question-edit",
  "question-remove",
  "question-gather",
  "family-make",
  "family-leave",
  "family-reject",
  "reanchor",
  "undo",
  "redo",
]);
export type Verb = z.infer<typeof Verb>;

/** One line of the ledger as it is stored and hashed. */
export const Entry = z.object({
  seq: z.number().int(),
  id: Id,
  /** Hybrid logical clock; see `kernel/clock.ts`. */
  clock: z.string(),
  analyst: z.string(),
  initials: z.string(),
  device: z.string(),
  /** Entries of one act (the batches of an import) share it. */
  act: Id,
  verb: Verb,
  /** The act that an undo or redo is about. */
  about: Id.nullable(),
  /** Why it was done, where the analyst said so for the whole act. */
  note: z.string().nullable(),
  changes: z.array(Change),
  previousHash: z.string(),
  hash: z.string(),
});
export type Entry = z.infer<typeof Entry>;

/** One act as the history page tells it. */
export const Act = z.object({
  act: Id,
  verb: Verb,
  /** For undo and redo: what the act they are about did. */
  aboutVerb: Verb.nullable(),
  analyst: z.string(),
  at: z.string(),
  /** How many objects it touched, by kind. */
  counts: z.partialRecord(ObjectKind, z.number().int()),
  /** The first few objects by name. */
  objects: z.array(z.object({ kind: ObjectKind, id: Id, label: z.string() })),
  /** What it set, where that is short enough to be said: field, before, after. */
  fields: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
  undone: z.boolean(),
  /** Why it was done, where the analyst said so for the whole act. */
  note: z.string().nullable(),
});
export type Act = z.infer<typeof Act>;
