import { extname } from "node:path";

import { csvImporter } from "./csv.ts";
import { docxImporter } from "./docx.ts";
import { makeEmlImporter } from "./eml.ts";
import { epubImporter } from "./epub.ts";
import { feedImporter } from "./feed.ts";
import { makeGzipImporter, withoutEnding } from "./gzip.ts";
import { htmlImporter } from "./html.ts";
import { jsonImporter } from "./json.ts";
import { jsonlImporter } from "./jsonl.ts";
import { markdownImporter } from "./markdown.ts";
import { makeMboxImporter } from "./mbox.ts";
import { mhtmlImporter } from "./mhtml.ts";
import { odsImporter } from "./ods.ts";
import { odtImporter } from "./odt.ts";
import { pdfImporter } from "./pdf.ts";
import { rtfImporter } from "./rtf.ts";
import { textImporter } from "./text.ts";
import type { Importer } from "./types.ts";
import { makeWaczImporter } from "./wacz.ts";
import { makeWarcImporter } from "./warc.ts";
import { xlsxImporter } from "./xlsx.ts";
import { makeZipImporter } from "./zip.ts";

/** By what a file's name ends in; a new format is one line here and one file beside this. */
const importers = new Map<string, Importer>([
  [".txt", textImporter],
  [".text", textImporter],
  [".md", markdownImporter],
  [".markdown", markdownImporter],
  [".html", htmlImporter],
  [".htm", htmlImporter],
  [".xhtml", htmlImporter],
  [".docx", docxImporter],
  [".odt", odtImporter],
  [".rtf", rtfImporter],
  [".epub", epubImporter],
  [".pdf", pdfImporter],
  [".eml", makeEmlImporter(importerFor)],
  [".mhtml", mhtmlImporter],
  [".mht", mhtmlImporter],
  [".rss", feedImporter],
  [".atom", feedImporter],
  [".rdf", feedImporter],
  [".xml", feedImporter],
  [".json", jsonImporter],
  [".jsonl", jsonlImporter],
  [".ndjson", jsonlImporter],
  [".csv", csvImporter],
  [".tsv", csvImporter],
  [".xlsx", xlsxImporter],
  [".xlsm", xlsxImporter],
  [".ods", odsImporter],
  [".zip", makeZipImporter(importerFor)],
  [".mbox", makeMboxImporter(importerFor)],
  [".mbx", makeMboxImporter(importerFor)],
  [".warc", makeWarcImporter(importerFor)],
  [".wacz", makeWaczImporter(importerFor)],
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
