import type { Codes } from "./claim-columns.ts";
import { all, column, first, integer, integers, type ReadDb, textOrNull } from "./sql.ts";
import { grown } from "./typed.ts";

interface Letters {
  readonly letters: Uint8Array;
  readonly given: Float64Array;
}

/**
 * What claims show of sources without having it themselves, by the key of the source: the one that it is read as since it
 * was merged, and its current general letter. A source that is given another letter or merged changes no claim.
 */
export class SourceFacts {
  /** 0 where a source is read as itself. */
  private roots = new Int32Array(0);
  private merged: readonly number[] = [];
  private letters = new Uint8Array(0);
  private given = new Float64Array(0);
  /** What was asked for last, until a source changes. */
  private shown: Letters | null = null;
  private isLoaded = false;
  private readonly db: ReadDb;
  private readonly codes: Codes;

  /** @param codes the dictionary of letters that claims have theirs in */
  constructor(db: ReadDb, codes: Codes) {
    this.db = db;
    this.codes = codes;
  }

  /** The source that each of the keys below `length` is read as. */
  rootsBelow(length: number): Int32Array {
    this.load();
    const roots = new Int32Array(length);
    for (let key = 0; key < length; key += 1) roots[key] = (this.roots[key] ?? 0) || key;
    return roots;
  }

  /** The letters and the clock numbers of when they were given, by the keys below `length` of sources as attributed. */
  lettersBelow(length: number): Letters {
    this.load();
    if (this.shown && this.shown.letters.length >= length) return this.shown;
    const roots = this.rootsBelow(length);
    const letters = new Uint8Array(length);
    const given = new Float64Array(length);
    for (let key = 0; key < length; key += 1) {
      letters[key] = this.letters[roots[key] as number] ?? 0;
      given[key] = this.given[roots[key] as number] ?? 0;
    }
    return (this.shown = { letters, given });
  }

  /** Brings sources up to date that were written, given another letter, merged or split. */
  refresh(ids: Iterable<string>): void {
    this.shown = null;
    if (!this.isLoaded) return;
    for (const id of ids) {
      const row = first(this.db, "SELECT key, reliability, reliability_clock FROM sources WHERE id = ?", [id]);
      if (row)
        this.putLetter(integer(row, "key"), textOrNull(row, "reliability"), textOrNull(row, "reliability_clock"));
    }
    this.loadRoots();
  }

  private load(): void {
    if (this.isLoaded) return;
    this.isLoaded = true;
    const rest = "FROM sources WHERE reliability IS NOT NULL ORDER BY key";
    const letters = column(this.db, `SELECT reliability ${rest}`);
    const clocks = column(this.db, `SELECT reliability_clock ${rest}`);
    for (const [index, key] of integers(this.db, `SELECT key ${rest}`).entries())
      this.putLetter(key, letters[index] as string, clocks[index] as string | null);
    this.loadRoots();
  }

  private loadRoots(): void {
    for (const key of this.merged) this.roots[key] = 0;
    const rows = all(this.db, "SELECT key, root FROM sources WHERE merged_into IS NOT NULL");
    for (const row of rows) {
      const key = integer(row, "key");
      this.roots = grown(this.roots, key + 1);
      this.roots[key] = integer(row, "root");
    }
    this.merged = rows.map((row) => integer(row, "key"));
  }

  private putLetter(key: number, letter: string | null, clock: string | null): void {
    this.letters = grown(this.letters, key + 1);
    this.given = grown(this.given, key + 1);
    this.letters[key] = this.codes.code(letter);
    this.given[key] = clockNumber(clock);
  }
}

/** A time on the ledger's clock as a number that compares as the texts do; null is -1. */
export function clockNumber(clock: string | null): number {
  if (clock === null) return -1;
  return Number.parseInt(clock.slice(0, 12), 16) * TICKS + Math.min(Number.parseInt(clock.slice(13), 16), TICKS - 1);
}

/** Room for the clock's counter within a millisecond. */
const TICKS = 1024;

/** The milliseconds since 1970 of a clock number. */
export const clockMilliseconds = (number: number): number => Math.floor(number / TICKS);

/** The first clock number of a time in milliseconds since 1970. */
export const clockFrom = (ms: number): number => ms * TICKS;
