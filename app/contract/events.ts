import { z } from "../kernel/schema.ts";
import { ObjectKind } from "../ledger/model.ts";
import { JobProgress, JobState } from "./jobs.ts";

/** What of a case, or of the workstation, was changed. */
export const ChangedKind = z.union([
  ObjectKind,
  z.enum(["draft", "import-draft", "watched-folder", "unreadable-file", "view", "workstation", "ledger"]),
]);
export type ChangedKind = z.infer<typeof ChangedKind>;

/** What the backend tells without being asked. */
export const events = {
  /** Something in the case changed; what was read of these kinds is stale. */
  changed: z.object({ kinds: z.array(ChangedKind) }),
  /** Another case is open now, or none. */
  "case-changed": z.object({ open: z.boolean() }),
  "job-progress": JobProgress,
  "job-ended": JobState,
} as const;

export type EventName = keyof typeof events;
export type BackendEvent = { [Name in EventName]: { name: Name; value: z.infer<(typeof events)[Name]> } }[EventName];
