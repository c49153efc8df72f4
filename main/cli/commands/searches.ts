import type { Command } from "../command.ts";
import { savedNamed, savedSearches } from "../searching.ts";

export const searchesCommand: Command = {
  name: "searches",
  usage: "searches --case FILE",
  summary: "the saved searches; `search --saved NAME` runs one, `search QUERY --save NAME` keeps one",
  options: ["case"],
  words: false,
  async run(context) {
    await context.openCase();
    const saved = await savedSearches(context);
    const documents = saved.map(({ name, search }) => Object.assign({ name }, search));
    await context.print.document(documents, (all) =>
      all.length === 0
        ? ["nothing is saved"]
        : all.map(({ name, reading, groupBy, query }) => [name, groupBy ? `by ${groupBy}` : reading, query].join("\t")),
    );
    return true;
  },
};

export const searchesRemoveCommand: Command = {
  name: "searches remove",
  usage: "searches remove --case FILE NAME",
  summary: "forget a saved search",
  options: ["case"],
  words: true,
  async run(context) {
    const name = context.typed.word("NAME");
    await context.openCase();
    const { id } = await savedNamed(context, name);
    await context.client().call("cases.removeView", { id });
    await context.print.document({ removed: name }, () => [`${name} is forgotten`]);
    return true;
  },
};
