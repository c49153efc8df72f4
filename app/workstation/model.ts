import { FileToken } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";

/** Who works here: kept on this workstation, written on everything this person decides. */
export const Analyst = z.object({
  name: z.string().trim().min(1).max(100),
  initials: z.string().trim().min(1).max(6),
});
export type Analyst = z.infer<typeof Analyst>;

export const Settings = z.object({
  language: z.enum(["en", "ar"]),
  theme: z.enum(["system", "light", "dark"]),
  /** Size of the article's text in per cent of the face's natural size. */
  readingSize: z.number().int().min(75).max(200),
  /** The axis by which highlights are coloured. */
  highlightAxis: z.enum(["reliability", "credibility", "tag"]),
  /** From what age on a grade needs another look, in days; null: never for its age. */
  staleDays: z.number().int().min(1).max(36_500).nullable(),
  /**
   * Whether what is chosen for import is looked at before it comes in: always; unless it is a single new article; only
   * where something is a new version, unreadable or in need of columns; never.
   */
  lookFirst: z.enum(["always", "several", "decisions", "never"]),
});
export type Settings = z.infer<typeof Settings>;

export const RecentCase = z.object({
  file: FileToken,
  name: z.string(),
  /** For the eye only; the program never opens a path that comes back from the page. */
  folder: z.string(),
  openedAt: z.string(),
  present: z.boolean(),
});
export type RecentCase = z.infer<typeof RecentCase>;

export const Workstation = z.object({
  analyst: Analyst.nullable(),
  /** Proposed where no analyst is stored yet: the system's user name. */
  proposedAnalyst: Analyst,
  device: z.string(),
  recentCases: z.array(RecentCase),
  settings: Settings,
  version: z.string(),
});
export type Workstation = z.infer<typeof Workstation>;
