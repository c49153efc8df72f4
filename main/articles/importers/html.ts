import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";

import type { Encoding } from "../../../app/articles/encodings.ts";
import type { Block } from "../../../app/articles/model.ts";
import { findCredits } from "./credits.ts";
import { decodeBytes } from "./decode.ts";
import { readBytes } from "./files.ts";
import { BlockWriter, type DomNode, writeElement } from "./html-blocks.ts";
import { type PageDocument, type PageElement, readMetadata } from "./html-metadata.ts";
import { decideLanguage } from "./language.ts";
import { tidyName, titleFromPath } from "./titles.ts";
import { type ImportedArticle, type Importer, ImportProblem, toFailure } from "./types.ts";
import { workingText } from "./working-text.ts";

/** Largest page, in bytes: one that was saved with its pictures inside has tens of megabytes. */
const LIMIT = 64 * 1024 * 1024;
/** Most tags, and deepest nesting: beyond them extraction takes minutes, or the stack ends. Real pages have some thousands, and some dozens. */
const MOST_TAGS = 100_000;
const DEEPEST = 400;
/** Addresses of data within the page (pictures, fonts) longer than this are left out before it is parsed, in UTF-16 units. */
const LONGEST_DATA = 1000;

/** Saved web pages: the article alone, its blocks from the page's own elements. Nothing is ever fetched. */
export const htmlImporter: Importer = {
  kind: "html",
  async *readFile(file, { encoding }) {
    try {
      yield { article: await readPage(readBytes(file, LIMIT), file.path, encoding) };
    } catch (error) {
      yield { failure: toFailure(error) };
    }
  },
};

/** The article of a page. Throws `ImportProblem` (no-text, too-large, unreadable-file). */
export async function readPage(original: Uint8Array, path: string, told?: Encoding): Promise<ImportedArticle> {
  const decoded = decodeBytes(original, "html", told);
  const html = clean(decoded.text);
  checkShape(html);
  const document = parse(html);
  const metadata = readMetadata(document, html);
  dropUnread(document);
  const extracted = extract(document) ?? readBody(html);
  const text = workingText(extracted.text);
  const credits =
    metadata.outlet === null || metadata.author === null || metadata.publishedAt === null ? findCredits(text) : null;
  return {
    title: metadata.title ?? titleFromPath(path),
    outlet: metadata.outlet ?? credits?.outlet ?? null,
    author: metadata.author ?? extracted.byline ?? credits?.author ?? null,
    publishedAt: metadata.publishedAt ?? credits?.publishedAt ?? null,
    language: await decideLanguage(metadata.language, text),
    url: metadata.url ?? credits?.url ?? null,
    text,
    blocks: extracted.blocks,
    key: null,
    line: null,
    original,
    encoding: decoded.encoding,
  };
}

/** What makes offsets differ from the working text later is put right before anything is counted. */
function clean(decoded: string): string {
  return withoutData(
    decoded
      .toWellFormed()
      .replaceAll("\0", "\ufffd")
      .replace(/^\ufeff/u, ""),
  );
}

/** Without the pictures and fonts that stand in its addresses. By hand: a pattern fails on addresses of many megabytes. */
function withoutData(html: string): string {
  const kept: string[] = [];
  let from = 0;
  for (let at = html.indexOf("data:"); at >= 0; at = html.indexOf("data:", at + 5)) {
    const head = dataHead.exec(html.slice(at, at + 120))?.[0];
    if (head === undefined) continue;
    let end = at + head.length;
    while (end < html.length && !dataEnds.has(html.charCodeAt(end))) end++;
    if (end - at > LONGEST_DATA) {
      kept.push(html.slice(from, at), "data:,");
      from = end;
    }
    at = end - 5;
  }
  return kept.length === 0 ? html : kept.join("") + html.slice(from);
}

const dataHead = /^data:[\w/+.;=-]{0,100},/u;
/** White space, quotes and brackets: what no address has unescaped. */
const dataEnds = new Set(Array.from(" \t\n\r\f\"')>&", (unit) => unit.charCodeAt(0)));

