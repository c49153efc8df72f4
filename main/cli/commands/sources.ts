import type { Command } from "../command.ts";
import { allRows, mapRows } from "../rows.ts";

export const sourcesCommand: Command = {
  name: "sources",
  usage: "sources --case FILE",
  summary: "list the sources with their names, claims and current letter",
  options: ["case"],
  words: false,
  async run(context) {
    await context.openCase();
    const rows = allRows(async (window) => (await context.client().call("sources.list", window)).rows);
    const documents = mapRows(rows, ({ id, name, aliases, kind, affiliation, claims, reliability }) => ({
      id,
      name,
      aliases,
      kind,
      affiliation: affiliation?.name ?? null,
      claims,
      reliability,
    }));
    await context.print.list(
      documents,
      (s) => `${s.id}\t${s.reliability ?? "–"}\t${s.claims} claims\t${s.kind}\t${[s.name, ...s.aliases].join(" / ")}`,
    );
    return true;
  },
};
