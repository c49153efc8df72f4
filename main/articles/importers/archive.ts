import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";

import { ImportProblem } from "./types.ts";

/** What an archive may hold: beyond this it was made to exhaust whoever unpacks it. */
export interface ArchiveLimits {
  /** Entries, whatever they are. */
  readonly entries: number;
  /** Bytes of one entry, and of all that is unpacked of one archive. */
  readonly entry: number;
  readonly total: number;
  /** How many times larger than its packed size an entry may be; small ones (1 MB) may be what they like. */
  readonly ratio: number;
}

const MB = 1024 * 1024;

/** Of a document that is an archive inside: DOCX, ODT, EPUB. */
export const documentLimits: ArchiveLimits = { entries: 20_000, entry: 64 * MB, total: 256 * MB, ratio: 200 };
/** Below this size no ratio is a bomb. */
const SMALL = MB;

/** The parts of an archive that is held in memory; each is unpacked when asked for, and counted while it is. */
export interface Archive {
  /** Names of all entries but folders, in the order of the archive. */
  readonly names: readonly string[];
  /** The bytes of an entry; null where there is none of this name. Throws `ImportProblem`. */
  read(name: string): Promise<Buffer | null>;
}

/**
 * Opens an archive. Sizes are not believed: what is unpacked is counted, and ends where it grows beyond the limits.
 * Throws `ImportProblem` (unreadable-file, too-large) for what is no archive, encrypted, or a bomb.
 */
export async function openArchive(bytes: Buffer, limits: ArchiveLimits = documentLimits): Promise<Archive> {
  const zip = await opened(bytes);
  if (zip.entryCount > limits.entries)
    throw new ImportProblem("too-large", `it has ${zip.entryCount} entries; at most ${limits.entries} are read`);
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) if (!entry.fileName.endsWith("/")) entries.set(entry.fileName, entry);
  } catch (error) {
    throw brokenArchive(error);
  }
  let unpacked = 0;
  return {
    names: [...entries.keys()],
    async read(name) {
      const entry = entries.get(name);
      if (!entry) return null;
      const content = await readEntry(zip, entry, limits, limits.total - unpacked);
      unpacked += content.length;
      return content;
    },
  };
}

async function opened(bytes: Buffer): Promise<ZipFile> {
  try {
    return await fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true });
  } catch (error) {
    throw brokenArchive(error);
  }
}

/** Unpacks one entry, counting. `name` is what it is called in what is said of it. */
export async function readEntry(
  zip: ZipFile,
  entry: Entry,
  limits: Pick<ArchiveLimits, "entry" | "ratio">,
  left: number,
  name = entry.fileName,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of streamEntry(zip, entry, limits, name)) {
    size += chunk.length;
    if (size > left) throw new ImportProblem("too-large", `${name} unpacks to more than is read`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

/** Unpacks one entry as it is asked for, counting. Throws `ImportProblem` (unreadable-file, too-large). */
export async function* streamEntry(
  zip: ZipFile,
  entry: Entry,
  limits: Pick<ArchiveLimits, "entry" | "ratio">,
  name: string,
): AsyncGenerator<Buffer> {
  if (entry.isEncrypted()) throw new ImportProblem("unreadable-file", `${name} is encrypted`);
  let size = 0;
  try {
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > SMALL && size > entry.compressedSize * limits.ratio)
        throw new ImportProblem("too-large", `${name} unpacks to more than ${limits.ratio} times its size`);
      if (size > limits.entry) throw new ImportProblem("too-large", `${name} unpacks to more than is read`);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof ImportProblem ? error : brokenArchive(error);
  }
}

export const brokenArchive = (error: unknown): ImportProblem =>
  new ImportProblem(
    "unreadable-file",
    `it is a damaged archive, or none: ${error instanceof Error ? error.message : String(error)}`,
  );
