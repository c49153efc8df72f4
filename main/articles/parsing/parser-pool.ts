import { availableParallelism } from "node:os";

import type { StartParser } from "./channel.ts";
import { type Limits, LIMITS } from "./limits.ts";
import type { FileToRead, ParserFailure, Part, PartBegun, PartsMessage } from "./messages.ts";
import { type Handed, ParserProcess } from "./parser-process.ts";
import { type ReadItem, readPart } from "./prepared.ts";

/** A file that is to be read. */
export interface Wanted {
  readonly path: string;
  readonly bytes: number;
  readonly options: FileToRead["options"];
}

/** Some of what a file gave; `last` with its end. */
export interface Taken<File extends Wanted> {
  readonly file: File;
  readonly items: readonly ReadItem[];
  /** The message that its originals are in; null where it has none. */
  readonly message: PartsMessage | null;
  readonly last: boolean;
  /** With its end: the profile that it was read by because of its columns, of those that it was handed out with. */
  readonly readAs?: string | undefined;
}

/** Reads files somewhere else. */
export interface Parsers {
  /**
   * What files give, file by file in the order of `files`, whichever was read first; a null among them is a pause in which
   * others get their turn. Ends the parsers when left.
   */
  read<File extends Wanted>(files: Iterable<File | null>, isStopped: () => boolean): AsyncGenerator<Taken<File>>;
  close(): void;
}

interface Waiting {
  readonly part: Part;
  readonly message: PartsMessage;
  readonly from: ParserProcess;
  /** Items at its beginning that a reading before gave. */
  readonly known: number;
}

/** A file on its way, with what came of it and was not taken yet. */
interface Flight<File extends Wanted> {
  readonly file: File;
  handed: Handed;
  readonly waiting: Waiting[];
  /** Items that came of this reading, and the most that came of any: what came before is left out of a later one. */
  came: number;
  most: number;
  hasEnded: boolean;
  failure: ParserFailure | null;
}

/** Files that are handed to one parser ahead of what it reads, and their bytes: enough that it never waits for the next. */
const FILES_AHEAD = 32;
const BYTES_AHEAD = 2_000_000;
/** Files in one parser's hands from which another is started. */
const WORTH_STARTING = 8;
/** Files that may be on their way at once, read or not. */
const FLIGHTS = 512;
/** Parts of one container that may end a parser each, before the container is given up: it is read from its beginning every time. */
const CHANCES = 20;
/** Milliseconds between two looks at time, memory and whether to stop. */
const LOOK = 100;

/** One parser for each core but that of whoever stores, and one at least. */
export const parserCount = (): number => Math.max(1, availableParallelism() - 1);

export function makeParsers(start: StartParser, limits: Limits = LIMITS, count = parserCount()): Parsers {
  const open = new Set<{ close(): void }>();
  return {
    async *read(files, isStopped) {
      const reading = new Reading(files, { start, limits, count, isStopped });
      open.add(reading);
      try {
        yield* reading.all();
      } finally {
        open.delete(reading);
        reading.close();
      }
    },
    close() {
      for (const reading of open) reading.close();
    },
  };
}

interface Means {
  readonly start: StartParser;
  readonly limits: Limits;
  readonly count: number;
  readonly isStopped: () => boolean;
}

/** One run through files: who reads which, and what came of them in their order. */
class Reading<File extends Wanted> {
  private readonly files: Iterator<File | null>;
  private readonly means: Means;
  private readonly parsers = new Set<ParserProcess>();
  /** In order, from the one that is taken next. */
  private readonly flights: Flight<File>[] = [];
  private readonly byNumber = new Map<number, Flight<File>>();
  /** Lost by a parser that died of another file: to be handed out first. */
  private readonly lost: Flight<File>[] = [];
  private number = 0;
  private noMore = false;
  private isPausing = false;
  private isClosed = false;
  private broken: Error | null = null;
  private wake: (() => void) | null = null;

  constructor(files: Iterable<File | null>, means: Means) {
    this.files = files[Symbol.iterator]();
    this.means = means;
  }

  async *all(): AsyncGenerator<Taken<File>> {
    const timer = setInterval(() => this.look(), LOOK);
    try {
      for (;;) {
        if (this.isClosed || this.means.isStopped()) return;
        if (this.broken) throw this.broken;
        this.handOut();
        const [flight] = this.flights;
        if (!flight && !this.isPausing) return;
        const came = flight?.waiting.shift();
        if (flight && came) {
          const { part, message, from, known } = came;
          from.taken(part.length + (part === message.parts[0] ? message.pack : 0));
          if (part.last) this.landed(flight);
          yield {
            file: flight.file,
            items: readPart(part, message).slice(known),
            message,
            last: part.last,
            readAs: part.readAs,
          };
        } else if (flight?.failure) {
          const { code, message } = flight.failure;
          this.landed(flight);
          yield {
            file: flight.file,
            items: [{ failure: { code, message, line: null, member: null } }],
            message: null,
            last: true,
          };
        } else await new Promise<void>((resolve) => (this.wake = resolve));
      }
    } finally {
      clearInterval(timer);
    }
  }

