import { FileToken, job, query, Window } from "../contract/procedure.ts";
import { Loss } from "../exchange/model.ts";
import { z } from "../kernel/schema.ts";
import { ConcordanceLine, ConcordanceSort, GroupKey, Within } from "./model.ts";

/**
 * Where reading stops unless all is asked for (`whole`): after the article in which it comes to so many lines, or to so many
 * UTF-16 units of text. What was read is sorted and shown, and the reply says that it is not all.
 */
export const CONCORDANCE_LINES = 1000;
export const CONCORDANCE_UNITS = 4_000_000;

const asked = {
  query: z.string().max(2000),
  sort: ConcordanceSort.default("position"),
  /** Most UTF-16 units on either side of the hit. */
  width: z.number().int().min(10).max(400).default(60),
  /** False: of each family one article only, its origin or else the earliest found, so that copies do not repeat a line. */
  copies: z.boolean().default(true),
  within: Within.optional(),
  group: GroupKey.optional(),
};

export const concordanceQueries = {
  "search.concordance": query(
    "Every place where articles have the words of a query, with what stands before and after it. Excluded words and fields choose articles and have no lines.",
    Window.extend({
      ...asked,
      /** Reads every text, however many lines that makes; without it, a frequent word is bounded, and the reply says so. */
      whole: z.boolean().default(false),
    }),
    z.object({
      /** Lines in all; where `bounded`, of the texts that were read. */
      total: z.number().int(),
      /** Not all texts were read: `total` and the order are of the first ones in the order of articles, `read` says how many. */
      bounded: z.boolean(),
      /** Articles that the query finds, less the copies that were left out. */
      articles: z.number().int(),
      /** How many of them were read. */
      read: z.number().int(),
      /** How many of those have no line: what was asked for stands in the title, or is a field. */
      without: z.number().int(),
      /** Whether the query has words to show at all; fields and exclusions alone have none. */
      hasWords: z.boolean(),
      lines: z.array(ConcordanceLine),
      tookMs: z.number(),
    }),
    ["query-syntax"],
  ),
};

export const concordanceJobs = {
  "search.exportConcordance": job(
    "Write every line of a concordance, in its order, to a table (CSV, UTF-8 with a byte order mark).",
    z.object({ ...asked, to: FileToken, replace: z.boolean().default(false) }),
    z.object({ path: z.string(), written: z.number().int(), articles: z.number().int(), losses: z.array(Loss) }),
    ["no-case", "query-syntax", "file-exists", "io", "disk-full"],
  ),
};
