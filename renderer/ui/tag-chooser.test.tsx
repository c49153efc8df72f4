import { expect, it } from "vitest";

import { noTagChange, readTagPath, stepTag } from "./tag-chooser.tsx";

const tag = { id: "t1", path: "Casualties/Dead" };

it("a tag goes from left as it is to added, to taken off, and back", () => {
  const added = stepTag(noTagChange, tag);
  expect(added).toEqual({ add: ["Casualties/Dead"], remove: [] });
  const removed = stepTag(added, tag);
  expect(removed).toEqual({ add: [], remove: ["t1"] });
  expect(stepTag(removed, tag)).toEqual(noTagChange);
});

it("a path has no empty level", () => {
  expect(readTagPath(" الضحايا / القتلى ")).toBe("الضحايا/القتلى");
  expect(readTagPath("a//b")).toBeNull();
  expect(readTagPath("")).toBeNull();
});
