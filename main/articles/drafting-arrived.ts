import { setTimeout as pass } from "node:timers/promises";

import type { ImportDraft } from "../../app/articles/drafts.ts";
import type { Desk } from "../desk.ts";
import type { Session } from "../dispatch.ts";
import type { JobContext } from "../jobs.ts";
import { inBulk, transaction } from "../store/db.ts";
import { nowText } from "../store/identity.ts";
import { beginDraft, countDraft, type DraftRow, knownFile, putAway, setWhole } from "../store/import-drafts.ts";
import type { ReadDb, WriteDb } from "../store/sql.ts";
import { dropKnownFiles, type FoundFile, keepProposed, type WatchedRow } from "../store/watched-folders.ts";
import type { Look } from "./drafting-job.ts";

/** Milliseconds between two looks at whether a draft is still read. */
const PAUSE = 100;
/** Files that are noted in one go, some ten milliseconds' work. */
const AT_ONCE = 250;

/** What drafts of watched folders take from those of imports. */
export interface DraftMeans {
  readonly desk: Desk;
  /** What runs on which draft in this program. */
  readonly busy: ReadonlyMap<string, "reading" | "importing">;
  readonly drafts: (session: Session, db: ReadDb) => DraftRow[];
  readonly shown: (db: ReadDb, draft: DraftRow) => ImportDraft;
  readonly read: (session: Session, context: JobContext, draft: DraftRow, what: Look) => Promise<unknown>;
  /** Something of a draft changed. */
  readonly changed: (draft: DraftRow) => void;
}

/** How many files were added, and the draft that they are in; null where nothing waits. */
export interface Added {
  readonly files: number;
  readonly draft: string | null;
}

export interface ArrivedDrafts {
  /** What of a watched folder waits to be imported or left; null where nothing does. */
  waiting(session: Session, db: ReadDb, folder: number): ImportDraft | null;
  /**
   * Adds files that arrived in a watched folder to what waits of it, and notes that they were proposed. What the case has
   * already is taken out again; of what could not be read because it was stopped nothing is noted.
   */
  add(session: Session, context: JobContext, folder: WatchedRow, files: readonly FoundFile[]): Promise<Added>;
}

export function makeArrivedDrafts({ desk, busy, drafts, shown, read, changed }: DraftMeans): ArrivedDrafts {
  /** One whose import was begun gets nothing more: going on with that must bring in nothing that nobody saw. */
  const findWaiting = (session: Session, db: ReadDb, folder: number): DraftRow | undefined =>
    drafts(session, db).find(
      ({ watched, id, key }) => watched === folder && busy.get(id) !== "importing" && !countDraft(db, key).begun,
    );

  return {
    waiting(session, db, folder) {
      const draft = findWaiting(session, db, folder);
      return draft ? shown(db, draft) : null;
    },
    async add(session, context, folder, files) {
      const db = desk.write();
      const { analyst, device } = desk.who(session);
      let waits = findWaiting(session, db, folder.key);
      for (; waits && busy.has(waits.id) && !context.stopped(); waits = findWaiting(session, db, folder.key))
        await pass(PAUSE);
      if (context.stopped()) return { files: 0, draft: waits?.id ?? null };
      const { path, reading, key: watched } = folder;
      const begun = { analyst: analyst.name, device, begunAt: nowText(), paths: [path], reading, watched };
      const draft = waits ?? transaction(db, () => beginDraft(db, begun));
      await read(session, context, draft, { added: files.map((file) => file.path) });
      let added = 0;
      for (let at = 0; at < files.length; at += AT_ONCE) {
        const some = files.slice(at, at + AT_ONCE);
        added += inBulk(db, () => transaction(db, () => note(db, draft.key, folder.key, some)));
        await context.breathe();
      }
      if (!context.stopped()) setWhole(db, draft.key, true);
      const isEmpty = countDraft(db, draft.key).files === 0;
      if (isEmpty) putAway(db, draft.key, "gone");
      changed(draft);
      return { files: added, draft: isEmpty ? null : draft.id };
    },
  };
}

/** Notes of files that were read that they were proposed, and takes out what the case has. @returns how many stay in the draft */
function note(db: WriteDb, draft: number, folder: number, files: readonly FoundFile[]): number {
  const seen = files.filter((file) => knownFile(db, draft, file)?.isSeen);
  const known = dropKnownFiles(
    db,
    draft,
    seen.map(({ path }) => path),
  );
  keepProposed(db, folder, seen);
  return seen.length - known.length;
}
