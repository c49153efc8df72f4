import { Id, job, query } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";
import { Encoding } from "./encodings.ts";

/** How an article would read in one encoding. */
export const EncodingPreview = z.object({
  encoding: Encoding,
  /** Null where nothing can be read in it: then `problem` says why. */
  title: z.string().nullable(),
  /** Some of the text from the first passage on that is not plain ASCII: at most 400 UTF-16 units. */
  text: z.string(),
  /** Characters that mean nothing in it, among those that were looked at. */
  broken: z.number().int(),
  problem: z.string().nullable(),
});
export type EncodingPreview = z.infer<typeof EncodingPreview>;

/** A wrong guess at an encoding is corrected from the original that the case keeps; the file itself is not needed. */
export const readingAnewQueries = {
  "articles.previewEncodings": query(
    "How the beginning of an article's original reads in each of some encodings, in their order; and in which it was read.",
    z.object({ id: Id, encodings: z.array(Encoding).min(1).max(20).optional() }),
    z.object({ current: z.string(), previews: z.array(EncodingPreview) }),
    ["not-found", "unsupported-format"],
  ),
};

export const readingAnewJobs = {
  "articles.readAnew": job(
    "Read the kept originals of articles in another encoding. The text that comes of it is a new version of the article; title, outlet, author, date, language and address follow where they are still those of the reading before. Marks stay on the text that they were made in until they are taken over.",
    z.object({ ids: z.array(Id).min(1).max(10_000), encoding: Encoding }),
    z.object({
      changed: z.number().int(),
      /** Those that read the same in it. */
      unchanged: z.number().int(),
      stopped: z.boolean(),
      failed: z.array(z.object({ id: Id, title: z.string(), path: z.string(), code: z.string(), message: z.string() })),
    }),
    ["not-found", "read-only"],
  ),
};
