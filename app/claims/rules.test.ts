import { describe, expect, test } from "vitest";

import { gradeOfKey, initialHops, isUnfinished, originOf } from "./rules.ts";

describe("isUnfinished", () => {
  test("a missing grade leaves a claim unfinished, F and 6 do not", () => {
    expect(isUnfinished({ reliability: null, credibility: "2" })).toBe(true);
    expect(isUnfinished({ reliability: "B", credibility: null })).toBe(true);
    expect(isUnfinished({ reliability: "F", credibility: "6" })).toBe(false);
  });
});

describe("the chain", () => {
  test("starts with the outlet where the article has one", () => {
    expect(initialHops({ outlet: "عنب بلدي" })).toEqual([{ source: "عنب بلدي", kind: "outlet" }]);
    expect(initialHops({ outlet: null })).toEqual([]);
  });

  test("ends with its origin", () => {
    expect(originOf([{ source: "عنب بلدي" }, { descriptor: "a security source" }])).toEqual({
      descriptor: "a security source",
    });
    expect(originOf([])).toBeUndefined();
  });
});

describe("gradeOfKey", () => {
  test("takes Latin letters by what was typed, on any layout", () => {
    expect(gradeOfKey("b", "KeyB")).toEqual({ axis: "reliability", value: "B" });
    // Dvorak types b on the key that says N.
    expect(gradeOfKey("B", "KeyN")).toEqual({ axis: "reliability", value: "B" });
    expect(gradeOfKey("n", "KeyB")).toBeNull();
  });

  test("takes letters of another script by the physical key", () => {
    expect(gradeOfKey("لا", "KeyB")).toEqual({ axis: "reliability", value: "B" });
    expect(gradeOfKey("ش", "KeyA")).toEqual({ axis: "reliability", value: "A" });
    expect(gradeOfKey("ه", "KeyI")).toBeNull();
  });

  test("takes digits of three sets, and the digit row of a layout that types signs there", () => {
    for (const key of ["2", "٢", "۲"]) expect(gradeOfKey(key, "")).toEqual({ axis: "credibility", value: "2" });
    expect(gradeOfKey("é", "Digit2")).toEqual({ axis: "credibility", value: "2" });
    for (const key of ["0", "7", "٩", "۰"]) expect(gradeOfKey(key, "Digit1")).toBeNull();
  });

  test("leaves named keys alone", () => {
    expect(gradeOfKey("Enter", "Enter")).toBeNull();
    expect(gradeOfKey("F2", "F2")).toBeNull();
    expect(gradeOfKey("End", "Numpad1")).toBeNull();
  });
});
