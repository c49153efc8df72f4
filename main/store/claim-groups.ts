import type { ClaimGroup, ClaimGrouping, ClaimSort } from "../../app/claims/model.ts";
import { sortKey } from "../../app/text/names.ts";
import type { ClaimColumns } from "./claim-columns.ts";
import type { ClaimOrders } from "./claim-order.ts";
import type { Postings } from "./postings.ts";
import { all, column, integer, integers, type ReadDb, text } from "./sql.ts";

/** The groups of one grouping in their order; what has none is a group of its own, after all others. */
interface Groups {
  readonly values: readonly string[];
  readonly labels: readonly string[];
  /** The group of each key or code; -1 of what was not there yet. */
  readonly of: Int32Array;
}

/** Up to so many entries are sorted by comparing them; picking them out of the order of all costs a walk along it. */
const SORTED_ALONE = 8192;

/** How claims fall into groups: by one fact of each, or by several. */
export class ClaimGroups {
  private readonly known = new Map<ClaimGrouping, Groups>();
  private readonly db: ReadDb;
  private readonly columns: ClaimColumns;
  private readonly orders: ClaimOrders;
  private readonly sortedAlone: number;

  /** @param sortedAlone tests set it low */
  constructor(db: ReadDb, columns: ClaimColumns, orders: ClaimOrders, sortedAlone = SORTED_ALONE) {
    this.db = db;
    this.columns = columns;
    this.orders = orders;
    this.sortedAlone = sortedAlone;
  }

  /** The names or members of groups changed: they are made anew when next asked for. */
  drop(by: ClaimGrouping): void {
    this.known.delete(by);
  }

  /** Forgets groupings that some of these entries have no group in: it was made after them. */
  check(slots: readonly number[]): void {
    const living = slots.filter((slot) => this.columns.alive[slot] === 1);
    for (const [by, { of }] of this.known) {
      const postings = this.postings(by);
      const isKnown = (key: number): boolean => (of[key] ?? -1) >= 0;
      const keysOf = (slot: number): number[] =>
        postings ? Array.from(postings.of(slot)) : [this.facts(by)[slot] as number];
      if (!living.every((slot) => keysOf(slot).every(isKnown))) this.known.delete(by);
    }
  }

  /** How many slots of a mask are in each group; the last count is of those that are in none. */
  count(by: ClaimGrouping, mask: Uint8Array): Int32Array {
    const { values, of } = this.get(by);
    const counts = new Int32Array(values.length + 1);
    const postings = this.postings(by);
    if (postings) postings.count(mask, of, counts);
    else {
      const facts = this.facts(by);
      const byFact = new Int32Array(of.length);
      for (let slot = 0; slot < mask.length; slot += 1) {
        if (mask[slot] === 0) continue;
        const fact = facts[slot] as number;
        byFact[fact] = (byFact[fact] as number) + 1;
      }
      for (let fact = 0; fact < byFact.length; fact += 1) {
        const count = byFact[fact] as number;
        if (count > 0) counts[of[fact] as number] = (counts[of[fact] as number] as number) + count;
      }
    }
    return counts;
  }

  /** The groups that are not empty. */
  named(by: ClaimGrouping, counts: Int32Array): ClaimGroup[] {
    const { values, labels } = this.get(by);
    const found: ClaimGroup[] = [];
    for (let group = 0; group < counts.length; group += 1) {
      const count = counts[group] as number;
      if (count > 0) found.push({ value: values[group] ?? null, label: labels[group] ?? null, count });
    }
    return found;
  }

  /**
   * A window of the entries of a mask, group by group, within each in the order of `sort`. Only the groups that the
   * window reaches into are looked at.
   */
  window(
    by: ClaimGrouping,
    counts: Int32Array,
    view: { sort: readonly ClaimSort[]; mask: Uint8Array; offset: number; limit: number },
  ): Int32Array {
    const { mask, offset } = view;
    const { from, to, next, length } = reach(counts, offset, view.limit);
    const found = new Int32Array(length);
    if (length === 0) return found;
    const { of } = this.get(by);
    const postings = this.postings(by);
    const facts = this.facts(by);

    let left = length;
    /** @returns 1 where the slot's place is within the window */
    const put = (group: number, slot: number): number => {
      const place = next[group - from] as number;
      next[group - from] = place + 1;
      if (place < offset || place >= offset + length) return 0;
      found[place - offset] = slot;
      return 1;
    };
    const sorted = this.sortMembers(view.sort, this.members(by, mask, from, to));
    for (let index = 0; index < sorted.length && left > 0; index += 1) {
      const slot = sorted[index] as number;
      if (from === to) left -= put(from, slot);
      else if (!postings) left -= put(of[facts[slot] as number] as number, slot);
      else
        for (const group of postings.groupsOfSlot(slot, of, counts.length - 1))
          if (group >= from && group <= to) left -= put(group, slot);
    }
    return found;
  }

  /** The slots of a mask that are in one of the groups from `from` to `to`, in no order. */
  private members(by: ClaimGrouping, mask: Uint8Array, from: number, to: number): number[] {
    const { of, values } = this.get(by);
    const facts = this.facts(by);
    const isMember = (slot: number): boolean => {
      const group = of[facts[slot] as number] as number;
      return group >= from && group <= to;
    };
    // An origin is among the sources of the hops, by which slots are found without a look at all of them.
    const postings = by === "origin" && to < values.length ? this.columns.hops : this.postings(by);
    if (postings) {
      const members = postings.membersOf(mask, of, values.length, from, to);
      return by === "origin" ? members.filter(isMember) : members;
    }
    const members: number[] = [];
    for (let slot = 0; slot < mask.length; slot += 1) if (mask[slot] === 1 && isMember(slot)) members.push(slot);
    return members;
  }

