import { FileReading } from "../../app/articles/model.ts";
import {
  reasonOf,
  type UnreadableFile,
  type UnreadableFilter,
  type UnreadableSort,
  UnreadReason,
} from "../../app/articles/unreadable.ts";
import { foldText } from "../../app/text/fold.ts";
import { newId, toHex } from "./identity.ts";
import {
  all,
  bytes,
  column,
  containing,
  first,
  integer,
  integerOrNull,
  oneOf,
  type ReadDb,
  type Row,
  run,
  type SqlValue,
  text,
  textOrNull,
  type WriteDb,
} from "./sql.ts";

/** Where something lies: a file, a member of one, a record of either. */
export interface Place {
  readonly path: string;
  readonly member: string | null;
  readonly line: number | null;
}

/** What an import could not read, as it is noted. */
export interface Unread extends Place {
  readonly code: string;
  readonly message: string;
  readonly reading: FileReading;
  /** Size of the file in bytes. */
  readonly bytes: number;
  readonly act: string;
  readonly analyst: string;
  readonly notedAt: string;
}

/** The file that something unreadable lies in, by its bytes. */
export interface KeptFile {
  readonly sha256: Uint8Array;
  /** The key of the original; null where it is not kept. */
  readonly original: number | null;
}

/** One that is listed, for whoever reads it again. */
export interface UnreadRow extends Place {
  readonly key: number;
  readonly id: string;
  readonly reading: FileReading;
  readonly bytes: number;
  readonly file: KeptFile | null;
}

/** An import that was undone takes what it noted with it, and gives back what it had read. */
const STANDS = `NOT EXISTS (SELECT 1 FROM acts a WHERE a.act = u.act AND a.undone_by IS NOT NULL)`;
const NOT_READ = `(u.read_by IS NULL OR EXISTS (SELECT 1 FROM acts a WHERE a.act = u.read_by AND a.undone_by IS NOT NULL))`;
const LISTED = `${STANDS} AND ${NOT_READ}`;
const AT = "path = ? AND member IS ? AND line IS ?";

const at = ({ path, member, line }: Place): SqlValue[] => [path, member, line];

/**
 * Notes what could not be read, once a place and content: what is known of the file's bytes, `later` where they are still to
 * be looked at (`settle`), null where nobody will. What was left aside stays so, what was read since stays read.
 */
