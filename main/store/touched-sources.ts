import type { ReadDb, WriteDb } from "./sql.ts";

/** What happened to a source: it was written (made, changed, merged, removed), or graded or named by other claims. */
export type Touch = "written" | "used";

/** The sources touched since they were last taken, by key. */
const touched = new WeakMap<ReadDb["connection"], Map<number, Touch>>();

export function touchSource(db: WriteDb, key: number, what: Touch): void {
  let sources = touched.get(db.connection);
  if (!sources) touched.set(db.connection, (sources = new Map()));
  if (what === "written" || !sources.has(key)) sources.set(key, what);
}

/** Takes them, for whoever keeps a list of sources in memory. */
export function takeTouchedSources(db: ReadDb): ReadonlyMap<number, Touch> {
  const sources = touched.get(db.connection) ?? new Map<number, Touch>();
  touched.delete(db.connection);
  return sources;
}
