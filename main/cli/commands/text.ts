import type { Command } from "../command.ts";

export const textCommand: Command = {
  name: "text",
  usage: "text --case FILE ARTICLE",
  summary: "print the working text of an article and its blocks",
  options: ["case"],
  words: true,
  async run(context) {
    const wanted = context.typed.word("ARTICLE");
    await context.openCase();
    const { id, text, blocks } = await context.client().call("articles.get", { id: wanted });
    const document = {
      id,
      text,
      blocks: blocks.map(({ start, end, kind, direction }) => ({ start, end, kind, direction })),
    };
    await context.print.document(document, () => text.split("\n"));
    return true;
  },
};
