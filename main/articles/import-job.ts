import { statSync } from "node:fs";

import { matchName, parsePattern } from "../../app/articles/file-names.ts";
import { shownPath } from "../../app/articles/members.ts";
import type { FileReading, ImportResult } from "../../app/articles/model.ts";
import type { ImportProfile } from "../../app/articles/profiles.ts";
import { Refusal } from "../../app/contract/errors.ts";
import { canonicalJson } from "../../app/kernel/json.ts";
import type { Desk } from "../desk.ts";
import type { Session } from "../dispatch.ts";
import type { Files } from "../files.ts";
import type { JobContext } from "../jobs.ts";
import type { Act } from "../store/acts.ts";
import { newId, nowText } from "../store/identity.ts";
import {
  beginRun,
  endRun,
  finishedFile,
  type ImportRun,
  keepFinished,
  resumeRun,
  stopRun,
  unfinishedRuns,
} from "../store/import-runs.ts";
import type { WriteDb } from "../store/sql.ts";
import { importerFor, walkFiles } from "./importers/index.ts";
import type { PartsMessage } from "./parsing/messages.ts";
import type { Parsers, Wanted } from "./parsing/parser-pool.ts";
import type { PreparedArticle } from "./parsing/prepared.ts";
import { rememberFiles, Shipment, storeArticle } from "./storing.ts";

/**
 * A batch is one transaction and one ledger entry. Larger batches index faster, but a small call (open an article, save a
 * claim) waits for the one in hand: while somebody works in a window, batches are small. `age` is how many milliseconds of
 * reading go into one, so that progress shows and little can be lost.
 */
const BATCH = { articles: 600, units: 2_000_000, age: 1000 };
const EASY_BATCH = { articles: 8, units: 30_000, age: 30 };
/** Milliseconds of work between two breaths. */
const BREATH = 8;
/** Milliseconds between two looks at whether what was read waits too long for a file that takes its time. */
const LOOK = 200;

/** Failures and articles listed in the result; the counts are of all. */
const LISTED = 10_000;

export interface ImportMeans {
  readonly desk: Desk;
  readonly parsers: Parsers;
  readonly grant: Files["grant"];
  /** The import profiles of this workstation. */
  readonly profiles: () => readonly ImportProfile[];
  /** The runs that are under way in this program. */
  readonly underWay: Set<string>;
}

/** A file on its way, with what came of it so far. */
interface FileInHand extends Wanted {
  readonly modifiedAt: number;
  readonly counts: { imported: number; duplicates: number; versions: number };
  readonly failed: { path: string; code: string; message: string }[];
}

/** What was read and is not stored yet: an article, or that its file has ended. */
type Pending =
  | { readonly file: FileInHand; readonly article: PreparedArticle; readonly shipment: Shipment }
  | { readonly file: FileInHand; readonly article: null };

/** What is imported: files and folders, and how they are read. */
export interface ImportOrder {
  readonly paths: readonly string[];
  readonly reading: FileReading;
}

const stateCounts = { imported: "imported", duplicate: "duplicates", version: "versions" } as const;

/**
 * Imports files and folders in batches that share one act. Where the same was begun before and not finished, it goes on:
 * files that are in are not read again, and what comes is part of the same act.
 */
