import { Encoding } from "../../../app/articles/encodings.ts";
import type { FileReading } from "../../../app/articles/model.ts";
import type { Command } from "../command.ts";
import { type Typed, UsageError } from "../command.ts";

/** How files are to be read, as far as it was said. */
export function readingOf(typed: Typed): FileReading {
  const encoding = encodingOf(typed);
  return encoding === undefined ? {} : { encoding };
}

/** @throws UsageError where it is none that is known */
export function encodingOf(typed: Typed): Encoding | undefined {
  const named = typed.one("encoding");
  if (named === undefined) return undefined;
  const encoding = Encoding.safeParse(named.toLowerCase());
  if (!encoding.success) throw new UsageError(`--encoding is one of ${Encoding.options.join(", ")}`);
  return encoding.data;
}

/** Files and folders into a case; the case is made where there is none. */
export const importCommand: Command = {
  name: "import",
  usage: "import --case FILE PATH… [--encoding NAME]",
  summary: "import files and folders; the case is made where there is none",
  options: ["case", "analyst", "encoding"],
  words: true,
  async run(context) {
    const { typed, print } = context;
    if (typed.words.length === 0) throw new UsageError("name at least one file or folder");
    const reading = readingOf(typed);
    await context.openCase({ create: true });
    const files = await Promise.all(typed.words.map((path) => context.grant(path)));
    const { result } = await context.run("articles.import", { files, reading });
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
