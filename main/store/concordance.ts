import type { ConcordanceLine, ConcordanceSort } from "../../app/search/model.ts";
import { foldText } from "../../app/text/fold.ts";
import { inOrder, type Matcher, matcherOf, type MatchRange, type MatchTerm } from "../../app/text/match.ts";
import { textOfStored } from "./body-encoding.ts";
import { byOutlet, newestFirst } from "./found-order.ts";
import { sortedInTurns } from "./sorted-in-turns.ts";
import { all, bytes, first, integer, type ReadDb, text, textOrNull } from "./sql.ts";
import { grown } from "./typed.ts";

/** UTF-16 units of texts that are in memory together, when many are read. */
const TOGETHER = 500_000;
/** UTF-16 units of texts that are kept once they were read: lines are nearly always shown right after. */
const UNITS_KEPT = 4_000_000;
/** UTF-16 units beside a hit of which a key is made, and the units of it that are compared. */
const KEY_REACH = 96;
const KEY_LENGTH = 64;

/** Articles in the order in which they are read. */
function inOrderOf(db: ReadDb, keys: readonly number[], sort: ConcordanceSort): Int32Array {
  if (sort === "position") return Int32Array.from(keys).toSorted();
  return sort === "outlet" ? byOutlet(db, keys) : newestFirst(db, keys);
}

const COPIES = `SELECT a.key, a.published_key, m.family, f.origin = a.key AS is_origin FROM json_each(?) w
  CROSS JOIN family_members m ON m.article = w.value CROSS JOIN families f ON f.key = m.family
  CROSS JOIN articles a ON a.key = w.value`;

/** Without copies: of each family the origin, or where that was not found the earliest article that was. */
function withoutCopies(db: ReadDb, keys: readonly number[]): number[] {
  const standing = new Map<number, { key: number; rank: string }>();
  const copies = all(db, COPIES, [JSON.stringify(keys)]);
  for (const row of copies) {
    const [key, family] = [integer(row, "key"), integer(row, "family")];
    // "~" sorts behind every date.
    const rank = `${integer(row, "is_origin") === 1 ? "0" : "1"}${textOrNull(row, "published_key") ?? "~"}`;
    const best = standing.get(family);
    if (!best || rank < best.rank || (rank === best.rank && key < best.key)) standing.set(family, { key, rank });
  }
  const left = new Set(copies.map((row) => integer(row, "key")));
  for (const { key } of standing.values()) left.delete(key);
  return keys.filter((key) => !left.has(key));
}

const TEXTS = `SELECT a.key, v.number, v.body FROM json_each(?) w CROSS JOIN articles a ON a.key = w.value
  CROSS JOIN text_versions v ON v.article = a.key AND v.number = a.version`;
const ABOUT = `SELECT a.key, a.id, a.title, a.outlet, a.published_at, a.version FROM json_each(?) w
  CROSS JOIN articles a ON a.key = w.value`;

const isSpace = (body: string, at: number): boolean => /\s/.test(body.charAt(at));
const isLowSurrogate = (body: string, at: number): boolean => (body.charCodeAt(at) & 0xfc00) === 0xdc00;

/** What stands before a hit, from the beginning of a word. */
function contextBefore(body: string, start: number, width: number): string {
  let from = Math.max(0, start - width);
  if (from > 0 && !isSpace(body, from - 1)) {
    let cut = from;
    while (cut < start && !isSpace(body, cut)) cut += 1;
    while (cut < start && isSpace(body, cut)) cut += 1;
    // A word longer than the width is cut within, never within a character.
    from = cut < start ? cut : isLowSurrogate(body, from) ? from + 1 : from;
  }
  return body.slice(from, start);
}

function contextAfter(body: string, end: number, width: number): string {
  let to = Math.min(body.length, end + width);
  if (to < body.length && !isSpace(body, to)) {
    let cut = to;
    while (cut > end && !isSpace(body, cut - 1)) cut -= 1;
    while (cut > end && isSpace(body, cut - 1)) cut -= 1;
    to = cut > end ? cut : isLowSurrogate(body, to) ? to - 1 : to;
  }
  return body.slice(end, to);
}

const wordsOf = (part: string): string[] =>
  foldText(part)
    .split(" ")
    .filter((word) => word !== "");

