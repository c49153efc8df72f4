import type { DraftFilter, DraftSort } from "../../app/articles/drafts.ts";
import { foldText } from "../../app/text/fold.ts";
import { oneOfOrNull } from "./article-filter.ts";
import { keyOf } from "./articles.ts";
import { marks, type SqlValue } from "./sql.ts";

/** The items that a filter leaves, as a condition on the row `i` of `import_draft_items`. */
export function conditionOfDraft(draft: number, filter: DraftFilter): { where: string; parameters: SqlValue[] } {
  const where = ["i.draft = ?"];
  const parameters: SqlValue[] = [draft];
  const add = (condition: string, ...values: readonly SqlValue[]): void => {
    where.push(condition);
    parameters.push(...values);
  };
  if (filter.states && filter.states.length > 0) add(`i.state IN (${marks(filter.states.length)})`, ...filter.states);
  for (const word of foldText(filter.text ?? "")
    .split(" ")
    .filter(Boolean))
    add(
      `(instr(i.title_key || ' ' || ifnull(i.outlet_key, '') || ' ' || ifnull(i.author_key, ''), ?) > 0
        OR i.file IN (SELECT f.key FROM import_draft_files f WHERE f.draft = ? AND instr(f.path_key, ?) > 0))`,
      // Numbers stand in keys as they sort; a number by itself may be a part of one.
      /^\d+$/u.test(word) ? word : keyOf(word),
      draft,
      word,
    );
  for (const [column, values] of [
    ["i.outlet", filter.outlets],
    ["i.language", filter.languages],
  ] as const)
    if (values && values.length > 0) {
      const one = oneOfOrNull(column, values);
      add(one.where, ...one.parameters);
    }
  if (filter.folder !== undefined && filter.folder !== "") {
    // Either separator, so that a path of one system may stand in a draft of the other's tests.
    const folder = filter.folder.replace(/(?<=.)[/\\]+$/u, "");
    const beneath = /[/\\]$/u.test(folder) ? [folder] : [`${folder}/`, `${folder}\\`];
    add(
      `i.file IN (SELECT f.key FROM import_draft_files f WHERE f.draft = ?
        AND (f.path = ? OR ${beneath.map(() => "substr(f.path, 1, length(?)) = ?").join(" OR ")}))`,
      draft,
      folder,
      ...beneath.flatMap((each) => [each, each]),
    );
  }
  if (filter.undated !== undefined) add(`i.published_key IS ${filter.undated ? "" : "NOT "}NULL`);
  if (filter.leftOut !== undefined) add("i.left_out = ?", filter.leftOut ? 1 : 0);
  if (filter.corrected !== undefined) add(filter.corrected ? "i.corrected > 0" : "i.corrected = 0");
  return { where: where.join(" AND "), parameters };
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

/** What is not known stands last, whichever way the rest runs; ties run the way of the last column. */
export function orderOfDraft(sort: readonly DraftSort[]): { order: string; needsFile: boolean } {
  const parts = sort.map(({ column, descending }) => {
    const direction = descending ? "DESC" : "ASC";
    return `${columns[column]} ${direction}${neverUnknown.has(column) ? "" : " NULLS LAST"}`;
  });
  return {
    order: [...parts, `i.key ${sort.at(-1)?.descending ? "DESC" : "ASC"}`].join(", "),
    needsFile: sort.some(({ column }) => column === "path"),
  };
}