  close(): void {
    this.isClosed = true;
    for (const parser of this.parsers) parser.kill();
    this.parsers.clear();
    this.wakeUp();
  }

  private landed(flight: Flight<File>): void {
    this.flights.shift();
    this.byNumber.delete(flight.handed.file.number);
  }

  private look(): void {
    for (const parser of this.parsers) parser.check(LOOK);
    if (this.means.isStopped()) {
      for (const parser of this.parsers) parser.kill();
      this.wakeUp();
    }
  }

  private wakeUp(): void {
    this.wake?.();
    this.wake = null;
  }

  /** Gives every parser enough to do; parsers are started as they are needed. */
  private handOut(): void {
    for (;;) {
      const flight = this.lost[0] ?? (this.flights.length < FLIGHTS ? this.next() : null);
      if (!flight) return;
      const parser = this.freeParser(flight.handed.bytes);
      if (!parser) {
        if (flight !== this.lost[0]) this.lost.unshift(flight);
        return;
      }
      if (flight === this.lost[0]) this.lost.shift();
      parser.hand(flight.handed);
    }
  }

  private next(): Flight<File> | null {
    if (this.noMore || this.isPausing) return null;
    const next = this.files.next();
    if (next.done) {
      this.noMore = true;
      return null;
    }
    const file = next.value;
    if (file === null) {
      this.isPausing = true;
      setImmediate(() => {
        this.isPausing = false;
        this.wakeUp();
      });
      return null;
    }
    this.number += 1;
    const handed = { file: { number: this.number, path: file.path, options: file.options }, bytes: file.bytes };
    const flight: Flight<File> = { file, handed, waiting: [], came: 0, most: 0, hasEnded: false, failure: null };
    this.flights.push(flight);
    this.byNumber.set(this.number, flight);
    return flight;
  }

  /** An idle parser, else a new one while there may be more, else the one with least to do, unless all have enough. */
  private freeParser(bytes: number): ParserProcess | null {
    let best: ParserProcess | null = null;
    for (const parser of this.parsers) {
      if (!parser.isBusy) return parser;
      const fits = parser.handed.length < FILES_AHEAD && parser.bytesHanded + bytes <= BYTES_AHEAD;
      if (fits && (!best || parser.handed.length < best.handed.length)) best = parser;
    }
    // A few small files are read sooner by the one that runs than by one that has to be started.
    if (best && best.handed.length < WORTH_STARTING && best.bytesHanded < BYTES_AHEAD / 4) return best;
    return this.parsers.size < this.means.count ? this.startParser() : best;
  }

  private startParser(): ParserProcess {
    const parser: ParserProcess = new ParserProcess(this.means.start, this.means.limits, {
      parts: (message) => this.came(message, parser),
      gone: (at, failure, part) => this.gone(parser, at, failure, part),
    });
    this.parsers.add(parser);
    return parser;
  }

  private came(message: PartsMessage, from: ParserProcess): void {
    try {
      for (const part of message.parts) {
        const flight = this.byNumber.get(part.file);
        // Files are read one after the other: what comes is of the first that has not ended.
        if (!flight || from.handed[0] !== flight.handed)
          throw new RangeError(`it speaks of file ${part.file}, which it is not at`);
        // Throws where its lengths do not fit.
        readPart(part, message);
        const known = Math.max(0, Math.min(part.items.length, flight.most - flight.came));
        flight.came += part.items.length;
        flight.most = Math.max(flight.most, flight.came);
        flight.waiting.push({ part, message, from, known });
        if (part.last) {
          flight.hasEnded = true;
          from.ended(part.file);
        }
      }
    } catch (error) {
      from.distrust(error instanceof Error ? error.message : String(error));
    }
    this.wakeUp();
  }

  /** Has a container read again without the part that a parser died of. @returns false where it had chances enough */
  private passOver(flight: Flight<File>, { part, items }: PartBegun, { code, message }: ParserFailure): boolean {
    const { file } = flight.handed;
    const passed = file.passOver ?? [];
    if (passed.length >= CHANCES || passed.some((each) => each.part === part)) return false;
    flight.handed = { ...flight.handed, file: { ...file, passOver: [...passed, { part, code, message }] } };
    // What came before the part comes again and is left out; the part itself comes as its failure.
    flight.most = Math.min(flight.most, items);
    flight.came = 0;
    return true;
  }

  /** The file that a parser died of failed; what else it was handed is read by another. */
  private gone(parser: ParserProcess, at: Handed | null, failure: ParserFailure, part: PartBegun | null): void {
    this.parsers.delete(parser);
    if (failure.code === "internal") this.broken = new Error(failure.message);
    // A parser that says nothing of where it is took the first that it was handed.
    const culprit = at ?? parser.handed[0];
    const lost: Flight<File>[] = [];
    for (const handed of parser.handed) {
      const flight = this.byNumber.get(handed.file.number);
      if (!flight) continue;
      if (handed === culprit && part && this.passOver(flight, part, failure)) lost.push(flight);
      else if (handed === culprit) {
        flight.failure = failure;
        flight.hasEnded = true;
      } else {
        flight.came = 0;
        lost.push(flight);
      }
    }
    this.lost.unshift(...lost);
    this.wakeUp();
  }
}
