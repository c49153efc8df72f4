import { unitsToString } from "./fold.ts";

/** Entries kept; a collection of 100,000 Arabic articles has several hundred thousand different tokens, most of them rare. */
const MOST_ENTRIES = 1 << 17;
const SLOTS = 1 << 18;
/** Units of tokens and stems kept. */
const ARENA = 1 << 21;
/** Longer tokens are stemmed each time. */
const LONGEST_TOKEN = 40;

/**
 * Stems of tokens met so far, looked up by code units without making a string of each token: an open
 * hash table over one array of units. When it is full it starts anew, so its size is bounded (8 MB).
 * Memory is taken at the first use.
 */
export class StemCache {
  readonly #stem: (token: string) => string;
  #slots = new Int32Array(0);
  #hashes = new Int32Array(0);
  /** Token at [from, from + length), its stem behind it. */
  #from = new Int32Array(0);
  #tokenLength = new Uint8Array(0);
  #stemLength = new Uint8Array(0);
  #arena = new Uint16Array(0);
  #entries = 0;
  #used = 0;

  constructor(stem: (token: string) => string) {
    this.#stem = stem;
  }

  #start(): void {
    this.#slots = new Int32Array(SLOTS);
    this.#hashes = new Int32Array(MOST_ENTRIES);
    this.#from = new Int32Array(MOST_ENTRIES);
    this.#tokenLength = new Uint8Array(MOST_ENTRIES);
    this.#stemLength = new Uint8Array(MOST_ENTRIES);
    this.#arena = new Uint16Array(ARENA);
  }

  #clear(): void {
    this.#slots.fill(0);
    this.#entries = 0;
    this.#used = 0;
  }

  /**
   * Writes the stem of the token at [start, end) of `units`, whose hash the caller reckoned on the way,
   * into the same array from `to` on (`to` is not after `start`). Returns where the stem ends.
   */
  write(units: Uint16Array, start: number, end: number, hash: number, to: number): number {
    const length = end - start;
    if (length > LONGEST_TOKEN) return this.#writeNew(units, start, end, to, -1);
    if (this.#slots.length === 0) this.#start();
    const slots = this.#slots;
    const arena = this.#arena;
    let slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    for (;;) {
      const entry = (slots[slot] as number) - 1;
      if (entry < 0) break;
      if (this.#hashes[entry] === hash && this.#tokenLength[entry] === length) {
        const from = this.#from[entry] as number;
        let same = 0;
        while (same < length && arena[from + same] === units[start + same]) same += 1;
        if (same === length) {
          const stemFrom = from + length;
          const stemLength = this.#stemLength[entry] as number;
          for (let index = 0; index < stemLength; index += 1) units[to + index] = arena[stemFrom + index] as number;
          return to + stemLength;
        }
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    if (this.#entries === MOST_ENTRIES || this.#used + 2 * LONGEST_TOKEN > ARENA) {
      this.#clear();
      slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    }
    const entry = this.#entries;
    this.#entries += 1;
    slots[slot] = entry + 1;
    this.#hashes[entry] = hash;
    return this.#writeNew(units, start, end, to, entry);
  }

  #writeNew(units: Uint16Array, start: number, end: number, to: number, entry: number): number {
    const token = units.subarray(start, end);
    const stem = this.#stem(unitsToString(token, end - start));
    if (entry >= 0) {
      this.#from[entry] = this.#used;
      this.#tokenLength[entry] = token.length;
      this.#stemLength[entry] = stem.length;
      this.#arena.set(token, this.#used);
      this.#used += token.length;
      for (let index = 0; index < stem.length; index += 1) this.#arena[this.#used + index] = stem.charCodeAt(index);
      this.#used += stem.length;
    }
    for (let index = 0; index < stem.length; index += 1) units[to + index] = stem.charCodeAt(index);
    return to + stem.length;
  }
}
