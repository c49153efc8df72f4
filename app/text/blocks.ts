import { baseDirection, type Direction, firstStrong } from "./direction.ts";

export type BlockKind = "heading" | "paragraph" | "list-item" | "quotation" | "table-row";

/** A part of the working text: UTF-16 offsets, end exclusive, without white space around it and never with a line break at its end. */
export interface Block {
  start: number;
  end: number;
  kind: BlockKind;
  direction: Direction;
}

/** A line without the white space around it. */
interface Line {
  start: number;
  end: number;
  indented: boolean;
}

interface Draft {
  start: number;
  end: number;
  kind: BlockKind;
  /** The only block between two blank lines (or the ends of the text): it may be a heading. */
  alone: boolean;
}

/** Nobody wraps lines by hand beyond this; a longer line is a paragraph of its own. UTF-16 units. */
const LONGEST_WRAPPED_LINE = 130;
/** Lines that were wrapped at a column are at least this long and at least this share of the longest. */
const SHORTEST_WRAPPED_LINE = 40;
const WRAP_RAGGEDNESS = 0.6;

/** Longest heading, in UTF-16 units and in words. */
const LONGEST_HEADING = 120;
const HEADING_WORDS = 18;
/** What follows a heading is at least so many times longer, or so long. */
const BODY_RATIO = 1.5;
const BODY_LENGTH = 120;

