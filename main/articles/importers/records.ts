import type { RecordField, RecordMapping } from "../../../app/articles/model.ts";
import { findBlocks } from "../../../app/text/blocks.ts";
import { findCredits } from "./credits.ts";
import { isObject, listPaths, proposeMapping, readPath, toText } from "./fields.ts";
import { decideLanguage } from "./language.ts";
import { readPublishedAt } from "./published.ts";
import { findTitle, tidyName, tidyTitle, tidyUrl, titleFromPath } from "./titles.ts";
import { type ImportedArticle, type ImportedItem, ImportProblem, toFailure } from "./types.ts";
import { workingText } from "./working-text.ts";

/** Largest record, in bytes; a longer line or row is passed over and named. */
export const LARGEST_RECORD = 32 * 1024 * 1024;
/** After so many records without a text that was found by name, and none with one, the file is given back for a mapping. */
const PATIENCE = 100;
/** Shapes of records that are remembered with their mapping. */
const SHAPES = 200;

/** Where a record stands, and the bytes it was read from. */
export interface RecordPlace {
  path: string;
  line: number;
  original: Uint8Array;
  encoding: string;
}

/** The values of a record's fields, as strings. */
export type RecordValues = Partial<Record<RecordField, string | null>>;

/** The article of one record. Its working text is the text field alone. Throws `ImportProblem` (no-text). */
export async function toArticle(values: RecordValues, place: RecordPlace): Promise<ImportedArticle> {
  const text = workingText(values.text ?? "");
  const url = tidyUrl(values.url ?? null);
  const key = tidyTitle(values.key ?? null) ?? url;
  const outlet = tidyName(values.outlet ?? null);
  const author = tidyName(values.author ?? null);
  const stated = values.publishedAt ?? null;
  const publishedAt = stated === null ? null : readPublishedAt(stated);
  // A record that says where it comes from is believed; only one that says nothing is read for its credits.
  const credits = outlet === null ? findCredits(text) : null;
  return {
    title: tidyTitle(values.title ?? null) ?? findTitle(text) ?? `${titleFromPath(place.path)} ${place.line}`,
    outlet: outlet ?? credits?.outlet ?? null,
    author: author ?? credits?.author ?? null,
    publishedAt: publishedAt ?? (stated === null ? (credits?.publishedAt ?? null) : null),
    language: await decideLanguage(values.language ?? null, text),
    // Not from the credit: many records may name one site there, and a record is known by its address.
    url,
    text,
    blocks: findBlocks(text),
    key,
    line: place.line,
    original: place.original,
    encoding: place.encoding,
  };
}

/** Reads JSON records of one file: finds the fields of each by name and gives up early on a file that needs a mapping. */
export class RecordReader {
  private readonly byHand: RecordMapping;
  private readonly shapes = new Map<string, RecordMapping>();
  private recognised = false;
  private held: ImportedItem[] = [];
  /** Set when the file was given back for a mapping: nothing more of it is to be read. */
  givenUp = false;

  constructor(byHand: RecordMapping = {}) {
    this.byHand = byHand;
  }

  /** The items that a record's source text gives: usually one; none while it is not clear whether the file is readable. */
  async read(json: string, place: RecordPlace): Promise<ImportedItem[]> {
    try {
      const record: unknown = JSON.parse(json);
      if (!isObject(record))
        throw new ImportProblem("bad-record", `line ${place.line} holds no record but ${describe(record)}`);
      const mapping = this.mappingOf(record);
      const value = mapping.text === undefined ? undefined : readPath(record, mapping.text);
      if (value === undefined) return this.withoutText(record, place);
      const article = await toArticle(readValues(record, mapping), place);
      return this.recognise({ article });
    } catch (error) {
      return this.fail(error, place);
    }
  }

  /** What is still held back when the file has ended. */
  end(): ImportedItem[] {
    const unnamed = this.held.find((item) => "failure" in item && item.failure.code === "needs-mapping");
    return this.recognised || !unnamed ? this.release() : this.giveUp(unnamed);
  }

  private mappingOf(record: Record<string, unknown>): RecordMapping {
    const shape = Object.keys(record).join("\0");
    let mapping = this.shapes.get(shape);
    if (!mapping) {
      mapping = proposeMapping(listPaths(record), this.byHand);
      if (this.shapes.size < SHAPES) this.shapes.set(shape, mapping);
    }
    return mapping;
  }

  private withoutText(record: object, place: RecordPlace): ImportedItem[] {
    const named = this.byHand.text;
    const seen = Object.keys(record).slice(0, 12).join(", ");
    const message =
      named === undefined
        ? `line ${place.line}: no property was recognised as the text; it has ${seen || "none"}`
        : `line ${place.line} has no property ${named}`;
    const code = named === undefined && !this.recognised ? "needs-mapping" : "bad-record";
    const item: ImportedItem = { failure: { code, message, line: place.line } };
    if (code === "bad-record") return [item];
    this.held.push(item);
    return this.held.length < PATIENCE ? [] : this.giveUp(item);
  }

  private giveUp(item: ImportedItem): ImportedItem[] {
    this.givenUp = true;
    const others = this.held.filter((held) => "failure" in held && held.failure.code !== "needs-mapping");
    this.held = [];
    return [...others, item];
  }

  private recognise(item: ImportedItem): ImportedItem[] {
    this.recognised = true;
    return this.held.length === 0 ? [item] : [...this.release(), item];
  }

  private release(): ImportedItem[] {
    const held = this.held.map((item): ImportedItem =>
      "failure" in item && item.failure.code === "needs-mapping"
        ? { failure: { ...item.failure, code: "bad-record" } }
        : item,
    );
    this.held = [];
    return held;
  }

  private fail(error: unknown, place: RecordPlace): ImportedItem[] {
    const item: ImportedItem = { failure: recordFailure(error, place.line) };
    if (this.held.length === 0) return [item];
    this.held.push(item);
    return [];
  }
}

/** What went wrong with one record, its line named in the sentence. */
export function recordFailure(
  error: unknown,
  line: number,
): { code: ReturnType<typeof toFailure>["code"]; message: string; line: number } {
  if (error instanceof SyntaxError) {
    return { code: "bad-record", message: `line ${line} is not valid JSON: ${firstWords(error.message)}`, line };
  }
  const { code, message } = toFailure(error, line);
  return { code, message: /\bline \d/u.test(message) ? message : `line ${line}: ${message}`, line };
}

function readValues(record: object, mapping: RecordMapping): RecordValues {
  const values: RecordValues = {};
  for (const [field, path] of Object.entries(mapping) as [RecordField, string][]) {
    values[field] = toText(readPath(record, path), field === "text" ? "\n\n" : ", ");
  }
  return values;
}

function describe(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : `a ${typeof value}`;
}

/** JSON.parse quotes what it stumbled over, which may be long or hold controls. */
function firstWords(message: string): string {
  const line = message
    .replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, " ")
    .toWellFormed()
    .replace(/ \(line \d+ column \d+\)$/u, "");
  return line.length > 160 ? `${line.slice(0, 159)}…` : line;
}
