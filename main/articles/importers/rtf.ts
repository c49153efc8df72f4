import { decodeAs } from "./decode.ts";
import { articleOf } from "./document.ts";
import { readBytes } from "./files.ts";
import { BlockWriter } from "./html-blocks.ts";
import { type ImportedArticle, type Importer, ImportProblem, toFailure } from "./types.ts";

/** Largest file, in bytes: pictures are written out in digits. */
const LIMIT = 64 * 1024 * 1024;
/** Groups within groups: beyond this it was made to exhaust a reader. */
const DEEPEST = 1000;

/** Rich Text, as word processors and old content systems write it; of Arabic with its code page or as `\u`. */
export const rtfImporter: Importer = {
  kind: "rtf",
  async *readFile(file) {
    try {
      yield { article: await readRtf(readBytes(file, LIMIT), file.path) };
    } catch (error) {
      yield { failure: toFailure(error) };
    }
  },
};

/** Throws `ImportProblem` (unreadable-file, no-text). */
export async function readRtf(original: Buffer, path: string): Promise<ImportedArticle> {
  if (!/^\s*\{\\rtf/u.test(original.toString("latin1", 0, 64)))
    throw new ImportProblem("unreadable-file", "it does not begin as Rich Text does");
  const { text, blocks, title, author } = readSource(original.toString("latin1"));
  return articleOf({ text, blocks, title, author }, { path, original });
}

/** Code pages by the numbers of character sets that fonts state. */
const charsets: Record<number, string> = {
  0: "windows-1252",
  77: "macintosh",
  128: "shift_jis",
  134: "gbk",
  161: "windows-1253",
  162: "windows-1254",
  163: "windows-1258",
  177: "windows-1255",
  178: "windows-1256",
  186: "windows-1257",
  204: "windows-1251",
  222: "windows-874",
  238: "windows-1250",
};

/** Groups that hold no running text. */
const silentGroups = new Set(
  `fonttbl colortbl stylesheet listtable listoverridetable rsidtbl generator pict object objdata header headerl headerr
   headerf footer footerl footerr footerf xmlnstbl themedata colorschememapping latentstyles datastore fldinst bkmkstart
   bkmkend filetbl revtbl nonshppict shpinst shprslt mmathPr wgrffmtfilter annotation atnauthor atnid atndate atnref
   private passwordhash pgdsctbl listtext pntext comment operator company category keywords subject doccomm manager hlinkbase`.split(
    /\s+/u,
  ),
);

/** Characters that have a word of their own. */
const characters: Record<string, string> = {
  emdash: "—",
  endash: "–",
  lquote: "‘",
  rquote: "’",
  ldblquote: "“",
  rdblquote: "”",
  bullet: "•",
  emspace: " ",
  enspace: " ",
  zwj: "\u200d",
  zwnj: "\u200c",
  zwbo: "\u200b",
  rtlmark: "\u200f",
  ltrmark: "\u200e",
};

interface Group {
  isSilent: boolean;
  /** How many characters stand for one `\u`, for readers that do not know it. */
  fallback: number;
  encoding: string;
  into: "text" | "title" | "author";
  isHidden: boolean;
}

interface Source {
  text: string;
  blocks: ReturnType<BlockWriter["finish"]>["blocks"];
  title: string | null;
  author: string | null;
}

const token = /\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|([^\\{}]+)/gsu;

function readSource(source: string): Source {
  const writer = new BlockWriter();
  const info = { title: "", author: "" };
  const fonts = new Map<number, string>();
  const groups: Group[] = [];
  let group: Group = { isSilent: false, fallback: 1, encoding: "windows-1252", into: "text", isHidden: false };
  let documentEncoding = "windows-1252";
  /** Bytes in the encoding at hand that were not decoded yet: characters of some encodings have two. */
  let bytes: number[] = [];
  /** Characters still to be left out, after a `\u`. */
  let skip = 0;
  let isList = false;
  let row = false;
  let inRow = false;
  let inFonts = false;
  let font: number | null = null;
  /** How deep the group of the document's properties lies; 0 outside of it. */
  let inInfo = 0;
  let mayName = false;

  const put = (text: string): void => {
    if (group.isSilent || group.isHidden) return;
    if (group.into === "text") writer.write(text);
    else info[group.into] += text;
  };
  const settle = (): void => {
    if (bytes.length === 0) return;
    const text = decodeAs(Uint8Array.from(bytes), group.encoding);
    bytes = [];
    put(text);
  };
  const beginParagraph = (): void => {
    if (!row) writer.begin(isList ? "list-item" : "paragraph");
  };

  for (const [, word, parameter, hex, sign, brace, plain] of source.matchAll(token)) {
    if (brace === "{") {
      settle();
      groups.push(group);
      if (groups.length > DEEPEST)
        throw new ImportProblem("unreadable-file", `its groups are nested more than ${DEEPEST} deep`);
      group = Object.assign({}, group);
      mayName = true;
      skip = 0;
      continue;
    }
    if (brace === "}") {
      settle();
      if (inFonts && group.isSilent && groups.at(-1)?.isSilent === false) inFonts = false;
      group = groups.pop() ?? group;
      if (groups.length < inInfo) inInfo = 0;
      skip = 0;
      continue;
    }
    const begins = mayName;
    mayName = false;
    if (hex !== undefined) {
      if (skip > 0) skip -= 1;
      else if (!group.isSilent) bytes.push(Number.parseInt(hex, 16));
      continue;
    }
    if (plain !== undefined) {
      const text = plain.replaceAll(/[\r\n]/gu, "");
      const kept = text.slice(skip);
      skip = Math.max(0, skip - text.length);
      if (kept === "" || group.isSilent) continue;
      // Bytes beyond ASCII that stand there as they are belong to the encoding too.
      for (let index = 0; index < kept.length; index += 1) bytes.push(kept.charCodeAt(index) & 0xff);
      settle();
      continue;
    }
    if (sign !== undefined) {
      if (sign === "*" && begins) {
        // A group of a kind that not every reader knows: only links and notes among them hold text.
        mayName = true;
        group.isSilent = true;
        continue;
      }
      settle();
      if (skip > 0 && sign !== "\n" && sign !== "\r") skip -= 1;
      else if (sign === "~") put("\u00a0");
      else if (sign === "_") put("\u2011");
      else if (sign === "\\" || sign === "{" || sign === "}") put(sign);
      else if ((sign === "\n" || sign === "\r") && !group.isSilent) beginParagraph();
      continue;
    }
    if (word === undefined) continue;
    const number = parameter === undefined ? null : Number(parameter);
    if (word === "u") {
      if (number !== null) {
        settle();
        if (!group.isSilent) put(String.fromCharCode(number < 0 ? number + 65_536 : number & 0xffff));
        skip = group.fallback;
      }
      continue;
    }
    settle();
    if (word === "fonttbl") {
      inFonts = true;
      group.isSilent = true;
    } else if (word === "upr") {
      // The same twice: for readers that know no Unicode, and for those that do.
      group.isSilent = true;
    } else if (word === "ud") group.isSilent = false;
    else if (silentGroups.has(word)) group.isSilent = true;
    else if (word === "info") {
      inInfo = groups.length;
      group.isSilent = true;
    } else if ((word === "title" || word === "author") && inInfo > 0) {
      group.isSilent = false;
      group.into = word;
      info[word] = "";
    } else if (word === "footnote") {
      // A note stands where it is referred to; as a block of its own it does not break the sentence.
      group.isSilent = true;
    } else if (word === "uc" && number !== null) group.fallback = Math.max(0, Math.min(number, 32));
    else if (word === "ansicpg" && number !== null) {
      documentEncoding = encodingOf(number) ?? documentEncoding;
      group.encoding = documentEncoding;
    } else if (word === "mac") group.encoding = "macintosh";
    else if (inFonts && word === "f" && number !== null) font = number;
    else if (inFonts && word === "fcharset" && number !== null && font !== null)
      fonts.set(font, charsets[number] ?? documentEncoding);
    else if ((word === "f" || word === "af") && number !== null) group.encoding = fonts.get(number) ?? documentEncoding;
    else if (word === "plain") {
      group.isHidden = false;
      group.encoding = documentEncoding;
    } else if (word === "v" || word === "deleted") group.isHidden = number !== 0;
    else if (group.isSilent) continue;
    else if (word === "par" || word === "sect" || word === "page") {
      if (row) put(" ");
      else beginParagraph();
    } else if (word === "line") writer.lineBreak();
    else if (word === "tab") put(" ");
    else if (word === "pard") {
      isList = false;
      // Each cell begins with it again; the row ends with a word of its own.
      if (row && !inRow) row = false;
    } else if (word === "trowd") inRow = true;
    else if (word === "ls" || word === "ilvl") {
      isList = true;
      writer.begin("list-item");
    } else if (word === "intbl") {
      if (!row) writer.begin("table-row");
      row = true;
    } else if (word === "cell" || word === "nestcell") writer.cellEnd();
    else if (word === "row" || word === "nestrow") {
      writer.flush();
      row = false;
      inRow = false;
    } else if (characters[word] !== undefined) put(characters[word]);
  }
  settle();
  const { text, blocks } = writer.finish();
  return { text: text.toWellFormed(), blocks, title: info.title.trim() || null, author: info.author.trim() || null };
}

/** The label of a Windows code page; null for one that nobody reads. */
function encodingOf(page: number): string | null {
  if (page === 65_001) return "utf-8";
  if (page === 720) return "cp720";
  if (page === 10_000) return "macintosh";
  const label = page === 28_596 ? "iso-8859-6" : `windows-${page}`;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}
