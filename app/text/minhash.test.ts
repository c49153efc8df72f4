import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  areCopies,
  bandsOf,
  differingPlaces,
  estimate,
  likenessOf,
  shinglesInOrder,
  shinglesOf,
  signatureOf,
} from "./minhash.ts";

const word = fc.stringMatching(/^[a-zا-غف-ي]{1,8}$/u);
const words = (least: number, most: number) => fc.array(word, { minLength: least, maxLength: most });

const likeness = (a: string, b: string) => likenessOf(shinglesOf(a), shinglesOf(b));

describe("signatures", () => {
  test("are those of the folded text: vowels, case, forms of letters and signs make no difference", () => {
    const [plain, dressed] = ["قال احمد ان الي المدينه وصل Five men", "قَالَ أحمد: «إنّ» إلى المدينة وصل FIVE men!"];
    expect(signatureOf(dressed)).toEqual(signatureOf(plain));
    expect(signatureOf(`BEIRUT (Reuters) - ${plain}`)).toEqual({ ...signatureOf(plain), credits: ["reuters"] });
  });

  test("of any text have every bin filled, and of none no shingle", () => {
    fc.assert(
      fc.property(words(1, 40), (list) => {
        const { shingles, values } = signatureOf(list.join(" "));
        expect(shingles).toBe(Math.max(1, list.length - 2));
        expect([...values].every((value) => value !== 0xff_ff_ff_ff)).toBe(true);
      }),
    );
    for (const nothing of ["", " … \n", "Source: Reuters"]) expect(signatureOf(nothing).shingles).toBe(0);
  });

  test("of one text are one, whatever was signed before", () => {
    fc.assert(
      fc.property(words(1, 60), words(1, 600), (list, other) => {
        const before = signatureOf(list.join(" "));
        signatureOf(other.join(" "));
        expect(signatureOf(list.join(" "))).toEqual(before);
        expect(bandsOf(before.values)).toEqual(bandsOf(signatureOf(list.join(" ")).values));
      }),
    );
  });

  test("estimate how alike two texts are", () => {
    const numbered = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, at) => `w${from + at}`).join(" ");
    const [a, b] = [numbered(0, 2000), numbered(500, 2500)];
    const { jaccard } = likeness(a, b);
    expect(jaccard).toBeCloseTo(0.6, 2);
    expect(Math.abs(estimate(signatureOf(a).values, signatureOf(b).values) - jaccard)).toBeLessThan(0.2);
    expect(estimate(signatureOf(a).values, signatureOf(numbered(5000, 7000)).values)).toBeLessThan(0.05);
    const { samples } = signatureOf(a);
    expect(samples.length).toBeGreaterThan(80);
    expect(samples.length).toBeLessThan(170);
    expect([...samples].every((sample) => shinglesOf(a).includes(sample))).toBe(true);
  });
});

describe("likeness", () => {
  test("is what sets say it is", () => {
    fc.assert(
      fc.property(words(3, 30), words(3, 30), (first, second) => {
        const [a, b] = [new Set(shinglesOf(first.join(" "))), new Set(shinglesOf(second.join(" ")))];
        const both = [...a].filter((hash) => b.has(hash)).length;
        expect(likeness(first.join(" "), second.join(" "))).toEqual({
          jaccard: both / (a.size + b.size - both),
          firstIn: both / a.size,
          secondIn: both / b.size,
        });
      }),
    );
    expect(likeness("", "a b c")).toEqual({ jaccard: 0, firstIn: 0, secondIn: 0 });
  });

  test("takes a piece for a copy, but nothing that is too short to tell", () => {
    const text = Array.from({ length: 300 }, (_, at) => `w${at}`);
    const copies = (piece: string[]) => {
      const [a, b] = [shinglesOf(text.join(" ")), shinglesOf(piece.join(" "))];
      return areCopies(a, b, likenessOf(a, b));
    };
    expect(copies(text.slice(50, 150))).toBe(true);
    expect(copies(text.slice(50, 60))).toBe(false);
    expect(copies([...text.slice(0, 50), ...Array.from({ length: 100 }, (_, at) => `x${at}`)])).toBe(false);
  });

  test("counts places that differ, not the shingles they break", () => {
    const text = Array.from({ length: 60 }, (_, at) => `w${at}`);
    const places = (changed: string[]) =>
      differingPlaces(shinglesInOrder(text.join(" ")), shinglesInOrder(changed.join(" ")));
    expect(places(text)).toBe(0);
    expect(places(text.with(10, "x"))).toBe(1);
    expect(places(text.with(10, "x").with(40, "y"))).toBe(2);
    expect(places(text.toSpliced(20, 1))).toBe(1);
    expect(places(text.toSpliced(20, 0, "new"))).toBe(1);
  });
});
