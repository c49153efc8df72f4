import { describe, expect, test } from "vitest";

import type { Claim } from "../../../app/claims/model.ts";
import { axesToConfirm } from "../looks.ts";
import {
  changeHop,
  changeChain,
  copyChains,
  moveHop,
  originName,
  ownOrigins,
  putHop,
  withChain,
  withHop,
  withoutHop,
} from "./chains.ts";
import {
  confirmed,
  contentOf,
  type EditorContent,
  newContent,
  readContent,
  toInput,
  toPatch,
  whatIsMissing,
  withSpan,
  withTag,
} from "./content.ts";
import { changeSlot, numberOf, slotInput, withSlot } from "./slots.ts";
import { isBegun } from "./speaker.ts";

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
  furtherChains: [],
  slots: [],
  questions: [],
  relations: {},
  gradedAt: { reliability: null, credibility: null },
  gradedBy: { reliability: null, credibility: null },
  look: [],
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

const saved = { eventDate: claim.eventDate, draftId: null };
const bare = { eventDate: null, draftId: null };
const names = (content: EditorContent, chain = 0): string[] =>
  (chain === 0 ? content : content.furtherChains[chain - 1])?.hops.map((hop) => hop.descriptor ?? hop.source) ?? [];

describe("a new claim", () => {
  test("has the outlet as first hop and no grade", () => {
    expect(fresh.hops.map((hop) => hop.source)).toEqual(["عنب بلدي"]);
    const input = toInput(fresh, bare);
    expect(input).toMatchObject({ articleId: "a", version: "v", spans: [{ start: 4, end: 9 }], statement: null });
    expect(input).not.toHaveProperty("reliability");
  });

  test("takes the name and the tag that were typed but not yet taken", () => {
    const input = toInput({ ...fresh, speaker: " بريمو ", tagText: "A / B" }, { ...bare, draftId: "d" });
    expect(input.hops.map((hop) => hop.source)).toEqual(["عنب بلدي", "بريمو"]);
    expect(input.tags).toEqual(["A/B"]);
    expect(input.draftId).toBe("d");
  });

  test("sends an unnamed hop by its descriptor alone", () => {
    const input = toInput(withHop(fresh, { descriptor: "مصدر رفيع المستوى" }), bare);
    expect(input.hops[1]).toMatchObject({ descriptor: "مصدر رفيع المستوى" });
    expect(input.hops[1]).not.toHaveProperty("source");
  });
});

describe("what is missing", () => {
  test("credibility 1 asks for a reason, 2 does not, and nor does keeping a 1", () => {
    const grade = { value: "1", reason: "", reasonCode: null, evidence: [] };
    const one = { ...fresh, credibility: grade };
    expect(whatIsMissing(one, null)).toBe("reason");
    expect(whatIsMissing({ ...one, credibility: { ...grade, reason: "two wires" } }, null)).toBeNull();
    expect(whatIsMissing({ ...fresh, credibility: { ...grade, value: "2" } }, null)).toBeNull();
    expect(whatIsMissing(contentOf({ ...claim, credibility: "1" }), { ...claim, credibility: "1" })).toBeNull();
  });

  test("a chain, and a descriptor for who is unnamed", () => {
    expect(whatIsMissing({ ...fresh, hops: [] }, null)).toBe("hops");
    expect(whatIsMissing({ ...fresh, hops: [], speaker: "x" }, null)).toBeNull();
    expect(whatIsMissing(withHop(fresh, { descriptor: " " }), null)).toBe("descriptor");
    expect(whatIsMissing(changeHop(fresh, 0, { source: " " }), null)).toBe("name");
  });

  test("credibility 1 needs no reason where two origins are known", () => {
    const one = { ...fresh, credibility: { value: "1", reason: "", reasonCode: null, evidence: [] } };
    expect(whatIsMissing(one, null, 2)).toBeNull();
    expect(ownOrigins(one)).toEqual(["عنب بلدي"]);
    expect(ownOrigins({ ...one, furtherChains: [{ hops: [], speaker: "الاخبارية" }] })).toHaveLength(2);
    // The same name in another spelling is the same origin.
    expect(ownOrigins({ ...fresh, speaker: "أحمد", furtherChains: [{ hops: [], speaker: "احمد" }] })).toHaveLength(1);
  });
});

