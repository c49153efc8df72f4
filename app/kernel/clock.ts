/**
 * A hybrid logical clock (Kulkarni et al. 2014): orders the ledger of one workstation even when its wall clock is set
 * back, and lets entries of two workstations be interleaved by cause. Text form: 12 hex digits of milliseconds since
 * 1970, a dash, 4 hex digits of counter; it sorts as text.
 */
export type Timestamp = string;

const make = (ms: number, counter: number): Timestamp =>
  `${ms.toString(16).padStart(12, "0")}-${counter.toString(16).padStart(4, "0")}`;

const read = (stamp: Timestamp): { ms: number; counter: number } => ({
  ms: Number.parseInt(stamp.slice(0, 12), 16),
  counter: Number.parseInt(stamp.slice(13), 16),
});

/** The timestamp after `last`, at or after the wall clock `now` (milliseconds since 1970). */
export function tick(last: Timestamp | null, now: number): Timestamp {
  if (last === null) return make(now, 0);
  const { ms, counter } = read(last);
  if (now > ms) return make(now, 0);
  return counter < 0xffff ? make(ms, counter + 1) : make(ms + 1, 0);
}

/** Milliseconds since 1970 of a timestamp. */
export const wallTime = (stamp: Timestamp): number => read(stamp).ms;
