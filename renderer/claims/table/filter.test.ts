import { describe, expect, it } from "vitest";

import type { ClaimFilter } from "../../../app/claims/model.ts";
import {
  chosenCell,
  isEmpty,
  listConditions,
  toggleCell,
  toggleValue,
  withList,
  withLook,
  withoutCondition,
  withoutGrades,
  withValue,
} from "./filter.ts";

const full: ClaimFilter = {
  text: "مخفر",
  sources: ["s1", "s2"],
  origins: ["s3"],
  outlets: [null],
  reliability: ["B", "none"],
  credibility: ["6"],
  graded: "not-graded",
  withoutReason: true,
  tags: ["t1"],
  articles: ["a1"],
  analysts: ["Rana"],
  questions: ["q1"],
  relations: ["contradicts", "repeats"],
  look: { reasons: ["stale", "contradiction"], staleDays: 90 },
  after: "2025-11",
  before: "2025-12-01",
};

describe("conditions of a filter", () => {
  it("names each one, and taking all away leaves nothing", () => {
    const conditions = listConditions(full);
    expect(conditions).toHaveLength(20);
    let filter = full;
    for (const condition of conditions) filter = withoutCondition(filter, condition);
    expect(filter).toEqual({});
    expect(isEmpty(filter)).toBe(true);
  });

  it("takes one value out of a list and leaves the others", () => {
    expect(withoutCondition(full, { field: "sources", value: "s1" }).sources).toEqual(["s2"]);
    expect("outlets" in withoutCondition(full, { field: "outlets", value: null })).toBe(false);
  });

  it("takes one reason for another look away and leaves the others with the age that is too old", () => {
    const { look } = withoutCondition(full, { field: "look", value: "stale" });
    expect(look).toEqual({ reasons: ["contradiction"], staleDays: 90 });
    expect(withLook(full, [], 30).look).toBeUndefined();
  });

  it("keeps not graded, F and 6 apart", () => {
    const filter = toggleValue(toggleValue({}, "reliability", "F"), "reliability", "none");
    expect(filter.reliability).toEqual(["F", "none"]);
    expect(toggleValue(filter, "reliability", "F").reliability).toEqual(["none"]);
  });

  it("drops empty values", () => {
    expect(withValue({ text: "a" }, "text", "")).toEqual({});
    expect(withValue({}, "withoutReason", true)).toEqual({ withoutReason: true });
    expect(withList({ tags: ["t"] }, "tags", [])).toEqual({});
  });
});

describe("the grid as a filter", () => {
  it("narrows to a cell, and the same cell widens again", () => {
    const chosen = toggleCell({ tags: ["t"] }, "B", null);
    expect(chosen).toEqual({ tags: ["t"], reliability: ["B"], credibility: ["none"] });
    expect(chosenCell(chosen)).toEqual({ reliability: "B", credibility: null });
    expect(toggleCell(chosen, "B", null)).toEqual({ tags: ["t"] });
    expect(toggleCell(chosen, "F", "6")).toEqual({ tags: ["t"], reliability: ["F"], credibility: ["6"] });
  });

  it("is no cell where an axis has several values or none", () => {
    expect(chosenCell({ reliability: ["A"] })).toBeNull();
    expect(chosenCell({ reliability: ["A", "B"], credibility: ["1"] })).toBeNull();
  });

  it("leaves the other conditions when grades are taken away", () => {
    expect(withoutGrades(full).tags).toEqual(["t1"]);
    expect(withoutGrades(full).reliability).toBeUndefined();
  });
});
