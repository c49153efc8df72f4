import { openArchive } from "./archive.ts";
import { safeText } from "./document.ts";
import { readBytes } from "./files.ts";
import { findTables, MOST_COLUMNS, readTables, type Sheet } from "./sheets.ts";
import { type Importer, ImportProblem, type SourceFile, toFailure } from "./types.ts";
import { readXml } from "./xml.ts";

/** Largest file, in bytes. */
const LIMIT = 256 * 1024 * 1024;
/** Rows of a sheet, and cells of a workbook: a cell or a row may say that it stands there a million times. */
const LAST_ROW = 1_048_576;
const MOST_CELLS = 10_000_000;
const MOST_SPACES = 1000;

/** OpenDocument spreadsheets: sheets with a header row, each row a record. */
export const odsImporter: Importer = {
  kind: "ods",
  async *readFile(file, { mapping }) {
    try {
      yield* readTables(findTables(await readOds(file)), file.path, mapping);
    } catch (error) {
      yield { failure: toFailure(error) };
    }
  },
};

/**
 * The sheets of a spreadsheet as text: numbers and days as they are stated, not as they are shown. `rows`: no more of each
 * sheet than so many. Throws `ImportProblem` (unreadable-file, too-large).
 */
export async function readOds(file: SourceFile, rows = LAST_ROW): Promise<Sheet[]> {
  const archive = await openArchive(readBytes(file, LIMIT));
  const content = await archive.read("content.xml");
  if (!content) throw new ImportProblem("unreadable-file", "it holds no OpenDocument spreadsheet");
  const manifest = await archive.read("META-INF/manifest.xml");
  if (manifest?.includes("encryption-data"))
    throw new ImportProblem("unreadable-file", "it is protected by a password");
  return readContent(safeText(content.toString("utf8")), rows);
}

/** What is no text of a cell. */
const silent = new Set(["office:annotation", "svg:title", "svg:desc", "draw:frame", "table:shapes"]);

/** How often a cell or a row says that it stands there. */
const times = (stated: string | undefined): number => Math.max(1, Math.min(Number(stated) || 1, LAST_ROW));

function readContent(xml: string, most: number): Sheet[] {
  const sheets: { name: string; rows: string[][] }[] = [];
  let cells = 0;
  let silence = 0;
  /** Rows of a table within a cell are not those of the sheet. */
  let depth = 0;
  let row: string[] = [];
  let rowTimes = 1;
  let cell: { value: string | null; lines: string[]; times: number } | null = null;
  const write = (text: string): void => {
    if (cell && silence === 0 && cell.lines.length > 0) cell.lines.push((cell.lines.pop() ?? "") + text);
  };

  readXml(xml, {
    open(name, attributes) {
      if (silent.has(name)) silence += 1;
      if (silence > 0) return;
      if (name === "table:table") {
        depth += 1;
        if (depth === 1) sheets.push({ name: attributes["table:name"] ?? `${sheets.length + 1}`, rows: [] });
      } else if (depth !== 1) return;
      else if (name === "table:table-row") {
        row = [];
        rowTimes = times(attributes["table:number-rows-repeated"]);
      } else if (name === "table:table-cell" || name === "table:covered-table-cell")
        cell = { value: statedValue(attributes), lines: [], times: times(attributes["table:number-columns-repeated"]) };
      else if (name === "text:p" || name === "text:h") cell?.lines.push("");
      else if (name === "text:s") write(" ".repeat(Math.min(MOST_SPACES, Number(attributes["text:c"] ?? 1) || 1)));
      else if (name === "text:tab") write("\t");
      else if (name === "text:line-break") write("\n");
    },
    text: write,
    close(name) {
      if (silent.has(name)) silence -= 1;
      if (silence > 0) return;
      if (name === "table:table") depth -= 1;
      else if (depth !== 1) return;
      else if (name.endsWith("table-cell") && cell) {
        const text = cell.value ?? cell.lines.join("\n");
        // An empty cell that is repeated to the end of the sheet is none.
        const count = Math.min(cell.times, MOST_COLUMNS - row.length);
        for (let i = 0; i < count; i++) row.push(text);
        cell = null;
      } else if (name === "table:table-row") {
        while (row.at(-1) === "") row.pop();
        const rows = sheets.at(-1)?.rows ?? [];
        // Empty rows keep the numbers of those that follow them; each of them is the same one.
        const count = Math.min(rowTimes, most - rows.length);
        cells += row.length * Math.max(0, count);
        if (cells > MOST_CELLS) throw new ImportProblem("too-large", `it has more than ${MOST_CELLS} cells`);
        for (let i = 0; i < count; i++) rows.push(row);
      }
    },
  });
  return sheets;
}

/** A cell's value where it is stated apart from how it is shown; null for text. */
function statedValue(attributes: Readonly<Record<string, string>>): string | null {
  const type = attributes["office:value-type"] ?? attributes["calcext:value-type"];
  if (type === "date") {
    const [day = "", time = ""] = (attributes["office:date-value"] ?? "").split("T");
    const clock = time.replace(/[.,]\d+$/u, "").replace(/:00$/u, "");
    return clock === "" || clock === "00:00" ? day : `${day} ${clock}`;
  }
  if (type === "float") return attributes["office:value"] ?? null;
  return null;
}
