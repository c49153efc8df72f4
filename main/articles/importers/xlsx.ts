import readWorkbook from "read-excel-file/universal";

import { openArchive } from "./archive.ts";
import { readBytes } from "./files.ts";
import { findTables, readTables, type Sheet } from "./sheets.ts";
import { storedZip } from "./stored-zip.ts";
import { type Importer, ImportProblem, type SourceFile, toFailure } from "./types.ts";
import { readXml, type XmlPlace } from "./xml.ts";

/** Largest file, in bytes. */
const LIMIT = 256 * 1024 * 1024;
/** What the format allows: rows and columns of a sheet. */
const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;
/** Cells of a workbook, with the empty ones before the last of each row: the library makes room for them. */
const MOST_CELLS = 10_000_000;
/** How files of older programs begin, and those that newer ones protect by a password. */
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/** Workbooks of spreadsheets: sheets with a header row, each row a record. */
export const xlsxImporter: Importer = {
  kind: "xlsx",
  async *readFile(file, { mapping }) {
    try {
      yield* readTables(findTables(await readXlsx(file)), file.path, mapping);
    } catch (error) {
      yield { failure: toFailure(error) };
    }
  },
};

/**
 * The sheets of a workbook as text: numbers as they are, days as days, what a formula gave when it was saved. `rows`: no
 * more of each sheet than so many. Throws `ImportProblem` (unreadable-file, too-large).
 */
export async function readXlsx(file: SourceFile, rows = Infinity): Promise<Sheet[]> {
  const workbook = storedZip(await unpack(readBytes(file, LIMIT), rows));
  let sheets: Awaited<ReturnType<typeof readWorkbook<string>>>;
  try {
    // A copy: what the library takes is an ArrayBuffer and nothing but it.
    sheets = await readWorkbook<string>(new Uint8Array(workbook).buffer, {
      trim: false,
      parseNumber: numberText,
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ImportProblem("unreadable-file", `the workbook makes no sense: ${why}`);
  }
  return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(cellText)) }));
}

/** What of a workbook is read, unpacked within the limits of archives and looked through. */
async function unpack(bytes: Buffer, rows: number): Promise<Map<string, Buffer>> {
  if (bytes.subarray(0, 4).equals(OLE))
    throw new ImportProblem(
      "unreadable-file",
      "it is protected by a password, or a workbook of an older kind; save it anew as .xlsx",
    );
  const archive = await openArchive(bytes);
  if (!archive.names.some((name) => /^xl\/workbook\.xml$/iu.test(name)))
    throw new ImportProblem("unreadable-file", "it holds no workbook");
  const parts = new Map<string, Buffer>();
  const cells = { left: MOST_CELLS };
  for (const name of archive.names) {
    if (!/^xl\/.*\.xml(?:\.rels)?$/iu.test(name) || unread.test(name)) continue;
    const part = await archive.read(name);
    if (part) parts.set(name, checkPart(part, rows, cells));
  }
  return parts;
}

/** Parts of a workbook that no cell needs. */
const unread =
  /^xl\/(?:calcChain|theme|drawings|charts|chartsheets|media|diagrams|externalLinks|pivotTables|pivotCache|comments|threadedComments|ctrlProps|printerSettings|slicers|slicerCaches|tables|queryTables|persons|customXml|model)\b/iu;

/** Thrown to end the reading of a sheet of which enough was seen. */
class Enough {
  readonly at: number;
  constructor(at: number) {
    this.at = at;
  }
}

/**
 * Looks through a part, which is a sheet where it has rows, whatever it is called, and cuts it after so many. Throws
 * `ImportProblem` where its cells lie where no sheet has any.
 */
function checkPart(part: Buffer, rows: number, cells: { left: number }): Buffer {
  const source = part.toString("utf8");
  const open: string[] = [];
  let row = 0;
  let column = 0;
  try {
    readXml(source, {
      open(name, attributes, place: XmlPlace) {
        const local = name.slice(name.indexOf(":") + 1);
        if (local === "row") {
          row = placeOf(attributes["r"], row + 1, LAST_ROW);
          column = 0;
          // The last row that is read may be followed by others only.
          if (row > rows) throw new Enough(source.lastIndexOf("<", place.position - 1));
        } else if (local === "c") {
          const [letters = "", digits = ""] = /^([A-Z]+)(\d+)$/u.exec(attributes["r"] ?? "")?.slice(1) ?? [];
          const next = letters === "" ? column + 1 : columnOf(letters);
          if (next > LAST_COLUMN || (digits !== "" && Number(digits) > LAST_ROW))
            throw misplaced(attributes["r"] ?? "");
          cells.left -= Math.max(1, next - column);
          column = Math.max(column, next);
          if (cells.left < 0) throw new ImportProblem("too-large", `it has more than ${MOST_CELLS} cells`);
        }
        open.push(name);
      },
      close() {
        open.pop();
      },
    });
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
    const closing = open.toReversed().map((name) => `</${name}>`);
    return Buffer.from(source.slice(0, error.at) + closing.join(""));
  }
  return part;
}

function placeOf(stated: string | undefined, otherwise: number, last: number): number {
  const place = stated === undefined ? otherwise : Number(stated);
  if (!Number.isInteger(place) || place < 1 || place > last) throw misplaced(stated ?? "");
  return place;
}

const misplaced = (where: string): ImportProblem =>
  new ImportProblem("unreadable-file", `it has a cell where no sheet has one (${where.slice(0, 20)})`);

/** The number of a column: A is 1, AA is 27. */
const columnOf = (letters: string): number =>
  letters.length > 3 ? Infinity : letters.split("").reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

/** The library's own type of a cell takes the constructor of dates for a date. */
function cellText(cell: unknown): string {
  if (typeof cell === "string") return cell;
  if (cell instanceof Date) return dayText(cell);
  return typeof cell === "boolean" ? String(cell).toUpperCase() : "";
}

/** A number as one reads it: files state it with more digits than it has, or with an exponent. */
const numberText = (stated: string): string =>
  /^-?\d+$/u.test(stated) || !Number.isFinite(Number(stated)) ? stated : String(Number(stated));

/** A day as it stands in the sheet, with its time where it has one; a time of no day alone. A sheet knows no time zone. */
function dayText(date: Date): string {
  const seconds = Math.round(date.getTime() / 1000) * 1000;
  if (!Number.isFinite(seconds)) return "";
  const [day = "", time = ""] = new Date(seconds).toISOString().slice(0, 19).split("T");
  if (day < "1900") return time;
  return time === "00:00:00" ? day : `${day} ${time.replace(/:00$/u, "")}`;
}
