import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";

import {
  deeper,
  type FindImporter,
  LARGEST_MEMBER,
  nestingOf,
  RATIO,
  readMember,
  spend,
  streamOf,
} from "./containers.ts";
import { type Importer, ImportProblem, type Nesting, type SourceFile, toFailure } from "./types.ts";

const MB = 1024 * 1024;

/** One file that was packed by itself (`export.jsonl.gz`); its name without the ending says what it is. */
export const makeGzipImporter = (find: FindImporter): Importer => ({
  kind: "gzip",
  streams: true,
  async *readFile(file, options) {
    try {
      const nesting = nestingOf(file);
      const path = withoutEnding(file.path);
      const importer = find(path);
      const rest = { path, nesting: deeper(nesting), ...(file.beat && { beat: file.beat }) };
      if (importer?.streams) {
        // What lies in it says where; the file in between has no name that it was given.
        const part = file.part ? { part: file.part } : {};
        yield* importer.readFile({ ...rest, ...part, stream: () => unpack(file, nesting) }, options);
        return;
      }
      const name = path.slice(path.search(/[^/\\]*$/u));
      const bytes = await whole(unpack(file, nesting));
      for await (const item of readMember(find, { ...rest, path: name, bytes }, options)) yield item;
    } catch (error) {
      yield { failure: toFailure(error) };
    }
  },
});

export const withoutEnding = (path: string): string => path.replace(/\.gz$/iu, "");

async function whole(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > LARGEST_MEMBER)
      throw new ImportProblem(
        "too-large",
        `it unpacks to more than ${LARGEST_MEMBER / MB} MB; unpack it, and import it by itself`,
      );
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

/** A packed file as the file that it was, to be read as a stream. */
export const unpackedFile = (file: SourceFile): SourceFile => {
  const nesting = nestingOf(file);
  return { ...file, path: withoutEnding(file.path), nesting, stream: () => unpack(file, nesting) };
};

/** Unpacks a stream, counting. One that is not packed whatever its name says is given as it is. */
async function* unpack(file: SourceFile, nesting: Nesting): AsyncGenerator<Buffer> {
  const source = streamOf(file);
  const first = await source.next();
  const head = first.done ? new Uint8Array() : first.value;
  if (head.length === 0) throw new ImportProblem("no-text", "the file is empty");
  let packed = 0;
  const all = (async function* () {
    packed += head.length;
    yield head;
    for await (const chunk of source) {
      packed += chunk.length;
      yield chunk;
    }
  })();
  if (head[0] !== 0x1f || head[1] !== 0x8b) {
    for await (const chunk of all) yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    return;
  }
  const gunzip = createGunzip({ chunkSize: 256 * 1024 });
  // Errors come out where it is read.
  pipeline(Readable.from(all), gunzip, () => undefined);
  let size = 0;
  for await (const chunk of gunzip as AsyncIterable<Buffer>) {
    size += chunk.length;
    spend(nesting, chunk.length);
    if (size > 16 * MB && size > packed * RATIO)
      throw new ImportProblem("too-large", `it unpacks to more than ${RATIO} times its size`);
    yield chunk;
  }
}
