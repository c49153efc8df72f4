import type { Settings } from "./model.ts";

export const defaultSettings: Settings = {
  language: "en",
  theme: "system",
  readingSize: 100,
  highlightAxis: "reliability",
  staleDays: null,
  // A folder is a surprise, and what came in wrong is more work than one key; a single new page is what it looks like.
  lookFirst: "several",
};

/** The initials proposed for a name: the first letter of its first and last word, whatever the script. */
export function proposeInitials(name: string): string {
  const words = name
    .trim()
    .split(/[\s._-]+/u)
    .filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined]
    .filter((word) => word !== undefined)
    .map((word) => String.fromCodePoint(word.codePointAt(0) ?? 0));
  return letters.join("").toLocaleUpperCase("en") || "?";
}
