import { closeSync, fstatSync, openSync, readSync } from "node:fs";

import { ImportProblem } from "./types.ts";

const MB = 1024 * 1024;
/** The first bytes of a file of records, by which its encoding and its columns are found. */
export const HEAD_BYTES = 64 * 1024;

/** Opens a regular file for reading. A pipe or a device would keep the import waiting for ever. */
export function openRegular(path: string): { fd: number; bytes: number } {
  const fd = openSync(path, "r");
  const stat = fstatSync(fd);
  if (stat.isFile()) return { fd, bytes: stat.size };
  closeSync(fd);
  throw new ImportProblem("unreadable-file", stat.isDirectory() ? "it is a folder" : "it is not an ordinary file");
}

/** All bytes of a file of at most `limit` bytes. Throws `ImportProblem` (too-large, unreadable-file) or a system error. */
export function readBytes(path: string, limit: number): Buffer {
  const { fd, bytes } = openRegular(path);
  try {
    if (bytes > limit) throw tooLarge("it", bytes, limit);
    // One byte more than announced: a file that grows meanwhile is noticed.
    const buffer = Buffer.allocUnsafeSlow(bytes + 1);
    let length = 0;
    while (length < buffer.length) {
      const read = readSync(fd, buffer, length, buffer.length - length, null);
      if (read === 0) break;
      length += read;
    }
    if (length > bytes) throw new ImportProblem("unreadable-file", "it was written to while it was read");
    return buffer.subarray(0, length);
  } finally {
    closeSync(fd);
  }
}

/** The first bytes of a file. */
export function readHead(path: string, length: number): Buffer {
  const { fd } = openRegular(path);
  try {
    const buffer = Buffer.alloc(length);
    return buffer.subarray(0, readSync(fd, buffer, 0, length, 0));
  } finally {
    closeSync(fd);
  }
}

export function tooLarge(what: string, bytes: number, limit: number): ImportProblem {
  return new ImportProblem("too-large", `${what} has ${megabytes(bytes)}; at most ${megabytes(limit)} are read`);
}

const megabytes = (bytes: number): string => `${(bytes / MB).toFixed(bytes < 10 * MB ? 1 : 0)} MB`;

/** A file read in chunks. `bytes` holds what is at hand; what lies before `from` is given up when more is read. */
export class ChunkReader {
  bytes: Buffer = Buffer.alloc(0);
  ended = false;
  private readonly fd: number;
  private readonly chunk: number;

  constructor(fd: number, chunk = MB) {
    this.fd = fd;
    this.chunk = chunk;
  }

  /**
   * Reads on: afterwards `bytes` begins with what was at `from`, followed by more, unless the file has `ended`.
   * Every call takes a new buffer, so that records may be kept as views of the old one without a copy.
   */
  more(from: number): void {
    const kept = this.bytes.length - from;
    // Doubling keeps a record of many chunks from being copied once a chunk.
    const next = Buffer.allocUnsafeSlow(kept + Math.max(this.chunk, kept));
    this.bytes.copy(next, 0, from);
    let length = kept;
    while (length < next.length) {
      const read = readSync(this.fd, next, length, next.length - length, null);
      if (read === 0) {
        this.ended = true;
        break;
      }
      length += read;
    }
    this.bytes = next.subarray(0, length);
  }
}
