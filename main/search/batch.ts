import { Refusal } from "../../app/contract/errors.ts";
import type { Output, ParsedInput } from "../../app/contract/index.ts";
import { LARGEST_BATCH, LONGEST_QUERY } from "../../app/search/batches.ts";
import type { BatchRow } from "../../app/search/model.ts";
import { parseQuery } from "../../app/search/query.ts";
import { foldText } from "../../app/text/fold.ts";
import type { Desk } from "../desk.ts";
import type { Files } from "../files.ts";
import type { JobContext } from "../jobs.ts";
import { searchCounts } from "../store/search-counts.ts";
import type { Tables } from "./tables.ts";

type Asked = Pick<BatchRow, "name" | "query" | "line">;

/** How columns are headed, folded; Arabic as in the table that is written. */
const heads = {
  query: ["query", "queries", "search", "استعلام", "الاستعلام", "بحث", "البحث"],
  name: ["name", "label", "title", "اسم", "الاسم"],
};
const folded = (cell: string): string => foldText(cell).trim();
const columnOf = (cells: readonly string[], names: readonly string[]): number =>
  cells.findIndex((cell) => names.map(folded).includes(folded(cell)));

/** The quote that keeps a spreadsheet from running a cell is no part of the query (`-word`). */
const asTyped = (cell: string): string => cell.replace(/^'(?=[=+\-@])/, "");

/** The queries of a table, by its header or by the place of the column; rows without one are passed over. */
export function queriesOf(path: string, rows: ReturnType<Tables["read"]>): Asked[] {
  const [header, ...others] = rows;
  if (!header) return [];
  const named = { query: columnOf(header.cells, heads.query), name: columnOf(header.cells, heads.name) };
  const hasHeader = named.query !== -1;
  const most = Math.max(...rows.map(({ cells }) => cells.length));
  if (!hasHeader && most > 2)
    throw new Refusal(
      "needs-mapping",
      `${path}: of ${most} columns none is headed "query"; head it so, or leave one column, or two: query and name`,
    );
  const places = hasHeader ? named : { query: 0, name: 1 };
  return (hasHeader ? others : rows).flatMap(({ line, cells }) => {
    const query = asTyped(cells[places.query] ?? "");
    const name = cells[places.name] ?? "";
    return query === "" ? [] : [{ name: name === "" ? null : name, query, line }];
  });
}

const nothing = { articles: null, families: null, alone: null, claims: null, first: null, last: null };

/** What is wrong with a query; null where nothing is. */
function errorOf(query: string): BatchRow["error"] {
  if (query.length > LONGEST_QUERY)
    return {
      reason: "too-long",
      message: `the query has ${query.length} signs; ${LONGEST_QUERY} are the most`,
      position: LONGEST_QUERY,
    };
  const read = parseQuery(query);
  if (read.ok) return null;
  const { reason, message, position, field, values } = read.error;
  return {
    reason,
    message,
    position,
    ...(field === undefined ? {} : { field }),
    ...(values === undefined ? {} : { values: [...values] }),
  };
}

const columns = ["name", "query", "line", "articles", "families", "alone", "claims", "first", "last", "error", "at"];

const cellsOf = (row: BatchRow): string[] =>
  [
    row.name,
    row.query,
    row.line,
    row.articles,
    row.families,
    row.alone,
    row.claims,
    row.first,
    row.last,
    row.error?.message,
    // People count from one.
    row.error && row.error.position + 1,
  ].map((cell) => (cell === null || cell === undefined ? "" : String(cell)));

/** Searches for one query after the other and counts. */
export async function runBatch(
  desk: Desk,
  files: Files,
  tables: Tables,
  { file, queries, to, replace }: ParsedInput<"search.batch">,
  context: JobContext,
): Promise<Output<"search.batch">> {
  const db = desk.read();
  const path = file === undefined ? null : files.resolve(file);
  const target = to === undefined ? null : files.resolve(to);
  const asked: Asked[] = [
    ...(path === null ? [] : queriesOf(path, tables.read(path, LARGEST_BATCH))),
    ...queries.map(({ name, query }) => ({ name, query, line: null })),
  ];
  const rows: BatchRow[] = [];
  for (const one of asked) {
    if (context.stopped()) return { rows, path: null, losses: [] };
    const error = errorOf(one.query);
    rows.push({ ...one, ...(error ? nothing : searchCounts(db, one.query)), error });
    context.report(rows.length, asked.length, one.name ?? one.query.slice(0, 100));
    await context.breathe();
  }
  if (target === null) return { rows, path: null, losses: [] };
  const losses = await tables.write(target, replace, columns, async (write) => write(rows.map(cellsOf)));
  return { rows, path: target, losses };
}
