import { Refusal } from "../../app/contract/errors.ts";
import { must } from "../../app/kernel/assert.ts";
import { compareAccounts } from "../../app/questions/comparison.ts";
import type { Comparison, QuestionRow } from "../../app/questions/model.ts";
import type { Desk } from "../desk.ts";
import type { Handlers, NamesOf } from "../dispatch.ts";
import type { Act } from "../store/acts.ts";
import { ClaimValue } from "../store/claim-value.ts";
import { claimIds, claimsByKeys } from "../store/claims.ts";
import { newId, nowText } from "../store/identity.ts";
import { objects } from "../store/objects.ts";
import { originFacts, originsOfClaims } from "../store/origins.ts";
import { claimKeysUnder, findQuestion, listQuestions, plainQuestion, QuestionValue } from "../store/questions.ts";
import { relationsBetween } from "../store/relations.ts";
import type { ReadDb } from "../store/sql.ts";
import { makeRelations } from "./relations.ts";

function get(db: ReadDb, id: string): QuestionRow {
  const question = findQuestion(db, id);
  if (!question) throw new Refusal("not-found", `there is no question ${id}`);
  return question;
}

function valueOf(db: ReadDb, id: string): QuestionValue {
  const value = objects.question.read(db, id);
  if (!value) throw new Refusal("not-found", `there is no question ${id}`);
  return QuestionValue.parse(value);
}

/** Which questions a claim stands under is part of the claim. */
function requestion(act: Act, db: ReadDb, claimId: string, change: (questions: readonly string[]) => string[]): void {
  const value = objects.claim.read(db, claimId);
  if (!value) throw new Refusal("not-found", `there is no claim ${claimId}`);
  const claim = ClaimValue.parse(value);
  const questions = change(claim.questions).toSorted();
  if (questions.length !== claim.questions.length) act.put("claim", claimId, { ...claim, questions });
}

function gather(act: Act, db: ReadDb, id: string, claims: readonly string[]): void {
  for (const claim of claims) requestion(act, db, claim, (questions) => [...new Set([...questions, id])]);
}

function release(act: Act, db: ReadDb, id: string, claims: readonly string[]): void {
  for (const claim of claims) requestion(act, db, claim, (questions) => questions.filter((other) => other !== id));
}

function compare(db: ReadDb, id: string): Comparison {
  const question = plainQuestion(db, id);
  if (!question) throw new Refusal("not-found", `there is no question ${id}`);
  const keys = claimKeysUnder(db, id);
  const { claims, origins } = originsOfClaims(db, keys);
  const own = keys.flatMap((key) => origins.of(must(claims.get(key), `claim ${key} is read`).id));
  return compareAccounts({
    question,
    claims: claimsByKeys(db, keys),
    relations: relationsBetween(db, keys),
    origins,
    about: originFacts(db, [...new Set(own.flatMap(({ sourceId }) => sourceId ?? []))]),
  });
}

export function makeQuestions(desk: Desk): Handlers<NamesOf<"questions" | "relations">> {
  return {
    ...makeRelations(desk),
    "questions.list": (listing) => listQuestions(desk.read(), listing),
    "questions.get": ({ id }) => get(desk.read(), id),
    "questions.compare": ({ id }) => compare(desk.read(), id),

    "questions.add": ({ text, note, claimIds: claims = [] }, session) =>
      desk.act(session, "question-add", (act, db) => {
        const id = newId();
        const value: QuestionValue = {
          text,
          note,
          state: "open",
          answer: null,
          createdAt: nowText(),
          createdBy: act.who.analyst.name,
        };
        act.put("question", id, value);
        gather(act, db, id, claims);
        return { id, ...value };
      }),
    "questions.edit": ({ id, ...patch }, session) =>
      desk.act(session, "question-edit", (act, db) => {
        const before = valueOf(db, id);
        const value: QuestionValue = {
          ...before,
          text: patch.text ?? before.text,
          note: patch.note === undefined ? before.note : patch.note,
          state: patch.state ?? before.state,
          answer: patch.answer === undefined ? before.answer : patch.answer,
        };
        act.put("question", id, value);
        return { id, ...value };
      }),
    "questions.remove": ({ id }, session) =>
      desk.act(session, "question-remove", (act, db) => {
        valueOf(db, id);
        release(act, db, id, claimIds(db, claimKeysUnder(db, id)));
        act.put("question", id, null);
        return {};
      }),
    "questions.gather": ({ id, claimIds: claims }, session) =>
      desk.act(session, "question-gather", (act, db) => {
        valueOf(db, id);
        gather(act, db, id, claims);
        return get(db, id);
      }),
    "questions.release": ({ id, claimIds: claims }, session) =>
      desk.act(session, "question-gather", (act, db) => {
        valueOf(db, id);
        release(act, db, id, claims);
        return get(db, id);
      }),
  };
}
