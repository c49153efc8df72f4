import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import type { Encoding } from "../../app/articles/encodings.ts";
import type { EncodingPreview } from "../../app/articles/reading-anew.ts";
import { textOfStored } from "../store/body-encoding.ts";
import type { ImportFailure, ImportOptions } from "./importers/index.ts";
import type { Parsers, Wanted } from "./parsing/parser-pool.ts";
import type { PreparedArticle, ReadItem } from "./parsing/prepared.ts";

/*
 * Originals that are read again. They are as hostile as the files that they were: they are read by the same parser
 * processes, from a folder that is gone when they are done.
 */

/** The kinds of which the encoding may have been guessed. All others say it, character by character or not at all. */
export const guessed: ReadonlySet<string> = new Set(["text", "markdown", "html", "json", "jsonl"]);

/** Bytes of an original that a preview looks at. */
export const LOOKED_AT = 256 * 1024;
/** UTF-16 units of text that a preview shows, from a little before the first that is not plain ASCII. */
const SHOWN = 400;
const BEFORE = 40;
/** Encodings that are tried where none are named: those of Arabic and of the West. */
export const likely: readonly Encoding[] = [
  "utf-8",
  "windows-1256",
  "iso-8859-6",
  "windows-1252",
  "utf-16le",
  "utf-16be",
  "cp720",
];

/** One reading of an original. */
interface Try extends Wanted {
  readonly of: number;
}

/** What was asked for of an original: an article, or why there is none. */
export type Reading = { readonly article: PreparedArticle } | { readonly failure: ImportFailure };

export const noText: Reading & { failure: ImportFailure } = {
  failure: { code: "no-text", message: "nothing to read was found in it", line: null },
};

/** Writes an original below a folder, in one of its own, so that its name, which a title may come from, stays what it was. */
export function writeOriginal(folder: string, name: string, bytes: Uint8Array): string {
  const path = join(mkdtempSync(join(folder, "at-")), name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  return path;
}

/** Reads originals, each in the ways that are asked for. @returns the readings in the order of `wanted` */
export async function readOriginals(
  parsers: Parsers,
  wanted: readonly { name: string; bytes: Uint8Array; options: readonly ImportOptions[] }[],
  isStopped: () => boolean,
): Promise<Reading[][]> {
  const folder = mkdtempSync(join(tmpdir(), "isnad-original-"));
  try {
    const tries = wanted.flatMap<Try>(({ name, bytes, options }, of) => {
      const path = writeOriginal(folder, name, bytes);
      return options.map((each) => ({ path, bytes: bytes.length, options: each, of }));
    });
    const readings: Reading[][] = wanted.map(() => []);
    // The first article of each: where the original is that of an article, there is no other.
    let own: ReadItem | null = null;
    for await (const { file, items, last } of parsers.read(tries, isStopped)) {
      if (own === null || "failure" in own) own = items.find((item) => "article" in item) ?? own ?? items[0] ?? null;
      if (!last) continue;
      readings[file.of]?.push(own ?? noText);
      own = null;
    }
    return readings;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Of characters that mean nothing: what could not be read, and controls that no text has. */
const countBroken = (text: string): number =>
  text.match(/[\ufffd\p{Cc}]/gu)?.filter((sign) => !/[\n\t]/u.test(sign)).length ?? 0;

export function previewOf(encoding: Encoding, reading: Reading | undefined): EncodingPreview {
  if (!reading || "failure" in reading)
    return { encoding, title: null, text: "", broken: 0, problem: (reading ?? noText).failure.message };
  const text = textOfStored(reading.article.body);
  const first = text.search(/[^\n -~]/u);
  const start = Math.max(0, text.lastIndexOf("\n", Math.max(0, first)) + 1, first - BEFORE);
  return {
    encoding,
    title: reading.article.title,
    text: text.slice(start, start + SHOWN).toWellFormed(),
    broken: countBroken(text),
    problem: null,
  };
}
