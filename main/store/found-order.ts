import { integers, type ReadDb } from "./sql.ts";

const BY_DATE = "a.published_key DESC NULLS LAST, a.key DESC";
const FOUND = "SELECT a.key FROM json_each(?) w CROSS JOIN articles a ON a.key = w.value";

/** More than this many articles are taken out of the order of all, which an index has; fewer are sorted by themselves. */
const MANY = 4000;
const ALL_BY_DATE = "SELECT a.key FROM articles a WHERE a.withdrawn = 0 ORDER BY a.published_key DESC, a.key DESC";

/** Articles by date, the newest first and those without one last; none of them is withdrawn. */
export function newestFirst(db: ReadDb, keys: readonly number[]): Int32Array {
  if (keys.length <= MANY) return inOrder(db, keys, BY_DATE);
  const wanted = new Uint8Array(keys.reduce((last, key) => Math.max(last, key), 0) + 1);
  for (const key of keys) wanted[key] = 1;
  return Int32Array.from(integers(db, ALL_BY_DATE).filter((key) => wanted[key] === 1));
}

/** Articles by outlet, those without one last; of one outlet the newest first. */
export const byOutlet = (db: ReadDb, keys: readonly number[]): Int32Array =>
  inOrder(db, keys, `a.outlet_key NULLS LAST, ${BY_DATE}`);

export const byTitle = (db: ReadDb, keys: readonly number[]): Int32Array => inOrder(db, keys, "a.title_key, a.key");

const inOrder = (db: ReadDb, keys: readonly number[], order: string): Int32Array =>
  Int32Array.from(integers(db, `${FOUND} ORDER BY ${order}`, [JSON.stringify(keys)]));
