import type { Block } from "../../../app/articles/model.ts";
import { firstStrong } from "../../../app/text/direction.ts";

/** The parts of the document object model that reading needs: linkedom's nodes have them, and so has any other's. */
export interface DomNode {
  nodeType: number;
  nodeName: string;
  nodeValue: string | null;
  firstChild: DomNode | null;
  nextSibling: DomNode | null;
  parentNode: DomNode | null;
}

type Kind = Block["kind"];

const ELEMENT = 1;
const TEXT = 3;

/** What begins and ends a line of its own in a browser. */
const blockElements = new Set(
  `ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CENTER DD DETAILS DIALOG DIR DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM
  H1 H2 H3 H4 H5 H6 HEADER HGROUP HR HTML LEGEND LI MAIN MENU NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD
  TR UL CAPTION OPTGROUP OPTION`.split(/\s+/u),
);

/** What shows nothing to read. */
const silentElements = new Set(
  `SCRIPT STYLE TEMPLATE NOSCRIPT IFRAME OBJECT EMBED APPLET SVG MATH CANVAS AUDIO VIDEO MAP INPUT SELECT TEXTAREA BUTTON
  DATALIST HEAD META LINK TITLE PARAM SOURCE TRACK RP`.split(/\s+/u),
);

const kinds: Record<string, Kind> = {
  H1: "heading",
  H2: "heading",
  H3: "heading",
  H4: "heading",
  H5: "heading",
  H6: "heading",
  LI: "list-item",
  BLOCKQUOTE: "quotation",
  TR: "table-row",
};

/**
 * Collects the text of blocks in reading order and joins them: a blank line between blocks, a single line end between
 * list items and between table rows. White space is collapsed as a browser shows it; no-break spaces, joiners and bidi
 * marks stay.
 */
export class BlockWriter {
  private text = "";
  private readonly blocks: Block[] = [];
  private pending = "";
  private kind: Kind = "paragraph";
  /** That of the last block with letters: one without takes it over. */
  private direction: Block["direction"] | null = null;

  /** Ends the block at hand and begins one of this kind. */
  begin(kind: Kind): void {
    this.flush();
    this.kind = kind;
  }

  /** Running text: any white space in it counts as one space. */
  write(text: string): void {
    this.pending += text.replaceAll(/[ \t\n\r\f]+/gu, " ");
  }

  /** Text whose spaces and line ends are its own. */
  writePreformatted(text: string): void {
    this.pending += text.replaceAll(/\r\n?/gu, "\n").replaceAll(" ", KEPT_SPACE).replaceAll("\t", KEPT_TAB);
  }

  lineBreak(): void {
    this.pending += "\n";
  }

  cellEnd(): void {
    this.pending += CELL_END;
  }

  flush(): void {
    const content = tidyLines(this.pending);
    this.pending = "";
    if (content === "") return;
    const last = this.blocks.at(-1);
    if (last)
      this.text += last.kind === this.kind && (last.kind === "list-item" || last.kind === "table-row") ? "\n" : "\n\n";
    const start = this.text.length;
    this.text += content;
    this.direction = firstStrong(content) ?? this.direction;
    this.blocks.push({ start, end: this.text.length, kind: this.kind, direction: this.direction ?? "ltr" });
  }

  /** The joined text and its blocks, offsets in UTF-16 units. */
  finish(): { text: string; blocks: Block[] } {
    this.flush();
    return { text: this.text, blocks: this.blocks };
  }
}

/** Stand for spaces and tabs of preformatted text until the others are collapsed: no character of a text. */
const KEPT_SPACE = "\ufdd0";
const KEPT_TAB = "\ufdd1";
const CELL_END = "\ufdd2";

function tidyLines(pending: string): string {
  const lines = pending
    .replaceAll(/ +/gu, " ")
    .replaceAll(/ ?([\n\ufdd2]) ?/gu, "$1")
    .replaceAll(/\n{3,}/gu, "\n\n")
    .replace(/^[ \n\ufdd1]+/u, "");
  // By hand: a pattern that ends in `+$` takes quadratic time on long runs of spaces.
  let end = lines.length;
  while (end > 0 && " \n\ufdd0\ufdd1\ufdd2".includes(lines.charAt(end - 1))) end--;
  return lines
    .slice(0, end)
    .replaceAll(KEPT_SPACE, " ")
    .replaceAll(/[\ufdd1\ufdd2]/gu, "\t");
}

/** Writes what an element shows, in reading order. Goes without recursion: pages are as deep as they like. */
export function writeElement(root: DomNode, writer: BlockWriter): void {
  const kindsAbove: Kind[] = ["paragraph"];
  let preformatted = 0;
  let rows = 0;

  const enter = (node: DomNode): boolean => {
    const name = node.nodeName.toUpperCase();
    if (silentElements.has(name)) return false;
    if (name === "BR") writer.lineBreak();
    if (name === "PRE") preformatted++;
    if (blockElements.has(name)) {
      // Within a row of a table, cells and what they hold stay on one line.
      if (rows > 0) writer.write(" ");
      else {
        const kind = kinds[name] ?? kindsAbove.at(-1) ?? "paragraph";
        kindsAbove.push(kind);
        writer.begin(kind);
      }
      if (name === "TR") rows++;
    }
    return true;
  };

  const leave = (node: DomNode): void => {
    const name = node.nodeName.toUpperCase();
    if (name === "PRE") preformatted--;
    if (!blockElements.has(name)) return;
    if (name === "TR") rows--;
    if (rows > 0) {
      if (name === "TD" || name === "TH") writer.cellEnd();
      else writer.write(" ");
      return;
    }
    kindsAbove.pop();
    writer.begin(kindsAbove.at(-1) ?? "paragraph");
  };

  let node: DomNode | null = root;
  while (node) {
    let down = false;
    if (node.nodeType === TEXT) {
      if (preformatted > 0 && rows === 0) writer.writePreformatted(node.nodeValue ?? "");
      else writer.write(node.nodeValue ?? "");
    } else if (node.nodeType === ELEMENT) {
      down = enter(node);
    }
    if (down && node.firstChild) {
      node = node.firstChild;
      continue;
    }
    if (down) leave(node);
    while (node && node !== root && !node.nextSibling) {
      node = node.parentNode;
      if (node) leave(node);
    }
    if (!node || node === root) return;
    node = node.nextSibling;
  }
}
