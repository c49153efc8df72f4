import { readFileSync } from "node:fs";
import { join } from "node:path";

import { ArticleState, DateText } from "../../app/articles/model.ts";
import { Basis, Mode, RelationKind, SlotInput } from "../../app/claims/model.ts";
import { z } from "../../app/kernel/schema.ts";
import { Country, ReasonCode, SourceKind, SourceLink } from "../../app/sources/model.ts";
import { TagPath } from "../../app/tags/model.ts";
import { Analyst } from "../../app/workstation/model.ts";

const Text = z.string().trim().min(1);
const Grade = z.strictObject({ value: Text, reasonCode: ReasonCode.optional(), reason: Text.optional() });

/** `index.json`: what is known about the twelve texts. */
const IndexEntry = z.strictObject({
  file: Text,
  title: Text,
  outlet: Text,
  language: Text,
  published: DateText,
  notes: Text,
});

/**
 * `claims.json`: what an analyst made of them. Sources are named by the first of their names; places in a text by the
 * words that stand there, so that the file can be read and checked without counting characters.
 */
const Work = z.strictObject({
  /** Who signs the sample's acts: not the analyst of this workstation, who decided none of it. */
  analyst: Analyst,
  sources: z.array(
    z.strictObject({
      /** By language; the first of all is the name shown. */
      names: z.record(z.string().regex(/^(ar|en)$/), z.array(Text).min(1)),
      kind: SourceKind,
      /** Stands earlier in the list. */
      affiliation: Text.optional(),
      role: Text.optional(),
      since: DateText.optional(),
      /** Posts held before, each at a source that stands earlier in the list. */
      posts: z
        .array(z.strictObject({ at: Text, role: Text, since: DateText.optional(), until: DateText.optional() }))
        .optional(),
      country: Country.optional(),
      language: Text.optional(),
      links: z.array(SourceLink).optional(),
      descriptor: Text.optional(),
      notes: Text.optional(),
      grades: z.array(Grade.extend({ topic: Text.optional() })).optional(),
    }),
  ),
  tags: z.array(z.strictObject({ path: TagPath, description: Text.optional() })),
  articles: z.array(z.strictObject({ file: Text, state: ArticleState, tags: z.array(TagPath) })),
  claims: z.array(
    z.strictObject({
      /** What questions and relations call it. */
      as: Text.optional(),
      /** Came in when the others had been graded: what it is related to is looked at again. */
      late: z.boolean().default(false),
      file: Text,
      quotes: z.array(Text).min(1),
      statement: Text,
      slots: z.array(SlotInput.strict()).default([]),
      hops: z
        .array(
          z.strictObject({
            source: Text.optional(),
            descriptor: Text.optional(),
            mode: Mode.optional(),
            basis: Basis.optional(),
            /** Found in the paragraph of the first quote. */
            cue: Text.optional(),
          }),
        )
        .min(1),
      tags: z.array(TagPath),
      eventDate: DateText.optional(),
      memo: Text.optional(),
      reliability: Grade.optional(),
      credibility: Grade.optional(),
    }),
  ),
  /** Copies of one text, by their files. */
  families: z.array(z.strictObject({ origin: Text, copies: z.array(Text).min(1), reason: Text })),
  questions: z.array(
    z.strictObject({
      text: Text,
      note: Text.optional(),
      /** What it is settled as; without one it is open. */
      answer: Text.optional(),
      claims: z.array(Text).min(1),
    }),
  ),
  relations: z.array(z.strictObject({ kind: RelationKind, from: Text, to: Text, note: Text.optional() })),
  annotations: z.array(z.strictObject({ file: Text, quote: Text, memo: Text.nullable(), tags: z.array(TagPath) })),
});

export type SampleWork = z.infer<typeof Work>;
export interface Sample {
  readonly index: readonly z.infer<typeof IndexEntry>[];
  readonly work: SampleWork;
}

/** Reads the sample's data; what does not fit is an error that names the file and the place in it. */
export function readSample(folder: string): Sample {
  return {
    index: read(join(folder, "index.json"), z.array(IndexEntry).min(1)),
    work: read(join(folder, "claims.json"), Work),
  };
}

function read<Schema extends z.ZodType>(path: string, schema: Schema): z.output<Schema> {
  const parsed = schema.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
