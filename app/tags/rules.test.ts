import { describe, expect, test } from "vitest";

import { planMerge } from "./rules.ts";

/** Tags by their paths; the path is the id. */
const tagsOf = (...paths: string[]) =>
  paths.map((path) => {
    const levels = path.split("/");
    return { id: path, name: levels.at(-1) ?? "", parentId: levels.length > 1 ? levels.slice(0, -1).join("/") : null };
  });

describe("merging tags", () => {
  test("children move below the successor; those of the same name are merged, and theirs in turn", () => {
    const tags = tagsOf("A", "A/dead", "A/dead/men", "A/hurt", "B", "B/dead", "B/dead/men", "B/dead/women");
    expect(planMerge(tags, ["A"], "B")).toEqual({
      possible: true,
      merges: [
        { from: "A/dead/men", to: "B/dead/men" },
        { from: "A/dead", to: "B/dead" },
        { from: "A", to: "B" },
      ],
      moves: [{ id: "A/hurt", parentId: "B" }],
    });
  });

  test("several at once: twins among them become one, a tag and its own child both go", () => {
    const tags = tagsOf("A", "A/x", "A/x/y", "B", "B/x", "C");
    expect(planMerge(tags, ["A", "B"], "C")).toEqual({
      possible: true,
      merges: [
        { from: "A", to: "C" },
        { from: "B/x", to: "A/x" },
        { from: "B", to: "C" },
      ],
      moves: [{ id: "A/x", parentId: "C" }],
    });
    expect(planMerge(tags, ["A", "A/x"], "C")).toEqual({
      possible: true,
      merges: [
        { from: "A/x", to: "C" },
        { from: "A", to: "C" },
      ],
      moves: [{ id: "A/x/y", parentId: "C" }],
    });
  });

  test("a child into its parent", () => {
    expect(planMerge(tagsOf("A", "A/x", "A/x/y"), ["A/x"], "A")).toEqual({
      possible: true,
      merges: [{ from: "A/x", to: "A" }],
      moves: [{ id: "A/x/y", parentId: "A" }],
    });
  });

  test("carriers of one whose successor goes too carry the last of the line", () => {
    const plan = planMerge(tagsOf("A", "A/p", "A/p/x", "C", "C/x"), ["A/p", "C/x"], "C");
    expect(plan).toMatchObject({
      possible: true,
      merges: expect.arrayContaining([
        { from: "A/p/x", to: "C" },
        { from: "C/x", to: "C" },
      ]),
    });
  });

  test("is refused into itself, into what stands below, and where a tag would take the place of one that goes", () => {
    const tags = tagsOf("A", "A/x", "A/x/y", "Toll", "Toll/a", "Toll/a/a");
    expect(planMerge(tags, ["A", "Toll"], "A")).toEqual({ possible: false, why: "itself", id: "A" });
    expect(planMerge(tags, ["A"], "A/x/y")).toEqual({ possible: false, why: "below", id: "A" });
    expect(planMerge(tags, ["Toll/a"], "Toll")).toEqual({ possible: false, why: "name", id: "Toll/a/a" });
  });
});
