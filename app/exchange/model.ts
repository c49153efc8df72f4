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
