import type { ErrorCode } from "../../../app/contract/errors.ts";
import type { ImportFailure, ImportOptions } from "../importers/index.ts";

/** A file to be read, under the number that the backend's side knows it by. */
export interface FileToRead {
  readonly number: number;
  readonly path: string;
  readonly options: ImportOptions;
}

/** What goes to a parser. Files are read one after the other, in the order in which they are handed over. */
export type ToParser =
  | { readonly do: "read"; readonly file: FileToRead }
  /** So many bytes of what it sent were taken: it may send as many more. */
  | { readonly do: "go-on"; readonly bytes: number };

/** What comes from a parser. */
export type FromParser = { readonly say: "ready" } | PartsMessage;

/**
 * What was read of one file or of several. `bytes` holds the originals of all, put together and compressed (`pack` bytes
 * of them), and then part by part for each article its hashes, its text and its words (see `prepared.ts`).
 */
export interface PartsMessage {
  readonly say: "parts";
  readonly parts: readonly Part[];
  readonly pack: number;
  readonly bytes: Uint8Array;
}

/** Some of what a file gave, in its order. */
export interface Part {
  readonly file: number;
  readonly items: readonly PreparedItem[];
  /** Where its articles' bytes begin within those of the message, and how many there are. */
  readonly start: number;
  readonly length: number;
  /** Whether the file has ended with it. */
  readonly last: boolean;
}

export type PreparedItem = { readonly article: ArticleHead } | { readonly failure: ImportFailure };

/** An article as it is sent: all but its bytes. */
export interface ArticleHead {
  readonly title: string;
  readonly outlet: string | null;
  readonly author: string | null;
  readonly publishedAt: string | null;
  readonly language: string | null;
  readonly url: string | null;
  readonly key: string | null;
  readonly line: number | null;
  readonly encoding: string | null;
  /** UTF-16 units of the text. */
  readonly chars: number;
  /** As `store/blocks.ts` writes them. */
  readonly blocks: string;
  /** Bytes of the text and of the words, in UTF-8, and of the original. */
  readonly text: number;
  readonly words: number;
  readonly original: number;
  /** Where the original begins within the unpacked pack. */
  readonly originalAt: number;
}

/** What a parser's end is to the file that it was at. */
export interface ParserFailure {
  readonly code: ErrorCode;
  readonly message: string;
}
