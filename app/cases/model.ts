import { Id } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";

/** Who holds a case open for writing, as recorded beside it. */
export const Holder = z.object({ analyst: z.string(), machine: z.string(), since: z.string() });
export type Holder = z.infer<typeof Holder>;

export const CaseInfo = z.object({
  id: Id,
  name: z.string(),
  folder: z.string(),
  /** `null` where this program writes; else who does, or why not. */
  readOnly: z.object({ reason: z.enum(["locked", "file", "newer"]), holder: Holder.nullable() }).nullable(),
  articles: z.number().int(),
  claims: z.number().int(),
  sources: z.number().int(),
  /** Something the analyst should know about the opening: the case was migrated, or left open by a crash. */
  notices: z.array(z.object({ code: z.enum(["migrated", "recovered"]), detail: z.string() })),
});
export type CaseInfo = z.infer<typeof CaseInfo>;

/** What `check` looked at. */
export const CheckPart = z.enum([
  "database",
  "foreign-keys",
  "ledger",
  "objects",
  "texts",
  "anchors",
  "originals",
  "search-index",
]);

export const CheckReport = z.object({
  holds: z.boolean(),
  checked: z.array(z.object({ part: CheckPart, count: z.number().int() })),
  problems: z.array(z.object({ part: CheckPart, object: z.string(), message: z.string() })),
});
export type CheckReport = z.infer<typeof CheckReport>;
