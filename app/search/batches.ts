import { FileToken, job } from "../contract/procedure.ts";
import { Loss } from "../exchange/model.ts";
import { z } from "../kernel/schema.ts";
import { BatchQuery, BatchRow } from "./model.ts";

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
