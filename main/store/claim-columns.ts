import { RelationKind } from "../../app/claims/model.ts";
import { Postings } from "./postings.ts";
import { clockNumber, SourceFacts } from "./source-facts.ts";
import { all, first, integer, integers, type ReadDb, type Row, text, textOrNull } from "./sql.ts";
import { grown } from "./typed.ts";

/** A place in a dictionary of few values; 0 is null. */
export class Codes {
  readonly values: (string | null)[] = [null];
  private readonly known = new Map<string | null, number>([[null, 0]]);

  code(value: string | null): number {
    let code = this.known.get(value);
    if (code === undefined) {
      code = this.values.push(value) - 1;
      this.known.set(value, code);
    }
    return code;
  }

  /** The code of a value that some entry has or had, else undefined. */
  find(value: string | null): number | undefined {
    return this.known.get(value);
  }
}

const DAY_PARTS = 86_400_001;

/**
 * A date or instant (UTC) as a number that compares as the texts do: what is less precise stands before everything
 * within it. Null is -1.
 */
export function dateNumber(date: string | null): number {
  if (date === null) return -1;
  const day = Number(date.slice(0, 4)) * 10_000 + Number(date.slice(5, 7)) * 100 + Number(date.slice(8, 10));
  return day * DAY_PARTS + (date.length > 10 ? (Date.parse(date) % 86_400_000) + 1 : 0);
}

/** The first number after the whole period that a date names. */
export function afterDate(date: string): number {
  const step = { 4: 10_000, 7: 100 }[date.length] ?? 1;
  return dateNumber(date) + step * DAY_PARTS;
}

const ROW = `c.key, c.article, c.event_date, c.created_at, c.updated_at, c.reliability, c.credibility, c.without_reason,
  c.reliability_clock, c.credibility_clock, c.reliability_by, c.credibility_by, c.look`;

/** The bit of a kind of relation. */
export const relationBit = (kind: RelationKind): number => 1 << RelationKind.options.indexOf(kind);

const RELATION_BIT = `CASE kind ${RelationKind.options.map((kind) => `WHEN '${kind}' THEN ${relationBit(kind)}`).join(" ")} END`;

/** A hop as one number: twice its source (0 where it is unnamed), and 1 more where it is of the first chain. */
const HOP = "ifnull(source, 0) * 2 + (chain = 0)";

/** Everything that claims are filtered and sorted by, one typed array a column; a claim's place in them is its slot. */
export class ClaimColumns {
  /** Slots given out; those of removed claims are dead. */
  count = 0;
  alive = new Uint8Array(1024);
  keys = new Int32Array(1024);
  articles = new Int32Array(1024);
  outlets = new Int32Array(1024);
  /** The source of the last hop as it was attributed, 0 where that is unnamed; `sources` says what it is read as. */
  origins = new Int32Array(1024);
  reliabilities = new Uint8Array(1024);
  credibilities = new Uint8Array(1024);
  withoutReason = new Uint8Array(1024);
  dates = new Float64Array(1024);
  created = new Float64Array(1024);
  updated = new Float64Array(1024);
  /** The largest key among them. */
  mostOrigin = 0;
  /** When the current grades were given, as clock numbers; -1 where there is none. */
  reliabilityGiven = new Float64Array(1024);
  credibilityGiven = new Float64Array(1024);
  /** Who gave them. */
  reliabilityBy = new Uint16Array(1024);
  credibilityBy = new Uint16Array(1024);
  looks = new Uint8Array(1024);
  /** The kinds of its relations, a bit each. */
  relations = new Uint8Array(1024);
  readonly hops = new Postings();
  readonly tags = new Postings();
  readonly questions = new Postings();
  readonly reliability = new Codes();
  readonly credibility = new Codes();
  readonly outlet = new Codes();
  readonly analyst = new Codes();
  readonly sources: SourceFacts;
  /** Every claim up to this key was loaded; Infinity when all were. */
  loadedTo = 0;
  private slots = new Int32Array(1024).fill(-1);
  private readonly articleFacts = new Map<number, { outlet: number; date: number }>();
  private readonly db: ReadDb;

