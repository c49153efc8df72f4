import type { Command } from "../command.ts";

export const checkCommand: Command = {
  name: "check",
  usage: "check --case FILE",
  summary: "verify database, ledger chain, anchors, texts and originals; names what fails",
  options: ["case"],
  words: false,
  async run(context) {
    await context.openCase();
    const { result } = await context.run("cases.check", {});
    await context.print.document(result, ({ holds, checked, problems }) => [
      ...checked.map(({ part, count }) => `${part}\t${count} checked`),
      ...problems.map(({ part, object, message }) => `FAILS\t${part}\t${object}: ${message}`),
      holds ? "all holds" : `${problems.length} problems`,
    ]);
    return result.holds;
  },
};
