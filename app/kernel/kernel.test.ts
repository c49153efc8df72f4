import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { tick, wallTime } from "./clock.ts";
import { makeIdSource } from "./id.ts";
import { canonicalJson } from "./json.ts";

describe("ids", () => {
  test("are UUIDs of version 7 that carry their time, ordered also within one millisecond", () => {
    const ids = makeIdSource(
      () => 0x0123_4567_89ab,
      (count) => new Uint8Array(count).fill(0xff),
    );
    const made = Array.from({ length: 1000 }, () => ids.next());
    expect(made[0]).toBe("01234567-89ab-7000-8000-ffffffffffff");
    expect(made.toSorted()).toEqual(made);
    expect(new Set(made).size).toBe(1000);
  });

  test("never go back when the clock does", () => {
    let now = 2000;
    const ids = makeIdSource(
      () => now,
      (count) => new Uint8Array(count),
    );
    const before = ids.next();
    now = 1000;
    expect(ids.next() > before).toBe(true);
  });
});

describe("the hybrid logical clock", () => {
  test("advances with the wall clock, and by its counter when that stands still or goes back", () => {
    const first = tick(null, 1000);
    const second = tick(first, 1000);
    const third = tick(second, 500);
    const fourth = tick(third, 2000);
    expect([first, second, third, fourth].toSorted()).toEqual([first, second, third, fourth]);
    expect([wallTime(third), wallTime(fourth)]).toEqual([1000, 2000]);
  });

  test("orders any sequence of wall clock readings", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5000), { minLength: 2, maxLength: 50 }), (readings) => {
        let last: string | null = null;
        for (const now of readings) {
          const next: string = tick(last, now);
          expect(last === null || next > last).toBe(true);
          last = next;
        }
      }),
    );
  });

  test("a full counter goes over into the next millisecond", () => {
    expect(tick("0000000003e8-ffff", 1000)).toBe("0000000003e9-0000");
  });
});

describe("canonical JSON", () => {
  test("gives equal values equal text, whatever the order of their keys", () => {
    expect(canonicalJson({ b: [1, { d: null, c: "x" }], a: true, gone: undefined })).toBe(
      '{"a":true,"b":[1,{"c":"x","d":null}]}',
    );
  });

  test("is JSON of the same value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
