import type { Encoding } from "../../../app/articles/encodings.ts";
import type { RecordField, RecordMapping } from "../../../app/articles/model.ts";
import { decodeAs, decodeBytes, decodeRecord } from "./decode.ts";
import { proposeMapping, recordFields } from "./fields.ts";
import { HEAD_BYTES, readHead } from "./files.ts";
import { type RawField, type RawRecord, readRawRecords, type Split, type Splitter, wholeCharacters } from "./lines.ts";
import { recordFailure, type RecordValues, toArticle } from "./records.ts";
import { type Importer, ImportProblem, type SourceFile, toFailure } from "./types.ts";

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const delimiters = [",", ";", "\t", "|"] as const;
/** What a spreadsheet writes before the header to name its delimiter. */
const delimiterLine = /^\ufeff?sep=(.)\r?\n/u;

/** Tables with a header row: RFC 4180, any of four delimiters, line ends within quotes, any encoding. */
export const csvImporter: Importer = {
  kind: "csv",
  async *readFile(file, { mapping: byHand, encoding: told }) {
    try {
      const rows = readRows(file, told);
      const header = rows.next();
      if (header.done) throw new ImportProblem("no-text", "the table is empty");
      if (header.value.problem) throw header.value.problem;
      const columns = nameColumns(
        header.value.row.fields.map((field) => readField(header.value.row, field, header.value.row.encoding)),
      );
      const mapping = proposeMapping(columns, byHand);
      const places = placeColumns(columns, mapping);
      let count = 0;
      for (const { row, problem } of rows) {
        count++;
        try {
          if (problem) throw problem;
          const original = row.bytes;
          const { encoding } = decodeRecord(original, row.encoding, told);
          checkWidth(row.fields.length, columns.length);
          const values: RecordValues = {};
          for (const [field, column] of places) {
            const cell = row.fields[column];
            values[field] = cell ? readField(row, cell, encoding) : null;
          }
          yield { article: await toArticle(values, { path: file.path, line: row.line, original, encoding }) };
        } catch (error) {
          yield { failure: recordFailure(error, row.line) };
        }
      }
      if (count === 0) throw new ImportProblem("no-text", "the table has a header but no rows");
    } catch (error) {
      yield { failure: toFailure(error) };
    }
  },
};

interface Row {
  row: RawRecord & { encoding: string };
  problem: ImportProblem | null;
}

/** Whether nothing stands in any cell: spreadsheets write such rows below the last, and above the header. */
const isBlank = (row: Row["row"]): boolean =>
  row.fields.every((field) => readField(row, field, row.encoding).trim() === "");

/** The rows of a table in which anything stands, the header first. */
export function* readRows(file: SourceFile, told?: Encoding): Generator<Row> {
  const head = decodeBytes(wholeCharacters(readHead(file, HEAD_BYTES)), "text", told).text;
  const named = delimiterLine.exec(head)?.[1];
  let skip = named === undefined ? 0 : 1;
  for (const row of readRawRecords(file, splitRows(named ?? findDelimiter(head)), told)) {
    if (skip-- > 0 || (!row.problem && isBlank(row))) continue;
    yield { row, problem: row.problem };
  }
}

/** A cell's text: decoded, its doubled quotes undone. */
export function readField(row: RawRecord, { start, end, quoted }: RawField, encoding: string): string {
  const text = decodeAs(row.bytes.subarray(start, end), encoding);
  return quoted && text.includes('""') ? text.replaceAll('""', '"') : text;
}

