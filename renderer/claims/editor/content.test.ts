import { describe, expect, test } from "vitest";

import type { Claim } from "../../../app/claims/model.ts";
import {
  contentOf,
  isBegun,
  moveHop,
  newContent,
  readContent,
  toInput,
  toPatch,
  whatIsMissing,
  withHop,
  withSpan,
  withTag,
} from "./content.ts";

const span = { articleId: "a", version: "v", start: 4, end: 9, quote: "إصابة" };
const fresh = newContent({ outlet: "عنب بلدي" }, span);

const claim: Claim = {
  id: "c",
  articleId: "a",
  articleTitle: "t",
  outlet: "عنب بلدي",
  spans: [span],
  statement: "One was hurt",
  hops: [
    { source: "عنب بلدي", sourceId: "s1", mode: null, basis: null, cue: null, descriptor: null },
    { source: "الأحمد", sourceId: "s2", mode: "paraphrase", basis: "told", cue: null, descriptor: null },
  ],
  reliability: "B",
  credibility: null,
  withoutReason: { reliability: true, credibility: false },
  originReliability: null,
  tags: [{ id: "t1", path: "Casualties/Hurt" }],
  eventDate: "2025-11",
  memo: null,
  createdAt: "",
  createdBy: "",
  updatedAt: "",
};

describe("a new claim", () => {
  test("has the outlet as first hop and no grade", () => {
    expect(fresh.hops.map((hop) => hop.source)).toEqual(["عنب بلدي"]);
    const input = toInput(fresh, null, null);
    expect(input).toMatchObject({ articleId: "a", version: "v", spans: [{ start: 4, end: 9 }], statement: null });
    expect(input).not.toHaveProperty("reliability");
  });

  test("takes the name and the tag that were typed but not yet taken", () => {
    const input = toInput({ ...fresh, speaker: " بريمو ", tagText: "A / B" }, null, "d");
    expect(input.hops.map((hop) => hop.source)).toEqual(["عنب بلدي", "بريمو"]);
    expect(input.tags).toEqual(["A/B"]);
    expect(input.draftId).toBe("d");
  });

  test("sends an unnamed hop by its descriptor alone", () => {
    const input = toInput(withHop(fresh, { descriptor: "مصدر رفيع المستوى" }), null, null);
    expect(input.hops[1]).toMatchObject({ descriptor: "مصدر رفيع المستوى" });
    expect(input.hops[1]).not.toHaveProperty("source");
  });
});

describe("what is missing", () => {
  test("credibility 1 asks for a reason, 2 does not, and nor does keeping a 1", () => {
    const one = { ...fresh, credibility: { value: "1", reason: "" } };
    expect(whatIsMissing(one, null)).toBe("reason");
    expect(whatIsMissing({ ...one, credibility: { value: "1", reason: "two wires" } }, null)).toBeNull();
    expect(whatIsMissing({ ...fresh, credibility: { value: "2", reason: "" } }, null)).toBeNull();
    expect(whatIsMissing(contentOf({ ...claim, credibility: "1" }), { ...claim, credibility: "1" })).toBeNull();
  });

  test("a chain, and a descriptor for who is unnamed", () => {
    expect(whatIsMissing({ ...fresh, hops: [] }, null)).toBe("hops");
    expect(whatIsMissing({ ...fresh, hops: [], speaker: "x" }, null)).toBeNull();
    expect(whatIsMissing(withHop(fresh, { descriptor: " " }), null)).toBe("descriptor");
  });
});

describe("a patch", () => {
  test("is null where nothing was changed", () => {
    expect(toPatch(contentOf(claim), claim, claim.eventDate, "d")).toBeNull();
  });

  test("names only what was changed; a reason alone grades again", () => {
    const content = { ...contentOf(claim), reliability: { value: "B", reason: "long record" } };
    expect(toPatch(content, claim, claim.eventDate, "d")).toEqual({
      id: "c",
      reliability: { value: "B", reason: "long record" },
      draftId: "d",
    });
  });

  test("never turns an untouched missing grade into a grade", () => {
    const patch = toPatch({ ...contentOf(claim), memo: "seen" }, claim, claim.eventDate, null);
    expect(patch).toEqual({ id: "c", memo: "seen" });
  });

  test("tells a new order of the chain", () => {
    const patch = toPatch(moveHop(contentOf(claim), 1, -1), claim, claim.eventDate, null);
    expect(patch?.hops?.map((hop) => hop.sourceId)).toEqual(["s2", "s1"]);
  });
});

describe("parts", () => {
  test("drafts of another shape are refused, not half-read", () => {
    expect(readContent(JSON.parse(JSON.stringify(fresh)))).toEqual(fresh);
    expect(readContent({ spans: "x" })).toBeNull();
    expect(readContent(null)).toBeNull();
  });

  test("the same span or tag is taken once, and a tag without a level not at all", () => {
    expect(withSpan(fresh, span).spans).toHaveLength(1);
    expect(withTag({ ...fresh, tags: ["A/B"] }, "A/ B")?.tags).toEqual(["A/B"]);
    expect(withTag(fresh, "A//B")).toBeNull();
  });

  test("a name is begun when each word typed begins one of its words", () => {
    expect(isBegun("الاحمد", ["عبد العزيز هلال الأحمد"])).toBe(true);
    expect(isBegun("نور بريمو", ["نور الدين البابا"])).toBe(false);
  });
});
