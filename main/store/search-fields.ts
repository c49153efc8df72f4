import type { Query } from "../../app/search/query.ts";
import { foldText } from "../../app/text/fold.ts";
import { foldName, sortKey } from "../../app/text/names.ts";
import type { Condition } from "./search-plan.ts";
import { all, integer, integers, type ReadDb, text } from "./sql.ts";

/** The date of an article `a`, and of a claim `c` on it: when it happened, else when it was published. */
export const ARTICLE_DATE = "a.published_key";
export const CLAIM_DATE = "ifnull(c.event_date, a.published_key)";

/** A date is compared as in the lists: the whole period that it names is excluded. */
export const dateField = (column: string, { field, value }: Extract<Query, { kind: "date" }>): Condition =>
  field === "after"
    ? { sql: `${column} > ?`, parameters: [`${value}\u{ffff}`] }
    : { sql: `${column} < ?`, parameters: [value] };

const nameColumns = { outlet: "a.outlet_key", author: "a.author_key", title: "a.title_key" };

type FieldQuery = Extract<Query, { kind: "field" | "date" }>;

/** The condition of a field that articles have; null for one that their claims have. */
export function articleField(query: FieldQuery): Condition | null {
  if (query.kind === "date") return dateField(ARTICLE_DATE, query);
  const { field, value } = query;
  if (field === "lang")
    return { sql: "instr(lower(a.language) || '-', ?) = 1", parameters: [`${value.toLowerCase()}-`] };
  if (field === "source" || field === "tag") return null;
  // A sort key is folded words, a sign below any letter, and the name itself.
  return {
    sql: `instr(' ' || replace(${nameColumns[field]}, char(1), ' ') || ' ', ?) > 0`,
    parameters: [` ${keyWords(value)} `],
  };
}

const keyWords = (value: string): string => sortKey(value).split("\u0001")[0] ?? "";

/** The condition of a field that claims have, and that articles have through their claims (or their own tags). */
export function claimsOf(db: ReadDb, query: FieldQuery, owner: "article" | "claim", key: string): Condition {
  const isTag = query.kind === "field" && query.field === "tag";
  const keys = JSON.stringify(isTag ? tagKeys(db, query.value) : sourceKeys(db, query.value));
  if (owner === "claim") {
    const table = isTag ? "claim_tags WHERE tag" : "hops WHERE source";
    return { sql: `${key} IN (SELECT claim FROM ${table} IN (SELECT value FROM json_each(?)))`, parameters: [keys] };
  }
  if (isTag)
    return {
      sql: `${key} IN (SELECT article FROM article_tags WHERE tag IN (SELECT value FROM json_each(?))
        UNION ALL SELECT c.article FROM claim_tags t JOIN claims c ON c.key = t.claim
          WHERE t.tag IN (SELECT value FROM json_each(?)))`,
      parameters: [keys, keys],
    };
  return {
    sql: `${key} IN (SELECT c.article FROM hops h JOIN claims c ON c.key = h.claim
      WHERE h.source IN (SELECT value FROM json_each(?)))`,
    parameters: [keys],
  };
}

/** Sources of which a name or alias has these words, as they are read since they were merged, with everything below them. */
function sourceKeys(db: ReadDb, name: string): number[] {
  return integers(
    db,
    `WITH RECURSIVE named (key) AS (
       SELECT m.key FROM source_names n JOIN sources s ON s.key = n.source JOIN sources m ON m.root = s.root
         WHERE instr(' ' || n.folded || ' ', ?) > 0
       UNION SELECT m.key FROM named n JOIN sources c ON c.affiliation = n.key AND c.root = c.key
         JOIN sources m ON m.root = c.key)
     SELECT key FROM named`,
    [` ${foldName(name)} `],
  );
}

const levels = (path: string): string => {
  const folded = path.split("/").map((level) => foldText(level).trim().replaceAll(/ +/g, " "));
  return `/${folded.join("/")}`;
};

/** Tags whose path ends with this one, level by level, with everything below them. */
function tagKeys(db: ReadDb, path: string): number[] {
  const wanted = levels(path);
  const rows = all(
    db,
    `WITH RECURSIVE paths (key, path) AS (
       SELECT key, name FROM tags WHERE parent IS NULL
       UNION ALL SELECT t.key, p.path || '/' || t.name FROM tags t JOIN paths p ON t.parent = p.key)
     SELECT key, path FROM paths`,
  );
  return rows.filter((row) => `${levels(text(row, "path"))}/`.includes(`${wanted}/`)).map((row) => integer(row, "key"));
}
