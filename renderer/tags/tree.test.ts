import { expect, test } from "vitest";

import { fakeTag } from "../data/case.fake.ts";
import { canMove, lineOf, makeTree, rowsOf, stepTo, twinAt } from "./tree.ts";

/** Tags by their paths; the path is the id. */
const tags = (...paths: string[]) =>
  paths.map((path) => {
    const levels = path.split("/");
    return Object.assign(fakeTag(path, path), { parentId: levels.length > 1 ? levels.slice(0, -1).join("/") : null });
  });

const tree = makeTree(tags("A", "A/x", "A/x/y", "A/z", "B", "B/x"));
const shown = (open: string[], typed = "") => rowsOf(tree, new Set(open), typed).map(({ tag }) => tag.id);

test("what is folded is not shown, and counts what is below it", () => {
  expect(shown([])).toEqual(["A", "B"]);
  expect(shown(["A", "A/x"])).toEqual(["A", "A/x", "A/x/y", "A/z", "B"]);
  // Open below something that is not.
  expect(shown(["A/x"])).toEqual(["A", "B"]);
  expect(rowsOf(tree, new Set(["A"]), "")[1]).toMatchObject({
    level: 2,
    place: 1,
    siblings: 2,
    hasChildren: true,
    isOpen: false,
    usesWithin: 2,
  });
  expect(rowsOf(tree, new Set(), "")[0]?.usesWithin).toBe(4);
});

test("a filter shows what it asked for with the way to it, whatever is open; folded as search is", () => {
  expect(shown([], "Y")).toEqual(["A", "A/x", "A/x/y"]);
  expect(rowsOf(tree, new Set(), "y").map(({ isWanted }) => isWanted)).toEqual([false, false, true]);
  const described = makeTree([{ ...fakeTag("t", "T"), description: "القتلى" }]);
  expect(rowsOf(described, new Set(), "قَتلى")).toHaveLength(1);
  expect(shown([], "nothing")).toEqual([]);
});

test("a tag goes nowhere below itself, nor where it stands; a twin is told", () => {
  expect(canMove(tree, "A", "A/x/y")).toBe(false);
  expect(canMove(tree, "A", "A")).toBe(false);
  expect(canMove(tree, "A/x", "A")).toBe(false);
  expect(canMove(tree, "A", null)).toBe(false);
  expect(canMove(tree, "A/x", null)).toBe(true);
  expect(canMove(tree, "B", "A/x")).toBe(true);
  expect(twinAt(tree, "A/x", "B")?.id).toBe("B/x");
  expect(twinAt(tree, "A/z", "B")).toBeUndefined();
});

test("one step in is under the sibling before, one out beside the parent", () => {
  expect(stepTo(tree, "A/z", "in")).toBe("A/x");
  expect(stepTo(tree, "A/x", "in")).toBeUndefined();
  expect(stepTo(tree, "A/x/y", "out")).toBe("A");
  expect(stepTo(tree, "A/z", "out")).toBeNull();
  expect(stepTo(tree, "A", "out")).toBeUndefined();
  expect(lineOf(tree, "A/x/y").map(({ id }) => id)).toEqual(["A", "A/x", "A/x/y"]);
});
