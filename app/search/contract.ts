import { query, Window } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";
import { ArticleHit, ClaimHit, NameHit, SearchOrder } from "./model.ts";

const input = Window.extend({ query: z.string().max(2000), order: SearchOrder.default("relevance") });
const found = { total: z.number().int(), tookMs: z.number() };

export const searchQueries = {
  "search.articles": query(
    "Articles that fit a query, with snippets of the original text. There is no ceiling.",
    input,
    z.object({ ...found, hits: z.array(ArticleHit) }),
    ["query-syntax"],
  ),
  "search.claims": query(
    "Claims of which statement, quote or memo fits a query.",
    input,
    z.object({ ...found, hits: z.array(ClaimHit) }),
    ["query-syntax"],
  ),
  "search.names": query(
    "Articles, sources, tags and questions of which a name contains what was typed, folded; best first, of each kind.",
    z.object({ text: z.string().max(300), limit: z.number().int().min(1).max(50).default(8) }),
    z.array(NameHit),
  ),
};
