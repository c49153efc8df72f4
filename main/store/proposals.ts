import { indexText } from "../../app/text/stem.ts";
import { all, first, integer, integers, type ReadDb, text, textOrNull } from "./sql.ts";

/** Letters of a word by which claims are looked for. */
const SHORTEST = 3;
/** Words that are looked up at most, and claims that a word may find: a word that finds more tells nothing. */
const WORDS = 40;
const COMMON = 2000;
/** Claims of one question, and claims alike, that are looked at. */
const BESIDE = 1000;
const ALIKE = 100;

/** Claims that share a question with one. */
const besides = (db: ReadDb, key: number): number[] =>
  integers(
    db,
    `SELECT DISTINCT o.claim FROM question_claims u JOIN question_claims o ON o.question = u.question
     WHERE u.claim = ?1 AND o.claim <> ?1 LIMIT ${BESIDE}`,
    [key],
  );

/** Claims that share rare words with one, those first that share the most. */
function alike(db: ReadDb, key: number): number[] {
  const row = first(db, "SELECT statement FROM claims WHERE key = ?", [key]);
  const quotes = all(db, "SELECT quote FROM claim_spans WHERE claim = ? ORDER BY position", [key]);
  const said = [row ? (textOrNull(row, "statement") ?? "") : "", ...quotes.map((quote) => text(quote, "quote"))];
  const words = [...new Set(indexText(said.join(" ")).split(" "))].filter((word) => word.length >= SHORTEST);
  const score = new Map<number, number>();
  for (const word of words.slice(0, WORDS)) {
    const found = integers(db, `SELECT rowid FROM claim_words WHERE claim_words MATCH ? LIMIT ${COMMON}`, [
      `{statement quote} : "${word}"`,
    ]);
    if (found.length === COMMON) continue;
    for (const other of found) score.set(other, (score.get(other) ?? 0) + 1 / Math.log2(2 + found.length));
  }
  score.delete(key);
  return [...score]
    .toSorted(([a, one], [b, other]) => other - one || a - b)
    .slice(0, ALIKE)
    .map(([other]) => other);
}

/** The keys of claims that one may be related to: of the same question, or alike in their words; not those that are already. */
export function relationCandidates(db: ReadDb, key: number): number[] {
  const related = new Set(
    integers(
      db,
      `SELECT to_claim FROM relations WHERE from_claim = ?1 UNION SELECT from_claim FROM relations WHERE to_claim = ?1`,
      [key],
    ),
  );
  return [...new Set([...besides(db, key), ...alike(db, key)])].filter((other) => !related.has(other));
}

/** When the articles of claims were published, by the claim's id, as a key that sorts. */
export const publishedOf = (db: ReadDb, keys: readonly number[]): ReadonlyMap<string, string | null> =>
  new Map(
    all(
      db,
      `SELECT c.id, a.published_key AS published FROM json_each(?) w CROSS JOIN claims c ON c.key = w.value
       JOIN articles a ON a.key = c.article`,
      [JSON.stringify(keys)],
    ).map((row) => [text(row, "id"), textOrNull(row, "published")]),
  );

/** The keys of the claims with these ids, in their order; null for those that are not there. */
export function claimKeys(db: ReadDb, ids: readonly string[]): (number | null)[] {
  const rows = all(db, "SELECT c.id, c.key FROM json_each(?) w CROSS JOIN claims c ON c.id = w.value", [
    JSON.stringify(ids),
  ]);
  const keys = new Map(rows.map((row) => [text(row, "id"), integer(row, "key")]));
  return ids.map((id) => keys.get(id) ?? null);
}
