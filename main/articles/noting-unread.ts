import { createHash } from "node:crypto";
import { open, stat } from "node:fs/promises";
import { promisify } from "node:util";
import { zstdCompress } from "node:zlib";

import type { FileReading } from "../../app/articles/model.ts";
import { KEPT_BYTES } from "../../app/articles/unreadable.ts";
import { inBulk, transaction } from "../store/db.ts";
import { nowText } from "../store/identity.ts";
import { findOriginal, keepWhole } from "../store/originals.ts";
import type { WriteDb } from "../store/sql.ts";
import {
  type KeptFile,
  markRead,
  noteUnread,
  pendingFiles,
  type Place,
  settleUnread,
  unreadWithin,
} from "../store/unreadable-files.ts";
import type { ReadFailure } from "./parsing/prepared.ts";

/*
 * What an import cannot read is noted within the transaction of its batch; the file itself is kept afterwards, a file at a time
 * and off the event loop's back, so that no small call waits for a scan of 60 MB. An import that goes on after it was killed keeps
 * what it had noted too.
 */

/** Within a file: what of it is noted from before, and what became of that this time. */
export class UnreadBefore {
  private readonly byPlace = new Map<string, { keys: number[]; wasRead: boolean; failed: boolean }>();

  constructor(rows: readonly (Pick<Place, "member" | "line"> & { key: number })[]) {
    for (const { key, member, line } of rows) {
      const name = nameOf(member, line);
      const known = this.byPlace.get(name);
      if (known) known.keys.push(key);
      else this.byPlace.set(name, { keys: [key], wasRead: false, failed: false });
    }
  }

  /** Whether what lies there is, or is a part of, what was noted: the file itself, a member, or this record. */
  covers(member: string | null, line: number | null): boolean {
    return this.covering(member, line).length > 0;
  }

  article({ member, line }: Pick<Place, "member" | "line">): void {
    for (const each of this.covering(member, line)) each.wasRead = true;
  }

  failed({ member, line }: Pick<Place, "member" | "line">): void {
    const own = this.byPlace.get(nameOf(member, line));
    if (own) own.failed = true;
  }

  /** The keys of what was read this time. */
  read(): number[] {
    return [...this.byPlace.values()].flatMap(({ keys, wasRead, failed }) => (wasRead && !failed ? keys : []));
  }

  /** The keys of what was neither read nor failed: there is nothing any more where it was. */
  unmet(): number[] {
    return [...this.byPlace.values()].flatMap(({ keys, wasRead, failed }) => (wasRead || failed ? [] : keys));
  }

