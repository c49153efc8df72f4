import type { StartParser } from "./channel.ts";
import type { ToParser } from "./messages.ts";
import { serveFiles } from "./serve-files.ts";

/** A parser in this very thread, for tests of what has nothing to do with where files are read. Nothing can interrupt it. */
export const parserHere: StartParser = (listener) => {
  let isKilled = false;
  let receive: ((message: ToParser) => void) | null = null;
  serveFiles({
    begin: (file, at) => listener.output(at ? `#${file} ${at.part} ${at.items}\n` : `#${file}\n`),
    send(message) {
      if (!isKilled) setImmediate(() => listener.message(message));
    },
    listen(take) {
      receive = take;
    },
  });
  return {
    pid: () => null,
    send: (message) => setImmediate(() => isKilled || receive?.(message)),
    kill() {
      isKilled = true;
      setImmediate(() => listener.exit("SIGKILL", ""));
    },
  };
};
