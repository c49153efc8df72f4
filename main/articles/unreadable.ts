import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

import { shownPath } from "../../app/articles/members.ts";
import type { FileReading, ImportResult } from "../../app/articles/model.ts";
import { withProfile } from "../../app/articles/profiles.ts";
import { PASSING_COPIES, type WayToRead } from "../../app/articles/unreadable.ts";
import { Refusal } from "../../app/contract/errors.ts";
import { must } from "../../app/kernel/assert.ts";
import type { Handlers, Session } from "../dispatch.ts";
import type { Files } from "../files.ts";
import type { ProfileStore } from "../handed.ts";
import type { JobContext } from "../jobs.ts";
import type { Act } from "../store/acts.ts";
import { transaction } from "../store/db.ts";
import { newId, nowText } from "../store/identity.ts";
import { readOriginal } from "../store/originals.ts";
import type { WriteDb } from "../store/sql.ts";
import {
  type ListedUnread,
  markRead,
  noteUnread,
  setAside,
  unreadCounts,
  unreadIds,
  unreadPage,
  type UnreadRow,
  unreadWithIds,
} from "../store/unreadable-files.ts";
import {
  BATCH,
  EASY_BATCH,
  type ImportMeans,
  LISTED,
  nothingYet,
  optionsWith,
  stateCounts,
  tidyIndex,
} from "./import-job.ts";
import { columnKinds, importerFor } from "./importers/index.ts";
import { guessed, likely, LOOKED_AT, noText, previewOf, readOriginals, writeOriginal } from "./kept-originals.ts";
import { placed, UnreadBefore } from "./noting-unread.ts";
import type { PartsMessage } from "./parsing/messages.ts";
import type { PreparedArticle, ReadFailure } from "./parsing/prepared.ts";
import { type Come, type FileInHand, readFiles } from "./reading-files.ts";
import { rememberFiles, Shipment, storeArticle, type Storing } from "./storing.ts";

type UnreadableNames =
  | "articles.unreadable"
  | "articles.unreadableIds"
  | "articles.unreadableCounts"
  | "articles.unreadableCopy"
  | "articles.previewUnreadable"
  | "articles.setUnreadableAside"
  | "articles.saveUnreadable"
  | "articles.readUnreadable";

/* What could not be read: listed, left aside, saved, and read again from the originals that the case keeps. */

/** Kept files that lie on the disk at once while they are read again, and their bytes. */
const FILES_AT_ONCE = 40;
const BYTES_AT_ONCE = 128 * 1024 * 1024;
/** A document that must be whole to be read is previewed up to so many bytes. */
const MOST_PREVIEWED = 4 * 1024 * 1024;
/** Folders above a file that a pattern for names may speak of. */
const FOLDERS = 4;

/** A kept file that is read again, and what in it is meant. */
interface KeptAgain {
  readonly path: string;
  readonly rows: readonly UnreadRow[];
  readonly original: number;
  readonly sha256: Uint8Array;
  readonly bytes: number;
  readonly reading: FileReading;
}

interface FileAgain extends FileInHand {
  readonly kept: KeptAgain;
  readonly before: UnreadBefore;
  /** Why the whole of it could not be read, where a part of it is meant. */
  whole: ReadFailure | null;
}

/** In which ways a kept file can be read again that was not: for a member the whole of what it lies in would be needed. */
function waysOf({
  path,
  member,
  isKept,
  bytes,
}: Pick<ListedUnread, "path" | "member" | "isKept" | "bytes">): WayToRead[] {
  const kind = importerFor(path)?.kind;
  if (!isKept || !kind) return [];
  const ways: WayToRead[] = ["as-is"];
  if (member !== null) return ways;
  if (kind === "csv" || (guessed.has(kind) && (kind !== "json" || bytes <= MOST_PREVIEWED))) ways.push("encoding");
  if (columnKinds.has(kind)) ways.push("columns");
  return ways;
}

/** The name of a file with the folders above it, which its pattern may speak of, as any system takes it. */
function nameWithFolders(path: string): string {
  const parts = path.split(/[/\\]/u).filter((part) => part !== "" && part !== "." && part !== "..");
  return parts
    .slice(-FOLDERS - 1)
    .map(takeable)
    .join("/");
}

