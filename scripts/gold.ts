import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

import { z } from "../app/kernel/schema.ts";

/** The annotated examples: each article with every attributed claim of it, as somebody read them. */
const GoldClaim = z.object({
  id: z.string(),
  start: z.number().int(),
  end: z.number().int(),
  quote: z.string(),
  cue_start: z.number().int().nullable(),
  cue_end: z.number().int().nullable(),
  /** Outermost outlet first, original speaker last. */
  attribution_chain: z.array(z.string()).min(1),
  kind: z.enum(["direct", "paraphrase"]),
  anonymous: z.boolean(),
  event_date_iso: z.string().nullable(),
});
export type GoldClaim = z.infer<typeof GoldClaim>;

const GoldFile = z.object({ article: z.string(), claims: z.array(GoldClaim) });

export interface GoldArticle {
  /** The path of its text. */
  readonly path: string;
  readonly claims: readonly GoldClaim[];
}

/** All annotated articles of a folder. */
export function readGold(folder: string): GoldArticle[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .toSorted()
    .map((name) => {
      const { article, claims } = GoldFile.parse(JSON.parse(readFileSync(join(folder, name), "utf8")));
      // Named with or without the ending; the text stands beside its annotations.
      return { path: join(folder, `${basename(article, ".txt")}.txt`), claims };
    });
}

/** A hop as `isnad claim add --hops` takes it. */
export interface GoldHop {
  source?: string;
  descriptor?: string;
  mode?: "direct-quote" | "paraphrase";
  cue?: { start: number; end: number };
}

/** The chain of a claim: names as stated; the last hop has the words that attribute, and is unnamed where it is said to be. */
export function hopsOf(claim: GoldClaim): GoldHop[] {
  const last = claim.attribution_chain.length - 1;
  return claim.attribution_chain.map((name, position): GoldHop => {
    if (position < last) return { source: name };
    return {
      ...(claim.anonymous ? { descriptor: name } : { source: name }),
      mode: claim.kind === "direct" ? "direct-quote" : "paraphrase",
      ...(claim.cue_start !== null &&
        claim.cue_end !== null && { cue: { start: claim.cue_start, end: claim.cue_end } }),
    };
  });
}

/** What of a claim as it is listed has to be what was entered. */
export interface Entered {
  readonly spans: readonly { start: number; end: number; quote: string }[];
  readonly attribution: readonly {
    source: string | null;
    mode: string | null;
    basis: string | null;
    cue: { start: number; end: number } | null;
    descriptor: string | null;
  }[];
}

/** The same of the annotated claim. */
export const expectedOf = (claim: GoldClaim): Entered => ({
  spans: [{ start: claim.start, end: claim.end, quote: claim.quote }],
  attribution: hopsOf(claim).map(({ source = null, mode = null, cue = null, descriptor = null }) => ({
    source,
    mode,
    basis: null,
    cue,
    descriptor,
  })),
});

/** What of a listed claim is compared. */
export const enteredOf = ({ spans, attribution }: Entered): Entered => ({
  spans: spans.map(({ start, end, quote }) => ({ start, end, quote })),
  attribution: attribution.map(({ source, mode, basis, cue, descriptor }) => ({
    source,
    mode,
    basis,
    cue: cue && { start: cue.start, end: cue.end },
    descriptor,
  })),
});

/** A date that a claim can have; ranges and open ends are not among them. */
export const eventDateOf = ({ event_date_iso: date }: GoldClaim): string | null =>
  date !== null && /^\d{4}(?:-\d\d(?:-\d\d)?)?$/u.test(date) ? date : null;
