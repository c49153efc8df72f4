import type { Tag } from "./model.ts";

/** The levels of a tag's path, outermost first, without white space around them. */
export const splitPath = (path: string): string[] => path.split("/").map((level) => level.trim());

type Node = Pick<Tag, "id" | "name" | "parentId">;

/** What merging tags comes to, or why it cannot be done. */
export type MergePlan =
  | {
      readonly possible: true;
      /** Tags that go, each with the one that its carriers carry instead; what stands below a tag comes before it. */
      readonly merges: readonly { readonly from: string; readonly to: string }[];
      /** Tags that stay and come to stand elsewhere. */
      readonly moves: readonly { readonly id: string; readonly parentId: string }[];
    }
  | { readonly possible: false; readonly why: "itself" | "below" | "name"; readonly id: string };

/**
 * Works out what putting `ids` under `into` comes to: children of a merged tag move below its successor, and where that
 * has a child of the same name already, the two are merged as well. Refused where `into` is one of the tags ("itself"),
 * stands below one ("below"), or where a tag would take the very place of one that goes ("name": "Toll/Toll" put for
 * "Toll").
 * @param tags all tags of the case; the ids are of tags that are there
 */
export function planMerge(tags: readonly Node[], ids: readonly string[], into: string): MergePlan {
  const parent = new Map(tags.map((tag) => [tag.id, tag.parentId]));
  const names = new Map(tags.map((tag) => [tag.id, tag.name]));
  const children = new Map<string | null, Set<string>>();
  for (const { id, parentId } of tags) children.set(parentId, (children.get(parentId) ?? new Set()).add(id));

  const wanted = new Set(ids);
  if (wanted.has(into)) return { possible: false, why: "itself", id: into };
  for (let up = parent.get(into); up !== null && up !== undefined; up = parent.get(up))
    if (wanted.has(up)) return { possible: false, why: "below", id: up };

  const depthOf = (id: string): number => {
    let depth = 0;
    for (let up = parent.get(id); up !== null && up !== undefined; up = parent.get(up)) depth += 1;
    return depth;
  };
  const successor = new Map<string, string>();
  const order: string[] = [];
  const before = new Map(parent);

  const place = (id: string, to: string): void => {
    children.get(parent.get(id) ?? null)?.delete(id);
    parent.set(id, to);
    children.set(to, (children.get(to) ?? new Set()).add(id));
  };
  const absorb = (from: string, to: string): void => {
    const twins = new Map([...(children.get(to) ?? [])].filter((id) => id !== from).map((id) => [names.get(id), id]));
    // Each child leaves the set that is gone through, which a set allows.
    for (const child of children.get(from) ?? []) {
      const twin = twins.get(names.get(child));
      if (twin === undefined) place(child, to);
      else absorb(child, twin);
    }
    successor.set(from, to);
    order.push(from);
    children.get(parent.get(from) ?? null)?.delete(from);
  };
  const depths = new Map([...wanted].map((id) => [id, depthOf(id)]));
  for (const id of [...wanted].toSorted((a, b) => (depths.get(b) ?? 0) - (depths.get(a) ?? 0)))
    if (!successor.has(id)) absorb(id, into);

  const last = (id: string): string => {
    let at = id;
    for (let next = successor.get(at); next !== undefined; next = successor.get(at)) at = next;
    return at;
  };
  const moves = tags.flatMap(({ id }) => {
    const to = parent.get(id);
    return successor.has(id) || to === null || to === undefined || to === before.get(id)
      ? []
      : [{ id, parentId: last(to) }];
  });
  const places = new Map(moves.map(({ id, parentId }) => [`${parentId}/${names.get(id)}`, id]));
  for (const from of order) {
    const taker = places.get(`${before.get(from) ?? ""}/${names.get(from)}`);
    if (taker !== undefined) return { possible: false, why: "name", id: taker };
  }
  return { possible: true, merges: order.map((from) => ({ from, to: last(from) })), moves };
}
