import { utilityProcess } from "electron";

import { HEAP_MB, parserEntry, type StartParser } from "../thread.ts";

/** Characters of standard error that are kept. */
const ERRORS_KEPT = 4000;
/** Milliseconds for what a process wrote before it ended to arrive. */
const REST = 200;

/**
 * A process that files are read in: Electron's own kind, because the program cannot be run as plain Node (a fuse). It is
 * told nothing of the environment.
 */
export const startUtility: StartParser = (listener) => {
  const child = utilityProcess.fork(parserEntry(), [], {
    serviceName: "Isnad file reader",
    execArgv: [`--max-old-space-size=${HEAP_MB}`],
    env: {},
    stdio: ["ignore", "pipe", "pipe"],
  });
  let errors = "";
  child.on("message", (message) => listener.message(message));
  child.stdout?.on("data", (chunk: Buffer) => listener.output(chunk.toString("utf8")));
  child.stderr?.on("data", (chunk: Buffer) => {
    errors = (errors + chunk.toString("utf8")).slice(-ERRORS_KEPT);
  });
  child.once("exit", (code) => setTimeout(() => listener.exit(code, errors), REST));
  return {
    pid: () => child.pid ?? null,
    // A process, not a window: it has no origin.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    send: (message) => child.postMessage(message),
    kill: () => void child.kill(),
  };
};
