import type { ParserChannel, StartParser } from "./channel.ts";
import { type Limits, residentMb } from "./limits.ts";
import { type FileToRead, type FromParser, type ParserFailure, type PartBegun, PartsMessage } from "./messages.ts";

/** A file on its way through a parser. */
export interface Handed {
  readonly file: FileToRead;
  readonly bytes: number;
}

/** What a parser tells whoever hands it files. */
export interface Told {
  parts(message: PartsMessage): void;
  /** It is gone. `at` is the file that it died of, null where it had begun none; `part` what it was at within it. */
  gone(at: Handed | null, failure: ParserFailure, part: PartBegun | null): void;
}

/** Milliseconds in which a process must have started. */
const START = 60_000;

const OUT_OF_MEMORY = "it took more memory than a file may";

/** One parser's process: what it was handed and is not done with, and the limits that it is held to. */
export class ParserProcess {
  /** Handed over and not ended yet, in order. */
  readonly handed: Handed[] = [];
  private readonly channel: ParserChannel;
  private readonly limits: Limits;
  private readonly told: Told;
  /** The number of the file that it was last heard to begin. */
  private begun: number | null = null;
  /** The part of it that it was last heard to begin, where it is a container. */
  private part: PartBegun | null = null;
  /** Milliseconds in which it could have been heard, and was not. */
  private quiet = 0;
  private underWay = 0;
  private doom: ParserFailure | null = null;
  private output = "";
  private isGone = false;
  private hasStarted = false;

  constructor(start: StartParser, limits: Limits, told: Told) {
    this.limits = limits;
    this.told = told;
    this.channel = start({
      message: (message) => this.take(message),
      output: (text) => this.read(text),
      exit: (code, errors) => this.end(code, errors),
    });
  }

  get isBusy(): boolean {
    return this.handed.length > 0;
  }

  get bytesHanded(): number {
    return this.handed.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  hand(handed: Handed): void {
    if (this.handed.length === 0) this.quiet = 0;
    this.handed.push(handed);
    this.channel.send({ do: "read", file: handed.file });
  }

  /** Says that so many bytes of its messages were taken. */
  taken(bytes: number): void {
    if (this.isGone) return;
    this.underWay -= bytes;
    // It may have waited for this: the time before does not count against its file.
    this.quiet = 0;
    this.channel.send({ do: "go-on", bytes });
  }

  /** A file has ended: it is no longer among those that are lost when the parser dies. */
  ended(number: number): void {
    const index = this.handed.findIndex(({ file }) => file.number === number);
    if (index !== -1) this.handed.splice(index, 1);
  }

  /** Ends it because what it sends makes no sense: not to be believed about where it is either. */
  distrust(why: string): void {
    this.begun = null;
    this.doom ??= { code: "parser-failed", message: `what came of it made no sense: ${why}` };
    this.channel.kill();
  }

  /** Ends it with a reason that its file is named with. */
  private doomed(message: string): void {
    this.doom ??= { code: "parser-failed", message };
    this.channel.kill();
  }

  /** Ends it for good: nobody is told. */
  kill(): void {
    this.isGone = true;
    this.channel.kill();
  }

  /** Called every so many milliseconds: ends it where its file takes too long or too much. */
  check(since: number): void {
    if (this.isGone || this.doom) return;
    const pid = this.channel.pid();
    const held = pid === null ? null : residentMb(pid);
    if (held !== null && held > this.limits.residentMb) return this.doomed(`${OUT_OF_MEMORY} (${Math.round(held)} MB)`);
    this.quiet += since;
    if (!this.hasStarted) {
      if (this.quiet > START) this.channel.kill();
      return;
    }
    const current = this.handed.find(({ file }) => file.number === this.begun) ?? this.handed[0];
    // While it waits for us it cannot be late.
    if (!current || this.underWay > 0) {
      this.quiet = 0;
      return;
    }
    const allowed = this.limits.quiet + this.limits.quietPerMb * Math.min(current.bytes / 1e6, this.limits.quietMbs);
    if (this.quiet > allowed)
      this.doomed(`nothing came of it for ${Math.round(allowed / 1000)} seconds; reading it was given up`);
  }

  private take(message: FromParser): void {
    if (this.isGone || this.doom) return;
    this.quiet = 0;
    this.hasStarted = true;
    if (message.say === "ready") return;
    const parsed = PartsMessage.safeParse(message);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return this.distrust(`${issue?.path.join(".") ?? "message"}: ${issue?.message ?? "invalid"}`);
    }
    this.underWay += parsed.data.bytes.length;
    this.told.parts(parsed.data);
  }

  /** Lines `#12` say that file 12 is begun, `#12 3 40` that its third part is, before which it gave 40 items; whatever else a library writes is passed over. */
  private read(text: string): void {
    const lines = (this.output + text).split("\n");
    this.output = (lines.pop() ?? "").slice(-100);
    for (const line of lines) {
      const [, number, part, items] = /^#(\d{1,15})(?: (\d{1,15}) (\d{1,15}))?$/u.exec(line) ?? [];
      if (number === undefined || this.doom) continue;
      this.begun = Number(number);
      this.part = part === undefined ? null : { part: Number(part), items: Number(items) };
      this.quiet = 0;
    }
  }

  private end(code: number | string | null, errors: string): void {
    if (this.isGone) return;
    this.isGone = true;
    const at = this.handed.find(({ file }) => file.number === this.begun) ?? null;
    if (!this.hasStarted && at === null && !this.doom) {
      const message = `a process to read files in could not be started (${code}): ${errors.trim().slice(-500)}`;
      return this.told.gone(null, { code: "internal", message }, null);
    }
    const spent = /heap out of memory|heap limit|Array buffer allocation failed/iu.test(errors);
    const message = spent ? OUT_OF_MEMORY : `the process that read it ended (${code})`;
    this.told.gone(at, this.doom ?? { code: "parser-failed", message }, at ? this.part : null);
  }
}
