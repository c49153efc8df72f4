import { command, FileToken, Id, job, Nothing, query } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";
import { FileReading } from "./model.ts";
import { ProfileName } from "./profiles.ts";

/*
 * Watched folders: what arrives in one is proposed as an import draft, and never imported by itself. A folder is watched for
 * one case on one workstation, while a program with windows has the case open for writing. Each file is proposed once as
 * it is; changed, it is proposed again. What the case has already is not proposed at all, nor what no importer reads, what
 * is hidden, or what another program is still writing. To watch is no evidence: it writes no ledger entry.
 */

/**
 * - `watching`: what arrives there is noticed;
 * - `missing`: it cannot be looked at (`code`, `message`); it is tried again and again;
 * - `resting`: nobody looks just now, as in a case that is open for reading only, or a script. What arrives meanwhile is
 *   found later.
 */
export const WatchState = z.enum(["watching", "missing", "resting"]);
export type WatchState = z.infer<typeof WatchState>;

export const WatchedFolder = z.object({
  id: Id,
  /** Absolute, on this workstation. */
  path: z.string(),
  reading: FileReading,
  /** Who has it watched, and since when. */
  analyst: z.string(),
  since: z.string(),
  state: WatchState,
  /** Why it cannot be looked at: an error code and one English sentence. */
  code: z.string().nullable(),
  message: z.string().nullable(),
  /** The draft of what arrived that was neither imported nor left. */
  draft: Id.nullable(),
  /** Items of that draft that importing it would bring in. */
  waiting: z.number().int(),
});
export type WatchedFolder = z.infer<typeof WatchedFolder>;

/** What a look found in a folder. */
const Arrived = z.object({
  id: Id,
  path: z.string(),
  /** Files that are in its draft now and were not. */
  files: z.number().int(),
  draft: Id.nullable(),
  /** Why the folder could not be looked at. */
  code: z.string().nullable(),
  message: z.string().nullable(),
});

export const watchingQueries = {
  "articles.watchedFolders": query(
    "The folders that are watched for this case on this workstation, by path.",
    Nothing,
    z.array(WatchedFolder),
  ),
};

export const watchingCommands = {
  "articles.watchFolder": command(
    "Watch a folder and all beneath it; what lies there that the case has not is proposed too. Where it is watched already, its files are read so from now on. Profiles as in `articles.import`. Refuses with `bad-request` what is no folder, and one that lies in, or holds, one that is watched. Undone by `articles.unwatchFolder`.",
    z.object({ folder: FileToken, reading: FileReading.default({}), profile: ProfileName.optional() }),
    WatchedFolder,
    ["unknown-file", "not-found", "bad-request", "read-only"],
  ),
  "articles.unwatchFolder": command(
    "Watch a folder no longer. Its draft stays, and what was proposed stays known. Undone by `articles.watchAgain`.",
    z.object({ id: Id }),
    Nothing,
    ["not-found", "read-only"],
  ),
  "articles.watchAgain": command(
    "Watch a folder again that was watched before: what was proposed then is not proposed again.",
    z.object({ id: Id }),
    WatchedFolder,
    ["not-found", "bad-request", "read-only"],
  ),
};

export const watchingJobs = {
  "articles.draftArrived": job(
    "Look at what arrived in the watched folders, or in one, and add it to the draft of its folder: what neither size nor time of changed within two seconds. Runs by itself where folders are watched.",
    z.object({ id: Id.optional() }),
    z.object({
      /** Those in which something arrived, or that could not be looked at. */
      folders: z.array(Arrived),
      /** Whether the analyst stopped it; what was not seen is looked at the next time. */
      stopped: z.boolean(),
    }),
    ["not-found", "read-only"],
  ),
};
