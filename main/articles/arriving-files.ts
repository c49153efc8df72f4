import { type FSWatcher, watch } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

import type { FoundFile } from "../store/watched-folders.ts";
import { importerFor, isPageAssets } from "./importers/index.ts";

/** Milliseconds for which neither size nor time of a file may change: then nobody writes it any more. */
export const SETTLE = 2000;

/** Files that are looked at at once. */
const AT_ONCE = 16;
/** Folders below which changes are told by the system; of more, and of drives that tell nothing, looks find them. */
const MOST_FOLDERS = 4000;

/** What browsers, office programs and sync programs call a file that they have not finished. */
const UNFINISHED = /\.(?:part|partial|crdownload|download|opdownload|tmp|temp|filepart|!ut|bc!)$/iu;

/** Whether a file is one that another program is still making, or none for reading. */
export const isTemporary = (name: string): boolean =>
  name.startsWith(".") || name.startsWith("~") || name.endsWith("~") || UNFINISHED.test(name);

export interface FolderLook {
  /**
   * Looks at all that lies in the folder. What is not as it is `known` and was the same for `SETTLE` ms has arrived; what
   * was not is looked at again later. An empty file has not arrived: it is the place of one that will. Links are not
   * followed, so nothing outside of the folder is looked at, and no loop entered.
   * @throws a system error where the folder itself cannot be read
   */
  look(known: ReadonlyMap<string, FoundFile>, isStopped: () => boolean): Promise<FoundFile[]>;
  /** How many files were found that are not known: those that have arrived, and those that may still be written. */
  readonly unknown: number;
  /** The folders that it has, itself among them. */
  readonly folders: readonly string[];
}

const isSame = (a: FoundFile | undefined, b: FoundFile): boolean =>
  a !== undefined && a.bytes === b.bytes && a.modifiedAt === b.modifiedAt;

export function makeFolderLook(folder: string, now: () => number = () => performance.now()): FolderLook {
  let unsettled = new Map<string, FoundFile & { since: number }>();
  let folders: string[] = [];

  return {
    get unknown() {
      return unsettled.size;
    },
    get folders() {
      return folders;
    },
    async look(known, isStopped) {
      const arrived: FoundFile[] = [];
      const waiting: typeof unsettled = new Map();
      const beneath: string[] = [];
      for await (const found of filesIn(folder, beneath, isStopped))
        for (const file of found) {
          if (file.bytes === 0 || isSame(known.get(file.path), file)) continue;
          const before = unsettled.get(file.path);
          const since = before && isSame(before, file) ? before.since : now();
          if (now() - since >= SETTLE) arrived.push(file);
          else waiting.set(file.path, { ...file, since });
        }
      if (isStopped()) return [];
      // What has arrived stays so until it is known.
      for (const file of arrived) waiting.set(file.path, { ...file, since: now() - SETTLE });
      unsettled = waiting;
      folders = beneath;
      return arrived;
    },
  };
}

/** The files at and beneath a folder that an import of it would read, some at a time; `beneath` gets the folders. */
async function* filesIn(folder: string, beneath: string[], isStopped: () => boolean): AsyncGenerator<FoundFile[]> {
  const waiting = [folder];
  for (let path = waiting.pop(); path !== undefined && !isStopped(); path = waiting.pop()) {
    const entries = await readdir(path, { withFileTypes: true }).catch((error: unknown) => {
      if (path === folder) throw error;
      return [];
    });
    beneath.push(path);
    const names = entries.map(({ name }) => name);
    const files: string[] = [];
    const folders: string[] = [];
    for (const entry of entries) {
      if (isTemporary(entry.name) || isPageAssets(entry.name, names)) continue;
      const child = join(path, entry.name);
      if (entry.isDirectory()) folders.push(child);
      else if (entry.isFile() && importerFor(child)) files.push(child);
    }
    waiting.push(...folders.toSorted().toReversed());
    files.sort();
    for (let at = 0; at < files.length && !isStopped(); at += AT_ONCE)
      yield (await Promise.all(files.slice(at, at + AT_ONCE).map(findFile))).filter((file) => file !== null);
  }
}

/** As it is now; null where it is gone. */
const findFile = (path: string): Promise<FoundFile | null> =>
  stat(path).then(
    ({ size, mtimeMs }) => ({ path, bytes: size, modifiedAt: Math.floor(mtimeMs) }),
    () => null,
  );

/** Is told by the system that something in one of several folders changed, where the system tells. */
export interface FolderBell {
  /** These are the folders now. */
  follow(folders: readonly string[]): void;
  close(): void;
}

export function makeFolderBell(ring: () => void): FolderBell {
  const watchers = new Map<string, FSWatcher>();
  const end = (path: string): void => {
    watchers.get(path)?.close();
    watchers.delete(path);
  };
  return {
    follow(folders) {
      const wanted = new Set(folders.slice(0, MOST_FOLDERS));
      for (const path of watchers.keys()) if (!wanted.has(path)) end(path);
      for (const path of wanted) {
        if (watchers.has(path)) continue;
        try {
          const watcher = watch(path, { persistent: false }, ring);
          // A folder that goes rings once more: the next look finds out.
          watcher.on("error", () => {
            end(path);
            ring();
          });
          watchers.set(path, watcher);
        } catch {
          // No more can be watched, or the folder is gone: looks find what arrives.
          return;
        }
      }
    },
    close() {
      for (const path of watchers.keys()) end(path);
    },
  };
}
