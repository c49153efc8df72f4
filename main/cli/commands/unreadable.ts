import type { Input, Output } from "../../../app/contract/index.ts";
import { type Command, UsageError } from "../command.ts";
import { definite } from "../filters.ts";
import { shownName } from "../print.ts";
import { readingOf, readingOptions } from "../reading.ts";
import { allRows } from "../rows.ts";
import { sayImported } from "./import.ts";

type Unreadable = Output<"articles.unreadable">["rows"][number];

const line = ({ id, reason, path, member, line: at, message, isKept }: Unreadable): string =>
  [
    id,
    reason,
    `${shownName(member === null ? path : `${path}/${member}`)}${at === null ? "" : `:${at}`}`,
    `${message}${isKept ? "" : " (not kept)"}`,
  ].join("\t");

/** What could not be read: what is still to be looked at, or what was left aside. */
export const unreadableCommand: Command = {
  name: "unreadable",
  usage: "unreadable --case FILE [--code CODE]… [--text WORDS] [--aside]",
  summary: "list what imports could not read, each with its reason; with --aside what was left aside",
  options: ["case", "code", "text", "aside"],
  words: false,
  async run(context) {
    const text = context.typed.one("text");
    const codes = context.typed.all("code");
    const filter: Input<"articles.unreadable">["filter"] = {
      leftAside: context.typed.flag("aside"),
      ...definite({ text }),
      ...(codes.length > 0 ? { codes } : {}),
    };
    await context.openCase();
    const rows = allRows(
      async (window) => (await context.client().call("articles.unreadable", { filter, ...window })).rows,
    );
    await context.print.list(rows, line);
    return true;
  },
};

export const unreadableReadCommand: Command = {
  name: "unreadable read",
  usage:
    "unreadable read --case FILE ID… [--encoding NAME] [--mapping text=COLUMN…] [--constant outlet=NAME]… [--pattern PATTERN] [--profile NAME]",
  summary: "read what could not be read again, from what the case keeps of it; what can be read comes in as an import",
  options: ["case", "analyst", ...readingOptions, "profile"],
  words: true,
  async run(context) {
    const { typed } = context;
    const ids = idsOf(typed.words);
    const [reading, profile] = [readingOf(typed), typed.one("profile")];
    await context.openCase();
    const { result } = await context.run("articles.readUnreadable", { ids, reading, ...definite({ profile }) });
    return sayImported(context, result, {});
  },
};

const turning = (name: string, aside: boolean, summary: string): Command => ({
  name: `unreadable ${name}`,
  usage: `unreadable ${name} --case FILE ID…`,
  summary,
  options: ["case", "analyst"],
  words: true,
  async run(context) {
    const ids = idsOf(context.typed.words);
    await context.openCase();
    const done = await context.client().call("articles.setUnreadableAside", { ids, aside });
    await context.print.document(done, ({ changed }) => [`${changed} ${aside ? "left aside" : "taken up again"}`]);
    return true;
  },
});

export const unreadableAsideCommand = turning("aside", true, "leave aside what nobody will read");
export const unreadableTakeUpCommand = turning("take-up", false, "take up again what was left aside");

export const unreadableSaveCommand: Command = {
  name: "unreadable save",
  usage: "unreadable save --case FILE ID --out PATH",
  summary: "write the kept original of what could not be read to a file",
  options: ["case", "out"],
  words: true,
  async run(context) {
    const [id, out] = [context.typed.word("ID"), context.typed.needed("out")];
    await context.openCase();
    const saved = await context.client().call("articles.saveUnreadable", { id, to: await context.grant(out) });
    await context.print.document(saved, ({ path, bytes }) => [`${bytes} bytes written to ${shownName(path)}`]);
    return true;
  },
};

function idsOf(words: readonly string[]): string[] {
  if (words.length === 0) throw new UsageError("name at least one ID; isnad unreadable lists them");
  return [...words];
}