export async function importFiles(
  { desk, parsers, grant, profiles, underWay }: ImportMeans,
  session: Session,
  context: JobContext,
  order: ImportOrder,
  unfinished?: ImportRun,
): Promise<ImportResult> {
  const db = desk.write();
  const { analyst, device } = desk.who(session);
  const known = unfinished ?? findSame(order);
  const { paths, reading } = known ?? order;
  const begun = { act: newId(), analyst: analyst.name, device, startedAt: nowText(), paths, reading };
  const run = known ?? beginRun(db, begun);
  if (known) resumeRun(db, known.key);
  // What another analyst began is theirs to undo.
  const act = run.analyst === analyst.name ? run.act : newId();
  const result: ImportResult = {
    imported: 0,
    duplicates: 0,
    versions: 0,
    stopped: false,
    failed: [],
    unmapped: [],
    articles: [],
  };
  const naming = countNaming(profiles(), reading, result);
  let filesBefore = 0;
  let pending: Pending[] = [];
  let articles = 0;
  let units = 0;
  let begunAt = 0;
  let breathedAt = performance.now();
  let broken: unknown = null;

  /** The same paths, read in the same way, by an import that was not finished. */
  function findSame(same: ImportOrder): ImportRun | undefined {
    const sought = canonicalJson([[...same.paths], same.reading]);
    return unfinishedRuns(db, device).find(
      (each) => !underWay.has(each.id) && canonicalJson([[...each.paths], each.reading]) === sought,
    );
  }

  function failure(path: string, code: string, message: string, file?: FileInHand): void {
    const failed = { path, code, message };
    if (result.failed.length < LISTED) result.failed.push(failed);
    if (file && file.failed.length < LISTED) file.failed.push(failed);
  }

  /** Stores what was read: all of it, or as much as one small batch takes. */
  function store(limit: { articles: number; units: number }): void {
    let length = 0;
    let taken = { articles: 0, units: 0 };
    while (length < pending.length && taken.articles < limit.articles && taken.units < limit.units) {
      const size = pending[length]?.article?.chars;
      if (size !== undefined) taken = { articles: taken.articles + 1, units: taken.units + size };
      length += 1;
    }
    const batch = pending.slice(0, length);
    pending = pending.slice(length);
    articles -= taken.articles;
    units -= taken.units;
    begunAt = performance.now();
    if (batch.length === 0) return;
    desk.inBulk(session, "import", (running, writable) => keep(batch, running, writable), act);
    for (const { file, article } of batch)
      if (article === null) progress.ended(file.bytes);
      else progress.within(article.original);
  }

  function keep(batch: readonly Pending[], running: Act, writable: WriteDb): void {
    const storing = {
      act: running,
      db: writable,
      startedAt: run.startedAt,
      isResumed: known !== undefined,
      importedAt: nowText(),
      fileKey: rememberFiles(writable),
    };
    for (const item of batch) {
      const { file } = item;
      if (item.article === null) {
        keepFinished(writable, run.key, { ...file, ...file.counts });
        continue;
      }
      const stored = storeArticle(storing, file.path, item.article, item.shipment);
      item.shipment.stored(writable);
      const count = stateCounts[stored.state];
      result[count] += 1;
      file.counts[count] += 1;
      if (result.articles.length < LISTED)
        result.articles.push({ path: shownPath({ path: file.path, member: item.article.member }), ...stored });
    }
  }

  const limitNow = () => (context.hurried() ? EASY_BATCH : BATCH);
  const isDue = (limit: typeof BATCH): boolean =>
    articles >= limit.articles ||
    units >= limit.units ||
    (pending.length > 0 && performance.now() - begunAt > limit.age);

  async function rest(): Promise<void> {
    if (performance.now() - breathedAt < BREATH) return;
    await context.breathe();
    breathedAt = performance.now();
  }

  /** Files to be read, in the order of the walk; null now and then, so that others get their turn. */
  function* wanted(): Generator<FileInHand | null> {
    let since = performance.now();
    for (const entry of walkFiles(run.paths)) {
      if (performance.now() - since > BREATH) {
        yield null;
        since = performance.now();
      }
      if (entry.kind === "skipped") continue;
      if (entry.kind === "failure") {
        failure(entry.path, entry.code, entry.message);
        continue;
      }
      const { path } = entry;
      if (!importerFor(path)) {
        failure(path, "unsupported-format", "no importer reads this kind of file");
        continue;
      }
      const stat = statSync(path, { throwIfNoEntry: false });
      const file = { path, bytes: stat?.size ?? 0, modifiedAt: Math.floor(stat?.mtimeMs ?? 0) };
      const before = known && finishedFile(db, run.key, file);
      if (before) {
        filesBefore += 1;
        for (const count of Object.values(stateCounts)) result[count] += before[count];
        for (const each of before.failed) failure(each.path, each.code, each.message);
        progress.ended(file.bytes);
        continue;
      }
      yield { ...file, options: naming.options, counts: { imported: 0, duplicates: 0, versions: 0 }, failed: [] };
    }
  }

  const isStopped = (): boolean => context.stopped() || broken !== null;
  const progress = startCounting(run.paths, context, isStopped);
  underWay.add(run.id);
  // A file that takes its time does not keep what came before it from being stored.
  const timer = setInterval(() => {
    try {
      const limit = limitNow();
      if (isDue(limit)) store(limit);
    } catch (error) {
      broken = error;
    }
  }, LOOK);
  try {
    const shipments = new WeakMap<PartsMessage, Shipment>();
    for await (const { file, items, message, last, readAs } of parsers.read(wanted(), isStopped)) {
      await rest();
      if (isStopped()) break;
      progress.at(file.path);
      if (pending.length === 0) begunAt = performance.now();
      for (const item of items) {
        if ("failure" in item) {
          const { code, message: why, line, member } = item.failure;
          const at = shownPath({ path: file.path, member });
          failure(line === null ? at : `${at}:${line}`, code, why, file);
          // The columns of what lies within another file cannot be asked for by themselves.
          if (
            code === "needs-mapping" &&
            member === null &&
            result.unmapped.at(-1)?.path !== file.path &&
            result.unmapped.length < LISTED
          )
            result.unmapped.push({ file: grant(file.path), path: file.path });
          continue;
        }
        if (!message) continue;
        let shipment = shipments.get(message);
        if (!shipment) shipments.set(message, (shipment = new Shipment(message)));
        pending.push({ file, article: item.article, shipment });
        naming.article(file.path, item.article);
        articles += 1;
        units += item.article.chars;
      }
      if (readAs !== undefined) naming.readAs(readAs);
      if (last) pending.push({ file, article: null });
      for (let limit = limitNow(); isDue(limit) && !isStopped(); limit = limitNow()) {
        store(limit);
        await rest();
      }
    }
    if (broken !== null) throw broken;
    store({ articles: Infinity, units: Infinity });
    if (context.stopped()) stopRun(db, run.key);
    else endRun(db, run.key);
  } finally {
    clearInterval(timer);
    progress.end();
    underWay.delete(run.id);
    // Windows show what was not finished.
    desk.changed(["article"]);
  }
  result.stopped = context.stopped();
  if (known) result.filesBefore = filesBefore;
  return result;
}

