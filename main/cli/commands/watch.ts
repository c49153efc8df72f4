import type { Output } from "../../../app/contract/index.ts";
import { type Command, type Context, UsageError } from "../command.ts";
import { definite } from "../filters.ts";
import { shownName } from "../print.ts";
import { readingOf, readingOptions } from "../reading.ts";

type Watched = Output<"articles.watchedFolders">[number];

const line = ({ path, state, message, draft, waiting }: Watched): string =>
  [
    shownName(path),
    // No program watches on from here: what arrives is found by a look, or by the program when it has the case open.
    state === "missing" ? `missing: ${message ?? ""}` : "watched",
    ...(draft === null ? [] : [`${waiting} to import in draft ${draft}`]),
  ].join("\t");

export const watchCommand: Command = {
  name: "watch",
  usage:
    "watch --case FILE FOLDER [--encoding NAME] [--pattern PATTERN] [--mapping text=COLUMN…] [--constant outlet=NAME]… [--profile NAME]",
  summary:
    "propose what arrives in a folder as a draft: by itself while Isnad has the case open, and by `draft --watched`",
  options: ["case", "analyst", ...readingOptions, "profile"],
  words: true,
  async run(context) {
    const [typed, profile] = [context.typed.word("FOLDER"), context.typed.one("profile")];
    const reading = readingOf(context.typed);
    await context.openCase();
    const folder = await context.grant(typed);
    const watched = await context.client().call("articles.watchFolder", { folder, reading, ...definite({ profile }) });
    await context.print.document(watched, (one) => [line(one)]);
    return true;
  },
};

export const watchedCommand: Command = {
  name: "watched",
  usage: "watched --case FILE",
  summary: "list the folders that are watched for a case on this workstation",
  options: ["case", "analyst"],
  words: false,
  async run(context) {
    await context.openCase();
    const watched = await context.client().call("articles.watchedFolders", {});
    await context.print.document(watched, (all) => all.map(line));
    if (watched.length === 0) context.print.say("no folder is watched; isnad watch FOLDER watches one");
    return true;
  },
};

export const unwatchCommand: Command = {
  name: "unwatch",
  usage: "unwatch --case FILE FOLDER",
  summary: "watch a folder no longer; its draft stays, and `watch` goes on where it was",
  options: ["case", "analyst"],
  words: true,
  async run(context) {
    const path = context.resolve(context.typed.word("FOLDER"));
    await context.openCase();
    const watched = await context.client().call("articles.watchedFolders", {});
    const found = watched.find((each) => each.path === path);
    if (!found) throw new UsageError(`${path} is not watched; isnad watched lists what is`);
    await context.client().call("articles.unwatchFolder", { id: found.id });
    await context.print.document(found, (one) => [`${shownName(one.path)} is watched no longer`]);
    return true;
  },
};

/** `draft --watched`: one look at what arrived in the watched folders. */
export async function draftWatched(context: Context): Promise<boolean> {
  await context.openCase();
  const { result } = await context.run("articles.draftArrived", {});
  await context.print.document(result, ({ folders }) =>
    folders.map(({ path, files, draft, message }) =>
      [shownName(path), message === null ? `${files} arrived, in draft ${draft ?? ""}` : `missing: ${message}`].join(
        "\t",
      ),
    ),
  );
  if (result.stopped) context.print.say("stopped; what was not seen is looked at the next time");
  else if (result.folders.length === 0) context.print.say("nothing new in the watched folders");
  return !result.stopped && result.folders.every(({ message }) => message === null);
}
