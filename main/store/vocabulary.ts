import { foldUnits, unitsToString } from "../../app/text/fold.ts";
import { stem } from "../../app/text/stem.ts";
import { textOfStored } from "./body-encoding.ts";
import type { Forms, FormsFound } from "./search-plan.ts";
import { all, bytes, dataVersion, integer, type ReadDb, type Row, text } from "./sql.ts";
import { grown } from "./typed.ts";

const SPACE = 0x20;
/** Longer tokens are no words. */
const LONGEST = 40;
/** Units of a word's beginning by which words are found. */
const HEAD = 3;
/** Tables of words, by the highest bits of their hashes. */
const SHARDS = 256;
const SHARD_SHIFT = 24;
/** Articles read at once. */
const BATCH = 40;

/**
 * The words of a case's articles as they stand there, folded, each once, with how often it was met. The index has stems
 * only: this tells which words have a stem, what begins how, and what somebody may have meant. Read in slices, in the
 * background; some thirty megabytes for 100,000 articles. Words of texts that are gone stay: they do no harm.
 */
export class Vocabulary implements Forms {
  readonly #db: ReadDb;
  /** Letters of all words, one after the other. */
  #letters = new Uint16Array(1 << 16);
  /** Where each word begins in `letters`, and one more: where the last ends. */
  #starts = new Int32Array(1 << 12);
  #counts = new Int32Array(1 << 12);
  /** A bit for each letter that a word has, letters sharing bits: words that differ little differ in few. */
  #masks = new Int32Array(1 << 12);
  /** The word before it with the same head, plus one. */
  #before = new Int32Array(1 << 12);
  /** The last article in `articles` that has a word, plus one; -1 for words of which nobody keeps where they stand. */
  #lasts = new Int32Array(1 << 12);
  /** Articles of words that lost a particle or an ending in the index, and the entry before of the same word, plus one. */
  #articles = new Int32Array(1 << 12);
  #earlier = new Int32Array(1 << 12);
  #entries = 0;
  /** Articles that were read again: some words that they once had they may not have any more. */
  readonly #reread = new Set<number>();
  /** Open hash tables of words, plus one each: many small ones, so that none takes long to grow. */
  readonly #tables = Array.from({ length: SHARDS }, () => ({ words: new Int32Array(1 << 6), used: 0 }));
  readonly #heads = new Map<number, number>();
  size = 0;
  /** The article that was read last; those after it have not been read. */
  #last = 0;
  #isAtEnd = false;
  /** Articles with other words than those that were read. */
  readonly #again = new Set<number>();
  #version: number;

  constructor(db: ReadDb) {
    this.#db = db;
    this.#version = dataVersion(db);
  }

