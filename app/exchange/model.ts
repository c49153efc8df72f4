import { z } from "../kernel/schema.ts";

export const ExportFormat = z.enum(["csv", "jsonl"]);
export type ExportFormat = z.infer<typeof ExportFormat>;

/** What a format could not carry, by kind and count. */
export const Loss = z.object({ kind: z.string(), count: z.number().int(), explanation: z.string() });
export type Loss = z.infer<typeof Loss>;

export const ExportResult = z.object({
  format: ExportFormat,
  path: z.string(),
  written: z.number().int(),
  losses: z.array(Loss),
});
export type ExportResult = z.infer<typeof ExportResult>;

export const CodebookExport = z.object({ path: z.string(), written: z.number().int(), losses: z.array(Loss) });
export type CodebookExport = z.infer<typeof CodebookExport>;

export const CodebookImport = z.object({
  added: z.number().int(),
  /** Codes that were there already, by their path. */
  known: z.number().int(),
  /** What was left out, and why. */
  skipped: z.array(z.object({ name: z.string(), reason: z.string() })),
});
export type CodebookImport = z.infer<typeof CodebookImport>;
