/** Letters that are taken for one another, by ear, by shape or by the dots: half an edit. Folded, so seats and ha are one already. */
const pairs =
  "ضظ دذ دض تط سص سز صز سث ذز ظز هح حخ جح عغ قك قغ صض طظ رز بت بن تث نت في يب وؤ اع اه ءا ءي ءو قف سش ck sc sz ie ae ao ou iy vw vf dt bp gk gj gq qk zs mn";
const confused = new Set(
  pairs.split(" ").flatMap((pair) => {
    const [one, other] = [pair.charCodeAt(0), pair.charCodeAt(1)];
    return [one * 0x1_00_00 + other, other * 0x1_00_00 + one];
  }),
);
/** Letters that are left out and put in most easily: long vowels and the hamza, vowels, the h of transliteration. */
const slight = new Set(Array.from("اويهءaeiouh", (letter) => letter.charCodeAt(0)));

const WHOLE = 1;
const HALF = 0.5;
const SWAPPED = 0.7;

const SLIGHT = 0.6;
/** The least that a letter more or less costs. */
const LEAST = SLIGHT;

/** What one letter more or less costs: a doubled letter less, and a slight one. */
const lone = (letter: number, before: number): number => (letter === before || slight.has(letter) ? SLIGHT : WHOLE);

/** What a letter in place of another costs. */
const confusion = (one: number, other: number): number => (confused.has(one * 0x1_00_00 + other) ? HALF : WHOLE);

const LONGEST = 64;
/** Costs of the row before last, of the last row and of this one; kept between calls, which come by the thousand. */
let rows = [new Float64Array(LONGEST), new Float64Array(LONGEST), new Float64Array(LONGEST)] as const;

/**
 * How far apart two folded words are: 1 for a letter that is another, missing or too much, less for letters that are
 * easily taken for one another, left out, doubled or swapped. Infinity where it would be more than `most`.
 */
export function spellingCost(typed: string, word: string, most: number): number {
  const width = word.length + 1;
  if (width > LONGEST || Math.abs(typed.length - word.length) * LEAST > most) return Infinity;
  let [before, row, next] = rows;
  row[0] = 0;
  for (let place = 1; place < width; place += 1)
    row[place] = (row[place - 1] as number) + lone(word.charCodeAt(place - 1), word.charCodeAt(place - 2));
  for (let at = 1; at <= typed.length; at += 1) {
    const letter = typed.charCodeAt(at - 1);
    const last = typed.charCodeAt(at - 2);
    const dropped = lone(letter, last);
    let least = (next[0] = (row[0] as number) + dropped);
    for (let place = 1; place < width; place += 1) {
      const other = word.charCodeAt(place - 1);
      const beside = word.charCodeAt(place - 2);
      let cost = (row[place - 1] as number) + (letter === other ? 0 : confusion(letter, other));
      cost = Math.min(cost, (row[place] as number) + dropped, (next[place - 1] as number) + lone(other, beside));
      if (at > 1 && place > 1 && letter === beside && last === other)
        cost = Math.min(cost, (before[place - 2] as number) + SWAPPED);
      next[place] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return Infinity;
    [before, row, next] = [row, next, before];
  }
  rows = [before, row, next];
  const cost = row[width - 1] as number;
  return cost > most ? Infinity : cost;
}

/** The most that a word of this many letters may be changed and still be what was meant. */
export const mostChange = (length: number): number => (length < 4 ? HALF : length < 5 ? WHOLE : length < 8 ? 1.6 : 2);
