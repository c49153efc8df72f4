import type { Hop } from "../../../app/claims/model.ts";
import { natoScale } from "../../../app/claims/scale.ts";
import type { ExportedClaim } from "../../store/claim-exports.ts";
import type { ClaimWriter } from "./claim-writer.ts";
import { BOM, csvRow, isFormula } from "./csv.ts";

type Column = readonly [name: string, cell: (exported: ExportedClaim) => string];

const nameOf = (hop: Hop | undefined): string => hop?.source ?? hop?.descriptor ?? "";
const chainOf = (hops: readonly Hop[]): string => hops.map(nameOf).join(" > ");

/** What is known of one of the two current grades. */
const gradeColumns = (axis: "reliability" | "credibility"): readonly Column[] => [
  [`${axis}_reason_code`, ({ reasons }) => reasons[axis]?.reasonCode ?? ""],
  [`${axis}_reason`, ({ reasons }) => reasons[axis]?.reason ?? ""],
  [`${axis}_at`, ({ claim }) => claim.gradedAt[axis] ?? ""],
  [`${axis}_by`, ({ claim }) => claim.gradedBy[axis] ?? ""],
];

/** The columns of a claim in a table: one claim a row, its parts flattened for people and whole as JSON for programs. */
const columns: readonly Column[] = [
  ["id", ({ claim }) => claim.id],
  ["statement", ({ claim }) => claim.statement ?? ""],
  ["quote", ({ claim }) => claim.spans.map((span) => span.quote).join(" … ")],
  ["article", ({ claim }) => claim.articleTitle],
  ["article_id", ({ claim }) => claim.articleId],
  ["outlet", ({ claim }) => claim.outlet ?? ""],
  ["origin", ({ claim }) => nameOf(claim.hops.at(-1))],
  ["chain", ({ claim }) => chainOf(claim.hops)],
  ["further_chains", ({ claim }) => claim.furtherChains.map(chainOf).join("; ")],
  ["basis", ({ claim }) => claim.hops.at(-1)?.basis ?? ""],
  ["reliability", ({ claim }) => claim.reliability ?? ""],
  ["credibility", ({ claim }) => claim.credibility ?? ""],
  ["scale", () => natoScale.id],
  ["scale_version", () => natoScale.version],
  ...gradeColumns("reliability"),
  ...gradeColumns("credibility"),
  ["look", ({ claim }) => claim.look.join("; ")],
  ["tags", ({ claim }) => claim.tags.map((tag) => tag.path).join("; ")],
  ["slots", ({ claim }) => claim.slots.map(({ kind, text }) => `${kind}: ${text}`).join("; ")],
  ["questions", ({ claim }) => claim.questions.map(({ text }) => text).join("; ")],
  ["relations", ({ relations }) => relations.map(({ kind, claimId }) => `${kind} ${claimId}`).join("; ")],
  ["event_date", ({ claim }) => claim.eventDate ?? ""],
  ["memo", ({ claim }) => claim.memo ?? ""],
  ["created_at", ({ claim }) => claim.createdAt],
  ["created_by", ({ claim }) => claim.createdBy],
  ["spans_json", ({ claim }) => JSON.stringify(claim.spans)],
  ["hops_json", ({ claim }) => JSON.stringify(claim.hops)],
  ["further_chains_json", ({ claim }) => JSON.stringify(claim.furtherChains)],
  ["slots_json", ({ claim }) => JSON.stringify(claim.slots)],
  ["questions_json", ({ claim }) => JSON.stringify(claim.questions)],
  ["relations_json", ({ relations }) => JSON.stringify(relations)],
];

/** Whether the grade rests on more than a table has columns for. */
const isBare = (grade: ExportedClaim["reasons"]["reliability"]): boolean =>
  grade === null || (grade.evidence.length === 0 && !grade.blind && grade.insisted === null);

/** UTF-8 with a BOM, so that spreadsheets read Arabic; RFC 4180. */
export const claimsCsv: ClaimWriter = {
  head: () => BOM + csvRow(columns.map(([name]) => name)),
  claim: (exported) => csvRow(columns.map(([, cell]) => cell(exported))),
  neutralised: (exported) => columns.filter(([, cell]) => isFormula(cell(exported))).length,
  circumstances: ({ reasons }) => [reasons.reliability, reasons.credibility].filter((grade) => !isBare(grade)).length,
};
