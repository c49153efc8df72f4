import type { Block } from "../../../app/articles/model.ts";
import { firstStrong } from "../../../app/text/direction.ts";
import { articleOf, safeText } from "./document.ts";
import { readBytes } from "./files.ts";
import { type GlyphRun, joinLines, ligatureWords, type PdfItem, readLines, withLigatures } from "./pdf-lines.ts";
import { type ImportedArticle, type Importer, ImportProblem, toFailure } from "./types.ts";

/** Largest file, in bytes. */
const LIMIT = 256 * 1024 * 1024;
const MOST_PAGES = 5000;
/** Letters by which a page counts as having text: a stamp or a page number over a scan is none. */
const FEWEST_LETTERS = 20;

/** PDF files: the text layer in reading order, paragraphs as blocks. One without a text layer is named, never guessed. */
export const pdfImporter: Importer = {
  kind: "pdf",
  async *readFile(file) {
    try {
      yield { article: await readPdf(readBytes(file, LIMIT), file.path) };
    } catch (error) {
      yield { failure: toFailure(error) };
    }
  },
};

type Pdfjs = typeof import("pdfjs-dist/legacy/build/pdf.mjs");

let library: Pdfjs | null = null;

/** Loads the library when the first file needs it. Its worker runs within this thread. */
async function loadLibrary(): Promise<Pdfjs> {
  if (library) return library;
  // @ts-expect-error the worker comes without types; the library asks for no more than that it is there.
  const worker: unknown = await import("pdfjs-dist/legacy/build/pdf.worker.mjs");
  Object.assign(globalThis, { pdfjsWorker: worker });
  library = await import("pdfjs-dist/legacy/build/pdf.mjs");
  return library;
}

/** Throws `ImportProblem` (unreadable-file, too-large, no-text). */
export async function readPdf(original: Buffer, path: string): Promise<ImportedArticle> {
  const pdfjs = await loadLibrary();
  const task = pdfjs.getDocument({
    // The library takes the buffer for itself; the original stays ours.
    data: Uint8Array.from(original),
    useSystemFonts: false,
    disableFontFace: true,
    useWasm: false,
    stopAtErrors: false,
    verbosity: 0,
    // Nothing is ever fetched: not fonts, not what a document refers to.
    useWorkerFetch: false,
  });
  try {
    const document = await task.promise;
    if (document.numPages > MOST_PAGES)
      throw new ImportProblem("too-large", `it has ${document.numPages} pages; at most ${MOST_PAGES} are read`);
    const pages: string[][] = [];
    let letters = 0;
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const content = await page.getTextContent();
      const items = content.items.filter((item): item is PdfItem & typeof item => "str" in item);
      const turned = items.filter(({ dir }) => dir === "rtl");
      if (turned.length > 0) {
        const words = ligatureWords(await glyphsOf(page, pdfjs));
        for (const item of turned) item.str = withLigatures(item.str, words);
      }
      const paragraphs = joinLines(readLines(items));
      letters += paragraphs.join("").match(/\p{L}/gu)?.length ?? 0;
      pages.push(paragraphs);
      page.cleanup();
    }
    if (letters < FEWEST_LETTERS)
      throw new ImportProblem(
        "no-text",
        "its pages are pictures without a text layer; run it through text recognition (OCR) and import the result",
      );
    const { info } = await document.getMetadata();
    const stated = info as { Title?: unknown; Author?: unknown; Language?: unknown };
    return await articleOf(
      {
        ...asBlocks(pages),
        title: usefulTitle(stated.Title),
        author: typeof stated.Author === "string" ? stated.Author : null,
        language: typeof stated.Language === "string" ? stated.Language : null,
      },
      { path, original },
    );
  } catch (error) {
    throw explained(error);
  } finally {
    await task.destroy();
  }
}

type PdfPage = Awaited<ReturnType<Awaited<ReturnType<Pdfjs["getDocument"]>["promise"]>["getPage"]>>;

/** The runs of glyphs that a page shows, in its own order. */
async function glyphsOf(page: PdfPage, pdfjs: Pdfjs): Promise<GlyphRun[]> {
  const { fnArray, argsArray } = await page.getOperatorList();
  return fnArray.flatMap((operator: number, index: number): GlyphRun[] => {
    if (operator !== pdfjs.OPS.showText) return [];
    const [glyphs] = argsArray[index] as [readonly (number | { unicode?: string } | null)[]];
    return [glyphs.map((glyph) => (typeof glyph === "number" ? glyph : (glyph?.unicode ?? " ")))];
  });
}

/** A title that a program put there by itself says nothing. */
function usefulTitle(title: unknown): string | null {
  if (typeof title !== "string" || title.trim() === "") return null;
  return /^(?:untitled|microsoft word - .*|.*\.(?:docx?|odt|pdf|indd|rtf))$/iu.test(title.trim()) ? null : title;
}

function explained(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof ImportProblem) return error;
  if (error.name === "PasswordException")
    return new ImportProblem("unreadable-file", "it is protected by a password; save it without one");
  if (error.name === "InvalidPDFException")
    return new ImportProblem("unreadable-file", `it is no PDF, or damaged: ${error.message}`);
  return error;
}

/** Paragraphs as blocks with a blank line between; a page begins a block of its own. */
function asBlocks(pages: readonly (readonly string[])[]): { text: string; blocks: Block[] } {
  let text = "";
  let direction: Block["direction"] | null = null;
  const blocks: Block[] = [];
  for (const paragraph of pages.flat()) {
    const content = safeText(paragraph).trim();
    if (content === "") continue;
    if (text !== "") text += "\n\n";
    const start = text.length;
    text += content;
    direction = firstStrong(content) ?? direction;
    blocks.push({ start, end: text.length, kind: "paragraph", direction: direction ?? "ltr" });
  }
  return { text, blocks };
}
