import { stat } from "node:fs/promises";
import { relative, sep } from "node:path";
import { setTimeout as pass } from "node:timers/promises";

import { withProfile } from "../../app/articles/profiles.ts";
import type { WatchedFolder } from "../../app/articles/watching.ts";
import { Refusal } from "../../app/contract/errors.ts";
import type { Output } from "../../app/contract/index.ts";
import type { Desk } from "../desk.ts";
import type { Handlers, Session } from "../dispatch.ts";
import type { Files } from "../files.ts";
import type { ProfileStore, Watcher } from "../handed.ts";
import type { JobContext } from "../jobs.ts";
import type { OpenCase } from "../store/case-file.ts";
import { transaction } from "../store/db.ts";
import { nowText } from "../store/identity.ts";
import type { ReadDb } from "../store/sql.ts";
import {
  findWatched,
  type FoundFile,
  proposedFiles,
  setWatched,
  watch,
  watchedFolders,
  type WatchedRow,
} from "../store/watched-folders.ts";
import { makeFolderLook, SETTLE } from "./arriving-files.ts";
import type { ArrivedDrafts } from "./drafting-arrived.ts";
import { type Missing, missingBecause, tend, type Tended } from "./tending-folders.ts";

type WatchingNames =
  | "articles.watchedFolders"
  | "articles.watchFolder"
  | "articles.unwatchFolder"
  | "articles.watchAgain"
  | "articles.draftArrived";

type Arrived = Output<"articles.draftArrived">["folders"][number];

/** Milliseconds after a case was opened before its folders are looked at: the first screen comes first. */
const FIRST_LOOK = 1500;

/** What the program does by itself. */
const unasked: Session = { host: "itself" };

export interface WatchingMeans {
  readonly desk: Desk;
  readonly files: Files;
  readonly profiles: ProfileStore;
  readonly drafts: ArrivedDrafts;
  /** Null where no window shows what arrives: then a look is taken only where one is asked for. */
  readonly watcher: Watcher | null;
}

