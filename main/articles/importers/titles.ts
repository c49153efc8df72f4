import { basename, extname } from "node:path";

/** Longest first line that may be a title, in UTF-16 units. */
const LONGEST_TITLE_LINE = 200;
/** Longest title, outlet or author and address that the case takes, in UTF-16 units. */
const LIMITS = { title: 1000, name: 300, url: 4000 };

const controls = /\p{Cc}+/gu;
/** Embeddings, overrides and isolates: as part of a name they would turn the text around it. */
const turning = /[\u202a-\u202e\u2066-\u2069]/gu;
const invisibleEnd = /[\s\u200b-\u200f\u061c\u202a-\u202e\u2066-\u2069]+$/u;

/**
 * The title of a plain text: its first non-empty line if that has at most 200 units, is followed by a blank line and
 * has no full stop at its end. Null where it has none; the caller then takes the file's name.
 */
export function findTitle(text: string): string | null {
  const from = text.search(/\S/u);
  if (from < 0) return null;
  const lineEnd = text.indexOf("\n", from);
  if (lineEnd < 0) return null;
  if (lineEnd - from > 4 * LONGEST_TITLE_LINE) return null;
  const line = text.slice(from, lineEnd).replace(invisibleEnd, "");
  const nextEnd = text.indexOf("\n", lineEnd + 1);
  const next = text.slice(lineEnd + 1, nextEnd < 0 ? text.length : nextEnd);
  if (line.length > LONGEST_TITLE_LINE || next.trim() !== "" || /[.۔]$/u.test(line)) return null;
  return tidy(line, LIMITS.title);
}

/** The title that a file's name gives: without extension, controls and bidi overrides. */
export function titleFromPath(path: string): string {
  const name = basename(path);
  const stem = basename(name, extname(name));
  return tidy(stem.replaceAll(turning, ""), LIMITS.title) ?? "–";
}

export const tidyTitle = (text: string | null): string | null => tidy(text, LIMITS.title);
export const tidyName = (text: string | null): string | null => tidy(text, LIMITS.name);

/** An address, if it is one that a browser would open or a name of its own kind (urn:, tag:); too long ones are none. */
export function tidyUrl(text: string | null): string | null {
  const url = tidy(text, LIMITS.url + 1);
  return url === null || url.length > LIMITS.url || url.includes(" ") ? null : url;
}

/** One line without controls and white space around it, of at most `limit` units and whole characters; null if nothing is left. */
function tidy(text: string | null, limit: number): string | null {
  if (text === null) return null;
  const line = text
    .slice(0, 10 * limit)
    .toWellFormed()
    .replaceAll(controls, " ")
    .replaceAll(/\s+/gu, " ")
    .trim();
  if (line === "") return null;
  if (line.length <= limit) return line;
  return (
    line
      .slice(0, limit - 1)
      .replace(/[\ud800-\udbff]$/u, "")
      .trimEnd() + "…"
  );
}
