import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate, inflateRaw, zstdDecompress } from "node:zlib";

import { ImportProblem } from "./types.ts";

/** The body of an answer as the page that it was: its chunks joined and unpacked. Throws `ImportProblem` (too-large, unreadable-file). */
export async function unpackAnswer(
  body: Buffer,
  headers: ReadonlyMap<string, string>,
  largest: number,
): Promise<Buffer> {
  const isChunked = /\bchunked\b/iu.test(headers.get("transfer-encoding") ?? "");
  // Crawlers that kept the header but not the chunks are many.
  let bytes = isChunked ? (joinChunks(body) ?? body) : body;
  const encodings = (headers.get("content-encoding") ?? "")
    .toLowerCase()
    .split(",")
    .map((each) => each.trim());
  for (const encoding of encodings.toReversed().slice(0, 3)) bytes = await unpack(bytes, encoding, largest);
  return bytes;
}

const LF = 0x0a;

/** Chunks of an answer, joined; null where it is in none. One that breaks off gives what there is. */
function joinChunks(body: Buffer): Buffer | null {
  const chunks: Buffer[] = [];
  for (let at = 0; at < body.length;) {
    const end = body.indexOf(LF, at);
    const size = /^([\da-f]{1,8})[ \t]*(?:;.*)?\r?$/iu.exec(body.toString("latin1", at, Math.min(end, at + 200)))?.[1];
    if (end < 0 || size === undefined) return chunks.length === 0 ? null : Buffer.concat(chunks);
    const length = Number.parseInt(size, 16);
    if (length === 0) break;
    chunks.push(body.subarray(end + 1, end + 1 + length));
    at = end + 1 + length;
    while (body[at] === 0x0d || body[at] === LF) at += 1;
  }
  return Buffer.concat(chunks);
}

async function unpack(bytes: Buffer, encoding: string, largest: number): Promise<Buffer> {
  const options = { maxOutputLength: largest };
  try {
    if (encoding === "gzip" || encoding === "x-gzip")
      return bytes[0] === 0x1f && bytes[1] === 0x8b ? await promisify(gunzip)(bytes, options) : bytes;
    if (encoding === "deflate")
      return ((bytes[0] ?? 0) & 0x0f) === 8
        ? await promisify(inflate)(bytes, options)
        : await promisify(inflateRaw)(bytes, options);
    if (encoding === "br") return await promisify(brotliDecompress)(bytes, options);
    if (encoding === "zstd") return await promisify(zstdDecompress)(bytes, options);
    return bytes;
  } catch (error) {
    if (error instanceof RangeError) throw new ImportProblem("too-large", "its answer unpacks to more than is read");
    // Kept as the page itself, under a header that tells of the wire.
    if (looksLikePage(bytes)) return bytes;
    throw new ImportProblem("unreadable-file", `its answer cannot be unpacked (${encoding})`);
  }
}

const looksLikePage = (bytes: Buffer): boolean => /^[\s\ufeff]*<|^%PDF/u.test(bytes.toString("utf8", 0, 200));
