import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";

import { Refusal } from "../../app/contract/errors.ts";

/**
 * Writes a file beside its place and puts it there once it is whole and on the disk; a failure leaves nothing behind.
 * @throws Refusal `file-exists` where there is one and it may not be replaced
 */
export async function writeWhole(
  path: string,
  replace: boolean,
  work: (write: (text: string) => void) => Promise<void>,
): Promise<void> {
  if (existsSync(path) && !replace) throw new Refusal("file-exists", `${path} is there already; choose another name`);
  const unfinished = `${path}.unfinished`;
  const handle = openSync(unfinished, "w");
  try {
    await work((text) => writeSync(handle, text));
    fsyncSync(handle);
    closeSync(handle);
    renameSync(unfinished, path);
  } catch (error) {
    closeQuietly(handle);
    rmSync(unfinished, { force: true });
    throw error;
  }
}

function closeQuietly(handle: number): void {
  try {
    closeSync(handle);
  } catch {
    // It was closed before the step that failed.
  }
}
