import type { Encoding } from "../../../app/articles/encodings.ts";
import { findBlocks } from "../../../app/text/blocks.ts";
import { findCredits } from "./credits.ts";
import { decodeBytes } from "./decode.ts";
import { readBytes } from "./files.ts";
import { detectLanguage } from "./language.ts";
import { findTitle, titleFromPath } from "./titles.ts";
import { type ImportedArticle, type Importer, toFailure } from "./types.ts";
import { workingText } from "./working-text.ts";

/** Largest plain text, in bytes. */
const LIMIT = 64 * 1024 * 1024;

export const textImporter: Importer = {
  kind: "text",
  async *readFile(file, { encoding }) {
    try {
      yield { article: await readText(readBytes(file, LIMIT), file.path, encoding) };
    } catch (error) {
      yield { failure: toFailure(error) };
    }
  },
};

/** A plain text as an article: its text unchanged to the character, all else from what it says about itself. */
export async function readText(original: Uint8Array, path: string, told?: Encoding): Promise<ImportedArticle> {
  const decoded = decodeBytes(original, "text", told);
  const text = workingText(decoded.text);
  return {
    title: findTitle(text) ?? titleFromPath(path),
    ...findCredits(text),
    language: await detectLanguage(text),
    text,
    blocks: findBlocks(text),
    key: null,
    line: null,
    original,
    encoding: decoded.encoding,
  };
}
