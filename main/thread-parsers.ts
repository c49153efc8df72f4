import type { ParserChannel, ParserListener, StartParser } from "./articles/parsing/channel.ts";
import type { FromParser, ToParser } from "./articles/parsing/messages.ts";

/*
 * Where a host has a way of its own to start processes (Electron's utility process, which only its main thread can start),
 * the backend's thread asks it for them: what it says to a parser and what it hears of it goes through the host.
 */

/** What the thread asks of its host. */
export type ParserCall =
  | { readonly parser: number; readonly do: "start" }
  | { readonly parser: number; readonly do: "send"; readonly message: ToParser }
  | { readonly parser: number; readonly do: "kill" };

/** What the host tells of a parser. */
export type ParserEvent = { readonly parser: number; readonly pid: number | null } & (
  | { readonly came: "message"; readonly message: FromParser }
  | { readonly came: "output"; readonly text: string }
  | { readonly came: "exit"; readonly code: number | string | null; readonly errors: string }
);

/** The thread's side: parsers that its host starts. */
export function askForParsers(ask: (call: ParserCall) => void): {
  readonly start: StartParser;
  readonly hear: (event: ParserEvent) => void;
} {
  const known = new Map<number, { listener: ParserListener; pid: number | null }>();
  let last = 0;
  return {
    start(listener) {
      last += 1;
      const parser = last;
      const entry = { listener, pid: null };
      known.set(parser, entry);
      ask({ parser, do: "start" });
      return {
        pid: () => entry.pid,
        send: (message) => ask({ parser, do: "send", message }),
        kill: () => ask({ parser, do: "kill" }),
      };
    },
    hear(event) {
      const entry = known.get(event.parser);
      if (!entry) return;
      entry.pid = event.pid;
      if (event.came === "message") entry.listener.message(event.message);
      else if (event.came === "output") entry.listener.output(event.text);
      else {
        known.delete(event.parser);
        entry.listener.exit(event.code, event.errors);
      }
    },
  };
}

/** The host's side: starts what the thread asks for, and tells it what comes of it. */
export function offerParsers(
  start: StartParser,
  tell: (event: ParserEvent, transfer: readonly ArrayBuffer[]) => void,
): { readonly answer: (call: ParserCall) => void; readonly endAll: () => void } {
  const running = new Map<number, ParserChannel>();
  function begin(parser: number): void {
    const pid = (): number | null => running.get(parser)?.pid() ?? null;
    const channel = start({
      message: (message) => tell({ parser, pid: pid(), came: "message", message }, buffersOf(message)),
      output: (text) => tell({ parser, pid: pid(), came: "output", text }, []),
      exit(code, errors) {
        tell({ parser, pid: pid(), came: "exit", code, errors }, []);
        running.delete(parser);
      },
    });
    running.set(parser, channel);
  }
  return {
    answer(call) {
      if (call.do === "start") begin(call.parser);
      else if (call.do === "send") running.get(call.parser)?.send(call.message);
      else running.get(call.parser)?.kill();
    },
    endAll() {
      for (const channel of running.values()) channel.kill();
      running.clear();
    },
  };
}

/** What need not be copied on its way: the bytes of a message, where they are a buffer of their own. */
function buffersOf(message: FromParser): ArrayBuffer[] {
  if (message.say !== "parts") return [];
  const { buffer, byteLength } = message.bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
}
