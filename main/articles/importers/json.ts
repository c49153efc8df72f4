import type { Encoding } from "../../../app/articles/encodings.ts";
import { decodeRecord, findEncoding } from "./decode.ts";
import { foldFieldName, proposeMapping } from "./fields.ts";
import { readBytes } from "./files.ts";
import { MARK, narrowUtf16 } from "./lines.ts";
import { RecordReader } from "./records.ts";
import { type Importer, type ImportedItem, ImportProblem, type SourceFile, toFailure } from "./types.ts";

/** Largest JSON document, in bytes; larger collections come as JSON Lines, which are read in a stream. */
const LIMIT = 64 * 1024 * 1024;
/** Properties of a document that may hold its list of records. */
const lists = [
  "articles",
  "items",
  "data",
  "records",
  "results",
  "documents",
  "docs",
  "entries",
  "posts",
  "المقالات",
  "الأخبار",
];

/** One JSON document: a list of records, an object with such a list, or one record. */
export const jsonImporter: Importer = {
  kind: "json",
  async *readFile(file, { mapping, encoding: told }) {
    try {
      const document = openDocument(file, told);
      const reader = new RecordReader(mapping);
      const { bytes, encoding } = document;
      let count = 0;
      for (const { start, end, line, whole } of findRecords(document.units, mapping?.text !== undefined)) {
        count++;
        const original = whole ? bytes : bytes.subarray(start * document.width, end * document.width);
        const decoded = decodeRecord(bytes.subarray(start * document.width, end * document.width), encoding, told);
        const items = await reader.read(decoded.text, { path: file.path, line, original, encoding: decoded.encoding });
        yield* whole ? items.map(asWholeFile) : items;
        if (reader.givenUp) return;
      }
      yield* reader.end();
      if (count === 0) throw new ImportProblem("no-text", "there is no record in it");
    } catch (error) {
      yield { failure: toFailure(error) };
    }
  },
};

/** A document as bytes and as one byte a unit, by which its structure is found. */
export function openDocument(
  file: SourceFile,
  told?: Encoding,
): { bytes: Buffer; units: Buffer; width: number; encoding: string } {
  const bytes = readBytes(file, LIMIT);
  const encoding = told ?? findEncoding(bytes);
  const wide = encoding.startsWith("utf-16");
  return { bytes, units: wide ? narrowUtf16(bytes, encoding) : bytes, width: wide ? 2 : 1, encoding };
}

/** A document that is one record is known by its path, like a text. */
function asWholeFile(item: ImportedItem): ImportedItem {
  return "article" in item ? { article: { ...item.article, key: null, line: null } } : item;
}

export interface RecordSpan {
  start: number;
  end: number;
  line: number;
  whole: boolean;
}

/**
 * Where the records of a JSON document stand, found without parsing it as a whole: each is parsed by itself, so that
 * its bytes are known, one bad record spoils no other, and a document that was cut off gives what is complete.
 * Throws `ImportProblem` where its structure breaks, after the records before.
 */
export function* findRecords(units: Uint8Array, textIsNamed: boolean): Generator<RecordSpan> {
  const scanner = new Scanner(units);
  const start = scanner.skipSpace(units[0] === MARK ? 1 : hasUtf8Mark(units) ? 3 : 0);
  if (start >= units.length) return;
  if (units[start] === OPEN_LIST) {
    yield* scanner.members(start);
    return;
  }
  if (units[start] !== OPEN_OBJECT)
    throw new ImportProblem("bad-record", "it holds neither a record nor a list of records");
  const list = scanner.findList(start, textIsNamed);
  if (list !== null) yield* scanner.members(list);
  else yield { start, end: trimEnd(units), line: scanner.lineAt(start), whole: true };
}

const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;

const hasUtf8Mark = (bytes: Uint8Array): boolean => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
const isSpace = (unit: number | undefined): boolean => unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09;

function trimEnd(units: Uint8Array): number {
  let end = units.length;
  while (end > 0 && isSpace(units[end - 1])) end--;
  return end;
}

class Scanner {
  private readonly units: Uint8Array;
  private line = 1;
  private counted = 0;

  constructor(units: Uint8Array) {
    this.units = units;
  }

