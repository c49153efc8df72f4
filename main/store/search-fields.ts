import type { NameField } from "../../app/search/fields.ts";
import { foldText } from "../../app/text/fold.ts";
import { foldName, sortKey } from "../../app/text/names.ts";
import type { Condition, FieldQuery } from "./search-plan.ts";
import { all, integer, integers, type ReadDb, text } from "./sql.ts";

/** The date of an article `a`, and of a claim `c` on it: when it happened, else when it was published. */
export const ARTICLE_DATE = "a.published_key";
export const CLAIM_DATE = "ifnull(c.event_date, a.published_key)";

type PlainField = Exclude<FieldQuery, { kind: "in" }>;
type DateQuery = Extract<FieldQuery, { kind: "date" }>;

/** A date is compared as in the lists: `after` and `before` exclude the whole period that they name. */
export function dateField(column: string, { field, value }: DateQuery): Condition {
  if (field === "after") return { sql: `${column} > ?`, parameters: [`${value}\u{ffff}`] };
  if (field === "before") return { sql: `${column} < ?`, parameters: [value] };
  if (value === "none") return { sql: `${column} IS NULL`, parameters: [] };
  return { sql: `${column} BETWEEN ? AND ?`, parameters: [value, `${value}\u{ffff}`] };
}

const isSaid = (sql: string, value: string): Condition => ({
  sql: value === "yes" ? sql : `NOT (${sql})`,
  parameters: [],
});

type OfField = (value: string, db: ReadDb) => Condition;

const articleFields: { readonly [Field in NameField]?: OfField } = {
  lang: (value) => ({ sql: "instr(lower(a.language) || '-', ?) = 1", parameters: [`${value.toLowerCase()}-`] }),
  outlet: (value) => named("a.outlet_key", value),
  author: (value) => named("a.author_key", value),
  title: (value) => named("a.title_key", value),
  state: (value) => ({ sql: "a.state = ?", parameters: [value] }),
  family: (value) => isSaid("a.key IN (SELECT article FROM family_members)", value),
  claims: (value) => isSaid("a.claims > 0", value),
  url: addressField,
  file: fileField,
};

/** The condition of a field that articles have; null for one that their claims have. */
export function articleField(db: ReadDb, query: PlainField): Condition | null {
  if (query.kind === "date") return dateField(ARTICLE_DATE, query);
  return articleFields[query.field]?.(query.value, db) ?? null;
}

/** A sort key is folded words, a sign below any letter, and the name itself. */
const named = (column: string, value: string): Condition => ({
  sql: `instr(' ' || replace(${column}, char(1), ' ') || ' ', ?) > 0`,
  parameters: [` ${sortKey(value).split("\u0001")[0] ?? ""} `],
});

/** A part of an address, typed as it is read or as it is written: letters beyond ASCII are percent-encoded there. */
function addressField(value: string): Condition {
  return {
    sql: "(instr(lower(a.url), ?) > 0 OR instr(lower(a.url), ?) > 0)",
    parameters: [value.toLowerCase(), encodeURI(value.toWellFormed()).toLowerCase()],
  };
}

/** Whether a word of a path, folded, begins with what was typed. */
const hasInPath = (path: string, folded: string): boolean => ` ${foldText(path)}`.includes(` ${folded}`);

/** Articles of which a text came from a file, or from a member of an archive or mailbox, of which the path has this. */
function fileField(value: string, db: ReadDb): Condition {
  const wanted = foldText(value).trim();
  const files = all(db, "SELECT key, path FROM files").filter((row) => hasInPath(text(row, "path"), wanted));
  const members = all(
    db,
    "SELECT DISTINCT file, member FROM text_versions INDEXED BY text_versions_by_file WHERE member IS NOT NULL",
  ).filter((row) => hasInPath(text(row, "member"), wanted));
  return {
    sql: `a.key IN (SELECT v.article FROM json_each(?) w JOIN text_versions v INDEXED BY text_versions_by_file ON v.file = w.value
      UNION ALL SELECT v.article FROM json_each(?) w JOIN text_versions v INDEXED BY text_versions_by_file
        ON v.file = w.value ->> 0 AND v.member = w.value ->> 1)`,
    parameters: [
      JSON.stringify(files.map((row) => integer(row, "key"))),
      JSON.stringify(members.map((row) => [integer(row, "file"), text(row, "member")])),
    ],
  };
}

