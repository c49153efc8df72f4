import { matchName, parsePattern } from "../../app/articles/file-names.ts";
import { shownPath } from "../../app/articles/members.ts";
import type { FileReading, ImportResult } from "../../app/articles/model.ts";
import type { ImportProfile } from "../../app/articles/profiles.ts";
import { Refusal } from "../../app/contract/errors.ts";
import { canonicalJson } from "../../app/kernel/json.ts";
import type { Desk } from "../desk.ts";
import type { Session } from "../dispatch.ts";
import type { Files } from "../files.ts";
import type { EnsureTags } from "../handed.ts";
import type { JobContext } from "../jobs.ts";
import type { Act } from "../store/acts.ts";
import { inBulk } from "../store/db.ts";
import { newId, nowText } from "../store/identity.ts";
import type { DraftRow } from "../store/import-drafts.ts";
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
import { mergeWords } from "../store/search-index.ts";
import type { WriteDb } from "../store/sql.ts";
import { followDraft, type Meeting } from "./following-draft.ts";
import { type ImportOptions, walkFiles } from "./importers/index.ts";
import { makeNoting, type NotedFile } from "./noting-unread.ts";
import type { PartsMessage } from "./parsing/messages.ts";
import type { Parsers } from "./parsing/parser-pool.ts";
import type { PreparedArticle, ReadItem } from "./parsing/prepared.ts";
import { type Batch, type Come, type FileInHand, readFiles } from "./reading-files.ts";
import { rememberFiles, Shipment, storeArticle, type Storing } from "./storing.ts";

/**
 * A batch is one transaction and one ledger entry. Larger batches index faster, but a small call (open an article, save a
 * claim) waits for the one in hand: while somebody works in a window, batches are small. `age` is how many milliseconds of
 * reading go into one, so that progress shows and little can be lost.
 */
export const BATCH: Batch = { articles: 600, units: 2_000_000, age: 1000 };
export const EASY_BATCH: Batch = { articles: 8, units: 30_000, age: 30 };
/** Pages of the index that are merged at once. */
const PAGES = 400;
const EASY_PAGES = 24;
/** Failures and articles listed in the result; the counts are of all. */
export const LISTED = 10_000;

/** Merges a piece of what a job's batches left in the search index. @returns whether there is more */
export const tidyIndex = (db: WriteDb, context: Pick<JobContext, "hurried">): boolean =>
  inBulk(db, () => mergeWords(db, context.hurried() ? EASY_PAGES : PAGES));

/** What an import has brought before it began. */
export const nothingYet = (): ImportResult => ({
  imported: 0,
  duplicates: 0,
  versions: 0,
  stopped: false,
  failed: [],
  unmapped: [],
  articles: [],
});

export interface ImportMeans {
  readonly desk: Desk;
  readonly parsers: Parsers;
  readonly grant: Files["grant"];
  /** The import profiles of this workstation. */
  readonly profiles: () => readonly ImportProfile[];
  readonly ensureTags: EnsureTags;
  /** The runs that are under way in this program. */
  readonly underWay: Set<string>;
}

/** A file on its way, with what came of it so far. */
interface FileToImport extends FileInHand, NotedFile {
  readonly counts: { imported: number; duplicates: number; versions: number };
  readonly failed: { path: string; code: string; message: string }[];
  /** What of it was met, where the import follows a draft. */
  readonly meeting: Meeting | null;
}

/** What is imported: files and folders, and how they are read; or what a draft shows of them. */
export interface ImportOrder {
  readonly paths: readonly string[];
  readonly reading: FileReading;
  readonly draft?: DraftRow;
}

export const stateCounts = { imported: "imported", duplicate: "duplicates", version: "versions" } as const;

/**
 * Imports files and folders in batches that share one act. Where the same was begun before and not finished, it goes on:
 * files that are in are not read again, and what comes is part of the same act. Where a draft is followed, only what it
 * shows comes in, as it was corrected there; what is not as it was seen stays in the draft.
 */
