import { type Entry, fromBufferPromise, openPromise, type ZipFile } from "yauzl";

import { brokenArchive, readEntry, streamEntry } from "./archive.ts";
import {
  deeper,
  type FindImporter,
  LARGEST_MEMBER,
  MOST_ENTRIES,
  nestingOf,
  RATIO,
  readMember,
  spend,
} from "./containers.ts";
import { openRegular } from "./files.ts";
import {
  type Importer,
  type ImportOptions,
  type ImportedItem,
  ImportProblem,
  type Nesting,
  type SourceFile,
  toFailure,
} from "./types.ts";
import { namesOf } from "./zip-names.ts";

/** Archives of files: each is read as if it lay in a folder. The archive itself may be of any size, it is never held whole. */
export const makeZipImporter = (find: FindImporter): Importer => ({
  kind: "zip",
  async *readFile(file, options) {
    try {
      yield* withZip(file, (zip) => readAll(zip, find, options, file.part));
    } catch (error) {
      yield { failure: toFailure(error) };
    }
  },
});

/** An archive that is open, with its entries but folders, under their names. */
export interface OpenZip {
  readonly zip: ZipFile;
  readonly entries: readonly { readonly entry: Entry; readonly name: string }[];
  readonly nesting: Nesting;
  readonly beat: () => void;
}

/** What `read` gives of an archive, which is closed afterwards. Throws `ImportProblem` for what is none, or was made to do harm. */
export async function* withZip(
  file: SourceFile,
  read: (zip: OpenZip) => AsyncIterable<ImportedItem>,
): AsyncGenerator<ImportedItem> {
  const nesting = nestingOf(file);
  const beat = file.beat ?? (() => undefined);
  const zip = await open(file);
  try {
    const entries = await listEntries(zip, nesting, beat);
    const names = namesOf(entries);
    const files = entries.map((entry, index) => ({ entry, name: names[index] as string }));
    yield* read({ zip, entries: files.filter(({ name }) => !name.endsWith("/")), nesting, beat });
  } finally {
    zip.close();
  }
}

async function open(file: SourceFile): Promise<ZipFile> {
  // Names are decoded here: those with `..` in them are no reason to refuse what they name.
  const options = { lazyEntries: true, validateEntrySizes: true, decodeStrings: false, autoClose: false };
  openRegular(file).close();
  try {
    return await (file.bytes ? fromBufferPromise(file.bytes, options) : openPromise(file.path, options));
  } catch (error) {
    throw brokenArchive(error);
  }
}

const tooMany = (): ImportProblem =>
  new ImportProblem("too-large", `it has more than ${MOST_ENTRIES} entries; unpack it, and import the folder`);

async function listEntries(zip: ZipFile, { budget }: Nesting, beat: () => void): Promise<Entry[]> {
  if (zip.entryCount > budget.entries) throw tooMany();
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      if (--budget.entries < 0) throw tooMany();
      entries.push(entry);
      beat();
    }
  } catch (error) {
    throw error instanceof ImportProblem ? error : brokenArchive(error);
  }
  refuseOverlaps(entries);
  return entries;
}

/** Bytes before an entry's name at its place in the archive. */
const LOCAL_HEADER = 30;

/** Entries that share their bytes unpack to many times the archive: no program packs like that. */
function refuseOverlaps(entries: readonly Entry[]): void {
  let end = 0;
  for (const entry of entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)) {
    if (entry.relativeOffsetOfLocalHeader < end)
      throw new ImportProblem("unreadable-file", "its entries overlap: it was made to do harm");
    end = entry.relativeOffsetOfLocalHeader + LOCAL_HEADER + entry.fileNameRaw.length + entry.compressedSize;
  }
}

async function* readAll(
  { zip, entries, nesting, beat }: OpenZip,
  find: FindImporter,
  options: ImportOptions,
  begin: SourceFile["part"],
): AsyncGenerator<ImportedItem> {
  const pages = new Set(entries.flatMap(({ name }) => /^(.+?)\.[^/]*html?$/iu.exec(name)?.[1] ?? []));
  let read = 0;
  for (const { entry, name } of entries) {
    beat();
    if (isLeftAlone(name, pages)) continue;
    read += 1;
    if (nesting.budget.bytes <= 0)
      throw new ImportProblem(
        "too-large",
        `it unpacks to more than is read of one file; ${name} and what follows was not read`,
      );
    const barred = begin?.();
    if (barred) {
      yield { failure: barred, member: name };
      continue;
    }
    try {
      const member = await unpacked(zip, entry, nesting, find(name));
      yield* readMember(find, { ...member, path: name, nesting: deeper(nesting), beat }, options);
    } catch (error) {
      yield { failure: toFailure(error), member: name };
    }
  }
  if (read === 0) throw new ImportProblem("no-text", "there is no file in it");
}

/** A member as it is read: as a stream where that can be, else whole; not at all where nobody reads its kind. */
async function unpacked(
  zip: ZipFile,
  entry: Entry,
  nesting: Nesting,
  importer: Importer | null,
): Promise<Pick<SourceFile, "bytes" | "stream">> {
  if (!importer) return {};
  if (entry.isEncrypted())
    throw new ImportProblem("unreadable-file", "it is encrypted; unpack the archive with its password first");
  if (importer.streams)
    return { stream: () => counted(streamEntry(zip, entry, { entry: Infinity, ratio: RATIO }, "it"), nesting) };
  if (entry.uncompressedSize > LARGEST_MEMBER)
    throw new ImportProblem(
      "too-large",
      `it unpacks to more than ${LARGEST_MEMBER / 1024 / 1024} MB; unpack it, and import it by itself`,
    );
  const { budget } = nesting;
  const before = budget.bytes;
  try {
    const limits = { entry: LARGEST_MEMBER, ratio: RATIO };
    const bytes = await readEntry(zip, entry, limits, before, "it");
    budget.bytes = before - bytes.length;
    return { bytes };
  } catch (error) {
    // What was unpacked of it for nothing counts as well: many of them are a bomb too.
    budget.bytes = before - Math.min(entry.uncompressedSize, LARGEST_MEMBER);
    throw error;
  }
}

/** A stream that is counted against what may be unpacked. */
export async function* counted(stream: AsyncIterable<Buffer>, nesting: Nesting): AsyncGenerator<Buffer> {
  for await (const chunk of stream) {
    spend(nesting, chunk.length);
    yield chunk;
  }
}

/** Hidden, or of the folder of pictures and scripts that a browser saves beside a page: as in a folder (`walk.ts`). */
function isLeftAlone(name: string, pages: ReadonlySet<string>): boolean {
  const parts = name.split("/");
  let before = "";
  for (const [index, part] of parts.entries()) {
    if (part === "__MACOSX" || (part.startsWith(".") && part !== "." && part !== "..")) return true;
    const stem = index < parts.length - 1 ? /^(.+)(?:_files|\.files)$/u.exec(part)?.[1] : undefined;
    if (stem !== undefined && pages.has(before + stem)) return true;
    before += `${part}/`;
  }
  return false;
}
