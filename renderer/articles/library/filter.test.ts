import { describe, expect, it } from "vitest";

import type { ArticleFilter } from "../../../app/articles/model.ts";
import { listConditions, withCollapsed, withList, withOpened, withoutCondition, withValue } from "./filter.ts";

const full: ArticleFilter = {
  text: "a",
  states: ["unread", "done"],
  languages: ["ar", null],
  outlets: [null],
  tags: ["t"],
  claims: "without",
  after: "2025",
  before: "2026",
  from: "2025-02",
  until: "2025-11",
  dated: "year-only",
  familySizes: ["1", "3-5"],
};

describe("the library's filter", () => {
  it("names every condition, and taking all away leaves nothing", () => {
    const conditions = listConditions(full);
    expect(conditions).toHaveLength(14);
    let filter = full;
    for (const condition of conditions) filter = withoutCondition(filter, condition);
    expect(filter).toEqual({});
  });

  it("can ask for what has no language stated", () => {
    expect(withList({}, "languages", [null]).languages).toEqual([null]);
    expect(withoutCondition(full, { field: "languages", value: null }).languages).toEqual(["ar"]);
  });

  it("takes a period away as one", () => {
    expect(listConditions({ from: "2025-11", until: "2025-11" })).toEqual([
      { field: "period", value: "2025-11/2025-11" },
    ]);
    expect(withoutCondition({ from: "2025", until: "2026", text: "a" }, { field: "period", value: "" })).toEqual({
      text: "a",
    });
  });

  it("drops empty values", () => {
    expect(withValue({ text: "x" }, "text", "")).toEqual({});
    expect(withList({ states: ["done"] }, "states", [])).toEqual({});
  });

  it("folds families to a line, opens them, and forgets which were open when it unfolds", () => {
    const folded = withCollapsed({ text: "x" }, true);
    expect(folded).toEqual({ text: "x", collapsed: true });
    const opened = withOpened(withOpened(folded, "f1"), "f2");
    expect(opened.opened).toEqual(["f1", "f2"]);
    expect(withOpened(opened, "f1").opened).toEqual(["f2"]);
    expect(withOpened(withOpened(folded, "f1"), "f1")).toEqual(folded);
    expect(withCollapsed(opened, false)).toEqual({ text: "x" });
    expect(listConditions(opened)).toEqual([{ field: "text", value: "x" }]);
  });
});
