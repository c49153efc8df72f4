import type { Encoding } from "../../../app/articles/encodings.ts";
import { decodeRecord } from "./decode.ts";
import { readRawRecords, splitLine } from "./lines.ts";
import { RecordReader, recordFailure } from "./records.ts";
import { type Importer, toFailure } from "./types.ts";

/** One JSON object a line, of any number; never more than a chunk of the file in memory. */
export const jsonlImporter: Importer = {
  kind: "jsonl",
  async *readFile(file, { mapping, encoding: told }) {
    try {
      const reader = new RecordReader(mapping);
      let count = 0;
      for (const { bytes, line, problem, encoding } of readRawRecords(file, splitLine, told)) {
        if (problem) {
          yield { failure: recordFailure(problem, line) };
          continue;
        }
        const decoded = decodeLine(bytes, encoding, told);
        if (decoded.text.trim() === "") continue;
        count++;
        yield* await reader.read(decoded.text, { path: file.path, line, original: bytes, encoding: decoded.encoding });
        if (reader.givenUp) return;
      }
      yield* reader.end();
      if (count === 0) yield { failure: { code: "no-text", message: "there is no record in it", line: null } };
    } catch (error) {
      yield { failure: toFailure(error) };
    }
  },
};

/** A line that is binary in the middle of a text file is no reason to stop: JSON.parse refuses it by its line. */
function decodeLine(bytes: Buffer, encoding: string, told?: Encoding): { text: string; encoding: string } {
  try {
    return decodeRecord(bytes, encoding, told);
  } catch {
    return { text: bytes.toString("utf8"), encoding };
  }
}
