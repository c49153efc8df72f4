import { StreamReader } from "./containers.ts";
import { ImportProblem } from "./types.ts";

/** Largest header of a record, and of the answer in it, in bytes. */
const LARGEST_HEAD = 64 * 1024;
const LF = 0x0a;
const CR = 0x0d;

/** One record of a web archive: its headers, and its block where it was asked for. */
export interface WarcRecord {
  /** 1-based, as it stands in the file. */
  readonly number: number;
  /** Names in lower case; values without the angle brackets that some programs put around addresses. */
  readonly headers: ReadonlyMap<string, string>;
  /** Null where it is too long, or not wanted. */
  readonly block: Buffer | null;
  readonly length: number;
  /** Why it is none, or not whole. */
  readonly problem: string | null;
}

/**
 * The records of a web archive, in their order, one at a time. `wants` decides by a record's headers and the first bytes of
 * its block whether it is read at all. Lengths are not believed: where a record does not end where it says, it is named, and
 * reading goes on with the next that is found.
 *
 * Not with the `warcio` package, which never comes to an end where a record breaks off and holds a line whole however long it is.
 */
export async function* readRecords(
  source: AsyncIterable<Uint8Array>,
  largest: number,
  wants: (headers: ReadonlyMap<string, string>, start: Buffer) => boolean,
): AsyncGenerator<WarcRecord> {
  const reader = new StreamReader(source);
  let number = 0;
  let at = 0;

  /** Reads until so many bytes are at hand from `at`, or the stream has ended. @returns how many are */
  async function have(length: number): Promise<number> {
    while (reader.bytes.length - at < length && !reader.ended) {
      await reader.more(at);
      at = 0;
    }
    return Math.min(length, reader.bytes.length - at);
  }

  /** Goes to the next record that is to be seen; false where there is none. */
  async function findNext(): Promise<boolean> {
    for (;;) {
      const found = reader.bytes.indexOf("\nWARC/1.", at);
      if (found >= 0) {
        at = found + 1;
        return true;
      }
      if (reader.ended) return false;
      at = Math.max(at, reader.bytes.length - 8);
      await reader.more(at);
      at = 0;
    }
  }

  async function skip(length: number): Promise<number> {
    let left = length;
    while (left > 0) {
      const now = await have(Math.min(left, 1));
      if (now === 0) break;
      const step = Math.min(left, reader.bytes.length - at);
      at += step;
      left -= step;
    }
    return length - left;
  }

  /** What is said of a record that is not whole; where the stream says why, that. */
  function cut(): string {
    if (reader.broken) throw reader.broken;
    return "the file ends in the middle of it";
  }

  try {
    for (;;) {
      do while (reader.bytes[at] === LF || reader.bytes[at] === CR) at += 1;
      while (at >= reader.bytes.length && (await have(1)) > 0);
      if ((await have(8)) === 0) {
        if (reader.broken) throw reader.broken;
        return;
      }
      if (reader.bytes.toString("latin1", at, at + 7) !== "WARC/1.") {
        if (number === 0)
          throw new ImportProblem("unreadable-file", "it is no web archive: it does not begin with a record");
        yield { number, headers: new Map(), block: null, length: 0, problem: "what follows it is no record" };
        if (!(await findNext())) return;
      }
      number += 1;
      const head = await readHead(have, () => reader.bytes.subarray(at));
      const headers = head ? parseHeaders(head.text) : new Map<string, string>();
      const length = headers.get("content-length") ?? "";
      if (!head || !/^\d{1,15}$/u.test(length)) {
        yield {
          number,
          headers,
          block: null,
          length: 0,
          problem: head ? "it does not say how long it is" : "its header has no end",
        };
        at += 1;
        if (!(await findNext())) return;
        continue;
      }
      at += head.bytes;
      const bytes = Number(length);
      const start = reader.bytes.subarray(at, at + (await have(Math.min(bytes, LARGEST_HEAD))));
      const isWanted = wants(headers, start);
      if (isWanted && bytes <= largest) {
        const got = await have(bytes + 4);
        const after = reader.bytes.toString("latin1", at + bytes, at + bytes + 4);
        const endsThere = got <= bytes ? got === bytes && reader.ended : /^(?:\r?\n){1,2}/u.test(after);
        const problem = got < bytes ? cut() : endsThere ? null : "it does not end where it says";
        yield {
          number,
          headers,
          block: problem === null ? reader.bytes.subarray(at, at + bytes) : null,
          length: bytes,
          problem,
        };
        if (problem === null) at += bytes;
        else if (!(await findNext())) return;
        continue;
      }
      const isCut = (await skip(bytes)) < bytes;
      if (isWanted || isCut)
        yield {
          number,
          headers,
          block: null,
          length: bytes,
          problem: isCut ? cut() : null,
        };
    }
  } finally {
    await reader.close();
  }
}

/** The header at hand, with the empty line that ends it; null where it has no end within bounds. */
async function readHead(
  have: (length: number) => Promise<number>,
  bytes: () => Buffer,
): Promise<{ text: string; bytes: number } | null> {
  for (let looked = 1024; ; looked *= 4) {
    const got = await have(looked);
    const end = headEnd(bytes().subarray(0, got));
    if (end !== null) return { text: bytes().toString("utf8", 0, end), bytes: end };
    if (got < looked || looked >= LARGEST_HEAD) return null;
  }
}

/** Where the empty line after a header ends. */
export function headEnd(bytes: Buffer): number | null {
  const strict = bytes.indexOf("\r\n\r\n");
  const loose = bytes.indexOf("\n\n");
  if (strict < 0 && loose < 0) return null;
  return strict >= 0 && (loose < 0 || strict < loose) ? strict + 4 : loose + 2;
}

/** Headers by their names; the first line, which is none, is passed over. */
export function parseHeaders(head: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of head.replaceAll(/\r?\n[ \t]+/gu, " ").split(/\r?\n/u)) {
    const colon = line.indexOf(":");
    if (colon <= 0) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (!headers.has(name)) headers.set(name, name === "warc-target-uri" ? value.replace(/^<(.*)>$/u, "$1") : value);
  }
  return headers;
}
