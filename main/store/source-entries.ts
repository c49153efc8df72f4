import { SourceKind } from "../../app/sources/model.ts";
import { all, first, integer, integerOrNull, oneOf, type ReadDb, type Row, text, textOrNull } from "./sql.ts";

/** A source as lists filter and sort it. */
export interface Entry {
  /** Its number here, which stays: what is known of it by number lies side by side. */
  readonly slot: number;
  readonly key: number;
  readonly id: string;
  name: string;
  nameKey: string;
  /** Every name folded, also of what was merged into it, each between two line feeds. */
  folded: string;
  kind: SourceKind;
  /** The key of its affiliation as it was written, 0 for none. */
  affiliation: number;
  country: string | null;
  language: string | null;
  reliability: string | null;
  claims: number;
  origins: number;
  lastUsed: string | null;
  /** The same in milliseconds since 1970, -1 for never. */
  usedAt: number;
  /** Its place among all by name. */
  rank: number;
  /** What it is affiliated to, as that is read. */
  above: Entry | null;
  /** The source at the top of its affiliations: itself where it is affiliated to none. */
  top: Entry;
  isAbove: boolean;
}

/** Affiliations are followed this far up; a circle, which two undone acts may make, ends here. */
const HIGHEST = 100;

const ROW = `SELECT key, id, name, name_key, kind, affiliation, country, language, reliability, claims, origins, last_used, root
  FROM sources`;

function factsOf(row: Row, folded: string) {
  const lastUsed = textOrNull(row, "last_used");
  return {
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
    lastUsed,
    usedAt: lastUsed === null ? -1 : Date.parse(lastUsed),
  };
}

function toEntry(slot: number, row: Row, folded: string): Entry {
  const entry = { slot, key: integer(row, "key"), id: text(row, "id"), ...factsOf(row, folded) };
  const unlinked = { rank: 0, above: null, isAbove: false };
  const made: Omit<Entry, "top"> & { top: Entry | null } = { ...entry, ...unlinked, top: null };
  made.top = made as Entry;
  return made as Entry;
}

const standsBefore = (a: Entry, b: Entry): boolean => (a.nameKey === b.nameKey ? a.id < b.id : a.nameKey < b.nameKey);

/** The sources of a case, as they are read, by key and by name. */
export class SourceEntries {
  readonly byKey = new Map<number, Entry>();
  readonly byName: Entry[] = [];
  /** By slot; null where a source is gone. */
  readonly slots: (Entry | null)[] = [];
  /** What merged sources are read as, by key. */
  private readonly roots = new Map<number, number>();
  private readonly db: ReadDb;

  constructor(db: ReadDb) {
    this.db = db;
    const folded = new Map<number, string>();
    for (const row of all(db, "SELECT s.root, n.folded FROM source_names n JOIN sources s ON s.key = n.source")) {
      const root = integer(row, "root");
      folded.set(root, `${folded.get(root) ?? "\n"}${text(row, "folded")}\n`);
    }
    for (const row of all(db, `${ROW} ORDER BY name_key, id`)) {
      const key = integer(row, "key");
      if (integer(row, "root") !== key) this.roots.set(key, integer(row, "root"));
      else this.byName.push(this.make(row, folded.get(key) ?? "\n"));
    }
    this.rank();
    this.link();
  }

  /**
   * Brings sources up to date. Each entry that is known stays the same object; `before` is told of it while it still has
   * its old facts, `after` when it has the new ones.
   * @returns whether names or affiliations moved, so that more than these entries may stand elsewhere
   */
  refresh(keys: Iterable<number>, before: (entry: Entry) => void, after: (entry: Entry) => void): boolean {
    let moved = false;
    for (const key of keys) {
      const row = first(this.db, `${ROW} WHERE key = ?`, [key]);
      const root = row ? integer(row, "root") : key;
      if ((this.roots.get(key) ?? key) !== root) moved = true;
      if (root === key) this.roots.delete(key);
      else this.roots.set(key, root);
      const entry = this.byKey.get(key);
      if (entry) before(entry);
      if (row && root === key) {
        const now = this.put(entry, row);
        moved ||= now.moved;
        after(now.entry);
      } else if (entry) {
        this.remove(entry);
        moved = true;
      }
    }
    if (moved) this.link();
    return moved;
  }

  private put(entry: Entry | undefined, row: Row): { entry: Entry; moved: boolean } {
    const folded = this.foldedOf(integer(row, "key"));
    const facts = factsOf(row, folded);
    if (!entry) {
      const made = this.make(row, folded);
      this.insert(made);
      return { entry: made, moved: true };
    }
    const isRenamed = entry.nameKey !== facts.nameKey;
    const moved = isRenamed || entry.affiliation !== facts.affiliation;
    if (isRenamed) this.byName.splice(entry.rank, 1);
    Object.assign(entry, facts);
    if (isRenamed) this.insert(entry);
    return { entry, moved };
  }

  private make(row: Row, folded: string): Entry {
    const entry = toEntry(this.slots.length, row, folded);
    this.slots.push(entry);
    this.byKey.set(entry.key, entry);
    return entry;
  }

  private remove(entry: Entry): void {
    this.slots[entry.slot] = null;
    this.byKey.delete(entry.key);
    this.byName.splice(entry.rank, 1);
    this.rank();
  }

  private foldedOf(key: number): string {
    const sql = "SELECT n.folded FROM sources m JOIN source_names n ON n.source = m.key WHERE m.root = ?";
    return `\n${all(this.db, sql, [key])
      .map((row) => `${text(row, "folded")}\n`)
      .join("")}`;
  }

  private insert(entry: Entry): void {
    let low = 0;
    let high = this.byName.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (standsBefore(this.byName[middle] as Entry, entry)) low = middle + 1;
      else high = middle;
    }
    this.byName.splice(low, 0, entry);
    this.rank();
  }

  private rank(): void {
    for (let rank = 0; rank < this.byName.length; rank += 1) (this.byName[rank] as Entry).rank = rank;
  }

  private link(): void {
    for (const entry of this.byName) {
      const { affiliation } = entry;
      entry.above = affiliation === 0 ? null : (this.byKey.get(this.roots.get(affiliation) ?? affiliation) ?? null);
      entry.isAbove = false;
    }
    for (const entry of this.byName) {
      if (entry.above) entry.above.isAbove = true;
      let top = entry;
      for (let height = 0; top.above !== null && height < HIGHEST; height += 1) top = top.above;
      entry.top = top;
    }
  }
}
