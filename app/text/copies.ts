import { BANDS, bandsOf, estimate, VALUES } from "./minhash.ts";

/** Signatures of many texts side by side; a text is known by its place. */
export interface Signatures {
  readonly count: number;
  /** 64 values a text. */
  readonly values: Uint32Array;
  /** The samples of all texts in a row, and where those of each begin; one more than there are texts. */
  readonly samples: Uint32Array;
  readonly sampleStarts: Uint32Array;
}

/** Hash and place are held in one number: so many texts at most. */
const PLACES = 2 ** 21;
const MOST_TEXTS = PLACES - 1;
/** What more texts have in common than this tells nothing about two of them. */
const COMMON = 32;
/** In a longer run of equal bands each is compared with the first and with the one before it only. */
const LONG_RUN = 64;
/** Of 64 values so many are the same at least where half of the shingles are (four standard deviations below). */
const LEAST_ESTIMATE = 0.25;
/** The sample is cut into so many parts, so that none takes long to sort. */
const PARTS = 32;

/** A hash and a place as one number that sorts by the hash. */
const packed = (hash: number, place: number): number => hash * PLACES + place;
const hashIn = (entry: number): number => Math.floor(entry / PLACES);
const placeIn = (entry: number): number => entry % PLACES;

/** Signatures sorted by what may be shared: all pairs that may be copies, or those of one text. */
export class CopyIndex {
  readonly #signatures: Signatures;
  readonly #bands: Float64Array[] = [];
  readonly #parts: Float64Array[] = [];

  constructor(signatures: Signatures) {
    if (signatures.count > MOST_TEXTS) throw new RangeError(`${signatures.count} texts are more than ${MOST_TEXTS}`);
    this.#signatures = signatures;
  }

  /** Builds the index, a part at a time: between two others get their turn. Texts of no shingle are left out. */
  *build(isEmpty: (place: number) => boolean): Generator<void> {
    const { count, values, samples, sampleStarts } = this.#signatures;
    for (let band = 0; band < BANDS; band += 1) this.#bands.push(new Float64Array(count));
    let used = 0;
    for (let place = 0; place < count; place += 1) {
      if (place % 5000 === 4999) yield;
      if (isEmpty(place)) continue;
      const hashes = bandsOf(values, place * VALUES);
      for (let band = 0; band < BANDS; band += 1)
        (this.#bands[band] as Float64Array)[used] = packed(hashes[band] as number, place);
      used += 1;
    }
    for (const [band, entries] of this.#bands.entries()) {
      this.#bands[band] = entries.subarray(0, used).toSorted();
      yield;
    }
    const sizes = new Uint32Array(PARTS);
    for (const hash of samples) sizes[hash >>> 27] = (sizes[hash >>> 27] as number) + 1;
    for (const size of sizes) this.#parts.push(new Float64Array(size));
    yield;
    sizes.fill(0);
    for (let place = 0; place < count; place += 1) {
      if (place % 5000 === 4999) yield;
      for (let at = sampleStarts[place] as number; at < (sampleStarts[place + 1] as number); at += 1) {
        const hash = samples[at] as number;
        const part = hash >>> 27;
        (this.#parts[part] as Float64Array)[sizes[part] as number] = packed(hash, place);
        sizes[part] = (sizes[part] as number) + 1;
      }
    }
    for (const [at, part] of this.#parts.entries()) {
      this.#parts[at] = part.toSorted();
      yield;
    }
  }

  /** Pairs of places that may be copies, the lesser first, each once. */
  *pairs(): Generator<{ first: number; second: number } | null> {
    const { values } = this.#signatures;
    const seen = new Set<number>();
    const isNew = (first: number, second: number): boolean => {
      const name = packed(first, second);
      if (seen.has(name)) return false;
      seen.add(name);
      return true;
    };
    for (const entries of this.#bands) {
      for (const [start, end] of runsOf(entries))
        for (let at = start + 1; at < end; at += 1)
          for (let before = start; before < at; before += 1) {
            if (end - start > LONG_RUN && before !== start && before !== at - 1) continue;
            const [first, second] = [placeIn(entries[before] as number), placeIn(entries[at] as number)];
            if (!isNew(first, second)) continue;
            if (estimate(values, values, first * VALUES, second * VALUES) >= LEAST_ESTIMATE) yield { first, second };
          }
      yield null;
    }
    for (const name of yield* this.#sharedSamples()) {
      const [first, second] = [hashIn(name), placeIn(name)];
      if (isNew(first, second)) yield { first, second };
    }
  }

  /** Pairs of which one shares half of its samples with the other: a piece may be among them. */
  *#sharedSamples(): Generator<null, number[]> {
    let shared = new Float64Array(1 << 16);
    let length = 0;
    for (const part of this.#parts) {
      for (const [start, end] of runsOf(part)) {
        if (end - start > COMMON) continue;
        for (let at = start + 1; at < end; at += 1)
          for (let before = start; before < at; before += 1) {
            if (length === shared.length) {
              const grown = new Float64Array(length * 2);
              grown.set(shared);
              shared = grown;
            }
            shared[length] = packed(placeIn(part[before] as number), placeIn(part[at] as number));
            length += 1;
          }
      }
      yield null;
    }
    const sorted = shared.subarray(0, length).toSorted();
    const found: number[] = [];
    for (let start = 0; start < length;) {
      const name = sorted[start] as number;
      let end = start + 1;
      while (end < length && sorted[end] === name) end += 1;
      if (this.#isEnough(end - start, Math.min(this.#samplesOf(hashIn(name)), this.#samplesOf(placeIn(name)))))
        found.push(name);
      start = end;
    }
    return found;
  }

  #isEnough(shared: number, samples: number): boolean {
    return shared >= 2 && shared >= samples * 0.5;
  }

  #samplesOf(place: number): number {
    const { sampleStarts } = this.#signatures;
    return (sampleStarts[place + 1] as number) - (sampleStarts[place] as number);
  }

