import type { ClaimsWithin, MemoHit, SearchOrder } from "../../app/search/model.ts";
import { termsOf } from "../../app/search/query.ts";
import { isLeaf, matchTermOf, placed, type Query } from "../../app/search/tree.ts";
import { findMatches } from "../../app/text/match.ts";
import { ARTICLE_DATE } from "./search-fields.ts";
import type { Condition } from "./search-plan.ts";
import { ARTICLES, CLAIMS } from "./search-tables.ts";
import { withinOf } from "./search-within.ts";
import { type Found, keysOf, readQuery } from "./search.ts";
import { beginningOf, snippetsOfText } from "./snippets.ts";
import { all, integer, type ReadDb, type Row, text, textOrNull } from "./sql.ts";

/** A memo and what it belongs to. */
interface Memo {
  readonly kind: MemoHit["kind"];
  readonly row: Row;
  readonly words: string;
  readonly hits: number;
}

const COLUMNS = `a.key AS article, a.id AS article_id, a.title, a.outlet, ${ARTICLE_DATE} AS date`;
const ANNOTATION_MEMOS = `SELECT n.key, n.id, n.quote, n.memo, ${COLUMNS}
  FROM annotations n JOIN articles a ON a.key = n.article WHERE n.memo IS NOT NULL AND a.withdrawn = 0`;
const CLAIM_MEMOS = `SELECT c.key, c.id, s.quote, c.memo, ${COLUMNS} FROM json_each(?) w
  JOIN claims c ON c.key = w.value JOIN articles a ON a.key = c.article
  JOIN claim_spans s ON s.claim = c.key AND s.position = 0 WHERE c.memo IS NOT NULL`;

/**
 * A window of the memos that fit a query: its words stand in the memo, its fields are those of the article, and of the
 * claim. Memos are written by hand: those of annotations are read through, those of claims have an index.
 */
export function searchMemos(
  db: ReadDb,
  query: string,
  order: SearchOrder,
  offset: number,
  limit: number,
  within?: ClaimsWithin,
): Found<MemoHit> {
  const asked = readQuery(query);
  if (asked === null) return { total: 0, hits: [] };
  const sought = placed(asked, "memo");
  const terms = termsOf(sought, "memo");
  const found = (kind: MemoHit["kind"], row: Row): Memo => {
    const words = text(row, "memo");
    return { kind, row, words, hits: findMatches(words, terms).length };
  };
  const condition = withinOf(within);
  const keys = keysOf(db, CLAIMS, sought, condition);
  const memos = [
    // Claims by id have no annotations.
    ...(within !== undefined && "claims" in within ? [] : annotations(db, sought, condition)).map((row) =>
      found("annotation", row),
    ),
    ...all(db, CLAIM_MEMOS, [JSON.stringify(keys)]).map((row) => found("claim", row)),
  ].toSorted((a, b) => (order === "relevance" ? b.hits - a.hits : 0) || byDate(a, b, order === "oldest" ? 1 : -1));
  return { total: memos.length, hits: memos.slice(offset, offset + limit).map((memo) => hitOf(memo, terms)) };
}

function hitOf({ kind, row, words, hits }: Memo, terms: ReturnType<typeof termsOf>): MemoHit {
  const snippets = snippetsOfText(words, terms);
  return {
    kind,
    id: text(row, "id"),
    articleId: text(row, "article_id"),
    articleTitle: text(row, "title"),
    outlet: textOrNull(row, "outlet"),
    quote: text(row, "quote"),
    score: hits,
    snippets: snippets.length > 0 ? snippets : [beginningOf(words)],
  };
}

/** Undated last, whichever way the rest runs. */
function byDate(a: Memo, b: Memo, way: 1 | -1): number {
  const [one, other] = [textOrNull(a.row, "date"), textOrNull(b.row, "date")];
  if (one === other) return integer(b.row, "key") - integer(a.row, "key");
  if (one === null || other === null) return one === null ? 1 : -1;
  return one < other ? -way : way;
}

function annotations(db: ReadDb, query: Query, within: Condition | null): Row[] {
  const where = within === null ? "" : ` AND ${within.sql}`;
  const fits = fitting(db, query);
  return all(db, ANNOTATION_MEMOS + where, within?.parameters ?? []).filter((row) =>
    fits(text(row, "memo"), integer(row, "article")),
  );
}

/** Whether a memo on an article fits: each field is asked once, for all articles. */
function fitting(db: ReadDb, query: Query): (memo: string, article: number) => boolean {
  if (query.kind === "and" || query.kind === "or") {
    const parts = query.parts.map((part) => fitting(db, part));
    return query.kind === "and"
      ? (memo, article) => parts.every((fits) => fits(memo, article))
      : (memo, article) => parts.some((fits) => fits(memo, article));
  }
  if (query.kind === "not") {
    const fits = fitting(db, query.part);
    return (memo, article) => !fits(memo, article);
  }
  if (isLeaf(query) || (query.kind === "in" && query.field === "memo")) {
    const term = matchTermOf(isLeaf(query) ? query : query.part);
    return (memo) => findMatches(memo, [term]).length > 0;
  }
  const articles = new Set(keysOf(db, ARTICLES, query, null));
  return (_memo, article) => articles.has(article);
}
