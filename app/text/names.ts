import { foldText } from "./fold.ts";

/**
 * Key under which a name or alias of a source is found by type-ahead: its folded tokens without a
 * leading article (ال of Arabic, a separate al, el or the of Latin script), separated by single
 * spaces. A name that is nothing but an article keeps it.
 */
export function foldName(text: string): string {
  const tokens = foldText(text)
    .split(" ")
    .filter((token) => token.length > 0);
  const kept = tokens.filter((token) => token !== "al" && token !== "el" && token !== "the");
  return (kept.length > 0 ? kept : tokens)
    .map((token) => (token.length > 3 && token.startsWith("ال") ? token.slice(2) : token))
    .join(" ");
}

/** Digits of a number are padded to this width, so that 9 sorts before 10. */
const NUMBER_WIDTH = 12;

/**
 * Key by which a name or title sorts when keys are compared unit by unit (as SQLite's BINARY does):
 * folded, numbers by value, digits before Latin before Arabic, and the fold's hamza where it stood
 * only as a last resort: equal folds are told apart by the text itself, after a separator below any letter.
 */
export function sortKey(text: string): string {
  const tokens = foldText(text)
    .split(" ")
    .filter((token) => token.length > 0);
  const folded = tokens.join(" ").replaceAll(/\d+/g, (digits) => digits.padStart(NUMBER_WIDTH, "0"));
  return `${folded}\u0001${text}`;
}
