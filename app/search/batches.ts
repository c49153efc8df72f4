import { FileToken, job } from "../contract/procedure.ts";
import { Loss } from "../exchange/model.ts";
import { z } from "../kernel/schema.ts";

export const BatchQuery = z.object({ name: z.string().max(500).nullable().default(null), query: z.string() });
export type BatchQuery = z.infer<typeof BatchQuery>;

/** What one query of a batch finds. */
export const BatchRow = z.object({
  name: z.string().nullable(),
  query: z.string(),
  /** Where it stands in the file; null where queries were listed. */
  line: z.number().int().nullable(),
  /** Null, as all counts, where the query is wrong. */
  articles: z.number().int().nullable(),
  /** Families that they belong to. */
  families: z.number().int().nullable(),
  /** Articles found that are of no family: with `families`, how many different texts there are. */
  alone: z.number().int().nullable(),
  /** Claims of which statement, quote or memo fits the query. */
  claims: z.number().int().nullable(),
  /** The earliest and the latest date of the articles; null where none has one. */
  first: z.string().nullable(),
  last: z.string().nullable(),
  /** What is wrong; `position` counts UTF-16 units from the query's beginning. */
  error: z
    .object({
      /** As of a wrong query (`query-error.ts`), or `too-long`. */
      reason: z.string(),
      message: z.string(),
      position: z.number().int(),
      field: z.string().optional(),
      values: z.array(z.string()).optional(),
    })
    .nullable(),
});
export type BatchRow = z.infer<typeof BatchRow>;

/** Longest query, in UTF-16 units, as in any search. */
export const LONGEST_QUERY = 2000;
/** Largest file of queries, in bytes. */
export const LARGEST_BATCH = 16 * 1024 * 1024;

export const batchJobs = {
  "search.batch": job(
    "Search for each of many queries and count what it finds. From a table: the column `query` and, where there is one, `name`; without such a header the first column is the query, the second its name. Stopped, it gives the rows so far and writes no file.",
    z.object({
      file: FileToken.optional(),
      /** Beside those of the file, or in place of one. */
      queries: z.array(BatchQuery).max(100_000).default([]),
      /** The table with the counts is written here (CSV, UTF-8 with a byte order mark). */
      to: FileToken.optional(),
      replace: z.boolean().default(false),
    }),
    z.object({
      rows: z.array(BatchRow),
      /** Null where nothing was written. */
      path: z.string().nullable(),
      losses: z.array(Loss),
    }),
    ["no-case", "unknown-file", "file-missing", "unreadable-file", "too-large", "file-exists", "io", "disk-full"],
  ),
};
