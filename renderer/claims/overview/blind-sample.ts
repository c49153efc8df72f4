/** As many of the ids as are wanted, in random order, none twice. `random` gives numbers from 0 up to below 1. */
export function drawSample(ids: readonly string[], wanted: number, random: () => number = Math.random): string[] {
  const left = [...ids];
  const drawn: string[] = [];
  while (drawn.length < wanted && left.length > 0) {
    const at = Math.floor(random() * left.length);
    const last = left.pop();
    const picked = at === left.length ? last : left[at];
    if (picked === undefined || last === undefined) break;
    if (at < left.length) left[at] = last;
    drawn.push(picked);
  }
  return drawn;
}