export async function importFiles(
  { desk, parsers, grant, profiles, ensureTags, underWay }: ImportMeans,
  session: Session,
  context: JobContext,
  order: ImportOrder,
  unfinished?: ImportRun,
): Promise<ImportResult> {
  const db = desk.write();
  const { analyst, device } = desk.who(session);
  const known = unfinished ?? findSame();
  const { paths, reading } = known ?? order;
  const draft = order.draft ?? null;
  const begun = { act: newId(), analyst: analyst.name, device, startedAt: nowText(), paths, reading };
  const run = known ?? beginRun(db, { ...begun, draft: draft && draft.key });
  if (known) resumeRun(db, known.key);
  const guide = draft && followDraft(db, draft);
  // What another analyst began is theirs to undo.
  const act = run.analyst === analyst.name ? run.act : newId();
  const result = nothingYet();
  const naming = countNaming(profiles(), reading, result);
  const options = optionsWith(profiles());
  let filesBefore = 0;
  const shipments = new WeakMap<PartsMessage, Shipment>();
  const noting = makeNoting(db, {
    acts: [act, run.act],
    analyst: analyst.name,
    isStopped: context.stopped,
    changed: () => desk.changed(["unreadable-file"]),
  });

  /** An import that was not finished: of the same draft, or of the same paths, read in the same way. */
  function findSame(): ImportRun | undefined {
    const sought = canonicalJson([[...order.paths], order.reading]);
    return unfinishedRuns(db, device).find(
      (each) =>
        !underWay.has(each.id) &&
        each.draft === (order.draft?.key ?? null) &&
        (order.draft || canonicalJson([[...each.paths], each.reading]) === sought),
    );
  }

  /** The one place at which anything that does not come in is noted: within the transaction of its batch. */
  function failure(file: FileToImport, failed: { path: string; code: string; message: string }): void {
    if (result.failed.length < LISTED) result.failed.push(failed);
    if (file.failed.length < LISTED) file.failed.push(failed);
  }

  function take(found: Omit<FileInHand, "options">): FileToImport | null {
    const before = known && finishedFile(db, run.key, found);
    if (!before) {
      const own = guide ? guide.readingOf(found.path) : reading;
      return {
        ...found,
        reading: own,
        options: options(own),
        before: noting.begin(found.path),
        counts: { imported: 0, duplicates: 0, versions: 0 },
        failed: [],
        meeting: guide && guide.begin(found.path),
      };
    }
    filesBefore += 1;
    for (const count of Object.values(stateCounts)) result[count] += before[count];
    for (const each of before.failed) if (result.failed.length < LISTED) result.failed.push(each);
    return null;
  }

  function keep(batch: readonly Come<FileToImport>[], running: Act, writable: WriteDb): void {
    const storing = {
      act: running,
      db: writable,
      startedAt: run.startedAt,
      isResumed: known !== undefined,
      importedAt: nowText(),
      fileKey: rememberFiles(writable),
      tagIds: rememberTags((wanted) => ensureTags(running, writable, wanted)),
    };
    for (const { file, item, message } of batch)
      if (item === null) {
        if (guide && file.meeting) for (const each of guide.ended(writable, file.meeting)) failure(file, each);
        noting.ended(writable, file);
        keepFinished(writable, run.key, { ...file, ...file.counts });
      } else if ("failure" in item) keepFailure(writable, file, item.failure);
      else if (message) keepArticle(storing, file, item.article, message);
  }

  function keepFailure(
    writable: WriteDb,
    file: FileToImport,
    failed: Extract<ReadItem, { failure: unknown }>["failure"],
  ): void {
    const { code, message, line, member } = failed;
    const todo = guide && file.meeting ? guide.failed(writable, file.meeting, failed) : "note";
    if (todo === "left-out") return;
    if (todo === "note" && file.failed.length < LISTED) noting.failed(writable, file, failed);
    const at = shownPath({ path: file.path, member });
    failure(file, { path: line === null ? at : `${at}:${line}`, code, message });
    // The columns of what lies within another file cannot be asked for by themselves.
    if (
      code === "needs-mapping" &&
      member === null &&
      result.unmapped.at(-1)?.path !== file.path &&
      result.unmapped.length < LISTED
    )
      result.unmapped.push({ file: grant(file.path), path: file.path });
  }

  function keepArticle(storing: Storing, file: FileToImport, article: PreparedArticle, message: PartsMessage): void {
    let shipment = shipments.get(message);
    if (!shipment) shipments.set(message, (shipment = new Shipment(message)));
    const corrections = guide && file.meeting ? guide.article(file.meeting, article) : undefined;
    if (corrections === null || corrections === "left-out") return shipment.leftOut(storing.db);
    const stored = storeArticle(storing, file.path, article, shipment, corrections);
    file.before.article(article);
    shipment.stored(storing.db);
    naming.article(file.path, article);
    const count = stateCounts[stored.state];
    result[count] += 1;
    file.counts[count] += 1;
    if (result.articles.length < LISTED)
      result.articles.push({ path: shownPath({ path: file.path, member: article.member }), ...stored });
  }

  underWay.add(run.id);
  try {
    await readFiles<FileToImport>(parsers, context, {
      walk: () => (guide ? guide.walk() : walkFiles(run.paths)),
      take,
      batch: () => (context.hurried() ? EASY_BATCH : BATCH),
      keep(batch) {
        desk.inBulk(session, "import", (running, writable) => keep(batch, running, writable), act);
      },
      tidy: () => tidyIndex(db, context),
      readAs: (name) => naming.readAs(name),
    });
    await noting.finish();
    // What a draft is for ends with its import; whoever asked for it clears it away.
    if (context.stopped()) stopRun(db, run.key);
    else if (!guide) endRun(db, run.key);
  } finally {
    await noting.close();
    underWay.delete(run.id);
    // Windows show what was not finished.
    desk.changed(["article"]);
  }
  result.stopped = context.stopped();
  if (known) result.filesBefore = filesBefore;
  return result;
}

