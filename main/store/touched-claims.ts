import type { ReadDb, WriteDb } from "./sql.ts";

/** The keys of claims that were written, or of which a grade was, since they were last taken. */
const touched = new WeakMap<ReadDb["connection"], Set<number>>();

export function touchClaim(db: WriteDb, key: number): void {
  let keys = touched.get(db.connection);
  if (!keys) touched.set(db.connection, (keys = new Set()));
  keys.add(key);
}

/** Takes them, for whoever keeps a list of claims in memory. */
export function takeTouchedClaims(db: ReadDb): ReadonlySet<number> {
  const keys = touched.get(db.connection) ?? new Set();
  touched.delete(db.connection);
  return keys;
}