  constructor(db: ReadDb) {
    this.db = db;
    this.sources = new SourceFacts(db, this.reliability);
  }

  get ready(): boolean {
    return this.loadedTo === Infinity;
  }

  slotOf(key: number): number {
    return this.slots[key] ?? -1;
  }

  /** Loads the next claims, `slice` at most. */
  load(slice: number): void {
    if (this.ready) return;
    const rows = all(this.db, `SELECT ${ROW} FROM claims c WHERE c.key > ? ORDER BY c.key LIMIT ?`, [
      this.loadedTo,
      slice,
    ]);
    for (const row of rows) this.put(row);
    const last = rows.at(-1);
    if (last) {
      const bounds = [this.loadedTo, integer(last, "key")];
      this.loadHops(bounds);
      this.loadPairs(this.tags, "claim_tags", "tag", bounds);
      this.loadPairs(this.questions, "question_claims", "question", bounds);
      this.loadRelations(bounds);
    }
    this.loadedTo = last && rows.length === slice ? integer(last, "key") : Infinity;
    if (this.ready) this.articleFacts.clear();
  }

  /** Two lists of numbers in one order cost a fifth of one list of rows. */
  private loadPairs(
    to: Postings,
    table: "claim_tags" | "question_claims",
    id: "tag" | "question",
    bounds: readonly number[],
  ): void {
    const rest = `FROM ${table} WHERE claim > ? AND claim <= ? ORDER BY claim, ${id}`;
    const claims = integers(this.db, `SELECT claim ${rest}`, bounds);
    const ids = integers(this.db, `SELECT ${id} ${rest}`, bounds);
    for (const [index, claim] of claims.entries()) to.add(this.slotOf(claim), ids[index] as number);
  }

  /** The sources of all hops; the last of the first chain is the origin. */
  private loadHops(bounds: readonly number[]): void {
    const rest = "FROM hops WHERE claim > ? AND claim <= ? ORDER BY claim, chain, position";
    const claims = integers(this.db, `SELECT claim ${rest}`, bounds);
    const hops = integers(this.db, `SELECT ${HOP} ${rest}`, bounds);
    for (const [index, claim] of claims.entries()) {
      const hop = hops[index] as number;
      const slot = this.slotOf(claim);
      if (hop > 1) this.hops.add(slot, hop >> 1);
      if ((hop & 1) === 1) this.origins[slot] = hop >> 1;
      this.mostOrigin = Math.max(this.mostOrigin, hop >> 1);
    }
  }

  private loadRelations(bounds: readonly number[]): void {
    for (const end of ["from_claim", "to_claim"] as const) {
      const sql = `SELECT ${end} * 32 + ${RELATION_BIT} FROM relations WHERE ${end} > ? AND ${end} <= ?`;
      for (const pair of integers(this.db, sql, bounds)) this.relate(this.slotOf(Math.floor(pair / 32)), pair % 32);
    }
  }

  private relate(slot: number, bits: number): void {
    this.relations[slot] = (this.relations[slot] as number) | bits;
  }

