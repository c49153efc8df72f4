import { parentPort, workerData } from "node:worker_threads";

import { must } from "../app/kernel/assert.ts";
import { createBackend } from "./backend.ts";
import type { FromThread, ThreadCall, ThreadData, ToThread } from "./thread-messages.ts";
import { askForParsers } from "./thread-parsers.ts";

/** The backend's thread: it owns the writing connection. What it does is `thread.ts`, seen from the other side. */
const port = must(parentPort, "this file is the entry of a worker thread");
const tell = (message: FromThread): void => port.postMessage(message);
const { options, offersParsers } = workerData as ThreadData;
const parsers = askForParsers((call) => tell({ kind: "parser", call }));
const backend = offersParsers ? createBackend(options, parsers.start) : createBackend(options);
backend.subscribe((event) => tell({ kind: "event", event }));

async function answer(message: ThreadCall): Promise<string | Awaited<ReturnType<typeof backend.dispatch>> | null> {
  if (message.do === "dispatch") return backend.dispatch(message.request, message.session);
  if (message.do === "grant") return backend.grantFile(message.path);
  await backend.close();
  return null;
}

port.on("message", (message: ToThread) => {
  if (message.do === "parser") return parsers.hear(message.event);
  answer(message).then(
    (value) => tell({ kind: "reply", id: message.id, value }),
    (error: unknown) =>
      tell({ kind: "failed", id: message.id, message: error instanceof Error ? error.message : String(error) }),
  );
});
tell({ kind: "ready" });
