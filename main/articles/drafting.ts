import type { DraftImportResult, ImportDraft } from "../../app/articles/drafts.ts";
import type { FileReading } from "../../app/articles/model.ts";
import { withProfile } from "../../app/articles/profiles.ts";
import { Refusal } from "../../app/contract/errors.ts";
import { canonicalJson } from "../../app/kernel/json.ts";
import type { Handlers, Session } from "../dispatch.ts";
import type { Files } from "../files.ts";
import type { ProfileStore } from "../handed.ts";
import type { JobContext } from "../jobs.ts";
import { inBulk, transaction } from "../store/db.ts";
import { nowText } from "../store/identity.ts";
import { editItems, filesOfItems, selectedItems, turnStep } from "../store/import-draft-edits.ts";
import { isStale, judgeAll } from "../store/import-draft-judging.ts";
import { type DraftList, makeDraftList } from "../store/import-draft-list.ts";
import {
  beginDraft,
  clearGone,
  clearImported,
  countDraft,
  type DraftRow,
  draftsOf,
  endImportOf,
  findLeftDraft,
  forgetFailed,
  forgetLeftDrafts,
  leftOf,
  putAway,
} from "../store/import-drafts.ts";
import type { ImportRun } from "../store/import-runs.ts";
import { dataVersion, type ReadDb, type WriteDb } from "../store/sql.ts";
import { type Look, lookAt } from "./drafting-job.ts";
import { importFiles, type ImportMeans, optionsWith } from "./import-job.ts";

type DraftNames =
  | "articles.drafts"
  | "articles.draftItems"
  | "articles.draftItemIds"
  | "articles.draftFacets"
  | "articles.draftFile"
  | "articles.editDraft"
  | "articles.undoDraftEdit"
  | "articles.leaveDraft"
  | "articles.bringBackDraft"
  | "articles.draft"
  | "articles.goOnDraft"
  | "articles.importDraft";

/** Rows that are cleared away at once, some ten milliseconds' work. */
const SLICE = 500;

export interface Drafting {
  readonly handlers: Pick<Handlers<DraftNames>, DraftNames>;
  /** Goes on with an import of a draft that was not finished. */
  goOn(run: ImportRun, context: JobContext, session: Session): Promise<DraftImportResult>;
}

/** Clears away what is gone for good, while others get their turn. */
async function clear(db: WriteDb, context: JobContext): Promise<void> {
  while (inBulk(db, () => transaction(db, () => clearGone(db, SLICE)))) await context.breathe();
}

