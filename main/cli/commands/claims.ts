import { ClaimGrouping } from "../../../app/claims/model.ts";
import type { Input, Output } from "../../../app/contract/index.ts";
import { type Command, type Context, oneOf } from "../command.ts";
import { filterOptions, filterUsage, readFilter } from "../filters.ts";
import { allRows, claimDocument, claimLine, mapRows } from "../rows.ts";

type Filter = NonNullable<Input<"claims.list">["filter"]>;
type Group = Output<"claims.groups">[number];

export const claimsCommand: Command = {
  name: "claims",
  usage: `claims --case FILE ${filterUsage}\n                [--group-by ${ClaimGrouping.options.join("|")}]`,
  summary:
    "list the claims, all or those that a filter leaves; grouped, each names its group and stands in every group it is in",
  options: ["case", "group-by", ...filterOptions],
  listsByAnalyst: true,
  words: false,
  async run(context) {
    const typed = context.typed.one("group-by");
    const groupBy = typed === undefined ? undefined : oneOf("group-by", typed, ClaimGrouping.options);
    const find = readFilter(context);
    await context.openCase();
    const filter = await find();
    if (groupBy) {
      await context.print.list(
        grouped(context, filter, groupBy),
        (claim) => `${claim.group.label ?? "–"}\t${claimLine(claim)}`,
      );
      return true;
    }
    const rows = allRows(async (window) => (await context.client().call("claims.list", { filter, ...window })).rows);
    await context.print.list(mapRows(rows, claimDocument), claimLine);
    return true;
  },
};

/** The claims group by group, each with the group that it stands in. */
async function* grouped(context: Context, filter: Filter, groupBy: ClaimGrouping) {
  const client = context.client();
  const groups = await client.call("claims.groups", { filter, by: groupBy });
  const rows = allRows(async (window) => (await client.call("claims.list", { filter, groupBy, ...window })).rows);
  let [group, ...rest]: Group[] = groups;
  let left = group?.count ?? 0;
  for await (const row of rows) {
    if (left === 0) {
      [group, ...rest] = rest;
      left = group?.count ?? 0;
    }
    left -= 1;
    yield { group: { value: group?.value ?? null, label: group?.label ?? null }, ...claimDocument(row) };
  }
}
