import type { ReadDb, WriteDb } from "./sql.ts";

/** The keys of sources that were written, graded, or named by other claims, since they were last taken. */
const touched = new WeakMap<ReadDb["connection"], Set<number>>();

export function touchSource(db: WriteDb, key: number): void {
  let keys = touched.get(db.connection);
  if (!keys) touched.set(db.connection, (keys = new Set()));
  keys.add(key);
}

/** Takes them, for whoever keeps a list of sources in memory. */
export function takeTouchedSources(db: ReadDb): ReadonlySet<number> {
  const keys = touched.get(db.connection) ?? new Set();
  touched.delete(db.connection);
  return keys;
}
