import { parseFeed } from "feedsmith";

import type { Encoding } from "../../../app/articles/encodings.ts";
import type { Block } from "../../../app/articles/model.ts";
import { findBlocks } from "../../../app/text/blocks.ts";
import { decodeAs, decodeRecord, findEncoding } from "./decode.ts";
import { safeText } from "./document.ts";
import { type EntrySpan, type FeedParts, findEntries } from "./feed-entries.ts";
import { readBytes } from "./files.ts";
import { BlockWriter } from "./html-blocks.ts";
import { reduceFragment } from "./html.ts";
import { decideLanguage } from "./language.ts";
import { readPublishedAt } from "./published.ts";
import { LARGEST_RECORD, recordFailure } from "./records.ts";
import { findTitle, tidyName, tidyTitle, tidyUrl, titleFromPath } from "./titles.ts";
import { type ImportedArticle, type ImportedItem, type Importer, ImportProblem, toFailure } from "./types.ts";
import { workingText } from "./working-text.ts";

/** Largest feed, in bytes. */
const LIMIT = 64 * 1024 * 1024;
/** A file that holds nothing but white space is a small one, in bytes. */
const BLANK = 1024;

/** RSS (0.9 to 2.0, RDF) and Atom: each entry an article, read from the entry's own bytes, which are its original. */
export const feedImporter: Importer = {
  kind: "feed",
  async *readFile(file, { encoding }) {
    try {
      yield* readFeed(readBytes(file, LIMIT), file.path, encoding);
    } catch (error) {
      yield { failure: toFailure(error) };
    }
  },
};

async function* readFeed(bytes: Buffer, path: string, told?: Encoding): AsyncGenerator<ImportedItem> {
  const encoding = told ?? findEncoding(bytes, "xml");
  if (bytes.length < BLANK && decodeAs(bytes, encoding).replace("\ufeff", "").trim() === "")
    throw new ImportProblem("no-text", "there is nothing to read in it");
  const parts = findEntries(bytes, encoding);
  const feed = feedOf(parts);
  for (const span of parts.entries) {
    try {
      yield { article: await readEntry(span, { bytes, encoding, path, told, parts, feed }) };
    } catch (error) {
      yield { failure: recordFailure(error, span.line) };
    }
  }
  if (parts.problem) yield { failure: parts.problem };
  else if (parts.entries.length === 0) throw new ImportProblem("no-text", "the feed has no entries");
}

/** What a feed says of itself, and so of its entries where they do not say it. */
interface FeedFacts {
  readonly outlet: string | null;
  readonly author: string | null;
  readonly language: string | null;
  readonly url: string | null;
}

interface EntryContext {
  readonly bytes: Buffer;
  readonly encoding: string;
  readonly path: string;
  readonly told: Encoding | undefined;
  readonly parts: FeedParts;
  readonly feed: FeedFacts;
}

async function readEntry(span: EntrySpan, context: EntryContext): Promise<ImportedArticle> {
  const { bytes, path, told, parts, feed } = context;
  const original = bytes.subarray(span.start, span.end);
  if (original.length > LARGEST_RECORD) throw new ImportProblem("too-large", "the entry is larger than any article");
  const { text: source, encoding } = decodeRecord(original, context.encoding, told);
  const entry = entryOf(parse(parts.frame(source)));
  if (entry === null) throw new ImportProblem("bad-record", "the entry is no valid XML");
  const body = entry.contents.map(readContent).find(({ text }) => /\S/u.test(text));
  const text = workingText(body?.text ?? "");
  const url = resolved(entry.url, feed.url);
  return {
    title: tidyTitle(entry.title) ?? findTitle(text) ?? `${titleFromPath(path)} ${span.line}`,
    outlet: tidyName(entry.outlet) ?? feed.outlet,
    author: tidyName(entry.author) ?? feed.author,
    publishedAt: entry.publishedAt === null ? null : readPublishedAt(entry.publishedAt),
    language: await decideLanguage(entry.language ?? feed.language, text),
    url,
    text,
    blocks: body?.blocks ?? [],
    key: tidyTitle(entry.key) ?? url,
    line: span.line,
    original,
    encoding,
  };
}

type Parsed = ReturnType<typeof parseFeed<string>>;

/** Throws `ImportProblem` (bad-record). */
function parse(source: string): Parsed {
  try {
    return parseFeed(source);
  } catch {
    throw new ImportProblem("bad-record", "the entry is no valid XML");
  }
}

function feedOf({ head }: FeedParts): FeedFacts {
  let parsed: Parsed;
  try {
    parsed = parseFeed(head);
  } catch {
    // Nothing is known of it; its entries are read all the same.
    return { outlet: null, author: null, language: null, url: null };
  }
  if (parsed.format === "atom") {
    const { title, authors, xml, dc, links } = parsed.feed;
    return {
      outlet: tidyName(readText(title)),
      author: tidyName(namesOf(authors)),
      language: xml?.lang ?? dc?.languages?.[0] ?? null,
      url: resolved(xml?.base ?? links?.find(isAlternate)?.href ?? null, null),
    };
  }
  if (parsed.format === "rss") {
    const { title, language, dc, xml, link } = parsed.feed;
    return {
      outlet: tidyName(plain(title)),
      author: null,
      language: language ?? dc?.languages?.[0] ?? xml?.lang ?? null,
      url: resolved(xml?.base ?? link ?? null, null),
    };
  }
  if (parsed.format === "rdf") {
    const { title, dc, link } = parsed.feed;
    return {
      outlet: tidyName(plain(title)),
      author: null,
      language: dc?.languages?.[0] ?? null,
      url: resolved(link ?? null, null),
    };
  }
  return { outlet: null, author: null, language: null, url: null };
}

