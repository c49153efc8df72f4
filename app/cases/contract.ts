import { command, FileToken, Id, job, Nothing, query } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";
import { CaseInfo, CheckReport, SavedView } from "./model.ts";

const atFile = z.object({ file: FileToken });

export const caseQueries = {
  "cases.current": query("The open case, or null.", Nothing, CaseInfo.nullable()),
  "cases.views": query(
    "The saved views of a page, by name.",
    z.object({ page: SavedView.shape.page }),
    z.array(SavedView),
    ["no-case"],
  ),
};

export const caseCommands = {
  "cases.create": command("Make a new case file and open it.", atFile, CaseInfo, ["file-exists", "io", "disk-full"]),
  "cases.open": command("Open a case file; where somebody else has it, for reading only.", atFile, CaseInfo, [
    "file-missing",
    "not-a-case",
    "case-newer",
    "case-damaged",
    "io",
  ]),
  "cases.openSample": command(
    "Open this workstation's copy of the sample case; make it where there is none.",
    Nothing,
    CaseInfo,
  ),
  "cases.saveView": command(
    "Keep how a page is set up under a name; a view of that name is replaced. No evidence, no ledger entry.",
    SavedView.omit({ id: true }),
    SavedView,
    ["no-case", "read-only"],
  ),
  "cases.removeView": command("Forget a saved view.", z.object({ id: Id }), Nothing, ["no-case", "read-only"]),
  "cases.close": command("Close the open case.", Nothing, Nothing),
  "cases.restore": command(
    "Make a case file out of a backup and open it; an existing file is never overwritten.",
    z.object({ from: FileToken, file: FileToken }),
    CaseInfo,
    ["file-exists", "file-missing", "not-a-case", "case-damaged"],
  ),
};

export const caseJobs = {
  "cases.reindex": job(
    "Build the search indexes anew; starts by itself where a case was indexed by another version's rules.",
    Nothing,
    z.object({ objects: z.number().int() }),
    ["no-case", "read-only"],
  ),
  "cases.check": job("Verify database, ledger chain, anchors, texts and originals.", Nothing, CheckReport, ["no-case"]),
  "cases.backup": job(
    "Write a complete, consistent copy of the open case.",
    z.object({ to: FileToken }),
    z.object({ path: z.string(), bytes: z.number().int(), sha256: z.string() }),
    ["no-case", "file-exists", "disk-full", "io"],
  ),
};
