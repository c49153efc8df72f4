import { expect, test } from "vitest";

import type { SourceFilter } from "../../../app/sources/model.ts";
import { listConditions, withList, withoutCondition, withValue } from "./filter.ts";

const filter: SourceFilter = {
  text: "min",
  kinds: ["office"],
  affiliations: [null],
  reliability: ["none", "F", "E"],
  usedAfter: "2025",
};

test("every condition is a chip of its own, and goes by itself", () => {
  const conditions = listConditions(filter);
  expect(conditions.map(({ field, value }) => `${field}=${value}`)).toEqual([
    "text=min",
    "kinds=office",
    "affiliations=null",
    "reliability=none",
    "reliability=F",
    "reliability=E",
    "usedAfter=2025",
  ]);
  expect(conditions.reduce((left, condition) => withoutCondition(left, condition), filter)).toEqual({});
});

test("not graded, F and E are three conditions", () => {
  for (const value of ["none", "F", "E"]) {
    const left = withoutCondition(filter, { field: "reliability", value });
    expect(left.reliability).toEqual(["none", "F", "E"].filter((other) => other !== value));
  }
});

test("an empty list and an empty text are no conditions; a value that a fact does not know is none either", () => {
  expect(withList(filter, "kinds", [])).not.toHaveProperty("kinds");
  expect(withValue(filter, "text", "")).not.toHaveProperty("text");
  expect(withList({}, "kinds", ["person", "planet"])).toEqual({ kinds: ["person"] });
  expect(withList({}, "countries", [null, "SY"])).toEqual({ countries: [null, "SY"] });
});
