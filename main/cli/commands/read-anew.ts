import { type Command, UsageError } from "../command.ts";
import { short } from "../print.ts";
import { encodingOf } from "../reading.ts";

/** A wrong guess at an encoding, seen and corrected from the kept originals. */
export const readAnewCommand: Command = {
  name: "read-anew",
  usage: "read-anew --case FILE ARTICLE… [--encoding NAME]",
  summary:
    "show how an article's original reads in likely encodings, or, with --encoding, read originals anew in that one",
  options: ["case", "analyst", "encoding"],
  words: true,
  async run(context) {
    const { typed, print } = context;
    const [id] = typed.words;
    if (id === undefined) throw new UsageError("name at least one ARTICLE");
    const encoding = encodingOf(typed);
    await context.openCase();
    if (encoding === undefined) {
      if (typed.words.length > 1) typed.word("ARTICLE");
      const found = await context.client().call("articles.previewEncodings", { id });
      await print.document(found, ({ current, previews }) => [
        `read as ${current}`,
        ...previews.map((preview) =>
          preview.problem === null
            ? `${preview.encoding}\t${preview.broken} broken\t${short(preview.title ?? "")}\t${short(preview.text)}`
            : `${preview.encoding}\t${preview.problem}`,
        ),
      ]);
      return true;
    }
    const { result } = await context.run("articles.readAnew", { ids: [...typed.words], encoding });
    await print.document(result, ({ changed, unchanged, failed }) => [
      ...failed.map(({ code, path, message }) => `failed\t${code}\t${path}: ${message}`),
      `${changed} read anew, ${unchanged} the same as before, ${failed.length} failed`,
    ]);
    return result.failed.length === 0 && !result.stopped;
  },
};
