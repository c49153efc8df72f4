import { type DraftFilter, DraftItemState } from "../../app/articles/drafts.ts";
import { wordsOf } from "./import-draft-filter.ts";
import { all, integer, type ReadDb, type Row, text, textOrNull } from "./sql.ts";

interface Count {
  value: string | null;
  count: number;
}

export interface DraftFacets {
  total: number;
  states: Count[];
  outlets: Count[];
  languages: Count[];
  folders: Count[];
  leftOut: number;
  corrected: number;
  undated: number;
}

/** Values that many items have, by number. */
class Names {
  readonly values: (string | null)[] = [];
  private readonly numbers = new Map<string | null, number>();

  numberOf(value: string | null): number {
    const known = this.numbers.get(value);
    if (known !== undefined) return known;
    this.numbers.set(value, this.values.length);
    return this.values.push(value) - 1;
  }

  /** Which numbers are those of these values; undefined where nothing is asked. */
  among(values: readonly (string | null)[] | undefined): Uint8Array | undefined {
    if (!values || values.length === 0) return undefined;
    const wanted = new Uint8Array(this.values.length);
    for (const value of values) {
      const number = this.numbers.get(value);
      if (number !== undefined) wanted[number] = 1;
    }
    return wanted;
  }
}

const COLUMNS = `i.key, i.file, i.state, i.outlet, i.language, i.left_out, i.corrected > 0 AS is_corrected,
  i.published_key IS NULL AS is_undated`;

/** Which of 0 and 1 is asked for; undefined: nothing is. */
const flag = (value: boolean | undefined): Uint8Array | undefined =>
  value === undefined ? undefined : Uint8Array.of(value ? 0 : 1, value ? 1 : 0);

const TEXT = "i.key, i.title_key || ' ' || ifnull(i.outlet_key, '') || ' ' || ifnull(i.author_key, '') AS text";

/** What a filter asks, a bit each, so that a facet can leave its own out. */
const asked = { states: 1, outlets: 2, languages: 4, folder: 8, undated: 16, leftOut: 32, corrected: 64, text: 128 };
const ALL = 255;

/**
 * What is asked of a draft's items, in memory column by column: filters and facets of a hundred thousand are then a walk
 * over numbers, also right after an edit.
 */
export class DraftColumns {
  readonly keys: Int32Array;
  private readonly db: ReadDb;
  private readonly draft: number;
  private readonly state: Uint8Array;
  private readonly outlet: Int32Array;
  private readonly language: Int32Array;
  private readonly folder: Int32Array;
  private readonly file: Int32Array;
  private readonly leftOut: Uint8Array;
  private readonly corrected: Uint8Array;
  private readonly undated: Uint8Array;
  private readonly outlets = new Names();
  private readonly languages = new Names();
  private readonly folders = new Names();
  /** What words are sought in, beside the paths of files; read when somebody first seeks one. */
  private texts: string[] | null = null;