  /** The places of texts that may be copies of one that is not among them. */
  near({ values, samples }: { values: Uint32Array; samples: Uint32Array }): number[] {
    const found = new Set<number>();
    const bands = bandsOf(values);
    for (const [band, entries] of this.#bands.entries()) {
      const hash = bands[band] as number;
      for (let at = firstOf(entries, hash); at < entries.length && hashIn(entries[at] as number) === hash; at += 1) {
        const place = placeIn(entries[at] as number);
        if (!found.has(place) && estimate(values, this.#signatures.values, 0, place * VALUES) >= LEAST_ESTIMATE)
          found.add(place);
      }
    }
    const shared = new Map<number, number>();
    for (const hash of samples) {
      const part = this.#parts[hash >>> 27] as Float64Array;
      const start = firstOf(part, hash);
      let end = start;
      while (end < part.length && end - start <= COMMON && hashIn(part[end] as number) === hash) end += 1;
      if (end - start > COMMON) continue;
      for (let at = start; at < end; at += 1) {
        const place = placeIn(part[at] as number);
        shared.set(place, (shared.get(place) ?? 0) + 1);
      }
    }
    for (const [place, count] of shared)
      if (this.#isEnough(count, Math.min(samples.length, this.#samplesOf(place)))) found.add(place);
    return [...found].toSorted((a, b) => a - b);
  }
}

/** Runs of two and more entries of one hash. */
function* runsOf(entries: Float64Array): Generator<readonly [start: number, end: number]> {
  let start = 0;
  while (start < entries.length) {
    const limit = (hashIn(entries[start] as number) + 1) * PLACES;
    let end = start + 1;
    while (end < entries.length && (entries[end] as number) < limit) end += 1;
    if (end - start > 1) yield [start, end];
    start = end;
  }
}

/** Where the entries of a hash begin, or would. */
function firstOf(entries: Float64Array, hash: number): number {
  const sought = packed(hash, 0);
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle] as number) < sought) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Two texts that are copies, with how alike they are. */
export interface Alike {
  readonly first: number;
  readonly second: number;
  readonly jaccard: number;
}

/**
 * Groups copies so that every member is like the group's centre: no chain of unlike ends. The text that is like most
 * others gathers those that are still free; of two that are judged to be no copies, the less alike stays out.
 */
export function groupCopies(
  alike: readonly Alike[],
  areDistinct: (first: number, second: number) => boolean = () => false,
): { centre: number; members: number[] }[] {
  const neighbours = new Map<number, { place: number; jaccard: number }[]>();
  const link = (from: number, place: number, jaccard: number): void => {
    const known = neighbours.get(from);
    if (known) known.push({ place, jaccard });
    else neighbours.set(from, [{ place, jaccard }]);
  };
  for (const { first, second, jaccard } of alike) {
    if (areDistinct(first, second)) continue;
    link(first, second, jaccard);
    link(second, first, jaccard);
  }
  const taken = new Set<number>();
  const groups: { centre: number; members: number[] }[] = [];
  const sum = (place: number): number => (neighbours.get(place) ?? []).reduce((all, { jaccard }) => all + jaccard, 0);
  const order = [...neighbours.keys()].map((place) => ({ place, weight: sum(place) }));
  for (const { place: centre } of order.toSorted((a, b) => b.weight - a.weight || a.place - b.place)) {
    if (taken.has(centre)) continue;
    const members = [centre];
    const near = (neighbours.get(centre) ?? []).toSorted((a, b) => b.jaccard - a.jaccard || a.place - b.place);
    for (const { place } of near)
      if (!taken.has(place) && !members.some((member) => areDistinct(member, place))) members.push(place);
    if (members.length < 2) continue;
    for (const place of members) taken.add(place);
    groups.push({ centre, members: members.toSorted((a, b) => a - b) });
  }
  return groups;
}
