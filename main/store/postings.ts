import { grown } from "./typed.ts";

/**
 * Which entries (by slot) have which ids: sources of hops, tags, questions. Kept entry by entry, and grouped by id once
 * asked for; what changes after loading lies beside it until it is worth settling in.
 */
export class Postings {
  /** The ids of all entries, entry after entry; those of one end at its place in `ends`. */
  private ids = new Int32Array(1024);
  private size = 0;
  private ends = new Int32Array(1024);
  private covered = 0;
  /** Where the entries of an id begin in `grouped`; null while ids were added since. */
  private starts: Int32Array | null = null;
  private grouped = new Int32Array(0);
  /** Entries that differ from what was loaded. */
  private readonly changed = new Map<number, readonly number[]>();
  private readonly settleFrom: number;
  private twice: { groups: Int32Array; size: number; found: readonly { slot: number; group: number }[] } | null = null;

  /** @param settleFrom entries that may differ before all are settled in; tests set it low. */
  constructor(settleFrom = 4096) {
    this.settleFrom = settleFrom;
  }

  /** Adds an id to an entry, once; entries come in the order of their slots. */
  add(slot: number, id: number): void {
    this.cover(slot);
    for (let at = slot === 0 ? 0 : (this.ends[slot - 1] as number); at < this.size; at += 1)
      if (this.ids[at] === id) return;
    this.ids = grown(this.ids, this.size + 1);
    this.ids[this.size] = id;
    this.size += 1;
    this.ends[slot] = this.size;
    this.starts = null;
  }

  /** Gives an entry exactly these ids. */
  set(slot: number, ids: readonly number[]): void {
    this.changed.set(slot, [...new Set(ids)]);
    if (this.changed.size > this.settleFrom) this.settle();
  }

  /** Every pair, in no order. */
  each(visit: (slot: number, id: number) => void): void {
    for (let slot = 0, at = 0; slot < this.covered; slot += 1) {
      const end = this.ends[slot] as number;
      if (!this.changed.has(slot)) for (let each = at; each < end; each += 1) visit(slot, this.ids[each] as number);
      at = end;
    }
    for (const [slot, ids] of this.changed) for (const id of ids) visit(slot, id);
  }

  /** Sets `mask` at every slot that has one of the ids. */
  mark(ids: ReadonlySet<number>, mask: Uint8Array): void {
    const starts = this.starts ?? this.group();
    const { grouped, changed } = this;
    for (const id of ids) {
      const end = starts[id + 1] ?? 0;
      for (let at = starts[id] ?? 0; at < end; at += 1) mask[grouped[at] as number] = 1;
    }
    for (const [slot, now] of changed) mask[slot] = now.some((id) => ids.has(id)) ? 1 : 0;
  }

  /**
   * Counts, of the slots in `mask`, those in each group; `groups` says the group of an id. A slot counts once in each
   * group that it is in, and in the last of `counts` where it is in none.
   */
  count(mask: Uint8Array, groups: Int32Array, counts: Int32Array): void {
    const { ids, ends, changed } = this;
    const none = counts.length - 1;
    const covered = Math.min(this.covered, mask.length);
    const byId = new Int32Array(groups.length);
    let without = 0;
    for (let slot = 0, at = 0; slot < covered; slot += 1) {
      const end = ends[slot] as number;
      if (mask[slot] === 0) {
        at = end;
        continue;
      }
      without += Number(at === end);
      for (; at < end; at += 1) {
        const id = ids[at] as number;
        byId[id] = (byId[id] as number) + 1;
      }
    }
    for (let slot = covered; slot < mask.length; slot += 1) without += mask[slot] as number;
    counts[none] = (counts[none] as number) + without;
    for (let id = 0; id < byId.length; id += 1) {
      const count = byId[id] as number;
      if (count > 0) counts[groups[id] as number] = (counts[groups[id] as number] as number) + count;
    }
    for (const { slot, group } of this.twiceIn(groups))
      counts[group] = (counts[group] as number) - (mask[slot] as number);
    for (const [slot, now] of changed) {
      if (mask[slot] !== 1) continue;
      for (const group of this.groupsOf(this.loaded(slot), groups, none)) counts[group] = (counts[group] as number) - 1;
      for (const group of this.groupsOf(now, groups, none)) counts[group] = (counts[group] as number) + 1;
    }
  }

