import { command, FileToken, Id, job, Nothing, query, Window } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";
import { TagPath } from "../tags/model.ts";
import { FileReading, ImportResult, PublishedAt } from "./model.ts";
import { ProfileName } from "./profiles.ts";

/*
 * An import draft: a look at what an import would do, kept until it is imported or left. It holds no texts and is no
 * evidence: making, correcting and leaving one writes no ledger entry. Importing it reads the files again, applies the
 * corrections, and is one act. What is not as it was seen (`changed`) is left out and named, and stays in the draft.
 */

/**
 * What would become of an item, as the case is now:
 * - `new`: it would be an article of its own;
 * - `duplicate`: the case has it (`article`), or an item before it in the draft that is not left out is the same (`twin`);
 * - `version`: it would be a new text of a known article (`article`);
 * - `unreadable`, `needs-mapping`: no article can be made of it (`code`, `message`); `needs-mapping` once columns are named;
 * - `changed`: an import of this draft found it other than it was seen, or did not find it; it is to be looked at again.
 */
export const DraftItemState = z.enum(["new", "duplicate", "version", "unreadable", "needs-mapping", "changed"]);
export type DraftItemState = z.infer<typeof DraftItemState>;

/** What can be corrected before it comes in. What makes a duplicate goes by what the file states all the same. */
export const DraftField = z.enum(["title", "outlet", "author", "publishedAt", "language"]);
export type DraftField = z.infer<typeof DraftField>;

/** UTF-16 units of the beginning of a text that an item shows; a shorter one is the whole of it. */
export const DRAFT_EXCERPT = 300;

/** An article-to-be, or what none can be made of. */
export const DraftItem = z.object({
  id: Id,
  /** The absolute path of its file; within a container also the member's path; of a record its 1-based line. */
  path: z.string(),
  member: z.string().nullable(),
  line: z.number().int().nullable(),
  state: DraftItemState,
  /** As it would come in: as stated, or as corrected. Empty title where nothing could be read. */
  title: z.string(),
  outlet: z.string().nullable(),
  author: z.string().nullable(),
  publishedAt: PublishedAt.nullable(),
  language: z.string().nullable(),
  url: z.string().nullable(),
  /** Paths of the tags that it would get. */
  tags: z.array(z.string()),
  /** Of those that were corrected: what was read. */
  stated: z.partialRecord(DraftField, z.string().nullable()),
  /** Whether it stays out when the draft is imported. */
  leftOut: z.boolean(),
  /** UTF-16 units of its text; 0 where nothing could be read. */
  chars: z.number().int(),
  /** The beginning of its text after its title: at most `DRAFT_EXCERPT`. */
  excerpt: z.string(),
  /** SHA-256 of its original; null where nothing could be read. */
  sha256: z.string().nullable(),
  /** The article of the case that it is a duplicate or a new text of. */
  article: z.object({ id: Id, title: z.string() }).nullable(),
  /** The item of this draft that it is a duplicate of. */
  twin: z.object({ id: Id, title: z.string(), path: z.string() }).nullable(),
  /** Why it is unreadable, needs a mapping, or is changed: an error code and one English sentence. */
  code: z.string().nullable(),
  message: z.string().nullable(),
});
export type DraftItem = z.infer<typeof DraftItem>;

export const ImportDraft = z.object({
  id: Id,
  /** Who had it made. Anybody who works on this workstation may correct and import it. */
  analyst: z.string(),
  begunAt: z.string(),
  /** The files and folders that were named. */
  paths: z.array(z.string()),
  reading: FileReading,
  /** Whether all files were seen; else it was stopped, or its program ended in the middle: it can go on. */
  whole: z.boolean(),
  /** What runs on it now. */
  busy: z.enum(["reading", "importing"]).nullable(),
  /** Whether an import of it was begun and not finished: importing it goes on. */
  begun: z.boolean(),
  files: z.number().int(),
  items: z.number().int(),
  /** How many items are of each state, left out or not. */
  states: z.record(DraftItemState, z.number().int()),
  leftOut: z.number().int(),
  /** Items with a correction or a tag. */
  corrected: z.number().int(),
  /** Items that importing would bring in: new articles and new texts, none left out. */
  toImport: z.number().int(),
});
export type ImportDraft = z.infer<typeof ImportDraft>;

export const DraftFilter = z.object({
  states: z.array(DraftItemState).optional(),
  /** Words that title, outlet, author or path contain, folded. */
  text: z.string().max(500).optional(),
  /** Outlets and languages as they would come in; null: without. */
  outlets: z.array(z.string().nullable()).optional(),
  languages: z.array(z.string().nullable()).optional(),
  /** An absolute path of a folder or file: what lies at or beneath it. */
  folder: z.string().max(4096).optional(),
  undated: z.boolean().optional(),
  leftOut: z.boolean().optional(),
  corrected: z.boolean().optional(),
});
export type DraftFilter = z.infer<typeof DraftFilter>;

/** `order`: as files are walked, records as they stand in their file. */
export const DraftColumn = z.enum([
  "order",
  "path",
  "title",
  "outlet",
  "author",
  "publishedAt",
  "language",
  "state",
  "chars",
]);
export type DraftColumn = z.infer<typeof DraftColumn>;
export const DraftSort = z.object({ column: DraftColumn, descending: z.boolean().default(false) });
export type DraftSort = z.infer<typeof DraftSort>;

