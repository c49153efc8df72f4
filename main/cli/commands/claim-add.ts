import { chainOf, fieldOptions, fieldUsage, readChains, readGrade, readSlots, readSpan } from "../claim-fields.ts";
import { type Command, UsageError } from "../command.ts";
import { definite } from "../filters.ts";
import { questionsFor } from "../questions.ts";
import { claimDocument, claimLine } from "../rows.ts";

export const claimAddCommand: Command = {
  name: "claim add",
  usage: `claim add --case FILE --article ID --span START:END (--source NAME | --hops JSON) ${fieldUsage}`,
  summary:
    "record a claim; offsets are UTF-16 units, end exclusive; --span, --slot, --question and --tag repeat, and a\n" +
    "    further --hops is a further chain",
  options: ["case", "analyst", ...fieldOptions],
  words: false,
  async run(context) {
    const { typed } = context;
    const articleId = typed.needed("article");
    const spans = typed.all("span").map(readSpan);
    if (spans.length === 0) throw new UsageError("--span is missing");
    const { name, chains } = readChains(typed);
    if (name === undefined && chains.length === 0) throw new UsageError("give either --source or --hops");
    const [hops, ...furtherChains] = chains;
    const fields = definite({
      statement: typed.one("statement"),
      eventDate: typed.one("event-date"),
      memo: typed.one("memo"),
      reliability: given(readGrade(typed, "reliability")),
      credibility: given(readGrade(typed, "credibility")),
    });
    const slots = readSlots(typed.all("slot"));

    await context.openCase();
    const client = context.client();
    const claim = await client.call("claims.add", {
      articleId,
      spans,
      hops: hops ?? (await chainOf(client, articleId, name ?? "")),
      furtherChains,
      slots,
      questions: await questionsFor(client, typed.all("question")),
      tags: typed.all("tag"),
      ...fields,
    });
    await context.print.document(claimDocument(claim), (document) => [claimLine(document)]);
    return true;
  },
};

/** `none` says outright what is the case without the option: a new claim is not graded. */
const given = <Grade extends { value: string | null }>(grade: Grade | undefined): Grade | undefined =>
  grade?.value === null ? undefined : grade;
