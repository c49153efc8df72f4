import { expect, test } from "vitest";

import { addSort, listSorts, sortBy } from "./sorts.ts";

const up = (column: string) => ({ column, descending: false });
const down = (column: string) => ({ column, descending: true });

test("a press sorts by one column and turns it", () => {
  expect(sortBy([], "a")).toEqual([up("a")]);
  expect(sortBy([up("a"), up("b")], "a")).toEqual([down("a")]);
  expect(sortBy([up("a"), up("b")], "b")).toEqual([up("b")]);
});

test("a press with Shift adds, turns in its place, takes out; there is no room for a fifth", () => {
  expect(addSort([up("a")], "b", 4)).toEqual([up("a"), up("b")]);
  expect(addSort([up("a"), up("b")], "a", 4)).toEqual([down("a"), up("b")]);
  expect(addSort([down("a"), up("b")], "a", 4)).toEqual([up("b")]);
  expect(addSort(["a", "b", "c", "d"].map(up), "e", 4)).toBeNull();
});

test("one order, several, none", () => {
  expect(listSorts(up("a"))).toEqual([up("a")]);
  expect(listSorts([up("a")])).toEqual([up("a")]);
  expect(listSorts(null)).toEqual([]);
});
