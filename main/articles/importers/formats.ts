import { extname } from "node:path";

import { csvImporter } from "./csv.ts";
import { makeGzipImporter, withoutEnding } from "./gzip.ts";
import { jsonImporter } from "./json.ts";
import { jsonlImporter } from "./jsonl.ts";
import { textImporter } from "./text.ts";
import type { Importer, ImporterKind } from "./types.ts";

/**
 * An importer that is loaded with the first file of its kind: the libraries for pages and documents take half a second that
 * neither the program's start nor a parser of other files should wait for.
 */
function later(kind: ImporterKind, load: () => Promise<Importer>): Importer {
  let loaded: Promise<Importer> | undefined;
  return {
    kind,
    async *readFile(file, options) {
      yield* (await (loaded ??= load())).readFile(file, options);
    },
  };
}

const html = later("html", async () => (await import("./html.ts")).htmlImporter);
const markdown = later("markdown", async () => (await import("./markdown.ts")).markdownImporter);
const mhtml = later("mhtml", async () => (await import("./mhtml.ts")).mhtmlImporter);
const feed = later("feed", async () => (await import("./feed.ts")).feedImporter);
const xlsx = later("xlsx", async () => (await import("./xlsx.ts")).xlsxImporter);
const mbox: Importer = {
  ...later("mbox", async () => (await import("./mbox.ts")).makeMboxImporter(importerFor)),
  streams: true,
};
const warc: Importer = {
  ...later("warc", async () => (await import("./warc.ts")).makeWarcImporter(importerFor)),
  streams: true,
};

/** By what a file's name ends in; a new format is one line here and one file beside this. */
const importers = new Map<string, Importer>([
  [".txt", textImporter],
  [".text", textImporter],
  [".md", markdown],
  [".markdown", markdown],
  [".html", html],
  [".htm", html],
  [".xhtml", html],
  [".docx", later("docx", async () => (await import("./docx.ts")).docxImporter)],
  [".odt", later("odt", async () => (await import("./odt.ts")).odtImporter)],
  [".rtf", later("rtf", async () => (await import("./rtf.ts")).rtfImporter)],
  [".epub", later("epub", async () => (await import("./epub.ts")).epubImporter)],
  [".pdf", later("pdf", async () => (await import("./pdf.ts")).pdfImporter)],
  [".eml", later("eml", async () => (await import("./eml.ts")).makeEmlImporter(importerFor))],
  [".mhtml", mhtml],
  [".mht", mhtml],
  [".rss", feed],
  [".atom", feed],
  [".rdf", feed],
  [".xml", feed],
  [".json", jsonImporter],
  [".jsonl", jsonlImporter],
  [".ndjson", jsonlImporter],
  [".csv", csvImporter],
  [".tsv", csvImporter],
  [".xlsx", xlsx],
  [".xlsm", xlsx],
  [".ods", later("ods", async () => (await import("./ods.ts")).odsImporter)],
  [".zip", later("zip", async () => (await import("./zip.ts")).makeZipImporter(importerFor))],
  [".mbox", mbox],
  [".mbx", mbox],
  [".warc", warc],
  [".wacz", later("wacz", async () => (await import("./wacz.ts")).makeWaczImporter(importerFor))],
]);

const gzipImporter = makeGzipImporter(importerFor);

/** The importer for a file by its extension, upper or lower case; null where no importer reads this kind (unsupported-format). */
export function importerFor(path: string): Importer | null {
  // What was packed by itself is read where the file within is.
  if (/\.gz$/iu.test(path)) return importerFor(withoutEnding(path)) && gzipImporter;
  return importers.get(extname(path).toLowerCase()) ?? null;
}

/** What `importerFor` knows, with the dot, for file dialogs and messages. */
export const importedExtensions: readonly string[] = [...importers.keys()];
