import type { UnreadableFile, UnreadableFilter, UnreadReason, WayToRead } from "../../../app/articles/unreadable.ts";
import { shownName } from "../../../app/text/shown-names.ts";

/** The tabs above the table: all, one for each reason, and what was left aside. */
export type UnreadableTab = "all" | UnreadReason | "left-aside";

export function tabOf({ reasons, leftAside }: UnreadableFilter): UnreadableTab {
  if (leftAside) return "left-aside";
  return reasons?.length === 1 ? (reasons[0] ?? "all") : "all";
}

/** A filter with another tab; its other conditions stay. */
export function withTab(filter: UnreadableFilter, tab: UnreadableTab): UnreadableFilter {
  const { reasons: _, ...rest } = filter;
  if (tab === "all" || tab === "left-aside") return { ...rest, leftAside: tab === "left-aside" };
  return { ...rest, leftAside: false, reasons: [tab] };
}

/** The member within its file and the line of a record; null where the whole file is meant. */
export function withinFile({ member, line }: Pick<UnreadableFile, "member" | "line">): string | null {
  if (member === null && line === null) return null;
  return `${member === null ? "" : shownName(member)}${line === null ? "" : `:${line}`}`;
}

/** Of some ids, those that can be read in this way; of what was not seen yet that is not known, and they are tried. */
export const readableSo = (
  ids: readonly string[],
  seen: ReadonlyMap<string, UnreadableFile>,
  way: WayToRead,
): string[] => ids.filter((id) => seen.get(id)?.ways.includes(way) ?? true);
