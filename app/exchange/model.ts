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

/** Why something of a codebook was left out: a set of codes, a note, a code without a name. */
export const CodebookSkip = z.enum(["set", "note", "no-name"]);
export type CodebookSkip = z.infer<typeof CodebookSkip>;

/**
 * What of a code could not be taken as it is: "/" in its name, which parts levels here, became "∕" (U+2215); its name was
 * longer than a tag's may be; it was no more than a heading there, and is a tag like any other here; a description beside
 * one that the tag has already; a description longer than a tag's may be.
 */
export const CodebookChange = z.enum(["slash", "long-name", "not-codable", "other-description", "long-description"]);
export type CodebookChange = z.infer<typeof CodebookChange>;

export const CodebookImport = z.object({
  added: z.number().int(),
  /** Codes that were there already: by their path, else by their id. */
  known: z.number().int(),
  /** What was left out, and why. */
  skipped: z.array(z.object({ name: z.string(), reason: CodebookSkip })),
  /** What came in otherwise than it stands in the file: `to` is the tag's name. */
  changed: z.array(z.object({ name: z.string(), to: z.string(), what: CodebookChange })),
});
export type CodebookImport = z.infer<typeof CodebookImport>;
