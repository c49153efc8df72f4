import type { Command } from "../command.ts";
import { UsageError } from "../command.ts";

/** Files and folders into a case; the case is made where there is none. */
export const importCommand: Command = {
  name: "import",
  usage: "import --case FILE PATH…",
  summary: "import files and folders; the case is made where there is none",
  options: ["case", "analyst"],
  words: true,
  async run(context) {
    const { typed, print } = context;
    if (typed.words.length === 0) throw new UsageError("name at least one file or folder");
    await context.openCase({ create: true });
    const files = await Promise.all(typed.words.map((path) => context.grant(path)));
    const { result } = await context.run("articles.import", { files });
    const { imported, duplicates, versions, failed, articles } = result;
    await print.document({ imported, duplicates, versions, failed, articles }, (all) => [
      ...all.articles.map(({ id, state, title, path }) => `${state}\t${id}\t${title}\t${path}`),
      ...all.failed.map(({ code, path, message }) => `failed\t${code}\t${path}: ${message}`),
      `${imported} imported, ${duplicates} duplicates, ${versions} new versions, ${failed.length} failed`,
    ]);
    if (result.filesBefore !== undefined)
      print.say(`went on with an import that was not finished; ${result.filesBefore} of its files were in already`);
    if (result.stopped) print.say("stopped; what is listed stays");
    return failed.length === 0 && !result.stopped;
  },
};
