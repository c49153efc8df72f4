/** The figures of an axis of counts: from 0 by whole, round steps to the first at or above the most; five at most. */
export function readTicks(most: number): number[] {
  const raw = Math.max(1, most) / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = Math.max(
    1,
    [1, 2, 2.5, 5, 10].map((each) => each * power).find((each) => each >= raw && each % 1 === 0) ?? 1,
  );
  const ticks = [0];
  while ((ticks.at(-1) ?? 0) < Math.max(1, most)) ticks.push((ticks.at(-1) ?? 0) + step);
  return ticks;
}