describe("a patch", () => {
  test("is null where nothing was changed", () => {
    expect(toPatch(contentOf(claim), claim, { ...saved, draftId: "d" })).toBeNull();
  });

  test("names only what was changed; a reason alone grades again", () => {
    const grade = { value: "B", reason: "long record", reasonCode: "track-record" as const, evidence: [] };
    const content = { ...contentOf(claim), reliability: grade };
    expect(toPatch(content, claim, { ...saved, draftId: "d" })).toEqual({
      id: "c",
      reliability: { ...grade, blind: false },
      draftId: "d",
    });
    const reviewed = { ...contentOf(claim), reliability: { ...grade, reason: "", reasonCode: "reviewed" as const } };
    expect(toPatch(reviewed, claim, saved)).toMatchObject({ reliability: { value: "B", reasonCode: "reviewed" } });
  });

  test("never turns an untouched missing grade into a grade", () => {
    const patch = toPatch({ ...contentOf(claim), memo: "seen" }, claim, saved);
    expect(patch).toEqual({ id: "c", memo: "seen" });
  });

  test("tells a new order of the chain", () => {
    const patch = toPatch(moveHop(contentOf(claim), 1, -1), claim, saved);
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

describe("chains", () => {
  const long = withHop(withHop(fresh, { source: "الإخبارية" }), { source: "وزارة الداخلية" });

  test("a hop is put before another, moved by one, dropped beside one", () => {
    const key = long.hops[2]?.key ?? -1;
    expect(names(withHop(long, { source: "سانا" }, { before: key }))).toEqual([
      "عنب بلدي",
      "الإخبارية",
      "سانا",
      "وزارة الداخلية",
    ]);
    expect(names(moveHop(long, key, -1))).toEqual(["عنب بلدي", "وزارة الداخلية", "الإخبارية"]);
    expect(names(moveHop(long, key, 1))).toEqual(names(long));
    expect(names(putHop(long, key, 0, "before"))).toEqual(["وزارة الداخلية", "عنب بلدي", "الإخبارية"]);
    expect(names(putHop(long, 0, key, "after"))).toEqual(["الإخبارية", "وزارة الداخلية", "عنب بلدي"]);
    expect(putHop(long, 0, 0, "after")).toBe(long);
  });

  test("the last hop of the first chain is the origin, also while it is typed", () => {
    expect(originName(long)).toBe("وزارة الداخلية");
    expect(originName({ ...long, speaker: "نور الدين البابا" })).toBe("نور الدين البابا");
    expect(originName(withoutHop(long, long.hops[2]?.key ?? -1))).toBe("الإخبارية");
  });

  test("a second chain begins with the same outlet, and goes with the claim; an empty one is none", () => {
    const two = changeChain(withChain(long), 1, { speaker: "المرصد السوري" });
    const input = toInput(two, bare);
    expect(input.hops.map((hop) => hop.source)).toEqual(["عنب بلدي", "الإخبارية", "وزارة الداخلية"]);
    expect(input.furtherChains.map((hops) => hops.map((hop) => hop.source))).toEqual([["عنب بلدي", "المرصد السوري"]]);
    expect(toInput(withChain(fresh), bare).furtherChains).toEqual([]);
    const keys = [...two.hops, ...(two.furtherChains[0]?.hops ?? [])].map((hop) => hop.key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("a copied chain keeps mode and basis, and leaves the cue where it was said", () => {
    const cue = { start: 0, end: 4, quote: "قال" };
    const from = {
      ...claim,
      hops: claim.hops.map((hop) => Object.assign({}, hop, { cue })),
      furtherChains: [claim.hops],
    };
    const copied = copyChains({ ...fresh, speaker: "x" }, from);
    expect(names(copied)).toEqual(["عنب بلدي", "الأحمد"]);
    expect(names(copied, 1)).toEqual(["عنب بلدي", "الأحمد"]);
    expect(copied.hops[1]).toMatchObject({ sourceId: "s2", mode: "paraphrase", basis: "told", cue: null });
    expect(copied.speaker).toBe("");
  });

  test("a patch names the further chains only where they changed", () => {
    const before = { ...claim, furtherChains: [claim.hops] };
    expect(toPatch(contentOf(before), before, saved)).toBeNull();
    const after = { ...contentOf(before), furtherChains: [] };
    expect(toPatch(after, before, saved)).toEqual({ id: "c", furtherChains: [] });
  });
});

describe("slots and questions", () => {
  test("a text is sent as it stands, for the case to read; a correction stands beside it", () => {
    const content = withSlot(fresh, "count", " إصابة واحدة ");
    expect(toInput(content, bare).slots).toEqual([{ kind: "count", text: "إصابة واحدة" }]);
    const corrected = changeSlot(content, 0, { values: { number: "٣", bound: "at-least", unit: "عناصر", date: "" } });
    expect(toInput(corrected, bare).slots).toEqual([
      { kind: "count", text: "إصابة واحدة", number: 3, bound: "at-least", unit: "عناصر", date: null },
    ]);
    // What was corrected was the reading of another text.
    expect(changeSlot(corrected, 0, { text: "جريحان" }).slots[0]?.values).toBeNull();
    expect(toInput(withSlot(fresh, "place", " "), bare).slots).toEqual([]);
  });

  test("a date is read against the day of the article", () => {
    const slot = { key: 0, kind: "date" as const, text: "أمس", sourceId: null };
    const values = { number: "", bound: null, unit: "", date: "أمس" };
    expect(slotInput({ ...slot, values }, "2025-11-24")).toMatchObject({ date: "2025-11-23" });
  });

  test("numbers are taken in any digits, and words are none", () => {
    expect(["٣", "۱۲", "1,200", "2.5", ""].map(numberOf)).toEqual([3, 12, 1200, 2.5, null]);
    expect(numberOf("three")).toBeNull();
  });

  test("what the case holds is no change; another slot or question is", () => {
    const count = { kind: "count" as const, text: "5 جرحى", number: 5, bound: "exact" as const, unit: "جرحى" };
    const before = {
      ...claim,
      slots: [{ ...count, date: null, sourceId: null }],
      questions: [{ id: "q1", text: "How many?" }],
    };
    expect(toPatch(contentOf(before), before, saved)).toBeNull();
    const asked = { ...contentOf(before), questions: [] };
    expect(toPatch(asked, before, saved)).toEqual({ id: "c", questions: [] });
    const more = withSlot(contentOf(before), "place", "البدروسية");
    expect(toPatch(more, before, saved)?.slots).toHaveLength(2);
  });
});

test("a draft of the editor before chains, slots and questions opens still", () => {
  const { furtherChains, slots, questions, ...older } = fresh;
  const draft = {
    ...older,
    statement: "One was hurt",
    reliability: { value: "B", reason: "" },
    credibility: { value: null, reason: "" },
  };
  expect(readContent(JSON.parse(JSON.stringify(draft)))).toEqual({
    ...fresh,
    statement: "One was hurt",
    reliability: { value: "B", reason: "", reasonCode: null, evidence: [] },
  });
  expect([furtherChains, slots, questions]).toEqual([[], [], []]);
});

test("what still stands is given again where another look asks for it, and nothing that was never given", () => {
  const graded: Claim = { ...claim, credibility: "3" };
  expect(axesToConfirm({ ...graded, look: ["contradiction", "new-origin"] })).toEqual(["credibility"]);
  expect(axesToConfirm({ ...graded, look: ["regraded"] })).toEqual(["reliability"]);
  expect(axesToConfirm({ ...graded, look: ["stale"] })).toEqual(["credibility", "reliability"]);
  expect(axesToConfirm({ ...claim, look: ["contradiction"] })).toEqual([]);
  const looked: Claim = { ...graded, look: ["contradiction"] };
  const edited = { ...contentOf(looked), credibility: { value: "5", reason: "", reasonCode: null, evidence: [] } };
  expect(toPatch(confirmed(edited, looked), looked, saved)).toEqual({
    id: "c",
    credibility: { value: "3", reason: null, reasonCode: "reviewed", evidence: [], blind: false },
  });
});
