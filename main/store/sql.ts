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

const statements = new WeakMap<Database.Database, Map<string, Database.Statement>>();

/** The prepared statement of a text, made once a connection. Texts are constants of `main/store`, or built of few parts. */
function prepare(db: ReadDb, text: string, plucked = false): Database.Statement {
  let known = statements.get(db.connection);
  if (!known) statements.set(db.connection, (known = new Map()));
  const name = plucked ? `first column of ${text}` : text;
  let statement = known.get(name);
  if (!statement) {
    if (known.size > 500) known.clear();
    statement = db.connection.prepare(text);
    if (plucked) statement.pluck(true);
    known.set(name, statement);
  }
  return statement;
}

const bind = (parameters: Parameters): unknown[] => (Array.isArray(parameters) ? parameters : [parameters]);

export function all(db: ReadDb, text: string, parameters: Parameters = []): Row[] {
  return prepare(db, text).all(...bind(parameters)) as Row[];
}

export function first(db: ReadDb, text: string, parameters: Parameters = []): Row | null {
  return (prepare(db, text).get(...bind(parameters)) as Row | undefined) ?? null;
}

/** Rows one at a time, for what may be long. The connection can run nothing else meanwhile. */
export function* each(db: ReadDb, text: string, parameters: Parameters = []): Generator<Row> {
  yield* prepare(db, text).iterate(...bind(parameters)) as IterableIterator<Row>;
}

/** The first column of every row, for long lists of keys. */
export function column(db: ReadDb, text: string, parameters: Parameters = []): unknown[] {
  return prepare(db, text, true).all(...bind(parameters));
}

/** The first column of every row, where it is an integer. */
export function integers(db: ReadDb, text: string, parameters: Parameters = []): number[] {
  return column(db, text, parameters) as number[];
}

/** Writes; returns the key of an inserted row and how many rows changed. */
export function run(db: WriteDb, text: string, parameters: Parameters = []): { key: number; changes: number } {
  const { lastInsertRowid, changes } = prepare(db, text).run(...bind(parameters));
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

/** `?, ?, ?` for a list of that many values. */
export const marks = (count: number): string => Array.from({ length: count }, () => "?").join(", ");

/** A LIKE pattern that finds what contains `needle`, whatever signs it has; use with ESCAPE '\\'. */
export const containing = (needle: string): string => `%${needle.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
