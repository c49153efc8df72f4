import type { ClaimsWithin } from "../../app/search/model.ts";
import { conditionOf } from "./article-filter.ts";
import type { Condition } from "./search-plan.ts";

/** What a search is kept within, as a condition on articles `a`, and on claims `c` where they are searched. */
export function withinOf(within: ClaimsWithin | undefined): Condition | null {
  if (within === undefined) return null;
  if ("filter" in within) {
    const { where, parameters } = conditionOf(within.filter);
    return { sql: where, parameters };
  }
  const isOfArticles = "articles" in within;
  const ids = isOfArticles ? within.articles : within.claims;
  const [key, table] = isOfArticles ? ["a.key", "articles"] : ["c.key", "claims"];
  return {
    sql: `${key} IN (SELECT key FROM ${table} WHERE id IN (SELECT value FROM json_each(?)))`,
    parameters: [JSON.stringify(ids)],
  };
}
