import { command, FileToken, Id, job, query, Window } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";
import { Encoding } from "./encodings.ts";
import { FileReading, ImportResult } from "./model.ts";
import { ProfileName } from "./profiles.ts";
import { EncodingPreview } from "./reading-anew.ts";

/*
 * What an import could not read: files, members of containers, records. It is kept and listed until a later import reads the
 * same place; an import that is undone takes its own with it. It is no evidence: noting it and leaving it aside write no ledger
 * entry. What is read of it after all comes in as an ordinary import.
 */

/** Bytes of a file up to which it is kept where it could not be read. */
export const KEPT_BYTES = 64 * 1024 * 1024;

/** Passing copies (`articles.unreadableCopy`) that there are at a time: with one more the oldest goes. */
export const PASSING_COPIES = 20;

/**
 * Why something could not be read, in terms of what can be done about it:
 * - `no-text-layer`: a PDF of pictures; text recognition makes a text layer;
 * - `protected`: encrypted, or locked by a password;
 * - `columns`: a table whose columns are to be named;
 * - `not-text`: its bytes make no sense as text; perhaps in another encoding;
 * - `empty`: nothing to read is in it;
 * - `record`: a record lacks what an article needs;
 * - `too-large`, `unsupported`: more than is read, or of a kind that no importer reads;
 * - `missing`: it was not there any more, or could not be looked at;
 * - `gave-up`: reading it took more time or memory than a file may;
 * - `damaged`: it makes no sense as what its name says it is.
 */
export const UnreadReason = z.enum([
  "no-text-layer",
  "protected",
  "columns",
  "not-text",
  "empty",
  "record",
  "too-large",
  "unsupported",
  "missing",
  "gave-up",
  "damaged",
]);
export type UnreadReason = z.infer<typeof UnreadReason>;

const byCode: Readonly<Record<string, UnreadReason>> = {
  "needs-mapping": "columns",
  "bad-record": "record",
  "too-large": "too-large",
  "unsupported-format": "unsupported",
  "file-missing": "missing",
  "parser-failed": "gave-up",
};

/** The reason that an importer's failure stands for: by its code, and where one code says several things by its sentence. */
export function reasonOf({
  code,
  message,
  path,
  member,
  line,
}: {
  readonly code: string;
  /** As an importer says it, in English. */
  readonly message: string;
  readonly path: string;
  readonly member: string | null;
  readonly line: number | null;
}): UnreadReason {
  const known = byCode[code];
  if (known) return known;
  // A record without a text is to be corrected where it comes from, a file is to be looked into.
  if (code === "no-text" && line !== null) return "record";
  if (code === "no-text") return /\.pdf(?:\.gz)?$/iu.test(member ?? path) ? "no-text-layer" : "empty";
  if (/password|encrypted/iu.test(message)) return "protected";
  if (/binary data|UTF-32/u.test(message)) return "not-text";
  if (/not an ordinary file|EACCES|EPERM|EBUSY|permission denied/u.test(message)) return "missing";
  return "damaged";
}

/** In which ways the kept original can be read again: as it is, in an encoding that is said, or with columns that are named. */
export const WayToRead = z.enum(["as-is", "encoding", "columns"]);
export type WayToRead = z.infer<typeof WayToRead>;

export const UnreadableFile = z.object({
  id: Id,
  /** The absolute path of the file; within a container also the member's path; of a record its 1-based line. */
  path: z.string(),
  member: z.string().nullable(),
  line: z.number().int().nullable(),
  reason: UnreadReason,
  /** As the importer said it: an error code and one English sentence. */
  code: z.string(),
  message: z.string(),
  /** Size of the file in bytes; 0 where it could not be looked at. */
  bytes: z.number().int(),
  /** SHA-256 of the file; null where its bytes were not looked at. */
  sha256: z.string().nullable(),
  /** Whether the case keeps the file: not above `KEPT_BYTES`, nor what no importer reads, nor what was gone. */
  isKept: z.boolean(),
  /** None where it is not kept. */
  ways: z.array(WayToRead),
  notedAt: z.string(),
  analyst: z.string(),
  leftAside: z.boolean(),
});
export type UnreadableFile = z.infer<typeof UnreadableFile>;

