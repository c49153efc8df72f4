import type { ClaimGroup, ClaimGrouping } from "../../app/claims/model.ts";
import { sortKey } from "../../app/text/names.ts";
import type { ClaimColumns } from "./claim-columns.ts";
import type { Postings } from "./postings.ts";
import { all, column, integer, integers, type ReadDb, text } from "./sql.ts";

/** The groups of one grouping in their order; what has none is a group of its own, after all others. */
interface Groups {
  readonly values: readonly string[];
  readonly labels: readonly string[];
  /** The group of each key or code; -1 of what was not there yet. */
  readonly of: Int32Array;
}

/** How claims fall into groups: by one fact of each, or by several. */
export class ClaimGroups {
  private readonly known = new Map<ClaimGrouping, Groups>();
  private readonly db: ReadDb;
  private readonly columns: ClaimColumns;

  constructor(db: ReadDb, columns: ClaimColumns) {
    this.db = db;
    this.columns = columns;
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
      for (let slot = 0; slot < mask.length; slot += 1) {
        const group = of[facts[slot] as number] as number;
        counts[group] = (counts[group] as number) + (mask[slot] as number);
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

  /** A window of the entries group by group, within each in the order given. */
  window(by: ClaimGrouping, counts: Int32Array, slots: Int32Array, offset: number, limit: number): Int32Array {
    const next = new Int32Array(counts.length);
    let total = 0;
    for (let group = 0; group < counts.length; group += 1) {
      next[group] = total;
      total += counts[group] as number;
    }
    const found = new Int32Array(Math.max(0, Math.min(limit, total - offset)));
    const { of } = this.get(by);
    const postings = this.postings(by);
    if (postings) postings.distribute(slots, of, next, offset, found);
    else {
      const facts = this.facts(by);
      for (let index = 0; index < slots.length; index += 1) {
        const slot = slots[index] as number;
        const group = of[facts[slot] as number] as number;
        const place = next[group] as number;
        next[group] = place + 1;
        if (place >= offset && place < offset + found.length) found[place - offset] = slot;
      }
    }
    return found;
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

/** The place of each key in a list of them, -1 where it is not in it. */
function placesOf(keys: readonly number[]): Int32Array<ArrayBuffer> {
  const places = new Int32Array(keys.reduce((most, key) => Math.max(most, key), 0) + 1).fill(-1);
  for (const [place, key] of keys.entries()) places[key] = place;
  return places;
}
