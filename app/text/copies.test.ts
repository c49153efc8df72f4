import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type Alike, CopyIndex, groupCopies, type Signatures } from "./copies.ts";
import { type Signature, signatureOf, VALUES } from "./minhash.ts";

/** Numbers in [0, 1) that are the same in every run. */
function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

function together(signatures: readonly Signature[]): Signatures {
  const sampleStarts = new Uint32Array(signatures.length + 1);
  const values = new Uint32Array(signatures.length * VALUES);
  for (const [place, signature] of signatures.entries()) {
    values.set(signature.values, place * VALUES);
    sampleStarts[place + 1] = (sampleStarts[place] as number) + signature.samples.length;
  }
  const samples = Uint32Array.from(signatures.flatMap((signature) => [...signature.samples]));
  return { count: signatures.length, values, samples, sampleStarts };
}

function indexOf(texts: readonly string[]): CopyIndex {
  const signatures = texts.map(signatureOf);
  const index = new CopyIndex(together(signatures));
  for (const _part of index.build((place) => signatures[place]?.shingles === 0));
  return index;
}
const pairsOf = (index: CopyIndex): string[] =>
  [...index.pairs()].flatMap((pair) => (pair ? `${pair.first} ${pair.second}` : [])).toSorted();

describe("candidates", () => {
  const random = makeRandom(7);
  const vocabulary = Array.from({ length: 3000 }, (_, at) => `${at % 2 === 0 ? "w" : "كلمة"}${at}`);
  const someWords = (count: number): string[] =>
    Array.from({ length: count }, () => vocabulary[Math.floor(random() * vocabulary.length)] as string);
  const footer = "this outlet is an independent newsroom of the region with a network of its own reporters";
  const originals = Array.from({ length: 150 }, (_, at) => someWords(120 + at * 3));
  const edits: Record<string, (words: string[]) => string[]> = {
    exact: (words) => words,
    "3 % of the words": (words) => words.map((word) => (random() < 0.03 ? "other" : word)),
    "a new lead": (words) => [...someWords(20), ...words],
    "the first half": (words) => words.slice(0, words.length / 2),
    "a piece of the middle": (words) => words.slice(words.length * 0.3, words.length * 0.7),
  };
  const planted = Object.entries(edits).flatMap(([kind, edit]) =>
    originals.slice(0, 100).map((words, of) => ({ kind, of, words: edit(words) })),
  );
  const texts = [...originals, ...planted.map(({ words }) => words)].map((words) => `${words.join(" ")}\n\n${footer}`);
  const found = new Set(pairsOf(indexOf(texts)));

  test.each(Object.keys(edits))("hold 99 of 100 copies: %s", (kind) => {
    const of = planted.flatMap((copy, at) => (copy.kind === kind ? `${copy.of} ${originals.length + at}` : []));
    expect(of.filter((pair) => found.has(pair)).length).toBeGreaterThanOrEqual(99);
  });

  test("hold next to nothing else, in spite of a line that all share", () => {
    const textOf = (place: number) => (place < originals.length ? place : planted[place - originals.length]?.of);
    const wrong = [...found].filter((pair) => {
      const [first = 0, second = 0] = pair.split(" ").map(Number);
      return textOf(first) !== textOf(second);
    });
    expect(wrong.length).toBeLessThan(found.size / 100);
  });

  test("of one more text are those that it would have among them", () => {
    const index = indexOf(texts);
    const more = `${originals[3]?.join(" ")} and so on`;
    expect(index.near(signatureOf(more))).toContain(3);
    expect(index.near(signatureOf(someWords(200).join(" ")))).toEqual([]);
  });

  test("of forty copies and of texts without words", () => {
    const index = indexOf([...Array.from({ length: 100 }, () => originals[0]?.join(" ") ?? ""), "", "…", ""]);
    const pairs = pairsOf(index);
    for (let at = 1; at < 100; at += 1) expect(pairs).toContain(`0 ${at}`);
    expect(pairs.some((pair) => /10[0-2]/u.test(pair))).toBe(false);
    expect(pairsOf(indexOf([]))).toEqual([]);
  });
});

describe("groups", () => {
  const alike = (first: number, second: number, jaccard = 0.9): Alike => ({ first, second, jaccard });

  test("have a centre that every member is like: chains are no families", () => {
    const groups = groupCopies([alike(1, 2), alike(2, 3), alike(3, 4), alike(4, 5)]);
    expect(groups).toEqual([
      { centre: 2, members: [1, 2, 3] },
      { centre: 4, members: [4, 5] },
    ]);
    const edge = fc
      .tuple(fc.nat(20), fc.nat(20))
      .filter(([a, b]) => a < b)
      .map(([a, b]) => alike(a, b));
    const edges = fc.uniqueArray(edge, { maxLength: 60, selector: ({ first, second }) => `${first} ${second}` });
    fc.assert(
      fc.property(edges, (pairs) => {
        const known = new Set(pairs.flatMap(({ first, second }) => [`${first} ${second}`, `${second} ${first}`]));
        const grouped = groupCopies(pairs);
        const all = grouped.flatMap(({ members }) => members);
        expect(new Set(all).size).toBe(all.length);
        const unlike = grouped.flatMap(({ centre, members }) =>
          members.filter((member) => member !== centre && !known.has(`${centre} ${member}`)),
        );
        expect(unlike).toEqual([]);
      }),
    );
  });

  test("never hold two that were said to be no copies, directly or by a third", () => {
    const distinct = (a: number, b: number) => Math.min(a, b) === 1 && Math.max(a, b) === 3;
    expect(groupCopies([alike(1, 3)], distinct)).toEqual([]);
    expect(groupCopies([alike(1, 2, 0.8), alike(2, 3, 0.9)], distinct)).toEqual([{ centre: 2, members: [2, 3] }]);
  });
});
