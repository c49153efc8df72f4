import type { CellValue, Comparison } from "../../../app/questions/model.ts";
import type { Command } from "../command.ts";
import { short } from "../print.ts";
import { claimDocument } from "../rows.ts";
import { questionNamed } from "./questions.ts";

/** A comparison as the command line prints it; its claims as `isnad claims` does. */
const comparisonDocument = ({ question, columns, claims, ...rest }: Comparison) => ({
  question,
  ...rest,
  columns: columns.map(({ key, kind, label, sourceId, reliability, articles, claimIds, sharedAffiliations }) => ({
    key,
    kind,
    label,
    sourceId,
    reliability,
    articles,
    claims: claimIds,
    sharedAffiliations: sharedAffiliations.map(({ name }) => name),
  })),
  claims: claims.map(claimDocument),
});
type Document = ReturnType<typeof comparisonDocument>;

const valueText = ({ text, claimIds }: CellValue): string =>
  claimIds.length > 1 ? `${short(text, 40)} ×${claimIds.length}` : short(text, 40);

/** A table with a row a slot, a column an origin; ≠ stands before what cannot be true beside what others say. */
function table(document: Document): string[] {
  const { question, articles, origins, columns, rows } = document;
  const warnings = columns.flatMap(({ label, sharedAffiliations }) =>
    sharedAffiliations.length > 0
      ? [`${label} is not independent of others here: ${sharedAffiliations.join(", ")}`]
      : [],
  );
  return [
    question.text,
    `${articles} article${articles === 1 ? "" : "s"}, ${origins} origin${origins === 1 ? "" : "s"}`,
    ["", ...columns.map(({ label, reliability, articles: own }) => `${label} ${reliability ?? "–"} (${own})`)].join(
      "\t",
    ),
    ...rows.map(({ kind, unit, cells }) =>
      [
        unit === null ? kind : `${kind}: ${unit}`,
        ...cells.map(({ values, lit }) => `${lit ? "≠ " : ""}${values.map(valueText).join(" / ") || "·"}`),
      ].join("\t"),
    ),
    ...warnings,
  ];
}

export const compareCommand: Command = {
  name: "compare",
  usage: "compare --case FILE QUESTION",
  summary: "what each origin says in each slot of a question's claims; ≠ marks what differs",
  options: ["case"],
  words: true,
  async run(context) {
    const typed = context.typed.word("QUESTION");
    await context.openCase();
    const id = await questionNamed(context, typed);
    const comparison = await context.client().call("questions.compare", { id });
    await context.print.document(comparisonDocument(comparison), table);
    return true;
  },
};
