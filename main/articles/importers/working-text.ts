import { toWorkingText } from "../../../app/text/canonical.ts";
import { ImportProblem } from "./types.ts";

/**
 * Working text of what was decoded: without byte order mark, with LF line ends, well-formed (half a surrogate pair, as
 * JSON escapes can spell it, becomes U+FFFD, and so does U+0000, at which SQLite's own functions would cut the text).
 * Throws `ImportProblem` (no-text) where nothing is left to read.
 */
export function workingText(decoded: string): string {
  let text = toWorkingText(decoded);
  if (!text.isWellFormed()) text = text.toWellFormed();
  if (text.includes("\0")) text = text.replaceAll("\0", "\ufffd");
  if (!/[^\s\u200b-\u200f\u2060\ufeff\ufffd]/u.test(text))
    throw new ImportProblem("no-text", "there is nothing to read in it");
  return text;
}
