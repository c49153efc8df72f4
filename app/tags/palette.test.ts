import { expect, test } from "vitest";

import { nearestPlace, palette } from "./palette.ts";

test("each colour of the palette is its own place, in either case", () => {
  expect(palette.map((colour) => nearestPlace(colour))).toEqual(palette.map((_colour, place) => place));
  expect(nearestPlace(palette[3].toUpperCase())).toBe(3);
});

test("a colour of another program is taken to the place of its hue", () => {
  const near = (hex: string) => palette[nearestPlace(hex) ?? -1];
  expect(near("#ff0000")).toBe("#a2334a");
  expect(near("#00f")).toBe("#6150b4");
  expect(near("#46AA00")).toBe("#3f7f4c");
  expect(near("#ffa500")).toBe("#b4632a");
  expect(near("#808080")).toBe("#556070");
  expect(near("#99c1f1")).toBe("#3b6fb6");
});

test("what is no colour is none", () => {
  for (const text of ["", "red", "#12", "#12345g", "3b6fb6"]) expect(nearestPlace(text)).toBeNull();
});
