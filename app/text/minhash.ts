import { creditsOf } from "./credits.ts";
import { foldUnits } from "./fold.ts";

/**
 * How copies of one text are found among many: the text's three-word shingles over folded words, in a signature small
 * enough that those of a whole collection fit into memory. One permutation, 64 bins (densified), and, because a bin cannot
 * see that a short text is a piece of a long one, every sixteenth shingle as it is.
 * A change of what a signature holds raises SIGNATURE_METHOD.
 */
export const SIGNATURE_METHOD = 1;

export const VALUES = 64;
export const BANDS = 16;
const ROWS = VALUES / BANDS;
/** Samples kept of one text; of one that has more, the smallest. */
const MOST_SAMPLES = 4096;
const SAMPLE_MASK = 15;
const EMPTY = 0xff_ff_ff_ff;
const SPACE = 0x20;

export interface Signature {
  /** How many shingles the text has, the same one counted as often as it stands there. */
  readonly shingles: number;
  /** The least hash in each bin. */
  readonly values: Uint32Array;
  /** A sixteenth of the shingles, sorted, each once. */
  readonly samples: Uint32Array;
  /** Who the text credits, folded. */
  readonly credits: readonly string[];
}

/** Spreads a hash over all of its bits. */
function mixed(hash: number): number {
  let mix = hash ^ (hash >>> 16);
  mix = Math.imul(mix, 0x85_eb_ca_6b);
  mix ^= mix >>> 13;
  mix = Math.imul(mix, 0xc2_b2_ae_35);
  return (mix ^ (mix >>> 16)) >>> 0;
}

/** Kept between calls up to this many hashes. */
const KEPT = 1 << 18;
let buffer = new Uint32Array(1 << 12);

/**
 * The hash of every three words in a row of a text without its credits, in their order; of one or two words, that of all
 * of them. In a buffer that the next call writes over.
 */
function hashShingles(body: string): Uint32Array {
  const { units, length } = foldUnits(body);
  const most = (length >>> 1) + 1;
  let out = buffer;
  if (out.length < most) {
    out = new Uint32Array(most <= KEPT ? Math.min(KEPT, most * 2) : most);
    if (out.length <= KEPT) buffer = out;
  }
  let [first, second, third] = [0, 0, 0];
  let words = 0;
  let count = 0;
  let at = 0;
  while (at < length) {
    if (units[at] === SPACE) {
      at += 1;
      continue;
    }
    let word = 0x81_1c_9d_c5;
    for (; at < length; at += 1) {
      const unit = units[at] as number;
      if (unit === SPACE) break;
      word = Math.imul(word ^ unit, 0x01_00_01_93);
    }
    first = second;
    second = third;
    third = word;
    words += 1;
    if (words < 3) continue;
    out[count] = shingle(first, second, third);
    count += 1;
  }
  if (words > 0 && words < 3) {
    out[0] = shingle(first, second, third);
    count = 1;
  }
  return out.subarray(0, count);
}

const shingle = (first: number, second: number, third: number): number =>
  mixed(Math.imul(first, 0x9e_37_79_b1) ^ Math.imul(second ^ 0x2d_51, 0x85_eb_ca_77) ^ third);

const bins = new Uint32Array(VALUES);

/** The signature of a working text. */
export function signatureOf(text: string): Signature {
  const { names, body } = creditsOf(text);
  const shingled = hashShingles(body);
  bins.fill(EMPTY);
  const samples: number[] = [];
  for (let at = 0; at < shingled.length; at += 1) {
    const hash = shingled[at] as number;
    const bin = hash >>> 26;
    if (hash < (bins[bin] as number)) bins[bin] = hash;
    if ((hash & SAMPLE_MASK) === 0) samples.push(hash);
  }
  const shingles = shingled.length;
  const values = Uint32Array.from(bins);
  if (shingles > 0) densify(values);
  return { shingles, values, samples: distinct(samples).slice(0, MOST_SAMPLES), credits: names };
}

