import { describe, expect, test } from "vitest";

import { countOrigins, type ChainEnd, type OriginClaim, resolveOrigins } from "./origins.ts";

const named = (sourceId: string): ChainEnd => ({ sourceId, source: sourceId, descriptor: null, isOwnReporting: false });
const unnamed = (descriptor: string): ChainEnd => ({ sourceId: null, source: null, descriptor, isOwnReporting: false });
const claim = (id: string, end: ChainEnd | readonly ChainEnd[], change: Partial<OriginClaim> = {}): OriginClaim => ({
  id,
  ends: Array.isArray(end) ? end : [end as ChainEnd],
  articles: [`article of ${id}`],
  outletIds: [],
  family: null,
  ...change,
});
const labels = (claims: readonly OriginClaim[], repeats: [string, string][] = []): string[] =>
  resolveOrigins(
    claims,
    repeats.map(([fromId, toId]) => ({ fromId, toId })),
  ).all.map(({ label }) => label);

describe("an origin", () => {
  test("is the source of the last hop, once for however many claims", () => {
    expect(labels([claim("1", named("Ministry")), claim("2", named("Ministry")), claim("3", named("Union"))])).toEqual([
      "Ministry",
      "Union",
    ]);
  });

  test("that is unnamed is known by its descriptor in any spelling", () => {
    const claims = [
      claim("1", unnamed("مصدرٌ أمني")),
      claim("2", unnamed(" مصدر امنى")),
      claim("3", unnamed("a security source")),
    ];
    expect(labels(claims)).toEqual(["مصدرٌ أمني", "a security source"]);
  });

  test("of an outlet's own report in a family is the outlet of the family's origin", () => {
    const family = { id: "f", label: "Wire", outletId: null };
    const copies = ["Gazette", "Post"].map((outlet) => claim(outlet, named(outlet), { outletIds: [outlet], family }));
    expect(resolveOrigins(copies, []).all).toEqual([
      { key: "family:f", kind: "family", label: "Wire", sourceId: null },
    ]);
    // What somebody else says in a copy is his all the same.
    expect(labels([...copies, claim("3", named("Ministry"), { outletIds: ["Gazette"], family })])).toEqual([
      "Wire",
      "Ministry",
    ]);
  });

  test("of a family is the same as the wire itself, where a chain names that", () => {
    const family = { id: "f", label: "Wire", outletId: "Wire" };
    const claims = [
      claim("1", named("Wire")),
      claim("2", named("Gazette"), { outletIds: ["Gazette"], family }),
      claim("3", named("Wire"), { outletIds: ["Wire"], family: { id: "g", label: "Wire", outletId: "Wire" } }),
    ];
    expect(resolveOrigins(claims, []).all).toEqual([
      { key: "source:Wire", kind: "family", label: "Wire", sourceId: "Wire" },
    ]);
  });

  test("where an article names no outlet is the family when the hop is own reporting", () => {
    const family = { id: "f", label: "A headline", outletId: null };
    const own = { ...named("Somebody"), isOwnReporting: true };
    expect(labels([claim("1", own, { outletIds: null, family })])).toEqual(["A headline"]);
    expect(labels([claim("1", named("Somebody"), { outletIds: null, family })])).toEqual(["Somebody"]);
  });
});

describe("what repeats a claim", () => {
  const claims = [claim("1", named("Gazette")), claim("2", named("Ministry")), claim("3", named("Post"))];

  test("has that claim's origin, at any remove and in every order", () => {
    const steps: [string, string][] = [
      ["3", "1"],
      ["1", "2"],
    ];
    expect(labels(claims, steps)).toEqual(["Ministry"]);
    expect(labels(claims, steps.toReversed())).toEqual(["Ministry"]);
    expect(labels(claims, [...steps, ["2", "3"]])).toHaveLength(1);
  });

  test("joins the two origins for every claim that goes back to either", () => {
    expect(labels([...claims, claim("4", named("Gazette"))], [["1", "2"]])).toEqual(["Ministry", "Post"]);
  });

  test("joins nothing where one of the two is not asked about", () => {
    expect(labels(claims, [["1", "elsewhere"]])).toHaveLength(3);
  });
});

test("a claim with chains to two origins counts for both", () => {
  const both = claim("1", [named("Ministry"), named("Union")]);
  const origins = resolveOrigins([both, claim("2", named("Union"))], []);
  expect(origins.of("1").map(({ label }) => label)).toEqual(["Ministry", "Union"]);
  // To repeat a claim that shares one of them joins no more.
  expect(labels([both, claim("2", named("Union"))], [["2", "1"]])).toEqual(["Ministry", "Union"]);
});

describe("what a claim rests on", () => {
  const counted = (claims: readonly OriginClaim[]) => countOrigins(claims, resolveOrigins(claims, []));

  test("names the origin that several claims go back to, and counts articles", () => {
    expect(counted([claim("1", named("Wire")), claim("2", named("Wire"))])).toMatchObject({
      origins: [{ label: "Wire" }],
      repeated: "Wire",
      articles: 2,
    });
  });

  test("has nothing repeated where there is one claim only, or two origins", () => {
    expect(counted([claim("1", named("Wire"))])).toMatchObject({ repeated: null, articles: 1 });
    expect(counted([claim("1", named("Wire")), claim("2", named("Union"))])).toMatchObject({ repeated: null });
  });
});
