import { Refusal } from "../../../app/contract/errors.ts";
import { readField, readRows } from "./csv.ts";
import { openRegular, tooLarge } from "./files.ts";
import { ImportProblem } from "./types.ts";

/** One row of a table that is no collection of articles. */
export interface TableRow {
  /** 1-based line that it begins on. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * The rows of a table as any other is imported: RFC 4180, any of four delimiters, any encoding; for other features, handed
 * in by the backend. Refuses a file of more than `limit` bytes, a row that is broken, and what is no text.
 */
export function readTable(path: string, limit: number): TableRow[] {
  try {
    const file = openRegular({ path });
    file.close();
    if (file.bytes > limit) throw tooLarge("it", file.bytes, limit);
    const rows: TableRow[] = [];
    for (const { row, problem } of readRows({ path })) {
      if (problem) throw problem;
      rows.push({ line: row.line, cells: row.fields.map((field) => readField(row, field, row.encoding).trim()) });
    }
    return rows;
  } catch (error) {
    if (error instanceof ImportProblem) {
      const where = error.line === null ? path : `${path}, line ${error.line}`;
      throw new Refusal(error.code, `${where}: ${error.message}`);
    }
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      throw new Refusal("file-missing", `${path} is not there`);
    throw error;
  }
}
