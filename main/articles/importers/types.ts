import type { Block, FileReading } from "../../../app/articles/model.ts";
import type { ImportProfile } from "../../../app/articles/profiles.ts";
import type { ErrorCode } from "../../../app/contract/errors.ts";

/** What an importer makes of a file or of one record in it. Offsets count UTF-16 units of `text`, end exclusive. */
export interface ImportedArticle {
  title: string;
  outlet: string | null;
  author: string | null;
  /** A `PublishedAt` of the model, null where no year is stated. */
  publishedAt: string | null;
  /** Two or three letters, as ISO 639 has them; null where it is not clear. */
  language: string | null;
  url: string | null;
  /** The working text: canonical, well-formed, never empty. */
  text: string;
  blocks: Block[];
  /** The record's own key or address; null for whole files. */
  key: string | null;
  /** 1-based line of the record within its file; null for whole files. */
  line: number | null;
  /** The bytes that the article was made from: the whole file, or exactly the record. May be a view of a larger buffer. */
  original: Uint8Array;
  /** Label of the encoding that `original` was read in. */
  encoding: string | null;
}

/** Why a file, or one record of it, gave no article. The message names the object within the file, not the file. */
export interface ImportFailure {
  code: ErrorCode;
  message: string;
  line: number | null;
}

/** `member` is the path within the file of what lies within it, such as `2025/report.html`; none for the file itself. */
export type ImportedItem = ({ article: ImportedArticle } | { failure: ImportFailure }) & { member?: string };

/** What an importer reads: a file on disk, or one that was taken out of another. */
export interface SourceFile {
  /** Its path; of what was taken out, its path in there. Its name may become a title, and says what kind of file it is. */
  readonly path: string;
  /** All of it, where it does not lie on disk by itself. */
  readonly bytes?: Buffer;
  /** What is instead read as a stream, by importers that can: `bytes` would be too many. */
  readonly stream?: () => AsyncIterable<Uint8Array>;
  /** Where it lies within containers; none for a file on disk. */
  readonly nesting?: Nesting;
  /** Says that reading goes on though nothing comes of it yet: a container may hold much that is passed over. */
  readonly beat?: () => void;
  /**
   * Told before each part of a container is begun, so that it is known which one a parser died of. Gives why a part must be
   * passed over, where that is this one.
   */
  readonly part?: () => ImportFailure | null;
}

/** What containers within containers share: how deep they lie, and how much may still be unpacked of all of them. */
export interface Nesting {
  readonly depth: number;
  /** Bytes that may still be unpacked, and entries of archives that may still be looked at. */
  readonly budget: { bytes: number; entries: number };
}

/** What the analyst says about how files are read; it goes before what they say themselves. */
export type ImportOptions = FileReading & {
  /** The profiles of which one may be for the columns of the file. */
  readonly profiles?: readonly ImportProfile[];
};

export type ImporterKind =
  | "text"
  | "markdown"
  | "html"
  | "json"
  | "jsonl"
  | "csv"
  | "docx"
  | "odt"
  | "rtf"
  | "epub"
  | "pdf"
  | "eml"
  | "mhtml"
  | "zip"
  | "gzip"
  | "mbox"
  | "warc"
  | "wacz"
  | "feed"
  | "xlsx"
  | "ods";

/** The kinds of file that hold many articles: each is a record of the file, and its original is the record's bytes. */
export const recordKinds: ReadonlySet<ImporterKind> = new Set(["json", "jsonl", "csv", "feed", "xlsx", "ods"]);

/** Those of them whose columns or properties are the analyst's to name: a feed says itself what is what. */
export const columnKinds: ReadonlySet<ImporterKind> = new Set(["json", "jsonl", "csv", "xlsx", "ods"]);

export interface Importer {
  kind: ImporterKind;
  /** Whether it reads a stream: then it may be of any size where it lies in a container. */
  readonly streams?: true;
  /** Yields the articles of one file in its order. Bad content comes as failures; nothing is thrown for it. */
  readFile(file: SourceFile, options: ImportOptions): AsyncIterable<ImportedItem>;
}

/** Thrown within an importer to leave a file or a record; its reader turns it into an item. */
export class ImportProblem extends Error {
  override name = "ImportProblem";
  readonly code: ErrorCode;
  readonly line: number | null;
  constructor(code: ErrorCode, message: string, line: number | null = null) {
    super(message);
    this.code = code;
    this.line = line;
  }
}

/** The failure that a thrown value stands for; what no importer foresaw counts against the file. */
export function toFailure(error: unknown, line: number | null = null): ImportFailure {
  if (error instanceof ImportProblem) return { code: error.code, message: error.message, line: error.line ?? line };
  if (error instanceof RangeError && /stack/iu.test(error.message)) {
    return { code: "unreadable-file", message: "it is nested too deeply to be read", line };
  }
  if (error instanceof Error && "syscall" in error) {
    const code = "code" in error && error.code === "ENOENT" ? "file-missing" : "unreadable-file";
    return { code, message: error.message, line };
  }
  return { code: "unreadable-file", message: error instanceof Error ? error.message : String(error), line };
}
