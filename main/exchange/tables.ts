import type { Loss } from "../../app/exchange/model.ts";
import { writeWhole } from "./whole-file.ts";
import { BOM, csvRow, formulaLoss, isFormula } from "./writers/csv.ts";

/**
 * Writes a table, row by row, to a file that is there once it is whole; for other features, handed in by the backend.
 * @returns what the table could not carry
 */
export async function writeTable(
  path: string,
  replace: boolean,
  columns: readonly string[],
  work: (write: (rows: readonly (readonly string[])[]) => void) => Promise<void>,
): Promise<Loss[]> {
  let neutralised = 0;
  await writeWhole(path, replace, async (write) => {
    write(BOM + csvRow(columns));
    await work((rows) => {
      write(rows.map(csvRow).join(""));
      for (const cells of rows) neutralised += cells.filter(isFormula).length;
    });
  });
  return neutralised > 0 ? [formulaLoss(neutralised)] : [];
}
