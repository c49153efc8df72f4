import { ClaimFilter, ClaimSort } from "../claims/model.ts";
import { FileToken, Id, job } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";
import { CodebookExport, CodebookImport, ExportFormat, ExportResult } from "./model.ts";

export const exchangeJobs = {
  "exchange.export": job(
    "Write claims, all or those that a filter leaves, to a file; says what the format could not carry.",
    z.object({
      format: ExportFormat,
      to: FileToken,
      filter: ClaimFilter.default({}),
      /** Only these of what the filter leaves. */
      ids: z.array(Id).optional(),
      sort: z.array(ClaimSort).max(4).default([]),
      /** Whether a file that is there already may be replaced; the host asked. */
      replace: z.boolean().default(false),
    }),
    ExportResult,
    ["no-case", "file-exists", "io", "disk-full", "query-syntax"],
  ),
  "exchange.exportCodebook": job(
    "Write the codebook to a REFI-QDA codebook file (.qdc); one without a tag is none, and is not found.",
    z.object({ to: FileToken, replace: z.boolean().default(false) }),
    CodebookExport,
    ["no-case", "not-found", "file-exists", "io", "disk-full"],
  ),
  "exchange.importCodebook": job(
    "Take the codes of a REFI-QDA codebook file (.qdc) over as tags. A code at a path where there is a tag already is that tag, else one of an id that a tag has; its description is taken over where the tag has none.",
    z.object({ file: FileToken }),
    CodebookImport,
    ["no-case", "no-analyst", "read-only", "unknown-file", "file-missing", "unreadable-file", "too-large"],
  ),
};
