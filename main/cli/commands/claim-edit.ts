import { chainOf, fieldOptions, fieldUsage, readChains, readGrade, readSlots, readSpan } from "../claim-fields.ts";
import { type Command, type Context, type OptionName, type Typed, UsageError } from "../command.ts";
import { definite } from "../filters.ts";
import { questionsFor } from "../questions.ts";
import { claimDocument, claimLine } from "../rows.ts";

type ListOption = Extract<OptionName, "slot" | "question" | "tag">;

/** What a repeated option was given; `""` alone empties the list. */
function list(typed: Typed, name: ListOption): string[] | undefined {
  const given = typed.all(name);
  if (given.length === 0) return undefined;
  return given.filter((each) => each !== "");
}

/** What an option was given; `""` takes away what is there. */
function orNothing(value: string | undefined): string | null | undefined {
  return value === "" ? null : value;
}

const isOneThere = (fields: object): boolean => Object.keys(fields).length > 0;

async function showClaim(context: Context, id: string): Promise<void> {
  const claim = await context.client().call("claims.get", { id });
  await context.print.document(claimDocument(claim), (document) => [claimLine(document)]);
}

export const claimEditCommand: Command = {
  name: "claim edit",
  usage: `claim edit --case FILE CLAIM [--article ID] [--span START:END] [--source NAME | --hops JSON] ${fieldUsage}`,
  summary:
    'change a claim: what is given takes the place of what is there, all of it where it repeats; "" takes it away.\n' +
    "    A grade is added to its history, none takes it back",
  options: ["case", "analyst", "evidence", ...fieldOptions],
  words: true,
  async run(context) {
    const { typed } = context;
    const id = typed.word("CLAIM");
    const article = typed.one("article");
    const spans = typed.all("span").map(readSpan);
    if (article !== undefined && spans.length === 0) throw new UsageError("--article needs a --span in it");
    const { name, chains } = readChains(typed);
    const slots = list(typed, "slot");
    const questions = list(typed, "question");
    const fields = {
      ...(spans.length > 0 && { spans: spans.map(({ start, end }) => ({ start, end, articleId: article })) }),
      ...(chains[0] && { hops: chains[0], furtherChains: chains.slice(1) }),
      ...(slots && { slots: readSlots(slots) }),
      ...nullable({
        statement: orNothing(typed.one("statement")),
        eventDate: orNothing(typed.one("event-date")),
        memo: orNothing(typed.one("memo")),
      }),
      ...definite({
        tags: list(typed, "tag"),
        reliability: readGrade(typed, "reliability"),
        credibility: readGrade(typed, "credibility"),
      }),
    };
    if (!isOneThere(fields) && name === undefined && questions === undefined)
      throw new UsageError("say what is to be changed");

    await context.openCase();
    const client = context.client();
    const { articleId } = await client.call("claims.get", { id });
    await client.call("claims.edit", {
      id,
      ...fields,
      ...(name !== undefined && { hops: await chainOf(client, article ?? articleId, name), furtherChains: [] }),
      ...(questions && { questions: await questionsFor(client, questions) }),
    });
    await showClaim(context, id);
    return true;
  },
};

/** The same without what is undefined; null stays. */
const nullable = <Fields extends object>(fields: Fields): { [K in keyof Fields]?: Exclude<Fields[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;

export const claimGradeCommand: Command = {
  name: "claim grade",
  usage: `claim grade --case FILE CLAIM… [--reliability B|none] [--credibility 2|none] [--reason TEXT]
                [--reason-code CODE] [--evidence claim:ID|article:ID]`,
  summary:
    "add to the history of a claim's grades; of several at once with one reason for all, which then must be given",
  options: ["case", "analyst", "reliability", "credibility", "reason", "reason-code", "evidence"],
  words: true,
  async run(context) {
    const { typed } = context;
    const ids = typed.words;
    const [first] = ids;
    if (first === undefined) throw new UsageError("CLAIM is missing");
    const grades = definite({
      reliability: readGrade(typed, "reliability"),
      credibility: readGrade(typed, "credibility"),
    });
    const grade = grades.reliability ?? grades.credibility;
    if (!grade) throw new UsageError("give --reliability, --credibility or both");
    if (ids.length > 1 && grade.evidence.length > 0) throw new UsageError("--evidence is of one claim");

    await context.openCase();
    const client = context.client();
    if (ids.length === 1) {
      await client.call("claims.edit", { id: first, ...grades });
      await showClaim(context, first);
      return true;
    }
    const done = await client.call("claims.bulk", {
      ids: [...ids],
      ...(grades.reliability && { reliability: grades.reliability.value }),
      ...(grades.credibility && { credibility: grades.credibility.value }),
      reason: grade.reason,
      reasonCode: grade.reasonCode,
    });
    await context.print.document(done, ({ changed }) => [`${changed} claims`]);
    return true;
  },
};

export const claimRemoveCommand: Command = {
  name: "claim remove",
  usage: "claim remove --case FILE CLAIM…",
  summary: "remove claims with their grades and relations; undo brings them back",
  options: ["case", "analyst"],
  words: true,
  async run(context) {
    const ids = [...new Set(context.typed.words)];
    if (ids.length === 0) throw new UsageError("CLAIM is missing");
    await context.openCase();
    await context.client().call("claims.remove", { ids });
    await context.print.document({ removed: ids.length }, ({ removed }) => [`${removed} removed`]);
    return true;
  },
};
