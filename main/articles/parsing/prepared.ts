import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { zstdCompressSync } from "node:zlib";

import { writeBlocks } from "../../store/blocks.ts";
import { storedBody } from "../../store/body-encoding.ts";
import { identityOf, sha256 } from "../../store/identity.ts";
import { wordsOfArticle } from "../../store/search-index.ts";
import {
  chooseProfile,
  type ImportedArticle,
  type ImportedItem,
  importerFor,
  type ImportFailure,
  readByHand,
  recordKinds,
  toFailure,
} from "../importers/index.ts";
import type { ArticleHead, FileToRead, Part, PartBegun, PartsMessage, PreparedItem } from "./messages.ts";

/*
 * Everything that can be done for an article before it is stored: hashes, the words of the index, blocks as they are
 * written, the originals compressed. What is left to whoever owns the store is to store.
 */

/** Bytes of the hashes before each article's text: of the text, of the original, of the file, and what makes a duplicate. */
const HASH = 32;
const IDENTITY = 16;

/** What was read of a file and not sent yet. */
interface Gathered {
  readonly file: number;
  readonly items: PreparedItem[];
  /** Hashes, text and words of each article. */
  readonly bytes: Uint8Array[];
  last: boolean;
  readAs?: string;
}

/** A message is full with so many bytes, counted before compression, or so many articles. */
const FULL = 1024 * 1024;
const MOST = 400;

/** Gathers what files give, until there is enough to be worth a message. */
export class Gathering {
  private parts: Gathered[] = [];
  private originals: Uint8Array[] = [];
  private originalBytes = 0;
  private size = 0;
  private since = 0;

  /** Milliseconds since the first of what is gathered came in; 0 while there is nothing. */
  get age(): number {
    return this.parts.length === 0 ? 0 : performance.now() - this.since;
  }

  get isFull(): boolean {
    return this.size + this.originalBytes >= FULL || this.originals.length >= MOST;
  }

  get isEmpty(): boolean {
    return this.parts.length === 0;
  }

  /** Adds what `file` gave, or, with null, its end and the profile that it was read by, if one was chosen. */
  add(file: number, item: ImportedItem | null, fileSha256: Uint8Array | null, readAs: string | null = null): void {
    if (this.parts.length === 0) this.since = performance.now();
    let part = this.parts.at(-1);
    if (part?.file !== file) {
      part = { file, items: [], bytes: [], last: false };
      this.parts.push(part);
    }
    if (item === null) {
      part.last = true;
      if (readAs !== null) part.readAs = readAs;
    } else if ("failure" in item) part.items.push({ failure: { ...item.failure, member: item.member ?? null } });
    else this.addArticle(part, item.article, item.member ?? null, fileSha256);
  }

  private addArticle(
    part: Gathered,
    article: ImportedArticle,
    member: string | null,
    fileSha256: Uint8Array | null,
  ): void {
    const text = Buffer.from(article.text, "utf8");
    const words = Buffer.from(wordsOfArticle(article.title, article.text), "utf8");
    const textSha256 = sha256(text);
    const body = storedBody(text);
    const originalSha256 = sha256(article.original);
    part.bytes.push(
      textSha256,
      originalSha256,
      fileSha256 ?? originalSha256,
      identityOf(textSha256, article),
      body,
      words,
    );
    part.items.push({ article: headOf(article, member, body.length, words.length, this.originalBytes) });
    this.originals.push(article.original);
    this.originalBytes += article.original.length;
    this.size += body.length + words.length;
  }

  /** All that was gathered, as one message. */
  take(): PartsMessage {
    const pack = this.originals.length === 0 ? new Uint8Array(0) : zstdCompressSync(join(this.originals));
    const parts: Part[] = [];
    const pieces: Uint8Array[] = [pack];
    let start = pack.length;
    for (const { file, items, bytes, last, readAs } of this.parts) {
      const length = bytes.reduce((sum, piece) => sum + piece.length, 0);
      for (const piece of bytes) pieces.push(piece);
      parts.push({ file, items, start, length, last, ...(readAs === undefined ? {} : { readAs }) });
      start += length;
    }
    [this.parts, this.originals, this.originalBytes, this.size] = [[], [], 0, 0];
    return { say: "parts", parts, pack: pack.length, bytes: join(pieces) };
  }
}

