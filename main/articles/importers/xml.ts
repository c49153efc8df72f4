import { SaxesParser, type SaxesTagPlain } from "saxes";

import { ImportProblem } from "./types.ts";

/** Elements of one document, and how deep they nest: beyond this it was made to exhaust a reader. */
const MOST_ELEMENTS = 2_000_000;
const DEEPEST = 1000;

/** Where reading is: just behind the tag that is told of. */
export interface XmlPlace {
  /** In UTF-16 units of the source. */
  readonly position: number;
  /** From 1. */
  readonly line: number;
}

/** What a reader of a document is told, in its order. Names are as written, with their prefix. */
export interface XmlReader {
  open?(name: string, attributes: Readonly<Record<string, string>>, place: XmlPlace): void;
  close?(name: string, place: XmlPlace): void;
  text?(text: string): void;
}

/**
 * Reads an XML document once, without building a tree. Nothing outside of it is ever read: a document type with
 * declarations of its own (entities, external parts) is refused. `isWholeFile`: a line within it means something to whoever
 * has the file, and problems name it. Throws `ImportProblem` (unreadable-file, too-large).
 */
export function readXml(source: string, reader: XmlReader, isWholeFile = false): void {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let depth = 0;
  let elements = 0;
  parser.on("error", (error) => {
    throw isWholeFile
      ? new ImportProblem("unreadable-file", `line ${parser.line}: its XML is wrong: ${error.message}`, parser.line)
      : new ImportProblem("unreadable-file", `its XML is wrong: ${error.message}`);
  });
  parser.on("doctype", (doctype) => {
    if (/[[]|\bENTITY\b/u.test(doctype))
      throw new ImportProblem("unreadable-file", "it declares entities of its own, which are not read");
  });
  parser.on("opentag", ({ name, attributes }: SaxesTagPlain) => {
    depth += 1;
    elements += 1;
    if (depth > DEEPEST)
      throw new ImportProblem("unreadable-file", `its elements are nested more than ${DEEPEST} deep`);
    if (elements > MOST_ELEMENTS) throw new ImportProblem("too-large", `it has more than ${MOST_ELEMENTS} elements`);
    reader.open?.(name, attributes, parser);
  });
  parser.on("closetag", ({ name }) => {
    depth -= 1;
    reader.close?.(name, parser);
  });
  // Text is gathered only where somebody listens.
  if (reader.text) {
    parser.on("text", (text) => reader.text?.(text));
    parser.on("cdata", (text) => reader.text?.(text));
  }
  parser.write(source).close();
}

/** The text of the first element of each name, white space tidied; names without their prefix. */
export function readTexts(source: string, names: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  let inside: string | null = null;
  let collected = "";
  readXml(source, {
    open(name) {
      const local = name.slice(name.indexOf(":") + 1);
      if (inside === null && names.includes(local) && !found.has(local)) {
        inside = local;
        collected = "";
      }
    },
    text(text) {
      if (inside !== null) collected += text;
    },
    close(name) {
      if (inside === null || name.slice(name.indexOf(":") + 1) !== inside) return;
      const tidy = collected.replaceAll(/\s+/gu, " ").trim();
      if (tidy !== "") found.set(inside, tidy);
      inside = null;
    },
  });
  return found;
}
