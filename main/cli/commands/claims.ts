import type { Command } from "../command.ts";
import { filterOptions, filterUsage, readFilter } from "../filters.ts";
import { grades, short } from "../print.ts";
import { allRows, chainText, claimDocument, mapRows } from "../rows.ts";

export const claimsCommand: Command = {
  name: "claims",
  usage: `claims --case FILE ${filterUsage}`,
  summary: "list the claims, all or those that a filter leaves",
  options: ["case", ...filterOptions],
  words: false,
  async run(context) {
    await context.openCase();
    const filter = await readFilter(context);
    const rows = allRows(async (window) => (await context.client().call("claims.list", { filter, ...window })).rows);
    await context.print.list(
      mapRows(rows, claimDocument),
      (c) =>
        `${c.id}\t${grades(c.reliability, c.credibility)}\t${chainText(c)}\t${short(c.statement ?? c.spans[0]?.quote ?? "")}`,
    );
    return true;
  },
};
