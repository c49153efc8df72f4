import { FileToken, Id } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";
import { TagRef } from "../tags/model.ts";
import { Encoding } from "./encodings.ts";
import { describePatternProblem, parsePattern } from "./file-names.ts";

export const ArticleState = z.enum(["unread", "in-work", "done"]);
export type ArticleState = z.infer<typeof ArticleState>;

/** A date as precisely as it is known: "2025", "2025-11", "2025-11-24". */
export const DateText = z.string().regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/);
export type DateText = z.infer<typeof DateText>;

/** A publication date: a `DateText`, or an instant with its offset where the page gave one. */
export const PublishedAt = z.union([DateText, z.iso.datetime({ offset: true })]);
export type PublishedAt = z.infer<typeof PublishedAt>;

/** A range of UTF-16 code units in a working text, end exclusive. */
export const Range = z.object({ start: z.number().int().min(0), end: z.number().int().min(0) });
export type Range = z.infer<typeof Range>;

export const BlockKind = z.enum(["heading", "paragraph", "list-item", "quotation", "table-row"]);
export const Block = Range.extend({ kind: BlockKind, direction: z.enum(["rtl", "ltr"]) });
export type Block = z.infer<typeof Block>;

/** The family of an article: the copies of one text. */
export const FamilyRef = z.object({ id: Id, members: z.number().int(), isOrigin: z.boolean() });
export type FamilyRef = z.infer<typeof FamilyRef>;

/** One line of the library. */
export const ArticleRow = z.object({
  id: Id,
  title: z.string(),
  outlet: z.string().nullable(),
  author: z.string().nullable(),
  publishedAt: PublishedAt.nullable(),
  language: z.string().nullable(),
  state: ArticleState,
  tags: z.array(TagRef),
  claims: z.number().int(),
  importedAt: z.string(),
  /** Length of the working text in UTF-16 units. */
  chars: z.number().int(),
  /** Where it was imported from, a member of a container behind its file; and the SHA-256 of the original kept of it. */
  path: z.string(),
  sha256: z.string(),
  family: FamilyRef.nullable(),
});
export type ArticleRow = z.infer<typeof ArticleRow>;

export const TextVersion = z.object({
  id: Id,
  number: z.number().int(),
  sha256: z.string(),
  importedAt: z.string(),
  claims: z.number().int(),
});
export type TextVersion = z.infer<typeof TextVersion>;

/** Where an article came from: its file or its record in one. */
export const Provenance = z.object({
  /** The absolute path it was imported from; the file of a record or of a member. */
  path: z.string(),
  /** The path within that file of what is a part of it: `2025/report.html` of an archive, `msg 12 <id>` of a mailbox. */
  member: z.string().nullable(),
  /** 1-based line of the record within its file, or within its member. */
  line: z.number().int().nullable(),
  /** SHA-256 of the file, also where the article is one record or one member of it. */
  fileSha256: z.string(),
  /** SHA-256 of the kept original: the file's, the member's or the record's bytes. */
  sha256: z.string(),
  bytes: z.number().int(),
  encoding: z.string().nullable(),
});
export type Provenance = z.infer<typeof Provenance>;

/** An article with one version of its text, as the reader shows it. */
export const Article = ArticleRow.extend({
  url: z.string().nullable(),
  provenance: Provenance,
  versions: z.array(TextVersion),
  /** The version that `text` and `blocks` belong to; the newest unless another was asked for. */
  version: Id,
  text: z.string(),
  blocks: z.array(Block),
  /** Where the analyst stopped reading: a UTF-16 offset. */
  position: z.number().int(),
});
export type Article = z.infer<typeof Article>;

/** How many articles the family has that an article belongs to; "1": it stands alone. */
export const FamilySize = z.enum(["1", "2", "3-5", "6-10", "11-20", "21-50", "51+"]);
export type FamilySize = z.infer<typeof FamilySize>;

export const ArticleFilter = z.object({
  /** Words that title, outlet or author contain, folded; for the text itself there is search. */
  text: z.string().max(500).optional(),
  states: z.array(ArticleState).optional(),
  languages: z.array(z.string().nullable()).optional(),
  outlets: z.array(z.string().nullable()).optional(),
  /** Tags, each with its children. */
  tags: z.array(Id).optional(),
  /** Both exclude the day named. */
  after: DateText.optional(),
  before: DateText.optional(),
  /** Both include the day, month or year named; a date of which only the year is known lies in no month. */
  from: DateText.optional(),
  until: DateText.optional(),
  /** Articles of which no date is known, or no more of it than the year. */
  dated: z.enum(["undated", "year-only"]).optional(),
  claims: z.enum(["with", "without"]).optional(),
  family: z.enum(["in-family", "alone"]).optional(),
  familySizes: z.array(FamilySize).optional(),
  /** One line a family: its origin, or where that is filtered out the first of its copies. Facets still count articles. */
  collapsed: z.boolean().optional(),
  /** Families whose copies are listed below their line all the same. */
  opened: z.array(Id).max(1000).optional(),
});
export type ArticleFilter = z.infer<typeof ArticleFilter>;

