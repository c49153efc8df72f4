import type { BatchRow } from "../../app/search/model.ts";
import { articleKeysMatching, claimKeysMatching } from "./search.ts";
import { first, integer, type ReadDb, textOrNull } from "./sql.ts";

export type SearchCounts = Pick<BatchRow, "articles" | "families" | "alone" | "claims" | "first" | "last">;

// A date as it sorts goes before the date as it is stated, with a sign between that is below any of theirs.
const STATED = "a.published_key || char(1) || a.published_at";
const COUNTS = `SELECT count(DISTINCT m.family) AS families, count(*) - count(m.family) AS alone,
    min(${STATED}) AS first, max(${STATED}) AS last
  FROM json_each(?) w CROSS JOIN articles a ON a.key = w.value LEFT JOIN family_members m ON m.article = a.key`;

const statedOf = (sorted: string | null): string | null => sorted?.slice(sorted.indexOf("\u0001") + 1) ?? null;

/** What a query finds, in counts. Refuses a wrong query; one that asks for nothing finds nothing. */
export function searchCounts(db: ReadDb, query: string): SearchCounts {
  const keys = articleKeysMatching(db, query) ?? [];
  const row = first(db, COUNTS, [JSON.stringify(keys)]) ?? {};
  return {
    articles: keys.length,
    families: integer(row, "families"),
    alone: integer(row, "alone"),
    claims: claimKeysMatching(db, query)?.size ?? 0,
    first: statedOf(textOrNull(row, "first")),
    last: statedOf(textOrNull(row, "last")),
  };
}