export const UnreadableFilter = z.object({
  /** Words that the path or the member's path contains, folded. */
  text: z.string().max(500).optional(),
  codes: z.array(z.string()).optional(),
  reasons: z.array(UnreadReason).optional(),
  /** Only what was left aside, or only what was not. */
  leftAside: z.boolean().optional(),
});
export type UnreadableFilter = z.infer<typeof UnreadableFilter>;

/** `path`: by folder and name, then member and line. */
export const UnreadableColumn = z.enum(["path", "reason", "bytes", "notedAt"]);
export type UnreadableColumn = z.infer<typeof UnreadableColumn>;
export const UnreadableSort = z.object({ column: UnreadableColumn, descending: z.boolean().default(false) });
export type UnreadableSort = z.infer<typeof UnreadableSort>;

const Listing = z.object({
  filter: UnreadableFilter.default({}),
  sort: z.array(UnreadableSort).max(3).default([]),
});
const Count = z.object({ value: z.string(), count: z.number().int() });

export const unreadableQueries = {
  "articles.unreadable": query(
    "A window of what could not be read, in the given order, and how much of it the filter leaves.",
    Listing.extend(Window.shape),
    z.object({ total: z.number().int(), rows: z.array(UnreadableFile) }),
  ),
  "articles.unreadableIds": query("All ids of such a listing, for selecting ranges of it.", Listing, z.array(Id)),
  "articles.unreadableCounts": query(
    "How much a filter leaves of what could not be read, by reason and by code, each without its own condition, most first; and how much was left aside or not, without that condition.",
    z.object({ filter: UnreadableFilter.default({}) }),
    z.object({
      total: z.number().int(),
      reasons: z.array(Count.extend({ value: UnreadReason })),
      codes: z.array(Count),
      leftAside: z.number().int(),
      open: z.number().int(),
    }),
  ),
  "articles.unreadableCopy": query(
    "A passing copy of a kept table or JSON file, to preview its columns (`articles.preview`); it goes with the program, or when `PASSING_COPIES` newer ones were made.",
    z.object({ id: Id }),
    z.object({ file: FileToken, path: z.string(), reading: FileReading }),
    ["not-found", "unsupported-format", "io", "disk-full"],
  ),
  "articles.previewUnreadable": query(
    "How the beginning of a kept original reads in each of some encodings, in their order.",
    z.object({ id: Id, encodings: z.array(Encoding).min(1).max(20).optional() }),
    z.object({ previews: z.array(EncodingPreview) }),
    ["not-found", "unsupported-format"],
  ),
};

export const unreadableCommands = {
  "articles.setUnreadableAside": command(
    "Leave aside what nobody will read, or take it up again: the one undoes the other. No evidence, no ledger entry.",
    z.object({ ids: z.array(Id).min(1), aside: z.boolean() }),
    z.object({ changed: z.number().int() }),
    ["read-only"],
  ),
  "articles.saveUnreadable": command(
    "Write the kept original of what could not be read, byte for byte, to a file; of a member or a record the whole file.",
    z.object({ id: Id, to: FileToken }),
    z.object({ path: z.string(), bytes: z.number().int() }),
    ["not-found", "unknown-file", "io", "disk-full"],
  ),
};

export const unreadableJobs = {
  "articles.readUnreadable": job(
    "Read kept originals again: as they were read, with `reading` (encoding, columns, …) and the profile on top. What can be read comes in as one import, from the path and member where it was; what else lies in the same file does not. Refuses with `not-found` an id that is not listed; what was not kept is among the failed.",
    z.object({
      ids: z.array(Id).min(1).max(10_000),
      reading: FileReading.default({}),
      profile: ProfileName.optional(),
    }),
    ImportResult,
    ["not-found", "read-only"],
  ),
};
