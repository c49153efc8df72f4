/** Numbers that are sorted at once. */
const RUN = 2048;
/** Numbers that are merged between two turns. */
const TURN = 8192;

/**
 * Numbers in order, sorted a few milliseconds at a time: whoever draws from it may let others work in between. Equal ones
 * stay as they were.
 */
export function* sortedInTurns(
  numbers: Int32Array,
  compare: (a: number, b: number) => number,
): Generator<void, Int32Array> {
  let [from, to] = [numbers.slice(), new Int32Array(numbers.length)];
  for (let start = 0; start < from.length; start += RUN) {
    from.set(from.subarray(start, start + RUN).toSorted(compare), start);
    yield;
  }
  let merged = 0;
  for (let size = RUN; size < from.length; size *= 2) {
    for (let start = 0; start < from.length; start += 2 * size) {
      const [middle, end] = [Math.min(start + size, from.length), Math.min(start + 2 * size, from.length)];
      let [left, right] = [start, middle];
      for (let at = start; at < end; at += 1) {
        const isLeft = right >= end || (left < middle && compare(from[left] as number, from[right] as number) <= 0);
        to[at] = (isLeft ? from[left] : from[right]) as number;
        if (isLeft) left += 1;
        else right += 1;
        merged += 1;
        if (merged % TURN === 0) yield;
      }
    }
    [from, to] = [to, from];
  }
  return from;
}
