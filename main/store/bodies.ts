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

/** UTF-16 units of the first `end` bytes; `end` is where a character begins. Decoding is quicker than counting here. */
export const unitsBefore = (body: Uint8Array, end: number): number =>
  end === 0 ? 0 : view(body).toString("utf8", 0, end).length;
