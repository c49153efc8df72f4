import { bytes, first, integer, type ReadDb, text, textOrNull } from "./sql.ts";

/** How the text that is read of an article came to be: from which original, in which encoding. */
export interface ReadingOfText {
  readonly article: number;
  readonly title: string;
  readonly path: string;
  /** Its path within a container. */
  readonly member: string | null;
  readonly line: number | null;
  readonly encoding: string | null;
  /** Keys of the original and of the file that it came from. */
  readonly original: number;
  readonly file: number;
  readonly textSha256: Uint8Array;
}

/** The reading behind the text of an article that is shown; null where there is no such article. */
export function readingOf(db: ReadDb, id: string): ReadingOfText | null {
  const row = first(
    db,
    `SELECT a.key, a.title, f.path, v.member, v.line, v.encoding, v.original, v.file, v.text_sha256
     FROM articles a JOIN text_versions v ON v.article = a.key AND v.number = a.version JOIN files f ON f.key = v.file
     WHERE a.id = ? AND a.withdrawn = 0`,
    [id],
  );
  return (
    row && {
      article: integer(row, "key"),
      title: text(row, "title"),
      path: text(row, "path"),
      member: textOrNull(row, "member"),
      line: row["line"] === null ? null : integer(row, "line"),
      encoding: textOrNull(row, "encoding"),
      original: integer(row, "original"),
      file: integer(row, "file"),
      textSha256: bytes(row, "text_sha256"),
    }
  );
}
