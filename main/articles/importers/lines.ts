import type { Encoding } from "../../../app/articles/encodings.ts";
import { findEncoding } from "./decode.ts";
import { ChunkReader, HEAD_BYTES, openRegular, tooLarge } from "./files.ts";
import { LARGEST_RECORD } from "./records.ts";
import { ImportProblem, type SourceFile } from "./types.ts";

/** Files of records in UTF-16 are read whole; up to this size, in bytes. */
const LARGEST_UTF16 = 64 * 1024 * 1024;

/** One record of a file as bytes (views, to be copied only if kept longer than the record), or why it was passed over. */
export interface RawRecord {
  bytes: Buffer;
  /** 1-based line that it begins on. */
  line: number;
  problem: ImportProblem | null;
  /** Where each field stands within `bytes`, if the splitter knows fields. */
  fields: RawField[];
}

export interface RawField {
  start: number;
  end: number;
  quoted: boolean;
}

/**
 * Looks for the end of the record that begins at `from`. Gives where the record's bytes end and where the next one
 * begins, or null where more bytes are needed. `ended`: no more will come.
 */
export type Splitter = (bytes: Uint8Array, from: number, ended: boolean) => Split | null;

export interface Split {
  end: number;
  next: number;
  /** How many line ends lie before `next`. */
  lines: number;
  fields: RawField[];
  /** Why these bytes are no record, if they are none. */
  problem: string | null;
}

/** Ends a record at each LF; a CR before it belongs to the line end. */
export const splitLine: Splitter = (bytes, from, ended) => {
  const found = bytes.indexOf(0x0a, from);
  if (found < 0 && !ended) return null;
  const end = found < 0 ? bytes.length : found;
  return {
    end: trimReturn(bytes, from, end),
    next: Math.min(end + 1, bytes.length),
    lines: 1,
    fields: [],
    problem: null,
  };
};

function trimReturn(bytes: Uint8Array, from: number, end: number): number {
  return end > from && bytes[end - 1] === 0x0d ? end - 1 : end;
}

/**
 * The records of a file, in order, never more than one record and one chunk of it in memory; `encoding` is told before
 * the first. Records of more than 32 MB are passed over and named. Throws `ImportProblem` where the file as a whole
 * cannot be read.
 */
export function* readRawRecords(
  source: SourceFile,
  splitter: Splitter,
  told?: Encoding,
): Generator<RawRecord & { encoding: string }> {
  const file = openRegular(source);
  try {
    const reader = new ChunkReader(file);
    reader.more(0);
    const encoding = told ?? findEncoding(wholeCharacters(reader.bytes.subarray(0, HEAD_BYTES)));
    const records = encoding.startsWith("utf-16")
      ? splitUtf16(reader, file.bytes, encoding, splitter)
      : splitChunks(reader, splitter, hasMark(reader.bytes) ? 3 : 0);
    for (const record of records) yield { ...record, encoding };
  } finally {
    file.close();
  }
}

const hasMark = (bytes: Uint8Array): boolean => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;

/** A sample cut within a UTF-8 character would not be valid UTF-8: it ends after the last ASCII character, if one is near. */
export function wholeCharacters(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && bytes.length - end < 8 && (bytes[end - 1] ?? 0) > 127) end--;
  return bytes.subarray(0, end);
}

function* splitChunks(reader: ChunkReader, splitter: Splitter, from: number): Generator<RawRecord> {
  let at = from;
  let line = 1;
  // A record that is too large is given up to its line end without being kept.
  let skipping = false;
  while (at < reader.bytes.length || !reader.ended) {
    const found = skipping ? splitLine(reader.bytes, at, reader.ended) : splitter(reader.bytes, at, reader.ended);
    if (found === null) {
      const length = reader.bytes.length - at;
      if (!skipping && length > LARGEST_RECORD) {
        yield oversized(line, length);
        skipping = true;
      } else {
        reader.more(skipping ? reader.bytes.length : at);
        at = 0;
      }
      continue;
    }
    if (!skipping) {
      if (found.end - at > LARGEST_RECORD) yield oversized(line, found.end - at);
      else if (found.end > at || found.problem) yield rawRecord(reader.bytes.subarray(at, found.end), line, found);
    }
    skipping = false;
    line += found.lines;
    at = found.next;
  }
}

function rawRecord(bytes: Buffer, line: number, { fields, problem }: Split): RawRecord {
  return {
    bytes,
    line,
    fields,
    problem: problem ? new ImportProblem("bad-record", `line ${line}: ${problem}`, line) : null,
  };
}

function oversized(line: number, length: number): RawRecord {
  const problem = tooLarge(`the record on line ${line}`, length, LARGEST_RECORD);
  return { bytes: Buffer.alloc(0), line, problem, fields: [] };
}

/** UTF-16 (what a spreadsheet calls Unicode text): split by one byte a unit, so that the same splitters serve. */
function* splitUtf16(reader: ChunkReader, size: number, encoding: string, splitter: Splitter): Generator<RawRecord> {
  if (size > LARGEST_UTF16) throw tooLarge("a file of records in UTF-16", size, LARGEST_UTF16);
  while (!reader.ended) reader.more(0);
  const bytes = reader.bytes;
  const units = narrowUtf16(bytes, encoding);
  let at = units[0] === MARK ? 1 : 0;
  let line = 1;
  while (at < units.length) {
    const found = splitter(units, at, true);
    if (found === null) return;
    if (found.end - at > LARGEST_RECORD / 2) yield oversized(line, 2 * (found.end - at));
    else if (found.end > at || found.problem) {
      const fields = found.fields.map((field) => ({ ...field, start: 2 * field.start, end: 2 * field.end }));
      yield rawRecord(bytes.subarray(2 * at, 2 * found.end), line, { ...found, fields });
    }
    line += found.lines;
    at = found.next;
  }
}

/** Stands for a byte order mark in `narrowUtf16`. */
export const MARK = 0xff;

/** One byte for each UTF-16 unit: ASCII as it is, all else 0x80, a byte order mark 0xff. Offsets double back to bytes. */
export function narrowUtf16(bytes: Uint8Array, encoding: string): Buffer {
  const high = encoding === "utf-16le" ? 1 : 0;
  const units = Buffer.allocUnsafe(bytes.length >> 1);
  for (let i = 0; i < units.length; i++) {
    const low = bytes[2 * i + 1 - high] ?? 0;
    units[i] = bytes[2 * i + high] === 0 && low < 0x80 ? low : 0x80;
  }
  if (bytes[high] === 0xfe && bytes[1 - high] === 0xff) units[0] = MARK;
  return units;
}
