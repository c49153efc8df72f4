/** Working texts as they are stored, UTF-8: places in them without decoding the whole. */

/** The same bytes as a Buffer, not copied. */
export const view = (body: Uint8Array): Buffer =>
  Buffer.isBuffer(body) ? body : Buffer.from(body.buffer, body.byteOffset, body.byteLength);

/** For the short pieces that are decoded here, quicker than a TextDecoder. */
export const decode = (body: Uint8Array): string => view(body).toString("utf8");

/** Whether a character begins at this byte. */
const begins = (byte: number | undefined): boolean => byte === undefined || (byte & 0xc0) !== 0x80;

/** The first place at or after an offset where a character begins. */
export function characterFrom(body: Uint8Array, offset: number): number {
  let at = Math.max(0, Math.min(offset, body.length));
  while (!begins(body[at])) at += 1;
  return at;
}

/** Farthest that a cut is moved to stand between words, in bytes. */
const WORD_REACH = 256;

/** The start of a word at or after an offset, or of a character where no word begins near. */
export function wordFrom(body: Uint8Array, offset: number): number {
  if (offset <= 0) return 0;
  const last = Math.min(body.length, offset + WORD_REACH);
  for (let at = offset; at < last; at += 1) if (body[at - 1] === 0x20 || body[at - 1] === 0x0a) return at;
  return last === body.length ? last : characterFrom(body, offset);
}

/** Four bytes at once: in each lane as many as fit are counted before the lanes are added up. */
const LANES = 0x01_01_01_01;
const MOST_IN_LANE = 255;
const sumOfLanes = (lanes: number): number => {
  const pairs = (lanes & 0x00_ff_00_ff) + ((lanes >>> 8) & 0x00_ff_00_ff);
  return (pairs & 0xffff) + (pairs >>> 16);
};

/**
 * UTF-16 units of the first `end` bytes; `end` is where a character begins. One for every byte but those that continue
 * a character, and one more for a character of four bytes. Counted, because decoding half a megabyte takes milliseconds.
 */
export function unitsBefore(body: Uint8Array, end: number): number {
  let units = end;
  let at = 0;
  if (body.byteOffset % 4 === 0) {
    const words = new Int32Array(body.buffer, body.byteOffset, end >> 2);
    const { length } = words;
    for (let from = 0; from < length; from += MOST_IN_LANE) {
      const until = Math.min(from + MOST_IN_LANE, length);
      let continued = 0;
      let long = 0;
      for (let index = from; index < until; index += 1) {
        const word = words[index] as number;
        continued += (word >>> 7) & ~(word >>> 6) & LANES;
        long += (word >>> 7) & (word >>> 6) & (word >>> 5) & (word >>> 4) & LANES;
      }
      units += sumOfLanes(long) - sumOfLanes(continued);
    }
    at = length * 4;
  }
  for (; at < end; at += 1) {
    const byte = body[at] as number;
    if ((byte & 0xc0) === 0x80) units -= 1;
    else if (byte >= 0xf0) units += 1;
  }
  return units;
}
