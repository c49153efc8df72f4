import type { FileReading } from "../../../app/articles/model.ts";
import type { Output } from "../../../app/contract/index.ts";
import { type Command, type Context, UsageError } from "../command.ts";
import { definite } from "../filters.ts";
import { shownName } from "../print.ts";
import { patternOf, readingOf, readingOptions } from "../reading.ts";

/** Files and folders into a case; the case is made where there is none. */
export const importCommand: Command = {
  name: "import",
  usage:
    "import --case FILE PATH… [--encoding NAME] [--pattern '{outlet}/{date}_{title}.txt'] [--mapping text=COLUMN,title=COLUMN…] [--constant outlet=NAME]… [--profile NAME] [--save-profile NAME]\n" +
    "      import --case FILE --draft ID\n" +
    "      import --preview-names PATH… [--pattern PATTERN]",
  summary:
    "import files and folders, the case is made where there is none; or what a draft shows. Or show what a pattern reads from names",
  options: ["case", "analyst", ...readingOptions, "profile", "save-profile", "preview-names", "draft"],
  words: true,
  async run(context) {
    const { typed } = context;
    const draft = typed.one("draft");
    if (draft !== undefined) return importDraft(context, draft);
    if (typed.words.length === 0) throw new UsageError("name at least one file or folder");
    if (typed.flag("preview-names")) return previewNames(context);
    const reading = readingOf(typed);
    const [profile, saveAs] = [typed.one("profile"), typed.one("save-profile")];
    if (saveAs !== undefined && profile !== undefined)
      throw new UsageError("--profile reads by a profile, --save-profile makes one: not both");
    if (saveAs !== undefined && Object.keys(reading).length === 0)
      throw new UsageError("--save-profile needs something to keep: --mapping, --constant, --pattern or --encoding");
    await context.openCase({ create: true });
    const files = await Promise.all(typed.words.map((path) => context.grant(path)));
    if (saveAs !== undefined) await saveProfile(context, saveAs, reading, files);
    const { result } = await context.run("articles.import", { files, reading, ...definite({ profile }) });
    return sayImported(context, result, {});
  },
};

/** What a draft shows, as it was corrected; how it is read is said by the draft. */
async function importDraft(context: Context, id: string): Promise<boolean> {
  const { typed, print } = context;
  const other = [...readingOptions, "profile", "save-profile"].find((name) => typed.all(name as "profile").length > 0);
  if (other !== undefined || typed.words.length > 0 || typed.flag("preview-names"))
    throw new UsageError("--draft stands alone: what is imported, and how it is read, is what the draft shows");
  await context.openCase();
  const { result } = await context.run("articles.importDraft", { id });
  const { leftOut, kept } = result;
  const isDone = await sayImported(context, result, { leftOut, kept });
  if (leftOut > 0) print.say(`${leftOut} left out`);
  if (kept > 0 && !result.stopped)
    print.say(
      `${kept} were not as they had been seen and stay in the draft; isnad draft --draft ${id} looks at them again`,
    );
  return isDone;
}

/** Prints what came of an import. @returns whether all came in */
export async function sayImported(context: Context, result: Output<"articles.import">, more: object): Promise<boolean> {
  const { print } = context;
  const { imported, duplicates, versions, failed, articles, readAs = [], unnamed = 0 } = result;
  await print.document({ imported, duplicates, versions, failed, articles, readAs, unnamed, ...more }, (all) => [
    ...all.articles.map(({ id, state, title, path }) => `${state}\t${id}\t${title}\t${shownName(path)}`),
    ...all.failed.map(({ code, path, message }) => `failed\t${code}\t${shownName(path)}: ${message}`),
    `${imported} imported, ${duplicates} duplicates, ${versions} new versions, ${failed.length} failed`,
  ]);
  for (const { profile: name, files: count } of readAs)
    print.say(`read as "${name}", whose columns they have: ${count} file${count === 1 ? "" : "s"}`);
  if (unnamed > 0) print.say(`the pattern does not fit ${unnamed} of the names; those were read without it`);
  if (result.filesBefore !== undefined)
    print.say(`went on with an import that was not finished; ${result.filesBefore} of its files were in already`);
  if (result.stopped) print.say("stopped; what is listed stays");
  return failed.length === 0 && !result.stopped;
}

/** Keeps the reading with the columns of the first of the files that has any. */
async function saveProfile(context: Context, name: string, reading: FileReading, files: string[]): Promise<void> {
  const client = context.client();
  let file: string | undefined;
  for (const each of files) {
    const hasColumns = await client.call("articles.preview", { file: each }).then(
      () => true,
      () => false,
    );
    if (hasColumns) {
      file = each;
      break;
    }
  }
  if (reading.mapping && file === undefined)
    throw new UsageError("--save-profile with --mapping needs a table or JSON file among the paths, for its columns");
  const { replaced } = await client.call("articles.saveProfile", { name, reading, ...definite({ file }) });
  context.print.say(replaced ? `the profile "${name}" was replaced` : `saved as the profile "${name}"`);
}

async function previewNames(context: Context): Promise<boolean> {
  const { typed, print } = context;
  const pattern = patternOf(typed);
  const files = await Promise.all(typed.words.map((path) => context.grant(path)));
  const preview = await context.client().call("articles.previewNames", { files, ...definite({ pattern }) });
  await print.document(preview, ({ names, fitting, total, isWhole, proposed }) => [
    ...names.map(({ path, facts }) =>
      [shownName(path), ...(facts ? describe(facts) : pattern ? ["does not fit"] : [])].join("\t"),
    ),
    ...(pattern ? [`the pattern fits ${fitting} of ${isWhole ? "" : "the first "}${total} names`] : []),
    ...(proposed.length > 0 ? [`the names suggest: ${proposed.join("   ")}`] : []),
  ]);
  return true;
}

const describe = (facts: object): string[] => Object.entries(facts).map(([field, value]) => `${field}: ${value}`);
