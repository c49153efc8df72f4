import type { DraftImportResult, DraftSelection, ImportDraft } from "../../app/articles/drafts.ts";
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
import { editItems, filesOfItems, itemsWithIds, turnStep } from "../store/import-draft-edits.ts";
import { isStale, judgeSome, keepJudged, lastEntry } from "../store/import-draft-judging.ts";
import { type DraftList, makeDraftList } from "../store/import-draft-list.ts";
import { clearImported, endImportOf, forgetFailed, leftOf } from "../store/import-draft-meetings.ts";
import {
  beginDraft,
  clearGone,
  countDraft,
  type DraftRow,
  draftsOf,
  filesOf,
  findLeftDraft,
  forgetLeftDrafts,
  putAway,
} from "../store/import-drafts.ts";
import type { ImportRun } from "../store/import-runs.ts";
import { dataVersion, type ReadDb, type WriteDb } from "../store/sql.ts";
import { type ArrivedDrafts, makeArrivedDrafts } from "./drafting-arrived.ts";
import { JUDGED_AT_ONCE, type Look, lookAt } from "./drafting-job.ts";
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
/** Milliseconds between two bits of work that nobody waits for. */
const PAUSE = 10;

export interface Drafting {
  readonly handlers: Pick<Handlers<DraftNames>, DraftNames>;
  /** Goes on with an import of a draft that was not finished. */
  goOn(run: ImportRun, context: JobContext, session: Session): Promise<DraftImportResult>;
  /** The drafts of what arrived in watched folders. */
  readonly arrived: ArrivedDrafts;
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
  /** Drafts of which items are just judged anew. */
  const judging = new Set<string>();
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

