import Papa from "papaparse";

import type { Loss } from "../../../app/exchange/model.ts";

/** What a spreadsheet would take for a formula gets a quote before it (CWE-1236). */
const formula = /^[=+\-@\t\r]/;

export const isFormula = (cell: string): boolean => formula.test(cell);

/** UTF-8 with a byte order mark, so that spreadsheets read Arabic. */
export const BOM = "\u{feff}";

/** A row as RFC 4180 has it. */
export const csvRow = (cells: readonly string[]): string =>
  `${Papa.unparse([[...cells]], { escapeFormulae: formula, newline: "\r\n", header: false })}\r\n`;

/** What is said of a table with cells that got a quote before them. */
export const formulaLoss = (count: number): Loss => ({
  kind: "formula",
  count,
  explanation: "Cells that a spreadsheet would run as a formula got an apostrophe before them.",
});
