import type { FoundFile } from "../store/watched-folders.ts";
import { type FolderLook, makeFolderBell, makeFolderLook, SETTLE } from "./arriving-files.ts";

/** Milliseconds between a change and the look at it: what changes at once is looked at once. */
const SOON = 300;
/** While more arrives, what has arrived waits so many milliseconds at most: a thousand files are one proposal. */
const LONGEST_WAIT = 20_000;
/**
 * A look at everything, for drives that tell nothing: a hundred times as long after the last one as that took, at least
 * half a minute, at most ten minutes.
 */
const [SHARE, LEAST, MOST] = [100, 30_000, 600_000];
/** While something is still written, a look waits at least so many times as long as the last one took. */
const WRITTEN_SHARE = 10;
/** Milliseconds until a folder that is missing is looked for again. */
const MISSING = 5000;

/** Why a folder cannot be looked at: an error code and one English sentence. */
export interface Missing {
  readonly code: string;
  readonly message: string;
}

/** A folder that is watched now. */
export interface Tended {
  readonly missing: Missing | null;
  /** Looks at it soon. */
  ring(): void;
  end(): void;
}

export interface Tending {
  /** What need not be proposed: read again for every look. */
  readonly known: () => ReadonlyMap<string, FoundFile>;
  /** Proposes what arrived. @returns whether it was done; else it is tried again much later, or when more arrives */
  readonly propose: (files: readonly FoundFile[]) => Promise<boolean>;
  /** Whether it is missing changed. */
  readonly changed: () => void;
}

/** Watches one folder: looks when the system tells of changes, and now and then without. */
export function tend(path: string, { known, propose, changed }: Tending): Tended {
  let look: FolderLook = makeFolderLook(path);
  let missing: Missing | null = null;
  let isEnded = false;
  let isBusy = false;
  let rang = false;
  let timer: NodeJS.Timeout | undefined;
  /** Since when something that arrived waits for more. */
  let waitsSince: number | null = null;
  const bell = makeFolderBell(ring);

  function wait(milliseconds: number): void {
    clearTimeout(timer);
    if (!isEnded) timer = setTimeout(() => void go(), milliseconds).unref();
  }

  function ring(): void {
    if (isBusy) rang = true;
    else wait(SOON);
  }

  function setMissing(next: Missing | null): void {
    if (missing?.message === next?.message) return;
    missing = next;
    changed();
  }

  async function go(): Promise<void> {
    isBusy = true;
    rang = false;
    let next = LEAST;
    try {
      next = await lookOnce();
    } catch {
      // A case that cannot be read or written is told to whoever works in it.
    }
    isBusy = false;
    wait(rang ? Math.min(next, SOON) : next);
  }

  /** @returns milliseconds until the next look */
  async function lookOnce(): Promise<number> {
    const begunAt = performance.now();
    let arrived: FoundFile[];
    try {
      arrived = await look.look(known(), () => isEnded);
    } catch (error) {
      if (isEnded) return MOST;
      bell.follow([]);
      look = makeFolderLook(path);
      setMissing(missingBecause(error));
      return MISSING;
    }
    if (isEnded) return MOST;
    setMissing(null);
    bell.follow(look.folders);
    const took = performance.now() - begunAt;
    const later = Math.min(MOST, Math.max(LEAST, SHARE * took));
    // A large folder in which something is written for hours is not looked at all the while.
    const settled = Math.max(SETTLE, WRITTEN_SHARE * took);
    if (arrived.length === 0) return look.unknown > 0 ? settled : later;
    waitsSince ??= performance.now();
    if (look.unknown > arrived.length && performance.now() - waitsSince < LONGEST_WAIT) return settled;
    waitsSince = null;
    return (await propose(arrived)) ? SETTLE : MOST;
  }

  wait(0);
  return {
    get missing() {
      return missing;
    },
    ring,
    end() {
      isEnded = true;
      clearTimeout(timer);
      bell.close();
    },
  };
}

export function missingBecause(error: unknown): Missing {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT" || code === "ENOTDIR") return { code: "file-missing", message: "the folder is not there" };
  return { code: "unreadable-file", message: error instanceof Error ? error.message : String(error) };
}
