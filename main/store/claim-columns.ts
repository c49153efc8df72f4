import { Postings } from "./postings.ts";
import { all, first, integer, integerOrNull, integers, type ReadDb, type Row, text, textOrNull } from "./sql.ts";
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

const ROW = `c.key, c.article, c.event_date, c.created_at, c.updated_at, c.origin, c.reliability, c.credibility,
  c.without_reason`;

/** Everything that claims are filtered and sorted by, one typed array a column; a claim's place in them is its slot. */
export class ClaimColumns {
  /** Slots given out; those of removed claims are dead. */
  count = 0;
  alive = new Uint8Array(1024);
  keys = new Int32Array(1024);
  articles = new Int32Array(1024);
  outlets = new Int32Array(1024);
  origins = new Int32Array(1024);
  reliabilities = new Uint8Array(1024);
  credibilities = new Uint8Array(1024);
  withoutReason = new Uint8Array(1024);
  dates = new Float64Array(1024);
  created = new Float64Array(1024);
  updated = new Float64Array(1024);
  readonly hops = new Postings();
  readonly tags = new Postings();
  readonly reliability = new Codes();
  readonly credibility = new Codes();
  readonly outlet = new Codes();
  /** Every claim up to this key was loaded; Infinity when all were. */
  loadedTo = 0;
  private slots = new Int32Array(1024).fill(-1);
  private readonly articleFacts = new Map<number, { outlet: number; date: number }>();
  private readonly db: ReadDb;

  constructor(db: ReadDb) {
    this.db = db;
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
      this.loadPairs(this.hops, "hops", "source", bounds);
      this.loadPairs(this.tags, "claim_tags", "tag", bounds);
    }
    this.loadedTo = last && rows.length === slice ? integer(last, "key") : Infinity;
    if (this.ready) this.articleFacts.clear();
  }

  /** Two lists of numbers in one order cost a fifth of one list of rows. */
  private loadPairs(to: Postings, table: "hops" | "claim_tags", id: "source" | "tag", bounds: readonly number[]): void {
    const rest = `FROM ${table} WHERE claim > ? AND claim <= ? AND ${id} IS NOT NULL ORDER BY claim, ${id}`;
    const claims = integers(this.db, `SELECT claim ${rest}`, bounds);
    const ids = integers(this.db, `SELECT ${id} ${rest}`, bounds);
    for (const [index, claim] of claims.entries()) to.add(this.slotOf(claim), ids[index] as number);
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
    this.hops.set(slot, integers(this.db, "SELECT source FROM hops WHERE claim = ? AND source IS NOT NULL", [key]));
    this.tags.set(slot, integers(this.db, "SELECT tag FROM claim_tags WHERE claim = ?", [key]));
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
    this.origins[slot] = integerOrNull(row, "origin") ?? 0;
    this.reliabilities[slot] = this.reliability.code(textOrNull(row, "reliability"));
    this.credibilities[slot] = this.credibility.code(textOrNull(row, "credibility"));
    this.withoutReason[slot] = integer(row, "without_reason");
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
    this.dates = grown(this.dates, size);
    this.created = grown(this.created, size);
    this.updated = grown(this.updated, size);
  }
}
