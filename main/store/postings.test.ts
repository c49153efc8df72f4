import fc from "fast-check";
import { expect, test } from "vitest";

import { Postings } from "./postings.ts";

const entries = fc.array(fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 3 }), { maxLength: 12 });
const changes = fc.array(
  fc.record({ slot: fc.nat(15), ids: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 3 }) }),
);

/** The group of each id: 1 and 2 are one group. */
const groups = Int32Array.from([-1, 0, 0, 1, 2, 3]);
const NONE = 4;

test.each([1, 3, 4096])("marks, counts and groups as plain lists do, settled after %i changes", (settleFrom) => {
  fc.assert(
    fc.property(
      entries,
      changes,
      fc.array(fc.boolean(), { minLength: 16, maxLength: 16 }),
      (loaded, changed, chosen) => {
        const postings = new Postings(settleFrom);
        const plain: number[][] = Array.from({ length: 16 }, () => []);
        for (const [slot, ids] of loaded.entries())
          for (const id of ids) {
            postings.add(slot, id);
            plain[slot] = [...new Set([...(plain[slot] ?? []), id])];
          }
        for (const { slot, ids } of changed) {
          postings.set(slot, ids);
          plain[slot] = [...new Set(ids)];
        }

        const marked = new Uint8Array(16);
        postings.mark(new Set([1, 3]), marked);
        expect([...marked]).toEqual(plain.map((ids) => Number(ids.includes(1) || ids.includes(3))));
        const pairs: string[] = [];
        postings.each((slot, id) => pairs.push(`${slot} ${id}`));
        expect(pairs.toSorted()).toEqual(plain.flatMap((ids, slot) => ids.map((id) => `${slot} ${id}`)).toSorted());

        const mask = Uint8Array.from(chosen, Number);
        const counts = new Int32Array(NONE + 1);
        postings.count(mask, groups, counts);
        const groupsOf = (slot: number): number[] => {
          const found = new Set(plain[slot]?.map((id) => groups[id] as number));
          return found.size > 0 ? [...found] : [NONE];
        };
        const slots = [...mask.keys()].filter((slot) => mask[slot] === 1).toReversed();
        const rows = Array.from(counts.keys(), (group) => slots.filter((slot) => groupsOf(slot).includes(group)));
        expect([...counts]).toEqual(rows.map((row) => row.length));

        expect(postings.membersOf(mask, groups, NONE, 1, NONE).toSorted((a, b) => a - b)).toEqual(
          slots.filter((slot) => groupsOf(slot).some((group) => group >= 1)).toSorted((a, b) => a - b),
        );
        for (const slot of plain.keys())
          expect(new Set(postings.groupsOfSlot(slot, groups, NONE))).toEqual(new Set(groupsOf(slot)));
      },
    ),
  );
});
