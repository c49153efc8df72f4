import type { Client } from "../../../app/contract/client.ts";
import type { Input } from "../../../app/contract/index.ts";
import type { EditorContent } from "./content.ts";

/** Longest that typing waits before it is in the case, in ms. */
const pause = 250;

export interface DraftKeeper {
  /** Takes the newest content; it is in the case within `pause` ms. */
  keep: (content: EditorContent) => void;
  /** Writes at once what waits. */
  flush: () => Promise<void>;
  /** Ends keeping without writing what waits. @returns the draft's id, or null where none was ever written */
  stop: () => Promise<string | null>;
  /** Ends keeping and throws the draft away. */
  discard: () => Promise<void>;
}

/**
 * Keeps what is typed in the case, one write at a time and in order, so that neither the window nor the process can take
 * it along. A write that fails is tried again with the next content; `onTrouble` hears of it.
 */
export function makeDraftKeeper(
  client: Pick<Client, "call">,
  of: { articleId: string; claimId: string | null },
  draftId: string | null,
  onTrouble: (error: unknown) => void,
): DraftKeeper {
  let id = draftId;
  let waiting: EditorContent | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> = Promise.resolve();
  let isStopped = false;

  async function write(): Promise<void> {
    const content = waiting;
    if (content === null || isStopped) return;
    waiting = null;
    try {
      const input: Input<"claims.saveDraft"> = { ...of, content, ...(id ? { id } : {}) };
      id = (await client.call("claims.saveDraft", input)).id;
    } catch (error) {
      waiting ??= content;
      onTrouble(error);
    }
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(write);
    return writing;
  }

  async function stop(): Promise<string | null> {
    clearTimeout(timer);
    isStopped = true;
    await writing;
    return id;
  }

  return {
    keep(content) {
      if (isStopped) return;
      waiting = content;
      timer ??= setTimeout(() => void flush(), pause);
    },
    flush,
    stop,
    async discard() {
      const written = await stop();
      if (written !== null) await client.call("claims.discardDraft", { id: written });
    },
  };
}
