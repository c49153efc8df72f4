import { createHash } from "node:crypto";
import { createReadStream, existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, extname, join } from "node:path";

import type { CaseInfo } from "../../app/cases/model.ts";
import { Refusal } from "../../app/contract/errors.ts";
import type { Desk } from "../desk.ts";
import type { Handlers, NamesOf, Session } from "../dispatch.ts";
import type { Files } from "../files.ts";
import type { JobContext } from "../jobs.ts";
import { CASE_ENDING, caseName, countCase, createCase, openCase, readCase } from "../store/case-file.ts";
import { withoutWaiting } from "../store/db.ts";
import { backUp } from "../store/migrate.ts";
import { isIndexStale, rebuildIndex } from "../store/reindex.ts";
import type { WriteDb } from "../store/sql.ts";
import { listViews, removeView, saveView } from "../store/views.ts";
import { checkCase } from "./check.ts";

export interface CaseDependencies {
  readonly desk: Desk;
  readonly files: Files;
  /** Who works here: the stored analyst, else the system's user. */
  readonly analystName: () => string;
  /** Puts a case at the head of the recent ones. */
  readonly remember: (path: string) => void;
  /** Where this workstation keeps its copy of the sample case. */
  readonly sampleFolder: string;
  /** Fills the new sample case that lies on the desk, with the program's own services. */
  readonly fillSample: (session: Session) => Promise<void>;
  /** Starts the job that builds the search indexes anew. */
  readonly startReindexing: (session: Session) => void;
  /** Waits for running jobs, so that no case is closed under one. */
  readonly settle: () => Promise<void>;
}

const withEnding = (path: string): string => (extname(path) === CASE_ENDING ? path : `${path}${CASE_ENDING}`);

const SAMPLE = `Marsa Qandil${CASE_ENDING}`;

export function makeCases(dependencies: CaseDependencies): Handlers<NamesOf<"cases">> {
  const { desk, files, remember, settle } = dependencies;

  function describe(): CaseInfo | null {
    const open = desk.current();
    if (!open) return null;
    const { file, id, readOnly, notices, db } = open;
    return { id, name: caseName(file), folder: dirname(file), readOnly, notices, ...countCase(db) };
  }

  const nameOf = (session: Session): string => session.analyst?.name ?? dependencies.analystName();

  async function lay(file: string, session: Session): Promise<CaseInfo> {
    await settle();
    // The case that is open stays open when the other cannot be opened, unless it is the same file.
    if (desk.current()?.file === file) desk.clear();
    desk.lay(openCase(file, nameOf(session)));
    remember(file);
    const { writable } = desk.open();
    if (writable && isIndexStale(writable)) dependencies.startReindexing(session);
    return describe() ?? neverClosed();
  }

  return {
    "cases.current": () => describe(),
    "cases.create": ({ file }, session) => {
      const path = withEnding(files.resolve(file));
      createCase(path, nameOf(session));
      return lay(path, session);
    },
    "cases.open": ({ file }, session) => lay(files.resolve(file), session),
    async "cases.openSample"(_input, session) {
      const path = join(dependencies.sampleFolder, SAMPLE);
      if (existsSync(path)) return lay(path, session);
      mkdirSync(dependencies.sampleFolder, { recursive: true });
      // Made under another name: a sample that was never finished must not pass for one.
      const unfinished = `${path}.making${CASE_ENDING}`;
      for (const ending of ["", "-wal", "-shm"]) rmSync(`${unfinished}${ending}`, { force: true });
      createCase(unfinished, nameOf(session));
      await settle();
      desk.lay(openCase(unfinished, nameOf(session)));
      try {
        await withoutWaiting(desk.write(), () => dependencies.fillSample(session));
      } finally {
        desk.clear();
      }
      renameSync(unfinished, path);
      return lay(path, session);
    },
    "cases.views": ({ page }) => listViews(desk.read(), page),
    "cases.saveView": (view) => {
      const saved = saveView(desk.write(), view);
      desk.changed(["view"]);
      return saved;
    },
    "cases.removeView": ({ id }) => {
      removeView(desk.write(), id);
      desk.changed(["view"]);
      return {};
    },
    async "cases.close"() {
      await settle();
      desk.clear();
      return {};
    },
    async "cases.restore"({ from, file }, session) {
      const path = withEnding(files.resolve(file));
      if (existsSync(path))
        throw new Refusal("file-exists", `${path} is there already; a backup never replaces a case`);
      // Read as it lies, with what its log holds: the copy is brought up to date when it is opened, the backup never.
      const kept = readCase(files.resolve(from));
      const unfinished = `${path}.unfinished`;
      rmSync(unfinished, { force: true });
      try {
        await backUp(kept.db, unfinished, () => undefined);
        renameSync(unfinished, path);
      } catch (error) {
        rmSync(unfinished, { force: true });
        throw error;
      } finally {
        kept.close();
      }
      return lay(path, session);
    },
    "cases.reindex": (_input, context) => reindex(desk.write(), context),
    "cases.check": (_input, context) => checkCase(desk.read(), context),
    "cases.backup": ({ to }, context) => backup(desk, withEnding(files.resolve(to)), context),
  };
}

async function reindex(db: WriteDb, context: JobContext): Promise<{ objects: number }> {
  let objects = 0;
  for (const { done, total } of rebuildIndex(db)) {
    objects = done;
    context.report(done, total, null);
    await context.breathe();
    if (context.stopped()) break;
  }
  return { objects };
}

const neverClosed = (): never => {
  throw new Refusal("no-case", "the case was closed while it was opened");
};

async function backup(
  desk: Desk,
  path: string,
  context: JobContext,
): Promise<{ path: string; bytes: number; sha256: string }> {
  const { db } = desk.open();
  if (existsSync(path)) throw new Refusal("file-exists", `${path} is there already; choose another name`);
  if (!existsSync(dirname(path))) throw new Refusal("io", `there is no folder ${dirname(path)}`);
  const unfinished = `${path}.unfinished`;
  rmSync(unfinished, { force: true });
  try {
    await backUp(db, unfinished, (done, total) => {
      if (context.stopped()) throw new Refusal("cancelled", "the backup was stopped; no file was written");
      context.report(done, total, path);
    });
    const hash = createHash("sha256");
    for await (const chunk of createReadStream(unfinished)) hash.update(chunk as Buffer);
    renameSync(unfinished, path);
    return { path, bytes: statSync(path).size, sha256: hash.digest("hex") };
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}
