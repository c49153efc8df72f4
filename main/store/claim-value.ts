import { Basis, Mode, Slot } from "../../app/claims/model.ts";
import { z } from "../../app/kernel/schema.ts";

const SpanValue = z.object({
  articleId: z.string(),
  version: z.number().int(),
  start: z.number().int(),
  end: z.number().int(),
  quote: z.string(),
  prefix: z.string(),
  suffix: z.string(),
});
export type SpanValue = z.infer<typeof SpanValue>;

const HopValue = z.object({
  /** The source as it was attributed, also where it was merged into another since. */
  sourceId: z.string().nullable(),
  mode: Mode.nullable(),
  basis: Basis.nullable(),
  cue: z
    .object({
      start: z.number().int(),
      end: z.number().int(),
      quote: z.string(),
      /** The text version it stands in, where that is not the one of the claim's first span. */
      version: z.number().int().nullable().default(null),
    })
    .nullable(),
  descriptor: z.string().nullable(),
});
export type HopValue = z.infer<typeof HopValue>;

/** A claim as the ledger keeps it: what the text says and through whom. Its grades are objects of their own. */
export const ClaimValue = z.object({
  spans: z.array(SpanValue).min(1),
  statement: z.string().nullable(),
  hops: z.array(HopValue).min(1),
  furtherChains: z.array(z.array(HopValue).min(1)).default([]),
  slots: z.array(Slot).default([]),
  /** By id, sorted. */
  questions: z.array(z.string()).default([]),
  tags: z.array(z.string()),
  eventDate: z.string().nullable(),
  memo: z.string().nullable(),
  createdAt: z.string(),
  createdBy: z.string(),
});
export type ClaimValue = z.infer<typeof ClaimValue>;
