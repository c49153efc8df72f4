import { command, FileToken, Id, job, Nothing, query, Window } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";
import { TagPath } from "../tags/model.ts";
import { copyCommands, copyJobs, copyQueries } from "./copies.ts";
import { draftCommands, draftJobs, draftQueries } from "./drafts.ts";
import { importRunCommands, importRunJobs, importRunQueries } from "./import-runs.ts";
import {
  Article,
  ArticleFilter,
  ArticleRow,
  ArticleSort,
  ArticleState,
  Family,
  FileReading,
  ImportResult,
  PublishedAt,
  RecordMapping,
  RecordPreview,
} from "./model.ts";
import { overviewQueries } from "./overview.ts";
import { profileCommands, profileQueries, ProfileName } from "./profiles.ts";
import { readingAnewJobs, readingAnewQueries } from "./reading-anew.ts";
import { reanchoringCommands, reanchoringQueries } from "./reanchoring.ts";
import { unreadableCommands, unreadableJobs, unreadableQueries } from "./unreadable.ts";
import { watchingCommands, watchingJobs, watchingQueries } from "./watching.ts";

const Listing = z.object({ filter: ArticleFilter.default({}), sort: z.array(ArticleSort).max(4).default([]) });
const Count = z.object({ value: z.string().nullable(), count: z.number().int() });

export const articleQueries = {
  ...copyQueries,
  ...draftQueries,
  ...importRunQueries,
  ...profileQueries,
  ...overviewQueries,
  ...readingAnewQueries,
  ...reanchoringQueries,
  ...unreadableQueries,
  ...watchingQueries,
  "articles.list": query(
    "A window of the library in the given order, and how many there are in all.",
    Listing.extend(Window.shape),
    z.object({ total: z.number().int(), rows: z.array(ArticleRow) }),
  ),
  "articles.ids": query("All ids of a listing, for selecting ranges of it.", Listing, z.array(Id)),
  "articles.facets": query(
    "How many articles a filter leaves, by state, language and outlet.",
    z.object({ filter: ArticleFilter.default({}) }),
    z.object({ total: z.number().int(), states: z.array(Count), languages: z.array(Count), outlets: z.array(Count) }),
  ),
  "articles.get": query(
    "One article with its newest text, or with the version asked for.",
    z.object({ id: Id, version: Id.optional() }),
    Article,
    ["not-found"],
  ),
  "articles.neighbours": query(
    "The articles before and after one in a listing.",
    Listing.extend({ id: Id }),
    z.object({
      previous: Id.nullable(),
      next: Id.nullable(),
      index: z.number().int().nullable(),
      total: z.number().int(),
    }),
  ),
  "articles.family": query(
    "The family that an article belongs to, null where it stands alone.",
    z.object({ id: Id }),
    Family.nullable(),
    ["not-found"],
  ),
  "articles.preview": query(
    "The columns and first rows of a table or JSON file, with the mapping that their names suggest and the profiles that are for these columns.",
    z.object({ file: FileToken, mapping: RecordMapping.optional() }),
    RecordPreview.extend({ profiles: z.array(z.string()) }),
    ["unknown-file", "unsupported-format", "unreadable-file"],
  ),
};

export const articleCommands = {
  ...copyCommands,
  ...draftCommands,
  ...importRunCommands,
  ...profileCommands,
  ...reanchoringCommands,
  ...unreadableCommands,
  ...watchingCommands,
  "articles.edit": command(
    "Correct what is known about articles, or set their state and tags; the text never changes.",
    z.object({
      ids: z.array(Id).min(1),
      title: z.string().trim().min(1).max(1000).optional(),
      outlet: z.string().trim().min(1).max(300).nullable().optional(),
      author: z.string().trim().min(1).max(300).nullable().optional(),
      publishedAt: PublishedAt.nullable().optional(),
      language: z.string().min(2).max(10).nullable().optional(),
      url: z.string().max(4000).nullable().optional(),
      state: ArticleState.optional(),
      addTags: z.array(TagPath).optional(),
      removeTags: z.array(Id).optional(),
    }),
    z.object({ changed: z.number().int() }),
    ["not-found"],
  ),
  "articles.makeFamily": command(
    "Say that articles are copies of one text, and which is the origin. Families that some of them belong to become one; a member that is named as origin of its own family takes the place of the one before.",
    z.object({
      ids: z.array(Id).min(1).max(10_000),
      originId: Id,
      reason: z.string().trim().min(1).max(5000).nullable().default(null),
    }),
    Family,
    ["not-found", "bad-request"],
  ),
  "articles.leaveFamily": command(
    "Say that articles are no copies after all; a family of one is none.",
    z.object({
      ids: z.array(Id).min(1).max(10_000),
      reason: z.string().trim().min(1).max(5000).nullable().default(null),
    }),
    z.object({ changed: z.number().int() }),
    ["not-found"],
  ),
  "articles.setPosition": command(
    "Remember where reading stopped (a UTF-16 offset); not evidence, no ledger entry.",
    z.object({ id: Id, position: z.number().int().min(0) }),
    Nothing,
  ),
  "articles.saveOriginal": command(
    "Write the kept original of an article, byte for byte, to a file.",
    z.object({ id: Id, version: Id.optional(), to: FileToken }),
    z.object({ path: z.string(), bytes: z.number().int() }),
    ["not-found", "io", "disk-full"],
  ),
};

export const articleJobs = {
  ...copyJobs,
  ...draftJobs,
  ...unreadableJobs,
  ...watchingJobs,
  ...importRunJobs,
  ...readingAnewJobs,
  "articles.import": job(
    "Import files and folders. One bad file never stops the rest; each failure names file and reason. They are read by the profile that is named, else a file of columns by the only one that is for just these.",
    z.object({ files: z.array(FileToken).min(1), reading: FileReading.default({}), profile: ProfileName.optional() }),
    ImportResult,
    ["unknown-file", "not-found"],
  ),
};
