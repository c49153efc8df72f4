import { query, Window } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";
import { batchJobs } from "./batches.ts";
import { concordanceJobs, concordanceQueries } from "./concordance.ts";
import { groupQueries } from "./groups.ts";
import {
  ArticleHit,
  ClaimHit,
  ClaimsWithin,
  GroupKey,
  MemoHit,
  NameHit,
  SearchOrder,
  Suggestion,
  Within,
} from "./model.ts";

const input = Window.extend({ query: z.string().max(2000), order: SearchOrder.default("relevance") });
const found = { total: z.number().int(), tookMs: z.number() };

export const searchQueries = {
  "search.articles": query(
    "Articles that fit a query, with snippets of the original text. There is no ceiling.",
    input.extend({ within: Within.optional(), group: GroupKey.optional() }),
    z.object({ ...found, hits: z.array(ArticleHit) }),
    ["query-syntax"],
  ),
  "search.claims": query(
    "Claims of which statement, quote or memo fits a query.",
    input.extend({ within: ClaimsWithin.optional() }),
    z.object({ ...found, hits: z.array(ClaimHit) }),
    ["query-syntax"],
  ),
  "search.memos": query(
    "Memos of annotations and claims that fit a query; fields are those of the article, and of the claim. Order by date is that of the article.",
    input.extend({ within: ClaimsWithin.optional() }),
    z.object({ ...found, hits: z.array(MemoHit) }),
    ["query-syntax"],
  ),
  "search.suggestions": query(
    "Words of the case's own texts for those of a query that find nothing or next to nothing. `ready` is false while the words of a large case are being read; then there are none yet.",
    z.object({ query: z.string().max(2000) }),
    z.object({ ready: z.boolean(), suggestions: z.array(Suggestion) }),
  ),
  "search.names": query(
    "Articles, sources, tags and questions of which a name contains what was typed, folded; best first, of each kind.",
    z.object({ text: z.string().max(300), limit: z.number().int().min(1).max(50).default(8) }),
    z.array(NameHit),
  ),
  ...groupQueries,
  ...concordanceQueries,
};

export const searchJobs = { ...concordanceJobs, ...batchJobs };
