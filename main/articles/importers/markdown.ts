import { fromMarkdown } from "mdast-util-from-markdown";

import type { Block } from "../../../app/articles/model.ts";
import { findCredits } from "./credits.ts";
import { decodeBytes } from "./decode.ts";
import { proposeMapping } from "./fields.ts";
import { readBytes } from "./files.ts";
import { BlockWriter } from "./html-blocks.ts";
import { reduceFragment } from "./html.ts";
import { decideLanguage, loadLanguageDetector } from "./language.ts";
import { readPublishedAt } from "./published.ts";
import { findTitle, tidyName, tidyTitle, tidyUrl, titleFromPath } from "./titles.ts";
import { type ImportedArticle, type Importer, toFailure } from "./types.ts";
import { workingText } from "./working-text.ts";

/** Largest file, in bytes: parsing takes about a second a megabyte. */
const LIMIT = 8 * 1024 * 1024;

type Node = { type: string; value?: string; children?: Node[] };

export const markdownImporter: Importer = {
  kind: "markdown",
  async *readFile(path) {
    try {
      await loadLanguageDetector();
      yield { article: readMarkdown(readBytes(path, LIMIT), path) };
    } catch (error) {
      yield { failure: toFailure(error) };
    }
  },
};

/** A Markdown file as an article: its marks are taken out, its blocks kept; front matter gives what it names. */
export function readMarkdown(original: Uint8Array, path: string): ImportedArticle {
  const decoded = decodeBytes(original);
  const source = workingText(decoded.text);
  const { values, body } = splitFrontMatter(source);
  const writer = new BlockWriter();
  writeNodes(fromMarkdown(body).children, writer, "paragraph");
  const reduced = writer.finish();
  const text = workingText(reduced.text);
  const credits = findCredits(text);
  const mapping = proposeMapping([...values.keys()]);
  const stated = (field: keyof typeof mapping): string | null => values.get(mapping[field] ?? "") ?? null;
  const date = stated("publishedAt");
  const first = reduced.blocks[0];
  const heading = first?.kind === "heading" ? text.slice(first.start, first.end) : null;
  return {
    title: tidyTitle(stated("title")) ?? tidyTitle(heading) ?? findTitle(text) ?? titleFromPath(path),
    outlet: tidyName(stated("outlet")) ?? credits.outlet,
    author: tidyName(stated("author")) ?? credits.author,
    publishedAt: (date === null ? null : readPublishedAt(date)) ?? credits.publishedAt,
    language: decideLanguage(stated("language"), text),
    url: tidyUrl(stated("url")) ?? credits.url,
    text,
    blocks: reduced.blocks,
    key: null,
    line: null,
    original,
    encoding: decoded.encoding,
  };
}

/** The simple part of front matter: `name: value` a line between two lines of three dashes. */
function splitFrontMatter(text: string): { values: Map<string, string>; body: string } {
  const values = new Map<string, string>();
  const found = /^---[ \t]*\n([\s\S]{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/u.exec(text);
  if (!found) return { values, body: text };
  for (const line of (found[1] ?? "").split("\n")) {
    const pair = /^([\p{L}\p{N}_ -]{1,40}?)\s*:\s*(.*)$/u.exec(line);
    const value = pair?.[2]?.trim().replace(/^(["'])(.*)\1$/u, "$2");
    if (pair?.[1] && value) values.set(pair[1], value);
  }
  return { values, body: text.slice(found[0].length) };
}

function writeNodes(nodes: Node[], writer: BlockWriter, kind: Block["kind"]): void {
  for (const node of nodes) writeBlock(node, writer, kind);
}

function writeBlock(node: Node, writer: BlockWriter, kind: Block["kind"]): void {
  const children = node.children ?? [];
  switch (node.type) {
    case "heading":
      writer.begin("heading");
      writeInline(children, writer);
      break;
    case "paragraph":
      writer.begin(kind);
      writeInline(children, writer);
      break;
    case "blockquote":
      writeNodes(children, writer, "quotation");
      break;
    case "list":
    case "listItem":
      writeNodes(children, writer, "list-item");
      break;
    case "code":
      writer.begin(kind);
      writer.writePreformatted(node.value ?? "");
      break;
    case "html":
      writer.begin(kind);
      reduceFragment(node.value ?? "", writer);
      break;
    default:
      // Rules and definitions hold nothing to read.
      break;
  }
  writer.flush();
}

function writeInline(nodes: Node[], writer: BlockWriter): void {
  for (const node of nodes) {
    if (node.type === "text" || node.type === "inlineCode") writer.write(node.value ?? "");
    else if (node.type === "break") writer.lineBreak();
    else if (node.type === "html" && /^<br\b/iu.test(node.value ?? "")) writer.lineBreak();
    else if (node.children) writeInline(node.children, writer);
  }
}
