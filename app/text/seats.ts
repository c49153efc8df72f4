import type { Folded } from "./fold.ts";
import { stem } from "./stem.ts";

/** Letters that the fold makes equal and `hamza:strict` tells apart; all else stays folded. */
const SEATS = "أإآؤئةى";
/** What they are folded to. */
const folds = /[اويه]/u;
const marksOfHamza = /[\u0653-\u0655]/u;

/** Whether a folded word has letters that may have been others. */
export const hasSeats = (folded: string): boolean => folds.test(folded);

/** The letter that a unit of the folded text was, where it is one of those told apart; else the unit. */
function letterAt(text: string, folded: Folded, at: number): string {
  const unit = folded.text[at] as string;
  if (!folds.test(unit)) return unit;
  const offset = folded.map[at] as number;
  let first = at;
  while (first > 0 && folded.map[first - 1] === offset) first -= 1;
  let written = (text[offset] ?? "").normalize("NFKC");
  const next = text[offset + 1] ?? "";
  if (marksOfHamza.test(next)) written = (written + next).normalize("NFC");
  const letter = written[at - first] ?? unit;
  return SEATS.includes(letter) ? letter : unit;
}

interface Word {
  readonly text: string;
  readonly folded: Folded;
  readonly start: number;
  readonly end: number;
}

/**
 * Whether the letters that two words share are the same ones. Both are laid upon each other at their stems, and
 * compared from there in both directions as far as they go together: مدرسة is not مدرسه, but may be مدرستها.
 */
function wordsAgree(one: Word, other: Word, from: number, otherFrom: number): boolean {
  const [here, there] = [one.folded.text, other.folded.text];
  for (let [at, place] = [from, otherFrom]; at < one.end && place < other.end; at += 1, place += 1) {
    if (here[at] !== there[place]) break;
    if (letterAt(one.text, one.folded, at) !== letterAt(other.text, other.folded, place)) return false;
  }
  for (let [at, place] = [from - 1, otherFrom - 1]; at >= one.start && place >= other.start; at -= 1, place -= 1) {
    if (here[at] !== there[place]) break;
    if (letterAt(one.text, one.folded, at) !== letterAt(other.text, other.folded, place)) return false;
  }
  return true;
}

/** Where in the folded text the stem of a word begins. */
function stemStart({ folded, start, end }: Word): number {
  const word = folded.text.slice(start, end);
  return start + Math.max(0, word.indexOf(stem(word)));
}

function beginningAgrees(typed: Word, found: Word): boolean {
  const beginning = typed.folded.text.slice(typed.start, typed.end);
  const starts = found.folded.text.startsWith(beginning, found.start) ? [found.start] : [];
  return [...starts, stemStart(found)].some(
    (place) =>
      found.folded.text.startsWith(beginning, place) &&
      wordsAgree(typed, { ...found, start: place }, typed.start, place),
  );
}

/** The words of a range of folded text, one by one. */
function wordsWithin(text: string, folded: Folded, start: number, end: number): Word[] {
  return Array.from(folded.text.slice(start, end).matchAll(/[^ ]+/g), ({ index, 0: word }) => ({
    text,
    folded,
    start: start + index,
    end: start + index + word.length,
  }));
}

/** Whether what was found under the fold has the hamza seats, the ta marbuta and the alef maqsura that were typed. */
export function seatsAgree(
  value: string,
  typed: Folded,
  text: string,
  folded: Folded,
  found: { start: number; end: number },
  isPrefix: boolean,
): boolean {
  const wanted = wordsWithin(value, typed, 0, typed.text.length);
  const words = wordsWithin(text, folded, found.start, found.end);
  return wanted.every((word, place) => {
    const other = words[place];
    if (other === undefined) return false;
    return isPrefix ? beginningAgrees(word, other) : wordsAgree(word, other, stemStart(word), stemStart(other));
  });
}
