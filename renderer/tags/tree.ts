import type { Tag } from "../../app/tags/model.ts";
import { foldText } from "../../app/text/fold.ts";

/** A line of the tree as it is shown. */
export interface TreeRow {
  tag: Tag;
  /** From 1. */
  level: number;
  /** Its place among its siblings that are shown, from 1, and how many those are. */
  place: number;
  siblings: number;
  hasChildren: boolean;
  isOpen: boolean;
  /** How often it and everything below it are used. */
  usesWithin: number;
  /** Whether the filter asked for it, or it is only on the way to what was asked for. */
  isWanted: boolean;
}

export interface Tree {
  /** By parent, null at the top; in the order of the codebook. */
  children: ReadonlyMap<string | null, readonly Tag[]>;
  byId: ReadonlyMap<string, Tag>;
  usesWithin: ReadonlyMap<string, number>;
}

/** @param tags parents before children, as the codebook lists them */
export function makeTree(tags: readonly Tag[]): Tree {
  const children = new Map<string | null, Tag[]>();
  const byId = new Map<string, Tag>();
  const usesWithin = new Map<string, number>();
  for (const tag of tags) {
    byId.set(tag.id, tag);
    const siblings = children.get(tag.parentId);
    if (siblings) siblings.push(tag);
    else children.set(tag.parentId, [tag]);
    usesWithin.set(tag.id, tag.uses);
  }
  for (const { id, parentId } of tags.toReversed())
    if (parentId !== null) usesWithin.set(parentId, (usesWithin.get(parentId) ?? 0) + (usesWithin.get(id) ?? 0));
  return { children, byId, usesWithin };
}

/**
 * The lines to show: all whose parents are open; under a filter those whose name or description contains what was typed
 * (folded), with everything on the way to them, whatever is open.
 */
export function rowsOf(tree: Tree, open: ReadonlySet<string>, typed: string): TreeRow[] {
  const needle = foldText(typed).trim();
  const wanted = needle === "" ? null : new Set<string>();
  const shown = needle === "" ? null : new Set<string>();
  if (wanted && shown)
    for (const tag of tree.byId.values()) {
      if (!foldText(`${tag.name} ${tag.description ?? ""}`).includes(needle)) continue;
      wanted.add(tag.id);
      for (let at: Tag | undefined = tag; at; at = at.parentId === null ? undefined : tree.byId.get(at.parentId))
        shown.add(at.id);
    }
  const rows: TreeRow[] = [];
  const walk = (parentId: string | null, level: number): void => {
    const siblings = (tree.children.get(parentId) ?? []).filter((tag) => shown?.has(tag.id) ?? true);
    for (const [index, tag] of siblings.entries()) {
      const hasChildren = (tree.children.get(tag.id) ?? []).some((child) => shown?.has(child.id) ?? true);
      const isOpen = hasChildren && (shown !== null || open.has(tag.id));
      rows.push({
        tag,
        level,
        place: index + 1,
        siblings: siblings.length,
        hasChildren,
        isOpen,
        usesWithin: tree.usesWithin.get(tag.id) ?? 0,
        isWanted: wanted?.has(tag.id) ?? true,
      });
      if (isOpen) walk(tag.id, level + 1);
    }
  };
  walk(null, 1);
  return rows;
}

/** The tag itself and all that stands above it, from the top. */
export function lineOf(tree: Tree, id: string): Tag[] {
  const line: Tag[] = [];
  for (let at = tree.byId.get(id); at; at = at.parentId === null ? undefined : tree.byId.get(at.parentId))
    line.unshift(at);
  return line;
}

/** Whether a tag can be put under another one (null: at the top), where it does not stand yet. */
export function canMove(tree: Tree, id: string, parentId: string | null): boolean {
  const tag = tree.byId.get(id);
  if (!tag || tag.parentId === parentId) return false;
  return parentId === null || !lineOf(tree, parentId).some((above) => above.id === id);
}

/** The tag that has a tag's name where it would be put. */
export const twinAt = (tree: Tree, id: string, parentId: string | null): Tag | undefined =>
  (tree.children.get(parentId) ?? []).find((other) => other.id !== id && other.name === tree.byId.get(id)?.name);

/** Where a tag goes one level in (under the sibling before it) or out (beside its parent); undefined where it cannot. */
export function stepTo(tree: Tree, id: string, step: "in" | "out"): string | null | undefined {
  const tag = tree.byId.get(id);
  if (!tag) return undefined;
  if (step === "out") return tag.parentId === null ? undefined : (tree.byId.get(tag.parentId)?.parentId ?? null);
  const siblings = tree.children.get(tag.parentId) ?? [];
  return siblings[siblings.findIndex((sibling) => sibling.id === id) - 1]?.id;
}
