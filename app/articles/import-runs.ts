import { command, Id, job, Nothing, query } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";
import { ImportResult, UnfinishedImport } from "./model.ts";

/** Imports that were stopped, or whose program ended in the middle. */
export const importRunQueries = {
  "articles.unfinishedImports": query(
    "The imports into this case that were begun on this workstation and not finished, newest first; none that runs.",
    Nothing,
    z.array(UnfinishedImport),
  ),
};

export const importRunCommands = {
  "articles.leaveImport": command(
    "Leave an unfinished import as it is: what came in stays, and it is not spoken of again.",
    z.object({ id: Id }),
    Nothing,
    ["not-found", "read-only"],
  ),
};

export const importRunJobs = {
  "articles.goOnImport": job(
    "Go on with an unfinished import where it was, as part of the same act; files that are in and unchanged are not read again.",
    z.object({ id: Id }),
    ImportResult,
    ["not-found", "read-only"],
  ),
};
