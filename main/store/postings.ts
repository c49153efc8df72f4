import { grown } from "./typed.ts";

/**
 * Which entries (by slot) have which ids: sources of hops, tags. Loaded as pairs, kept grouped by id; what changes
 * afterwards lies beside it until it is worth grouping again.
 */
export class Postings {
  private slots = new Int32Array(1024);
  private ids = new Int32Array(1024);
  private size = 0;
  /** Where the pairs of an id begin in `grouped`; null while pairs were added since. */
  private starts: Int32Array | null = null;
  private grouped = new Int32Array(0);
  /** Entries that differ from the pairs. */
  private readonly changed = new Map<number, readonly number[]>();

  add(slot: number, id: number): void {
    this.slots = grown(this.slots, this.size + 1);
    this.ids = grown(this.ids, this.size + 1);
    this.slots[this.size] = slot;
    this.ids[this.size] = id;
    this.size += 1;
    this.starts = null;
  }

  /** Gives an entry exactly these ids. */
  set(slot: number, ids: readonly number[]): void {
    this.changed.set(slot, ids);
    if (this.changed.size > 4096) this.settle();
  }

  /** Every pair, in no order. */
  each(visit: (slot: number, id: number) => void): void {
    for (let index = 0; index < this.size; index += 1) {
      const slot = this.slots[index] as number;
      if (!this.changed.has(slot)) visit(slot, this.ids[index] as number);
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
    for (let index = 0; index < this.size; index += 1) {
      const id = this.ids[index] as number;
      const at = next[id] as number;
      this.grouped[at] = this.slots[index] as number;
      next[id] = at + 1;
    }
    this.starts = starts;
    return starts;
  }

  private settle(): void {
    const pairs: [number, number][] = [];
    this.each((slot, id) => pairs.push([slot, id]));
    this.changed.clear();
    this.size = 0;
    for (const [slot, id] of pairs) this.add(slot, id);
  }
}