/** A text of an entry as it was stated; `isPlain` where it says that it holds no markup. */
interface Content {
  readonly value: string;
  readonly isPlain: boolean;
}

/** What an entry says, as it says it. */
interface Entry {
  readonly title: string | null;
  readonly outlet: string | null;
  readonly author: string | null;
  readonly publishedAt: string | null;
  readonly language: string | null;
  readonly url: string | null;
  readonly key: string | null;
  /** The fullest first. */
  readonly contents: readonly Content[];
}

function entryOf(parsed: Parsed): Entry | null {
  if (parsed.format === "atom") {
    const entry = parsed.feed.entries?.[0];
    return entry
      ? {
          title: readText(entry.title),
          outlet: readText(entry.source?.title),
          author: namesOf(entry.authors) ?? joined(entry.dc?.creators),
          // Not `updated`: when an entry was last touched is not when it appeared.
          publishedAt: entry.published ?? entry.dc?.dates?.[0] ?? null,
          language: entry.content?.xml?.lang ?? entry.xml?.lang ?? null,
          url: entry.links?.find(isAlternate)?.href ?? null,
          key: entry.id ?? null,
          contents: stated([entry.content, isMarkup], [entry.summary, isMarkup]),
        }
      : null;
  }
  if (parsed.format === "rss") {
    const item = parsed.feed.items?.[0];
    const permanent = item?.guid?.isPermaLink === false ? null : (item?.guid?.value ?? null);
    return item
      ? {
          title: plain(item.title),
          outlet: plain(item.source?.title),
          author: joined(item.dc?.creators) ?? namesOf(item.authors),
          publishedAt: item.pubDate ?? item.dc?.dates?.[0] ?? null,
          language: item.xml?.lang ?? item.dc?.languages?.[0] ?? null,
          url: item.link ?? (permanent !== null && /^https?:/iu.test(permanent) ? permanent : null),
          key: item.guid?.value ?? null,
          contents: stated([item.content?.encoded, true], [item.atom?.content, isMarkup], [item.description, null]),
        }
      : null;
  }
  if (parsed.format === "rdf") {
    const item = parsed.feed.items?.[0];
    return item
      ? {
          title: plain(item.title),
          outlet: null,
          author: joined(item.dc?.creators),
          publishedAt: item.dc?.dates?.[0] ?? null,
          language: item.dc?.languages?.[0] ?? null,
          url: item.link ?? null,
          key: item.rdf?.about ?? null,
          contents: stated([item.content?.encoded, true], [item.description, null]),
        }
      : null;
  }
  return null;
}

interface TypedText {
  readonly value?: string;
  readonly type?: string;
}

/** Contents that are there; whether each is markup is told, asked of its type, or (null) to be seen in it. */
function stated(
  ...given: [string | TypedText | undefined, boolean | null | ((typed: TypedText) => boolean)][]
): Content[] {
  return given.flatMap(([content, rule]) => {
    const value = typeof content === "object" ? content.value : content;
    if (value === undefined) return [];
    const marked =
      typeof rule === "function" ? typeof content === "object" && rule(content) : (rule ?? hasMarkup(value));
    return [{ value, isPlain: !marked }];
  });
}

/** Of an Atom text: its type is `html`, `xhtml`, or one of a medium that is. */
const isMarkup = ({ type }: TypedText): boolean => /html/iu.test(type ?? "");
const hasMarkup = (text: string): boolean => /<[a-z/!]|&#?\w{2,10};/iu.test(text);

function readContent({ value, isPlain }: Content): { text: string; blocks: Block[] } {
  if (isPlain) {
    const text = safeText(value).trim();
    return { text, blocks: findBlocks(text) };
  }
  const writer = new BlockWriter();
  reduceFragment(value, writer);
  return writer.finish();
}

/** A line of a feed as one reads it: many write markup and entities into titles. */
function plain(line: string | undefined): string | null {
  if (line === undefined || !hasMarkup(line)) return line ?? null;
  return readContent({ value: line, isPlain: false }).text;
}

function readText(text: TypedText | undefined): string | null {
  return text?.value === undefined ? null : isMarkup(text) ? plain(text.value) : text.value;
}

const isAlternate = ({ rel }: { rel?: string }): boolean => rel === undefined || rel === "alternate";

const joined = (names: readonly string[] | undefined): string | null =>
  names === undefined || names.length === 0 ? null : names.join(", ");

const namesOf = (people: readonly { name?: string; email?: string }[] | undefined): string | null =>
  joined(people?.flatMap(({ name, email }) => name ?? email ?? []));

/** An address, of a relative one what it is beside the feed's own. */
function resolved(address: string | null, base: string | null): string | null {
  if (address === null) return null;
  const trimmed = address.trim();
  try {
    return tidyUrl(base === null ? new URL(trimmed).href : new URL(trimmed, base).href);
  } catch {
    return tidyUrl(trimmed);
  }
}
