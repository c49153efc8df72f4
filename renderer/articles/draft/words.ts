import type { DraftField, DraftFilter, DraftItem, DraftItemState, ImportDraft } from "../../../app/articles/drafts.ts";
import type { Input } from "../../../app/contract/index.ts";
import { shownName } from "../../../app/text/shown-names.ts";

/** What is asked of items: all of an edit but which draft and which items. */
export type DraftEdit = Omit<Input<"articles.editDraft">, "id" | "items">;

export const draftFields = [
  "title",
  "outlet",
  "author",
  "publishedAt",
  "language",
] as const satisfies readonly DraftField[];

/** The last part of a path, as it is shown. */
export const nameOf = (path: string): string => shownName(path.split(/[/\\]/u).findLast(Boolean) ?? path);

/** A draft by what was chosen for it: "saved pages", or "a.html" and how many more. */
export const draftName = ({ paths }: Pick<ImportDraft, "paths">): { name: string; more: number } => ({
  name: nameOf(paths[0] ?? ""),
  more: Math.max(0, paths.length - 1),
});

/** Where an item is read from: its file, and within that the member and the line. */
export function placeOf({ path, member, line }: Pick<DraftItem, "path" | "member" | "line">): string {
  const parts = [nameOf(path), ...(member === null ? [] : [shownName(member)])];
  return line === null ? parts.join(" › ") : `${parts.join(" › ")}:${line}`;
}

/** A folder within what was chosen, without the way there. */
export function folderWithin(folder: string, paths: readonly string[]): string {
  const root = paths.find((path) => folder === path || folder.startsWith(`${path}/`) || folder.startsWith(`${path}\\`));
  if (root === undefined) return shownName(folder);
  return shownName(nameOf(root) + folder.slice(root.length));
}

/** The tabs above the table: all, one for each state, and what was left out. */
export const draftTabs = [
  "all",
  "new",
  "version",
  "duplicate",
  "needs-mapping",
  "unreadable",
  "changed",
  "left-out",
] as const;
export type DraftTab = (typeof draftTabs)[number];

/** The tab that a filter stands for. */
export function tabOf({ states, leftOut }: DraftFilter): DraftTab {
  if (leftOut) return "left-out";
  return states?.length === 1 ? (states[0] ?? "all") : "all";
}

/** A filter with another tab; its other conditions stay. */
export function withTab(filter: DraftFilter, tab: DraftTab): DraftFilter {
  const { states: _, leftOut: __, ...rest } = filter;
  if (tab === "all") return rest;
  return tab === "left-out" ? { ...rest, leftOut: true } : { ...rest, states: [tab] };
}

/** Whether a filter says more than its tab. */
export const isNarrowed = (filter: DraftFilter): boolean => Object.keys(withTab(filter, "all")).length > 0;

/** A filter with one condition changed; `undefined` and an empty list take it away. */
export function withCondition<Name extends keyof DraftFilter>(
  filter: DraftFilter,
  name: Name,
  value: DraftFilter[Name] | undefined,
): DraftFilter {
  const { [name]: _, ...rest } = filter;
  const isNothing = value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
  return isNothing ? rest : { ...rest, [name]: value };
}

const readable: ReadonlySet<DraftItemState> = new Set(["new", "version", "duplicate"]);

/** Whether there is something of an item to correct: a text was read. */
export const isReadable = ({ state, sha256 }: Pick<DraftItem, "state" | "sha256">): boolean =>
  readable.has(state) || sha256 !== null;

/** What items have in common in a field; undefined where they differ. Empty: none of them has it. */
export function commonOf(items: readonly DraftItem[], field: DraftField): string | undefined {
  const [first, ...others] = items.map((item) => item[field] ?? "");
  return first !== undefined && others.every((value) => value === first) ? first : undefined;
}

/** An item as it is after an edit, for those of which the backend is not asked again. */
export function edited(item: DraftItem, edit: DraftEdit): DraftItem {
  const next: DraftItem = { ...item, stated: { ...item.stated } };
  if (edit.leaveOut !== undefined) next.leftOut = edit.leaveOut;
  if (!isReadable(item)) return next;
  for (const field of draftFields) {
    const said = edit[field];
    if (edit.asStated?.includes(field) && field in next.stated) setField(next, field, next.stated[field] ?? null);
    else if (said !== undefined && said !== item[field]) {
      if (!(field in next.stated)) next.stated[field] = item[field];
      setField(next, field, said);
    }
    if (field in next.stated && next.stated[field] === next[field]) delete next.stated[field];
  }
  next.tags = [...new Set([...item.tags, ...(edit.addTags ?? [])])].filter((tag) => !edit.removeTags?.includes(tag));
  return next;
}

function setField(item: DraftItem, field: DraftField, value: string | null): void {
  if (field === "title") item.title = value ?? item.title;
  else item[field] = value;
}
