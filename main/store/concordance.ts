import type { ConcordanceLine, ConcordanceSort } from "../../app/search/model.ts";
import { foldText } from "../../app/text/fold.ts";
import { inOrder, type Matcher, matcherOf, type MatchRange, type MatchTerm } from "../../app/text/match.ts";
import { textOfStored } from "./body-encoding.ts";
import { sortedInTurns } from "./sorted-in-turns.ts";
import { all, bytes, first, integer, integerOrNull, type ReadDb, text, textOrNull } from "./sql.ts";
import { grown } from "./typed.ts";

/** UTF-16 units of texts that are in memory together, when many are read. */
const TOGETHER = 500_000;
/** UTF-16 units beside a hit of which a key is made, and the units of it that are compared. */
const KEY_REACH = 96;
const KEY_LENGTH = 64;

/** An article that is read for its lines. */
interface Listed {
  readonly key: number;
  readonly chars: number;
}

const orders: Record<ConcordanceSort, string> = {
  position: "a.key",
  before: "a.published_key DESC NULLS LAST, a.key DESC",
  after: "a.published_key DESC NULLS LAST, a.key DESC",
  date: "a.published_key DESC NULLS LAST, a.key DESC",
  outlet: "a.outlet_key NULLS LAST, a.published_key DESC NULLS LAST, a.key DESC",
};

const LISTED = `SELECT a.key, a.chars, a.published_key, m.family, f.origin = a.key AS is_origin FROM json_each(?) w
  CROSS JOIN articles a ON a.key = w.value LEFT JOIN family_members m ON m.article = a.key
  LEFT JOIN families f ON f.key = m.family`;

/** Articles in the order in which they are read; without copies, of each family the origin, else the earliest. */
function listed(db: ReadDb, keys: readonly number[], sort: ConcordanceSort, copies: boolean): Listed[] {
  const rows = all(db, `${LISTED} ORDER BY ${orders[sort]}`, [JSON.stringify(keys)]);
  const standing = new Map<number, { key: number; rank: string }>();
  if (!copies)
    for (const row of rows) {
      const family = integerOrNull(row, "family");
      if (family === null) continue;
      const key = integer(row, "key");
      // "~" sorts behind every date.
      const rank = `${integer(row, "is_origin") === 1 ? "0" : "1"}${textOrNull(row, "published_key") ?? "~"}`;
      const best = standing.get(family);
      if (!best || rank < best.rank || (rank === best.rank && key < best.key)) standing.set(family, { key, rank });
    }
  return rows.flatMap((row) => {
    const [key, family] = [integer(row, "key"), integerOrNull(row, "family")];
    if (!copies && family !== null && standing.get(family)?.key !== key) return [];
    return [{ key, chars: integer(row, "chars") }];
  });
}

const TEXTS = `SELECT a.key, a.id, a.title, a.outlet, a.published_at, v.number, v.body FROM json_each(?) w
  CROSS JOIN articles a ON a.key = w.value
  CROSS JOIN text_versions v ON v.article = a.key AND v.number = a.version`;

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
  readonly articles: readonly Listed[];
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
    this.articles = listed(db, keys, sort, copies);
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
      const { key } = this.articles[this.#article[line] as number] as Listed;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return counts;
  }

  /** Lines in their order; those of an article that has another text since it was read are left out. */
  window(offset: number, limit: number, width: number): ConcordanceLine[] {
    const lines = this.#order ? [...this.#order.subarray(offset, offset + limit)] : [];
    const made = new Map<number, ConcordanceLine>();
    const byArticle = Map.groupBy(lines, (line) => this.#article[line] as number);
    const places = [...byArticle.keys()].map((place) => this.articles[place] as Listed);
    const placeOf = new Map([...byArticle.keys()].map((place) => [(this.articles[place] as Listed).key, place]));
    for (let from = 0; from < places.length;) {
      const batch = together(places, from);
      from += batch.length;
      for (const row of all(this.#db, TEXTS, [JSON.stringify(batch.map(({ key }) => key))])) {
        const place = placeOf.get(integer(row, "key")) ?? -1;
        if (this.#versions[place] !== integer(row, "number")) continue;
        const body = textOfStored(bytes(row, "body"));
        const article = {
          articleId: text(row, "id"),
          title: text(row, "title"),
          outlet: textOrNull(row, "outlet"),
          publishedAt: textOrNull(row, "published_at"),
        };
        for (const line of byArticle.get(place) ?? []) {
          const [start, end] = [this.#start[line] as number, this.#end[line] as number];
          made.set(line, {
            ...article,
            start,
            end,
            before: contextBefore(body, start, width),
            hit: body.slice(start, end),
            after: contextAfter(body, end, width),
          });
        }
      }
    }
    return lines.flatMap((line) => made.get(line) ?? []);
  }

  #isBeyond = (bound: Bound): boolean => this.total >= bound.lines || this.#units >= bound.units;

  #readSome(bound: Bound): void {
    const batch = together(this.articles, this.read);
    const found = new Map(
      all(this.#db, TEXTS, [JSON.stringify(batch.map(({ key }) => key))]).map((row) => [integer(row, "key"), row]),
    );
    for (const { key } of batch) {
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

/** Articles from a place on of which the texts together are not much memory; one at least. */
function together(articles: readonly Listed[], from: number): Listed[] {
  const batch: Listed[] = [];
  let units = 0;
  for (let at = from; at < articles.length && batch.length < 100; at += 1) {
    const article = articles[at] as Listed;
    if (batch.length > 0 && units + article.chars > TOGETHER) break;
    units += article.chars;
    batch.push(article);
  }
  return batch;
}
