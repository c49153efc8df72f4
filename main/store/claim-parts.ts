import { Bound, type QuestionRef, RelationKind, type Slot, SlotKind } from "../../app/claims/model.ts";
import { all, first, integer, oneOf, type ReadDb, type Row, run, text, textOrNull, type WriteDb } from "./sql.ts";

/** What else belongs to a claim beside its spans and chains: slots, questions, and how many relations it has. */

/** The rows of a statement over `json_each(?)` of keys, by the key in their column `claim`. */
export function byClaim<Part>(
  db: ReadDb,
  sql: string,
  keys: readonly number[],
  read: (row: Row) => Part,
): ReadonlyMap<number, Part[]> {
  const parts = new Map<number, Part[]>(keys.map((key) => [key, []]));
  for (const row of all(db, sql, [JSON.stringify(keys)])) parts.get(integer(row, "claim"))?.push(read(row));
  return parts;
}

const toSlot =
  (source: "raw_id" | "source_id") =>
  (row: Row): Slot => ({
    kind: oneOf(row, "kind", SlotKind.options),
    text: text(row, "text"),
    number: row["number"] === null ? null : integer(row, "number"),
    bound: row["bound"] === null ? null : oneOf(row, "bound", Bound.options),
    unit: textOrNull(row, "unit"),
    date: textOrNull(row, "date"),
    sourceId: textOrNull(row, source),
  });

const SLOTS = `SELECT l.claim, l.kind, l.text, l.number, l.bound, l.unit, l.date, raw.id AS raw_id, s.id AS source_id
  FROM json_each(?) w CROSS JOIN slots l ON l.claim = w.value
    LEFT JOIN sources raw ON raw.key = l.source LEFT JOIN sources s ON s.key = ifnull(raw.root, raw.key)
  ORDER BY l.claim, l.position`;

/** The slots of claims as they are shown: every source as the one that it is read as. */
export const slotsOfAll = (db: ReadDb, keys: readonly number[]): ReadonlyMap<number, Slot[]> =>
  byClaim(db, SLOTS, keys, toSlot("source_id"));

/** The slots of a claim as the ledger keeps them. */
export const slotValues = (db: ReadDb, key: number): Slot[] =>
  byClaim(db, SLOTS, [key], toSlot("raw_id")).get(key) ?? [];

/** Gives a claim exactly these slots. */
export function writeSlots(db: WriteDb, key: number, slots: readonly Slot[]): void {
  run(db, "DELETE FROM slots WHERE claim = ?", [key]);
  for (const [position, slot] of slots.entries())
    run(
      db,
      `INSERT INTO slots (claim, position, kind, text, number, bound, unit, date, source)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, (SELECT key FROM sources WHERE id = ?))`,
      [key, position, slot.kind, slot.text, slot.number, slot.bound, slot.unit, slot.date, slot.sourceId],
    );
}

const QUESTIONS = `SELECT u.claim, q.id, q.text
  FROM json_each(?) w CROSS JOIN question_claims u ON u.claim = w.value JOIN questions q ON q.key = u.question
  ORDER BY u.claim, q.id`;

/** The questions that claims are gathered under. */
export const questionsOfAll = (db: ReadDb, keys: readonly number[]): ReadonlyMap<number, QuestionRef[]> =>
  byClaim(db, QUESTIONS, keys, (row) => ({ id: text(row, "id"), text: text(row, "text") }));

/** The questions of a claim as the ledger keeps them. */
export const questionIdsOf = (db: ReadDb, key: number): string[] =>
  (questionsOfAll(db, [key]).get(key) ?? []).map(({ id }) => id);

/** Puts a claim under exactly these questions. */
export function writeQuestions(db: WriteDb, key: number, ids: readonly string[]): void {
  run(db, "DELETE FROM question_claims WHERE claim = ?", [key]);
  for (const id of ids)
    run(db, "INSERT INTO question_claims (question, claim) SELECT key, ? FROM questions WHERE id = ?", [key, id]);
}

type RelationCounts = Partial<Record<RelationKind, number>>;

const RELATIONS = `SELECT claim, kind, count(*) AS count FROM (
    SELECT w.value AS claim, r.kind FROM json_each(?1) w CROSS JOIN relations r ON r.from_claim = w.value
    UNION ALL SELECT w.value, r.kind FROM json_each(?1) w CROSS JOIN relations r ON r.to_claim = w.value)
  GROUP BY claim, kind ORDER BY claim, kind`;

/** How many relations of each kind claims have, either way. */
export function relationCountsOfAll(db: ReadDb, keys: readonly number[]): ReadonlyMap<number, RelationCounts> {
  const counted = byClaim(db, RELATIONS, keys, (row): [RelationKind, number] => [
    oneOf(row, "kind", RelationKind.options),
    integer(row, "count"),
  ]);
  return new Map(Array.from(counted, ([key, counts]) => [key, Object.fromEntries(counts)]));
}

/** When an article was published, from which the relative dates of its claims count. */
export function publishedAtOf(db: ReadDb, articleId: string): string | null {
  const row = first(db, "SELECT published_at FROM articles WHERE id = ?", [articleId]);
  return row && textOrNull(row, "published_at");
}
