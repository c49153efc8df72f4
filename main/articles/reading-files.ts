import { statSync } from "node:fs";

import type { ErrorCode } from "../../app/contract/errors.ts";
import type { JobContext } from "../jobs.ts";
import { importerFor, type WalkEntry } from "./importers/index.ts";
import type { PartsMessage } from "./parsing/messages.ts";
import type { Parsers, Wanted } from "./parsing/parser-pool.ts";
import type { ReadItem } from "./parsing/prepared.ts";

/** How much is kept at once, in one transaction. `age` is how many milliseconds of reading go into it at most. */
export interface Batch {
  readonly articles: number;
  /** UTF-16 units of text. */
  readonly units: number;
  readonly age: number;
}

/** A file that is on its way: as it was found. */
export interface FileInHand extends Wanted {
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
}

/** What came of a file: an article or a failure, with the message that its original is in; or, with null, the file's end. */
export type Come<File extends FileInHand> =
  | { readonly file: File; readonly item: ReadItem; readonly message: PartsMessage | null }
  | { readonly file: File; readonly item: null; readonly message: null };

/** What is to be read, and what becomes of what is. */
export interface Work<File extends FileInHand> {
  /** The files, from the beginning whenever it is called. */
  walk(): Iterable<WalkEntry>;
  /** A file as it is now (0 bytes where it cannot be looked at); null where it need not be read. */
  take(file: Omit<FileInHand, "options">): File | null;
  /** How much is kept at once; asked again and again. */
  batch(): Batch;
  /** Keeps what came, in its order, within one transaction of its own. */
  keep(batch: readonly Come<File>[]): void;
  /** Does a small piece of what keeping leaves to be done. @returns whether there is more */
  tidy?(): boolean;
  /** The profile that a file was read by because of its columns. */
  readAs?(name: string): void;
}

/** Milliseconds of work between two breaths. */
const BREATH = 8;
/** Milliseconds between two looks at whether what was read waits too long for a file that takes its time. */
const LOOK = 200;

/**
 * Has files read by the parsers and keeps what comes of them batch by batch, with progress, until all are read or the
 * analyst stops it; then what was read is kept all the same. What cannot be looked at, or is of no kind that is read, comes
 * as a file that failed.
 */
export async function readFiles<File extends FileInHand>(
  parsers: Parsers,
  context: JobContext,
  work: Work<File>,
): Promise<void> {
  let pending: Come<File>[] = [];
  let articles = 0;
  let units = 0;
  let begunAt = 0;
  let breathedAt = performance.now();
  let broken: unknown = null;

  const isStopped = (): boolean => context.stopped() || broken !== null;
  const progress = startCounting(() => work.walk(), context, isStopped);

  function push(came: Come<File>): void {
    if (pending.length === 0) begunAt = performance.now();
    pending.push(came);
    if (came.item === null || "failure" in came.item) return;
    articles += 1;
    units += came.item.article.chars;
  }

  /** Keeps what was read: all of it, or as much as one batch takes. */
  function keep(limit: { articles: number; units: number }): void {
    let length = 0;
    let taken = { articles: 0, units: 0 };
    while (length < pending.length && taken.articles < limit.articles && taken.units < limit.units) {
      const item = pending[length]?.item;
      if (item && "article" in item) taken = { articles: taken.articles + 1, units: taken.units + item.article.chars };
      length += 1;
    }
    const batch = pending.slice(0, length);
    pending = pending.slice(length);
    articles -= taken.articles;
    units -= taken.units;
    begunAt = performance.now();
    if (batch.length === 0) return;
    work.keep(batch);
    for (const { file, item } of batch)
      if (item === null) progress.ended(file.bytes);
      else if ("article" in item) progress.within(item.article.original, file.bytes);
  }

  const isDue = (limit: Batch): boolean =>
    articles >= limit.articles ||
    units >= limit.units ||
    (pending.length > 0 && performance.now() - begunAt > limit.age);

  async function rest(): Promise<void> {
    if (performance.now() - breathedAt < BREATH) return;
    await context.breathe();
    breathedAt = performance.now();
  }

  function fail(path: string, code: ErrorCode, message: string, at: { bytes: number; modifiedAt: number }): void {
    const file = work.take({ path, ...at });
    if (!file) return progress.ended(at.bytes);
    push({ file, item: { failure: { code, message, line: null, member: null } }, message: null });
    push({ file, item: null, message: null });
  }

  /** Files to be read, in the order of the walk; null now and then, so that others get their turn. */
  function* wanted(): Generator<File | null> {
    let since = performance.now();
    for (const entry of work.walk()) {
      if (performance.now() - since > BREATH) {
        yield null;
        since = performance.now();
      }
      if (entry.kind === "skipped") continue;
      if (entry.kind === "failure") {
        fail(entry.path, entry.code, entry.message, { bytes: 0, modifiedAt: 0 });
        continue;
      }
      const { path } = entry;
      const stat = statSync(path, { throwIfNoEntry: false });
      const found = { bytes: stat?.size ?? 0, modifiedAt: Math.floor(stat?.mtimeMs ?? 0) };
      if (!importerFor(path)) {
        fail(path, "unsupported-format", "no importer reads this kind of file", found);
        continue;
      }
      const file = work.take({ path, ...found });
      if (file) yield file;
      else progress.ended(found.bytes);
    }
  }

  // A file that takes its time does not keep what came before it from being stored.
  const timer = setInterval(() => {
    try {
      const limit = work.batch();
      if (isDue(limit)) keep(limit);
    } catch (error) {
      broken = error;
    }
  }, LOOK);
  try {
    for await (const { file, items, message, last, readAs } of parsers.read(wanted(), isStopped)) {
      await rest();
      if (isStopped()) break;
      progress.at(file.path);
      for (const item of items) if ("failure" in item || message) push({ file, item, message });
      if (readAs !== undefined) work.readAs?.(readAs);
      if (last) push({ file, item: null, message: null });
      for (let limit = work.batch(); isDue(limit) && !isStopped(); limit = work.batch()) {
        keep(limit);
        await rest();
        while (!isStopped() && work.tidy?.()) await rest();
      }
    }
    if (broken !== null) throw broken;
    keep({ articles: Infinity, units: Infinity });
  } finally {
    clearInterval(timer);
    progress.end();
  }
}

/** Counts bytes against the size of all files, so that one file of a million records has progress too. */
function startCounting(walk: () => Iterable<WalkEntry>, context: JobContext, isStopped: () => boolean) {
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
    for (const entry of walk()) {
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
    within(bytes: number, of: number) {
      // What lies in a container has more bytes than it has.
      within = Math.min(within + bytes, of);
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
