import type { Input } from "../../../app/contract/index.ts";
import { SourceKind } from "../../../app/sources/model.ts";
import { type Command, type Context, oneOf, type OptionName, type Typed, UsageError } from "../command.ts";
import { definite } from "../filters.ts";
import { findSource } from "../source-names.ts";
import { showSource } from "./sources.ts";

type Facts = Omit<Input<"sources.add">, "names">;
type Names = Input<"sources.add">["names"];

const factOptions = [
  "kind",
  "affiliation",
  "role",
  "since",
  "country",
  "language",
  "link",
  "descriptor",
  "notes",
] as const satisfies readonly OptionName[];

const FACTS = `[--kind KIND] [--affiliation SOURCE] [--role TEXT] [--since DATE]
                [--country XX] [--language ar] [--link URL]… [--descriptor TEXT] [--notes TEXT]`;

/** The facts that were typed; an empty text is none. */
async function readFacts(context: Context, typed: Typed): Promise<Facts> {
  const fact = (name: OptionName & (typeof factOptions)[number]): string | null | undefined => {
    const given = typed.one(name);
    return given === "" ? null : given;
  };
  const [kind, affiliation] = [typed.one("kind"), fact("affiliation")];
  const links = typed.all("link").filter((url) => url !== "");
  return given({
    kind: kind === undefined ? undefined : oneOf("kind", kind, SourceKind.options),
    affiliationId: affiliation ? (await findSource(context.client(), affiliation)).id : affiliation,
    affiliationRole: fact("role"),
    affiliationSince: fact("since"),
    country: fact("country"),
    language: fact("language"),
    links: typed.all("link").length > 0 ? links.map((url) => ({ label: null, url })) : undefined,
    descriptor: fact("descriptor"),
    notes: fact("notes"),
  });
}

/** What is undefined was not typed; null was. */
const given = (facts: { [K in keyof Facts]: Facts[K] | undefined }): Facts =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));

/** Names with their languages, as they are written. */
function readNames(text: string | undefined): Names | undefined {
  if (text === undefined) return undefined;
  let names: unknown;
  try {
    names = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`--names is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!Array.isArray(names)) throw new UsageError('--names is a list: [{"text": "…", "language": "ar"}]');
  return names.map((name: Partial<Names[number]>) => ({ text: name.text ?? "", language: name.language ?? null }));
}

const plain = (names: readonly string[]): Names => names.map((text) => ({ text, language: null }));

export const sourceAddCommand: Command = {
  name: "source add",
  usage: `source add --case FILE (NAME… | --names JSON) ${FACTS}`,
  summary: 'make a source; the first name is shown; --names is [{"text": "…", "language": "ar"}]',
  options: ["case", "analyst", "names", ...factOptions],
  words: true,
  async run(context) {
    const { typed } = context;
    const names = readNames(typed.one("names")) ?? plain(typed.words);
    if (names.length === 0) throw new UsageError("NAME is missing");
    await context.openCase();
    const facts = await readFacts(context, typed);
    await showSource(context, await context.client().call("sources.add", { names, ...facts }));
    return true;
  },
};

export const sourceEditCommand: Command = {
  name: "source edit",
  usage: `source edit --case FILE SOURCE [--names JSON] [--alias NAME]… ${FACTS}`,
  summary: "change what is known of a source (a name or an id); --alias adds a name, an empty text is none",
  options: ["case", "analyst", "names", "alias", ...factOptions],
  words: true,
  async run(context) {
    const { typed } = context;
    const source = typed.word("SOURCE");
    const [names, aliases] = [readNames(typed.one("names")), typed.all("alias")];
    await context.openCase();
    const client = context.client();
    const { id } = await findSource(client, source);
    const facts = await readFacts(context, typed);
    const all = names ?? (aliases.length > 0 ? (await client.call("sources.get", { id })).names : undefined);
    const change = { ...facts, ...definite({ names: all && [...all, ...plain(aliases)] }) };
    if (Object.keys(change).length === 0) throw new UsageError("say what to change");
    await showSource(context, await client.call("sources.edit", { id, ...change }));
    return true;
  },
};
