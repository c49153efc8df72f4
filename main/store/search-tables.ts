import type { ClaimHit } from "../../app/search/model.ts";
import { matchTermOf } from "../../app/search/tree.ts";
import { foldText } from "../../app/text/fold.ts";
import { findMatches, type MatchTerm } from "../../app/text/match.ts";
import { beginningIn } from "./beginnings.ts";
import { characterFrom, decode } from "./bodies.ts";
import { utf8Of } from "./body-encoding.ts";
import { ARTICLE_DATE, articleField, CLAIM_DATE, claimField, dateField } from "./search-fields.ts";
import { planQuery, type Plan, type Condition, type FieldQuery, type Searched, type WordTest } from "./search-plan.ts";
import { holding } from "./sought.ts";
import { all, bytes, integer, oneOf, type ReadDb, text, textOrNull } from "./sql.ts";
import { formsAtHand } from "./vocabulary.ts";

/** What is searched: its index, and the rows that it stands for, with the article of each as `a`. */
export interface Table extends Searched {
  readonly from: string;
  readonly date: string;
}

export const ARTICLES: Table = {
  words: "article_words",
  key: "a.key",
  from: "articles a",
  date: ARTICLE_DATE,
  place: (field) => (field === "text" ? { column: null } : null),
  field: (db, query) =>
    query.kind === "in" ? articlesWith(db, query) : (articleField(db, query) ?? claimField(db, query, "article")),
  reject: rejectArticles,
  vocabulary: formsAtHand,
};

export const CLAIMS: Table = {
  words: "claim_words",
  key: "c.key",
  from: "claims c JOIN articles a ON a.key = c.article",
  date: CLAIM_DATE,
  place: (field) => (field === "text" ? null : { column: field }),
  field(db, query) {
    if (query.kind === "in") return keysWithin("a.key", planQuery(db, ARTICLES, query), ARTICLES);
    return query.kind === "date"
      ? dateField(CLAIM_DATE, query)
      : (articleField(db, query) ?? claimField(db, query, "claim"));
  },
  reject: rejectClaims,
  vocabulary: () => null,
};

/** The rows of a plan that the index answers alone, as a condition on keys. */
function keysWithin(key: string, { match, without }: Plan, { words }: Searched): Condition {
  return {
    sql: `${key} IN (SELECT rowid FROM ${words} WHERE ${words} MATCH ? AND rowid NOT IN (SELECT value FROM json_each(?)))`,
    parameters: [match, JSON.stringify(without)],
  };
}

/** Articles of which claims (for memos annotations too) have words in one place. */
function articlesWith(db: ReadDb, query: Extract<FieldQuery, { kind: "in" }>): Condition {
  const claims = keysWithin("c.key", planQuery(db, CLAIMS, query), CLAIMS);
  const ofClaims = `SELECT c.article FROM claims c WHERE ${claims.sql}`;
  if (query.field !== "memo") return { sql: `a.key IN (${ofClaims})`, parameters: claims.parameters };
  return {
    sql: `a.key IN (${ofClaims} UNION ALL SELECT article FROM annotations
      WHERE key IN (SELECT value FROM json_each(?)))`,
    parameters: [...claims.parameters, JSON.stringify(memosWith(db, matchTermOf(query.part)))],
  };
}

/** Annotations of which the memo has a term. There are as many as somebody has written by hand: they are read through. */
function memosWith(db: ReadDb, term: MatchTerm): number[] {
  return all(db, "SELECT key, memo FROM annotations WHERE memo IS NOT NULL")
    .filter((row) => findMatches(text(row, "memo"), [term]).length > 0)
    .map((row) => integer(row, "key"));
}

const ARTICLE_TEXTS = `SELECT a.key, a.title, v.body FROM json_each(?) w CROSS JOIN articles a ON a.key = w.value
  CROSS JOIN text_versions v ON v.article = a.key AND v.number = a.version`;
const ARTICLE_TITLES = "SELECT a.key, a.title FROM json_each(?) w CROSS JOIN articles a ON a.key = w.value";

/** Texts looked at together: few enough that they are never much memory. */
const LOOKED_AT = 100;

function rejectArticles(db: ReadDb, candidates: readonly number[], { term, place }: WordTest): number[] {
  if (place === "text") return rejectByText(db, candidates, term);
  return rejectBy(db, candidates, bodyTest(term), passing(term));
}

/** In the index the words of title and text are one: of plain words, those of a title that has them need a look. */
function rejectByText(db: ReadDb, candidates: readonly number[], term: MatchTerm): number[] {
  const isPlain = (term.kind === "stem" || term.kind === "phrase") && !term.stem && !term.hamza;
  const inTitle = passing(term);
  const looked = isPlain
    ? all(db, ARTICLE_TITLES, [JSON.stringify(candidates)])
        .filter((row) => inTitle(text(row, "title")))
        .map((row) => integer(row, "key"))
    : candidates;
  return rejectBy(db, looked, bodyTest(term));
}

function rejectBy(
  db: ReadDb,
  candidates: readonly number[],
  bodyPasses: (body: Buffer) => boolean,
  titlePasses: (title: string) => boolean = () => false,
): number[] {
  const rejected: number[] = [];
  for (let from = 0; from < candidates.length; from += LOOKED_AT)
    for (const row of all(db, ARTICLE_TEXTS, [JSON.stringify(candidates.slice(from, from + LOOKED_AT))]))
      if (!bodyPasses(utf8Of(bytes(row, "body"))) && !titlePasses(text(row, "title")))
        rejected.push(integer(row, "key"));
  return rejected;
}

const passing =
  (term: MatchTerm) =>
  (words: string): boolean =>
    findMatches(words, [term]).length > 0;

/** Whether a stored text has a term. Of beginnings only those need a look that stand there as they were typed. */
function bodyTest(term: MatchTerm): (body: Buffer) => boolean {
  if (term.kind === "exact") return hasExactly(term.value);
  if (term.kind === "prefix" && term.hamza === undefined) return beginningIn(foldText(term.value).trim());
  return holding(term);
}

function hasExactly(value: string): (body: Buffer) => boolean {
  const needle = Buffer.from(value, "utf8");
  const passes = passing({ kind: "exact", value });
  return (body) => {
    for (let at = body.indexOf(needle); at !== -1; at = body.indexOf(needle, at + 1)) {
      const from = characterFrom(body, at - 16);
      const to = characterFrom(body, at + needle.length + 16);
      if (passes(decode(body.subarray(from, to)))) return true;
    }
    return false;
  };
}

function rejectClaims(db: ReadDb, candidates: readonly number[], { term, place }: WordTest): number[] {
  const passes = passing(term);
  return candidates.filter(
    (key) => !claimTexts(db, key).some(([field, words]) => (place === null || place === field) && passes(words)),
  );
}

const CLAIM_TEXTS = `SELECT 'statement' AS field, statement AS words FROM claims WHERE key = ?1
  UNION ALL SELECT 'quote', quote FROM (SELECT quote FROM claim_spans WHERE claim = ?1 ORDER BY position)
  UNION ALL SELECT 'memo', memo FROM claims WHERE key = ?1`;

/** The texts of a claim that are searched, each with its field. */
export const claimTexts = (db: ReadDb, key: number): [ClaimHit["field"], string][] =>
  all(db, CLAIM_TEXTS, [key]).flatMap((row) => {
    const words = textOrNull(row, "words");
    return words === null ? [] : [[oneOf(row, "field", ["statement", "quote", "memo"] as const), words]];
  });
