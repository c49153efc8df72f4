import { openArchive } from "./archive.ts";
import { articleOf, safeText } from "./document.ts";
import { readBytes } from "./files.ts";
import { BlockWriter } from "./html-blocks.ts";
import { type ImportedArticle, type Importer, ImportProblem, toFailure } from "./types.ts";
import { readTexts, readXml } from "./xml.ts";

/** Largest file, in bytes. */
const LIMIT = 256 * 1024 * 1024;
/** Spaces that one element may stand for. */
const MOST_SPACES = 1000;

/** OpenDocument texts: paragraphs, headings, lists and tables in order; notes at the end. */
export const odtImporter: Importer = {
  kind: "odt",
  async *readFile(file) {
    try {
      yield { article: await readOdt(readBytes(file, LIMIT), file.path) };
    } catch (error) {
      yield { failure: toFailure(error) };
    }
  },
};

/** Throws `ImportProblem` (unreadable-file, too-large, no-text). */
export async function readOdt(original: Buffer, path: string): Promise<ImportedArticle> {
  const archive = await openArchive(original);
  const content = await archive.read("content.xml");
  if (!content) throw new ImportProblem("unreadable-file", "it holds no OpenDocument text");
  const manifest = await archive.read("META-INF/manifest.xml");
  if (manifest?.includes("encryption-data"))
    throw new ImportProblem("unreadable-file", "it is protected by a password");
  const meta = await archive.read("meta.xml");
  const stated = meta
    ? readTexts(safeText(meta.toString("utf8")), ["title", "creator", "initial-creator", "language"])
    : null;
  return articleOf(
    {
      ...readContent(safeText(content.toString("utf8"))),
      title: stated?.get("title"),
      author: stated?.get("initial-creator") ?? stated?.get("creator"),
      language: stated?.get("language"),
    },
    { path, original },
  );
}

/** What is no text of the document: what was deleted, remarks of editors, descriptions of pictures. */
const silent = new Set([
  "text:tracked-changes",
  "office:annotation",
  "svg:title",
  "svg:desc",
  "text:note-citation",
  "office:scripts",
  "office:font-face-decls",
  "office:automatic-styles",
  "text:sequence-decls",
  "office:forms",
]);

/** The text and blocks of a `content.xml`. */
export function readContent(xml: string): ReturnType<BlockWriter["finish"]> {
  const writer = new BlockWriter();
  const notes: string[] = [];
  let silence = 0;
  let lists = 0;
  let rows = 0;
  /** The note that is being read: it is written after the text, not within the paragraph that it is a note to. */
  let note: string | null = null;
  let inBody = false;
  const write = (text: string): void => {
    if (!inBody || silence > 0) return;
    if (note !== null) note += text;
    else writer.write(text);
  };
  const begin = (kind: "paragraph" | "heading"): void => {
    if (note !== null) note += " ";
    else if (rows > 0) writer.write(" ");
    else writer.begin(lists > 0 && kind === "paragraph" ? "list-item" : kind);
  };
  readXml(xml, {
    open(name, attributes) {
      if (silent.has(name)) silence += 1;
      if (silence > 0) return;
      if (name === "office:body") inBody = true;
      else if (name === "text:p") begin("paragraph");
      else if (name === "text:h") begin("heading");
      else if (name === "text:list") lists += 1;
      else if (name === "table:table-row") {
        if (rows === 0 && note === null) writer.begin("table-row");
        rows += 1;
      } else if (name === "text:note") note = "";
      else if (name === "text:s") write(" ".repeat(Math.min(MOST_SPACES, Number(attributes["text:c"] ?? 1) || 1)));
      else if (name === "text:tab") write(" ");
      else if (name === "text:line-break") {
        if (note === null && rows === 0) {
          if (inBody) writer.lineBreak();
        } else write(" ");
      }
    },
    text: write,
    close(name) {
      if (silence > 0) {
        if (silent.has(name)) silence -= 1;
        return;
      }
      if (name === "office:body") inBody = false;
      else if (name === "text:list") lists -= 1;
      else if (name === "table:table-cell" && rows > 0) writer.cellEnd();
      else if (name === "table:table-row") rows -= 1;
      else if (name === "text:note") {
        if (note !== null && note.trim() !== "") notes.push(note);
        note = null;
      } else if ((name === "text:p" || name === "text:h") && note === null && rows === 0) writer.flush();
    },
  });
  for (const each of notes) {
    writer.begin("paragraph");
    writer.write(each);
  }
  return writer.finish();
}