/** Shortened at its beginning: a file's kind is told by its end. */
function takeable(part: string): string {
  const plain = part.replaceAll(/[<>:"|?*\p{Cc}]/gu, "_").replace(/[. ]+$/u, "_");
  return Buffer.byteLength(plain) <= 200 ? plain : plain.slice(-60).toWellFormed();
}

const namesFile = (path: string): string => basename(nameWithFolders(path));

export function makeUnreadable(
  { desk, parsers, profiles: fitting }: ImportMeans,
  files: Files,
  profiles: ProfileStore,
): Pick<Handlers<UnreadableNames>, UnreadableNames> {
  const copies = makePassingCopies();

  /** One that is listed and kept. @throws Refusal (not-found) */
  function findKept(id: string): UnreadRow & { original: number } {
    const [row] = unreadWithIds(desk.read(), [id]);
    if (!row) throw new Refusal("not-found", `nothing unreadable with the id ${id} is listed`);
    const original = row.file?.original ?? null;
    if (original === null) throw new Refusal("not-found", `${row.path} is not kept in the case; import it again`);
    return { ...row, original };
  }

  async function readAgain(
    session: Session,
    context: JobContext,
    rows: readonly UnreadRow[],
    given: FileReading,
  ): Promise<ImportResult> {
    const db = desk.write();
    const { analyst } = desk.who(session);
    const act = newId();
    const startedAt = nowText();
    const options = optionsWith(fitting());
    const result = nothingYet();
    const shipments = new WeakMap<PartsMessage, Shipment>();
    const kept = gather(rows, given, result);
    const total = kept.reduce((sum, { bytes }) => sum + bytes, 0);

    function fail({ path }: KeptAgain, { member, line, code, message }: ReadFailure): void {
      if (result.failed.length < LISTED) result.failed.push({ path: shownAt({ path, member, line }), code, message });
    }

    function note(writable: WriteDb, file: KeptAgain, failure: ReadFailure): void {
      fail(file, failure);
      const { path, bytes, reading, sha256, original } = file;
      const unread = { ...failure, path, reading, bytes, act, analyst: analyst.name, notedAt: nowText() };
      noteUnread(writable, unread, { sha256, original });
    }

    /** Of a member or a record nothing else in its file is meant. */
    function keepFailure(writable: WriteDb, file: FileAgain, failure: ReadFailure): void {
      const { member, line } = failure;
      if (file.before.covers(member, line)) {
        file.before.failed(failure);
        note(writable, file.kept, failure);
      } else if (member === null && line === null) file.whole = failure;
    }

    function keepArticle(
      storing: Storing,
      { kept: file, before }: FileAgain,
      article: PreparedArticle,
      message: PartsMessage,
    ): void {
      let shipment = shipments.get(message);
      if (!shipment) shipments.set(message, (shipment = new Shipment(message)));
      if (!before.covers(article.member, article.line)) return shipment.leftOut(storing.db);
      const stored = storeArticle(storing, file.path, article, shipment);
      shipment.stored(storing.db);
      before.article(article);
      result[stateCounts[stored.state]] += 1;
      if (result.articles.length < LISTED)
        result.articles.push({ path: shownPath({ path: file.path, member: article.member }), ...stored });
    }

    function end(writable: WriteDb, { kept: file, before, whole }: FileAgain): void {
      markRead(writable, before.read(), act);
      const unmet = new Set(before.unmet());
      for (const { key, member, line } of file.rows)
        if (unmet.has(key)) note(writable, file, { ...(whole ?? noText.failure), member, line });
    }

    function keep(batch: readonly Come<FileAgain>[], running: Act, writable: WriteDb): void {
      const storing: Storing = {
        act: running,
        db: writable,
        startedAt,
        isResumed: false,
        importedAt: nowText(),
        fileKey: rememberFiles(writable),
        tagIds: () => [],
      };
      for (const { file, item, message } of batch)
        if (item === null) end(writable, file);
        else if ("failure" in item) keepFailure(writable, file, placed(item.failure));
        else if (message) keepArticle(storing, file, item.article, message);
    }

    let done = 0;
    for (const some of inPortions(kept)) {
      if (context.stopped()) break;
      const folder = mkdtempSync(join(tmpdir(), "isnad-unreadable-"));
      try {
        const byPath = new Map(
          some.map((file) => [
            writeOriginal(folder, nameWithFolders(file.path), readOriginal(db, file.original)),
            file,
          ]),
        );
        await readFiles<FileAgain>(parsers, within(context, done, total, byPath), {
          *walk() {
            for (const path of byPath.keys()) yield { kind: "file", path };
          },
          take(found) {
            const file = must(byPath.get(found.path), "only what was written is read");
            return {
              ...found,
              kept: file,
              before: new UnreadBefore(file.rows),
              whole: null,
              options: options(file.reading),
            };
          },
          batch: () => (context.hurried() ? EASY_BATCH : BATCH),
          keep(batch) {
            desk.inBulk(session, "import", (running, writable) => keep(batch, running, writable), act);
            desk.changed(["unreadable-file"]);
          },
          tidy: () => tidyIndex(db, context),
        });
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
      done += some.reduce((sum, { bytes }) => sum + bytes, 0);
    }
    return { ...result, stopped: context.stopped() };
  }

  return {
    "articles.unreadable": ({ filter, sort, offset, limit }) => {
      const { total, rows } = unreadPage(desk.read(), filter, sort, offset, limit);
      return { total, rows: rows.map((row) => Object.assign(row, { ways: waysOf(row) })) };
    },
    "articles.unreadableIds": ({ filter, sort }) => unreadIds(desk.read(), filter, sort),
    "articles.unreadableCounts": ({ filter }) => unreadCounts(desk.read(), filter),
    "articles.unreadableCopy": ({ id }) => {
      const row = findKept(id);
      if (!waysOf({ ...row, isKept: true }).includes("columns"))
        throw new Refusal("unsupported-format", `${row.path} is no table and no JSON; only those have columns to name`);
      const path = copies.write(namesFile(row.path), readOriginal(desk.read(), row.original));
      return { file: files.grant(path), path: row.path, reading: row.reading };
    },
    "articles.previewUnreadable": async ({ id, encodings = likely }) => {
      const row = findKept(id);
      if (!waysOf({ ...row, isKept: true }).includes("encoding"))
        throw new Refusal("unsupported-format", `${row.path}: a file of this kind says itself how it is to be read`);
      const name = namesFile(row.path);
      const original = readOriginal(desk.read(), row.original);
      const bytes = /\.json$/iu.test(name) ? original : original.subarray(0, LOOKED_AT);
      const options = encodings.map((encoding) => ({ ...row.reading, encoding }));
      const [readings = []] = await readOriginals(parsers, [{ name, bytes, options }], () => false);
      return { previews: encodings.map((encoding, index) => previewOf(encoding, readings[index])) };
    },
    "articles.setUnreadableAside": ({ ids, aside }) => {
      const db = desk.write();
      const changed = transaction(db, () => setAside(db, ids, aside));
      if (changed > 0) desk.changed(["unreadable-file"]);
      return { changed };
    },
    "articles.saveUnreadable": ({ id, to }) => {
      const { original } = findKept(id);
      const path = files.resolve(to);
      const whole = readOriginal(desk.read(), original);
      writeFileSync(path, whole);
      return { path, bytes: whole.length };
    },
    "articles.readUnreadable": async ({ ids, reading, profile }, context, session) => {
      const rows = unreadWithIds(desk.write(), ids);
      const known = new Set(rows.map(({ id }) => id));
      const unknown = ids.find((id) => !known.has(id));
      if (unknown !== undefined) throw new Refusal("not-found", `nothing unreadable with the id ${unknown} is listed`);
      const given = profile === undefined ? reading : withProfile(reading, profiles.get(profile).reading);
      return readAgain(session, context, rows, given);
    },
  };
}

/** The files that are kept, with what of them is meant; what is not kept is among the failed. */
function gather(rows: readonly UnreadRow[], given: FileReading, result: ImportResult): KeptAgain[] {
  const groups = new Map<string, UnreadRow[]>();
  for (const row of rows) {
    if (row.file?.original == null) {
      const message = "the case does not keep it; import it again";
      result.failed.push({ path: shownAt(row), code: "file-missing", message });
      continue;
    }
    const name = JSON.stringify([row.path, row.file.original, row.reading]);
    const group = groups.get(name);
    if (group) group.push(row);
    else groups.set(name, [row]);
  }
  return [...groups.values()].map((group) => {
    const [{ path, bytes, reading, file }] = group as [UnreadRow];
    const { sha256, original } = must(file, "only what is kept is grouped");
    return {
      path,
      rows: group,
      original: must(original, "only what is kept is grouped"),
      sha256,
      bytes,
      reading: withProfile(given, reading),
    };
  });
}

const shownAt = ({ path, member, line }: Pick<UnreadRow, "path" | "member" | "line">): string => {
  const at = shownPath({ path, member });
  return line === null ? at : `${at}:${line}`;
};

/** So many files at once as fit on the disk for a while. */
function* inPortions(kept: readonly KeptAgain[]): Generator<KeptAgain[]> {
  let portion: KeptAgain[] = [];
  let bytes = 0;
  for (const file of kept) {
    if (portion.length > 0 && (portion.length >= FILES_AT_ONCE || bytes + file.bytes > BYTES_AT_ONCE)) {
      yield portion;
      portion = [];
      bytes = 0;
    }
    portion.push(file);
    bytes += file.bytes;
  }
  if (portion.length > 0) yield portion;
}

/** The progress of one portion, as progress of all. */
const within = (
  context: JobContext,
  done: number,
  total: number,
  byPath: ReadonlyMap<string, KeptAgain>,
): JobContext => ({
  ...context,
  report: (bytes, _of, current) =>
    context.report(Math.min(done + bytes, total), total, current && (byPath.get(current)?.path ?? null), "bytes"),
});

/** Copies of kept files for looking at their columns: only a few, and none when the program ends. */
function makePassingCopies(): { write(name: string, bytes: Uint8Array): string } {
  let folder: string | null = null;
  const written: string[] = [];
  return {
    write(name, bytes) {
      folder ??= untilEnd();
      const path = writeOriginal(folder, name, bytes);
      written.push(path);
      for (const old of written.splice(0, Math.max(0, written.length - PASSING_COPIES))) rmSync(old, { force: true });
      return path;
    },
  };
}

function untilEnd(): string {
  const folder = mkdtempSync(join(tmpdir(), "isnad-columns-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
