import { command, FileToken, Nothing, query } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";
import { LONGEST_PATTERN } from "./file-names.ts";
import { FileReading, NamePatternText } from "./model.ts";

/*
 * How files are read can be kept under a name, as an import profile. Profiles belong to the workstation: who gets the same
 * export every week gets it into many cases. They are no evidence: what they gave an article is in the article.
 */

export const ProfileName = z.string().trim().min(1).max(100);

/** A way to read files that is kept for the next time. */
export const ImportProfile = z.object({
  name: ProfileName,
  /** The columns of the files that it is for, in their order; none where it is for files of one article each. */
  columns: z.array(z.string().max(2000)).max(500),
  reading: FileReading,
  savedAt: z.string(),
});
export type ImportProfile = z.infer<typeof ImportProfile>;

/** What a name says by a pattern. */
export const NameFacts = z.object({
  title: z.string().optional(),
  outlet: z.string().optional(),
  author: z.string().optional(),
  publishedAt: z.string().optional(),
  language: z.string().optional(),
  key: z.string().optional(),
});

/** One article as a reading would bring it in. */
export const ReadingSample = z.object({
  title: z.string(),
  outlet: z.string().nullable(),
  author: z.string().nullable(),
  publishedAt: z.string().nullable(),
  language: z.string().nullable(),
  url: z.string().nullable(),
  key: z.string().nullable(),
  /** The beginning of its text. */
  beginning: z.string(),
});
export type ReadingSample = z.infer<typeof ReadingSample>;

/** Most names that a preview lists. */
export const NAMES_SHOWN = 50;

export const NamesPreview = z.object({
  /** The first of them, in the order in which they would be imported. */
  names: z.array(
    z.object({
      /** The last folders of the path and the name, separated by `/`. */
      path: z.string(),
      /** What the pattern gives; null where it does not fit, or there is none. */
      facts: NameFacts.nullable(),
    }),
  ),
  /** The first of those that the pattern does not fit. */
  misfits: z.array(z.string()),
  fitting: z.number().int(),
  total: z.number().int(),
  /** Whether these are all names; where there are many, or the disk is slow, only the first are looked at. */
  isWhole: z.boolean(),
  /** Patterns that the names suggest, best first. */
  proposed: z.array(z.string()),
});
export type NamesPreview = z.infer<typeof NamesPreview>;

export const profileQueries = {
  "articles.profiles": query("The import profiles of this workstation, by name.", Nothing, z.array(ImportProfile)),
  "articles.previewNames": query(
    "What a pattern reads from the names of files and of what is in folders, and patterns that the names suggest; at most the first 2,000 names are looked at.",
    z.object({ files: z.array(FileToken).min(1), pattern: NamePatternText.max(LONGEST_PATTERN).optional() }),
    NamesPreview,
    ["unknown-file"],
  ),
  "articles.previewReading": query(
    "The first articles that a file would give if it were read so, and what would fail among its first records.",
    z.object({ file: FileToken, reading: FileReading.default({}) }),
    z.object({
      articles: z.array(ReadingSample),
      failed: z.array(z.object({ code: z.string(), message: z.string() })),
    }),
    ["unknown-file", "unsupported-format"],
  ),
};

export const profileCommands = {
  "articles.saveProfile": command(
    "Keep a way to read files under a name, with the columns of a file or those named. One of the same name is replaced and given back.",
    z.object({
      name: ProfileName,
      reading: FileReading,
      file: FileToken.optional(),
      columns: ImportProfile.shape.columns.optional(),
    }),
    z.object({ profile: ImportProfile, replaced: ImportProfile.nullable() }),
    ["unknown-file", "unreadable-file", "needs-mapping"],
  ),
  "articles.renameProfile": command(
    "Call a profile something else.",
    z.object({ name: ProfileName, to: ProfileName }),
    ImportProfile,
    ["not-found", "name-taken"],
  ),
  "articles.removeProfile": command(
    "Forget a profile; it is given back, so that it can be saved again.",
    z.object({ name: ProfileName }),
    ImportProfile,
    ["not-found"],
  ),
};

/**
 * The profile that a file with these columns is read by, without being asked: the only one whose columns are just these.
 * Records that need not have all properties (`varies`) may lack those that the profile does not read.
 */
export function fittingProfiles(
  profiles: readonly ImportProfile[],
  columns: readonly string[],
  varies: boolean,
): ImportProfile[] {
  const has = new Set(columns);
  return profiles.filter((profile) => {
    const known = new Set(profile.columns);
    if (known.size === 0 || profile.reading.mapping === undefined || !columns.every((column) => known.has(column)))
      return false;
    return varies
      ? Object.values(profile.reading.mapping).every((path) => path === "" || has.has(path))
      : known.size === has.size;
  });
}

/** What is said by hand goes before a profile, field by field of what is the same for all. */
export function withProfile(reading: FileReading, profile: FileReading): FileReading {
  const constants = { ...profile.constants, ...reading.constants };
  return { ...profile, ...reading, ...(Object.keys(constants).length > 0 ? { constants } : {}) };
}
