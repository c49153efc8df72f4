import PostalMime, { type Email } from "postal-mime";

import { findBlocks } from "../../../app/text/blocks.ts";
import { attachedFiles, isAttached, readAttachments } from "./attachments.ts";
import type { FindImporter } from "./containers.ts";
import { articleOf, safeText } from "./document.ts";
import { readBytes } from "./files.ts";
import { BlockWriter } from "./html-blocks.ts";
import { reduceFragment } from "./html.ts";
import { withCharsets } from "./mail-charsets.ts";
import { readPublishedAt } from "./published.ts";
import { tidyName } from "./titles.ts";
import {
  type ImportedArticle,
  type ImportedItem,
  type Importer,
  type ImportOptions,
  type SourceFile,
  toFailure,
} from "./types.ts";

/** Largest message, in bytes: attachments are part of it. */
export const LARGEST_MESSAGE = 64 * 1024 * 1024;

/**
 * Mail messages: the subject is the title, the sender the author, the date that of the message. What is attached and can be
 * read becomes articles of its own.
 */
export const makeEmlImporter = (find: FindImporter): Importer => ({
  kind: "eml",
  async *readFile(file, options) {
    try {
      yield* readMessage(readBytes(file, LARGEST_MESSAGE), file, options, find);
    } catch (error) {
      yield { failure: toFailure(error) };
    }
  },
});

/**
 * A message and what is attached to it. `original` is what is kept of it where that is not what it says (a mailbox quotes lines).
 * Throws what the library throws for a message that makes no sense.
 */
export async function* readMessage(
  bytes: Buffer,
  file: SourceFile,
  options: ImportOptions,
  find: FindImporter,
  original = bytes,
): AsyncGenerator<ImportedItem> {
  const mail = await PostalMime.parse(withCharsets(bytes, options.encoding), {
    maxNestingDepth: 100,
    maxHeadersSize: 2 * 1024 * 1024,
  });
  try {
    yield { article: await articleOfMail(mail, original, file.path) };
  } catch (error) {
    // A message that only carries something is told by what it carries.
    if (attachedFiles(mail, find).length === 0) throw error;
  }
  yield* readAttachments(mail, file, options, find);
}

/** Throws `ImportProblem` (no-text). */
function articleOfMail(mail: Email, original: Buffer, path: string): Promise<ImportedArticle> {
  return articleOf(
    {
      ...bodyOf(mail),
      title: mail.subject,
      author: senderOf(mail),
      publishedAt: readPublishedAt(mail.headers.find(({ key }) => key === "date")?.value ?? ""),
      language: mail.headers.find(({ key }) => key === "content-language")?.value,
    },
    { path, original },
  );
}

/** The formatted body where there is one: it knows its paragraphs; else the plain one, unchanged but for its line ends. */
function bodyOf(mail: Email): ReturnType<BlockWriter["finish"]> {
  const html = mail.html?.trim() ? mail.html : null;
  const plain = mail.text?.trim() ? mail.text : null;
  const writer = new BlockWriter();
  if (html !== null) {
    reduceFragment(html, writer);
    const read = writer.finish();
    if (read.text !== "") return named(mail, read);
  }
  const text = safeText(plain ?? "").replace(/\n+$/u, "");
  return named(mail, { text, blocks: findBlocks(text) });
}

/** What came with the message is named below it: it is offered by name, and kept in the original. */
function named(mail: Email, body: ReturnType<BlockWriter["finish"]>): ReturnType<BlockWriter["finish"]> {
  const names = mail.attachments
    .filter(isAttached)
    .map(({ filename, mimeType }) =>
      safeText(filename ?? mimeType)
        .replaceAll(/\s+/gu, " ")
        .trim(),
    )
    .filter((name) => name !== "");
  if (names.length === 0 || body.text === "") return body;
  let { text } = body;
  const blocks = [...body.blocks];
  for (const [index, name] of names.entries()) {
    text += index === 0 ? "\n\n" : "\n";
    const start = text.length;
    text += `📎 ${name}`;
    blocks.push({ start, end: text.length, kind: "list-item", direction: blocks.at(-1)?.direction ?? "ltr" });
  }
  return { text, blocks };
}

function senderOf(mail: Email): string | null {
  const from = mail.from ?? mail.sender;
  if (!from) return null;
  const address = "address" in from ? (from.address ?? "") : "";
  return tidyName(from.name.trim() === "" ? address : from.name);
}
