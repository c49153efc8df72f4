import { expect, test } from "vitest";

import { byOutlet, byTitle, newestFirst } from "./found-order.ts";
import { addArticle, fakeCase } from "./search.fake.ts";
import { run } from "./sql.ts";

test("many articles are in the same order as few: newest first, those without a date last", () => {
  const db = fakeCase();
  const date = (at: number): string | null =>
    at % 5 === 0 ? null : `20${String(10 + (at % 13))}-0${String(1 + (at % 7))}`;
  const keys = Array.from({ length: 4100 }, (_, at) => addArticle(db, { text: "", publishedAt: date(at) }));
  const dateOf = new Map(keys.map((key, at) => [key, date(at) ?? ""]));
  const wanted = keys.filter((key) => key % 40 !== 0);
  const expected = wanted.toSorted((a, b) => {
    const [one, other] = [dateOf.get(a) ?? "", dateOf.get(b) ?? ""];
    return one === other ? b - a : one < other ? 1 : -1;
  });
  expect(wanted.length).toBeLessThan(4000);
  expect([...newestFirst(db, wanted)]).toEqual(expected);
  // Beyond what is sorted by itself; of all but the few, the order is the same.
  const few = new Set(keys.filter((key) => key % 40 === 0));
  expect([...newestFirst(db, keys)].filter((key) => !few.has(key))).toEqual(expected);
  expect(newestFirst(db, keys)).toHaveLength(4100);
});

test("by outlet those without one are last, by title numbers count", () => {
  const db = fakeCase();
  const b = addArticle(db, { text: "", title: "Part 10", outlet: "B" });
  const none = addArticle(db, { text: "", title: "Part 9" });
  const a = addArticle(db, { text: "", title: "part 8", outlet: "a" });
  run(db, "UPDATE articles SET published_key = '2025' WHERE key = ?", [none]);
  expect([...byOutlet(db, [b, none, a])]).toEqual([a, b, none]);
  expect([...byTitle(db, [b, none, a])]).toEqual([a, none, b]);
});
