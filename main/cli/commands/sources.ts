import type { Input } from "../../../app/contract/index.ts";
import { SourceKind, type SourceRow } from "../../../app/sources/model.ts";
import { type Command, type Context, oneOf, type Typed } from "../command.ts";
import { definite } from "../filters.ts";
import { allRows, mapRows } from "../rows.ts";
import { findSource } from "../source-names.ts";

/** A source as the command line prints it; every key is always there, *not graded* is null. */
export const sourceDocument = (row: SourceRow) => ({
  id: row.id,
  name: row.name,
  aliases: row.aliases,
  kind: row.kind,
  affiliation: row.affiliation?.name ?? null,
  country: row.country,
  language: row.language,
  claims: row.claims,
  origins: row.origins,
  lastUsed: row.lastUsed,
  reliability: row.reliability,
});
type SourceDocument = ReturnType<typeof sourceDocument>;

export const sourceLine = (s: SourceDocument): string =>
  `${s.id}\t${s.reliability ?? "–"}\t${s.claims} claims\t${s.kind}\t${[s.name, ...s.aliases].join(" / ")}`;

/** Prints one source. */
export const showSource = (context: Context, row: SourceRow): Promise<void> =>
  context.print.document(sourceDocument(row), (document) => [sourceLine(document)]);

type Filter = NonNullable<Input<"sources.list">["filter"]>;

const some = <Value>(values: Value[]): Value[] | undefined => (values.length > 0 ? values : undefined);
const orNull = (text: string): string | null => (text === "none" ? null : text);

async function readFilter(context: Context, typed: Typed): Promise<Filter> {
  const affiliations: (string | null)[] = [];
  for (const name of typed.all("affiliation"))
    affiliations.push(name === "none" ? null : (await findSource(context.client(), name)).id);
  return definite({
    text: typed.one("text"),
    kinds: some(typed.all("kind").map((kind) => oneOf("kind", kind, SourceKind.options))),
    affiliations: some(affiliations),
    reliability: some(typed.all("reliability")),
    countries: some(typed.all("country").map(orNull)),
    languages: some(typed.all("language").map(orNull)),
  });
}

export const sourcesCommand: Command = {
  name: "sources",
  usage: `sources --case FILE [--text NAME] [--kind KIND] [--affiliation SOURCE|none] [--reliability A…F|none]
                [--country XX|none] [--language ar|none]`,
  summary: "list the sources with their names, claims and current letter",
  options: ["case", "text", "kind", "affiliation", "reliability", "country", "language"],
  words: false,
  async run(context) {
    const { typed } = context;
    await context.openCase();
    const filter = await readFilter(context, typed);
    const rows = allRows(async (window) => (await context.client().call("sources.list", { filter, ...window })).rows);
    await context.print.list(mapRows(rows, sourceDocument), sourceLine);
    return true;
  },
};
