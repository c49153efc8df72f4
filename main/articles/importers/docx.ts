import mammoth from "mammoth";

import { type Archive, openArchive } from "./archive.ts";
import { articleOf, safeText } from "./document.ts";
import { readBytes } from "./files.ts";
import { BlockWriter } from "./html-blocks.ts";
import { reduceFragment } from "./html.ts";
import { type ImportedArticle, type Importer, ImportProblem, toFailure } from "./types.ts";
import { readTexts } from "./xml.ts";

/** Largest file, in bytes: pictures inside make them large. */
const LIMIT = 256 * 1024 * 1024;

/** Word documents: paragraphs, headings, lists and tables in order, footnotes at the end; nothing of pictures. */
export const docxImporter: Importer = {
  kind: "docx",
  async *readFile(file) {
    try {
      yield { article: await readDocx(readBytes(file, LIMIT), file.path) };
    } catch (error) {
      yield { failure: toFailure(error) };
    }
  },
};

/** Throws `ImportProblem` (unreadable-file, too-large, no-text). */
export async function readDocx(original: Buffer, path: string): Promise<ImportedArticle> {
  const archive = await openArchive(original);
  if (
    !archive.names.includes("word/document.xml") &&
    !archive.names.some((name) => /^word\/document\d*\.xml$/u.test(name))
  )
    throw new ImportProblem("unreadable-file", "it holds no Word document");
  // The library unpacks without counting: whatever it will read was read once before, within the limits.
  for (const name of archive.names) if (/\.(?:xml|rels)$/u.test(name)) await archive.read(name);
  const { value } = await mammoth.convertToHtml(
    { buffer: original },
    {
      // Pictures are not read, so that none is unpacked.
      convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: "" })),
      ignoreEmptyParagraphs: true,
    },
  );
  const writer = new BlockWriter();
  reduceFragment(value, writer);
  const stated = await statedBy(archive);
  return articleOf({ ...writer.finish(), ...stated }, { path, original });
}

/** Title and author as the document's properties have them. When a file was made says nothing of when it was published. */
async function statedBy(archive: Archive): Promise<{ title?: string; author?: string; language?: string }> {
  const core = await archive.read("docProps/core.xml");
  if (!core) return {};
  const found = readTexts(safeText(core.toString("utf8")), ["title", "creator", "language"]);
  const [title, author, language] = [found.get("title"), found.get("creator"), found.get("language")];
  return {
    ...(title === undefined ? {} : { title }),
    ...(author === undefined ? {} : { author }),
    ...(language === undefined ? {} : { language }),
  };
}
