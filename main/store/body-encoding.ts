import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";

import { view } from "./bodies.ts";

/*
 * How working texts lie in the file: in UTF-8, and those that are worth it compressed (zstd), each by itself, so that one
 * is read without the others. A frame begins with bytes that no text in UTF-8 has, which tells the two apart.
 */

/** The first bytes of a frame; FD stands in no UTF-8. */
const FRAME = [0x28, 0xb5, 0x2f, 0xfd] as const;
/** Shorter texts are left as they are: they gain little and are as soon read. In bytes. */
const WORTH_IT = 512;

/**
 * Longer texts are left as they are, too: they are few, have nearly every word, and to unpack one for two lines of it would
 * take longer than the whole search. In bytes.
 */
const TOO_LONG = 128 * 1024;

/** A text in UTF-8 as it is stored. */
export function storedBody(utf8: Uint8Array): Uint8Array {
  if (utf8.length < WORTH_IT || utf8.length > TOO_LONG) return utf8;
  const packed = zstdCompressSync(utf8, {
    pledgedSrcSize: utf8.length,
    chunkSize: Math.max(constants.Z_MIN_CHUNK, utf8.length),
  });
  return packed.length < utf8.length ? packed : utf8;
}

const isPacked = (stored: Uint8Array): boolean => FRAME.every((byte, at) => stored[at] === byte);

/** How long a frame says that it is unpacked: as RFC 8878 writes it. Asked for, room is made once. */
function sizeOf(frame: Uint8Array): number {
  const { buffer, byteOffset, byteLength } = frame;
  const bytes = new DataView(buffer, byteOffset, byteLength);
  const descriptor = bytes.getUint8(4);
  const isSingle = (descriptor & 0x20) !== 0;
  const at = 5 + (isSingle ? 0 : 1) + ([0, 1, 2, 4][descriptor & 3] as number);
  if (descriptor >> 6 === 0) return isSingle ? bytes.getUint8(at) : 0;
  if (descriptor >> 6 === 1) return bytes.getUint16(at, true) + 256;
  return bytes.getUint32(at, true);
}

/** A stored text in UTF-8. */
export function utf8Of(stored: Uint8Array): Buffer {
  if (!isPacked(stored)) return view(stored);
  return zstdDecompressSync(stored, { chunkSize: Math.max(constants.Z_MIN_CHUNK, sizeOf(stored) + 1) });
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** A stored text, whole. */
export const textOfStored = (stored: Uint8Array): string => decoder.decode(utf8Of(stored));