/** Watched folders: which they are, and looking at what arrived, asked for or not. */
export function makeWatching({ desk, files, profiles, drafts, watcher }: WatchingMeans) {
  /** The folders that are watched now, by id, and the case that they are watched for. */
  const tended = new Map<string, Tended>();
  let tendedFor: OpenCase | null = null;
  /** What need not be proposed, by folder, while nothing is added to it. */
  const proposed = new Map<string, ReadonlyMap<string, FoundFile>>();
  const changed = (): void => desk.changed(["watched-folder"]);

  /** Nobody who has not said who works here has a folder watched: a draft is made by somebody. */
  const rows = (session: Session, db: ReadDb): WatchedRow[] =>
    desk.analyst(session) ? watchedFolders(db, desk.who(session).device) : [];

  function find(session: Session, id: string): WatchedRow {
    const row = rows(session, desk.read()).find((each) => each.id === id);
    if (!row) throw new Refusal("not-found", `there is no watched folder ${id} here`);
    return row;
  }

  /** Watches what is to be watched in the case that is open, and nothing else. */
  function tendAll(): void {
    const opened = desk.current();
    if (opened !== tendedFor) endAll();
    if (!watcher || !opened?.writable) return;
    tendedFor = opened;
    const wanted = new Map(rows(unasked, opened.db).map((row) => [row.id, row]));
    for (const [id, each] of tended)
      if (!wanted.has(id)) {
        each.end();
        tended.delete(id);
      }
    for (const [id, row] of wanted) if (!tended.has(id)) tended.set(id, tendOne(opened, row, watcher));
  }

  function endAll(): void {
    for (const each of tended.values()) each.end();
    tended.clear();
    proposed.clear();
    tendedFor = null;
  }

  function tendOne(opened: OpenCase, { id, key, path }: WatchedRow, jobs: Watcher): Tended {
    return tend(path, {
      changed,
      known() {
        const known = proposed.get(id) ?? proposedFiles(opened.db, key);
        proposed.set(id, known);
        return known;
      },
      propose: (found) =>
        new Promise((resolve) => {
          jobs.start(async (context) => {
            // Another case may lie open by now, or the folder be watched no longer.
            const row = desk.current() === opened && rows(unasked, opened.db).find((each) => each.id === id);
            if (!row) {
              resolve(false);
              return { folders: [], stopped: true };
            }
            try {
              const folders = await add(unasked, context, row, found);
              resolve(!context.stopped());
              return { folders, stopped: context.stopped() };
            } catch (error) {
              resolve(false);
              throw error;
            }
          });
        }),
    });
  }

  /** @returns the folder with what arrived in it; nothing where the case had all of it */
  async function add(
    session: Session,
    context: JobContext,
    row: WatchedRow,
    found: readonly FoundFile[],
  ): Promise<Arrived[]> {
    if (found.length === 0) return [];
    const added = await drafts.add(session, context, row, found).finally(() => proposed.delete(row.id));
    changed();
    return added.files > 0 ? [{ id: row.id, path: row.path, ...added, code: null, message: null }] : [];
  }

  /** What arrived in a folder, found by two looks at it. */
  async function findArrived(row: WatchedRow, context: JobContext): Promise<FoundFile[]> {
    const look = makeFolderLook(row.path);
    const known = proposedFiles(desk.read(), row.key);
    await look.look(known, context.stopped);
    if (look.unknown === 0) return [];
    await pass(SETTLE);
    return look.look(known, context.stopped);
  }

  async function lookIn(session: Session, context: JobContext, row: WatchedRow): Promise<Arrived[]> {
    let found: FoundFile[];
    try {
      found = await findArrived(row, context);
    } catch (error) {
      return [{ id: row.id, path: row.path, files: 0, draft: null, ...missingBecause(error) }];
    }
    return add(session, context, row, found);
  }

  async function shown(session: Session, row: WatchedRow): Promise<WatchedFolder> {
    const { id, path, reading, analyst, since } = row;
    const one = tended.get(id);
    const missing = one ? one.missing : await missingNow(path);
    const draft = drafts.waiting(session, desk.read(), row.key);
    return {
      id,
      path,
      reading,
      analyst,
      since,
      state: missing ? "missing" : one ? "watching" : "resting",
      code: missing?.code ?? null,
      message: missing?.message ?? null,
      draft: draft?.id ?? null,
      waiting: draft?.toImport ?? 0,
    };
  }

  /** Refuses a folder of which files would be proposed twice. */
  function refuseNested(session: Session, path: string): void {
    for (const other of rows(session, desk.read())) {
      if (other.path === path) continue;
      if (isWithin(path, other.path))
        throw new Refusal("bad-request", `it lies in ${other.path}, which is watched already with all beneath it`);
      if (isWithin(other.path, path))
        throw new Refusal("bad-request", `${other.path} in it is watched already; stop watching that first`);
    }
  }

  const handlers: Pick<Handlers<WatchingNames>, WatchingNames> = {
    "articles.watchedFolders": (_input, session) =>
      Promise.all(rows(session, desk.read()).map((row) => shown(session, row))),
    "articles.watchFolder": async ({ folder, reading: given, profile }, session) => {
      const path = files.resolve(folder);
      const db = desk.write();
      const { analyst, device } = desk.who(session);
      const reading = profile === undefined ? given : withProfile(given, profiles.get(profile).reading);
      const missing = await missingNow(path);
      if (missing) throw new Refusal("bad-request", `${path} cannot be watched: ${missing.message}`);
      refuseNested(session, path);
      transaction(db, () => watch(db, { device, analyst: analyst.name, since: nowText(), path, reading }));
      tendAll();
      changed();
      return shown(session, find(session, rows(session, db).find((row) => row.path === path)?.id ?? ""));
    },
    "articles.unwatchFolder": ({ id }, session) => {
      const db = desk.write();
      setWatched(db, find(session, id).key, false);
      tendAll();
      changed();
      return {};
    },
    "articles.watchAgain": ({ id }, session) => {
      const db = desk.write();
      const row = findWatched(db, desk.who(session).device, id, true);
      if (!row) throw new Refusal("not-found", `no folder ${id} was watched here`);
      refuseNested(session, row.path);
      setWatched(db, row.key, true);
      tendAll();
      changed();
      return shown(session, row);
    },
    "articles.draftArrived": async ({ id }, context, session) => {
      const db = desk.write();
      const folders: Arrived[] = [];
      for (const row of id === undefined ? rows(session, db) : [find(session, id)]) {
        if (context.stopped()) break;
        folders.push(...(await lookIn(session, context, row)));
      }
      return { folders, stopped: context.stopped() };
    },
  };

  watcher?.follow(() => {
    if (desk.current() !== tendedFor) endAll();
    // The first screen comes first.
    setTimeout(tendAll, FIRST_LOOK).unref();
  });
  return handlers;
}

/** Why a folder that nobody looks at just now could not be looked at. */
const missingNow = (path: string): Promise<Missing | null> =>
  stat(path).then(
    (found) => (found.isDirectory() ? null : { code: "file-missing", message: "the folder is not there" }),
    missingBecause,
  );

/** Whether a path lies beneath a folder. */
function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !/^[a-z]:|^\\\\/iu.test(way);
}
