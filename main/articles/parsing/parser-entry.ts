import { writeSync } from "node:fs";
import { isMainThread, Worker } from "node:worker_threads";

import type { FromParser, PartBegun, ToParser } from "./messages.ts";
import { type ParserSide, serveFiles } from "./serve-files.ts";

/*
 * The parser's process: it is handed files, takes them apart and prepares what they hold for the store. It owns nothing
 * and may be killed at any time.
 */

interface ParentPort {
  postMessage(message: FromParser): void;
  on(event: "message", listener: (event: { data: ToParser }) => void): void;
}

// Not through `process.stdout`, which may keep it until later.
const begin = (file: number, at?: PartBegun): void =>
  void writeSync(1, at ? `\n#${file} ${at.part} ${at.items}\n` : `\n#${file}\n`);

function openChannel(): ParserSide {
  const { parentPort } = process as unknown as { parentPort?: ParentPort };
  if (parentPort)
    return {
      begin,
      // Not a window's: this port has one other end.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      send: (message) => parentPort.postMessage(message),
      listen: (listener) => parentPort.on("message", ({ data }) => listener(data)),
    };
  process.once("disconnect", () => process.exit());
  return {
    begin,
    send: (message) => void process.send?.(message),
    listen: (listener) => void process.on("message", (message) => listener(message as ToParser)),
  };
}

/** A fork that hangs in a file would outlive a backend that was killed: a thread of its own looks whether that is there. */
function endWithParent(): void {
  const watch = `const parent = process.ppid;
    setInterval(() => { try { if (process.ppid !== parent) throw 0; process.kill(parent, 0); } catch { process.kill(process.pid, "SIGKILL"); } }, 1000);`;
  new Worker(watch, { eval: true, stdin: false }).unref();
}

if (isMainThread) {
  // The terminal's Ctrl+C is for the program, which ends this process itself.
  process.on("SIGINT", () => undefined);
  if (process.send) endWithParent();
  serveFiles(openChannel());
}