/** The unfinished import with this id, for going on with it or leaving it. */
export function findRun({ desk, underWay }: ImportMeans, session: Session, id: string): ImportRun {
  const run = unfinishedRuns(desk.write(), desk.who(session).device).find((each) => each.id === id);
  if (!run || underWay.has(id)) throw new Refusal("not-found", `there is no unfinished import ${id} here`);
  return run;
}

/** Counts what was read by profiles that were chosen for it, and what the pattern for names of files does not fit. */
function countNaming(profiles: readonly ImportProfile[], reading: FileReading, result: ImportResult) {
  const parsed = reading.pattern === undefined ? null : parsePattern(reading.pattern);
  const pattern = parsed?.ok ? parsed.pattern : null;
  if (pattern) result.unnamed = 0;
  const fitting = profiles.filter(({ columns }) => columns.length > 0);
  return {
    /** How each file is read. A mapping by hand goes before any profile. */
    options: fitting.length === 0 || reading.mapping ? reading : { ...reading, profiles: fitting },
    article(path: string, { line, member }: PreparedArticle) {
      if (pattern && line === null && !matchName(pattern, shownPath({ path, member })))
        result.unnamed = (result.unnamed ?? 0) + 1;
    },
    readAs(name: string) {
      // What reads strangers' files is not believed.
      if (!fitting.some((profile) => profile.name === name)) return;
      const known = result.readAs?.find(({ profile }) => profile === name);
      if (known) known.files += 1;
      else result.readAs = [...(result.readAs ?? []), { profile: name, files: 1 }];
    },
  };
}

/** Counts bytes against the size of all files, so that one file of a million records has progress too. */
function startCounting(paths: readonly string[], context: JobContext, isStopped: () => boolean) {
  let total: number | null = null;
  /** Bytes of files that have ended, and of what is known of the one that is read. */
  let done = 0;
  let within = 0;
  let current: string | null = null;
  let isOver = false;
  const report = (): void =>
    context.report(total === null ? done + within : Math.min(done + within, total), total, current, "bytes");

  async function count(): Promise<void> {
    let sum = 0;
    let sized = 0;
    let since = performance.now();
    for (const entry of walkFiles(paths)) {
      // Sizing a very large tree would itself take long; beyond this the total stays unknown.
      if (isOver || isStopped() || (sized += 1) > 200_000) return;
      if (entry.kind === "file") sum += statSync(entry.path, { throwIfNoEntry: false })?.size ?? 0;
      if (performance.now() - since < BREATH) continue;
      await context.breathe();
      since = performance.now();
    }
    total = sum;
    report();
  }
  // A folder that cannot be read is named by the import itself.
  void count().catch(() => undefined);
  return {
    at(path: string) {
      current = path;
      report();
    },
    within(bytes: number) {
      within += bytes;
      report();
    },
    ended(bytes: number) {
      done += bytes;
      within = 0;
      report();
    },
    end() {
      isOver = true;
      if (!isStopped() && total !== null) context.report(total, total, null, "bytes");
    },
  };
}