  /** 1-based line of an offset; offsets must not go back. */
  lineAt(offset: number): number {
    for (
      let at = this.units.indexOf(0x0a, this.counted);
      at >= 0 && at < offset;
      at = this.units.indexOf(0x0a, at + 1)
    ) {
      this.line++;
      this.counted = at + 1;
    }
    return this.line;
  }

  skipSpace(from: number): number {
    let at = from;
    while (isSpace(this.units[at])) at++;
    return at;
  }

  *members(open: number): Generator<RecordSpan> {
    let at = this.skipSpace(open + 1);
    while (this.units[at] !== CLOSE_LIST) {
      const line = this.lineAt(at);
      const end = this.skipValue(at);
      yield { start: at, end, line, whole: false };
      at = this.skipSpace(end);
      if (this.units[at] === COMMA) at = this.skipSpace(at + 1);
      else if (this.units[at] !== CLOSE_LIST) throw this.broken(at);
    }
  }

  /** The list of records within an object, by the name of its property; null for an object that is a record itself. */
  findList(open: number, textIsNamed: boolean): number | null {
    const found = new Map<string, number>();
    const names: string[] = [];
    let at = this.skipSpace(open + 1);
    while (this.units[at] === QUOTE) {
      const end = this.skipString(at);
      const name = this.nameAt(at, end);
      at = this.skipSpace(end);
      if (this.units[at] !== COLON) return this.firstList(found);
      at = this.skipSpace(at + 1);
      names.push(name);
      // Records are objects: a list of anything else is a property of a record.
      if (this.units[at] === OPEN_LIST && this.units[this.skipSpace(at + 1)] === OPEN_OBJECT)
        found.set(foldFieldName(name), at);
      const value = this.tryValue(at);
      if (value === null) return this.firstList(found);
      at = this.skipSpace(value);
      if (this.units[at] !== COMMA) break;
      at = this.skipSpace(at + 1);
    }
    if (!textIsNamed && proposeMapping(names.filter((name) => !found.has(foldFieldName(name)))).text !== undefined)
      return null;
    return this.firstList(found);
  }

  private firstList(found: Map<string, number>): number | null {
    for (const name of lists) {
      const at = found.get(foldFieldName(name));
      if (at !== undefined) return at;
    }
    return found.size === 1 ? ([...found.values()][0] ?? null) : null;
  }

  private nameAt(start: number, end: number): string {
    try {
      return String(JSON.parse(Buffer.from(this.units.subarray(start, end)).toString("utf8")));
    } catch {
      return "";
    }
  }

  private tryValue(from: number): number | null {
    try {
      return this.skipValue(from);
    } catch {
      return null;
    }
  }

  /** Where the value that begins at `from` ends; what stands within it is not checked. */
  private skipValue(from: number): number {
    const first = this.units[from];
    if (first === QUOTE) return this.skipString(from);
    if (first === OPEN_LIST || first === OPEN_OBJECT) {
      let depth = 0;
      for (let at = from; at < this.units.length; at++) {
        const unit = this.units[at];
        if (unit === QUOTE) at = this.skipString(at) - 1;
        else if (unit === OPEN_LIST || unit === OPEN_OBJECT) depth++;
        else if ((unit === CLOSE_LIST || unit === CLOSE_OBJECT) && --depth === 0) return at + 1;
      }
      throw this.broken(this.units.length);
    }
    let at = from;
    while (
      at < this.units.length &&
      !isSpace(this.units[at]) &&
      this.units[at] !== COMMA &&
      this.units[at] !== CLOSE_LIST &&
      this.units[at] !== CLOSE_OBJECT
    )
      at++;
    if (at === from) throw this.broken(at);
    return at;
  }

  private skipString(from: number): number {
    for (let at = this.units.indexOf(QUOTE, from + 1); at >= 0; at = this.units.indexOf(QUOTE, at + 1)) {
      let escapes = 0;
      while (this.units[at - 1 - escapes] === BACKSLASH) escapes++;
      if (escapes % 2 === 0) return at + 1;
    }
    throw this.broken(this.units.length);
  }

  private broken(at: number): ImportProblem {
    const line = this.lineAt(at);
    const what =
      at >= this.units.length ? "the document ends within a value" : "the document is no valid JSON from here on";
    return new ImportProblem("unreadable-file", `line ${line}: ${what}`, line);
  }
}