  constructor(db: ReadDb, draft: number) {
    [this.db, this.draft] = [db, draft];
    const files = new Map(
      all(db, "SELECT key, folder FROM import_draft_files WHERE draft = ?", [draft]).map((row) => [
        integer(row, "key"),
        this.folders.numberOf(text(row, "folder")),
      ]),
    );
    const rows = all(db, `SELECT ${COLUMNS} FROM import_draft_items i WHERE +i.draft = ? ORDER BY i.key`, [draft]);
    this.keys = new Int32Array(rows.length);
    [this.outlet, this.language, this.folder, this.file] = [0, 1, 2, 3].map(() => new Int32Array(rows.length)) as [
      Int32Array,
      Int32Array,
      Int32Array,
      Int32Array,
    ];
    [this.state, this.leftOut, this.corrected, this.undated] = [0, 1, 2, 3].map(() => new Uint8Array(rows.length)) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ];
    for (const [at, row] of rows.entries()) {
      const file = integer(row, "file");
      this.keys[at] = integer(row, "key");
      this.file[at] = file;
      this.folder[at] = files.get(file) ?? 0;
      this.put(at, row);
    }
  }

  private put(at: number, row: Row): void {
    this.state[at] = DraftItemState.options.indexOf(text(row, "state") as DraftItemState);
    this.outlet[at] = this.outlets.numberOf(textOrNull(row, "outlet"));
    this.language[at] = this.languages.numberOf(textOrNull(row, "language"));
    this.leftOut[at] = integer(row, "left_out");
    this.corrected[at] = integer(row, "is_corrected");
    this.undated[at] = integer(row, "is_undated");
  }

  /** Items were edited, or became something else. */
  touch(keys: readonly number[]): void {
    const read = (columns: string): Row[] =>
      all(
        this.db,
        `SELECT ${columns} FROM json_each(?) k CROSS JOIN import_draft_items i ON i.key = k.value WHERE i.draft = ?`,
        [JSON.stringify(keys), this.draft],
      );
    for (const row of read(COLUMNS)) {
      const at = this.indexOf(integer(row, "key"));
      if (at !== -1) this.put(at, row);
    }
    if (!this.texts) return;
    for (const row of read(TEXT)) {
      const at = this.indexOf(integer(row, "key"));
      if (at !== -1) this.texts[at] = text(row, "text");
    }
  }

  /** Where an item stands, by its key; -1 where it is none of the draft. */
  indexOf(key: number): number {
    let [low, high] = [0, this.keys.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.keys[middle] as number;
      if (found === key) return middle;
      if (found < key) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  /** Of each item, which conditions of a filter it does not meet: a bit each; 0: it meets all. */
  private unmet(filter: DraftFilter): Uint8Array {
    const unmet = new Uint8Array(this.keys.length);
    const bar = (bit: number, column: Uint8Array | Int32Array, wanted: Uint8Array | undefined): void => {
      if (!wanted) return;
      for (let at = 0; at < unmet.length; at += 1)
        if (wanted[column[at] as number] !== 1) unmet[at] = (unmet[at] as number) | bit;
    };
    const states = filter.states && filter.states.length > 0 ? filter.states : undefined;
    bar(
      asked.states,
      this.state,
      states && Uint8Array.from(DraftItemState.options, (each) => (states.includes(each) ? 1 : 0)),
    );
    bar(asked.outlets, this.outlet, this.outlets.among(filter.outlets));
    bar(asked.languages, this.language, this.languages.among(filter.languages));
    bar(asked.undated, this.undated, flag(filter.undated));
    bar(asked.leftOut, this.leftOut, flag(filter.leftOut));
    bar(asked.corrected, this.corrected, flag(filter.corrected));
    if (filter.folder !== undefined && filter.folder !== "") this.barFiles(unmet, filter.folder);
    const words = wordsOf(filter.text ?? "");
    if (words.length > 0) this.barWords(unmet, words);
    return unmet;
  }

  /** Bars items in whose title, outlet, author or path not all words stand. */
  private barWords(unmet: Uint8Array, words: readonly { key: string; folded: string }[]): void {
    this.texts ??= all(this.db, `SELECT ${TEXT} FROM import_draft_items i WHERE +i.draft = ? ORDER BY i.key`, [
      this.draft,
    ]).map((row) => text(row, "text"));
    const paths = new Map(
      all(this.db, "SELECT key, path_key FROM import_draft_files WHERE draft = ?", [this.draft]).map((row) => [
        integer(row, "key"),
        text(row, "path_key"),
      ]),
    );
    for (let at = 0; at < unmet.length; at += 1) {
      const own = this.texts[at] ?? "";
      const path = paths.get(this.file[at] as number) ?? "";
      if (!words.every(({ key, folded }) => own.includes(key) || path.includes(folded)))
        unmet[at] = (unmet[at] as number) | asked.text;
    }
  }

  /** Bars what does not lie at or beneath a path; with either separator, wherever the draft was made. */
  private barFiles(unmet: Uint8Array, folder: string): void {
    const path = folder.replace(/(?<=.)[/\\]+$/u, "");
    const isRoot = /[/\\]$/u.test(path);
    const inside = new Set(
      all(this.db, "SELECT key, path FROM import_draft_files WHERE draft = ?", [this.draft])
        .filter((row) => {
          const own = text(row, "path");
          return own === path || (own.startsWith(path) && (isRoot || /[/\\]/u.test(own[path.length] ?? "")));
        })
        .map((row) => integer(row, "key")),
    );
    for (let at = 0; at < unmet.length; at += 1)
      if (!inside.has(this.file[at] as number)) unmet[at] = (unmet[at] as number) | asked.folder;
  }

  /** The items of an order (all, by their keys) that a filter leaves. */
  filtered(filter: DraftFilter, order: Int32Array): Int32Array {
    if (Object.values(filter).every((value) => value === undefined)) return order;
    const unmet = this.unmet(filter);
    return order === this.keys
      ? order.filter((_key, at) => unmet[at] === 0)
      : order.filter((key) => unmet[this.indexOf(key)] === 0);
  }

  /** How many items a filter leaves, by what is asked of them; each facet leaves its own condition out. */
  facets(filter: DraftFilter): DraftFacets {
    const unmet = this.unmet(filter);
    const countBy = (bit: number, column: Uint8Array | Int32Array, values: readonly (string | null)[]): Count[] => {
      const counts = new Int32Array(values.length);
      const others = ALL & ~bit;
      for (let at = 0; at < unmet.length; at += 1)
        if (((unmet[at] as number) & others) === 0) {
          const number = column[at] as number;
          counts[number] = (counts[number] as number) + 1;
        }
      return values
        .map((value, number) => ({ value, count: counts[number] as number }))
        .filter(({ count }) => count > 0)
        .toSorted((a, b) => b.count - a.count || ((a.value ?? "") < (b.value ?? "") ? -1 : 1))
        .slice(0, 1000);
    };
    const countOf = (bit: number, column: Uint8Array): number => {
      const others = ALL & ~bit;
      let count = 0;
      for (let at = 0; at < unmet.length; at += 1)
        if (((unmet[at] as number) & others) === 0 && column[at] === 1) count += 1;
      return count;
    };
    let total = 0;
    for (const each of unmet) if (each === 0) total += 1;
    return {
      total,
      states: countBy(asked.states, this.state, DraftItemState.options),
      outlets: countBy(asked.outlets, this.outlet, this.outlets.values),
      languages: countBy(asked.languages, this.language, this.languages.values),
      folders: countBy(asked.folder, this.folder, this.folders.values),
      leftOut: countOf(asked.leftOut, this.leftOut),
      corrected: countOf(asked.corrected, this.corrected),
      undated: countOf(asked.undated, this.undated),
    };
  }
}
