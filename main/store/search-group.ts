import type { GroupBy, GroupKey, Within } from "../../app/search/model.ts";
import { allOf, type Condition } from "./search-plan.ts";
import { withinOf } from "./search-within.ts";

/** The columns of an article `a` by which it is in one group or in none. */
export const groupColumns = {
  article: "a.id",
  outlet: "a.outlet",
  language: "a.language",
  month: "substr(a.published_key, 1, 7)",
  year: "substr(a.published_key, 1, 4)",
  state: "a.state",
} as const satisfies Partial<Record<GroupBy, string>>;

/** Articles with a family, and with named sources in the chains or at the end of the chains of their claims. */
const having = {
  family: "SELECT m.article FROM family_members m JOIN families f ON f.key = m.family",
  source: "SELECT c.article FROM sources s JOIN hops h ON h.source = s.key JOIN claims c ON c.key = h.claim",
  origin: "SELECT c.article FROM sources s JOIN claims c ON c.origin = s.key",
};

/** Sources that are read as the one of an id, since sources were merged. */
const READ_AS = "s.root = (SELECT r.root FROM sources r WHERE r.id = ?)";

/** The articles of one group, as a condition on articles `a`. */
export function groupCondition({ by, key }: GroupKey): Condition {
  if (by !== "family" && by !== "source" && by !== "origin")
    return { sql: `${groupColumns[by]} IS ?`, parameters: [key] };
  if (key === null) return { sql: `a.key NOT IN (${having[by]})`, parameters: [] };
  const own = by === "family" ? "f.id = ?" : READ_AS;
  return { sql: `a.key IN (${having[by]} WHERE ${own})`, parameters: [key] };
}

/** What a search of articles is kept within, and the one group of it that is asked for. */
export function keptWithin(within: Within | undefined, group: GroupKey | undefined): Condition | null {
  const parts = [withinOf(within), group ? groupCondition(group) : null].filter((part) => part !== null);
  return parts.length > 1 ? allOf(parts) : (parts[0] ?? null);
}
