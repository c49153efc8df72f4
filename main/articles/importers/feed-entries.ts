import { decodeAs } from "./decode.ts";
import { type ImportFailure, ImportProblem, toFailure } from "./types.ts";
import { readXml, type XmlPlace, type XmlReader } from "./xml.ts";

/** What a feed holds besides its entries, in bytes: beyond this it is none. */
const LARGEST_HEAD = 4 * 1024 * 1024;
/** The tags around each entry, in bytes: they are read anew with every one. */
const LARGEST_FRAME = 64 * 1024;

/** An entry of a feed: its bytes are `start` to `end`, exclusive, of the file. */
export interface EntrySpan {
  readonly start: number;
  readonly end: number;
  /** 1-based line that it begins on. */
  readonly line: number;
}

/** A feed taken apart without being understood. */
export interface FeedParts {
  readonly entries: EntrySpan[];
  /** The whole of it without its entries, every element closed. */
  readonly head: string;
  /** An entry by itself as a feed of its own, in the elements that it stood in. */
  frame(entry: string): string;
  /** Why it could not be read beyond its last entry; null where it was read to its end. */
  readonly problem: ImportFailure | null;
}

/** Elements that feeds begin with, and what their entries are called. */
const entryNames: ReadonlyMap<string, string> = new Map([
  ["rss", "item"],
  ["RDF", "item"],
  ["feed", "entry"],
]);
/** What other XML is, by its first element in lower case. */
const others: ReadonlyMap<string, string> = new Map([
  ["opml", "a list of feeds (OPML)"],
  ["urlset", "a sitemap"],
  ["sitemapindex", "a sitemap"],
  ["html", "a web page that is to be named .html"],
  ["svg", "a drawing"],
  ["entry", "a single entry without its feed"],
]);

const localName = (name: string): string => name.slice(name.indexOf(":") + 1);

/**
 * Finds the entries of a feed: where they stand, so that the bytes of each are known, what is broken spoils only what comes
 * after it, and nobody holds all of them parsed. No text and no entity is looked at. Throws `ImportProblem`:
 * unsupported-format for XML that is no feed, unreadable-file for what is no XML or declares entities, too-large.
 */
export function findEntries(bytes: Buffer, encoding: string): FeedParts {
  const finder = new EntryFinder(bytes, encoding);
  let problem: ImportFailure | null = null;
  try {
    finder.read();
  } catch (error) {
    if (finder.entries.length === 0) throw error;
    problem = toFailure(error);
  }
  return { entries: finder.entries, ...finder.frames(), problem };
}

/** A tag of an element that is open: where it stands, in units of the source. */
interface OpenTag {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

class EntryFinder implements XmlReader {
  readonly entries: EntrySpan[] = [];
  private readonly bytes: Buffer;
  private readonly encoding: string;
  /** Bytes of a unit. */
  private readonly width: number;
  private readonly units: string;
  /** Units before the first: a byte order mark. */
  private readonly from: number;
  private entryName = "";
  private readonly around: OpenTag[] = [];
  /** The elements around the first entry. */
  private frame: readonly OpenTag[] = [];
  private entry: { readonly depth: number; readonly start: number; readonly line: number } | null = null;
  private readonly head: string[] = [];
  private headUnits = 0;
  private headFrom: number;

  constructor(bytes: Buffer, encoding: string) {
    this.bytes = bytes;
    this.encoding = encoding;
    const isWide = encoding.startsWith("utf-16");
    this.width = isWide ? 2 : 1;
    this.units = structureOf(bytes, encoding);
    this.from = isWide ? Number((bytes[0] ?? 0) >= 0xfe) : hasUtf8Mark(bytes) ? 3 : 0;
    this.headFrom = this.from;
  }

  read(): void {
    readXml(this.units.slice(this.from), this, true);
    this.toHead(this.units.length);
  }

  open(name: string, _attributes: Readonly<Record<string, string>>, place: XmlPlace): void {
    const end = this.from + place.position;
    const start = this.units.lastIndexOf("<", end - 1);
    const depth = this.around.length;
    if (depth === 0) this.entryName = nameOfEntries(name);
    if (this.entry === null && (depth === 1 || depth === 2) && localName(name) === this.entryName) {
      this.entry = { depth, start, line: place.line - countLines(this.units.slice(start, end)) };
      if (this.entries.length === 0) this.keepFrame();
      this.toHead(start);
    }
    this.around.push({ name, start, end });
  }

  close(name: string, place: XmlPlace): void {
    this.around.pop();
    if (this.entry === null || this.around.length > this.entry.depth) return;
    const end = this.from + place.position;
    // Where another element's tag closes it, the XML is wrong, and the reader says so next.
    const tag = this.units.slice(this.units.lastIndexOf("<", end - 1), end);
    if (!tag.startsWith(`</${name}`) && !tag.endsWith("/>")) return;
    this.entries.push({ start: this.entry.start * this.width, end: end * this.width, line: this.entry.line });
    this.entry = null;
    this.headFrom = end;
  }

  frames(): Pick<FeedParts, "head" | "frame"> {
    const before = this.frame.map(({ start, end }) => this.decode(start, end)).join("");
    const after = closing(this.frame);
    // Where it broke off, what was open there is closed.
    const open = this.entry === null ? this.around : this.around.slice(0, this.entry.depth);
    const last = open.at(-1)?.end ?? 0;
    if (this.entry === null && last > this.headFrom) this.toHead(last);
    return { head: this.head.join("") + closing(open), frame: (entry) => before + entry + after };
  }

  private keepFrame(): void {
    const units = this.around.reduce((sum, { start, end }) => sum + end - start, 0);
    if (units * this.width > LARGEST_FRAME)
      throw new ImportProblem("too-large", "its first tags are longer than any feed's");
    this.frame = [...this.around];
  }

  private toHead(to: number): void {
    this.headUnits += to - this.headFrom;
    if (this.headUnits * this.width > LARGEST_HEAD)
      throw new ImportProblem("too-large", "what it holds besides its entries is larger than any feed's");
    this.head.push(this.decode(this.headFrom, to));
    this.headFrom = to;
  }

  private decode(from: number, to: number): string {
    return decodeAs(this.bytes.subarray(from * this.width, to * this.width), this.encoding);
  }
}

const closing = (elements: readonly OpenTag[]): string =>
  elements
    .toReversed()
    .map(({ name }) => `</${name}>`)
    .join("");

const countLines = (source: string): number => source.split(/\r\n?|\n/u).length - 1;

function nameOfEntries(root: string): string {
  const local = localName(root);
  const name = entryNames.get(local);
  if (name !== undefined) return name;
  const what = others.get(local.toLowerCase()) ?? `XML of another kind (its first element is ${local.slice(0, 60)})`;
  throw new ImportProblem("unsupported-format", `it is ${what}, and no feed`);
}

const hasUtf8Mark = (bytes: Uint8Array): boolean => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;

/**
 * The source as far as its structure goes, one unit for each byte (in UTF-16 for each unit): markup is ASCII in every
 * encoding that is read. Ampersands are masked, as feeds are full of entities that nobody declared and of `&` that begins
 * none; and so are controls, which no XML may hold.
 */
function structureOf(bytes: Buffer, encoding: string): string {
  const units = encoding.startsWith("utf-16") ? decodeAs(bytes, encoding).toWellFormed() : bytes.toString("latin1");
  return units.replaceAll(/[&\ufffe\uffff]|(?![\t\n\r])\p{Cc}/gu, " ");
}
