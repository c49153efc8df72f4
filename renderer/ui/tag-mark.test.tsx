import { expect, it } from "vitest";
import { render } from "vitest-browser-react";

import { palette } from "../../app/tags/palette.ts";
import { TagChip } from "./tag-chip.tsx";

import "../styles/tokens.css";
import "../styles/base.css";

const channels = (colour: string): number[] => (colour.match(/[\d.]+/gu) ?? []).slice(0, 3).map(Number);

/** Relative luminance and contrast, as WCAG 2.2 defines them. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = channels(colour).map((value) => {
    const part = value / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

/** What a token comes to under the theme that holds. */
function token(name: string): string {
  const probe = document.createElement("i");
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

const hex = (colour: string): string =>
  `#${channels(colour)
    .map((value) => value.toString(16).padStart(2, "0"))
    .join("")}`;

it("every place of the palette has a shape of its own", async () => {
  await render(
    <>
      {palette.map((_colour, place) => (
        <TagChip key={palette[place]} path={`A/Tag ${place}`} colour={place} />
      ))}
    </>,
  );
  const marks = [...document.querySelectorAll("svg[data-place]")];
  const shapes = marks.map(
    (mark) => `${mark.querySelector("path")?.getAttribute("d")} ${mark.hasAttribute("data-hollow")}`,
  );
  expect(new Set(shapes).size).toBe(palette.length);
});

it.each(["light", "dark"])("marks and words of tags are legible on every ground (%s)", async (theme) => {
  document.documentElement.dataset["theme"] = theme;
  const grounds = ["surface", "surface-2", "surface-3", "accent-soft"];
  const faint = palette.flatMap((_colour, place) =>
    grounds.filter((ground) => contrast(token(`tag-${place}`), token(ground)) < 3).map((ground) => [place, ground]),
  );
  expect(faint).toEqual([]);
  for (const ground of grounds) expect(contrast(token("text"), token(ground))).toBeGreaterThanOrEqual(4.5);
  const screen = await render(<TagChip path="A/Dead" colour={3} />);
  const chip = screen.getByTitle("A/Dead").element();
  const { color, backgroundColor } = getComputedStyle(chip);
  expect(contrast(color, backgroundColor)).toBeGreaterThanOrEqual(4.5);
  delete document.documentElement.dataset["theme"];
});

it("other programs are told the colours that are shown by day", () => {
  document.documentElement.dataset["theme"] = "light";
  expect(palette.map((_colour, place) => hex(token(`tag-${place}`)))).toEqual([...palette]);
  delete document.documentElement.dataset["theme"];
});
