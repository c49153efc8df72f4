import { expect, test } from "vitest";

import type { Claim } from "../../../app/claims/model.ts";
import { countElsewhere, itemsOf, neighbour } from "./items.ts";

const claim = (id: string, version: string, start: number): Claim => ({
  id,
  articleId: "a",
  articleTitle: "t",
  outlet: null,
  spans: [{ articleId: "a", version, start, end: start + 5, quote: "q" }],
  statement: null,
  hops: [{ source: "s", sourceId: "s", mode: null, basis: null, cue: null, descriptor: null }],
  furtherChains: [],
  slots: [],
  questions: [],
  relations: {},
  gradedAt: { reliability: null, credibility: null },
  gradedBy: { reliability: null, credibility: null },
  look: [],
  reliability: null,
  credibility: null,
  withoutReason: { reliability: false, credibility: false },
  originReliability: null,
  tags: [],
  eventDate: null,
  memo: null,
  createdAt: "",
  createdBy: "",
  updatedAt: "",
});

test("claims of another version do not stand beside this one, but are counted", () => {
  const claims = [claim("later", "v1", 50), claim("old", "v0", 1), claim("first", "v1", 10)];
  expect(itemsOf("v1", claims, []).map((item) => item.id)).toEqual(["first", "later"]);
  expect(countElsewhere("v1", "a", claims)).toBe(1);
});

test("next and previous go from the focus round the end, or from where reading is", () => {
  const items = itemsOf("v", [claim("a", "v", 10), claim("b", "v", 50), claim("c", "v", 90)], []);
  expect(neighbour(items, "c", 0, 1)?.id).toBe("a");
  expect(neighbour(items, "a", 0, -1)?.id).toBe("c");
  expect(neighbour(items, null, 40, 1)?.id).toBe("b");
  expect(neighbour(items, null, 40, -1)?.id).toBe("a");
  expect(neighbour([], null, 0, 1)).toBeNull();
});
