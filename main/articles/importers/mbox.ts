import { deeper, type FindImporter, nestingOf, StreamReader, streamOf } from "./containers.ts";
import { LARGEST_MESSAGE, readMessage } from "./eml.ts";
import { tooLarge } from "./files.ts";
import { tidyName } from "./titles.ts";
import { type Importer, ImportProblem, type SourceFile, toFailure } from "./types.ts";

const LF = 0x0a;
const CR = 0x0d;
/** Longest separator line, and what is looked at of the line after it. */
const LONGEST_LINE = 1000;
/** Kept of a message that is given up: a separator may have begun in it. */
const TAIL = 2 * LONGEST_LINE;

/** Mailboxes (mboxo and mboxrd) of any size, one message at a time. A message's own id is its key. */
export const makeMboxImporter = (find: FindImporter): Importer => ({
  kind: "mbox",
  streams: true,
  async *readFile(file, options) {
    let number = 0;
    try {
      const nesting = deeper(nestingOf(file));
      for await (const { bytes, size } of splitMessages(file)) {
        number += 1;
        const plain = unquote(bytes);
        const id = bytes.length === 0 ? null : messageId(plain);
        const member = id === null ? `msg ${number}` : `msg ${number} ${id}`;
        const rest = file.beat ? { beat: file.beat } : {};
        const barred = file.part?.();
        if (barred) {
          yield { failure: barred, member };
          continue;
        }
        try {
          if (size > LARGEST_MESSAGE) throw tooLarge("the message", size, LARGEST_MESSAGE);
          for await (const item of readMessage(
            plain,
            { path: `msg ${number}`, nesting, ...rest },
            options,
            find,
            bytes,
          )) {
            const within = item.member === undefined ? member : `${member}/${item.member}`;
            if ("article" in item && item.member === undefined)
              yield { article: { ...item.article, key: id }, member: within };
            else yield { ...item, member: within };
          }
        } catch (error) {
          yield { failure: toFailure(error), member };
        }
      }
      if (number === 0) throw new ImportProblem("no-text", "there is no message in it");
    } catch (error) {
      const failure = toFailure(error);
      if (number > 0) failure.message = `it breaks off after message ${number}: ${failure.message}`;
      yield { failure };
    }
  },
});

/** A message as it stands in the mailbox, without the line that separates it from others; none of it where it is too large. */
interface RawMessage {
  readonly bytes: Buffer;
  readonly size: number;
}

async function* splitMessages(file: SourceFile): AsyncGenerator<RawMessage> {
  const reader = new StreamReader(streamOf(file));
  try {
    await reader.more(0);
    let at = skipBlankLines(reader.bytes);
    if (reader.broken && reader.bytes.length === at) throw reader.broken;
    if (reader.bytes.length === at && reader.ended) return;
    if (!(await isSeparator(reader, at)))
      throw new ImportProblem("unreadable-file", "it is no mailbox: it does not begin with a line “From …”");
    for (;;) {
      at = endOfLine(reader.bytes, at) + 1;
      let dropped = 0;
      let from = at;
      for (;;) {
        const found = reader.bytes.indexOf("\nFrom ", Math.max(0, at - 1, from - 1));
        if (found >= 0) {
          if (isAfterBlank(reader.bytes, found, at)) {
            const before = reader.bytes.length;
            const length = found + 1 - at;
            if (found + 1 + TAIL > before && !reader.ended) {
              await reader.more(at);
              at = 0;
              from = length;
              continue;
            }
            if (isSeparatorAt(reader.bytes, found + 1)) {
              const bytes = reader.bytes.subarray(at, found + 1);
              yield messageOf(bytes, dropped);
              at = found + 1;
              break;
            }
          }
          from = found + 2;
          continue;
        }
        if (reader.ended) {
          if (reader.broken) throw reader.broken;
          yield messageOf(reader.bytes.subarray(at), dropped);
          return;
        }
        from = Math.max(at, reader.bytes.length - 6);
        if (reader.bytes.length - at > LARGEST_MESSAGE) {
          // It is given up, but where it ends must be seen.
          const kept = reader.bytes.length - TAIL;
          dropped += kept - at;
          at = kept;
        }
        from -= at;
        await reader.more(at);
        at = 0;
      }
    }
  } finally {
    await reader.close();
  }
}

function messageOf(bytes: Buffer, dropped: number): RawMessage {
  const size = bytes.length + dropped;
  if (dropped > 0 || size > LARGEST_MESSAGE)
    return { bytes: Buffer.alloc(0), size: Math.max(size, LARGEST_MESSAGE + 1) };
  // The empty line before the next one belongs to the mailbox.
  let { length } = bytes;
  if (bytes[length - 1] === LF) length -= bytes[length - 2] === CR ? 2 : 1;
  return { bytes: bytes[length - 1] === LF ? bytes.subarray(0, length) : bytes, size };
}

const skipBlankLines = (bytes: Buffer): number => {
  let at = 0;
  while (bytes[at] === LF || bytes[at] === CR) at += 1;
  return at;
};

function endOfLine(bytes: Buffer, from: number): number {
  const found = bytes.indexOf(LF, from);
  return found < 0 ? bytes.length : found;
}

/** Whether the line that ends at `end` is empty, or nothing came before it. */
const isAfterBlank = (bytes: Buffer, end: number, from: number): boolean =>
  end < from || bytes[end - 1] === LF || (bytes[end - 1] === CR && bytes[end - 2] === LF);

async function isSeparator(reader: StreamReader, at: number): Promise<boolean> {
  if (reader.bytes.length - at < TAIL && !reader.ended) await reader.more(0);
  return isSeparatorAt(reader.bytes, at);
}

/**
 * Whether a line separates messages: it names a sender or a time, and what follows is a header. A sentence that begins with
 * “From” after an empty line is none, though some programs leave such lines unquoted.
 */
function isSeparatorAt(bytes: Buffer, at: number): boolean {
  const end = endOfLine(bytes, at);
  if (end - at > LONGEST_LINE) return false;
  const line = bytes.toString("latin1", at, end).trimEnd();
  if (!/^From (?:\S+$|.*\d{1,2}:\d{2})/u.test(line)) return false;
  const next = bytes.toString("latin1", end + 1, Math.min(end + 1 + LONGEST_LINE, bytes.length));
  const isHeader = /^(?:[\x21-\x39\x3b-\x7e]+[ \t]*:|>?From )/u.test(next);
  // A message without a header is one where its time is told.
  return isHeader || (/\d:\d{2}/u.test(line) && /^(?:\r?\n|$)/u.test(next));
}

/** Undoes what a mailbox does to lines that begin with “From”. */
function unquote(bytes: Buffer): Buffer {
  if (!bytes.includes("\n>") || !bytes.includes(">From ")) return bytes;
  return Buffer.from(bytes.toString("latin1").replaceAll(/^>(>*From )/gmu, "$1"), "latin1");
}

/** The message's own id, as it is shown and as it is known by. */
function messageId(bytes: Buffer): string | null {
  const head = bytes.subarray(0, 64 * 1024).toString("latin1");
  const end = head.search(/\r?\n\r?\n/u);
  const stated = /^message-id:[ \t]*(?:\r?\n[ \t]+)?(\S.*?)[ \t]*\r?$/imu.exec(
    end < 0 ? head : head.slice(0, end),
  )?.[1];
  return tidyName(stated ?? null);
}
