import type Database from "better-sqlite3";

import { BrokenInvariant } from "../../app/kernel/assert.ts";

declare const reads: unique symbol;
declare const writes: unique symbol;

/** A connection that store functions may read from. */
export interface ReadDb {
  readonly connection: Database.Database;
  readonly [reads]: true;
}

/** A connection that may write; it can be handed to whoever only reads, never the reverse. */
export interface WriteDb extends ReadDb {
  readonly [writes]: true;
}

export type SqlValue = string | number | bigint | Uint8Array | null;
/** A row as SQLite gives it; the mappers below take columns out of it by name and check what they are. */
export type Row = Readonly<Record<string, unknown>>;
type Parameters = readonly SqlValue[] | Readonly<Record<string, SqlValue>>;

/** A prepared statement, and whether its text numbers its parameters. */
interface Prepared {
  readonly statement: Database.Statement;
  readonly isNumbered: boolean;
}

const prepared = new WeakMap<Database.Database, Map<string, Prepared>>();

/** The prepared statement of a text, made once a connection. Texts are constants of `main/store`, or built of few parts. */
function prepare(db: ReadDb, sql: string, plucked = false): Prepared {
  let known = prepared.get(db.connection);
  if (!known) prepared.set(db.connection, (known = new Map()));
  const name = plucked ? `first column of ${sql}` : sql;
  let found = known.get(name);
  if (!found) {
    if (known.size > 500) known.clear();
    const statement = db.connection.prepare(numbered(sql));
    if (plucked) statement.pluck(true);
    known.set(name, (found = { statement, isNumbered: /\?\d/.test(sql) }));
  }
  return found;
}

/** Every parameter of a text, numbered (`?3`) or the next in turn (`?`); no text of ours has a `?` within quotes. */
const PARAMETER = /\?(\d*)/g;

/** A text whose parameters are all numbered, where at least one is: the driver takes either numbers or turns, not both. */
function numbered(sql: string): string {
  if (!/\?\d/.test(sql)) return sql;
  let last = 0;
  return sql.replaceAll(PARAMETER, (_sign, number: string) => {
    const own = number === "" ? last + 1 : Number(number);
    last = Math.max(last, own);
    return `?${own}`;
  });
}

/** Values in order, by name, or, where the text numbers them, by number, as the driver wants them. */
function bind({ isNumbered }: Prepared, parameters: Parameters): unknown[] {
  if (!Array.isArray(parameters)) return [parameters];
  if (!isNumbered) return parameters as unknown[];
  return [Object.fromEntries(parameters.map((value, index) => [index + 1, value as SqlValue]))];
}

export function all(db: ReadDb, sql: string, parameters: Parameters = []): Row[] {
  const found = prepare(db, sql);
  return found.statement.all(...bind(found, parameters)) as Row[];
}

export function first(db: ReadDb, sql: string, parameters: Parameters = []): Row | null {
  const found = prepare(db, sql);
  return (found.statement.get(...bind(found, parameters)) as Row | undefined) ?? null;
}

/** The first column of every row, for long lists of keys. */
export function column(db: ReadDb, sql: string, parameters: Parameters = []): unknown[] {
  const found = prepare(db, sql, true);
  return found.statement.all(...bind(found, parameters));
}

/** The first column of every row, where it is an integer. */
export function integers(db: ReadDb, sql: string, parameters: Parameters = []): number[] {
  return column(db, sql, parameters) as number[];
}

/** Writes; returns the key of an inserted row and how many rows changed. */
export function run(db: WriteDb, sql: string, parameters: Parameters = []): { key: number; changes: number } {
  const found = prepare(db, sql);
  const { lastInsertRowid, changes } = found.statement.run(...bind(found, parameters));
  return { key: Number(lastInsertRowid), changes };
}

const wrong = (row: Row, name: string, wanted: string): never => {
  throw new BrokenInvariant(`column ${name} should be ${wanted}, is ${name in row ? typeof row[name] : "missing"}`);
};

export function text(row: Row, name: string): string {
  const value = row[name];
  return typeof value === "string" ? value : wrong(row, name, "text");
}

export function textOrNull(row: Row, name: string): string | null {
  const value = row[name];
  return value === null || typeof value === "string" ? value : wrong(row, name, "text or null");
}

export function integer(row: Row, name: string): number {
  const value = row[name];
  return typeof value === "number" ? value : wrong(row, name, "a number");
}

export function integerOrNull(row: Row, name: string): number | null {
  const value = row[name];
  return value === null || typeof value === "number" ? value : wrong(row, name, "a number or null");
}

export function bytes(row: Row, name: string): Uint8Array {
  const value = row[name];
  return value instanceof Uint8Array ? value : wrong(row, name, "bytes");
}

/** The value of a column that holds one of a few words, as the schema's CHECK promises. */
export function oneOf<Word extends string>(row: Row, name: string, words: readonly Word[]): Word {
  const value = row[name];
  return words.find((word) => word === value) ?? wrong(row, name, words.join(" or "));
}

/** A number that changes when another connection has changed the file. */
export const dataVersion = (db: ReadDb): number =>
  integer(first(db, "SELECT data_version FROM pragma_data_version") ?? {}, "data_version");

/** `?, ?, ?` for a list of that many values. */
export const marks = (count: number): string => Array.from({ length: count }, () => "?").join(", ");

/** A LIKE pattern that finds what contains `needle`, whatever signs it has; use with ESCAPE '\\'. */
export const containing = (needle: string): string => `%${needle.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
