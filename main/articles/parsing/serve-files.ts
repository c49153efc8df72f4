import type { FileToRead, FromParser, PartBegun, ToParser } from "./messages.ts";
import { gatherFile, Gathering } from "./prepared.ts";

/** Milliseconds after which what was gathered is sent though there is room for more. */
const SOON = 100;
/**
 * Bytes that may be on their way before more are asked for: what the store's process takes while it stores a batch, so that
 * neither waits for the other. A single larger article is sent when nothing else is.
 */
const AHEAD = 8 * 1024 * 1024;
/** Milliseconds of reading between two turns of the event loop: what was sent leaves the process only when it turns. */
const TURN = 4;

/** Milliseconds after which it is said again that a file is being read of which nothing came. */
const STILL_AT_IT = 1000;

/** The channel to the backend as a parser sees it. */
export interface ParserSide {
  send(message: FromParser): void;
  listen(listener: (message: ToParser) => void): void;
  /** Says at once, whatever comes next, that a file or a part of it is begun: so that it is known which one a parser died of. */
  begin(file: number, at?: PartBegun): void;
}

/** Reads the files that come in, one after the other, and sends what they give. */
export function serveFiles(channel: ParserSide): void {
  const files: FileToRead[] = [];
  const gathering = new Gathering();
  const window = { underWay: 0 };
  let awaited: (() => void) | null = null;
  let isReading = false;

  async function send(): Promise<void> {
    const message = gathering.take();
    while (window.underWay > 0 && window.underWay + message.bytes.length > AHEAD)
      await new Promise<void>((resolve) => (awaited = resolve));
    window.underWay += message.bytes.length;
    channel.send(message);
    await turn();
  }

  let turnedAt = 0;
  async function turn(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    turnedAt = performance.now();
  }

  const pause = async (): Promise<void> => {
    if (gathering.isFull || gathering.age > SOON) await send();
    else if (performance.now() - turnedAt > TURN) await turn();
  };

  async function readAll(): Promise<void> {
    if (isReading) return;
    isReading = true;
    for (let file = files.shift(); file; file = files.shift()) {
      channel.begin(file.number);
      const { number } = file;
      let since = performance.now();
      let at: PartBegun | undefined;
      const beat = (): void => {
        if (performance.now() - since < STILL_AT_IT) return;
        since = performance.now();
        channel.begin(number, at);
      };
      await gatherFile(file, gathering, pause, beat, (part) => channel.begin(number, (at = part)));
      if (files.length === 0 && !gathering.isEmpty) await send();
    }
    isReading = false;
  }

  channel.listen((message) => {
    if (message.do === "read") {
      files.push(message.file);
      void readAll();
      return;
    }
    window.underWay -= message.bytes;
    awaited?.();
    awaited = null;
  });
  channel.send({ say: "ready" });
}