/** Names of columns, each once: an empty one is called by its number, a second one of a name is numbered. */
export function nameColumns(header: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return header.map((cell, i) => {
    const name = cell.replace(/^\ufeff/u, "").trim() || `column ${i + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

/** The fields that are mapped, with the place of the column of each. Throws `ImportProblem` (needs-mapping) for the header on `line`. */
export function placeColumns(columns: string[], mapping: RecordMapping, line = 1): [RecordField, number][] {
  const missing = Object.values(mapping).find((name) => !columns.includes(name));
  const list = columns.slice(0, 20).join(", ");
  if (missing !== undefined)
    throw new ImportProblem("needs-mapping", `there is no column ${missing}; the columns are: ${list}`, line);
  if (mapping.text === undefined) {
    throw new ImportProblem("needs-mapping", `no column was recognised as the text; the columns are: ${list}`, line);
  }
  return recordFields.flatMap((field): [RecordField, number][] => {
    const name = mapping[field];
    return name === undefined ? [] : [[field, columns.indexOf(name)]];
  });
}

/** A row with other cells than the header has was cut or broken: reading it would put a value in another's place. */
function checkWidth(cells: number, columns: number): void {
  if (cells === columns) return;
  throw new ImportProblem(
    "bad-record",
    `the row has ${cells} ${cells === 1 ? "cell" : "cells"}, the header ${columns}`,
  );
}

/** The delimiter that the header has most of, outside quotes. */
function findDelimiter(head: string): string {
  const counts = new Map<string, number>();
  let quoted = false;
  for (const character of head) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === "\n" || character === "\r")) break;
    else if (!quoted) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return delimiters.reduce((best, next) => ((counts.get(next) ?? 0) > (counts.get(best) ?? 0) ? next : best));
}

/**
 * Splits rows of a table. A quote opens a field only at its beginning; one within a field that is not doubled is taken
 * as written, as spreadsheets do, but only within a line: beyond it nobody can say where the row ends. Such a row, and
 * one whose quote is never closed, is a problem of its first line alone; reading goes on with the next.
 */
function splitRows(delimiter: string): Splitter {
  const separator = delimiter.charCodeAt(0);
  return (bytes, from, ended) => {
    const fields: RawField[] = [];
    let lines = 0;
    let at = from;
    while (true) {
      let end: number;
      if (bytes[at] === QUOTE) {
        const field = splitQuoted(bytes, at, separator, ended);
        if (field === null) return null;
        if (field.problem !== null) return brokenRow(bytes, from, field.problem);
        fields.push({ start: at + 1 - from, end: field.close - from, quoted: true });
        lines += field.lines;
        end = field.end;
      } else {
        end = at;
        while (end < bytes.length && bytes[end] !== separator && bytes[end] !== LF && bytes[end] !== CR) end++;
        fields.push({ start: at - from, end: end - from, quoted: false });
      }
      if (end < bytes.length && bytes[end] === separator) {
        at = end + 1;
        continue;
      }
      if (end >= bytes.length - 1 && !ended) return null;
      const next = bytes[end] === CR && bytes[end + 1] === LF ? end + 2 : Math.min(end + 1, bytes.length);
      return { end, next, lines: lines + 1, fields, problem: null };
    }
  };
}

/** A quoted field: where its closing quote stands and where its delimiter or line end. */
function splitQuoted(
  bytes: Uint8Array,
  open: number,
  separator: number,
  ended: boolean,
): { close: number; end: number; lines: number; problem: string | null } | null {
  const broken = (problem: string) => ({ close: open, end: open, lines: 0, problem });
  let stray = false;
  let at = open + 1;
  while (true) {
    const quote = bytes.indexOf(QUOTE, at);
    if (quote < 0 || (quote + 1 >= bytes.length && !ended)) {
      return ended ? broken("a quoted cell begins here and is never closed") : null;
    }
    if (bytes[quote + 1] === QUOTE) {
      at = quote + 2;
      continue;
    }
    let end = quote + 1;
    while (bytes[end] === SPACE) end++;
    if (end >= bytes.length && !ended) return null;
    const closes = end >= bytes.length || bytes[end] === separator || bytes[end] === LF || bytes[end] === CR;
    stray ||= !closes;
    const lines = stray || closes ? countLines(bytes.subarray(open, quote)) : 0;
    if (stray && lines > 0) return broken("a quote within a cell of several lines is not doubled");
    if (closes) return { close: quote, end, lines, problem: null };
    at = quote + 1;
  }
}

function countLines(cell: Uint8Array): number {
  let count = 0;
  for (let at = cell.indexOf(LF); at >= 0; at = cell.indexOf(LF, at + 1)) count++;
  if (count === 0) for (let at = cell.indexOf(CR); at >= 0; at = cell.indexOf(CR, at + 1)) count++;
  return count;
}

/** Gives up the first line of what cannot be read as a row. */
function brokenRow(bytes: Uint8Array, from: number, problem: string): Split {
  const found = bytes.indexOf(LF, from);
  const end = found < 0 ? bytes.length : found;
  return { end, next: Math.min(end + 1, bytes.length), lines: 1, fields: [], problem };
}
