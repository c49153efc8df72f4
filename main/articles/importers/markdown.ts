import { fromMarkdown } from "mdast-util-from-markdown";

import type { Encoding } from "../../../app/articles/encodings.ts";
import type { Block } from "../../../app/articles/model.ts";
import { findCredits } from "./credits.ts";
import { decodeBytes } from "./decode.ts";
import { proposeMapping } from "./fields.ts";
import { readBytes } from "./files.ts";
import { BlockWriter } from "./html-blocks.ts";
import { reduceFragment } from "./html.ts";
import { decideLanguage } from "./language.ts";
import { readPublishedAt } from "./published.ts";
import { readText } from "./text.ts";
import { findTitle, tidyName, tidyTitle, tidyUrl, titleFromPath } from "./titles.ts";
import { type ImportedArticle, type Importer, toFailure } from "./types.ts";
import { workingText } from "./working-text.ts";

/** Largest file, in bytes. */
const LIMIT = 64 * 1024 * 1024;
/** Longest text that is parsed, in UTF-16 units: a megabyte takes one to ten seconds. */
const LONGEST = 2 * 1024 * 1024;

/** Marks of emphasis, links and code in one paragraph, and quotations or lists within each other. */
const MOST_MARKS = 2000;
const DEEPEST = 50;

interface Node {
  type: string;
  value?: string;
  children?: Node[];
  position?: { start: { offset?: number | undefined }; end: { offset?: number | undefined } } | undefined;
}

export const markdownImporter: Importer = {
  kind: "markdown",
  async *readFile(file, { encoding }) {
    try {
      yield { article: await readMarkdown(readBytes(file, LIMIT), file.path, encoding) };
    } catch (error) {
      yield { failure: toFailure(error) };
    }
  },
};

/** A Markdown file as an article: its marks are taken out, its blocks kept; front matter gives what it names. */
export async function readMarkdown(original: Uint8Array, path: string, told?: Encoding): Promise<ImportedArticle> {
  const decoded = decodeBytes(original, "text", told);
  const source = workingText(decoded.text);
  if (isExhausting(source)) return readText(original, path, told);
  const { values, body } = splitFrontMatter(source);
  const writer = new BlockWriter();
  new MarkdownReducer(body, writer).reduce();
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
    language: await decideLanguage(stated("language"), text),
    url: tidyUrl(stated("url")) ?? credits.url,
    text,
    blocks: reduced.blocks,
    key: null,
    line: null,
    original,
    encoding: decoded.encoding,
  };
}

/**
 * Whether the parser would take minutes: it is quadratic in what is nested and in marks without a partner. Nobody writes
 * so; such a file is read as the plain text that it also is.
 */
function isExhausting(text: string): boolean {
  if (text.length > LONGEST) return true;
  let marks = 0;
  for (const line of text.split("\n")) {
    const start = /^(?:[ \t]{0,300}(?:[>*+-]|\d{1,9}[.)])){0,300}/u.exec(line.slice(0, 1000))?.[0] ?? "";
    const containers = start.replaceAll(/\s/gu, "").length + (start.length - start.trimStart().length) / 2;
    marks = line.trim() === "" ? 0 : marks + (line.match(/[*_[\]`<!]/gu)?.length ?? 0);
    if (marks > MOST_MARKS || (start !== "" && !/^[\s*+-]*$/u.test(line) && containers > DEEPEST)) return true;
  }
  return false;
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

/** Writes the blocks of a parsed file. */
class MarkdownReducer {
  private readonly source: string;
  private readonly writer: BlockWriter;

  constructor(source: string, writer: BlockWriter) {
    this.source = source;
    this.writer = writer;
  }

  reduce(): void {
    this.writeBlocks(fromMarkdown(this.source).children, "paragraph");
  }

  private writeBlocks(nodes: Node[], kind: Block["kind"]): void {
    for (const node of nodes) this.writeBlock(node, kind);
  }

  private writeBlock(node: Node, kind: Block["kind"]): void {
    const children = node.children ?? [];
    switch (node.type) {
      case "heading":
        this.writer.begin("heading");
        this.writeInline(children);
        break;
      case "paragraph":
        if (this.writeTable(node)) break;
        this.writer.begin(kind);
        this.writeInline(children);
        break;
      case "blockquote":
        this.writeBlocks(children, "quotation");
        break;
      case "list":
      case "listItem":
        this.writeBlocks(children, "list-item");
        break;
      case "code":
        this.writer.begin(kind);
        this.writer.writePreformatted(node.value ?? "");
        break;
      case "html":
        this.writer.begin(kind);
        reduceFragment(node.value ?? "", this.writer);
        break;
      default:
        // Rules and definitions hold nothing to read.
        break;
    }
    this.writer.flush();
  }

  /** Tables are no part of the core grammar: they come as a paragraph whose second line is made of dashes and bars. */
  private writeTable(node: Node): boolean {
    const lines = this.source.slice(node.position?.start.offset, node.position?.end.offset).split("\n");
    if (!lines[0]?.includes("|") || !/^[\s|:-]*-[\s|:-]*$/u.test(lines[1] ?? "") || !lines[1]?.includes("|"))
      return false;
    for (const [i, line] of lines.entries()) {
      if (i === 1) continue;
      this.writer.begin("table-row");
      for (const cell of line
        .trim()
        .replaceAll(/^\||(?<!\\)\|$/gu, "")
        .split(/(?<!\\)\|/u)) {
        this.writeInline(fromMarkdown(cell.trim().replaceAll("\\|", "|")).children);
        this.writer.cellEnd();
      }
    }
    return true;
  }

  private writeInline(nodes: Node[]): void {
    for (const node of nodes) {
      if (node.type === "text" || node.type === "inlineCode") this.writer.write(node.value ?? "");
      else if (node.type === "break") this.writer.lineBreak();
      else if (node.type === "html" && /^<br\b/iu.test(node.value ?? "")) this.writer.lineBreak();
      else if (node.children) this.writeInline(node.children);
    }
  }
}
