import { expect, test } from "vitest";

import {
  arrange,
  leastWidth,
  moveBefore,
  orderColumns,
  plainLayout,
  setShown,
  setWidth,
  step,
  TableLayout,
  tracksOf,
} from "./layout.ts";

const columns = [
  { id: "a", width: "minmax(100px, 2fr)" },
  { id: "b", width: "80px", hideBelow: 600 },
  { id: "c", width: "1fr" },
  { id: "d", width: "60px", optional: true },
];
const ids = (list: readonly { id: string }[]): string => list.map(({ id }) => id).join("");

test("what an order does not name stands after what it stands after at first; what it names twice or falsely is nothing", () => {
  expect(ids(orderColumns(columns, []))).toBe("abcd");
  expect(ids(orderColumns(columns, ["c", "a"]))).toBe("cdab");
  expect(ids(orderColumns(columns, ["d", "gone", "d", "a"]))).toBe("dabc");
});

test("columns are there where there is room, or where they are wanted; one is always", () => {
  expect(ids(arrange(columns, plainLayout, 700))).toBe("abc");
  expect(ids(arrange(columns, plainLayout, 500))).toBe("ac");
  expect(ids(arrange(columns, setShown(setShown(plainLayout, "b", true), "d", true), 500))).toBe("abcd");
  const none = ["a", "b", "c"].reduce((layout, id) => setShown(layout, id, false), plainLayout);
  expect(ids(arrange(columns, none, 700))).toBe("a");
});

test("a column is moved among those in sight, past what is hidden", () => {
  const visible = ["a", "c"];
  const moved = step(columns, plainLayout, visible, "a", 1);
  expect(ids(orderColumns(columns, moved.order))).toBe("bcda");
  expect(step(columns, plainLayout, visible, "a", -1)).toBe(plainLayout);
  expect(ids(orderColumns(columns, moveBefore(columns, plainLayout, "d", "b").order))).toBe("adbc");
});

test("widths are whole pixels within what can be used", () => {
  expect(setWidth(plainLayout, "a", 3).widths).toEqual({ a: 44 });
  expect(setWidth(plainLayout, "a", 5000).widths).toEqual({ a: 1200 });
  expect(tracksOf(columns.slice(0, 2), { b: 91 })).toBe("minmax(100px, 2fr) 91px");
  expect(leastWidth(columns.slice(0, 3), { b: 91 })).toBe(100 + 91 + 80);
});

test("an older layout is read with what it has", () => {
  expect(TableLayout.parse({ order: ["a"] })).toEqual({ order: ["a"], widths: {}, shown: {} });
});
