import type { Output } from "../../../app/contract/index.ts";
import type { Command } from "../command.ts";
import { allRows } from "../rows.ts";

type Hit = Output<"search.articles">["hits"][number];

export const searchCommand: Command = {
  name: "search",
  usage: "search --case FILE QUERY",
  summary: 'search the articles: words, "phrases", OR, -word, prefix*, exact:, outlet:, before: …',
  options: ["case"],
  words: true,
  async run(context) {
    const query = context.typed.words.length > 1 ? context.typed.words.join(" ") : context.typed.word("QUERY");
    await context.openCase();
    let total = 0;
    let tookMs = 0;
    const hits: Hit[] = [];
    const pages = allRows(async (window) => {
      const found = await context.client().call("search.articles", { query, ...window });
      total = found.total;
      tookMs += found.tookMs;
      return found.hits;
    });
    for await (const hit of pages) hits.push(hit);
    const document = {
      total,
      tookMs,
      hits: hits.map(({ articleId, title, score, snippets }) => ({ articleId, title, score, snippets })),
    };
    await context.print.document(document, () => [
      ...document.hits.flatMap(hitLines),
      `${total} articles in ${tookMs.toFixed(1)} ms`,
    ]);
    return true;
  },
};

const hitLines = ({ articleId, title, snippets }: Pick<Hit, "articleId" | "title" | "snippets">): string[] =>
  [`${articleId}\t${title}`].concat(snippets.map((snippet) => `\t${marked(snippet)}`));

/** The snippet with its hits between brackets. */
function marked({ text, hits }: Hit["snippets"][number]): string {
  let out = "";
  let at = 0;
  for (const [start, end] of hits) {
    out += `${text.slice(at, start)}[${text.slice(start, end)}]`;
    at = end;
  }
  return out + text.slice(at);
}
