import { SavedView } from "../cases/model.ts";
import { z } from "../kernel/schema.ts";
import { ConcordanceSort } from "./concordance.ts";
import { GroupBy } from "./groups.ts";
import { SearchOrder, Within } from "./model.ts";

/** The page of saved views (`cases.views`, `cases.saveView`) under which searches are kept. */
export const SAVED_SEARCHES = "search";

/** What a saved search keeps: what was asked, and how the answer is read. Everything but the query may be missing. */
export const SavedSearch = z.object({
  query: z.string().max(2000),
  /** As a list of what is found, or as a concordance. */
  reading: z.enum(["articles", "claims", "memos", "concordance"]).default("articles"),
  order: SearchOrder.default("relevance"),
  groupBy: GroupBy.nullable().default(null),
  within: Within.nullable().default(null),
  /** Of the concordance. */
  sort: ConcordanceSort.default("position"),
  copies: z.boolean().default(true),
});
export type SavedSearch = z.infer<typeof SavedSearch>;

/** The saved search in a view; null where it is none, or one of a later version that this one cannot read. */
export function savedSearch({ page, content }: Pick<SavedView, "page" | "content">): SavedSearch | null {
  if (page !== SAVED_SEARCHES) return null;
  const read = SavedSearch.safeParse(content);
  return read.success ? read.data : null;
}