const join = (pieces: readonly Uint8Array[]): Uint8Array =>
  pieces.length === 1 ? (pieces[0] as Uint8Array) : Buffer.concat(pieces);

const headOf = (
  article: ImportedArticle,
  member: string | null,
  text: number,
  words: number,
  originalAt: number,
): ArticleHead => ({
  title: article.title,
  outlet: article.outlet,
  author: article.author,
  publishedAt: article.publishedAt,
  language: article.language,
  url: article.url,
  key: article.key,
  member,
  line: article.line,
  encoding: article.encoding,
  chars: article.text.length,
  blocks: writeBlocks(article.blocks),
  text,
  words,
  original: article.original.length,
  originalAt,
});

/** Reads one file and gathers what it gives. `pause` is awaited after every item, `beat` called where none comes for long, `begun` with each part of a container. */
export async function gatherFile(
  { number, path, options, passOver }: FileToRead,
  gathering: Gathering,
  pause: () => Promise<void>,
  beat: () => void = () => undefined,
  begun: (at: PartBegun) => void = () => undefined,
): Promise<void> {
  let items = 0;
  let parts = 0;
  const part = (): ImportFailure | null => {
    parts += 1;
    const barred = passOver?.find((each) => each.part === parts);
    if (barred) return { code: barred.code, message: barred.message, line: null };
    begun({ part: parts, items });
    return null;
  };
  const fail = (failure: ImportFailure): void => gathering.add(number, { failure }, null);
  const importer = importerFor(path);
  let readAs: string | null = null;
  if (!importer) fail({ code: "unsupported-format", message: "no importer reads this kind of file", line: null });
  else
    try {
      // A file of one article is the original that it becomes; of a file of records or members the hash is its own.
      let fileSha256 = recordKinds.has(importer.kind) ? await hashFile(path, beat) : null;
      const chosen = await chooseProfile(importer, path, options);
      readAs = chosen.readAs;
      for await (const item of readByHand(importer, { path, beat, part }, chosen.options)) {
        if (item.member !== undefined) fileSha256 ??= await hashFile(path, beat);
        gathering.add(number, item, fileSha256);
        items += 1;
        await pause();
      }
    } catch (error) {
      fail(toFailure(error));
    }
  gathering.add(number, null, null, readAs);
  await pause();
}

async function hashFile(path: string, beat: () => void): Promise<Buffer> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    hash.update(chunk as Buffer);
    beat();
  }
  return hash.digest();
}

/** An article as it arrives: its head, and its bytes as views of the message. */
export interface PreparedArticle extends ArticleHead {
  readonly textSha256: Uint8Array;
  readonly originalSha256: Uint8Array;
  readonly fileSha256: Uint8Array;
  readonly identity: Uint8Array;
  readonly body: Uint8Array;
  readonly indexed: Uint8Array;
}

/** Why a file, a member or a record of it gave no article. */
export type ReadFailure = ImportFailure & { readonly member: string | null };

export type ReadItem = { readonly article: PreparedArticle } | { readonly failure: ReadFailure };

/** Takes a part of a message apart, without copying. Throws where its lengths do not fit: then it is not to be believed. */
export function readPart(part: Part, message: PartsMessage): ReadItem[] {
  const end = part.start + part.length;
  let at = part.start;
  const take = (length: number): Uint8Array => {
    if (!(length >= 0 && at >= message.pack && at + length <= end && end <= message.bytes.length))
      throw new RangeError("an article lies outside of its message");
    return message.bytes.subarray(at, (at += length));
  };
  return part.items.map((item) => {
    if ("failure" in item) return item;
    const { article } = item;
    return {
      article: {
        ...article,
        textSha256: take(HASH),
        originalSha256: take(HASH),
        fileSha256: take(HASH),
        identity: take(IDENTITY),
        body: take(article.text),
        indexed: take(article.words),
      },
    };
  });
}
