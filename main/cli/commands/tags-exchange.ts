import { type Command, UsageError } from "../command.ts";

export const tagsExportCommand: Command = {
  name: "tags export",
  usage: "tags export --case FILE --out PATH.qdc",
  summary: "write the codebook as a REFI-QDA file; says what the format could not carry",
  options: ["case", "out"],
  words: false,
  async run(context) {
    const out = context.resolve(context.typed.needed("out"));
    const caseFile = await context.openCase();
    if (out === caseFile || out.startsWith(`${caseFile}-`))
      throw new UsageError(`--out ${out} is the case itself: choose another name`);
    const to = await context.grant(out);
    const { result } = await context.run("exchange.exportCodebook", { to, replace: true });
    await context.print.document({ written: result.written, losses: result.losses }, ({ written, losses }) => [
      `${written} tags to ${result.path}`,
      ...losses.map(({ kind, count, explanation }) => `not carried\t${kind}\t${count}\t${explanation}`),
    ]);
    return true;
  },
};

export const tagsImportCommand: Command = {
  name: "tags import",
  usage: "tags import --case FILE PATH",
  summary: "take the codes of a REFI-QDA codebook (.qdc) over as tags; those that are there stay",
  options: ["case", "analyst"],
  words: true,
  async run(context) {
    const path = context.typed.word("PATH");
    await context.openCase();
    const { result, state } = await context.run("exchange.importCodebook", { file: await context.grant(path) });
    await context.print.document(result, ({ added, known, skipped, changed }) => [
      ...skipped.map(({ name, reason }) => `left out\t${reason}\t${name}`),
      ...changed.map(({ name, to, what }) => `changed\t${what}\t${name}\t${to}`),
      `${added} added, ${known} there already, ${skipped.length} left out, ${changed.length} changed`,
    ]);
    if (state === "cancelled") context.print.say("stopped; what was taken over stays");
    return state !== "cancelled";
  },
};
