import { expect, test } from "vitest";
import { render } from "vitest-browser-react";

import "../styles/tokens.css";
import "../styles/base.css";
import { credibilityValues, GradeBadge, reliabilityValues } from "./grade-badge.tsx";

/** What the eye gets of a badge without reading it: how it is filled, edged and rounded. */
interface Look {
  sign: string;
  fill: string;
  edge: string;
  ink: string;
  shape: string;
}

function lookOf(axis: string, value: string | null): Look {
  const badges = [...document.querySelectorAll<HTMLElement>(`[data-axis="${axis}"]`)];
  const badge = badges.find((each) => (each.dataset["value"] ?? null) === value);
  if (!badge) throw new Error(`no badge of ${axis} ${value}`);
  const style = getComputedStyle(badge);
  return {
    sign: badge.textContent,
    fill: style.backgroundColor,
    edge: `${style.borderTopStyle} ${style.borderTopColor}`,
    ink: style.color,
    shape: style.borderRadius,
  };
}

const clear = "rgba(0, 0, 0, 0)";

async function show(theme: string): Promise<void> {
  document.documentElement.dataset["theme"] = theme;
  await render(
    <main>
      {[...reliabilityValues, null].map((value) => (
        <GradeBadge key={value} axis="reliability" value={value} />
      ))}
      {[...credibilityValues, null].map((value) => (
        <GradeBadge key={value} axis="credibility" value={value} />
      ))}
    </main>,
  );
}

test.each(["light", "dark"])("not graded, F and 6, E and 5 differ in colour and in shape (%s)", async (theme) => {
  await show(theme);
  for (const [axis, apart, worst] of [
    ["reliability", "F", "E"],
    ["credibility", "6", "5"],
  ] as const) {
    const none = lookOf(axis, null);
    const cannot = lookOf(axis, apart);
    const bad = lookOf(axis, worst);
    // The bottom of the scale is filled; what cannot be judged is an outline; what is not graded is dotted and a dash.
    expect(bad.fill).not.toBe(clear);
    expect([cannot.fill, none.fill]).toEqual([clear, clear]);
    expect(cannot.edge).toMatch(/^solid /u);
    expect(none.edge).toMatch(/^dotted /u);
    expect([none.sign, cannot.sign, bad.sign]).toEqual(["–", apart, worst]);
    // And none of them has the colour of another, of its edge or of its ink.
    const colours = [bad.fill, cannot.edge.replace("solid ", ""), none.edge.replace("dotted ", "")];
    expect(new Set(colours).size).toBe(3);
    expect(new Set([bad.ink, cannot.ink, none.ink]).size).toBe(3);
  }
});

test.each(["light", "dark"])(
  "every grade has a colour of its own, and letters another form than digits (%s)",
  async (theme) => {
    await show(theme);
    const letters = reliabilityValues.map((value) => lookOf("reliability", value));
    const digits = credibilityValues.map((value) => lookOf("credibility", value));
    expect(new Set(letters.map(({ fill }) => fill)).size).toBe(letters.length);
    expect(new Set(digits.map(({ fill }) => fill)).size).toBe(digits.length);
    expect(new Set(letters.map(({ shape }) => shape))).not.toEqual(new Set(digits.map(({ shape }) => shape)));
  },
);