/** Refuses pages that were made to exhaust a reader. Counts tags without a tree; what closes itself counts for no depth. */
function checkShape(html: string): void {
  let tags = 0;
  let depth = 0;
  for (let at = html.indexOf("<"); at >= 0; at = html.indexOf("<", at + 1)) {
    if (html.startsWith("<!--", at)) {
      at = html.indexOf("-->", at + 4);
      if (at < 0) return;
      continue;
    }
    const closing = html[at + 1] === "/";
    const name = tagName.exec(html.slice(at + (closing ? 2 : 1), at + 40))?.[0].toLowerCase();
    if (name === undefined) continue;
    if (++tags > MOST_TAGS) throw new ImportProblem("too-large", `it has more than ${MOST_TAGS} tags`);
    const end = tagEnd(html, at);
    if (end < 0) return;
    if (!selfClosing.has(name) && html[end - 1] !== "/") depth = closing ? Math.max(0, depth - 1) : depth + 1;
    if (depth > DEEPEST)
      throw new ImportProblem("unreadable-file", `its elements are nested more than ${DEEPEST} deep`);
    at = closing || !rawText.has(name) ? end : rawEnd(html, name, end);
    if (at < 0) return;
  }
}

/** Where the content of an element ends that holds no tags: scripts and styles are full of `<`. -1 where it does not end. */
function rawEnd(html: string, name: string, from: number): number {
  let at = html.indexOf("</", from);
  while (at >= 0 && html.slice(at + 2, at + 2 + name.length).toLowerCase() !== name) at = html.indexOf("</", at + 2);
  return at < 0 ? -1 : at - 1;
}

/** Where a tag ends: the first `>` outside quotes; -1 where there is none. */
function tagEnd(html: string, from: number): number {
  let quote = "";
  for (let at = from; at < html.length; at++) {
    const unit = html[at] ?? "";
    if (quote !== "") {
      const end = html.indexOf(quote, at);
      if (end < 0) return -1;
      at = end;
      quote = "";
    } else if (unit === ">") return at;
    else if ((unit === '"' || unit === "'") && html[at - 1] === "=") quote = unit;
  }
  return -1;
}

const tagName = /^[a-z][a-z0-9:-]*/iu;
const rawText = new Set(["script", "style", "textarea", "title"]);
const selfClosing = new Set(
  "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody tfoot option".split(
    " ",
  ),
);

interface PageTree extends PageDocument {
  querySelectorAll(selector: string): Iterable<PageElement & { remove(): void }>;
  body: DomNode;
}

function parse(html: string): PageTree {
  // Without a body of its own, linkedom would take the first element for the document.
  const whole =
    /<body\b/iu.test(html) && /<html\b/iu.test(html)
      ? html
      : `<!doctype html><html><head></head><body>${html}</body></html>`;
  const { document }: { document: PageTree } = parseHTML(whole);
  return document;
}

/** Takes out what a reader does not see, or what is no text. */
function dropUnread(document: PageTree): void {
  const unread =
    "script, style, template, noscript, iframe, object, embed, nav, dialog, button, input, select, textarea, [hidden], " +
    // What a page saved with SingleFile did not show.
    ".sf-hidden";
  for (const element of document.querySelectorAll(unread)) element.remove();
  for (const element of document.querySelectorAll("[style]")) {
    if (/(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/iu.test(element.getAttribute("style") ?? ""))
      element.remove();
  }
}

interface Extracted {
  text: string;
  blocks: Block[];
  byline: string | null;
}

/** The article within the page, null where the extraction finds none. */
function extract(document: PageTree): Extracted | null {
  const found = new Readability<DomNode>(document as never, {
    disableJSONLD: true,
    serializer: (node) => node,
  }).parse();
  if (!found?.content) return null;
  const { text, blocks } = reduce(found.content);
  return text === "" ? null : { text, blocks, byline: tidyName(found.byline ?? null) };
}

/** All that the page shows, for pages that have no article to be told from the rest. */
function readBody(html: string): Extracted {
  const document = parse(html);
  dropUnread(document);
  return { ...reduce(document.body), byline: null };
}

/** A piece of a page as text and blocks. */
export function reduceFragment(html: string, writer: BlockWriter): void {
  const source = clean(html);
  checkShape(source);
  const document = parse(`<!doctype html><html><body>${source}</body></html>`);
  dropUnread(document);
  writeElement(document.body, writer);
}

function reduce(root: DomNode): { text: string; blocks: Block[] } {
  const writer = new BlockWriter();
  writeElement(root, writer);
  return writer.finish();
}
