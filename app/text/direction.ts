export type Direction = "rtl" | "ltr";

const LRM = 0x200e;
const RLM = 0x200f;
const ALM = 0x061c;
const NEWLINE = 0x0a;
const PDI = 0x2069;

/** Blocks whose unassigned and assigned letters have bidi class R or AL (DerivedBidiClass.txt). */
function isRightToLeftBlock(codePoint: number): boolean {
  return (
    (codePoint >= 0x0590 && codePoint <= 0x08ff) ||
    (codePoint >= 0xfb1d && codePoint <= 0xfdff) ||
    (codePoint >= 0xfe70 && codePoint <= 0xfefe) ||
    (codePoint >= 0x10800 && codePoint <= 0x10fff) ||
    (codePoint >= 0x1e800 && codePoint <= 0x1efff)
  );
}

const rightToLeftLetter =
  /\p{L}|[\u05be\u05c0\u05c3\u05c6\u05f3\u05f4\u0608\u060b\u060d\u061b\u061d-\u061f\u066d\u06d4\u0700-\u070d\u07c0-\u07c9]/u;
const leftToRightLetter = /\p{L}|\p{Mc}|\p{Nl}|\p{Nd}/u;

/** Bidi class of one code point as far as rule P2 needs it: strong right-to-left, strong left-to-right, or neither. */
function strongDirection(codePoint: number): Direction | null {
  if (codePoint < 0x80) {
    const letter = codePoint | 0x20;
    return letter >= 0x61 && letter <= 0x7a ? "ltr" : null;
  }
  if (codePoint >= 0x0620 && codePoint <= 0x064a) return "rtl";
  if (codePoint === RLM || codePoint === ALM) return "rtl";
  if (codePoint === LRM) return "ltr";
  const character = String.fromCodePoint(codePoint);
  if (isRightToLeftBlock(codePoint)) return rightToLeftLetter.test(character) ? "rtl" : null;
  // Superscript and full-width digits are European numbers, modifier letters beside the letters are neutral.
  if (codePoint >= 0xff10 && codePoint <= 0xff19) return null;
  if (codePoint >= 0x1d7ce && codePoint <= 0x1d7ff) return null;
  if ((codePoint >= 0x02b9 && codePoint <= 0x02ba) || (codePoint >= 0x02c2 && codePoint <= 0x02cf)) return null;
  return leftToRightLetter.test(character) ? "ltr" : null;
}

function scan(text: string, start: number, end: number, skipIsolates: boolean): Direction | null {
  let depth = 0;
  let position = start;
  while (position < end) {
    const codePoint = text.codePointAt(position) ?? 0;
    position += codePoint > 0xffff ? 2 : 1;
    if (codePoint === NEWLINE) depth = 0;
    else if (codePoint >= 0x2066 && codePoint <= 0x2068) depth += 1;
    else if (codePoint === PDI) depth = Math.max(0, depth - 1);
    else if (depth === 0 || !skipIsolates) {
      const direction = strongDirection(codePoint);
      if (direction !== null) return direction;
    }
  }
  return null;
}

/**
 * Direction of the first strong character of a range (UAX #9, rule P2): digits, punctuation, marks
 * and embeddings are passed over, and so is what stands in an isolate. A range that has its letters
 * in isolates only takes the first of those, which the rule leaves open.
 * Offsets are UTF-16 units, end exclusive. `null` if there is no strong character.
 */
export function firstStrong(text: string, start = 0, end = text.length): Direction | null {
  return scan(text, start, end, true) ?? scan(text, start, end, false);
}

/** Base direction of a text: that of its first strong character, else `fallback`. */
export function baseDirection(text: string, fallback: Direction): Direction {
  return firstStrong(text) ?? fallback;
}
