import { extname } from "node:path";

import type { Attachment, Email } from "postal-mime";

import { asMember, deeper, type FindImporter, nestingOf } from "./containers.ts";
import { type ImportedItem, type ImportOptions, recordKinds, type SourceFile } from "./types.ts";

/** Endings of what is attached without a name that has one. */
const endings: Readonly<Record<string, string>> = {
  "application/pdf": ".pdf",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
  "application/vnd.oasis.opendocument.text": ".odt",
  "application/rtf": ".rtf",
  "text/rtf": ".rtf",
  "application/epub+zip": ".epub",
  "application/zip": ".zip",
  "message/rfc822": ".eml",
  "text/html": ".html",
};

/** What mail programs attach by themselves, such as the footer of a mailing list. */
const byItself = /^(?:ATT\d+|winmail|smime|signature)\.\w+$/iu;

/** Whether it was sent along, and is no picture of the text. */
export const isAttached = ({ disposition, related }: Pick<Attachment, "disposition" | "related">): boolean =>
  disposition !== "inline" && related !== true;

/** What is attached to a message and can be read, under its name, which is told apart from others of the same. */
export function attachedFiles(mail: Email, find: FindImporter): { name: string; bytes: Buffer }[] {
  const names = new Map<string, number>();
  return mail.attachments.flatMap((attachment) => {
    const { mimeType, filename, content, related } = attachment;
    // Some programs call a document inline that they show below the text.
    const isDocument = mimeType in endings && mimeType !== "text/html" && related !== true;
    if (!isAttached(attachment) && !isDocument) return [];
    const given = (filename ?? "")
      .replaceAll(/\p{Cc}+/gu, " ")
      .replaceAll(/[/\\]/gu, "_")
      .trim();
    const base =
      given === "" ? (attachment.description ?? "attachment").replaceAll(/[\p{Cc}/\\]+/gu, " ").slice(0, 100) : given;
    const name = find(base) ? base : base + (endings[mimeType] ?? "");
    if (byItself.test(name) || !find(name)) return [];
    const count = (names.get(name) ?? 0) + 1;
    names.set(name, count);
    const ending = extname(name);
    const unique = count === 1 ? name : `${name.slice(0, name.length - ending.length)} (${count})${ending}`;
    return [{ name: unique, bytes: toBuffer(content) }];
  });
}

const toBuffer = (content: Attachment["content"]): Buffer =>
  typeof content === "string"
    ? Buffer.from(content)
    : content instanceof ArrayBuffer
      ? Buffer.from(content)
      : Buffer.from(content.buffer, content.byteOffset, content.byteLength);

/**
 * What is attached to a message, each by itself. It is dated by what it says of itself, not by the message that carried it:
 * so the same report sent forty times is one article. A table whose columns say nothing stays named in the message alone.
 */
export async function* readAttachments(
  mail: Email,
  file: SourceFile,
  options: ImportOptions,
  find: FindImporter,
): AsyncGenerator<ImportedItem> {
  const attached = attachedFiles(mail, find);
  if (attached.length === 0) return;
  const nesting = deeper(nestingOf(file));
  for (const { name, bytes } of attached) {
    const importer = find(name);
    if (!importer) continue;
    const isTable = recordKinds.has(importer.kind);
    const beat = file.beat ? { beat: file.beat } : {};
    for await (const item of importer.readFile({ path: name, bytes, nesting, ...beat }, options))
      if ("article" in item || !isTable || (item.failure.line !== null && item.failure.code !== "needs-mapping"))
        yield asMember(item, name);
  }
}
