import type { Command } from "../command.ts";

export const backupCommand: Command = {
  name: "backup",
  usage: "backup --case FILE --out PATH",
  summary: "write a complete, consistent copy of a case; never over an existing file",
  options: ["case", "out"],
  words: false,
  async run(context) {
    const out = context.typed.needed("out");
    await context.openCase();
    const { result } = await context.run("cases.backup", { to: await context.grant(out) });
    await context.print.document(result, ({ path, bytes, sha256 }) => [`${path}\t${bytes} bytes\tSHA-256 ${sha256}`]);
    return true;
  },
};

export const restoreCommand: Command = {
  name: "restore",
  usage: "restore PATH --case FILE",
  summary: "make a case out of a backup; refuses an existing file",
  options: ["case"],
  words: true,
  async run(context) {
    const from = context.typed.word("PATH");
    const to = context.typed.needed("case");
    const info = await context
      .client()
      .call("cases.restore", { from: await context.grant(from), file: await context.grant(to) });
    await context.print.document(info, ({ name, folder, articles, claims }) => [
      `${name} in ${folder}: ${articles} articles, ${claims} claims`,
    ]);
    return true;
  },
};
