import type { ImportDraft } from "../../app/articles/drafts.ts";
import type { Settings } from "../../app/workstation/model.ts";

export type LookFirst = Settings["lookFirst"];

/** Whether the analyst is to see a draft before it comes in, as the workstation's setting has it. */
export function needsLook(lookFirst: LookFirst, { items, states }: Pick<ImportDraft, "items" | "states">): boolean {
  const decided = states.new + states.duplicate;
  if (lookFirst === "decisions") return decided < items || items === 0;
  if (lookFirst === "several") return items !== 1 || decided !== 1;
  return lookFirst === "always";
}
