import { expect, test } from "vitest";

import { fakeArticle } from "../../data/case.fake.ts";
import { byDate, proposedOrigin } from "./family.ts";

const rows = [
  fakeArticle(1, { publishedAt: null }),
  fakeArticle(2, { publishedAt: "2025-11-25" }),
  fakeArticle(3, { publishedAt: "2025-11-24T20:10:00+03:00" }),
];

test("the earliest is proposed as the origin; what has no date is never the earliest", () => {
  expect(rows.toSorted(byDate).map(({ id }) => id)).toEqual(["a3", "a2", "a1"]);
  expect(proposedOrigin(rows)).toBe("a3");
  expect(proposedOrigin([])).toBe(null);
});

test("the origin that a family has already is proposed, where there is one", () => {
  const family = (isOrigin: boolean) => ({ family: { id: "f1", members: 2, isOrigin } });
  expect(proposedOrigin([...rows, fakeArticle(4, { publishedAt: "2025-12-01", ...family(true) })])).toBe("a4");
  const two = [fakeArticle(4, family(true)), fakeArticle(5, family(true))];
  expect(proposedOrigin([...rows, ...two])).toBe("a4");
});
