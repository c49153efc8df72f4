import { ClaimFilter, ClaimSort } from "../claims/model.ts";
import { FileToken, job } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";
import { CodebookExport, CodebookImport, ExportFormat, ExportResult } from "./model.ts";

export const exchangeJobs = {
  "exchange.export": job(
    "Write claims, all or those that a filter leaves, to a file; says what the format could not carry.",
    z.object({
      format: ExportFormat,
      to: FileToken,
      filter: ClaimFilter.default({}),
      sort: z.array(ClaimSort).max(4).default([]),
      /** Whether a file that is there already may be replaced; the host asked. */
      replace: z.boolean().default(false),
    }),
    ExportResult,
    ["no-case", "file-exists", "io", "disk-full", "query-syntax"],
  ),
  "exchange.exportCodebook": job(
    "Write the codebook to a REFI-QDA codebook file (.qdc).",
    z.object({ to: FileToken, replace: z.boolean().default(false) }),
    CodebookExport,
    ["no-case", "file-exists", "io", "disk-full"],
  ),
  "exchange.importCodebook": job(
    "Take the codes of a REFI-QDA codebook file (.qdc) over as tags. A code at a path where there is a tag already is that tag; its description is taken over where the tag has none.",
    z.object({ file: FileToken }),
    CodebookImport,
    ["no-case", "unknown-file", "unreadable-file", "too-large"],
  ),
};
