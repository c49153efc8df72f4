import { parentPort, workerData } from "node:worker_threads";

import { must } from "../app/kernel/assert.ts";
import { type BackendOptions, createBackend } from "./backend.ts";
import type { FromThread, ToThread } from "./thread-messages.ts";

/** The backend's thread: it owns the writing connection. What it does is `thread.ts`, seen from the other side. */
const port = must(parentPort, "this file is the entry of a worker thread");
const tell = (message: FromThread): void => port.postMessage(message);
const backend = createBackend(workerData as BackendOptions);
backend.subscribe((event) => tell({ kind: "event", event }));

async function answer(message: ToThread): Promise<string | Awaited<ReturnType<typeof backend.dispatch>> | null> {
  if (message.do === "dispatch") return backend.dispatch(message.request, message.session);
  if (message.do === "grant") return backend.grantFile(message.path);
  await backend.close();
  return null;
}

port.on("message", (message: ToThread) => {
  answer(message).then(
    (value) => tell({ kind: "reply", id: message.id, value }),
    (error: unknown) =>
      tell({ kind: "failed", id: message.id, message: error instanceof Error ? error.message : String(error) }),
  );
});
tell({ kind: "ready" });
