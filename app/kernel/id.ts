/** Bytes as two digits each, made once: an import makes ids by the ten thousand. */
const hex = Array.from({ length: 256 }, (_each, byte) => byte.toString(16).padStart(2, "0"));

/** UUID version 7 (RFC 9562 §5.7), ordered also within one millisecond by a counter in `rand_a` and `rand_b`'s head. */
export interface IdSource {
  next(): string;
}

/**
 * @param now milliseconds since 1970
 * @param randomBytes gives that many bytes of randomness
 */
export function makeIdSource(now: () => number, randomBytes: (count: number) => Uint8Array): IdSource {
  let last = 0;
  let counter = 0;
  return {
    next(): string {
      const ms = Math.max(now(), last);
      if (ms === last) counter += 1;
      else {
        last = ms;
        counter = 0;
      }
      if (counter > 0x3ff_ffff) {
        last = ms + 1;
        counter = 0;
      }
      const bytes = new Uint8Array(16);
      const random = randomBytes(8);
      let rest = last;
      for (let i = 5; i >= 0; i -= 1) {
        bytes[i] = rest % 256;
        rest = Math.floor(rest / 256);
      }
      // 26 bits of counter: 12 in rand_a, 14 at the head of rand_b; the remaining 48 bits are random.
      bytes[6] = 0x70 | ((counter >>> 22) & 0x0f);
      bytes[7] = (counter >>> 14) & 0xff;
      bytes[8] = 0x80 | ((counter >>> 8) & 0x3f);
      bytes[9] = counter & 0xff;
      bytes.set(random.subarray(0, 6), 10);
      let text = "";
      for (const byte of bytes) text += hex[byte] as string;
      return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`;
    },
  };
}
