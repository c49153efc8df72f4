import { existsSync, readFileSync } from "node:fs";

import { type Context, UsageError } from "./command.ts";
import { allRows } from "./rows.ts";

export const withinUsage = "[--within FILE|QUERY]";

/** Most articles that a search is kept within. */
const MOST = 10_000;

/** What `--within` keeps a search to: articles by the ids in a file, else those that a query finds. The case is open. */
export async function readWithin(context: Context): Promise<{ articles: string[] } | undefined> {
  const wanted = context.typed.one("within");
  if (wanted === undefined) return undefined;
  const path = context.resolve(wanted);
  const articles = existsSync(path) ? idsIn(readFileSync(path, "utf8")) : await idsOf(context, wanted);
  if (articles.length > MOST)
    throw new UsageError(
      `--within: ${articles.length} articles are more than ${MOST}; narrow them, or say it in the query itself`,
    );
  return { articles };
}

/** Ids one a line, or a JSON list of ids or of what has one, as `isnad articles --json` prints it. */
function idsIn(content: string): string[] {
  if (!content.trimStart().startsWith("[")) return content.split(/\s+/u).filter((id) => id !== "");
  try {
    const rows = JSON.parse(content) as (string | { id?: string })[];
    return rows.flatMap((row) => (typeof row === "string" ? row : (row.id ?? [])));
  } catch {
    throw new UsageError("--within: the file is neither ids, one a line, nor a JSON list");
  }
}

async function idsOf(context: Context, query: string): Promise<string[]> {
  const ids: string[] = [];
  const pages = allRows(
    async (window) => (await context.client().call("search.articles", { query, order: "newest", ...window })).hits,
  );
  for await (const { articleId } of pages) ids.push(articleId);
  return ids;
}
