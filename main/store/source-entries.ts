import { SourceKind } from "../../app/sources/model.ts";
import { all, first, integer, integerOrNull, oneOf, type ReadDb, type Row, text, textOrNull } from "./sql.ts";

/** A source as lists filter and sort it. */
export interface Entry {
  readonly key: number;
  readonly id: string;
  readonly name: string;
  readonly nameKey: string;
  /** Every name folded, also of what was merged into it, a line each. */
  readonly folded: string;
  readonly kind: SourceKind;
  /** The key of its affiliation as it was written, 0 for none. */
  readonly affiliation: number;
  readonly country: string | null;
  readonly language: string | null;
  readonly reliability: string | null;
  readonly claims: number;
  readonly origins: number;
  readonly lastUsed: string | null;
  /** Its place among all by name. */
  rank: number;
}

const ROW = `SELECT key, id, name, name_key, kind, affiliation, country, language, reliability, claims, origins, last_used, root
  FROM sources`;

function toEntry(row: Row, folded: string): Entry {
  return {
    key: integer(row, "key"),
    id: text(row, "id"),
    name: text(row, "name"),
    nameKey: text(row, "name_key"),
    folded,
    kind: oneOf(row, "kind", SourceKind.options),
    affiliation: integerOrNull(row, "affiliation") ?? 0,
    country: textOrNull(row, "country"),
    language: textOrNull(row, "language"),
    reliability: textOrNull(row, "reliability"),
    claims: integer(row, "claims"),
    origins: integer(row, "origins"),
    lastUsed: textOrNull(row, "last_used"),
    rank: 0,
  };
}

const standsBefore = (a: Entry, b: Entry): boolean => (a.nameKey === b.nameKey ? a.id < b.id : a.nameKey < b.nameKey);

/** The sources of a case, as they are read, by key and by name. */
export class SourceEntries {
  readonly byKey = new Map<number, Entry>();
  byName: Entry[] = [];
  /** What merged sources are read as, by key. */
  private readonly roots = new Map<number, number>();
  private readonly db: ReadDb;

  constructor(db: ReadDb) {
    this.db = db;
    const folded = new Map<number, string>();
    for (const row of all(db, "SELECT s.root, n.folded FROM source_names n JOIN sources s ON s.key = n.source")) {
      const root = integer(row, "root");
      const before = folded.get(root);
      folded.set(root, before === undefined ? text(row, "folded") : `${before}\n${text(row, "folded")}`);
    }
    for (const row of all(db, `${ROW} ORDER BY name_key, id`)) {
      const key = integer(row, "key");
      if (integer(row, "root") !== key) this.roots.set(key, integer(row, "root"));
      else this.byName.push(toEntry(row, folded.get(key) ?? ""));
    }
    for (const entry of this.byName) this.byKey.set(entry.key, entry);
    this.rank();
  }

  affiliationOf(entry: Entry): Entry | null {
    if (entry.affiliation === 0) return null;
    return this.byKey.get(this.roots.get(entry.affiliation) ?? entry.affiliation) ?? null;
  }

  refresh(keys: Iterable<number>): void {
    for (const key of keys) {
      const row = first(this.db, `${ROW} WHERE key = ?`, [key]);
      const root = row ? integer(row, "root") : key;
      if (root === key) this.roots.delete(key);
      else this.roots.set(key, root);
      this.put(key, row && root === key ? toEntry(row, this.foldedOf(key)) : null);
    }
  }

  private foldedOf(key: number): string {
    const sql = "SELECT n.folded FROM sources m JOIN source_names n ON n.source = m.key WHERE m.root = ?";
    return all(this.db, sql, [key])
      .map((row) => text(row, "folded"))
      .join("\n");
  }

  private put(key: number, entry: Entry | null): void {
    const before = this.byKey.get(key);
    if (entry && before && entry.nameKey === before.nameKey) {
      entry.rank = before.rank;
      this.byName[entry.rank] = entry;
    } else {
      if (before) this.byName.splice(before.rank, 1);
      if (entry) this.byName.splice(this.placeOf(entry), 0, entry);
      this.rank();
    }
    if (entry) this.byKey.set(key, entry);
    else this.byKey.delete(key);
  }

  private placeOf(entry: Entry): number {
    let low = 0;
    let high = this.byName.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (standsBefore(this.byName[middle] as Entry, entry)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private rank(): void {
    for (const [rank, entry] of this.byName.entries()) entry.rank = rank;
  }
}
