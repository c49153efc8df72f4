import { ExportFormat } from "../../../app/exchange/model.ts";
import { type Command, UsageError } from "../command.ts";
import { filterOptions, filterUsage, readFilter } from "../filters.ts";

export const exportCommand: Command = {
  name: "export",
  usage: `export --case FILE --format ${ExportFormat.options.join("|")} --out PATH\n                ${filterUsage}`,
  summary: "write claims to a file; says what the format could not carry",
  options: ["case", "format", "out", ...filterOptions],
  listsByAnalyst: true,
  words: false,
  async run(context) {
    const { typed } = context;
    const format = ExportFormat.safeParse(typed.needed("format"));
    if (!format.success)
      throw new UsageError(`--format ${typed.needed("format")}: there are ${ExportFormat.options.join(", ")}`);
    const find = readFilter(context);
    const out = context.resolve(typed.needed("out"));
    const caseFile = await context.openCase();
    if (out === caseFile || out.startsWith(`${caseFile}-`))
      throw new UsageError(`--out ${out} is the case itself: choose another name`);
    const filter = await find();
    const { result } = await context.run("exchange.export", {
      format: format.data,
      to: await context.grant(out),
      filter,
      replace: true,
    });
    const { written, losses } = result;
    await context.print.document({ format: result.format, written, losses }, (e) => [
      `${written} claims to ${result.path} (${e.format})`,
      ...losses.map(({ kind, count, explanation }) => `not carried\t${kind}\t${count}\t${explanation}`),
    ]);
    return true;
  },
};