  /** What of a draft changed; all that is known of it where no items are named. */
  function changed(draft: DraftRow, items: readonly number[] | null = null): void {
    const open = desk.current();
    if (open) lists.get(open.db)?.list.touch(draft.key, items);
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

  /** A draft for reading, as the case is now. */
  function look(session: Session, id: string): { db: ReadDb; draft: DraftRow } {
    const { db } = desk.open();
    const draft = find(session, db, id);
    judge(draft);
    return { db, draft };
  }

  /**
   * Where articles came or went since, a draft's items are judged anew: a few at once, more of them bit by bit afterwards,
   * and none while more articles come.
   */
  function judge(draft: DraftRow): void {
    const opened = desk.open();
    const { writable } = opened;
    if (!writable || judging.has(draft.id) || busy.size > 0 || underWay.size > 0 || !isStale(writable, draft.key))
      return;
    const entry = lastEntry(writable);
    let next: number | null = 0;
    const step = (): void => {
      const from = next ?? 0;
      const judged = inBulk(writable, () =>
        transaction(writable, () => judgeSome(writable, draft.key, from, JUDGED_AT_ONCE)),
      );
      ({ next } = judged);
      if (judged.changed.length > 0) changed(draft, judged.changed);
      if (next === null) keepJudged(writable, draft.key, entry);
    };
    step();
    if (next === null) return;
    judging.add(draft.id);
    const isThere = (): boolean =>
      !busy.has(draft.id) && draftsOf(writable, draft.device).some(({ key }) => key === draft.key);
    inBits(
      // A draft that was left, or that something runs on by now, is judged when it is looked at again.
      () => {
        if (isThere()) step();
        return isThere() && next !== null;
      },
      () => judging.delete(draft.id),
    );
  }

  /** Does bit by bit what nobody waits for, while this case is open. What was not done is left for the next time. */
  function inBits(bit: () => boolean, end: () => void = () => undefined): void {
    const opened = desk.current();
    const go = (): void => {
      let goesOn = false;
      try {
        goesOn = desk.current() === opened && bit();
      } catch {
        // A full disk is told to whoever changes something.
      }
      if (goesOn) setTimeout(go, PAUSE).unref();
      else end();
    };
    setTimeout(go, PAUSE).unref();
  }

  /** The keys of the items that are meant, in the draft's order. */
  const selected = (db: ReadDb, draft: DraftRow, items: DraftSelection): number[] =>
    "ids" in items ? itemsWithIds(db, draft.key, items.ids) : Array.from(listOf(db).keys(draft.key, items.filter, []));

  const shown = (db: ReadDb, { key, device: _device, watched: _watched, ...draft }: DraftRow): ImportDraft => ({
    ...draft,
    paths: [...draft.paths],
    busy: busy.get(draft.id) ?? null,
    ...countDraft(db, key),
  });

  async function runOn<Value>(
    draft: DraftRow,
    what: "reading" | "importing",
    work: () => Promise<Value>,
  ): Promise<Value> {
    busy.set(draft.id, what);
    changed(draft);
    try {
      return await work();
    } finally {
      busy.delete(draft.id);
      changed(draft);
    }
  }

  async function read(session: Session, context: JobContext, draft: DraftRow, what: Look) {
    const db = desk.write();
    const options = optionsWith(means.profiles());
    await runOn(draft, "reading", () =>
      lookAt({ db, parsers, options, changed: () => changed(draft) }, context, draft, what),
    );
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
      (each) =>
        each.watched === null && !busy.has(each.id) && canonicalJson([[...each.paths], each.reading]) === sought,
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
      const { changed: kept, leftOut } = leftOf(db, draft.key);
      if (result.stopped) return { ...result, leftOut, kept: countDraft(db, draft.key).items };
      transaction(db, () => {
        if (kept > 0) endImportOf(db, draft.key);
        else putAway(db, draft.key, "gone");
      });
      if (kept > 0)
        while (inBulk(db, () => transaction(db, () => clearImported(db, draft.key, SLICE)))) await context.breathe();
      else await clear(db, context);
      return { ...result, leftOut, kept };
    });
  }

  return {
    arrived: makeArrivedDrafts({ desk, busy, drafts, shown, read, changed }),
    goOn: (run, context, session) => {
      const draft = drafts(session, desk.write()).find(({ key }) => key === run.draft);
      if (!draft) throw new Refusal("not-found", "the draft of this import is not here any more");
      return bringIn(session, context, findFree(session, desk.write(), draft.id), run);
    },
    handlers: {
      "articles.drafts": (_input, session) => {
        const { db } = desk.open();
        return drafts(session, db).map((draft) => {
          judge(draft);
          return shown(db, draft);
        });
      },
      "articles.draftItems": ({ id, filter, sort, offset, limit }, session) => {
        const { db, draft } = look(session, id);
        return listOf(db).page(draft.key, filter, sort, offset, limit);
      },
      "articles.draftItemIds": ({ id, filter, sort }, session) => {
        const { db, draft } = look(session, id);
        return Array.from(listOf(db).keys(draft.key, filter, sort), String);
      },
      "articles.draftFacets": ({ id, filter }, session) => {
        const { db, draft } = look(session, id);
        return listOf(db).facets(draft.key, filter);
      },
      "articles.draftFile": ({ id, item }, session) => {
        const { db, draft } = look(session, id);
        const [path] = filesOfItems(db, itemsWithIds(db, draft.key, [item]));
        if (path === undefined) throw new Refusal("not-found", `there is no item ${item} in draft ${id}`);
        return { file: files.grant(path), path };
      },
      "articles.editDraft": ({ id, items, ...edit }, session) => {
        const db = desk.write();
        const draft = find(session, db, id);
        const keys = selected(db, draft, items);
        const { touched, ...done } = transaction(db, () => editItems(db, draft.key, keys, edit));
        if (done.changed > 0) changed(draft, touched);
        return done;
      },
      "articles.undoDraftEdit": ({ id, step }, session) => {
        const db = desk.write();
        const draft = find(session, db, id);
        const done = transaction(db, () => turnStep(db, draft.key, step));
        if (done === null) throw new Refusal("not-found", `there is no edit ${step} of draft ${id} any more`);
        if (done === "conflict")
          throw new Refusal("undo-conflict", "a later edit changed the same; take that back first");
        changed(draft, done.touched);
        return { changed: done.changed, step };
      },
      "articles.leaveDraft": ({ id }, session) => {
        const db = desk.write();
        const draft = findFree(session, db, id);
        transaction(db, () => putAway(db, draft.key, "left"));
        changed(draft);
        // An import of it that was not finished is left with it.
        desk.changed(["article"]);
        inBits(() => inBulk(db, () => transaction(db, () => clearGone(db, SLICE))));
        return {};
      },
      "articles.bringBackDraft": ({ id }, session) => {
        const db = desk.write();
        const draft = findLeftDraft(db, desk.who(session).device, id);
        if (!draft) throw new Refusal("not-found", `draft ${id} cannot be brought back any more`);
        transaction(db, () => putAway(db, draft.key, "back"));
        changed(draft);
        return shown(db, draft);
      },
      "articles.draft": async ({ files: tokens, reading: given, profile }, context, session) => {
        const db = desk.write();
        const { analyst, device } = desk.who(session);
        const paths = tokens.map((token) => files.resolve(token));
        const reading = profile === undefined ? given : withProfile(given, profiles.get(profile).reading);
        transaction(db, () => forgetLeftDrafts(db));
        await clear(db, context);
        const begun = { analyst: analyst.name, device, begunAt: nowText(), paths, reading, watched: null };
        const draft = findSame(session, db, paths, reading) ?? transaction(db, () => beginDraft(db, begun));
        return read(session, context, draft, {});
      },
      "articles.goOnDraft": async ({ id, items, reading }, context, session) => {
        const db = desk.write();
        const draft = findFree(session, db, id);
        const only = items && filesOfItems(db, selected(db, draft, items));
        const among = draft.watched === null ? undefined : filesOf(db, draft.key).map(({ path }) => path);
        return read(session, context, draft, { only, reading, among });
      },
      "articles.importDraft": ({ id }, context, session) =>
        bringIn(session, context, findFree(session, desk.write(), id)),
    },
  };
}
