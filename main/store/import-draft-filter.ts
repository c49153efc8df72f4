import type { DraftSort } from "../../app/articles/drafts.ts";
import { foldText } from "../../app/text/fold.ts";
import { keyOf } from "./articles.ts";

/** The words that a filter asks for: as they stand in the keys by which names sort, and folded, as they stand in paths. */
export const wordsOf = (typed: string): { key: string; folded: string }[] =>
  foldText(typed)
    .split(" ")
    .filter(Boolean)
    // In keys a number is padded; one that is typed by itself may be a part of another.
    .map((folded) => ({ key: /^\d+$/u.test(folded) ? folded : keyOf(folded), folded }));

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
