import { unitsToString } from "./fold.ts";

/** Records of the table; a collection of 100,000 Arabic articles has several hundred thousand different tokens, most of them rare. */
const RECORDS = 1 << 19;
/** Records in use before it starts anew: runs of neighbours stay short. */
const MOST_ENTRIES = (RECORDS / 4) * 3;
/** A record is hash, place in the arena plus one (0: free), both lengths, and a gap: four to a cache line. */
const RECORD = 4;
/** Units of tokens and stems kept. */
const ARENA = 1 << 23;
/** Longer tokens are stemmed each time. */
const LONGEST_TOKEN = 40;

/**
 * Stems of tokens met so far, looked up by code units without making a string of each token: an open
 * hash table over one array of units. A lookup touches one record and one place of the arena, because
 * what costs time here is waiting for memory. When it is full it starts anew, so its size is bounded
 * (24 MB). Memory is taken at the first use.
 */
export class StemCache {
  readonly #stem: (token: string) => string;
  #records = new Int32Array(0);
  #arena = new Uint16Array(0);
  #entries = 0;
  #used = 0;

  constructor(stem: (token: string) => string) {
    this.#stem = stem;
  }

  /**
   * Writes the stem of the token at [start, end) of `units`, whose hash the caller reckoned on the way,
   * into the same array from `to` on (`to` is not after `start`). Returns where the stem ends.
   */
  write(units: Uint16Array, start: number, end: number, hash: number, to: number): number {
    const length = end - start;
    if (length > LONGEST_TOKEN) return this.#writeNew(units, start, end, to, -1);
    if (this.#records.length === 0) {
      this.#records = new Int32Array(RECORDS * RECORD);
      this.#arena = new Uint16Array(ARENA);
    }
    const records = this.#records;
    const arena = this.#arena;
    let at = placeOf(hash);
    for (;;) {
      const from = (records[at + 1] as number) - 1;
      if (from < 0) break;
      const lengths = records[at + 2] as number;
      if (records[at] === hash && (lengths & 0xff) === length) {
        let same = 0;
        while (same < length && arena[from + same] === units[start + same]) same += 1;
        if (same === length) {
          const stemFrom = from + length;
          const stemLength = lengths >>> 8;
          for (let index = 0; index < stemLength; index += 1) units[to + index] = arena[stemFrom + index] as number;
          return to + stemLength;
        }
      }
      at = (at + RECORD) & (RECORDS * RECORD - 1);
    }
    if (this.#entries === MOST_ENTRIES || this.#used + 2 * LONGEST_TOKEN > ARENA) {
      records.fill(0);
      this.#entries = 0;
      this.#used = 0;
      at = placeOf(hash);
    }
    this.#entries += 1;
    records[at] = hash;
    return this.#writeNew(units, start, end, to, at);
  }

  #writeNew(units: Uint16Array, start: number, end: number, to: number, record: number): number {
    const token = units.subarray(start, end);
    const stem = this.#stem(unitsToString(token, end - start));
    if (record >= 0) {
      this.#records[record + 1] = this.#used + 1;
      this.#records[record + 2] = token.length | (stem.length << 8);
      this.#arena.set(token, this.#used);
      this.#used += token.length;
      for (let index = 0; index < stem.length; index += 1) this.#arena[this.#used + index] = stem.charCodeAt(index);
      this.#used += stem.length;
    }
    for (let index = 0; index < stem.length; index += 1) units[to + index] = stem.charCodeAt(index);
    return to + stem.length;
  }
}

/** Where a hash's record is looked for first. */
const placeOf = (hash: number): number => (Math.imul(hash, 0x9e_37_79_b1) >>> 13) * RECORD;