/** A bin that nothing fell into takes the value of one that has some: which one, is the same for every text. */
function densify(values: Uint32Array): void {
  for (let bin = 0; bin < VALUES; bin += 1) {
    if (bins[bin] !== EMPTY) continue;
    for (let attempt = 1; ; attempt += 1) {
      const donor = bins[mixed(bin * 0x1_00_01 + attempt) >>> 26] as number;
      if (donor === EMPTY) continue;
      values[bin] = donor;
      break;
    }
  }
}

/** The hashes of the bands: texts that share one may be copies. */
export function bandsOf(values: Uint32Array, at = 0): Uint32Array {
  const bands = new Uint32Array(BANDS);
  for (let band = 0; band < BANDS; band += 1) {
    let hash = band + 1;
    for (let row = 0; row < ROWS; row += 1)
      hash = mixed(Math.imul(hash, 0x9e_37_79_b1) ^ (values[at + band * ROWS + row] as number));
    bands[band] = hash;
  }
  return bands;
}

/** How many of their 64 values two texts share, as a share: about their likeness. */
export function estimate(a: Uint32Array, b: Uint32Array, atA = 0, atB = 0): number {
  let same = 0;
  for (let index = 0; index < VALUES; index += 1) if (a[atA + index] === b[atB + index]) same += 1;
  return same / VALUES;
}

function distinct(hashes: readonly number[] | Uint32Array): Uint32Array {
  const sorted = Uint32Array.from(hashes).toSorted();
  let length = 0;
  for (let index = 0; index < sorted.length; index += 1)
    if (index === 0 || sorted[index] !== sorted[length - 1]) {
      sorted[length] = sorted[index] as number;
      length += 1;
    }
  return sorted.slice(0, length);
}

/** A text's shingles in their order, without its credits. */
export const shinglesInOrder = (text: string): Uint32Array => hashShingles(creditsOf(text).body).slice();

/** A text's shingles, sorted, each once: what texts are compared by once they may be copies. */
export const shinglesOf = (text: string): Uint32Array => distinct(hashShingles(creditsOf(text).body));

export interface Likeness {
  /** Shingles that both have, of those that either has. */
  readonly jaccard: number;
  /** Shingles of the first that the second has too; and the reverse. */
  readonly firstIn: number;
  readonly secondIn: number;
}

/** How alike two texts are by their sorted shingles. */
export function likenessOf(a: Uint32Array, b: Uint32Array): Likeness {
  if (a.length === 0 || b.length === 0) return { jaccard: 0, firstIn: 0, secondIn: 0 };
  let [at, bt, both] = [0, 0, 0];
  while (at < a.length && bt < b.length) {
    const [left, right] = [a[at] as number, b[bt] as number];
    if (left === right) both += 1;
    if (left <= right) at += 1;
    if (right <= left) bt += 1;
  }
  return { jaccard: both / (a.length + b.length - both), firstIn: both / a.length, secondIn: both / b.length };
}

/** Alike enough to be copies of one text. */
export const ALIKE = 0.5;
/** A text of which this much stands in another is a piece of it; shorter ones than LEAST_PIECE shingles are no evidence. */
export const CONTAINED = 0.8;
const LEAST_PIECE = 20;

/** Whether two texts are likely to be copies of one. */
export function areCopies(a: Uint32Array, b: Uint32Array, { jaccard, firstIn, secondIn }: Likeness): boolean {
  if (jaccard >= ALIKE) return true;
  return Math.min(a.length, b.length) >= LEAST_PIECE && Math.max(firstIn, secondIn) >= CONTAINED;
}

/** Runs of shingles of one text that the other has not. */
function runsMissing(of: Uint32Array, other: Uint32Array): number {
  const known = new Set(other);
  let count = 0;
  let within = false;
  for (const hash of of) {
    const isMissing = !known.has(hash);
    if (isMissing && !within) count += 1;
    within = isMissing;
  }
  return count;
}

/**
 * At how many places two texts say something else: runs of shingles of one that the other has not, whichever side has more
 * of them. A word that differs breaks three shingles in a row, which are one place.
 */
export function differingPlaces(a: Uint32Array, b: Uint32Array): number {
  return Math.max(runsMissing(a, b), runsMissing(b, a));
}
