import { Refusal } from "../app/contract/errors.ts";
import type { ChangedKind } from "../app/contract/events.ts";
import type { Change, Verb } from "../app/ledger/model.ts";
import type { Analyst } from "../app/workstation/model.ts";
import type { Session } from "./dispatch.ts";
import type { Events } from "./events.ts";
import { type Act, perform, type Who } from "./store/acts.ts";
import { type ArticleList, makeArticleList } from "./store/article-list.ts";
import type { OpenCase } from "./store/case-file.ts";
import { type ClaimList, makeClaimList } from "./store/claim-list.ts";
import { inBulk } from "./store/db.ts";
import { makeSourceList, type SourceList } from "./store/source-list.ts";
import { dataVersion, type ReadDb, type WriteDb } from "./store/sql.ts";
import { takeTouchedClaims } from "./store/touched-claims.ts";
import { takeTouchedSources } from "./store/touched-sources.ts";

/** The desk: the one case that lies open on it, and how services get at it. */
export interface Desk {
  /** The open case; refuses with `no-case`. */
  open(): OpenCase;
  current(): OpenCase | null;
  read(): ReadDb;
  /** Refuses with `read-only` where somebody else writes. */
  write(): WriteDb;
  /** The listings of the open case's articles. */
  articles(): ArticleList;
  /** The claims of the open case in memory, for lists. */
  claims(): ClaimList;
  /** The sources of the open case in memory, for lists. */
  sources(): SourceList;
  /** The analyst of a call, null where nobody has said yet who works here. */
  analyst(session: Session): Analyst | null;
  /** On whose behalf a call is made; refuses with `no-analyst`. */
  who(session: Session): Who;
  /** One command: one transaction, one ledger entry, one event. `work` is handed the act and the connection. */
  act<Value>(
    session: Session,
    verb: Verb,
    work: (act: Act, db: WriteDb) => Value,
    /** Why it is done, where the analyst says so for the whole act. */
    note?: string | null,
  ): Value;
  /** A batch of a job: as `act`, of an act that has more of them, and without waiting for the disk. */
  inBulk<Value>(session: Session, verb: Verb, work: (act: Act, db: WriteDb) => Value, act: string): Value;
  /** For undo and redo, which perform their acts themselves. */
  reversed(db: WriteDb, changes: readonly Change[]): void;
  /** Tells windows what changed outside of the ledger. */
  changed(kinds: readonly ChangedKind[]): void;
  lay(opened: OpenCase): void;
  clear(): void;
}

/** Milliseconds after a case was opened before its claims are loaded in the background: the first screen comes first. */
const FIRST_LOAD = 1000;
/** Claims loaded at once, some ten milliseconds' work, and the milliseconds between: no key waits for it. */
const SLICE = 4000;
const PAUSE = 12;

export function makeDesk(events: Events, workstation: { device: string; analyst(): Analyst | null }): Desk {
  let current: OpenCase | null = null;
  let claims: ClaimList | null = null;
  let articles: ArticleList | null = null;
  let sources: SourceList | null = null;
  /** What the file was like when the lists were made, where another program writes it. */
  let seenVersion: number | null = null;

  /** Where somebody else writes, no change passes by here: the file itself says whether the lists are stale. */
  function readLists(): ReadDb {
    const { db, writable } = desk.open();
    if (writable) return db;
    const version = dataVersion(db);
    if (version !== seenVersion) [claims, articles, sources, seenVersion] = [null, null, null, version];
    return db;
  }

  /** Loads the list of claims slice by slice, so that whoever asks for it first need not wait for all of it. */
  function loadClaims(opened: OpenCase): void {
    if (current !== opened) return;
    try {
      const list = desk.claims();
      if (!list.ready() && list.load(SLICE)) setTimeout(() => loadClaims(opened), PAUSE).unref();
    } catch {
      // A case that cannot be read is told to whoever asks for the list.
    }
  }

  /** The list of claims follows a change entry by entry, and in what many claims show (a name, a letter). */
  function afterwards(db: WriteDb, changes: readonly Change[]): void {
    const touched = takeTouchedClaims(db);
    for (const [key, what] of takeTouchedSources(db)) sources?.touch(key, what);
    if (changes.length === 0) return;
    const kinds = new Set(changes.map(({ kind }) => kind));
    if (kinds.has("article") || kinds.has("tag") || kinds.has("family")) articles?.forget("articles", changes);
    else if (kinds.has("claim")) articles?.forget("claims", changes);
    if (claims) {
      for (const key of touched) claims.touch(key);
      claims.follow(changes);
    }
    desk.changed([...kinds, "ledger"]);
  }

  const desk: Desk = {
    current: () => current,
    open() {
      if (!current) throw new Refusal("no-case", "no case is open; open one or make a new one");
      return current;
    },
    read: () => desk.open().db,
    write() {
      const { writable, readOnly } = desk.open();
      if (writable) return writable;
      const holder = readOnly?.holder;
      throw new Refusal(
        "read-only",
        holder ? `${holder.analyst} has this case open on ${holder.machine}` : "this case is open for reading only",
      );
    },
    articles() {
      const db = readLists();
      return (articles ??= makeArticleList(db));
    },
    claims() {
      const db = readLists();
      return (claims ??= makeClaimList(db));
    },
    sources() {
      const db = readLists();
      return (sources ??= makeSourceList(db));
    },
    analyst: (session) => session.analyst ?? workstation.analyst(),
    who(session) {
      const analyst = desk.analyst(session);
      if (!analyst) throw new Refusal("no-analyst", "say who is working here before you change a case");
      return { analyst, device: workstation.device };
    },
    act(session, verb, work, note) {
      const db = desk.write();
      const done = perform(db, desk.who(session), verb, (act) => work(act, db), { note: note ?? null });
      afterwards(db, done.changes);
      return done.value;
    },
    inBulk(session, verb, work, act) {
      const db = desk.write();
      const done = inBulk(db, () => perform(db, desk.who(session), verb, (running) => work(running, db), { act }));
      afterwards(db, done.changes);
      return done.value;
    },
    reversed(db, changes) {
      afterwards(db, changes);
    },
    changed(kinds) {
      events.emit({ name: "changed", value: { kinds: [...kinds] } });
    },
    lay(opened) {
      desk.clear();
      current = opened;
      setTimeout(() => loadClaims(opened), FIRST_LOAD).unref();
      events.emit({ name: "case-changed", value: { open: true } });
    },
    clear() {
      if (!current) return;
      const closing = current;
      current = null;
      [claims, articles, sources, seenVersion] = [null, null, null, null];
      closing.close();
      events.emit({ name: "case-changed", value: { open: false } });
    },
  };
  return desk;
}