  /** Where several ids are one group, the slots that have two of them: once for each id too many. Few, and seldom new. */
  private twiceIn(groups: Int32Array): readonly { slot: number; group: number }[] {
    if (this.twice?.groups === groups && this.twice.size === this.size) return this.twice.found;
    const { ids, ends, covered } = this;
    const found: { slot: number; group: number }[] = [];
    for (let slot = 0, start = 0; slot < covered; slot += 1) {
      const end = ends[slot] as number;
      for (let at = start + 1; at < end; at += 1) {
        const group = groups[ids[at] as number] as number;
        let before = start;
        while (before < at && groups[ids[before] as number] !== group) before += 1;
        if (before < at) found.push({ slot, group });
      }
      start = end;
    }
    this.twice = { groups, size: this.size, found };
    return found;
  }

  /** The slots of `mask` that are in one of the groups from `from` to `to`; the group `none` is of no ids. */
  membersOf(mask: Uint8Array, groups: Int32Array, none: number, from: number, to: number): number[] {
    const { changed, ends, covered } = this;
    const starts = this.starts ?? this.group();
    const { grouped } = this;
    const members: number[] = [];
    const isMember = new Uint8Array(mask.length);
    const add = (slot: number): void => {
      if (mask[slot] === 0 || isMember[slot] === 1) return;
      isMember[slot] = 1;
      members.push(slot);
    };
    for (const slot of changed.keys()) isMember[slot] = 1;
    for (let id = 0; id + 1 < starts.length; id += 1) {
      const group = groups[id] as number;
      if (group < from || group > to) continue;
      const end = starts[id + 1] as number;
      for (let at = starts[id] as number; at < end; at += 1) add(grouped[at] as number);
    }
    if (none <= to)
      for (let slot = 0, start = 0; slot < mask.length; slot += 1) {
        const end = slot < covered ? (ends[slot] as number) : start;
        if (start === end) add(slot);
        start = end;
      }
    for (const [slot, now] of changed) {
      isMember[slot] = 0;
      for (const group of this.groupsOf(now, groups, none)) if (group >= from && group <= to) add(slot);
    }
    return members;
  }

  /** The groups that a slot is in, once each; the group `none` of no ids. */
  groupsOfSlot(slot: number, groups: Int32Array, none: number): Iterable<number> {
    return this.groupsOf(this.changed.get(slot) ?? this.loaded(slot), groups, none);
  }

  /** The ids of one entry. */
  of(slot: number): ArrayLike<number> {
    return this.changed.get(slot) ?? this.loaded(slot);
  }

  private loaded(slot: number): Int32Array {
    if (slot >= this.covered) return this.ids.subarray(0, 0);
    return this.ids.subarray(slot === 0 ? 0 : this.ends[slot - 1], this.ends[slot]);
  }

  private groupsOf(ids: Iterable<number>, groups: Int32Array, none: number): Iterable<number> {
    const found = new Set<number>();
    for (const id of ids) found.add(groups[id] as number);
    return found.size > 0 ? found : [none];
  }

  /** Entries up to this one that were given no ids have none. */
  private cover(slot: number): void {
    if (slot < this.covered) return;
    this.ends = grown(this.ends, slot + 1);
    this.ends.fill(this.size, this.covered, slot + 1);
    this.covered = slot + 1;
  }

  private group(): Int32Array {
    let last = 0;
    for (let index = 0; index < this.size; index += 1) last = Math.max(last, this.ids[index] as number);
    const starts = new Int32Array(last + 2);
    for (let index = 0; index < this.size; index += 1) {
      const after = (this.ids[index] as number) + 1;
      starts[after] = (starts[after] as number) + 1;
    }
    for (let id = 1; id < starts.length; id += 1) starts[id] = (starts[id] as number) + (starts[id - 1] as number);
    const next = starts.slice();
    this.grouped = new Int32Array(this.size);
    for (let slot = 0, index = 0; slot < this.covered; slot += 1) {
      const end = this.ends[slot] as number;
      for (; index < end; index += 1) {
        const id = this.ids[index] as number;
        const at = next[id] as number;
        this.grouped[at] = slot;
        next[id] = at + 1;
      }
    }
    this.starts = starts;
    return starts;
  }

  private settle(): void {
    const [ids, ends, covered, changed] = [this.ids, this.ends, this.covered, new Map(this.changed)];
    const count = Math.max(covered, ...Array.from(changed.keys(), (slot) => slot + 1));
    this.changed.clear();
    [this.ids, this.ends, this.size, this.covered] = [new Int32Array(ids.length), new Int32Array(ends.length), 0, 0];
    for (let slot = 0, at = 0; slot < count; slot += 1) {
      const end = slot < covered ? (ends[slot] as number) : at;
      const now = changed.get(slot);
      if (now) for (const id of now) this.add(slot, id);
      else for (let each = at; each < end; each += 1) this.add(slot, ids[each] as number);
      at = end;
    }
    this.starts = null;
    this.twice = null;
  }
}
