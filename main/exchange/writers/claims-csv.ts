import Papa from "papaparse";

import type { Claim } from "../../../app/claims/model.ts";
import { natoScale } from "../../../app/claims/scale.ts";

/** The columns of a claim in a table: one claim a row, its chain flattened for people and whole as JSON for programs. */
const columns: readonly [string, (claim: Claim) => string][] = [
  ["id", (claim) => claim.id],
  ["statement", (claim) => claim.statement ?? ""],
  ["quote", (claim) => claim.spans.map((span) => span.quote).join(" … ")],
  ["article", (claim) => claim.articleTitle],
  ["article_id", (claim) => claim.articleId],
  ["outlet", (claim) => claim.outlet ?? ""],
  ["origin", (claim) => nameOf(claim.hops.at(-1))],
  ["chain", (claim) => claim.hops.map(nameOf).join(" > ")],
  ["basis", (claim) => claim.hops.at(-1)?.basis ?? ""],
  ["reliability", (claim) => claim.reliability ?? ""],
  ["credibility", (claim) => claim.credibility ?? ""],
  ["scale", () => natoScale.id],
  ["scale_version", () => natoScale.version],
  ["tags", (claim) => claim.tags.map((tag) => tag.path).join("; ")],
  ["event_date", (claim) => claim.eventDate ?? ""],
  ["memo", (claim) => claim.memo ?? ""],
  ["created_at", (claim) => claim.createdAt],
  ["created_by", (claim) => claim.createdBy],
  ["spans_json", (claim) => JSON.stringify(claim.spans)],
  ["hops_json", (claim) => JSON.stringify(claim.hops)],
];

const nameOf = (hop: Claim["hops"][number] | undefined): string => hop?.source ?? hop?.descriptor ?? "";

/** What a spreadsheet would take for a formula gets a quote before it (CWE-1236); our own reader takes it off again. */
const formula = /^[=+\-@\t\r]/;

const row = (cells: readonly string[]): string =>
  `${Papa.unparse([[...cells]], { escapeFormulae: formula, newline: "\r\n", header: false })}\r\n`;

/** UTF-8 with a BOM, so that spreadsheets read Arabic; RFC 4180. */
export const claimsCsv = {
  head: (): string => `\u{feff}${row(columns.map(([name]) => name))}`,
  claim: (claim: Claim): string => row(columns.map(([, cell]) => cell(claim))),
  neutralised: (claim: Claim): number => columns.filter(([, cell]) => formula.test(cell(claim))).length,
};