export function noteUnread(db: WriteDb, unread: Unread, file: KeptFile | "later" | null): void {
  const reason = reasonOf(unread);
  const known =
    file === "later"
      ? first(db, `SELECT key FROM unreadable_files WHERE ${AT} AND pending = 1`, at(unread))
      : findLike(db, unread, file?.sha256 ?? null);
  if (known) {
    renew(db, integer(known, "key"), unread, reason);
    if (file === "later")
      run(db, "UPDATE unreadable_files SET act = ?, analyst = ?, noted_at = ?, bytes = ? WHERE key = ?", [
        unread.act,
        unread.analyst,
        unread.notedAt,
        unread.bytes,
        integer(known, "key"),
      ]);
    return;
  }
  run(
    db,
    `INSERT INTO unreadable_files (id, path, member, line, path_key, reason, code, message, reading, bytes, sha256,
       original, pending, noted_at, act, analyst) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      newId(),
      ...at(unread),
      foldText([unread.path, unread.member ?? ""].join("/")),
      reason,
      unread.code,
      unread.message,
      JSON.stringify(unread.reading),
      unread.bytes,
      file === "later" || file === null ? null : file.sha256,
      file === "later" || file === null ? null : file.original,
      file === "later" ? 1 : 0,
      unread.notedAt,
      unread.act,
      unread.analyst,
    ],
  );
}

/** The one at the same place with the same content, where the bytes of both were looked at, or of neither. */
const findLike = (db: ReadDb, place: Place, sha256: Uint8Array | null): Row | null =>
  first(db, `SELECT key FROM unreadable_files WHERE ${AT} AND sha256 IS ? AND pending = 0`, [...at(place), sha256]);

/** What is said of one now; it is of the import that noted it first, unless that was undone. */
function renew(
  db: WriteDb,
  key: number,
  { code, message, reading, act, analyst, notedAt }: Omit<Unread, "bytes" | keyof Place>,
  reason: UnreadReason,
): void {
  run(
    db,
    `UPDATE unreadable_files AS u SET reason = ?, code = ?, message = ?, reading = ?,
       act = iif(${STANDS}, act, ?), analyst = iif(${STANDS}, analyst, ?), noted_at = iif(${STANDS}, noted_at, ?)
     WHERE key = ?`,
    [reason, code, message, JSON.stringify(reading), act, analyst, notedAt, key],
  );
}

/** The files that these acts noted and of which the bytes are still to be looked at. */
export const pendingFiles = (db: ReadDb, acts: readonly string[]): { path: string; bytes: number }[] =>
  all(
    db,
    `SELECT path, max(bytes) AS bytes FROM unreadable_files
     WHERE pending = 1 AND act IN (SELECT value FROM json_each(?)) GROUP BY path ORDER BY min(key)`,
    [JSON.stringify(acts)],
  ).map((row) => ({ path: text(row, "path"), bytes: integer(row, "bytes") }));

/** The bytes of a file were looked at, or null: they could not be. What is like an earlier one becomes that. */
export function settleUnread(db: WriteDb, path: string, file: KeptFile | null): void {
  for (const row of all(db, `SELECT ${NOTED} FROM unreadable_files WHERE path = ? AND pending = 1`, [path])) {
    const unread = toUnread(row);
    const like = findLike(db, unread, file?.sha256 ?? null);
    if (like) {
      renew(db, integer(like, "key"), unread, reasonOf(unread));
      run(db, "DELETE FROM unreadable_files WHERE key = ?", [integer(row, "key")]);
    } else
      run(db, "UPDATE unreadable_files SET sha256 = ?, original = ?, pending = 0 WHERE key = ?", [
        file?.sha256 ?? null,
        file?.original ?? null,
        integer(row, "key"),
      ]);
  }
}

const NOTED = "key, path, member, line, code, message, reading, bytes, act, analyst, noted_at";

const toUnread = (row: Row): Unread => ({
  path: text(row, "path"),
  member: textOrNull(row, "member"),
  line: integerOrNull(row, "line"),
  code: text(row, "code"),
  message: text(row, "message"),
  reading: FileReading.parse(JSON.parse(text(row, "reading"))),
  bytes: integer(row, "bytes"),
  act: text(row, "act"),
  analyst: text(row, "analyst"),
  notedAt: text(row, "noted_at"),
});

const ROW = "u.key, u.id, u.path, u.member, u.line, u.reading, u.bytes, u.sha256, u.original";

const toRow = (row: Row): UnreadRow => ({
  key: integer(row, "key"),
  id: text(row, "id"),
  path: text(row, "path"),
  member: textOrNull(row, "member"),
  line: integerOrNull(row, "line"),
  reading: FileReading.parse(JSON.parse(text(row, "reading"))),
  bytes: integer(row, "bytes"),
  file: row["sha256"] === null ? null : { sha256: bytes(row, "sha256"), original: integerOrNull(row, "original") },
});

/** What within a file was noted and not read since. */
export const unreadWithin = (db: ReadDb, path: string): UnreadRow[] =>
  all(db, `SELECT ${ROW} FROM unreadable_files u WHERE u.path = ? AND ${NOT_READ}`, [path]).map(toRow);

/** Of these ids, those that are listed. */
export const unreadWithIds = (db: ReadDb, ids: readonly string[]): UnreadRow[] =>
  all(
    db,
    `SELECT ${ROW} FROM json_each(?) w CROSS JOIN unreadable_files u ON u.id = w.value WHERE ${LISTED} ORDER BY u.path, u.key`,
    [JSON.stringify([...new Set(ids)])],
  ).map(toRow);

/** An import read the places of these. */
export function markRead(db: WriteDb, keys: readonly number[], act: string): void {
  for (const key of keys) run(db, "UPDATE unreadable_files SET read_by = ? WHERE key = ?", [act, key]);
}

/** @returns how many are other than before */
export const setAside = (db: WriteDb, ids: readonly string[], aside: boolean): number =>
  run(
    db,
    "UPDATE unreadable_files SET left_aside = ?1 WHERE left_aside <> ?1 AND id IN (SELECT value FROM json_each(?2))",
    [aside ? 1 : 0, JSON.stringify(ids)],
  ).changes;

/** What is listed and was not left aside. */
export const countUnread = (db: ReadDb): number =>
  Number(column(db, `SELECT count(*) FROM unreadable_files u WHERE u.left_aside = 0 AND ${LISTED}`)[0]);

/** What a filter asks; `without` leaves out its condition on one thing. */
function where(filter: UnreadableFilter, without?: "codes" | "reasons" | "leftAside"): [string, SqlValue[]] {
  const parts = [LISTED];
  const values: SqlValue[] = [];
  for (const word of foldText(filter.text ?? "")
    .split(" ")
    .filter(Boolean)) {
    parts.push(String.raw`u.path_key LIKE ? ESCAPE '\'`);
    values.push(containing(word));
  }
  for (const [name, field] of [
    ["codes", "code"],
    ["reasons", "reason"],
  ] as const) {
    const wanted = filter[name];
    if (name === without || wanted === undefined || wanted.length === 0) continue;
    parts.push(`u.${field} IN (SELECT value FROM json_each(?))`);
    values.push(JSON.stringify(wanted));
  }
  if (filter.leftAside !== undefined && without !== "leftAside") {
    parts.push("u.left_aside = ?");
    values.push(filter.leftAside ? 1 : 0);
  }
  return [parts.join(" AND "), values];
}

