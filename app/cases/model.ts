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

/** Columns, order, filters and grouping of a page under a name. Kept with the case; no evidence. */
export const SavedView = z.object({
  id: Id,
  page: z.string().min(1).max(40),
  name: z.string().trim().min(1).max(100),
  /** The page's own state; the backend keeps it and does not look inside. */
  content: z.json(),
});
export type SavedView = z.infer<typeof SavedView>;

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
