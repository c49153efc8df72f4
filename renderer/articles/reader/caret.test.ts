import { expect, test } from "vitest";

import { moveOfKey } from "./caret.ts";

const press = (key: string, held: Partial<Record<"ctrlKey" | "altKey" | "shiftKey" | "metaKey", boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

test("arrows are sides of the page: in Arabic the left one goes on", () => {
  expect(moveOfKey(press("ArrowLeft"), "rtl")).toEqual({ kind: "step", unit: "character", direction: 1 });
  expect(moveOfKey(press("ArrowLeft"), "ltr")).toEqual({ kind: "step", unit: "character", direction: -1 });
  expect(moveOfKey(press("ArrowRight", { ctrlKey: true }), "rtl")).toEqual({
    kind: "step",
    unit: "word",
    direction: -1,
  });
});

test("up and down go by line, sentence and paragraph", () => {
  expect(moveOfKey(press("ArrowDown"), "rtl")).toEqual({ kind: "line", direction: 1 });
  expect(moveOfKey(press("ArrowUp", { altKey: true }), "ltr")).toMatchObject({ unit: "sentence", direction: -1 });
  expect(moveOfKey(press("ArrowDown", { ctrlKey: true }), "ltr")).toMatchObject({ unit: "paragraph", direction: 1 });
});

test("keys that type or scroll are left alone", () => {
  for (const key of ["c", "PageDown", " ", "Enter", "Escape"]) expect(moveOfKey(press(key), "ltr")).toBeNull();
});
