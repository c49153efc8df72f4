import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";

import type { FromParser, ToParser } from "./messages.ts";

/** What comes out of a parser's process. */
export interface ParserListener {
  message(message: FromParser): void;
  /** What it wrote to standard output. */
  output(text: string): void;
  /** It has ended, and nothing more comes. `errors` is the end of what it wrote to standard error. */
  exit(code: number | string | null, errors: string): void;
}

/** A parser's process as the backend sees it, whoever started it. */
export interface ParserChannel {
  /** Null while it is not known, or for good where the host does not tell. */
  readonly pid: () => number | null;
  send(message: ToParser): void;
  kill(): void;
}

/** Starts a parser's process: a host may have a way of its own (Electron's utility process); else it is a fork. */
export type StartParser = (listener: ParserListener) => ParserChannel;

/** Megabytes that JavaScript values may take in a parser before it gives up. */
export const HEAP_MB = 512;

/** From the sources the entry is a source, from the bundle it lies beside this chunk. */
export const parserEntry = (): string =>
  join(import.meta.dirname, import.meta.url.endsWith(".ts") ? "parser-entry.ts" : "parser-entry.js");

/** How much of standard error is kept, in characters. */
const ERRORS_KEPT = 4000;

/**
 * A child process of this one. It is told nothing of the environment, and may read files but neither write them nor start
 * anything.
 */
export const forkParser =
  (entry = parserEntry()): StartParser =>
  (listener) => {
    const child = fork(entry, [], {
      execArgv: [
        `--max-old-space-size=${HEAP_MB}`,
        "--permission",
        "--allow-fs-read=*",
        // The thread that ends it when the backend is gone.
        "--allow-worker",
        "--no-warnings",
      ],
      env: childEnvironment(),
      serialization: "advanced",
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    listen(child, listener);
    return {
      pid: () => child.pid ?? null,
      send: (message) => {
        // One that has just died is told of by its exit.
        if (child.connected) child.send(message, () => undefined);
      },
      kill: () => void child.kill("SIGKILL"),
    };
  };

/** Windows needs to know where it is; nothing else is handed on. */
function childEnvironment(): NodeJS.ProcessEnv {
  const root = process.env["SystemRoot"];
  return root === undefined ? {} : { SystemRoot: root };
}

function listen(child: ChildProcess, listener: ParserListener): void {
  let errors = "";
  child.on("message", (message) => listener.message(message as FromParser));
  child.stdout?.setEncoding("utf8").on("data", (text: string) => listener.output(text));
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    errors = (errors + text).slice(-ERRORS_KEPT);
  });
  let ended: number | string | null | undefined;
  const end = (): void => {
    if (ended !== undefined && !child.connected) listener.exit(ended, errors);
  };
  // "close" comes when its output was read to the end, "disconnect" when its messages were.
  child.once("close", (code, signal) => {
    ended = signal ?? code;
    end();
  });
  child.once("disconnect", end);
  child.once("error", (error) => {
    if (child.pid !== undefined) return;
    ended = error.message;
    listener.exit(error.message, "");
  });
}
