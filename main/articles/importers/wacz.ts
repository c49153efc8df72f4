import { readEntry, streamEntry } from "./archive.ts";
import { asMember, deeper, type FindImporter, RATIO, spend } from "./containers.ts";
import { unpackedFile } from "./gzip.ts";
import { tidyTitle } from "./titles.ts";
import {
  type ImportedItem,
  type Importer,
  type ImportOptions,
  ImportProblem,
  type SourceFile,
  toFailure,
} from "./types.ts";
import { type PageTitles, readWarc } from "./warc.ts";
import { counted, type OpenZip, withZip } from "./zip.ts";

const MB = 1024 * 1024;
/** Largest list of pages, in bytes, and how many of its titles are kept. */
const LARGEST_LIST = 64 * MB;
const MOST_TITLES = 200_000;

/** Web archives in a package (WACZ): the records of its archives; its lists of pages tell titles. */
export const makeWaczImporter = (find: FindImporter): Importer => ({
  kind: "wacz",
  async *readFile(file, options) {
    try {
      yield* withZip(file, (zip) => readAll(zip, find, options, file.part));
    } catch (error) {
      yield { failure: toFailure(error) };
    }
  },
});

async function* readAll(
  open: OpenZip,
  find: FindImporter,
  options: ImportOptions,
  part: SourceFile["part"],
): AsyncGenerator<ImportedItem> {
  const { zip, entries, nesting, beat } = open;
  const archives = entries.filter(({ name }) => /^archive\/.+\.warc(?:\.gz)?$/iu.test(name));
  if (archives.length === 0) throw new ImportProblem("unreadable-file", "there is no web archive in it");
  const titles = await readTitles(open);
  for (const { entry, name } of archives) {
    beat();
    const limits = { entry: Infinity, ratio: RATIO };
    const stream = () => counted(streamEntry(zip, entry, limits, "it"), nesting);
    const source = { path: name, stream, nesting: deeper(nesting), beat, ...(part && { part }) };
    const archive = /\.gz$/iu.test(name) ? unpackedFile(source) : source;
    for await (const item of readWarc(archive, options, find, titles)) yield asMember(item, name);
  }
}

/** Titles from the lists of pages, one JSON object a line; a list that cannot be read tells none. */
async function readTitles({ zip, entries, nesting }: OpenZip): Promise<PageTitles> {
  const titles = new Map<string, string>();
  for (const { entry, name } of entries) {
    if (!/^pages\/[^/]+\.jsonl$/iu.test(name)) continue;
    try {
      const limits = { entry: LARGEST_LIST, ratio: RATIO };
      const list = await readEntry(zip, entry, limits, nesting.budget.bytes, name);
      spend(nesting, list.length);
      for (const line of list.toString("utf8").split("\n")) {
        if (titles.size >= MOST_TITLES) return titles;
        const page = parse(line);
        const title = tidyTitle(page.title);
        if (page.url !== null && title !== null && !titles.has(page.url)) titles.set(page.url, title);
      }
    } catch {
      // Pages have titles of their own as a rule.
    }
  }
  return titles;
}

function parse(line: string): { url: string | null; title: string | null } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    value = null;
  }
  const { url, title } = (typeof value === "object" && value !== null ? value : {}) as {
    url?: unknown;
    title?: unknown;
  };
  return { url: typeof url === "string" ? url : null, title: typeof title === "string" ? title : null };
}
