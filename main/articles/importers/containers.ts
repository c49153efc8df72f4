import { createReadStream } from "node:fs";

import { openRegular } from "./files.ts";
import {
  type ImportedItem,
  type Importer,
  type ImportOptions,
  ImportProblem,
  type Nesting,
  type SourceFile,
  toFailure,
} from "./types.ts";

/*
 * Files that hold other files: archives, mailboxes, web archives, messages with what is attached to them. What lies in them
 * goes through the importer that its name asks for, out of memory, and nothing of it is ever written anywhere.
 */

/** The importer for a file of this name; handed to containers, which may hold any other. */
export type FindImporter = (path: string) => Importer | null;

const MB = 1024 * 1024;

/** How deep containers may lie within each other: an archive of mailboxes whose messages have archives attached is fine. */
const DEEPEST = 4;
/** Entries of all archives within one file. */
export const MOST_ENTRIES = 100_000;
/** Bytes that one member may have that is read as a whole. */
export const LARGEST_MEMBER = 128 * MB;
/** Times its packed size that a file may unpack to, all in all, beyond what is small; and never more than `MOST_UNPACKED`. */
export const RATIO = 200;
const SMALL = 256 * MB;
const MOST_UNPACKED = 16 * 1024 * MB;

/** What may be unpacked of a file, containers within it included. Throws `ImportProblem` where it lies too deep, or a system error. */
export function nestingOf(file: SourceFile): Nesting {
  if (file.nesting) {
    if (file.nesting.depth > DEEPEST)
      throw new ImportProblem("too-large", `it lies more than ${DEEPEST} containers deep`);
    return file.nesting;
  }
  const opened = openRegular(file);
  opened.close();
  const bytes = Math.min(SMALL + RATIO * opened.bytes, MOST_UNPACKED);
  return { depth: 0, budget: { bytes, entries: MOST_ENTRIES } };
}

/** What lies one container deeper. */
export const deeper = ({ depth, budget }: Nesting): Nesting => ({ depth: depth + 1, budget });

/** Counts what is unpacked. Throws `ImportProblem` (too-large) where it is more than may be. */
export function spend({ budget }: Nesting, bytes: number): void {
  budget.bytes -= bytes;
  if (budget.bytes < 0)
    throw new ImportProblem("too-large", "the file that it lies in unpacks to more than is read of one");
}

/** An item of a member, as one of the container. */
export const asMember = (item: ImportedItem, member: string): ImportedItem => ({
  ...item,
  member: item.member === undefined ? member : `${member}/${item.member}`,
});

/** What one member gives, whatever it is: what is wrong with it is said of it alone. */
export async function* readMember(
  find: FindImporter,
  file: SourceFile,
  options: ImportOptions,
): AsyncGenerator<ImportedItem> {
  const importer = find(file.path);
  if (!importer) {
    const failure = { code: "unsupported-format", message: "no importer reads this kind of file", line: null } as const;
    yield { failure, member: file.path };
    return;
  }
  try {
    for await (const item of importer.readFile(file, options)) yield asMember(item, file.path);
  } catch (error) {
    yield { failure: toFailure(error), member: file.path };
  }
}

/** The bytes of a file as they come. */
export async function* streamOf({ path, bytes, stream, beat }: SourceFile): AsyncGenerator<Uint8Array> {
  if (bytes) yield bytes;
  else if (stream) yield* stream();
  else {
    openRegular({ path }).close();
    for await (const chunk of createReadStream(path, { highWaterMark: MB })) {
      beat?.();
      yield chunk as Buffer;
    }
  }
}

/** A stream of which some is at hand: `bytes`. What lies before `from` is given up when more is read. */
export class StreamReader {
  bytes: Buffer = Buffer.alloc(0);
  ended = false;
  /** Why the stream broke off, where it did: what came before that is at hand all the same. */
  broken: Error | null = null;
  private readonly source: AsyncIterator<Uint8Array>;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.source = source[Symbol.asyncIterator]();
  }

  /** Reads on: afterwards `bytes` begins with what was at `from`, followed by more, unless the stream has `ended`. */
  async more(from: number): Promise<void> {
    const kept = this.bytes.subarray(from);
    const pieces: Uint8Array[] = [kept];
    // Doubling keeps what is long from being copied once a chunk.
    const wanted = Math.max(MB, kept.length);
    let got = 0;
    while (got < wanted) {
      const next = await this.next();
      if (!next || next.done) {
        this.ended = true;
        break;
      }
      pieces.push(next.value);
      got += next.value.length;
    }
    this.bytes = Buffer.concat(pieces, kept.length + got);
  }

  private async next(): Promise<IteratorResult<Uint8Array> | null> {
    try {
      return await this.source.next();
    } catch (error) {
      this.broken = error instanceof Error ? error : new Error(String(error));
      return null;
    }
  }

  async close(): Promise<void> {
    await this.source.return?.();
  }
}
