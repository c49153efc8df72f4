import { RelationKind } from "../claims/model.ts";
import { command, Id, Nothing, query, Window } from "../contract/procedure.ts";
import { z } from "../kernel/schema.ts";
import {
  Comparison,
  Origin,
  Proposal,
  Question,
  QuestionColumn,
  QuestionRow,
  QuestionState,
  Relation,
  RelationOf,
} from "./model.ts";

const note = z.string().trim().min(1).max(5000).nullable();
const text = z.string().trim().min(1).max(1000);
const count = z.number().int();
const Claims = z.array(Id).min(1).max(10_000);

export const questionQueries = {
  "questions.list": query(
    "A window of the questions, filtered by part of their text, folded.",
    Window.extend({
      text: z.string().max(300).optional(),
      states: z.array(QuestionState).optional(),
      sort: z.object({ column: QuestionColumn, descending: z.boolean().default(false) }).optional(),
    }),
    z.object({ total: count, rows: z.array(QuestionRow) }),
  ),
  "questions.get": query("One question with its counts.", z.object({ id: Id }), QuestionRow, ["not-found"]),
  "questions.compare": query(
    "What each origin says in each slot, and where they differ; families and repeats count as one origin.",
    z.object({ id: Id }),
    Comparison,
    ["not-found"],
  ),
  "relations.of": query("The relations of a claim, newest first.", z.object({ claimId: Id }), z.array(RelationOf), [
    "not-found",
  ]),
  "relations.propose": query(
    "Relations that a claim may have, by shared questions, slots and likeness; none is made by itself.",
    z.object({ claimId: Id, limit: z.number().int().min(1).max(100).default(20) }),
    z.array(Proposal),
    ["not-found"],
  ),
  "relations.origins": query(
    "The distinct origins behind a claim and what corroborates it: what credibility 1 rests on. `repeated` names the origin that several claims go back to, where there is only one.",
    z.object({ claimId: Id }),
    z.object({ origins: z.array(Origin), repeated: z.string().nullable(), articles: count }),
    ["not-found"],
  ),
};

export const questionCommands = {
  "questions.add": command(
    "Ask a question, and gather claims for it at once.",
    z.object({ text, note: note.default(null), claimIds: Claims.optional() }),
    Question,
    ["not-found"],
  ),
  "questions.edit": command(
    "Change a question, settle it with an answer, or open it again.",
    z.object({
      id: Id,
      text: text.optional(),
      note: note.optional(),
      state: QuestionState.optional(),
      answer: note.optional(),
    }),
    Question,
    ["not-found"],
  ),
  "questions.remove": command("Remove a question; its claims stay.", z.object({ id: Id }), Nothing, ["not-found"]),
  "questions.gather": command("Put claims under a question.", z.object({ id: Id, claimIds: Claims }), QuestionRow, [
    "not-found",
  ]),
  "questions.release": command("Take claims off a question.", z.object({ id: Id, claimIds: Claims }), QuestionRow, [
    "not-found",
  ]),
  "relations.add": command(
    "Relate claims: one pair or many. What is related so already is left as it is.",
    z.object({
      kind: RelationKind,
      pairs: z
        .array(z.object({ fromId: Id, toId: Id }))
        .min(1)
        .max(1000),
      note: note.default(null),
    }),
    z.array(Relation),
    ["not-found", "bad-request"],
  ),
  "relations.edit": command(
    "Change a relation's kind, direction or note.",
    z.object({ id: Id, kind: RelationKind.optional(), swap: z.boolean().optional(), note: note.optional() }),
    Relation,
    ["not-found", "name-taken"],
  ),
  "relations.remove": command("Take relations away.", z.object({ ids: z.array(Id).min(1) }), Nothing, ["not-found"]),
};
