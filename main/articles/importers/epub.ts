import { posix } from "node:path";

import { openArchive } from "./archive.ts";
import { articleOf, safeText } from "./document.ts";
import { readBytes } from "./files.ts";
import { BlockWriter } from "./html-blocks.ts";
import { reduceFragment } from "./html.ts";
import { readPublishedAt } from "./published.ts";
import { type ImportedArticle, type Importer, ImportProblem, toFailure } from "./types.ts";
import { readTexts, readXml } from "./xml.ts";

/** Largest file, in bytes. */
const LIMIT = 256 * 1024 * 1024;

/** Electronic books and issues: the chapters in reading order as one text. */
export const epubImporter: Importer = {
  kind: "epub",
  async *readFile(file) {
    try {
      yield { article: await readEpub(readBytes(file, LIMIT), file.path) };
    } catch (error) {
      yield { failure: toFailure(error) };
    }
  },
};

/** Throws `ImportProblem` (unreadable-file, too-large, no-text). */
export async function readEpub(original: Buffer, path: string): Promise<ImportedArticle> {
  const archive = await openArchive(original);
  const text = async (name: string): Promise<string | null> => {
    const bytes = await archive.read(name);
    return bytes && safeText(bytes.toString("utf8"));
  };
  const container = await text("META-INF/container.xml");
  if (container === null) throw new ImportProblem("unreadable-file", "it holds no electronic book");
  if (archive.names.includes("META-INF/encryption.xml") && archive.names.includes("META-INF/rights.xml"))
    throw new ImportProblem("unreadable-file", "it is protected against reading");
  const root = rootOf(container);
  const packed = root === null ? null : await text(root);
  if (root === null || packed === null)
    throw new ImportProblem("unreadable-file", "it does not say where its contents are");
  const stated = readTexts(packed, ["title", "creator", "language", "publisher", "date", "source"]);
  const writer = new BlockWriter();
  for (const chapter of readingOrder(packed)) {
    const page = await text(posix.join(posix.dirname(root), chapter));
    if (page !== null) reduceFragment(bodyOf(page), writer);
  }
  return articleOf(
    {
      ...writer.finish(),
      title: stated.get("title"),
      author: stated.get("creator"),
      outlet: stated.get("publisher"),
      language: stated.get("language"),
      publishedAt: readPublishedAt(stated.get("date") ?? ""),
    },
    { path, original, encoding: "utf-8" },
  );
}

function rootOf(container: string): string | null {
  let root: string | null = null;
  readXml(container, {
    open(name, attributes) {
      if (name.endsWith("rootfile")) root ??= attributes["full-path"] ?? null;
    },
  });
  return root;
}

/** The chapters' names, as the package lists them in its spine. */
function readingOrder(packed: string): string[] {
  const items = new Map<string, string>();
  const order: string[] = [];
  readXml(packed, {
    open(name, attributes) {
      const local = name.slice(name.indexOf(":") + 1);
      if (local === "item" && attributes["id"] !== undefined && attributes["href"] !== undefined)
        items.set(attributes["id"], decode(attributes["href"]));
      else if (local === "itemref" && attributes["idref"] !== undefined) order.push(attributes["idref"]);
    },
  });
  return order.flatMap((id) => items.get(id) ?? []);
}

function decode(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}

/** What stands between the body's tags; a page without them as it is. */
function bodyOf(page: string): string {
  const start = /<body\b[^>]*>/iu.exec(page);
  if (!start) return page;
  const end = page.toLowerCase().lastIndexOf("</body");
  return page.slice(start.index + start[0].length, end < 0 ? undefined : end);
}