const NOTHING: Condition = { sql: "0", parameters: [] };

/**
 * The condition of a field that claims have, and that articles have through their claims.
 * @param owner whose condition it is, `a` or `c`
 */
export function claimField(db: ReadDb, query: FieldQuery, owner: "article" | "claim"): Condition {
  // Dates and places of words are the caller's.
  if (query.kind !== "field") return NOTHING;
  const tags = query.field === "tag" ? JSON.stringify(tagKeys(db, query.value)) : null;
  const claim =
    tags === null ? (claimFields[query.field]?.(query.value, db) ?? NOTHING) : ofClaims("claim_tags WHERE tag", tags);
  if (owner === "claim") return claim;
  const ofArticles = `SELECT c.article FROM claims c WHERE ${claim.sql}`;
  if (tags === null) return { sql: `a.key IN (${ofArticles})`, parameters: claim.parameters };
  return {
    sql: `a.key IN (SELECT article FROM article_tags WHERE tag IN (SELECT value FROM json_each(?)) UNION ALL ${ofArticles})`,
    parameters: [tags, ...claim.parameters],
  };
}

const ofClaims = (table: string, keys: string): Condition => ({
  sql: `c.key IN (SELECT claim FROM ${table} IN (SELECT value FROM json_each(?)))`,
  parameters: [keys],
});

const graded = (column: string, value: string): Condition =>
  value === "none" ? { sql: `${column} IS NULL`, parameters: [] } : { sql: `${column} = ?`, parameters: [value] };

/** How the last hop of a chain knows: the claim's basis. */
const LAST_HOP = `FROM hops h WHERE h.claim = c.key
  AND h.position = (SELECT max(l.position) FROM hops l WHERE l.claim = h.claim AND l.chain = h.chain)`;

const claimFields: { readonly [Field in NameField]?: OfField } = {
  source: (value, db) => ofClaims("hops WHERE source", JSON.stringify(sourceKeys(db, value))),
  origin: (value, db) => ({
    sql: "c.origin IN (SELECT value FROM json_each(?))",
    parameters: [JSON.stringify(sourceKeys(db, value))],
  }),
  question: (value, db) => ofClaims("question_claims WHERE question", JSON.stringify(questionKeys(db, value))),
  reliability: (value) => graded("c.reliability", value),
  credibility: (value) => graded("c.credibility", value),
  basis: (value) =>
    value === "none"
      ? { sql: `NOT EXISTS (SELECT 1 ${LAST_HOP} AND h.basis IS NOT NULL)`, parameters: [] }
      : { sql: `EXISTS (SELECT 1 ${LAST_HOP} AND h.basis = ?)`, parameters: [value] },
  mode: (value) =>
    value === "none"
      ? { sql: "NOT EXISTS (SELECT 1 FROM hops h WHERE h.claim = c.key AND h.mode IS NOT NULL)", parameters: [] }
      : { sql: "EXISTS (SELECT 1 FROM hops h WHERE h.claim = c.key AND h.mode = ?)", parameters: [value] },
};

/** Questions of which the text has these words, one after the other. */
function questionKeys(db: ReadDb, value: string): number[] {
  const wanted = ` ${foldText(value).trim().replaceAll(/ +/g, " ")} `;
  return all(db, "SELECT key, text FROM questions")
    .filter((row) => ` ${foldText(text(row, "text")).trim().replaceAll(/ +/g, " ")} `.includes(wanted))
    .map((row) => integer(row, "key"));
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