/** Looks tags up once for the many articles that get the same. */
function rememberTags(find: Storing["tagIds"]): Storing["tagIds"] {
  const known = new Map<string, string[]>();
  return (paths) => {
    if (paths.length === 0) return [];
    const name = JSON.stringify(paths);
    const ids = known.get(name) ?? find(paths);
    known.set(name, ids);
    return ids;
  };
}

/** The unfinished import with this id, for going on with it or leaving it. */
export function findRun({ desk, underWay }: ImportMeans, session: Session, id: string): ImportRun {
  const run = unfinishedRuns(desk.write(), desk.who(session).device).find((each) => each.id === id);
  if (!run || underWay.has(id)) throw new Refusal("not-found", `there is no unfinished import ${id} here`);
  return run;
}

const withColumns = (profiles: readonly ImportProfile[]): readonly ImportProfile[] =>
  profiles.filter(({ columns }) => columns.length > 0);

/** How a file is read that is to be read so: a mapping by hand goes before any profile. */
export function optionsWith(profiles: readonly ImportProfile[]): (reading: FileReading) => ImportOptions {
  const fitting = withColumns(profiles);
  return (reading) => (fitting.length === 0 || reading.mapping ? reading : { ...reading, profiles: fitting });
}

/** Counts what was read by profiles that were chosen for it, and what the pattern for names of files does not fit. */
function countNaming(profiles: readonly ImportProfile[], reading: FileReading, result: ImportResult) {
  const parsed = reading.pattern === undefined ? null : parsePattern(reading.pattern);
  const pattern = parsed?.ok ? parsed.pattern : null;
  if (pattern) result.unnamed = 0;
  const fitting = withColumns(profiles);
  return {
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