export const ArticleColumn = z.enum([
  "title",
  "outlet",
  "author",
  "publishedAt",
  "language",
  "state",
  "claims",
  "importedAt",
  "chars",
]);
export type ArticleColumn = z.infer<typeof ArticleColumn>;
export const ArticleSort = z.object({ column: ArticleColumn, descending: z.boolean().default(false) });
export type ArticleSort = z.infer<typeof ArticleSort>;

/** What a row of a table may be read as when an export is imported. */
export const RecordField = z.enum(["text", "title", "outlet", "author", "publishedAt", "language", "url", "key"]);
export type RecordField = z.infer<typeof RecordField>;
/** For each field the name of the column (CSV) or property path (JSON) that holds it; an empty name: no column does. */
export const RecordMapping = z.partialRecord(RecordField, z.string());
export type RecordMapping = z.infer<typeof RecordMapping>;

/** What may be said once for all articles that are read. */
export const ConstantField = z.enum(["outlet", "author", "publishedAt", "language"]);
export type ConstantField = z.infer<typeof ConstantField>;

export const ConstantValues = z
  .partialRecord(ConstantField, z.string().trim().min(1).max(300))
  .superRefine((values, context) => {
    if (values.publishedAt !== undefined && !PublishedAt.safeParse(values.publishedAt).success)
      context.addIssue({
        code: "custom",
        path: ["publishedAt"],
        message: "no date such as 2025, 2025-11 or 2025-11-24",
      });
    if (values.language !== undefined && !/^[a-z]{2,3}$/u.test(values.language))
      context.addIssue({ code: "custom", path: ["language"], message: "no code of a language such as ar or en" });
  });
export type ConstantValues = z.infer<typeof ConstantValues>;

/** A pattern for names of files that can be understood. */
export const NamePatternText = z.string().superRefine((source, context) => {
  const parsed = parsePattern(source);
  if (!parsed.ok) context.addIssue({ code: "custom", message: describePatternProblem(source, parsed.problem) });
});

/**
 * How files are to be read, where it is not left to what they say themselves: what the name of a file says by the pattern
 * goes before what is said of all, and that before what stands in the file.
 */
export const FileReading = z.object({
  mapping: RecordMapping.optional(),
  /** What names of files say, for files that are one article each: see `file-names.ts`. */
  pattern: NamePatternText.optional(),
  constants: ConstantValues.optional(),
  /** Instead of what a text, page or table says or seems to be in. */
  encoding: Encoding.optional(),
});
export type FileReading = z.infer<typeof FileReading>;

export const RecordPreview = z.object({
  columns: z.array(z.string()),
  rows: z.array(z.array(z.string())),
  proposed: RecordMapping,
});
export type RecordPreview = z.infer<typeof RecordPreview>;

export const ImportState = z.enum(["imported", "version", "duplicate"]);

export const ImportResult = z.object({
  imported: z.number().int(),
  duplicates: z.number().int(),
  versions: z.number().int(),
  /** Whether the analyst stopped it; finished batches stay. */
  stopped: z.boolean(),
  /** Files that were in already where an unfinished import went on; the counts are those of the whole import. */
  filesBefore: z.number().int().optional(),
  /** The profiles that files were read by because their columns were those of the profile, and how many files each. */
  readAs: z.array(z.object({ profile: z.string(), files: z.number().int() })).optional(),
  /** Files of one article each whose names the pattern does not fit: read as they are. Not there without a pattern. */
  unnamed: z.number().int().optional(),
  /** `path` is that of the file, or within it of a member; a record's line follows it after a colon. */
  failed: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
  /** Those of the failed files whose columns were not recognised: to be imported again once they are named. */
  unmapped: z.array(z.object({ file: FileToken, path: z.string() })),
  /** The first 10,000; the counts are of all. */
  articles: z.array(
    z.object({
      id: Id,
      path: z.string(),
      title: z.string(),
      language: z.string().nullable(),
      sha256: z.string(),
      state: ImportState,
    }),
  ),
});
export type ImportResult = z.infer<typeof ImportResult>;

/** An import that was stopped, or whose program ended in the middle of it. */
export const UnfinishedImport = z.object({
  id: Id,
  analyst: z.string(),
  startedAt: z.string(),
  /** The files and folders that were named. */
  paths: z.array(z.string()),
  /** Files of which everything is in. */
  files: z.number().int(),
  /** Whether the analyst stopped it. */
  stopped: z.boolean(),
});
export type UnfinishedImport = z.infer<typeof UnfinishedImport>;

/** Articles that are copies of one text; one is the proposed origin. */
export const Family = z.object({
  id: Id,
  originId: Id,
  /** Why these are copies, or why this one is the origin, in the analyst's words. */
  reason: z.string().nullable(),
  createdAt: z.string(),
  createdBy: z.string(),
  /** The origin first, then by date. */
  members: z.array(ArticleRow),
});
export type Family = z.infer<typeof Family>;
