import { z } from "../kernel/schema.ts";

/** Every code that a reply can carry, with when it is given. The interface has a sentence for each. */
export const errorCodes = {
  "bad-request": "the input does not fit the procedure's schema; details name the field",
  "unknown-procedure": "no procedure has this name",
  internal: "the program is at fault; the log has more",
  "no-case": "no case is open",
  "no-analyst": "nobody has said yet who is working here",
  "file-exists": "a file of this name is there already",
  "file-missing": "the file is not there any more",
  "unknown-file": "this file was not picked in this run",
  "case-locked": "another program has this case open for writing; details name who and where",
  "read-only": "this case is open for reading only",
  "not-a-case": "the file is not an Isnad case",
  "case-newer": "the case was written by a newer version of Isnad",
  "case-damaged": "the case file is damaged; it was left as it is",
  "not-found": "no such object in this case",
  "ambiguous-name": "the name fits several; details list their ids",
  "name-taken": "another object of this kind has this name",
  "reason-required": "this act needs a reason",
  "empty-span": "the span holds no text",
  "span-outside": "the span reaches beyond the text",
  "no-hops": "an attribution needs at least one hop",
  "unsupported-format": "no importer reads this kind of file",
  "unreadable-file": "the file could not be read or makes no sense as what it says it is",
  "no-text": "nothing to read was found in the file",
  "bad-record": "a record lacks what an article needs",
  "needs-mapping": "the columns were not recognised; name the one that holds the text",
  "too-large": "larger than this program takes",
  "changed-since": "the file is not as the import draft shows it; look at it again",
  "parser-failed": "the file made its reader fail, or took more time or memory than a file may",
  "query-syntax":
    "the query is wrong; details give the position in UTF-16 units, the reason and the field it speaks of",
  "nothing-to-undo": "this analyst has nothing to undo here",
  "not-newest": "something else was done since; undo goes back one act at a time",
  "nothing-to-redo": "nothing was undone since the last change",
  "undo-conflict": "what would be undone was changed again by somebody else, or is in use",
  "in-use": "other objects refer to this one",
  "no-such-job": "no job has this id",
  cancelled: "the job was stopped",
  "disk-full": "there is no room left on the disk",
  io: "the operating system refused to read or write",
  "not-here": "this host cannot do that",
} as const;

export type ErrorCode = keyof typeof errorCodes;

export const ErrorCode = z.enum(Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]]);

/** An error as a value: `message` is one English sentence for logs and the command line; the interface goes by `code`. */
export const Failure = z.object({
  code: ErrorCode,
  message: z.string(),
  details: z.record(z.string(), z.json()).optional(),
});
export type Failure = z.infer<typeof Failure>;

/** Thrown inside the backend to leave a transaction; `dispatch` turns it into a reply. */
export class Refusal extends Error {
  override name = "Refusal";
  readonly failure: Failure;
  constructor(code: ErrorCode, message: string, details?: Record<string, z.core.util.JSONType>) {
    super(message);
    this.failure = details ? { code, message, details } : { code, message };
  }
}
