import { join } from "node:path";
import { Worker } from "node:worker_threads";

import type { BackendEvent } from "../app/contract/events.ts";
import type { StartParser } from "./articles/parsing/channel.ts";
import type { BackendOptions, BackendPort } from "./backend.ts";
import type { FromThread, ThreadCall, ThreadData, ToThread } from "./thread-messages.ts";
import { offerParsers } from "./thread-parsers.ts";

/** What a host needs to start processes that files are read in. */
export { HEAP_MB, parserEntry, type StartParser } from "./articles/parsing/channel.ts";

/** From the sources the entry is a source, from the bundle it lies beside this chunk. */
const entry = (): string =>
  join(import.meta.dirname, import.meta.url.endsWith(".ts") ? "thread-entry.ts" : "thread-entry.js");

type Message = ThreadCall extends infer One ? (One extends ThreadCall ? Omit<One, "id"> : never) : never;

/**
 * The backend in a thread of its own, so that neither an import nor a heavy query delays a window. Where the thread dies,
 * every open call is answered with an error, and so is every later one.
 * @param onDeath is told once, unless the backend was closed
 * @param startParser how the host starts processes that files are read in; without it the thread forks them itself
 */
export async function startBackendThread(
  options: BackendOptions,
  onDeath: (why: string) => void = () => undefined,
  startParser?: StartParser,
): Promise<BackendPort> {
  const worker = new Worker(entry(), { workerData: { options, offersParsers: !!startParser } satisfies ThreadData });
  const parsers =
    startParser &&
    offerParsers(startParser, (event, transfer) =>
      worker.postMessage({ do: "parser", event } satisfies ToThread, [...transfer]),
    );
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const listeners = new Set<(event: BackendEvent) => void>();
  const started = Promise.withResolvers<void>();
  let number = 0;
  let dead: string | undefined;
  let closing: Promise<void> | undefined;

  worker.on("message", (message: FromThread) => {
    if (message.kind === "ready") return started.resolve();
    if (message.kind === "parser") return parsers?.answer(message.call);
    if (message.kind === "event") {
      for (const listener of listeners) listener(message.event);
      return;
    }
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === "reply") call?.resolve(message.value);
    else call?.reject(new Error(message.message));
  });
  function die(why: string): void {
    if (dead !== undefined) return;
    dead = why;
    parsers?.endAll();
    started.reject(new Error(why));
    for (const { reject } of waiting.values()) reject(new Error(why));
    waiting.clear();
    if (!closing) onDeath(why);
  }
  worker.once("error", (error) => die(error instanceof Error ? error.message : String(error)));
  worker.once("exit", (code) => die(`the backend's thread ended with ${code}`));

  function ask(message: Message): Promise<unknown> {
    if (dead !== undefined) return Promise.reject(new Error(dead));
    number += 1;
    const id = number;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    waiting.set(id, { resolve, reject });
    worker.postMessage({ ...message, id } satisfies ThreadCall);
    return promise;
  }

  async function close(): Promise<void> {
    if (dead !== undefined) return;
    await ask({ do: "close" }).catch(() => undefined);
    await worker.terminate();
  }

  await started.promise;
  return {
    dispatch: (request, session) =>
      ask({ do: "dispatch", request, session }).catch((error: unknown) => ({
        ok: false as const,
        error: { code: "internal" as const, message: error instanceof Error ? error.message : String(error) },
      })) as ReturnType<BackendPort["dispatch"]>,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    grantFile: (path) => ask({ do: "grant", path }) as Promise<string>,
    close: () => (closing ??= close()),
  };
}
