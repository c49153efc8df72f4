import { must } from "../../../app/kernel/assert.ts";
import type { QuestionRow } from "../../../app/questions/model.ts";
import { type Command, type Context, UsageError } from "../command.ts";
import { definite } from "../filters.ts";
import { questionsFor } from "../questions.ts";
import { allRows } from "../rows.ts";

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

/** How much a question gathers: "5 claims in 5 articles, 2 origins". */
const gathered = ({ claims, articles, origins, contradictions }: QuestionRow): string =>
  `${counted(claims, "claim")} in ${counted(articles, "article")}, ${counted(origins, "origin")}, ${counted(contradictions, "contradiction")}`;

const line = (question: QuestionRow): string =>
  [question.id, question.state, gathered(question), question.text, ...(question.answer ? [question.answer] : [])].join(
    "\t",
  );

const allQuestions = (context: Context) =>
  allRows(async (window) => (await context.client().call("questions.list", window)).rows);

/** The id of a question by what was typed: its id, or its text. */
export async function questionNamed(context: Context, typed: string): Promise<string> {
  return must((await questionsFor(context.client(), [typed]))[0], "one question for one that was typed");
}

/** Prints a question as it stands now. */
async function show(context: Context, id: string): Promise<void> {
  await context.print.document(await context.client().call("questions.get", { id }), (question) => [line(question)]);
}

/** A question and what is typed after it. */
function questionAnd(context: Context, what: string): { question: string; rest: readonly string[] } {
  const [question, ...rest] = context.typed.words;
  if (question === undefined) throw new UsageError("QUESTION is missing");
  if (rest.length === 0) throw new UsageError(`${what} is missing`);
  return { question, rest };
}

export const questionsCommand: Command = {
  name: "questions",
  usage: "questions --case FILE",
  summary: "list the questions with the claims, articles and origins that each gathers",
  options: ["case"],
  words: false,
  async run(context) {
    await context.openCase();
    await context.print.list(allQuestions(context), line);
    return true;
  },
};

export const questionAddCommand: Command = {
  name: "question add",
  usage: "question add --case FILE TEXT [--note TEXT] [--claim ID]",
  summary: "ask a question; --claim repeats, and gathers claims for it at once",
  options: ["case", "analyst", "note", "claim"],
  words: true,
  async run(context) {
    const [text, note, claimIds] = [context.typed.word("TEXT"), context.typed.one("note"), context.typed.all("claim")];
    await context.openCase();
    const added = await context
      .client()
      .call("questions.add", { text, ...definite({ note }), ...(claimIds.length > 0 ? { claimIds } : {}) });
    await show(context, added.id);
    return true;
  },
};

const gathering = (verb: "gather" | "release", summary: string): Command => ({
  name: `question ${verb}`,
  usage: `question ${verb} --case FILE QUESTION CLAIM…`,
  summary,
  options: ["case", "analyst"],
  words: true,
  async run(context) {
    const { question, rest } = questionAnd(context, "CLAIM");
    await context.openCase();
    const id = await questionNamed(context, question);
    await context.client().call(`questions.${verb}`, { id, claimIds: [...rest] });
    await show(context, id);
    return true;
  },
});

export const questionGatherCommand = gathering("gather", "put claims under a question (its id or its text)");
export const questionReleaseCommand = gathering("release", "take claims off a question");

export const questionSettleCommand: Command = {
  name: "question settle",
  usage: "question settle --case FILE QUESTION [--answer TEXT]",
  summary: "settle a question, with the answer in your words",
  options: ["case", "analyst", "answer"],
  words: true,
  async run(context) {
    const [question, answer] = [context.typed.word("QUESTION"), context.typed.one("answer")];
    await context.openCase();
    const id = await questionNamed(context, question);
    await context.client().call("questions.edit", { id, state: "settled", ...definite({ answer }) });
    await show(context, id);
    return true;
  },
};

export const questionRemoveCommand: Command = {
  name: "question remove",
  usage: "question remove --case FILE QUESTION",
  summary: "remove a question; its claims stay",
  options: ["case", "analyst"],
  words: true,
  async run(context) {
    const typed = context.typed.word("QUESTION");
    await context.openCase();
    const id = await questionNamed(context, typed);
    const { text } = await context.client().call("questions.get", { id });
    await context.client().call("questions.remove", { id });
    await context.print.document({ removed: id }, () => [`removed: ${text}`]);
    return true;
  },
};
