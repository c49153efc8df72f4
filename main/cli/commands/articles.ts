import { articleFilterOptions, articleFilterUsage, readArticleFilter } from "../article-filters.ts";
import type { Command } from "../command.ts";
import { allRows, mapRows } from "../rows.ts";

export const articlesCommand: Command = {
  name: "articles",
  usage: `articles --case FILE ${articleFilterUsage}`,
  summary: "list the articles, all or those that a filter leaves",
  options: ["case", ...articleFilterOptions],
  words: false,
  async run(context) {
    const find = readArticleFilter(context);
    await context.openCase();
    const client = context.client();
    const filter = await find();
    const rows = allRows(async (window) => (await client.call("articles.list", { filter, ...window })).rows);
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
