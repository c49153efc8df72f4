import { closeSync, fstatSync, openSync, readSync } from "node:fs";

import { ImportProblem, type SourceFile } from "./types.ts";

const MB = 1024 * 1024;
/** The first bytes of a file of records, by which its encoding and its columns are found. */
export const HEAD_BYTES = 64 * 1024;

/** A file that is open for reading, on disk or in memory. */
export interface OpenFile {
  /** Its size, as it was when it was opened. */
  readonly bytes: number;
  /** Reads on into `buffer` from `at`: at most `length` bytes. @returns how many, 0 at its end */
  read(buffer: Buffer, at: number, length: number): number;
  close(): void;
}

/** Opens a regular file for reading. A pipe or a device would keep the import waiting for ever. */
export function openRegular({ path, bytes }: SourceFile): OpenFile {
  return bytes === undefined ? openOnDisk(path) : openInMemory(bytes);
}

function openInMemory(held: Buffer): OpenFile {
  let position = 0;
  return {
    bytes: held.length,
    read(buffer, at, length) {
      const read = held.copy(buffer, at, position, Math.min(position + length, held.length));
      position += read;
      return read;
    },
    close: () => undefined,
  };
}

function openOnDisk(path: string): OpenFile {
  const fd = openSync(path, "r");
  const stat = fstatSync(fd);
  if (stat.isFile())
    return {
      bytes: stat.size,
      read: (buffer, at, length) => readSync(fd, buffer, at, length, null),
      close: () => closeSync(fd),
    };
  closeSync(fd);
  throw new ImportProblem("unreadable-file", stat.isDirectory() ? "it is a folder" : "it is not an ordinary file");
}

/** All bytes of a file of at most `limit` bytes. Throws `ImportProblem` (too-large, unreadable-file) or a system error. */
export function readBytes(source: SourceFile, limit: number): Buffer {
  if (source.bytes !== undefined) {
    if (source.bytes.length > limit) throw tooLarge("it", source.bytes.length, limit);
    return source.bytes;
  }
  const file = openRegular(source);
  const { bytes } = file;
  try {
    if (bytes > limit) throw tooLarge("it", bytes, limit);
    // One byte more than announced: a file that grows meanwhile is noticed.
    const buffer = Buffer.allocUnsafeSlow(bytes + 1);
    let length = 0;
    while (length < buffer.length) {
      const read = file.read(buffer, length, buffer.length - length);
      if (read === 0) break;
      length += read;
    }
    if (length > bytes) throw new ImportProblem("unreadable-file", "it was written to while it was read");
    return buffer.subarray(0, length);
  } finally {
    file.close();
  }
}

/** The first bytes of a file. */
export function readHead(source: SourceFile, length: number): Buffer {
  const file = openRegular(source);
  try {
    const buffer = Buffer.alloc(length);
    return buffer.subarray(0, file.read(buffer, 0, length));
  } finally {
    file.close();
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
  private readonly file: OpenFile;
  private readonly chunk: number;

  constructor(file: OpenFile, chunk = MB) {
    this.file = file;
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
      const read = this.file.read(next, length, next.length - length);
      if (read === 0) {
        this.ended = true;
        break;
      }
      length += read;
    }
    this.bytes = next.subarray(0, length);
  }
}
