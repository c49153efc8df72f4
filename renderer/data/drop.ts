import type { FileToken } from "../../app/contract/procedure.ts";
import type { HostTransport } from "../host/transport.ts";

export interface DropProgress {
  done: number;
  total: number;
}

export interface Dropped {
  files: FileToken[];
  /** What could not be taken in, by name, with the reason. */
  refused: { name: string; reason: string }[];
}

/** How many files are sent to the backend at once. */
const lanes = 4;

/**
 * Takes in what was dropped: files, and folders with all that is in them (a host that has the paths gets the folder
 * itself). Must be called within the drop event: the list is emptied when it is over.
 */
export function takeDrop(
  transfer: DataTransfer,
  host: HostTransport,
  onProgress: (progress: DropProgress) => void,
): Promise<Dropped> {
  // Both are read before the first await, while the event still holds them.
  const files = [...transfer.files];
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  return (async () => {
    const found = host.takesFolders || entries.length === 0 ? files : (await Promise.all(entries.map(walk))).flat();
    return await takeIn(found, host, onProgress);
  })();
}

async function takeIn(
  files: readonly File[],
  host: HostTransport,
  onProgress: (progress: DropProgress) => void,
): Promise<Dropped> {
  const tokens: (FileToken | null)[] = files.map(() => null);
  const refused: Dropped["refused"] = [];
  let next = 0;
  let done = 0;
  const lane = async (): Promise<void> => {
    for (let i = next++; i < files.length; i = next++) {
      const file = files[i];
      if (!file) continue;
      try {
        tokens[i] = await host.uploadFile(file);
      } catch (error) {
        refused.push({ name: file.name, reason: error instanceof Error ? error.message : String(error) });
      }
      done += 1;
      onProgress({ done, total: files.length });
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, files.length) }, lane));
  return { files: tokens.filter((token) => token !== null), refused };
}

/** All files below an entry, in the order of their names; hidden ones (`.DS_Store`) are nobody's articles. */
async function walk(entry: FileSystemEntry): Promise<File[]> {
  if (entry.name.startsWith(".")) return [];
  if (entry.isFile) {
    const file = entry as FileSystemFileEntry;
    return [await new Promise<File>((resolve, reject) => file.file(resolve, reject))];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const children: FileSystemEntry[] = [];
  // A folder is handed out in pieces; an empty piece is its end.
  for (;;) {
    const piece = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (piece.length === 0) break;
    children.push(...piece);
  }
  children.sort((a, b) => (a.name < b.name ? -1 : 1));
  const files: File[] = [];
  for (const child of children) files.push(...(await walk(child)));
  return files;
}
