import { matchName, type NameFacts, type NamePattern, parsePattern } from "../../../app/articles/file-names.ts";
import { shownPath } from "../../../app/articles/members.ts";
import type { FileReading } from "../../../app/articles/model.ts";
import { fittingProfiles, withProfile } from "../../../app/articles/profiles.ts";
import { readLanguage } from "./language.ts";
import { previewRecords } from "./preview.ts";
import { tidyName, tidyTitle } from "./titles.ts";
import {
  type ImportedArticle,
  type ImportedItem,
  type Importer,
  type ImportOptions,
  recordKinds,
  type SourceFile,
} from "./types.ts";

/*
 * What the analyst says by hand about files, at the one place where every format passes: the pattern for their names,
 * what is the same for all, and the profile that their columns are those of.
 */

/** Reads a file as it was said to be read. What its name says goes before what is said of all, that before what it says. */
export async function* readByHand(
  importer: Importer,
  file: SourceFile,
  options: ImportOptions,
): AsyncGenerator<ImportedItem> {
  const parsed = options.pattern === undefined ? null : parsePattern(options.pattern);
  const pattern = parsed?.ok ? parsed.pattern : null;
  for await (const item of importer.readFile(file, options)) {
    if ("article" in item)
      correct(item.article, pattern, shownPath({ path: file.path, member: item.member ?? null }), options);
    yield item;
  }
}

function correct(
  article: ImportedArticle,
  pattern: NamePattern | null,
  path: string,
  { constants }: FileReading,
): void {
  // A record of many says more of itself than the name of the file that they all lie in.
  const named: NameFacts = (pattern && article.line === null && matchName(pattern, path)) || {};
  const language = named.language ?? constants?.language;
  article.title = tidyTitle(named.title ?? null) ?? article.title;
  article.outlet = tidyName(named.outlet ?? constants?.outlet ?? null) ?? article.outlet;
  article.author = tidyName(named.author ?? constants?.author ?? null) ?? article.author;
  article.publishedAt = named.publishedAt ?? constants?.publishedAt ?? article.publishedAt;
  article.language = (language === undefined ? null : readLanguage(language)) ?? article.language;
  article.key = tidyTitle(named.key ?? null) ?? article.key;
}

/** How a file of columns is to be read: by the only profile that is for just these, unless a mapping was given by hand. */
export async function chooseProfile(
  importer: Importer,
  path: string,
  { profiles = [], ...reading }: ImportOptions,
): Promise<{ options: FileReading; readAs: string | null }> {
  const plain = { options: reading, readAs: null };
  if (profiles.length === 0 || reading.mapping !== undefined || !recordKinds.has(importer.kind)) return plain;
  try {
    const { columns } = await previewRecords(path);
    const [profile, ...others] = fittingProfiles(profiles, columns, propertiesVary(importer));
    if (!profile || others.length > 0) return plain;
    return { options: withProfile(reading, profile.reading), readAs: profile.name };
  } catch {
    // The import itself says what is wrong with the file.
    return plain;
  }
}

/** Whether records of such a file need not all have the same properties. */
export const propertiesVary = ({ kind }: Importer): boolean => kind === "json" || kind === "jsonl";