/** Which items of a draft: these, or all that a filter leaves. */
export const DraftSelection = z.union([
  z.strictObject({ ids: z.array(Id).min(1) }),
  z.strictObject({ filter: DraftFilter }),
]);
export type DraftSelection = z.infer<typeof DraftSelection>;

const Listing = z.object({
  id: Id,
  filter: DraftFilter.default({}),
  sort: z.array(DraftSort).max(3).default([]),
});
const Count = z.object({ value: z.string().nullable(), count: z.number().int() });
const Step = z.object({
  /** Items that are other than before. */
  changed: z.number().int(),
  /** Takes this back: `articles.undoDraftEdit`. Null where nothing changed. */
  step: Id.nullable(),
});

/** What came of importing a draft: as of any import, and what is left of it. */
export const DraftImportResult = ImportResult.extend({
  /** Items that were left out because somebody said so. */
  leftOut: z.number().int(),
  /** Items that stay in the draft because they were not as they had been seen; 0: the draft is gone. All, where it was stopped. */
  kept: z.number().int(),
});
export type DraftImportResult = z.infer<typeof DraftImportResult>;

const Drafted = z.object({
  draft: ImportDraft,
  /** Whether the analyst stopped it; what was seen stays, and it can go on. */
  stopped: z.boolean(),
});

export const draftQueries = {
  "articles.drafts": query(
    "The import drafts of this case that were made on this workstation, newest first.",
    Nothing,
    z.array(ImportDraft),
  ),
  "articles.draftItems": query(
    "A window of a draft's items in the given order, and how many the filter leaves.",
    Listing.extend(Window.shape),
    z.object({ total: z.number().int(), rows: z.array(DraftItem) }),
    ["not-found"],
  ),
  "articles.draftItemIds": query("All ids of a listing of a draft, for selecting ranges of it.", Listing, z.array(Id), [
    "not-found",
  ]),
  "articles.draftFacets": query(
    "How many items a filter leaves, by state, outlet, language and folder (of the file, absolute); each leaves its own condition out. The most frequent 1000 of each.",
    z.object({ id: Id, filter: DraftFilter.default({}) }),
    z.object({
      total: z.number().int(),
      states: z.array(Count),
      outlets: z.array(Count),
      languages: z.array(Count),
      folders: z.array(Count),
      leftOut: z.number().int(),
      corrected: z.number().int(),
      undated: z.number().int(),
    }),
    ["not-found"],
  ),
  "articles.draftFile": query(
    "The file of an item, to preview its columns (`articles.preview`) or its pattern.",
    z.object({ id: Id, item: Id }),
    z.object({ file: FileToken, path: z.string() }),
    ["not-found"],
  ),
};

export const draftCommands = {
  "articles.editDraft": command(
    "Correct what items would come in with, give them tags, or leave them out. Null: without one. Undone by its step.",
    z.object({
      id: Id,
      items: DraftSelection,
      title: z.string().trim().min(1).max(1000).optional(),
      outlet: z.string().trim().min(1).max(300).nullable().optional(),
      author: z.string().trim().min(1).max(300).nullable().optional(),
      publishedAt: PublishedAt.nullable().optional(),
      language: z.string().min(2).max(10).nullable().optional(),
      addTags: z.array(TagPath).optional(),
      /** Takes tags away again that the draft would give. */
      removeTags: z.array(TagPath).optional(),
      leaveOut: z.boolean().optional(),
      /** Takes corrections of these away: as the file states it. */
      asStated: z.array(DraftField).optional(),
    }),
    Step,
    ["not-found", "read-only"],
  ),
  "articles.undoDraftEdit": command(
    "Take one edit of a draft back, whichever came after it; refuses where a later one changed the same of the same items. Its own step does it again.",
    z.object({ id: Id, step: Id }),
    Step,
    ["not-found", "undo-conflict", "read-only"],
  ),
  "articles.leaveDraft": command(
    "Leave a draft without importing it. It can be brought back until another is left or begun.",
    z.object({ id: Id }),
    Nothing,
    ["not-found", "bad-request", "read-only"],
  ),
  "articles.bringBackDraft": command("Bring the draft back that was left last.", z.object({ id: Id }), ImportDraft, [
    "not-found",
    "read-only",
  ]),
};

export const draftJobs = {
  "articles.draft": job(
    "Look at what an import of files and folders would do, and keep it as a draft. Where there is a draft of the same, read in the same way, it is looked at again: files that are as they were are not read, corrections stay. Profiles as in `articles.import`.",
    z.object({ files: z.array(FileToken).min(1), reading: FileReading.default({}), profile: ProfileName.optional() }),
    Drafted,
    ["unknown-file", "not-found", "read-only"],
  ),
  "articles.goOnDraft": job(
    "Go on with a draft that was stopped, or look again: files that are new, changed, gone or were not seen. With `items` only their files, and those in any case; with `reading` they are read so from now on (columns, encoding, names).",
    z.object({ id: Id, items: DraftSelection.optional(), reading: FileReading.optional() }),
    Drafted,
    ["not-found", "bad-request", "read-only"],
  ),
  "articles.importDraft": job(
    "Import what a draft shows, as corrected, as one act; goes on where an import of it was begun. Nothing comes in that the draft does not show. The draft is gone when all is in, and keeps what failed.",
    z.object({ id: Id }),
    DraftImportResult,
    ["not-found", "bad-request", "read-only"],
  ),
};
