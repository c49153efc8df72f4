import { decodeBytes } from "./decode.ts";
import { readBytes } from "./files.ts";
import { readPage } from "./html.ts";
import { tidyUrl } from "./titles.ts";
import { type ImportedArticle, type Importer, ImportProblem, toFailure } from "./types.ts";

/** Largest file, in bytes: a page with its pictures. */
const LIMIT = 128 * 1024 * 1024;
const MOST_PARTS = 10_000;

/** Pages that a browser saved as one file (MHTML, MHT): the page itself is read, what came with it is kept unread. */
export const mhtmlImporter: Importer = {
  kind: "mhtml",
  async *readFile(file) {
    try {
      yield { article: await readMhtml(readBytes(file, LIMIT), file.path) };
    } catch (error) {
      yield { failure: toFailure(error) };
    }
  },
};

interface Part {
  readonly headers: ReadonlyMap<string, string>;
  /** As it stands in the file, in one character a byte. */
  readonly body: string;
}

/** Throws `ImportProblem` (unreadable-file, no-text, too-large). */
export async function readMhtml(original: Buffer, path: string): Promise<ImportedArticle> {
  const whole = splitHead(original.toString("latin1"));
  const page = /^multipart\//iu.test(whole.headers.get("content-type") ?? "")
    ? pageOf(splitParts(whole), whole)
    : whole;
  if (!/^text\/html|^application\/xhtml/iu.test(page.headers.get("content-type") ?? ""))
    throw new ImportProblem("unreadable-file", "it holds no page");
  const article = await readPage(declared(decodeBody(page), page), path);
  const address = tidyUrl(
    page.headers.get("content-location") ?? whole.headers.get("snapshot-content-location") ?? null,
  );
  return {
    ...article,
    url: article.url ?? (address !== null && /^https?:/u.test(address) ? address : null),
    original,
  };
}

/** Headers (RFC 822, folded lines joined) and what follows the empty line. */
function splitHead(source: string): Part {
  const end = /\r?\n\r?\n/u.exec(source);
  const head = end ? source.slice(0, end.index) : source;
  const headers = new Map<string, string>();
  for (const line of head.replaceAll(/\r?\n[ \t]+/gu, " ").split(/\r?\n/u)) {
    const [, name, value] = /^([\w-]+):\s*(.*)$/u.exec(line) ?? [];
    if (name !== undefined && !headers.has(name.toLowerCase())) headers.set(name.toLowerCase(), (value ?? "").trim());
  }
  return { headers, body: end ? source.slice(end.index + end[0].length) : "" };
}

function splitParts({ headers, body }: Part): Part[] {
  const boundary = /;\s*boundary\s*=\s*(?:"([^"]+)"|([^\s;]+))/iu.exec(headers.get("content-type") ?? "");
  const mark = boundary?.[1] ?? boundary?.[2];
  if (mark === undefined) throw new ImportProblem("unreadable-file", "it does not say where its parts end");
  const parts: Part[] = [];
  const delimiter = `--${mark}`;
  let at = body.startsWith(delimiter) ? 0 : body.indexOf(`\n${delimiter}`) + 1;
  while (at >= 0 && body.startsWith(delimiter, at)) {
    if (body.startsWith("--", at + delimiter.length)) break;
    const from = body.indexOf("\n", at) + 1;
    if (from === 0) break;
    const next = body.indexOf(`\n${delimiter}`, from);
    parts.push(splitHead(body.slice(from, next < 0 ? undefined : next)));
    if (parts.length > MOST_PARTS) throw new ImportProblem("too-large", `it has more than ${MOST_PARTS} parts`);
    at = next < 0 ? -1 : next + 1;
  }
  return parts;
}

/** The part that is the page: the one that the file names as its start, else the first that is one. */
function pageOf(parts: readonly Part[], whole: Part): Part {
  const isPage = (part: Part): boolean =>
    /^text\/html|^application\/xhtml/iu.test(part.headers.get("content-type") ?? "");
  const start = /;\s*start\s*=\s*"?<?([^">;]+)>?"?/iu.exec(whole.headers.get("content-type") ?? "")?.[1];
  const named = start === undefined ? undefined : parts.find((part) => part.headers.get("content-id") === `<${start}>`);
  const page = named && isPage(named) ? named : parts.find(isPage);
  if (!page) throw new ImportProblem("unreadable-file", "it holds no page");
  return page;
}

function decodeBody({ headers, body }: Part): Buffer {
  const encoding = (headers.get("content-transfer-encoding") ?? "").toLowerCase();
  if (encoding === "base64") return Buffer.from(body, "base64");
  if (encoding !== "quoted-printable") return Buffer.from(body, "latin1");
  return Buffer.from(
    body
      .replaceAll(/[ \t]+(?=\r?\n)/gu, "")
      .replaceAll(/=\r?\n/gu, "")
      .replaceAll(/=([0-9A-Fa-f]{2})/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  );
}

/** The part's own head may say what the page does not: in which encoding it is. */
function declared(page: Buffer, { headers }: Part): Buffer {
  const charset = /;\s*charset\s*=\s*"?([\w.:-]+)/iu.exec(headers.get("content-type") ?? "")?.[1];
  if (charset === undefined) return page;
  try {
    const encoding = new TextDecoder(charset).encoding;
    if (decodeBytes(page, "html").encoding === encoding) return page;
    return Buffer.from(new TextDecoder(encoding).decode(page), "utf8");
  } catch {
    return page;
  }
}
