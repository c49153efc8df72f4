import type { BatchRow } from "../../../app/search/model.ts";
import type { Command } from "../command.ts";
import { short } from "../print.ts";
import { grantOut } from "../searching.ts";

export const searchBatchCommand: Command = {
  name: "search-batch",
  usage: "search-batch --case FILE QUERIES.csv [--out PATH]",
  summary: "search for each query of a table (column query, and name) and count what it finds; --out writes a table",
  options: ["case", "out"],
  words: true,
  async run(context) {
    const { typed } = context;
    const queries = typed.word("QUERIES.csv");
    const out = typed.one("out");
    const caseFile = await context.openCase();
    const { result } = await context.run("search.batch", {
      file: await context.grant(queries),
      ...(out === undefined ? {} : { to: await grantOut(context, out, caseFile), replace: true }),
    });
    await context.print.document(result, ({ rows, path, losses }) => [
      ["articles", "families", "alone", "claims", "first", "last", "query"].join("\t"),
      ...rows.map(rowText),
      ...(path === null ? [] : [`${rows.length} queries to ${path}`]),
      ...losses.map(({ kind, count, explanation }) => `not carried\t${kind}\t${count}\t${explanation}`),
    ]);
    return result.rows.every(({ error }) => error === null);
  },
};

function rowText({ name, query, articles, families, alone, claims, first, last, error }: BatchRow): string {
  const asked = name === null ? short(query) : `${name}: ${short(query)}`;
  if (error) return `wrong\t${asked}\t${error.message} (at ${error.position})`;
  return [articles, families, alone, claims, first?.slice(0, 10) ?? "–", last?.slice(0, 10) ?? "–", asked].join("\t");
}
