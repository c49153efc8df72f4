import { isUtf8 } from "node:buffer";

import { Encoding } from "../../../app/articles/encodings.ts";
import { deeper, type FindImporter, LARGEST_MEMBER, nestingOf, readMember, streamOf } from "./containers.ts";
import { unpackAnswer } from "./http-answers.ts";
import { tidyTitle, tidyUrl } from "./titles.ts";
import {
  type ImportedItem,
  type Importer,
  type ImportOptions,
  ImportProblem,
  type SourceFile,
  toFailure,
} from "./types.ts";
import { headEnd, parseHeaders, readRecords } from "./warc-records.ts";

/** Kinds of content that are articles; what else a site sends (pictures, scripts, data) is passed over. */
const endings: Readonly<Record<string, string>> = {
  "text/html": ".html",
  "application/xhtml+xml": ".xhtml",
  "text/plain": ".txt",
  "text/markdown": ".md",
  "application/pdf": ".pdf",
  "application/rtf": ".rtf",
  "application/epub+zip": ".epub",
  "application/vnd.oasis.opendocument.text": ".odt",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
};

/** Titles of pages by their addresses, where something beside the records tells them. */
export type PageTitles = ReadonlyMap<string, string>;

/** Web archives: the pages and documents in them, each under the address that it was fetched from. */
export const makeWarcImporter = (find: FindImporter): Importer => ({
  kind: "warc",
  streams: true,
  readFile: (file, options) => readWarc(file, options, find),
});

/** The pages of one web archive. */
export async function* readWarc(
  file: SourceFile,
  options: ImportOptions,
  find: FindImporter,
  titles: PageTitles = new Map(),
): AsyncGenerator<ImportedItem> {
  let number = 0;
  let came = 0;
  try {
    const nesting = deeper(nestingOf(file));
    const beat = file.beat ?? (() => undefined);
    for await (const record of readRecords(streamOf(file), LARGEST_MEMBER, (headers, start) => {
      number += 1;
      beat();
      return answerOf(headers, start) !== null;
    })) {
      const answer = record.block === null ? null : answerOf(record.headers, record.block);
      const url = tidyUrl(record.headers.get("warc-target-uri") ?? null);
      const name = `record ${record.number}`;
      if (record.block === null || answer === null) {
        const problem = record.problem ?? `it has more than ${LARGEST_MEMBER / 1024 / 1024} MB`;
        const message = url === null ? problem : `${url}: ${problem}`;
        const code = record.problem === null ? "too-large" : "unreadable-file";
        came += 1;
        yield { failure: { code, message, line: null }, member: name };
        continue;
      }
      const path = name + answer.ending;
      came += 1;
      const barred = file.part?.();
      if (barred) {
        yield failed({ failure: barred, member: path }, url);
        continue;
      }
      try {
        const bytes = await unpackAnswer(record.block.subarray(answer.from), answer.headers, LARGEST_MEMBER);
        const reading = withCharset(options, bytes, answer.charset);
        for await (const item of readMember(find, { path, bytes, nesting, beat }, reading))
          yield "article" in item ? addressed(item, name, url, titles) : failed(item, url);
      } catch (error) {
        yield failed({ failure: toFailure(error), member: path }, url);
      }
    }
    if (came === 0) throw new ImportProblem("no-text", `none of its ${number} records is a page or a document`);
  } catch (error) {
    const failure = toFailure(error);
    if (number > 0 && failure.code !== "no-text")
      failure.message = `it breaks off after record ${number}, what came before is in: ${failure.message}`;
    yield { failure };
  }
}

/** What a site answered, if it was an article. */
interface Answer {
  /** Where its body begins within the record's block. */
  readonly from: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly ending: string;
  readonly charset: string | null;
}

/** The answer in a record's block; null for what is none, went wrong, was seen before, or is of no kind that is read. */
function answerOf(headers: ReadonlyMap<string, string>, block: Buffer): Answer | null {
  const type = headers.get("warc-type");
  const url = headers.get("warc-target-uri") ?? "";
  if (!/^https?:\/\//iu.test(url) || /^https?:\/\/[^/]+\/robots\.txt$/iu.test(url)) return null;
  let from = 0;
  let own: ReadonlyMap<string, string> = new Map();
  let stated = headers.get("content-type");
  if (type === "response") {
    const end = headEnd(block);
    if (end === null) return null;
    const head = block.toString("latin1", 0, end);
    if (!/^HTTP\/[\d.]+ 200\b/u.test(head)) return null;
    own = parseHeaders(head);
    from = end;
    stated = own.get("content-type");
  } else if (type !== "resource") return null;
  const kind = (stated ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const ending = Object.hasOwn(endings, kind) ? endings[kind] : undefined;
  if (ending === undefined) return null;
  return { from, headers: own, ending, charset: /;\s*charset\s*=\s*"?([\w.:-]+)/iu.exec(stated ?? "")?.[1] ?? null };
}

/** What a site says of its encoding counts where the bytes do not say otherwise, and the analyst does not. */
function withCharset(options: ImportOptions, bytes: Uint8Array, charset: string | null): ImportOptions {
  if (options.encoding !== undefined || charset === null || isUtf8(bytes)) return options;
  try {
    const encoding = Encoding.safeParse(new TextDecoder(charset).encoding);
    // “Latin” is what servers say that know nothing.
    return encoding.success && encoding.data !== "windows-1252" && encoding.data !== "utf-8"
      ? { ...options, encoding: encoding.data }
      : options;
  } catch {
    return options;
  }
}

/** A page is known by the address that it was fetched from. Without a title of its own it has that of the list of pages, or its address. */
function addressed(
  item: Extract<ImportedItem, { article: unknown }>,
  name: string,
  url: string | null,
  titles: PageTitles,
): ImportedItem {
  const { article } = item;
  const title =
    article.title === name
      ? (tidyTitle((url !== null && titles.get(url)) || null) ?? lastPart(url) ?? name)
      : article.title;
  return { ...item, article: { ...article, title, url: url ?? article.url, key: url ?? article.url } };
}

function lastPart(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { pathname, hostname } = new URL(url);
  const part = pathname.split("/").findLast((each) => each !== "");
  try {
    return part === undefined ? hostname : tidyTitle(decodeURIComponent(part));
  } catch {
    return part ?? null;
  }
}

const failed = (item: Extract<ImportedItem, { failure: unknown }>, url: string | null): ImportedItem =>
  url === null ? item : { ...item, failure: { ...item.failure, message: `${url}: ${item.failure.message}` } };