  /** Brings one claim up to date; its slot, or -1 if it is not there and never was (or is loaded later). */
  refresh(key: number): number {
    if (key > this.loadedTo) return -1;
    const row = first(this.db, `SELECT ${ROW} FROM claims c WHERE c.key = ?`, [key]);
    this.articleFacts.clear();
    if (!row) {
      const slot = this.slotOf(key);
      if (slot !== -1) this.alive[slot] = 0;
      return slot;
    }
    const slot = this.put(row);
    const hops = integers(this.db, `SELECT ${HOP} FROM hops WHERE claim = ? ORDER BY chain, position`, [key]);
    this.hops.set(
      slot,
      hops.map((hop) => hop >> 1).filter((source) => source > 0),
    );
    const origin = (hops.findLast((hop) => (hop & 1) === 1) ?? 0) >> 1;
    this.origins[slot] = origin;
    this.mostOrigin = Math.max(this.mostOrigin, origin);
    this.tags.set(slot, integers(this.db, "SELECT tag FROM claim_tags WHERE claim = ?", [key]));
    this.questions.set(slot, integers(this.db, "SELECT question FROM question_claims WHERE claim = ?", [key]));
    for (const end of ["from_claim", "to_claim"])
      for (const bit of integers(this.db, `SELECT ${RELATION_BIT} FROM relations WHERE ${end} = ?`, [key]))
        this.relate(slot, bit);
    return slot;
  }

  private put(row: Row): number {
    const key = integer(row, "key");
    let slot = this.slotOf(key);
    if (slot === -1) {
      slot = this.count;
      this.grow(slot + 1);
      const known = this.slots.length;
      this.slots = grown(this.slots, key + 1);
      if (this.slots.length > known) this.slots.fill(-1, known);
      this.slots[key] = slot;
      this.keys[slot] = key;
      this.count += 1;
    }
    const article = integer(row, "article");
    const facts = this.factsOf(article);
    const eventDate = textOrNull(row, "event_date");
    this.alive[slot] = 1;
    this.articles[slot] = article;
    this.outlets[slot] = facts.outlet;
    this.origins[slot] = 0;
    this.relations[slot] = 0;
    this.reliabilities[slot] = this.reliability.code(textOrNull(row, "reliability"));
    this.credibilities[slot] = this.credibility.code(textOrNull(row, "credibility"));
    this.withoutReason[slot] = integer(row, "without_reason");
    this.reliabilityGiven[slot] = clockNumber(textOrNull(row, "reliability_clock"));
    this.credibilityGiven[slot] = clockNumber(textOrNull(row, "credibility_clock"));
    this.reliabilityBy[slot] = this.analyst.code(textOrNull(row, "reliability_by"));
    this.credibilityBy[slot] = this.analyst.code(textOrNull(row, "credibility_by"));
    this.looks[slot] = integer(row, "look");
    this.dates[slot] = eventDate === null ? facts.date : dateNumber(eventDate);
    this.created[slot] = Date.parse(text(row, "created_at")) || 0;
    this.updated[slot] = Date.parse(text(row, "updated_at")) || 0;
    return slot;
  }

  private factsOf(article: number): { outlet: number; date: number } {
    let facts = this.articleFacts.get(article);
    if (!facts) {
      const row = first(this.db, "SELECT outlet, published_key FROM articles WHERE key = ?", [article]);
      const outlet = row ? textOrNull(row, "outlet") : null;
      facts = { outlet: this.outlet.code(outlet), date: dateNumber(row ? textOrNull(row, "published_key") : null) };
      this.articleFacts.set(article, facts);
    }
    return facts;
  }

  private grow(size: number): void {
    this.alive = grown(this.alive, size);
    this.keys = grown(this.keys, size);
    this.articles = grown(this.articles, size);
    this.outlets = grown(this.outlets, size);
    this.origins = grown(this.origins, size);
    this.reliabilities = grown(this.reliabilities, size);
    this.credibilities = grown(this.credibilities, size);
    this.withoutReason = grown(this.withoutReason, size);
    this.reliabilityGiven = grown(this.reliabilityGiven, size);
    this.credibilityGiven = grown(this.credibilityGiven, size);
    this.reliabilityBy = grown(this.reliabilityBy, size);
    this.credibilityBy = grown(this.credibilityBy, size);
    this.looks = grown(this.looks, size);
    this.relations = grown(this.relations, size);
    this.dates = grown(this.dates, size);
    this.created = grown(this.created, size);
    this.updated = grown(this.updated, size);
  }
}
