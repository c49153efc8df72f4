import type { Transport } from "../../app/contract/client.ts";
import type { Failure } from "../../app/contract/errors.ts";
import type { BackendEvent } from "../../app/contract/events.ts";
import type { FileToken } from "../../app/contract/procedure.ts";
import { Reply } from "../../app/contract/protocol.ts";

/** What Electron's preload puts on the page: two functions, and the path of a dropped file as a token. */
export interface Bridge {
  call: Transport["call"];
  subscribe: Transport["subscribe"];
  fileFor?: (file: File) => Promise<FileToken> | FileToken;
}

export type Connection = "connected" | "lost" | "refused";

/** A transport as the page needs it: also takes in files, and says whether the backend is still there. */
export interface HostTransport extends Transport {
  readonly kind: "electron" | "browser";
  /** Makes a dropped or chosen file known to the backend. A folder's token where the host can take one whole. */
  uploadFile: (file: File) => Promise<FileToken>;
  /** Whether a dropped folder can be handed over as one file. */
  readonly takesFolders: boolean;
  connection: () => Connection;
  onConnection: (listener: (state: Connection) => void) => () => void;
}

type HostWindow = Window & { isnad?: Bridge };

export function makeTransport(page: HostWindow): HostTransport {
  return page.isnad ? overBridge(page.isnad) : overHttp(page);
}

function overBridge(bridge: Bridge): HostTransport {
  return {
    kind: "electron",
    call: (request) => bridge.call(request),
    subscribe: (listener) => bridge.subscribe(listener),
    takesFolders: true,
    uploadFile: async (file) => {
      if (!bridge.fileFor) throw new Error("this window cannot take in files");
      return await bridge.fileFor(file);
    },
    connection: () => "connected",
    onConnection: () => () => undefined,
  };
}

/** The one-run token of the browser host: in the address's hash once, then in the tab's own storage for a reload. */
function takeToken(page: Window): string {
  const inHash = new URLSearchParams(page.location.hash.slice(1)).get("token");
  if (inHash) {
    page.sessionStorage.setItem("isnad-token", inHash);
    return inHash;
  }
  return page.sessionStorage.getItem("isnad-token") ?? "";
}

const firstWait = 250;
const longestWait = 4000;

function overHttp(page: Window): HostTransport {
  const headers = { "x-isnad-token": takeToken(page) };
  const listeners = new Set<(event: BackendEvent) => void>();
  const watchers = new Set<(state: Connection) => void>();
  let state: Connection = "connected";
  let isListening = false;

  const say = (next: Connection): void => {
    if (next === state) return;
    state = next;
    for (const watcher of watchers) watcher(next);
  };

  // Events come as lines of JSON over one long answer; a broken one is asked for again, ever more patiently.
  async function listen(): Promise<void> {
    let wait = firstWait;
    for (;;) {
      try {
        const response = await page.fetch("/events", { headers });
        if (response.status === 401 || response.status === 403) return say("refused");
        if (!response.ok || !response.body) throw new Error(`events answered ${response.status}`);
        say("connected");
        wait = firstWait;
        for await (const line of lines(response.body)) {
          const event = JSON.parse(line) as BackendEvent;
          for (const listener of listeners) listener(event);
        }
        throw new Error("the stream of events ended");
      } catch {
        say("lost");
        await new Promise((resolve) => page.setTimeout(resolve, wait));
        wait = Math.min(wait * 2, longestWait);
      }
    }
  }

  return {
    kind: "browser",
    takesFolders: false,
    call: async (request) => {
      let response: Response;
      try {
        response = await page.fetch("/call", {
          method: "POST",
          headers: { ...headers, "content-type": "application/json" },
          body: JSON.stringify(request),
        });
      } catch {
        say("lost");
        return { ok: false, error: { code: "io", message: "the program does not answer", details: { lost: true } } };
      }
      if (response.status === 401 || response.status === 403) say("refused");
      const parsed = Reply.safeParse(await response.json().catch(() => null));
      return parsed.success
        ? parsed.data
        : {
            ok: false,
            error: { code: "internal", message: `the program answered ${response.status} without a reply` },
          };
    },
    subscribe: (listener) => {
      listeners.add(listener);
      if (!isListening) {
        isListening = true;
        void listen();
      }
      return () => {
        listeners.delete(listener);
      };
    },
    uploadFile: async (file) => {
      const response = await page.fetch(`/upload?name=${encodeURIComponent(file.name)}`, {
        method: "POST",
        headers: { ...headers, "content-type": "application/octet-stream" },
        body: file,
      });
      const answer = (await response.json().catch(() => null)) as { file?: FileToken; error?: Failure } | null;
      if (answer?.file !== undefined) return answer.file;
      throw new Error(answer?.error?.message ?? `${file.name}: the program answered ${response.status}`);
    },
    connection: () => state,
    onConnection: (watcher) => {
      watchers.add(watcher);
      return () => {
        watchers.delete(watcher);
      };
    },
  };
}

/** The lines of a stream of UTF-8, without their ends; blank ones (a sign of life) are left out. */
async function* lines(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    rest += value;
    const parts = rest.split("\n");
    rest = parts.pop() ?? "";
    for (const part of parts) if (part.trim() !== "") yield part;
  }
}