  private covering(member: string | null, line: number | null) {
    if (this.byPlace.size === 0) return [];
    const names = [nameOf(member, line)];
    if (line !== null) names.push(nameOf(member, null));
    // What lies in an archive within an archive is a part of both.
    if (member !== null) {
      for (const { index } of member.matchAll(/\//gu)) names.push(nameOf(member.slice(0, index), null));
      names.push(nameOf(null, null));
    }
    return names.flatMap((name) => this.byPlace.get(name) ?? []);
  }
}

const nameOf = (member: string | null, line: number | null): string => `${line ?? ""}\n${member ?? "\n"}`;

/** Kinds of failure of which the file is not kept: no importer reads it, or it could not be looked at. */
const notKept: ReadonlySet<string> = new Set(["unsupported-format", "file-missing"]);

/** Columns are those of the whole table, though they are missed in its first line. */
export const placed = (failure: ReadFailure): ReadFailure =>
  failure.code === "needs-mapping" ? { ...failure, line: null } : failure;

/** A file of which something is noted. */
export interface NotedFile {
  readonly path: string;
  readonly bytes: number;
  readonly reading: FileReading;
  readonly before: UnreadBefore;
}

/** Notes what an import cannot read, and what it can read of what was noted before. */
export interface Noting {
  begin(path: string): UnreadBefore;
  failed(db: WriteDb, file: NotedFile, failure: ReadFailure): void;
  /** A file has ended: what was noted of it and could be read now is not listed any more; what could not is kept. */
  ended(db: WriteDb, file: NotedFile): void;
  /** Resolves when every file that is to be kept is, or the import was stopped. @throws what kept one from being kept */
  finish(): Promise<void>;
  /** Leaves what is not kept yet for when the import goes on. */
  close(): Promise<void>;
}

/** @param acts the import's act, and that which its beginning had where somebody else began it */
export function makeNoting(
  db: WriteDb,
  {
    acts,
    analyst,
    isStopped,
    changed,
  }: {
    acts: readonly [act: string, begun: string];
    analyst: string;
    isStopped: () => boolean;
    /** Something of what is listed changed. */
    changed: () => void;
  },
): Noting {
  const [act] = acts;
  const waiting = new Map<string, number>(pendingFiles(db, acts).map(({ path, bytes }) => [path, bytes]));
  const noted = new Set<string>();
  let underWay: Promise<void> | null = null;
  let broken: unknown = null;
  let isClosed = false;
  const isOver = (): boolean => isClosed || isStopped();

  /** Once for all that is noted in a batch, when the batch is stored. */
  let isTelling = false;
  function tell(): void {
    if (isTelling) return;
    isTelling = true;
    setImmediate(() => {
      isTelling = false;
      changed();
    });
  }

  async function keepAll(): Promise<void> {
    try {
      for (let next = firstOf(waiting); next && !isOver(); next = firstOf(waiting)) {
        const [path, bytes] = next;
        waiting.delete(path);
        await keepFile(db, path, bytes, isOver);
        tell();
      }
    } catch (error) {
      broken ??= error;
      isClosed = true;
    } finally {
      underWay = null;
    }
  }
  // It goes on while files are read: whoever stores waits for those who read most of the time.
  const start = (): Promise<void> => (underWay ??= Promise.resolve().then(keepAll));

  return {
    begin: (path) => new UnreadBefore(unreadWithin(db, path)),
    failed(writable, { path, bytes, reading, before }, failure) {
      const { code, message, member, line } = placed(failure);
      before.failed({ member, line });
      const isToKeep = !notKept.has(code) && bytes > 0;
      const unread = { path, member, line, code, message, reading, bytes, act, analyst, notedAt: nowText() };
      noteUnread(writable, unread, isToKeep ? "later" : null);
      if (isToKeep) noted.add(path);
      tell();
    },
    ended(writable, { path, bytes, before }) {
      const read = before.read();
      markRead(writable, read, act);
      if (read.length > 0) tell();
      if (!noted.delete(path)) return;
      waiting.set(path, bytes);
      void start();
    },
    async finish() {
      // A file may have been added while the last was kept.
      while (waiting.size > 0 && !isOver()) await start();
      await underWay;
      if (broken !== null) throw broken;
    },
    async close() {
      isClosed = true;
      await underWay;
    },
  };
}

function firstOf<Key, Value>(map: ReadonlyMap<Key, Value>): [Key, Value] | null {
  for (const entry of map) return entry;
  return null;
}

/** Bytes that are read and hashed between two turns. */
const CHUNK = 1024 * 1024;
const compress = promisify(zstdCompress);

/** Looks at the bytes of a file that could not be read, and keeps it where it is not too large. Stopped, it leaves all as it was. */
async function keepFile(db: WriteDb, path: string, bytes: number, isStopped: () => boolean): Promise<void> {
  const found = await look(path, bytes, isStopped);
  if (isStopped()) return;
  const isKnown = found !== null && findOriginal(db, found.sha256) !== null;
  const body = found?.body && !isKnown ? await packed(found.body) : null;
  if (isStopped()) return;
  inBulk(db, () =>
    transaction(db, () => {
      let file: KeptFile | null = null;
      if (found) {
        const { sha256 } = found;
        const original = body ? keepWhole(db, { sha256, bytes, ...body }) : findOriginal(db, sha256);
        file = { sha256, original };
      }
      settleUnread(db, path, file);
    }),
  );
}

/** Hash and, up to a size, bytes of a file; null where it is not there as it was when it was read. */
async function look(
  path: string,
  bytes: number,
  isStopped: () => boolean,
): Promise<{ sha256: Uint8Array; body: Buffer | null } | null> {
  try {
    const there = await stat(path);
    // What is no ordinary file may keep whoever opens it waiting for ever.
    if (!there.isFile() || there.size !== bytes) return null;
    const file = await open(path, "r");
    try {
      const hash = createHash("sha256");
      const body = bytes <= KEPT_BYTES ? Buffer.allocUnsafe(bytes) : null;
      const chunk = body ? null : Buffer.allocUnsafe(CHUNK);
      let at = 0;
      while (at < bytes && !isStopped()) {
        const length = Math.min(CHUNK, bytes - at);
        const { bytesRead } = await file.read(body ?? chunk ?? Buffer.alloc(0), body ? at : 0, length, at);
        if (bytesRead === 0) return null;
        hash.update(body ? body.subarray(at, at + bytesRead) : (chunk?.subarray(0, bytesRead) ?? ""));
        at += bytesRead;
      }
      return { sha256: hash.digest(), body };
    } finally {
      await file.close();
    }
  } catch {
    // It was said already that it could not be read.
    return null;
  }
}

/** Compressed where that is worth it: most of what is kept here is compressed already. */
async function packed(whole: Buffer): Promise<{ codec: "zstd" | "raw"; body: Uint8Array }> {
  const smaller = await compress(whole);
  return smaller.length < whole.length * 0.95 ? { codec: "zstd", body: smaller } : { codec: "raw", body: whole };
}
