import { once } from "node:events";

import type { Printer } from "./command.ts";

/** `isnad … | head` closed the pipe: nobody reads on, which is no failure of ours. */
export class ReaderGone extends Error {
  override name = "ReaderGone";
}

let isGone = false;
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  isGone = true;
});

/** Writes and waits for the reader where it is slower. @throws ReaderGone */
async function write(text: string): Promise<void> {
  if (isGone) throw new ReaderGone();
  if (process.stdout.write(text)) return;
  await once(process.stdout, "drain").catch((error: unknown) => {
    throw isGone ? new ReaderGone() : error;
  });
}

/** What would move the cursor or colour the terminal is not let through from an article's text. */
const plain = (line: string): string =>
  line.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (c) => (c === "\t" ? c : " "));

/** A file's name as it is shown: what in it would turn the line, move the cursor or end a column stands there as its code. */
export const shownName = (name: string): string =>
  name.replaceAll(
    /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** What is said names files: a name that lies is shown with what makes it lie. */
const say = (text: string): void => void process.stderr.write(`${text.split("\n").map(shownName).join("\n")}\n`);

export function makePrinter(json: boolean): Printer {
  return {
    say,
    async document(value, lines) {
      if (json) return write(`${JSON.stringify(value)}\n`);
      for (const line of lines(value)) await write(`${plain(line)}\n`);
    },
    async list(rows, line) {
      let first = true;
      for await (const row of rows) {
        if (json) await write(`${first ? "[" : ",\n"}${JSON.stringify(row)}`);
        else await write(`${plain(line(row))}\n`);
        first = false;
      }
      if (json) await write(first ? "[]\n" : "]\n");
      else if (first) say("nothing");
    },
  };
}

/** A grade for people: what is not graded has a sign of its own. */
export const grades = (reliability: string | null, credibility: string | null): string =>
  `${reliability ?? "–"}${credibility ?? "–"}`;

/** One line of a text of any length. */
export function short(text: string, units = 120): string {
  const line = text.replace(/\s+/gu, " ").trim();
  return line.length <= units ? line : `${line.slice(0, units - 1).toWellFormed()}…`;
}
