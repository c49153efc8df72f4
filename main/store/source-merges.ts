import { integers, marks, type ReadDb } from "./sql.ts";

/**
 * The keys of sources with all that is read as them and all that is affiliated to them, at any remove: the keys that
 * hops may name, of these sources and of everything below them. A source that was merged stands for what it is read as.
 */
export function sourceKeysWithin(db: ReadDb, ids: readonly string[]): number[] {
  return integers(
    db,
    `WITH RECURSIVE within (key) AS (
       SELECT m.key FROM sources s JOIN sources m ON m.root = s.root WHERE s.id IN (${marks(ids.length)})
       UNION SELECT m.key FROM within w JOIN sources c ON c.affiliation = w.key AND c.root = c.key
         JOIN sources m ON m.root = c.key)
     SELECT key FROM within`,
    ids,
  );
}
