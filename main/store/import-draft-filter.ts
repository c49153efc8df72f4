import type { DraftSort } from "../../app/articles/drafts.ts";
import { foldText } from "../../app/text/fold.ts";
import { keyOf } from "./articles.ts";
import type { SqlValue } from "./sql.ts";

/** The items of a draft in whose title, outlet, author or path all words stand, as a condition on the row `i`. */
export function wordsCondition(draft: number, typed: string): { where: string; parameters: SqlValue[] } | null {
  const words = foldText(typed).split(" ").filter(Boolean);
  if (words.length === 0) return null;
  return {
    where: words
      .map(
        () => `(instr(i.title_key, ?) > 0 OR instr(i.outlet_key, ?) > 0 OR instr(i.author_key, ?) > 0
          OR i.file IN (SELECT f.key FROM import_draft_files f WHERE f.draft = ? AND instr(f.path_key, ?) > 0))`,
      )
      .join(" AND "),
    parameters: words.flatMap((word) => {
      // Numbers stand in keys as they sort; a number by itself may be a part of one.
      const key = /^\d+$/u.test(word) ? word : keyOf(word);
      return [key, key, key, draft, word];
    }),
  };
}

const columns: Record<DraftSort["column"], string> = {
  order: "i.key",
  path: "f.path",
  title: "i.title_key",
  outlet: "i.outlet_key",
  author: "i.author_key",
  publishedAt: "i.published_key",
  language: "i.language",
  // What is to be looked at first.
  state: `CASE i.state WHEN 'changed' THEN 0 WHEN 'needs-mapping' THEN 1 WHEN 'unreadable' THEN 2 WHEN 'version' THEN 3
    WHEN 'new' THEN 4 ELSE 5 END`,
  chars: "i.chars",
};
const neverUnknown = new Set<DraftSort["column"]>(["order", "path", "title", "state", "chars"]);

/** A draft's items in an order. What is not known stands last, whichever way the rest runs; ties run the way of the last column. */
export function orderedItems(sort: readonly DraftSort[]): string {
  const parts = sort.map(({ column, descending }) => {
    const direction = descending ? "DESC" : "ASC";
    return `${columns[column]} ${direction}${neverUnknown.has(column) ? "" : " NULLS LAST"}`;
  });
  const file = sort.some(({ column }) => column === "path") ? "JOIN import_draft_files f ON f.key = i.file" : "";
  return `SELECT i.key FROM import_draft_items i ${file} WHERE i.draft = ?
    ORDER BY ${[...parts, `i.key ${sort.at(-1)?.descending ? "DESC" : "ASC"}`].join(", ")}`;
}