  /** Few are sorted by themselves; many are picked out of the order of all. */
  private sortMembers(sort: readonly ClaimSort[], members: number[]): ArrayLike<number> {
    const order = this.orders.get(sort);
    if (members.length <= this.sortedAlone) return this.orders.sort(sort, members);
    const isMember = new Uint8Array(this.columns.count);
    for (const slot of members) isMember[slot] = 1;
    const sorted = new Int32Array(members.length);
    for (let index = 0, at = 0; index < order.length && at < sorted.length; index += 1) {
      const slot = order[index] as number;
      sorted[at] = slot;
      at += isMember[slot] as number;
    }
    return sorted;
  }

  private get(by: ClaimGrouping): Groups {
    let groups = this.known.get(by);
    if (!groups) this.known.set(by, (groups = this.makers[by]()));
    return groups;
  }

  /** The facts by which each claim is in one group. */
  private facts(by: ClaimGrouping): Int32Array {
    if (by === "outlet") return this.columns.outlets;
    return by === "article" ? this.columns.articles : this.columns.origins;
  }

  /** The facts by which a claim is in several, where it is. */
  private postings(by: ClaimGrouping): Postings | null {
    if (by === "source") return this.columns.hops;
    if (by === "question") return this.columns.questions;
    return by === "tag" ? this.columns.tags : null;
  }

  private readonly makers: Readonly<Record<ClaimGrouping, () => Groups>> = {
    origin: () => this.bySource(),
    source: () => this.bySource(),
    outlet: () => this.byOutlet(),
    question: () => this.byRows("FROM questions ORDER BY text_key, key", "text"),
    article: () =>
      this.byRows("FROM articles WHERE key IN (SELECT article FROM claims) ORDER BY title_key, key", "title"),
    tag: () => this.byTag(),
  };

  /** Keys, ids and names in three lists: they cost a fifth of one list of rows. */
  private byRows(rest: string, label: string): Groups {
    const keys = integers(this.db, `SELECT key ${rest}`);
    return {
      values: column(this.db, `SELECT id ${rest}`) as string[],
      labels: column(this.db, `SELECT ${label} ${rest}`) as string[],
      of: placesOf(keys),
    };
  }

  /** Sources that were merged are in the group of the one that they are read as. */
  private bySource(): Groups {
    const groups = this.byRows("FROM sources WHERE merged_into IS NULL ORDER BY name_key, key", "name");
    const last = integers(this.db, "SELECT ifnull(max(key), 0) FROM sources")[0] ?? 0;
    const of = new Int32Array(Math.max(last + 1, groups.of.length)).fill(-1);
    of.set(groups.of);
    const roots = this.columns.sources.rootsBelow(of.length);
    for (let key = 1; key < of.length; key += 1) if (of[key] === -1) of[key] = of[roots[key] as number] as number;
    // An unnamed origin.
    of[0] = groups.values.length;
    return { ...groups, of };
  }

  private byOutlet(): Groups {
    const named = this.columns.outlet.values.flatMap((value, code) =>
      value === null ? [] : [{ code, value, sort: sortKey(value) }],
    );
    named.sort((a, b) => (a.sort === b.sort ? a.code - b.code : a.sort < b.sort ? -1 : 1));
    const values = named.map(({ value }) => value);
    const of = placesOf(named.map(({ code }) => code));
    of[0] = values.length;
    return { values, labels: values, of };
  }

  private byTag(): Groups {
    const tags = all(
      this.db,
      `WITH RECURSIVE paths (key, id, path) AS (SELECT key, id, name FROM tags WHERE parent IS NULL
         UNION ALL SELECT t.key, t.id, p.path || '/' || t.name FROM tags t JOIN paths p ON t.parent = p.key)
       SELECT key, id, path FROM paths`,
    ).map((row) => ({
      key: integer(row, "key"),
      id: text(row, "id"),
      path: text(row, "path"),
      sort: sortKey(text(row, "path")),
    }));
    const sorted = tags.toSorted((a, b) => (a.sort === b.sort ? a.key - b.key : a.sort < b.sort ? -1 : 1));
    return {
      values: sorted.map(({ id }) => id),
      labels: sorted.map(({ path }) => path),
      of: placesOf(sorted.map(({ key }) => key)),
    };
  }
}

/** Which groups a window reaches into, where each of them begins, and how long the window is. */
function reach(counts: Int32Array, offset: number, limit: number) {
  const next: number[] = [];
  let [from, to, total] = [-1, -1, 0];
  for (let group = 0; group < counts.length; group += 1) {
    const begins = total;
    total += counts[group] as number;
    if (total <= offset || begins >= offset + limit) continue;
    if (from === -1) from = group;
    // Groups between that are empty begin where the next one does.
    while (next.length < group - from) next.push(begins);
    next.push(begins);
    to = group;
  }
  return { from, to, next, length: Math.max(0, Math.min(limit, total - offset)) };
}

/** The place of each key in a list of them, -1 where it is not in it. */
function placesOf(keys: readonly number[]): Int32Array<ArrayBuffer> {
  const places = new Int32Array(keys.reduce((most, key) => Math.max(most, key), 0) + 1).fill(-1);
  for (const [place, key] of keys.entries()) places[key] = place;
  return places;
}
