import { isUtf8 } from "node:buffer";

import type { Encoding } from "../../../app/articles/encodings.ts";
import { decodeAs, findEncoding } from "./decode.ts";
import { wholeCharacters } from "./lines.ts";

/*
 * Messages name the encoding of each part; many name none, or Latin because they know no better, and many write headers in
 * bytes of no declared encoding. What is missing is put in before the message is parsed; the original is another copy.
 */

/** Bytes of a part that are looked at. */
const SAMPLE = 64 * 1024;
const DEEPEST = 20;
/** What programs call an encoding that they do not know. */
const weak = /^(?:us-ascii|ascii|iso-8859-1|latin-?1|windows-1252|cp1252|unknown-8bit|8bit|x-.*|default.*)?$/iu;
const arabic = new Set(["windows-1256", "iso-8859-6"]);

/** The message with an encoding for each of its texts, and headers in UTF-8; the same bytes where nothing is missing. */
export function withCharsets(message: Buffer, told?: Encoding): Buffer {
  const source = message.toString("latin1");
  const mended = mendPart(source, told, 0);
  return mended === source ? message : Buffer.from(mended, "latin1");
}

/** A part (or the message): a string of one unit for each byte. */
function mendPart(source: string, told: Encoding | undefined, depth: number): string {
  const blank = /\r?\n\r?\n/u.exec(source.slice(0, 2 * 1024 * 1024));
  if (!blank || depth > DEEPEST) return source;
  const header = source.slice(0, blank.index);
  const body = source.slice(blank.index + blank[0].length);
  const unfolded = header.replaceAll(/\r?\n[ \t]+/gu, " ");
  const type = field(unfolded, "content-type");
  const boundary = /^multipart\//iu.test(type) ? parameter(type, "boundary") : "";
  const mendedBody = boundary === "" ? body : mendParts(body, boundary, (part) => mendPart(part, told, depth + 1));
  const isText = type === "" ? boundary === "" : /^text\//iu.test(type);
  const charset =
    isText && !/^attachment/iu.test(field(unfolded, "content-disposition"))
      ? charsetOf(unfolded, type, body, told)
      : null;
  return mendHeader(charset === null ? header : withCharset(header, type, charset)) + blank[0] + mendedBody;
}

const field = (header: string, name: string): string =>
  new RegExp(`(?:^|\\n)${name}:[ \\t]*([^\\r\\n]*)`, "iu").exec(header)?.[1]?.trim() ?? "";

const parameter = (type: string, name: string): string => {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;]+))`, "iu").exec(type);
  return found?.[1] ?? found?.[2] ?? "";
};

function mendParts(body: string, boundary: string, mend: (part: string) => string): string {
  const pieces: string[] = [];
  const mark = `--${boundary}`;
  let from = body.startsWith(mark) ? 0 : next(body, mark, 0);
  if (from < 0) return body;
  pieces.push(body.slice(0, from));
  while (from < body.length) {
    const lineEnd = body.indexOf("\n", from);
    if (lineEnd < 0 || body.startsWith("--", from + mark.length)) break;
    const to = next(body, mark, lineEnd);
    const end = to < 0 ? body.length : to;
    pieces.push(body.slice(from, lineEnd + 1), mend(body.slice(lineEnd + 1, end)));
    from = end;
  }
  return pieces.join("") + body.slice(from);
}

function next(body: string, mark: string, from: number): number {
  const found = body.indexOf(`\n${mark}`, from);
  return found < 0 ? -1 : found + 1;
}

/** The encoding that a text is in, where that is not what it says; null where it is. */
function charsetOf(header: string, type: string, body: string, told: Encoding | undefined): string | null {
  const sample = wholeCharacters(sampleOf(body, field(header, "content-transfer-encoding")));
  if (!sample.some((byte) => byte > 127)) return null;
  const stated = parameter(type, "charset");
  if (isUtf8(sample)) return /^utf-?8$/iu.test(stated) ? null : "utf-8";
  const isWeak = weak.test(stated) || !isKnown(stated);
  if (!isWeak) return null;
  if (told !== undefined) return told;
  try {
    const found = findEncoding(sample, /^text\/html/iu.test(type) ? "html" : "text");
    return /^(?:iso-8859-1|latin-?1|windows-1252|cp1252)$/iu.test(stated) && !arabic.has(found) ? null : found;
  } catch {
    // Binary: whatever it is, no encoding makes a text of it.
    return null;
  }
}

function isKnown(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== "";
  } catch {
    return false;
  }
}

function sampleOf(body: string, transfer: string): Buffer {
  if (/^base64/iu.test(transfer)) return Buffer.from(body.slice(0, 2 * SAMPLE), "base64").subarray(0, SAMPLE);
  const start = body.slice(0, 3 * SAMPLE);
  const plain = /^quoted-printable/iu.test(transfer)
    ? start
        .replaceAll(/=\r?\n/gu, "")
        .replaceAll(/=([\da-f]{2})/giu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : start;
  return Buffer.from(plain.slice(0, SAMPLE), "latin1");
}

function withCharset(header: string, type: string, charset: string): string {
  const kind = (/^[^\s;]+/u.exec(type)?.[0] ?? "text/plain").replaceAll("$", "");
  const rest = type.slice(kind.length).replace(/;\s*charset\s*=\s*(?:"[^"]*"|[^\s;]+)/iu, "");
  const line = `Content-Type: ${kind}; charset=${charset}${rest}`;
  if (type === "") return `${header}\r\n${line}`;
  return header.replace(/(^|\n)content-type:[^\n]*(?:\n[ \t][^\n]*)*/iu, (_, before: string) => before + line);
}

/** A header in UTF-8, and its encoded words put together where a character was cut in two between them. */
function mendHeader(header: string): string {
  const bytes = Buffer.from(header, "latin1");
  const utf8 = isUtf8(bytes) ? header : Buffer.from(decodeHeader(bytes)).toString("latin1");
  return utf8.replaceAll(/=\?[\w-]+\?B\?[\w+/=]*\?=(?:\s+=\?[\w-]+\?B\?[\w+/=]*\?=)+/giu, joinWords);
}

function decodeHeader(bytes: Buffer): string {
  try {
    return decodeAs(bytes, findEncoding(bytes));
  } catch {
    return bytes.toString("latin1");
  }
}

function joinWords(words: string): string {
  const parts = words.split(/\s+/u).map((word) => /^=\?([\w-]+)\?B\?([\w+/=]*)\?=$/iu.exec(word));
  const charset = parts[0]?.[1] ?? "";
  if (parts.some((part) => part?.[1]?.toLowerCase() !== charset.toLowerCase())) return words;
  const joined = Buffer.concat(parts.map((part) => Buffer.from(part?.[2] ?? "", "base64")));
  return `=?${charset}?B?${joined.toString("base64")}?=`;
}
