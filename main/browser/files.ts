import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { dirname, join, parse, resolve } from "node:path";
import { type Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";

import { Refusal } from "../../app/contract/errors.ts";
import type { HostInput, HostOutput } from "../../app/contract/host.ts";
import type { FileToken } from "../../app/contract/procedure.ts";
import type { GrantedFiles } from "../host-door.ts";

/** Bytes; a larger file is not dropped on a page but picked from its folder, where it is read in place. */
export const LARGEST_UPLOAD = 4 * 1024 ** 3;

/** A file's name as it may stand in a folder of ours: no path, no control character, no leading dot, at most 150 units. */
export function safeName(name: string): string {
  const last = name.split(/[/\\]/u).at(-1) ?? "";
  const plain = last.replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, "").replace(/^[.\s]+|[.\s]+$/gu, "");
  if (plain === "" || /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu.test(plain)) return `file-${plain || "unnamed"}`;
  // The end says what kind of file it is, so a long name is cut before its extension.
  const extension = /\.[^.]{1,10}$/u.exec(plain)?.[0] ?? "";
  return plain.length <= 150 ? plain : plain.slice(0, 150 - extension.length).toWellFormed() + extension;
}

/** Files that were dropped on the page: kept in a folder of this run until the program closes. */
export interface Uploads {
  /** @throws Refusal `too-large`; a broken upload leaves nothing behind */
  take(name: string, body: Readable): Promise<string>;
  clear(): Promise<void>;
}

export function makeUploads(largest = LARGEST_UPLOAD): Uploads {
  let folder: Promise<string> | undefined;
  let number = 0;
  return {
    async take(name, body) {
      folder ??= mkdtemp(join(tmpdir(), "isnad-"));
      number += 1;
      // Taken before the wait: several files come at once, and each has a folder of its own.
      const mine = String(number);
      const own = join(await folder, mine);
      await mkdir(own, { mode: 0o700 });
      const path = join(own, safeName(name));
      let bytes = 0;
      const count = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          bytes += chunk.length;
          if (bytes > largest) done(new Refusal("too-large", `${safeName(name)}: larger than ${largest} bytes`));
          else done(null, chunk);
        },
      });
      try {
        await pipeline(body, count, createWriteStream(path, { flags: "wx", mode: 0o600 }));
      } catch (error) {
        await rm(own, { recursive: true, force: true });
        throw error;
      }
      return path;
    },
    async clear() {
      if (folder) await rm(await folder, { recursive: true, force: true });
      folder = undefined;
    },
  };
}

type FolderInput = HostInput<"host.folder">;

/** Only what the purpose can use is listed; hidden files never are. */
const wanted = (purpose: FolderInput["purpose"], name: string): boolean =>
  purpose !== "watch" &&
  (purpose === "open-case" || purpose === "restore" ? name.toLowerCase().endsWith(".isnad") : true);

/** The folders that an analyst's files usually lie in, where there are such. */
async function places(): Promise<string[]> {
  const home = homedir();
  const usual = [home, ...["Documents", "Desktop", "Downloads"].map((name) => join(home, name)), parse(home).root];
  const there = await Promise.all(usual.map(async (path) => ((await isFolder(path)) ? [path] : [])));
  return [...new Set(there.flat())];
}

const isFolder = async (path: string): Promise<boolean> => (await stat(path).catch(() => null))?.isDirectory() ?? false;

/** Lists a folder for the page's own file chooser: every entry carries a token, no path that a page names is opened. */
export async function listFolder(files: GrantedFiles, input: FolderInput): Promise<HostOutput<"host.folder">> {
  const usual = await places();
  const documents = join(homedir(), "Documents");
  const start = usual.includes(documents) ? documents : homedir();
  const path = input.folder === undefined ? start : files.pathOf(input.folder);
  const found = await readdir(path, { withFileTypes: true });
  const entries = await Promise.all(
    found
      .filter(({ name }) => !name.startsWith("."))
      .map(async ({ name }) => {
        const at = join(path, name);
        const facts = await stat(at).catch(() => null); // a broken link, or a file gone since the folder was read
        const kind = facts?.isDirectory() ? ("folder" as const) : facts?.isFile() ? ("file" as const) : null;
        if (!facts || !kind || (kind === "file" && !wanted(input.purpose, name))) return [];
        const file = await files.grant(at);
        return [{ file, name, kind, bytes: facts.size, modifiedAt: facts.mtime.toISOString() }];
      }),
  );
  const collator = new Intl.Collator(undefined, { numeric: true });
  return {
    folder: await files.picked(path),
    above: await Promise.all(foldersAbove(path).map((above) => files.picked(above))),
    places: await Promise.all(usual.map((place) => files.picked(place))),
    entries: entries
      .flat()
      .toSorted((a, b) => (a.kind === b.kind ? collator.compare(a.name, b.name) : a.kind === "folder" ? -1 : 1)),
  };
}

/** Outermost first, without the folder itself. */
function foldersAbove(path: string): string[] {
  const above: string[] = [];
  for (let at = dirname(path); at !== path; path = at, at = dirname(at)) above.unshift(at);
  return above;
}

/** A token for a file of this name in a folder that was listed. The name may not lead out of it. */
export async function nameNewFile(
  files: GrantedFiles,
  { folder, name }: { folder: FileToken; name: string },
): Promise<HostOutput<"host.newFile">> {
  const within = files.pathOf(folder);
  if (/[/\\\p{Cc}]/u.test(name) || name === "." || name === "..")
    throw new Refusal("bad-request", "a file's name holds no slash and no control character", { field: "name" });
  const path = resolve(within, name);
  const exists = (await stat(path).catch(() => null)) !== null;
  return { ...(await files.picked(path)), exists };
}
