import { PublishedAt } from "../../../app/articles/model.ts";
import { ErrorCode } from "../../../app/contract/errors.ts";
import { z } from "../../../app/kernel/schema.ts";
import type { ImportOptions } from "../importers/index.ts";

/** A file to be read, under the number that the backend's side knows it by. */
export interface FileToRead {
  readonly number: number;
  readonly path: string;
  readonly options: ImportOptions;
  /** Parts of it that ended the parsers that read it before, each with the reason: they are passed over. */
  readonly passOver?: readonly (ParserFailure & { readonly part: number })[];
}

/** Where within a container a parser is: at which of its parts, counted from 1, and how many items it gave before. */
export interface PartBegun {
  readonly part: number;
  readonly items: number;
}

/** What goes to a parser. Files are read one after the other, in the order in which they are handed over. */
export type ToParser =
  | { readonly do: "read"; readonly file: FileToRead }
  /** So many bytes of what it sent were taken: it may send as many more. */
  | { readonly do: "go-on"; readonly bytes: number };

const Length = z.number().int().min(0);

/**
 * An article as it is sent: all but its bytes. The lengths are of its text as it is stored, of its words in UTF-8, and of
 * its original, which begins at `originalAt` within the unpacked pack.
 */
export const ArticleHead = z.object({
  title: z.string(),
  outlet: z.string().nullable(),
  author: z.string().nullable(),
  publishedAt: PublishedAt.nullable(),
  language: z.string().nullable(),
  url: z.string().nullable(),
  key: z.string().nullable(),
  member: z.string().nullable(),
  line: Length.nullable(),
  encoding: z.string().nullable(),
  /** UTF-16 units of the text. */
  chars: Length,
  /** As `store/blocks.ts` writes them. */
  blocks: z.string(),
  text: Length,
  words: Length,
  original: Length,
  originalAt: Length,
});
export type ArticleHead = z.infer<typeof ArticleHead>;

const PreparedItem = z.union([
  z.object({ article: ArticleHead }),
  z.object({
    failure: z.object({
      code: ErrorCode,
      message: z.string(),
      line: Length.nullable(),
      member: z.string().nullable(),
    }),
  }),
]);
export type PreparedItem = z.infer<typeof PreparedItem>;

/** Some of what a file gave, in its order. */
export const Part = z.object({
  file: Length,
  items: z.array(PreparedItem),
  /** Where its articles' bytes begin within those of the message, and how many there are. */
  start: Length,
  length: Length,
  /** Whether the file has ended with it. */
  last: z.boolean(),
  /** With its end: the name of the profile that it was read by because its columns are those of the profile. */
  readAs: z.string().optional(),
});
export type Part = z.infer<typeof Part>;

/**
 * What was read of one file or of several. `bytes` holds the originals of all, put together and compressed (`pack` bytes
 * of them), and then part by part for each article its hashes, its text and its words (see `prepared.ts`).
 */
export const PartsMessage = z.object({
  say: z.literal("parts"),
  parts: z.array(Part).min(1),
  pack: Length,
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
});
export type PartsMessage = z.infer<typeof PartsMessage>;

/** What comes from a parser. It is not believed before it was parsed: what reads strangers' files may be theirs. */
export type FromParser = { readonly say: "ready" } | PartsMessage;

/** What a parser's end is to the file that it was at. */
export interface ParserFailure {
  readonly code: ErrorCode;
  readonly message: string;
}