/** The words before a hit, the nearest first. */
function keyBefore(body: string, start: number): string {
  const from = Math.max(0, start - KEY_REACH);
  const words = wordsOf(body.slice(from, start)).toReversed();
  return words.join(" ").slice(0, KEY_LENGTH);
}

const keyAfter = (body: string, end: number): string =>
  wordsOf(body.slice(end, end + KEY_REACH))
    .join(" ")
    .slice(0, KEY_LENGTH);

/** The places of the terms, in order; of those that begin at one place, the longest. */
function placesIn(body: string, matches: Matcher): MatchRange[] {
  const places = inOrder(matches(body));
  return places.filter((place, at) => places[at + 1]?.start !== place.start);
}

/** What is asked of a concordance. */
export interface Wanted {
  readonly terms: readonly MatchTerm[];
  readonly keys: readonly number[];
  readonly sort: ConcordanceSort;
  readonly copies: boolean;
}

/** Where to stop: lines and UTF-16 units of text that are read at most. The article that reaches one is read whole. */
export interface Bound {
  readonly lines: number;
  readonly units: number;
}

/**
 * The lines of a query, read text by text in the order of the articles, then sorted. Both go in turns of a few milliseconds,
 * so that whoever works through a large case can let other calls in between.
 */
export class Concordance {
  /** The keys of the articles, in the order in which they are read. */
  readonly articles: Int32Array;
  /** Whether there is anything to look for in a text. */
  readonly hasWords: boolean;
  /** How many articles were read, and how many of them have no line. */
  read = 0;
  without = 0;
  /** How many lines there are. */
  total = 0;
  readonly #db: ReadDb;
  readonly #sort: ConcordanceSort;
  readonly #matches: Matcher;
  /** The text version of each article that was read. */
  readonly #versions: Int32Array;
  readonly #texts = new Map<number, string>();
  #units = 0;
  #article = new Int32Array(1024);
  #start = new Int32Array(1024);
  #end = new Int32Array(1024);
  #keys: string[] = [];
  #order: Int32Array | null = null;

  constructor(db: ReadDb, { terms, keys, sort, copies }: Wanted) {
    this.#db = db;
    this.#sort = sort;
    this.#matches = matcherOf(terms);
    this.hasWords = terms.length > 0;
    this.articles = inOrderOf(db, copies ? keys : withoutCopies(db, keys), sort);
    this.#versions = new Int32Array(this.articles.length);
  }

  get isWhole(): boolean {
    return this.read === this.articles.length;
  }

  /** Reads and sorts, a step at a time, until everything is read or the bound is reached. */
  *work(bound: Bound): Generator<void> {
    if (!this.hasWords) this.without = this.read = this.articles.length;
    while (!this.isWhole && !this.#isBeyond(bound)) {
      this.#readSome(bound);
      yield;
    }
    const order = Int32Array.from({ length: this.total }, (_, line) => line);
    const keys = this.#keys;
    const isByWords = this.#sort === "before" || this.#sort === "after";
    this.#order = isByWords
      ? yield* sortedInTurns(order, (a, b) => {
          const [one, other] = [keys[a] as string, keys[b] as string];
          return one === other ? a - b : one < other ? -1 : 1;
        })
      : order;
    this.#keys = [];
  }

