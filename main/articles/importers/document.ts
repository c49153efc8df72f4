import type { Block } from "../../../app/articles/model.ts";
import { findCredits } from "./credits.ts";
import { decideLanguage } from "./language.ts";
import { findTitle, tidyName, tidyTitle, titleFromPath } from "./titles.ts";
import type { ImportedArticle } from "./types.ts";
import { workingText } from "./working-text.ts";

/** What a format's reader found of one document, as it was stated. */
export interface ReadDocument {
  readonly text: string;
  readonly blocks: Block[];
  readonly title?: string | null | undefined;
  readonly outlet?: string | null | undefined;
  readonly author?: string | null | undefined;
  readonly publishedAt?: string | null | undefined;
  readonly language?: string | null | undefined;
  readonly url?: string | null | undefined;
}

/**
 * An article of a document's text and of what it states about itself; what it does not state is looked for in its text,
 * as in a plain one. Throws `ImportProblem` (no-text).
 */
export async function articleOf(
  found: ReadDocument,
  origin: { readonly path: string; readonly original: Uint8Array; readonly encoding?: string | null },
): Promise<ImportedArticle> {
  // The writer of blocks makes canonical text: nothing may be changed once offsets were counted.
  const text = workingText(found.text);
  const credits = findCredits(text);
  const heading = found.blocks.find(({ kind, start, end }) => kind === "heading" && end - start <= 300);
  return {
    title:
      tidyTitle(found.title ?? null) ??
      (heading ? tidyTitle(text.slice(heading.start, heading.end)) : null) ??
      findTitle(text) ??
      titleFromPath(origin.path),
    outlet: tidyName(found.outlet ?? null) ?? credits.outlet,
    author: tidyName(found.author ?? null) ?? credits.author,
    publishedAt: found.publishedAt ?? credits.publishedAt,
    language: await decideLanguage(found.language ?? null, text),
    url: found.url ?? credits.url,
    text,
    blocks: found.blocks,
    key: null,
    line: null,
    original: origin.original,
    encoding: origin.encoding ?? null,
  };
}

/** A string as running text of a document: well-formed, without the one character that SQLite's functions cut at. */
export const safeText = (text: string): string =>
  text.toWellFormed().replaceAll("\0", "\ufffd").replaceAll("\ufeff", "").replaceAll(/\r\n?/gu, "\n");
