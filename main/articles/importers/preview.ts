import type { RecordMapping, RecordPreview } from "../../../app/articles/model.ts";
import { Refusal } from "../../../app/contract/errors.ts";
import { nameColumns, readField, readRows } from "./csv.ts";
import { decodeRecord } from "./decode.ts";
import { listPaths, isObject, proposeMapping, readPath, toText } from "./fields.ts";
import { importerFor } from "./formats.ts";
import { findRecords, openDocument } from "./json.ts";
import { readRawRecords, splitLine } from "./lines.ts";
import { findTables, type Sheet, tableToMap } from "./sheets.ts";
import { ImportProblem, toFailure } from "./types.ts";

const ROWS = 20;
/** Rows of a sheet that are read for a preview: there may be empty ones before the header. */
const SHEET_ROWS = 100;
/** How much of a value is shown, in UTF-16 units, and how many columns. */
const SHOWN = 200;
const COLUMNS = 100;

/**
 * The columns of a table, or the property paths of JSON records, with the first rows and the mapping that the names
 * suggest (`mapping` by hand goes before). Throws `Refusal` (unsupported-format, unreadable-file, …).
 */
export async function previewRecords(path: string, mapping?: RecordMapping): Promise<RecordPreview> {
  const kind = importerFor(path)?.kind;
  try {
    if (kind === "csv") return previewTable(path, mapping);
    if (kind === "xlsx")
      return previewSheets(await (await import("./xlsx.ts")).readXlsx({ path }, SHEET_ROWS), mapping);
    if (kind === "ods") return previewSheets(await (await import("./ods.ts")).readOds({ path }, SHEET_ROWS), mapping);
    if (kind === "jsonl") return previewObjects(readLines(path), mapping);
    if (kind === "json") return previewObjects(readDocument(path, mapping), mapping);
  } catch (error) {
    const { code, message } = toFailure(error);
    throw new Refusal(code, message);
  }
  throw new Refusal("unsupported-format", "this kind of file has no columns or properties to map");
}

function previewTable(path: string, byHand: RecordMapping | undefined): RecordPreview {
  const rows: string[][] = [];
  let columns: string[] | null = null;
  for (const { row, problem } of readRows({ path })) {
    if (problem) continue;
    const { encoding } = decodeRecord(row.bytes, row.encoding);
    const cells = row.fields.slice(0, COLUMNS).map((field) => readField(row, field, encoding));
    if (columns === null) columns = nameColumns(cells);
    else if (rows.push(columns.map((_, i) => show(cells[i] ?? ""))) >= ROWS) break;
  }
  if (columns === null) throw new ImportProblem("no-text", "the table is empty");
  return { columns, rows, proposed: proposeMapping(columns, byHand) };
}

function previewSheets(sheets: readonly Sheet[], byHand: RecordMapping | undefined): RecordPreview {
  const table = tableToMap(findTables(sheets), byHand);
  const columns = table.columns.slice(0, COLUMNS);
  const filled = table.rows.filter((row) => row.some((cell) => cell.trim() !== ""));
  const rows = filled.slice(0, ROWS).map((row) => columns.map((_, i) => show(row[i] ?? "")));
  return { columns, rows, proposed: proposeMapping(columns, byHand) };
}

function previewObjects(records: Iterable<string>, byHand: RecordMapping | undefined): RecordPreview {
  const objects: object[] = [];
  for (const json of records) {
    const value = parse(json);
    if (value === null) continue;
    if (objects.push(value) >= ROWS) break;
  }
  const columns = [...new Set(objects.flatMap(listPaths))].slice(0, COLUMNS);
  if (columns.length === 0) throw new ImportProblem("unreadable-file", "there is no record in it");
  const rows = objects.map((object) => columns.map((path) => show(toText(readPath(object, path)) ?? "")));
  return { columns, rows, proposed: proposeMapping(columns, byHand) };
}

function parse(json: string): object | null {
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function* readLines(path: string): Generator<string> {
  for (const { bytes, problem, encoding } of readRawRecords({ path }, splitLine)) {
    if (!problem) yield decodeRecord(bytes, encoding).text;
  }
}

function* readDocument(path: string, mapping: RecordMapping | undefined): Generator<string> {
  const { bytes, units, width, encoding } = openDocument({ path });
  for (const { start, end } of findRecords(units, mapping?.text !== undefined)) {
    yield decodeRecord(bytes.subarray(start * width, end * width), encoding).text;
  }
}

function show(value: string): string {
  const text = value.toWellFormed();
  return text.length > SHOWN ? `${text.slice(0, SHOWN - 1).replace(/[\ud800-\udbff]$/u, "")}…` : text;
}
