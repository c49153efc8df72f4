import type { Command } from "../command.ts";
import { allRows, mapRows } from "../rows.ts";

export const articlesCommand: Command = {
  name: "articles",
  usage: "articles --case FILE",
  summary: "list all articles",
  options: ["case"],
  words: false,
  async run(context) {
    await context.openCase();
    const client = context.client();
    const rows = allRows(async (window) => (await client.call("articles.list", window)).rows);
    const documents = mapRows(rows, ({ id, title, outlet, language, publishedAt, claims, path, sha256, chars }) => ({
      id,
      title,
      outlet,
      language,
      publishedAt,
      claims,
      path,
      sha256,
      chars,
    }));
    await context.print.list(
      documents,
      (a) => `${a.id}\t${a.publishedAt ?? "no date"}\t${a.outlet ?? "no outlet"}\t${a.claims} claims\t${a.title}`,
    );
    return true;
  },
};
