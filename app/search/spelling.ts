/** Letters that are taken for one another, by ear, by shape or by the dots: half an edit. Folded, so seats and ha are one already. */
const confused = new Set(
  "ضظ دذ دض تط سص سز صز سث ذز ظز هح حخ جح عغ قك قغ صض طظ رز بت بن تث نت في يب وؤ اع اه ءا ءي ءو قف سش ck sc sz ie ae ao ou iy vw vf dt bp gk gj gq qk zs mn"
    .split(" ")
    .flatMap(([one = "", other = ""]) => [one + other, other + one]),
);
/** Letters that are left out and put in most easily: long vowels and the hamza, vowels, the h of transliteration. */
const slight = new Set("اويهءaeiouh");

const WHOLE = 1;
const HALF = 0.5;
const SWAPPED = 0.7;

/** What one letter more or less costs: a doubled letter less, and a slight one. */
const lone = (letter: string, before: string | undefined): number =>
  letter === before || slight.has(letter) ? HALF + 0.1 : WHOLE;

/**
 * How far apart two folded words are: 1 for a letter that is another, missing or too much, less for letters that are
 * easily taken for one another, left out, doubled or swapped. Infinity where it would be more than `most`.
 */
export function spellingCost(typed: string, word: string, most: number): number {
  if (Math.abs(typed.length - word.length) > most / HALF) return Infinity;
  const width = word.length + 1;
  let before: number[] = [];
  let row = [0];
  for (let place = 1; place < width; place += 1)
    row.push((row[place - 1] as number) + lone(word[place - 1] as string, word[place - 2]));
  for (let at = 1; at <= typed.length; at += 1) {
    const letter = typed[at - 1] as string;
    const next = [(row[0] as number) + lone(letter, typed[at - 2])];
    let least = next[0] as number;
    for (let place = 1; place < width; place += 1) {
      const other = word[place - 1] as string;
      const change = letter === other ? 0 : confused.has(letter + other) ? HALF : WHOLE;
      let cost = Math.min(
        (row[place - 1] as number) + change,
        (row[place] as number) + lone(letter, typed[at - 2]),
        (next[place - 1] as number) + lone(other, word[place - 2]),
      );
      if (at > 1 && place > 1 && letter === word[place - 2] && typed[at - 2] === other)
        cost = Math.min(cost, (before[place - 2] as number) + SWAPPED);
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return Infinity;
    [before, row] = [row, next];
  }
  const cost = row[width - 1] as number;
  return cost > most ? Infinity : cost;
}

/** The most that a word of this many letters may be changed and still be what was meant. */
export const mostChange = (length: number): number => (length < 4 ? HALF : length < 5 ? WHOLE : length < 8 ? 1.6 : 2);
