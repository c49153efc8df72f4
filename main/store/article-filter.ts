import type { ArticleFilter, FamilySize } from "../../app/articles/model.ts";
import { foldText } from "../../app/text/fold.ts";
import { marks, type SqlValue } from "./sql.ts";

/** What a statement asks of a row of `articles`, named `a` there. */
interface Condition {
  readonly where: string;
  readonly parameters: SqlValue[];
}

export function oneOfOrNull(name: string, values: readonly (string | null)[]): Condition {
  const named = values.filter((value) => value !== null);
  const parts = [
    ...(named.length > 0 ? [`${name} IN (${marks(named.length)})`] : []),
    ...(named.length < values.length ? [`${name} IS NULL`] : []),
  ];
  return { where: `(${parts.join(" OR ")})`, parameters: named };
}

/** The day after a date as precisely as it is named, so that `after` and `before` exclude it whole. */
const pastOf = (date: string): string => `${date}\u{ffff}`;

/** The least and the most articles of the families of each size. */
export const familySizes: Readonly<Record<FamilySize, readonly [least: number, most: number]>> = {
  "1": [1, 1],
  "2": [2, 2],
  "3-5": [3, 5],
  "6-10": [6, 10],
  "11-20": [11, 20],
  "21-50": [21, 50],
  "51+": [51, Infinity],
};

/** Articles of families of these sizes; articles of an undone import are not counted, so that one may be left alone. */
function ofSizes(sizes: readonly FamilySize[]): string {
  const bounds = sizes
    .map((size) => familySizes[size])
    .map(([least, most]) => `count(*) ${most === Infinity ? `>= ${least}` : `BETWEEN ${least} AND ${most}`}`);
  const inFamilies = `a.key IN (SELECT m.article FROM family_members m WHERE m.family IN (
    SELECT s.family FROM family_members s JOIN articles b ON b.key = s.article WHERE b.withdrawn = 0
    GROUP BY s.family HAVING ${bounds.join(" OR ")}))`;
  return sizes.includes("1") ? `(${inFamilies} OR a.key NOT IN (SELECT m.article FROM family_members m))` : inFamilies;
}

/** Whether a date is named no more precisely than by its year. */
const isYear = (date: string): boolean => date.length === 4;

/**
 * The table that a filter is asked of. Words are sought in every row: through an index, which the planner prefers, each row
 * is fetched on its own, which takes four times as long.
 */
export const tableOf = (filter: ArticleFilter): string => (filter.text ? "articles a NOT INDEXED" : "articles a");

/** The articles that a filter leaves, as a condition on the row `a`. */
export function conditionOf(filter: ArticleFilter): Condition {
  const parts: Condition[] = [{ where: "a.withdrawn = 0", parameters: [] }];
  const words = foldText(filter.text ?? "")
    .split(" ")
    .filter(Boolean);
  for (const word of words)
    parts.push({
      where: "(instr(a.title_key, ?) > 0 OR instr(a.outlet_key, ?) > 0 OR instr(a.author_key, ?) > 0)",
      parameters: [word, word, word],
    });
  if (filter.states && filter.states.length > 0)
    parts.push({ where: `a.state IN (${marks(filter.states.length)})`, parameters: [...filter.states] });
  if (filter.languages && filter.languages.length > 0) parts.push(oneOfOrNull("a.language", filter.languages));
  if (filter.outlets && filter.outlets.length > 0) parts.push(oneOfOrNull("a.outlet", filter.outlets));
  if (filter.tags && filter.tags.length > 0)
    parts.push({
      where: `a.key IN (SELECT u.article FROM article_tags u WHERE u.tag IN (
        WITH RECURSIVE below (key) AS (SELECT key FROM tags WHERE id IN (${marks(filter.tags.length)})
          UNION SELECT t.key FROM tags t JOIN below b ON t.parent = b.key) SELECT key FROM below))`,
      parameters: [...filter.tags],
    });
  if (filter.after) parts.push({ where: "a.published_key > ?", parameters: [pastOf(filter.after)] });
  if (filter.before) parts.push({ where: "a.published_key < ?", parameters: [filter.before] });
  if (filter.from) parts.push({ where: "a.published_key >= ?", parameters: [filter.from] });
  if (filter.until) parts.push({ where: "a.published_key < ?", parameters: [pastOf(filter.until)] });
  if ([filter.from, filter.until].some((date) => date && !isYear(date)))
    parts.push({ where: "length(a.published_key) > 4", parameters: [] });
  if (filter.dated)
    parts.push({
      where: filter.dated === "undated" ? "a.published_key IS NULL" : "length(a.published_key) = 4",
      parameters: [],
    });
  if (filter.claims) parts.push({ where: filter.claims === "with" ? "a.claims > 0" : "a.claims = 0", parameters: [] });
  if (filter.family)
    parts.push({
      where: `a.key ${filter.family === "alone" ? "NOT IN" : "IN"} (SELECT m.article FROM family_members m)`,
      parameters: [],
    });
  if (filter.familySizes && filter.familySizes.length > 0)
    parts.push({ where: ofSizes(filter.familySizes), parameters: [] });
  return {
    where: parts.map((part) => part.where).join(" AND "),
    parameters: parts.flatMap((part) => part.parameters),
  };
}