/** Import drafts: looking, correcting, importing what was looked at. */
export function makeDrafting(means: ImportMeans, files: Files, profiles: ProfileStore): Drafting {
  const { desk, parsers, underWay } = means;
  /** What runs on which draft in this program. */
  const busy = new Map<string, "reading" | "importing">();
  /** The listings of the case that is open; of a case that somebody else writes, as of a state of its file. */
  const lists = new WeakMap<ReadDb, { list: DraftList; version: number }>();

  function listOf(db: ReadDb): DraftList {
    const { writable } = desk.open();
    const version = writable ? 0 : dataVersion(db);
    const known = lists.get(db);
    if (known?.version === version) return known.list;
    const list = makeDraftList(db);
    lists.set(db, { list, version });
    return list;
  }

  function changed(): void {
    const open = desk.current();
    if (open) lists.get(open.db)?.list.forget();
    desk.changed(["import-draft"]);
  }

  /** Nobody who has not said who works here has a draft: one is made by somebody. */
  const drafts = (session: Session, db: ReadDb): DraftRow[] =>
    desk.analyst(session) ? draftsOf(db, desk.who(session).device) : [];

  function find(session: Session, db: ReadDb, id: string): DraftRow {
    const draft = drafts(session, db).find((each) => each.id === id);
    if (!draft) throw new Refusal("not-found", `there is no import draft ${id} here`);
    return draft;
  }

  /** One that nothing runs on. */
  function findFree(session: Session, db: ReadDb, id: string): DraftRow {
    const draft = find(session, db, id);
    const what = busy.get(id);
    if (what)
      throw new Refusal(
        "bad-request",
        `draft ${id} is just ${what === "reading" ? "read" : "imported"}; stop that first`,
      );
    return draft;
  }

  /** A draft for reading. Where articles came or went since, its items are judged anew, unless more of them come just now. */
  function look(session: Session, id: string): { db: ReadDb; draft: DraftRow } {
    const { db, writable } = desk.open();
    const draft = find(session, db, id);
    judge(writable, draft);
    return { db, draft };
  }

  function judge(writable: WriteDb | null, draft: DraftRow): void {
    if (!writable || busy.size > 0 || underWay.size > 0 || !isStale(writable, draft.key)) return;
    inBulk(writable, () => transaction(writable, () => judgeAll(writable, draft.key)));
    lists.get(writable)?.list.forget();
  }

  const shown = (db: ReadDb, { key, device: _device, ...draft }: DraftRow): ImportDraft => ({
    ...draft,
    paths: [...draft.paths],
    busy: busy.get(draft.id) ?? null,
    ...countDraft(db, key),
  });

  function clearLater(): void {
    const opened = desk.current();
    const step = (): void => {
      if (!opened?.writable || desk.current() !== opened) return;
      const { writable } = opened;
      if (inBulk(writable, () => transaction(writable, () => clearGone(writable, SLICE)))) setTimeout(step, 10).unref();
    };
    setTimeout(step, 10).unref();
  }

  async function runOn<Value>(
    draft: DraftRow,
    what: "reading" | "importing",
    work: () => Promise<Value>,
  ): Promise<Value> {
    busy.set(draft.id, what);
    changed();
    try {
      return await work();
    } finally {
      busy.delete(draft.id);
      changed();
    }
  }

  async function read(session: Session, context: JobContext, draft: DraftRow, what: Look) {
    const db = desk.write();
    const options = optionsWith(means.profiles());
    await runOn(draft, "reading", () => lookAt({ db, parsers, options, changed }, context, draft, what));
    return { draft: shown(db, find(session, db, draft.id)), stopped: context.stopped() };
  }

  /** The draft of the same files and folders, read in the same way. */
  function findSame(
    session: Session,
    db: ReadDb,
    paths: readonly string[],
    reading: FileReading,
  ): DraftRow | undefined {
    const sought = canonicalJson([[...paths], reading]);
    return drafts(session, db).find(
      (each) => !busy.has(each.id) && canonicalJson([[...each.paths], each.reading]) === sought,
    );
  }

  async function bringIn(
    session: Session,
    context: JobContext,
    draft: DraftRow,
    unfinished?: ImportRun,
  ): Promise<DraftImportResult> {
    const db = desk.write();
    return runOn(draft, "importing", async () => {
      if (!countDraft(db, draft.key).begun) forgetFailed(db, draft.key);
      const order = { paths: draft.paths, reading: draft.reading, draft };
      const result = await importFiles(means, session, context, order, unfinished);
      const { failed, leftOut } = leftOf(db, draft.key);
      if (result.stopped) return { ...result, leftOut, kept: countDraft(db, draft.key).items };
      transaction(db, () => {
        if (failed > 0) endImportOf(db, draft.key);
        else putAway(db, draft.key, "gone");
      });
      if (failed > 0)
        while (inBulk(db, () => transaction(db, () => clearImported(db, draft.key, SLICE)))) await context.breathe();
      else await clear(db, context);
      return { ...result, leftOut, kept: failed };
    });
  }

  return {
    goOn: (run, context, session) => {
      const draft = drafts(session, desk.write()).find(({ key }) => key === run.draft);
      if (!draft) throw new Refusal("not-found", "the draft of this import is not here any more");
      return bringIn(session, context, findFree(session, desk.write(), draft.id), run);
    },
    handlers: {
      "articles.drafts": (_input, session) => {
        const { db, writable } = desk.open();
        return drafts(session, db).map((draft) => {
          judge(writable, draft);
          return shown(db, draft);
        });
      },
      "articles.draftItems": ({ id, filter, sort, offset, limit }, session) => {
        const { db, draft } = look(session, id);
        return listOf(db).page(draft.key, filter, sort, offset, limit);
      },
      "articles.draftItemIds": ({ id, filter, sort }, session) => {
        const { db, draft } = look(session, id);
        return listOf(db).ids(draft.key, filter, sort);
      },
      "articles.draftFacets": ({ id, filter }, session) => {
        const { db, draft } = look(session, id);
        return listOf(db).facets(draft.key, filter);
      },
      "articles.draftFile": ({ id, item }, session) => {
        const { db, draft } = look(session, id);
        const [path] = filesOfItems(db, selectedItems(db, draft.key, { ids: [item] }));
        if (path === undefined) throw new Refusal("not-found", `there is no item ${item} in draft ${id}`);
        return { file: files.grant(path), path };
      },
      "articles.editDraft": ({ id, items, ...edit }, session) => {
        const db = desk.write();
        const draft = find(session, db, id);
        const done = transaction(db, () => editItems(db, draft.key, items, edit));
        if (done.changed > 0) changed();
        return done;
      },
      "articles.undoDraftEdit": ({ id, step }, session) => {
        const db = desk.write();
        const draft = find(session, db, id);
        const done = transaction(db, () => turnStep(db, draft.key, step));
        if (done === null) throw new Refusal("not-found", `there is no edit ${step} of draft ${id} any more`);
        if (done === "conflict")
          throw new Refusal("undo-conflict", "a later edit changed the same; take that back first");
        changed();
        return { changed: done, step };
      },
      "articles.leaveDraft": ({ id }, session) => {
        const db = desk.write();
        const draft = findFree(session, db, id);
        transaction(db, () => putAway(db, draft.key, "left"));
        changed();
        // An import of it that was not finished is left with it.
        desk.changed(["article"]);
        clearLater();
        return {};
      },
      "articles.bringBackDraft": ({ id }, session) => {
        const db = desk.write();
        const draft = findLeftDraft(db, desk.who(session).device, id);
        if (!draft) throw new Refusal("not-found", `draft ${id} cannot be brought back any more`);
        transaction(db, () => putAway(db, draft.key, "back"));
        changed();
        return shown(db, draft);
      },
      "articles.draft": async ({ files: tokens, reading: given, profile }, context, session) => {
        const db = desk.write();
        const { analyst, device } = desk.who(session);
        const paths = tokens.map((token) => files.resolve(token));
        const reading = profile === undefined ? given : withProfile(given, profiles.get(profile).reading);
        transaction(db, () => forgetLeftDrafts(db));
        await clear(db, context);
        const begun = { analyst: analyst.name, device, begunAt: nowText(), paths, reading };
        const draft = findSame(session, db, paths, reading) ?? transaction(db, () => beginDraft(db, begun));
        return read(session, context, draft, {});
      },
      "articles.goOnDraft": async ({ id, items, reading }, context, session) => {
        const db = desk.write();
        const draft = findFree(session, db, id);
        const only = items && filesOfItems(db, selectedItems(db, draft.key, items));
        return read(session, context, draft, { only, reading });
      },
      "articles.importDraft": ({ id }, context, session) =>
        bringIn(session, context, findFree(session, desk.write(), id)),
    },
  };
}
