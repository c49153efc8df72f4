import type { Json } from "../../app/kernel/json.ts";
import type { z } from "../../app/kernel/schema.ts";
import type { ReadDb, WriteDb } from "./sql.ts";

/**
 * How the ledger reads and writes one kind of object: whole, as a JSON value that names other objects by id. Undo,
 * redo and merge need no more than this.
 */
export interface ObjectTable {
  /** The object's value, null where there is none. */
  read(db: ReadDb, id: string): Json | null;
  /**
   * Makes the object have this value; null removes it. What is derived from it is brought up to date as well. `before` is
   * what `read` gave: what did not change need not be written.
   */
  write(db: WriteDb, id: string, value: Json | null, before: Json | null): void;
  /** A value as the ledger has it, with the parts that objects of its kind were given since. */
  complete(value: Json): Json;
  /** A short name of an object with this value, for people. */
  label(value: Json): string;
}

/** An object table over a typed value: what comes out of the ledger is parsed before it is written. */
export function objectTable<Value extends Json>(
  schema: z.ZodType<Value>,
  table: {
    read(db: ReadDb, id: string): Value | null;
    write(db: WriteDb, id: string, value: Value | null, before: Json | null): void;
    label(value: Value): string;
  },
): ObjectTable {
  return {
    read: (db, id) => table.read(db, id),
    write: (db, id, value, before) => table.write(db, id, value === null ? null : schema.parse(value), before),
    complete: (value) => {
      const parsed = schema.safeParse(value);
      return parsed.success ? parsed.data : value;
    },
    label: (value) => {
      const parsed = schema.safeParse(value);
      return parsed.success ? table.label(parsed.data) : "";
    },
  };
}
