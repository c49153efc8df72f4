import { z } from "../../app/kernel/schema.ts";
import type { Question, QuestionColumn, QuestionRow } from "../../app/questions/model.ts";
import { QuestionState } from "../../app/questions/model.ts";
import { foldText } from "../../app/text/fold.ts";
import { sortKey } from "../../app/text/names.ts";
import { objectTable } from "./object-table.ts";
import { originsOfClaims } from "./origins.ts";
import {
  all,
  containing,
  first,
  integer,
  integers,
  marks,
  oneOf,
  type ReadDb,
  type Row,
  run,
  text,
  textOrNull,
} from "./sql.ts";

/** A question as the ledger keeps it; which claims it gathers stands with the claims. */
export const QuestionValue = z.object({
  text: z.string(),
  note: z.string().nullable(),
  state: QuestionState,
  answer: z.string().nullable(),
  createdAt: z.string(),
  createdBy: z.string(),
});
export type QuestionValue = z.infer<typeof QuestionValue>;

export const questionObject = objectTable(QuestionValue, {
  read(db, id) {
    const row = first(db, "SELECT text, note, state, answer, created_at, created_by FROM questions WHERE id = ?", [id]);
    return (
      row && {
        text: text(row, "text"),
        note: textOrNull(row, "note"),
        state: oneOf(row, "state", QuestionState.options),
        answer: textOrNull(row, "answer"),
        createdAt: text(row, "created_at"),
        createdBy: text(row, "created_by"),
      }
    );
  },
  write(db, id, value) {
    if (value === null) {
      run(db, "DELETE FROM questions WHERE id = ?", [id]);
      return;
    }
    run(
      db,
      `INSERT INTO questions (id, text, text_key, note, state, answer, created_at, created_by)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET text = excluded.text, text_key = excluded.text_key, note = excluded.note,
         state = excluded.state, answer = excluded.answer`,
      [
        id,
        value.text,
        sortKey(value.text).split("\u0001", 1)[0] ?? "",
        value.note,
        value.state,
        value.answer,
        value.createdAt,
        value.createdBy,
      ],
    );
  },
  label: (value) => value.text.slice(0, 120).toWellFormed(),
});

const COLUMNS = "q.key, q.id, q.text, q.note, q.state, q.answer, q.created_at, q.created_by";

const toQuestion = (row: Row): Question => ({
  id: text(row, "id"),
  text: text(row, "text"),
  note: textOrNull(row, "note"),
  state: oneOf(row, "state", QuestionState.options),
  answer: textOrNull(row, "answer"),
  createdAt: text(row, "created_at"),
  createdBy: text(row, "created_by"),
});

const CLAIMS = "(SELECT count(*) FROM question_claims u WHERE u.question = q.key)";
const ARTICLES = `(SELECT count(DISTINCT s.article) FROM question_claims u JOIN claim_spans s ON s.claim = u.claim
  WHERE u.question = q.key)`;
// Of each claim its own relations are read, not each pair of claims looked up.
const CONTRADICTIONS = `(SELECT count(*) FROM question_claims u
  CROSS JOIN relations r ON r.from_claim = u.claim AND r.kind = 'contradicts'
  CROSS JOIN question_claims v ON v.claim = r.to_claim AND v.question = q.key WHERE u.question = q.key)`;
const COUNTED = `${COLUMNS}, ${CLAIMS} AS claims, ${ARTICLES} AS articles, ${CONTRADICTIONS} AS contradictions`;

function toRow(db: ReadDb, row: Row): QuestionRow {
  const keys = keysUnder(db, integer(row, "key"));
  const { claims, origins } = originsOfClaims(db, keys);
  return {
    ...toQuestion(row),
    claims: integer(row, "claims"),
    articles: integer(row, "articles"),
    origins: new Set(keys.flatMap((key) => origins.of(claims.get(key)?.id ?? "").map((origin) => origin.key))).size,
    contradictions: integer(row, "contradictions"),
  };
}

const keysUnder = (db: ReadDb, question: number): number[] =>
  integers(
    db,
    `SELECT c.key FROM question_claims u JOIN claims c ON c.key = u.claim JOIN articles a ON a.key = c.article
     WHERE u.question = ? ORDER BY a.published_key IS NULL, a.published_key, a.key, c.start, c.key`,
    [question],
  );

/** The keys of the claims under a question, those of the earliest article first. */
export function claimKeysUnder(db: ReadDb, id: string): number[] {
  const row = first(db, "SELECT key FROM questions WHERE id = ?", [id]);
  return row ? keysUnder(db, integer(row, "key")) : [];
}

/** A question without what is counted of it. */
export function plainQuestion(db: ReadDb, id: string): Question | null {
  const row = first(db, `SELECT ${COLUMNS} FROM questions q WHERE q.id = ?`, [id]);
  return row && toQuestion(row);
}

export function findQuestion(db: ReadDb, id: string): QuestionRow | null {
  const row = first(db, `SELECT ${COUNTED} FROM questions q WHERE q.id = ?`, [id]);
  return row && toRow(db, row);
}

const orders: Readonly<Record<Exclude<QuestionColumn, "origins">, string>> = {
  text: "q.text_key",
  state: "q.state",
  claims: "claims",
  contradictions: "contradictions",
  createdAt: "q.created_at",
};

interface Listing {
  readonly text?: string | undefined;
  readonly states?: readonly QuestionState[] | undefined;
  readonly sort?: { readonly column: QuestionColumn; readonly descending: boolean } | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** A window of the questions, the newest first where no order is asked for. */
export function listQuestions(db: ReadDb, listing: Listing): { total: number; rows: QuestionRow[] } {
  const { states = [], sort = { column: "createdAt", descending: true }, offset, limit } = listing;
  const words = foldText(listing.text ?? "")
    .split(" ")
    .filter(Boolean);
  const where = [
    ...words.map(() => `q.text_key LIKE ? ESCAPE '\\'`),
    ...(states.length > 0 ? [`q.state IN (${marks(states.length)})`] : []),
  ];
  const parameters = [...words.map(containing), ...states];
  const condition = where.length > 0 ? `WHERE ${where.join(" AND ")}` : "";
  const direction = sort.descending ? "DESC" : "ASC";
  if (sort.column === "origins") {
    // How many origins there are is known only when all claims were looked at.
    const rows = all(db, `SELECT ${COUNTED} FROM questions q ${condition} ORDER BY q.key ${direction}`, parameters)
      .map((row) => toRow(db, row))
      .toSorted((a, b) => (sort.descending ? b.origins - a.origins : a.origins - b.origins));
    return { total: rows.length, rows: rows.slice(offset, offset + limit) };
  }
  const count = first(db, `SELECT count(*) AS total FROM questions q ${condition}`, parameters);
  const rows = all(
    db,
    `SELECT ${COUNTED} FROM questions q ${condition}
     ORDER BY ${orders[sort.column]} ${direction}, q.key ${direction} LIMIT ? OFFSET ?`,
    [...parameters, limit, offset],
  );
  return { total: count ? integer(count, "total") : 0, rows: rows.map((row) => toRow(db, row)) };
}
