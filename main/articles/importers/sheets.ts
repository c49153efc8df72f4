import type { RecordField, RecordMapping } from "../../../app/articles/model.ts";
import { nameColumns, placeColumns } from "./csv.ts";
import { proposeMapping } from "./fields.ts";
import { recordFailure, type RecordValues, toArticle } from "./records.ts";
import { type ImportedItem, ImportProblem } from "./types.ts";

/** Most columns of a sheet that are looked at. */
export const MOST_COLUMNS = 1000;

/** A sheet of a workbook as text. The first of `rows` is the first row of the sheet, empty ones included. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

/** A sheet whose first row that is not empty names its columns. */
export interface Table {
  readonly name: string;
  readonly columns: string[];
  /** The index of the header among the rows of the sheet, and what follows it. */
  readonly header: number;
  readonly rows: readonly (readonly string[])[];
}

const isEmpty = (row: readonly string[]): boolean => row.every((cell) => cell.trim() === "");

/** The sheets that hold anything, as tables. Throws `ImportProblem` (no-text) where none does. */
export function findTables(sheets: readonly Sheet[]): Table[] {
  const tables = sheets.flatMap(({ name, rows }) => {
    const header = rows.findIndex((row) => !isEmpty(row));
    if (header < 0) return [];
    const below = rows.slice(header + 1);
    // Columns below which nothing stands, and that have no name, are none.
    let width = 0;
    for (const row of rows) {
      let length = Math.min(row.length, MOST_COLUMNS);
      while (length > width && (row[length - 1] ?? "").trim() === "") length -= 1;
      width = Math.max(width, length);
    }
    const names = Array.from({ length: width }, (_, i) => (rows[header]?.[i] ?? "").replaceAll(/\s+/gu, " "));
    return [{ name, columns: nameColumns(names), header, rows: below }];
  });
  if (tables.length === 0) throw new ImportProblem("no-text", "its sheets are empty");
  return tables;
}

/** Whether a table has the column that holds the text, and all others that were named by hand. */
const fits = ({ columns }: Table, byHand: RecordMapping): boolean => {
  const mapping = proposeMapping(columns, byHand);
  return mapping.text !== undefined && Object.values(mapping).every((name) => columns.includes(name));
};

/** The table whose columns are shown for mapping: the first that has a text, else the first. */
export const tableToMap = (tables: readonly Table[], byHand: RecordMapping = {}): Table =>
  tables.find((table) => fits(table, byHand)) ?? (tables[0] as Table);

/**
 * The rows of every sheet that has a text, each an article; without one that has, the file is given back for a mapping. No
 * bytes of a workbook are one row of it: what is kept as the original is the row as it was read, one JSON object with its
 * columns, in UTF-8. Of several sheets each is a member of the file, under its name. Throws `ImportProblem` (needs-mapping).
 */
export async function* readTables(
  tables: readonly Table[],
  path: string,
  byHand: RecordMapping = {},
): AsyncGenerator<ImportedItem> {
  const readable = tables.filter((table) => fits(table, byHand));
  if (readable.length === 0) {
    const { columns, header } = tableToMap(tables, byHand);
    placeColumns(columns, proposeMapping(columns, byHand), header + 1);
  }
  let count = 0;
  for (const table of readable) {
    const member = tables.length > 1 ? { member: table.name } : {};
    for await (const item of readTable(table, path, byHand)) {
      count += 1;
      yield { ...item, ...member };
    }
  }
  if (count === 0) throw new ImportProblem("no-text", "the table has a header but no rows");
}

async function* readTable(
  { columns, header, rows }: Table,
  path: string,
  byHand: RecordMapping,
): AsyncGenerator<ImportedItem> {
  const mapped = Object.entries(proposeMapping(columns, byHand)) as [RecordField, string][];
  for (const [index, row] of rows.entries()) {
    if (isEmpty(row)) continue;
    const line = header + index + 2;
    try {
      const values: RecordValues = {};
      for (const [field, name] of mapped) values[field] = row[columns.indexOf(name)] ?? null;
      const original = Buffer.from(JSON.stringify(asRecord(columns, row)));
      yield { article: await toArticle(values, { path, line, original, encoding: "utf-8" }) };
    } catch (error) {
      yield { failure: recordFailure(error, line) };
    }
  }
}

/** A row by its columns, without cells that are empty. */
function asRecord(columns: readonly string[], row: readonly string[]): Record<string, string> {
  const cells = columns.flatMap((name, i): [string, string][] => (row[i] ? [[name, row[i].toWellFormed()]] : []));
  return Object.fromEntries(cells);
}