  /** An article was put into the index. */
  note(key: number): void {
    if (key <= this.#last) this.#again.add(key);
    else this.#isAtEnd = false;
  }

  /** Whether another program has written since the words were read: nothing then tells what. */
  isStale(): boolean {
    return dataVersion(this.#db) !== this.#version;
  }

  get isReady(): boolean {
    return this.#isAtEnd && this.#again.size === 0;
  }

  /** Reads on for some milliseconds. @returns whether everything is read */
  read(milliseconds: number): boolean {
    const until = performance.now() + milliseconds;
    while (!this.isReady && performance.now() < until) {
      const again = [...this.#again].slice(0, BATCH);
      if (again.length > 0) {
        this.#readAll(all(this.#db, OF_KEYS, [JSON.stringify(again)]));
        for (const key of again) {
          this.#again.delete(key);
          this.#reread.add(key);
        }
        continue;
      }
      const rows = all(this.#db, AFTER, [this.#last, BATCH]);
      const read = this.#readAll(rows, until);
      const last = rows[read - 1];
      if (last) this.#last = integer(last, "key");
      this.#isAtEnd = read === rows.length && rows.length < BATCH;
    }
    return this.isReady;
  }

  /** Reads the first row, and the others as long as there is time. @returns how many were read */
  #readAll(rows: readonly Row[], until = Infinity): number {
    let read = 0;
    for (const row of rows) {
      if (read > 0 && performance.now() > until) break;
      const key = integer(row, "key");
      this.#add(text(row, "title"), key);
      this.#add(textOfStored(bytes(row, "body")), key);
      read += 1;
    }
    return read;
  }

  #add(words: string, article: number): void {
    const { units, length } = foldUnits(words);
    for (let start = 0; start < length;) {
      let [end, hash] = [start, 0];
      while (end < length && units[end] !== SPACE) {
        hash = (Math.imul(hash, 31) + (units[end] as number)) | 0;
        end += 1;
      }
      if (end > start && end - start <= LONGEST) this.#post(this.#addWord(units, start, end, hash), article);
      start = end + 1;
    }
  }

  /** Notes that an article has a word, where that is kept of it. */
  #post(word: number, article: number): void {
    const last = this.#lasts[word] as number;
    if (last < 0 || (last > 0 && this.#articles[last - 1] === article)) return;
    this.#articles = grown(this.#articles, this.#entries + 1);
    this.#earlier = grown(this.#earlier, this.#entries + 1);
    this.#articles[this.#entries] = article;
    this.#earlier[this.#entries] = last;
    this.#entries += 1;
    this.#lasts[word] = this.#entries;
  }

  /** @returns the number of the word */
  #addWord(units: Uint16Array, start: number, end: number, hash: number): number {
    const mixed = mixedHash(hash);
    const table = this.#tables[mixed >>> SHARD_SHIFT] as { words: Int32Array; used: number };
    const last = table.words.length - 1;
    let at = mixed & last;
    for (;;) {
      const word = (table.words[at] as number) - 1;
      if (word < 0) break;
      if (this.#isWord(word, units, start, end)) {
        this.#counts[word] = (this.#counts[word] as number) + 1;
        return word;
      }
      at = (at + 1) & last;
    }
    this.#append(units, start, end);
    table.words[at] = this.size;
    table.used += 1;
    if (table.used * 2 > table.words.length) table.words = this.#rehashed(table.words);
    return this.size - 1;
  }

  #isWord(word: number, units: Uint16Array, start: number, end: number): boolean {
    const from = this.#starts[word] as number;
    if ((this.#starts[word + 1] as number) - from !== end - start) return false;
    for (let index = end - start - 1; index >= 0; index -= 1)
      if (this.#letters[from + index] !== units[start + index]) return false;
    return true;
  }

  #append(units: Uint16Array, start: number, end: number): void {
    const word = this.size;
    const from = this.#starts[word] as number;
    this.#letters = grown(this.#letters, from + end - start);
    this.#starts = grown(this.#starts, word + 2);
    this.#counts = grown(this.#counts, word + 1);
    this.#masks = grown(this.#masks, word + 1);
    this.#before = grown(this.#before, word + 1);
    let mask = 0;
    for (let index = start; index < end; index += 1) {
      const unit = units[index] as number;
      this.#letters[from + index - start] = unit;
      mask |= 1 << (unit & 31);
    }
    this.#starts[word + 1] = from + end - start;
    this.#counts[word] = 1;
    this.#lasts = grown(this.#lasts, word + 1);
    this.#lasts[word] = isPosted(units, start, end) ? 0 : -1;
    this.#masks[word] = mask;
    const head = headOf(units, start, end);
    this.#before[word] = this.#heads.get(head) ?? 0;
    this.size = word + 1;
    this.#heads.set(head, this.size);
  }

  /** A table of the same words with more room. */
  #rehashed(words: Int32Array): Int32Array<ArrayBuffer> {
    const table = new Int32Array(words.length * 2);
    const last = table.length - 1;
    for (const entry of words) {
      if (entry === 0) continue;
      let hash = 0;
      const end = this.#starts[entry] as number;
      for (let at = this.#starts[entry - 1] as number; at < end; at += 1)
        hash = (Math.imul(hash, 31) + (this.#letters[at] as number)) | 0;
      let at = mixedHash(hash) & last;
      while (table[at] !== 0) at = (at + 1) & last;
      table[at] = entry;
    }
    return table;
  }

  /** A word by its number. */
  word(number: number): string {
    const from = this.#starts[number] as number;
    const length = (this.#starts[number + 1] as number) - from;
    return unitsToString(this.#letters.subarray(from, from + length), length);
  }

  /** How often a word was met in the texts. */
  count(number: number): number {
    return this.#counts[number] as number;
  }

  /** The numbers of words that begin so, which is three letters or more. */
  *#beginningSo(beginning: string): Generator<number> {
    const units = Uint16Array.from(beginning, (unit) => unit.charCodeAt(0));
    const { length } = units;
    for (let next = this.#heads.get(headOf(units, 0, length)) ?? 0; next > 0;) {
      const word = next - 1;
      const from = this.#starts[word] as number;
      let same = HEAD;
      while (same < length && this.#letters[from + same] === units[same]) same += 1;
      if (same >= length && (this.#starts[word + 1] as number) - from >= length) yield word;
      next = this.#before[word] as number;
    }
  }

  withBeginning(beginning: string, isKnown: (stem: string) => boolean): FormsFound {
    const posted = new Set<string>();
    const others = new Set<string>();
    const keys = new Set<number>();
    for (const word of this.#beginningSo(beginning)) {
      const found = stem(this.word(word));
      if (isKnown(found)) continue;
      let entry = this.#lasts[word] as number;
      (entry < 0 ? others : posted).add(found);
      for (; entry > 0; entry = this.#earlier[entry - 1] as number) keys.add(this.#articles[entry - 1] as number);
    }
    for (const key of this.#reread) keys.delete(key);
    return { posted: [...posted], others: [...others], keys, doubtful: this.#reread };
  }

  /**
   * The numbers of words of about this length that differ by few letters, of which one of the first two is in its place or
   * the next: what is worth comparing in full.
   */
  alike(word: string, edits: number): number[] {
    let mask = 0;
    for (let index = 0; index < word.length; index += 1) mask |= 1 << (word.charCodeAt(index) & 31);
    const found: number[] = [];
    const masks = this.#masks;
    const starts = this.#starts;
    const letters = this.#letters;
    const [head, next] = [word.charCodeAt(0), word.charCodeAt(1)];
    const [least, most] = [word.length - edits, word.length + edits];
    for (let number = 0; number < this.size; number += 1) {
      if (bitsOf((masks[number] as number) ^ mask) > 2 * edits) continue;
      const length = (starts[number + 1] as number) - (starts[number] as number);
      if (length < least || length > most) continue;
      const from = starts[number] as number;
      const [first, second] = [letters[from], letters[from + 1]];
      if (first === head || second === next || first === next || second === head) found.push(number);
    }
    return found;
  }
}

function mixedHash(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x9e_37_79_b1);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}

/**
 * Whether it is kept where a word stands: of those that the index has taken particles or endings off, a third of all. What
 * begins so could only be found by looking into the texts. What lost an article alone is found without.
 */
function isPosted(units: Uint16Array, start: number, end: number): boolean {
  const word = unitsToString(units.subarray(start, end), end - start);
  const stemmed = stem(word);
  return stemmed !== word && word !== `ال${stemmed}`;
}

/** The first letters of a word as a number. */
const headOf = (units: Uint16Array, start: number, end: number): number =>
  ((units[start] as number) * 0x1_00_00 + (start + 1 < end ? (units[start + 1] as number) : 0)) * 0x1_00_00 +
  (start + 2 < end ? (units[start + 2] as number) : 0);

function bitsOf(mask: number): number {
  let bits = mask - ((mask >>> 1) & 0x55_55_55_55);
  bits = (bits & 0x33_33_33_33) + ((bits >>> 2) & 0x33_33_33_33);
  return Math.imul((bits + (bits >>> 4)) & 0x0f_0f_0f_0f, 0x01_01_01_01) >>> 24;
}

const TEXTS = `SELECT a.key, a.title, v.body FROM articles a JOIN text_versions v ON v.article = a.key AND v.number = a.version
  WHERE a.withdrawn = 0`;
const AFTER = `${TEXTS} AND a.key > ? ORDER BY a.key LIMIT ?`;
const OF_KEYS = `${TEXTS} AND a.key IN (SELECT value FROM json_each(?))`;

const vocabularies = new WeakMap<object, Vocabulary>();

/** An article was put into the index: its words are to be read. */
export function noteIndexed(db: ReadDb, key: number): void {
  vocabularies.get(db.connection)?.note(key);
}

/** The words of a case; reading them begins with whoever asks first, and is his to go on with (`read`). */
export function vocabularyOf(db: ReadDb): Vocabulary {
  let known = vocabularies.get(db.connection);
  if (!known || known.isStale()) vocabularies.set(db.connection, (known = new Vocabulary(db)));
  return known;
}

/** Milliseconds that a search may spend on words that came in since. */
const WHILE_SEARCHING = 8;

/** The words of a case where somebody has read them and few came in since; a search does not wait for more. */
export function formsAtHand(db: ReadDb): Forms | null {
  const known = vocabularies.get(db.connection);
  if (!known || known.isStale()) return null;
  return known.isReady || known.read(WHILE_SEARCHING) ? known : null;
}