  /** How many lines an article has, by its key, of those that were read. */
  counts(): Map<number, number> {
    const counts = new Map<number, number>();
    for (let line = 0; line < this.total; line += 1) {
      const key = this.articles[this.#article[line] as number] as number;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return counts;
  }

  /** Lines in their order; those of an article that has another text since it was read are left out. */
  window(offset: number, limit: number, width: number): ConcordanceLine[] {
    const lines = this.#order ? [...this.#order.subarray(offset, offset + limit)] : [];
    const byArticle = Map.groupBy(lines, (line) => this.#article[line] as number);
    const texts = this.#textsOf([...byArticle.keys()]);
    const made = new Map<number, ConcordanceLine>();
    const keys = [...byArticle.keys()].map((place) => this.articles[place] as number);
    const rows = new Map(all(this.#db, ABOUT, [JSON.stringify(keys)]).map((row) => [integer(row, "key"), row]));
    for (const [place, body] of texts) {
      const row = rows.get(this.articles[place] as number);
      if (!row || integer(row, "version") !== this.#versions[place]) continue;
      const article = {
        articleId: text(row, "id"),
        title: text(row, "title"),
        outlet: textOrNull(row, "outlet"),
        publishedAt: textOrNull(row, "published_at"),
      };
      for (const line of byArticle.get(place) ?? []) {
        const [start, end] = [this.#start[line] as number, this.#end[line] as number];
        const before = contextBefore(body, start, width);
        const after = contextAfter(body, end, width);
        made.set(line, { ...article, start, end, before, hit: body.slice(start, end), after });
      }
    }
    return lines.flatMap((line) => made.get(line) ?? []);
  }

  /** The texts of articles by their places: those that are kept, then the others as they are read. */
  *#textsOf(places: readonly number[]): Generator<[number, string]> {
    const placeOf = new Map<number, number>();
    for (const place of places) {
      const kept = this.#texts.get(place);
      if (kept === undefined) placeOf.set(this.articles[place] as number, place);
      else yield [place, kept];
    }
    const keys = Int32Array.from(placeOf.keys());
    for (let from = 0; from < keys.length;) {
      const batch = together(this.#db, keys, from);
      from += batch.length;
      for (const row of all(this.#db, TEXTS, [JSON.stringify(batch)]))
        yield [placeOf.get(integer(row, "key")) as number, textOfStored(bytes(row, "body"))];
    }
  }

  #isBeyond = (bound: Bound): boolean => this.total >= bound.lines || this.#units >= bound.units;

  #readSome(bound: Bound): void {
    const batch = together(this.#db, this.articles, this.read);
    const found = new Map(all(this.#db, TEXTS, [JSON.stringify(batch)]).map((row) => [integer(row, "key"), row]));
    for (const key of batch) {
      if (this.#isBeyond(bound)) return;
      const row = found.get(key);
      if (row) {
        this.#versions[this.read] = integer(row, "number");
        this.#readText(textOfStored(bytes(row, "body")));
      }
      this.read += 1;
    }
  }

  #readText(body: string): void {
    const before = this.total;
    if (this.#units + body.length <= UNITS_KEPT) this.#texts.set(this.read, body);
    for (const { start, end } of placesIn(body, this.#matches)) {
      if (this.total === this.#start.length) this.#grow();
      this.#article[this.total] = this.read;
      this.#start[this.total] = start;
      this.#end[this.total] = end;
      this.total += 1;
      if (this.#sort === "before") this.#keys.push(keyBefore(body, start));
      else if (this.#sort === "after") this.#keys.push(keyAfter(body, end));
    }
    if (this.total === before) this.without += 1;
    this.#units += body.length;
  }

  #grow(): void {
    this.#article = grown(this.#article, this.total + 1);
    this.#start = grown(this.#start, this.total + 1);
    this.#end = grown(this.#end, this.total + 1);
  }
}

const UNITS = "SELECT ifnull(sum(a.chars), 0) AS units FROM json_each(?) w CROSS JOIN articles a ON a.key = w.value";

/** UTF-16 units of the texts of articles together; infinitely many where there are more articles than `most` units. */
export function unitsOf(db: ReadDb, keys: readonly number[], most: number): number {
  // An article has hundreds of units at least: where there are very many, none is asked.
  if (keys.length > most / 100) return Infinity;
  const row = first(db, UNITS, [JSON.stringify(keys)]);
  return row ? integer(row, "units") : 0;
}

const CHARS = "SELECT a.key, a.chars FROM json_each(?) w CROSS JOIN articles a ON a.key = w.value";
/** Articles of which the texts are read together at most. */
const MOST_TOGETHER = 100;

/** Articles from a place on of which the texts together are not much memory; one at least. */
function together(db: ReadDb, keys: Int32Array, from: number): number[] {
  const next = [...keys.subarray(from, from + MOST_TOGETHER)];
  const chars = new Map(
    all(db, CHARS, [JSON.stringify(next)]).map((row) => [integer(row, "key"), integer(row, "chars")]),
  );
  let units = 0;
  const end = next.findIndex((key, at) => (units += chars.get(key) ?? 0) > TOGETHER && at > 0);
  return end === -1 ? next : next.slice(0, end);
}