const digits = "0-9\u0660-\u0669\u06f0-\u06f9";
const listMarker = new RegExp(
  `^(?:[•‣⁃◦▪▫●○■□►✓*\u00b7\\-–—]|\\(?[${digits}]{1,3}\\)|[${digits}]{1,3}[.\\-])[ \\t\\u00a0]+(?=\\S)`,
  "u",
);
const sentenceEnd = /[.!?؟…。۔][\s"'”“»›’)\]]*$/u;
const pauseEnd = /[:;,،؛][\s"'”“»›’)\]]*$/u;
const questionEnd = /[!?؟][\s"'”“»›’)\]]*$/u;
const creditLine =
  /^(?:المصدر|المصادر|مصدر|بقلم|كتب|تحرير|ترجمة|شارك|شاركها|source|sources|credit|by|via|share)\s*(?:[:：]|$)/iu;
const letter = /\p{L}/u;

function readLines(text: string): (Line | null)[] {
  const lines: (Line | null)[] = [];
  let from = 0;
  while (from <= text.length) {
    const found = text.indexOf("\n", from);
    const to = found === -1 ? text.length : found;
    const line = text.slice(from, to);
    const trimmed = line.trim();
    if (trimmed.length === 0) lines.push(null);
    else {
      const indent = line.length - line.trimStart().length;
      lines.push({ start: from + indent, end: from + indent + trimmed.length, indented: indent > 0 });
    }
    from = to + 1;
  }
  return lines;
}

function isListItem(text: string, line: Line): boolean {
  return listMarker.test(text.slice(line.start, Math.min(line.end, line.start + 12)));
}

function isQuotation(text: string, line: Line): boolean {
  return text[line.start] === ">" && (line.end === line.start + 1 || /\s/.test(text[line.start + 1] as string));
}

/** Number of cells of a row of a table set with tabs or with bars; 0 for other lines. */
function cells(text: string, line: Line): number {
  const content = text.slice(line.start, line.end);
  if (content.startsWith("|") && content.endsWith("|") && content.length > 2) return content.split("|").length - 2;
  const tabs = content.split("\t").length;
  return tabs > 1 ? tabs : 0;
}

/** Whether lines that follow each other are one paragraph wrapped at a column. `separated`: the text sets blank lines between paragraphs. */
function isWrapped(text: string, lines: readonly Line[], separated: boolean): boolean {
  const wrapped = lines.slice(0, -1);
  let longest = 0;
  let shortest = Infinity;
  let ended = 0;
  for (const line of wrapped) {
    longest = Math.max(longest, line.end - line.start);
    shortest = Math.min(shortest, line.end - line.start);
    if (sentenceEnd.test(text.slice(line.start, line.end))) ended += 1;
  }
  if (longest > LONGEST_WRAPPED_LINE) return false;
  if (separated) return ended < wrapped.length;
  if (lines.length < 3 || longest < SHORTEST_WRAPPED_LINE) return false;
  return shortest >= longest * WRAP_RAGGEDNESS && ended * 2 < wrapped.length;
}

/** Blocks of the lines between two blank lines. */
function groupBlocks(text: string, lines: readonly Line[], separated: boolean): Draft[] {
  const drafts: Draft[] = [];
  let plain: Line[] = [];

  function flush(): void {
    const first = plain[0];
    const last = plain.at(-1);
    if (first === undefined || last === undefined) return;
    if (plain.length > 1 && isWrapped(text, plain, separated)) {
      drafts.push({ start: first.start, end: last.end, kind: "paragraph", alone: false });
    } else {
      for (const line of plain)
        drafts.push({ start: line.start, end: line.end, kind: "paragraph", alone: lines.length === 1 });
    }
    plain = [];
  }

  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] as Line;
    const previous = plain.length === 0 ? drafts.at(-1) : undefined;
    if (isQuotation(text, line)) {
      flush();
      const before = drafts.at(-1);
      if (previous !== undefined && before?.kind === "quotation") before.end = line.end;
      else drafts.push({ start: line.start, end: line.end, kind: "quotation", alone: false });
    } else if (isListItem(text, line)) {
      flush();
      drafts.push({ start: line.start, end: line.end, kind: "list-item", alone: false });
    } else if (previous?.kind === "list-item" && line.indented) {
      previous.end = line.end;
    } else {
      const width = cells(text, line);
      const after = lines[index + 1];
      const inTable =
        width > 1 && (previous?.kind === "table-row" || (after !== undefined && cells(text, after) === width));
      if (inTable) {
        flush();
        drafts.push({ start: line.start, end: line.end, kind: "table-row", alone: false });
      } else plain.push(line);
    }
  }
  flush();
  return drafts;
}

function couldBeHeading(text: string, draft: Draft, first: boolean): boolean {
  if (draft.kind !== "paragraph" || !draft.alone || draft.end - draft.start > LONGEST_HEADING) return false;
  const content = text.slice(draft.start, draft.end);
  if (pauseEnd.test(content) || creditLine.test(content) || !letter.test(content)) return false;
  // The title of a text may ask or exclaim.
  if (sentenceEnd.test(content) && !(first && questionEnd.test(content))) return false;
  return content.split(/\s+/).length <= HEADING_WORDS;
}

function isBody(draft: Draft | undefined, heading: Draft): boolean {
  if (draft === undefined) return false;
  const length = draft.end - draft.start;
  return length >= BODY_LENGTH || length >= (heading.end - heading.start) * BODY_RATIO;
}

function markHeadings(text: string, drafts: readonly Draft[]): void {
  drafts.forEach((draft, index) => {
    if (!couldBeHeading(text, draft, index === 0)) return;
    // What stands right under a heading is its byline.
    if (drafts[index - 1]?.kind === "heading") return;
    const under = drafts[index + 1];
    const body =
      isBody(under, draft) || (index === 0 && isBody(drafts[index + 2], draft)) || under?.kind === "list-item";
    if (body) draft.kind = "heading";
  });
}

/**
 * Blocks of a plain working text, in order, disjoint; white space between blocks belongs to none.
 *
 * - Blank lines separate paragraphs. Where a text has any, lines that follow each other without one
 *   are a wrapped paragraph, unless one of them (but the last) is longer than 130 units or all of
 *   them end a sentence: then each is a paragraph.
 * - A text without blank lines has a paragraph on each line, unless its lines are of nearly equal
 *   length and mostly break within a sentence: then it is one wrapped paragraph.
 * - A line with a list marker (bullet, dash, digits of any kind with full stop, bracket or hyphen) is
 *   a list item, marker included; indented lines after it belong to it. `> ` starts a quotation. Two
 *   or more lines with equal cells, set with tabs or bars, are table rows.
 * - A heading is a short line between blank lines that ends without punctuation, is no credit line,
 *   and is followed by something longer. What stands right under a heading is no second one.
 *
 * Each block has the direction of its first strong letter; one without letters takes that of the
 * block before it, the first one that of the text.
 */
export function findBlocks(text: string): Block[] {
  const groups: Line[][] = [];
  let group: Line[] = [];
  for (const line of [...readLines(text), null]) {
    if (line !== null) group.push(line);
    else if (group.length > 0) {
      groups.push(group);
      group = [];
    }
  }
  const separated = groups.length > 1;
  const drafts = groups.flatMap((lines) => groupBlocks(text, lines, separated));
  if (separated) markHeadings(text, drafts);

  let direction = baseDirection(text, "ltr");
  return drafts.map(({ start, end, kind }) => {
    direction = firstStrong(text, start, end) ?? direction;
    return { start, end, kind, direction };
  });
}