const orders: Record<UnreadableSort["column"], readonly string[]> = {
  path: ["u.path", "u.member", "u.line"],
  reason: ["u.reason"],
  bytes: ["u.bytes"],
  notedAt: ["u.noted_at"],
};

/** By the columns named, then by place; what is as old as its neighbours stays together with them. */
const ordered = (sort: readonly UnreadableSort[]): string =>
  [
    ...sort.flatMap(({ column: by, descending }) => orders[by].map((each) => `${each} ${descending ? "DESC" : "ASC"}`)),
    "u.path, u.member, u.line, u.key",
  ].join(", ");

/** One as it is listed; in which ways it can be read is for whoever knows the importers. */
export type ListedUnread = Omit<UnreadableFile, "ways">;

export function unreadPage(
  db: ReadDb,
  filter: UnreadableFilter,
  sort: readonly UnreadableSort[],
  offset: number,
  limit: number,
): { total: number; rows: ListedUnread[] } {
  const [asked, values] = where(filter);
  const total = Number(column(db, `SELECT count(*) FROM unreadable_files u WHERE ${asked}`, values)[0]);
  const rows = all(
    db,
    `SELECT u.id, u.path, u.member, u.line, u.reason, u.code, u.message, u.bytes, u.sha256, u.original, u.noted_at,
       u.analyst, u.left_aside FROM unreadable_files u WHERE ${asked} ORDER BY ${ordered(sort)} LIMIT ? OFFSET ?`,
    [...values, limit, offset],
  ).map((row) => ({
    id: text(row, "id"),
    path: text(row, "path"),
    member: textOrNull(row, "member"),
    line: integerOrNull(row, "line"),
    reason: oneOf(row, "reason", UnreadReason.options),
    code: text(row, "code"),
    message: text(row, "message"),
    bytes: integer(row, "bytes"),
    sha256: row["sha256"] === null ? null : toHex(bytes(row, "sha256")),
    isKept: row["original"] !== null,
    notedAt: text(row, "noted_at"),
    analyst: text(row, "analyst"),
    leftAside: integer(row, "left_aside") === 1,
  }));
  return { total, rows };
}

export function unreadIds(db: ReadDb, filter: UnreadableFilter, sort: readonly UnreadableSort[]): string[] {
  const [asked, values] = where(filter);
  return column(db, `SELECT u.id FROM unreadable_files u WHERE ${asked} ORDER BY ${ordered(sort)}`, values).map(String);
}

/** How much a filter leaves, by one thing, without its own condition. */
function countBy(
  db: ReadDb,
  filter: UnreadableFilter,
  name: "codes" | "reasons" | "leftAside",
  field: "code" | "reason" | "left_aside",
): { value: string; count: number }[] {
  const [asked, values] = where(filter, name);
  return all(
    db,
    `SELECT CAST(u.${field} AS TEXT) AS value, count(*) AS count FROM unreadable_files u WHERE ${asked}
     GROUP BY 1 ORDER BY 2 DESC, 1`,
    values,
  ).map((row) => ({ value: text(row, "value"), count: integer(row, "count") }));
}

export function unreadCounts(db: ReadDb, filter: UnreadableFilter) {
  const [asked, values] = where(filter);
  const aside = new Map(countBy(db, filter, "leftAside", "left_aside").map(({ value, count }) => [value, count]));
  return {
    total: Number(column(db, `SELECT count(*) FROM unreadable_files u WHERE ${asked}`, values)[0]),
    reasons: countBy(db, filter, "reasons", "reason").map(({ value, count }) => ({
      value: UnreadReason.parse(value),
      count,
    })),
    codes: countBy(db, filter, "codes", "code"),
    leftAside: aside.get("1") ?? 0,
    open: aside.get("0") ?? 0,
  };
}
