import { z } from "../../app/kernel/schema.ts";
import { QuestionState } from "../../app/questions/model.ts";
import { sortKey } from "../../app/text/names.ts";
import { objectTable } from "./object-table.ts";
import { first, oneOf, run, text, textOrNull } from "./sql.ts";

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
