import { describe, expect, test } from "vitest";

import { judgeGrade } from "./grading.ts";
import { natoScale, Scale } from "./scale.ts";

const credibility = (value: string | null, reason: string | null, origins: string[]) =>
  judgeGrade(natoScale, { axis: "credibility", value, reason }, origins);

describe("credibility 1", () => {
  test("is accepted with two distinct origins", () => {
    expect(credibility("1", null, ["Civil defence", "Open Quay"])).toEqual({ ok: true, insisted: null });
  });

  test("with one origin asks for a reason and names it, however many articles repeat it", () => {
    const verdict = judgeGrade(natoScale, { axis: "credibility", value: "1", reason: null }, ["Civil defence"], 4);
    expect(verdict).toMatchObject({
      ok: false,
      code: "reason-required",
      details: { origin: "Civil defence", articles: 4 },
    });
    expect(verdict).toHaveProperty("message", expect.stringContaining("4 articles carry this"));
    expect(verdict).toHaveProperty("message", expect.stringContaining("Civil defence"));
    expect(credibility("1", null, ["Civil defence"])).toHaveProperty(
      "message",
      expect.stringContaining("the only one is Civil defence"),
    );
  });

  test("is accepted of two origins that bear the same name", () => {
    expect(credibility("1", null, ["Ministry of Health", "Ministry of Health"])).toEqual({ ok: true, insisted: null });
  });

  test("is recorded as insisted upon when a reason is given", () => {
    expect(credibility("1", "I saw it", ["Civil defence"])).toEqual({ ok: true, insisted: "one-origin" });
  });
});

test.each(["2", "3", "4", "5", "6", null])("credibility %s needs no reason", (value) => {
  expect(credibility(value, null, ["one"])).toEqual({ ok: true, insisted: null });
});

test.each(["A", "B", "C", "D", "E", "F", null])("reliability %s needs no reason, nor a second origin", (value) => {
  expect(judgeGrade(natoScale, { axis: "reliability", value, reason: null }, ["one"])).toEqual({
    ok: true,
    insisted: null,
  });
});

test.each([
  ["credibility", "7"],
  ["credibility", "A"],
  ["reliability", "1"],
  ["reliability", "a"],
] as const)("%s %s is no grade of the scale", (axis, value) => {
  expect(judgeGrade(natoScale, { axis, value, reason: "because" }, ["a", "b"])).toMatchObject({
    ok: false,
    code: "bad-request",
  });
});

test("the built-in scale is data of the scale's schema, with F and 6 apart", () => {
  expect(Scale.parse(natoScale)).toEqual(natoScale);
  const apart = [...natoScale.reliability, ...natoScale.credibility].filter((grade) => grade.apart);
  expect(apart.map((grade) => grade.value)).toEqual(["F", "6"]);
});
